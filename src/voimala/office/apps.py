from django.apps import AppConfig


class OfficeConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "voimala.office"
    label = "office"

    def ready(self) -> None:
        from voimala.office import permissions, slots

        permissions.add_to_table()
        slots.fill()
