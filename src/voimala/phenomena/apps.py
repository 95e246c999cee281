from django.apps import AppConfig


class PhenomenaConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "voimala.phenomena"
    label = "phenomena"

    def ready(self) -> None:
        from voimala.phenomena import permissions, slots
        from voimala.phenomena.views import telling

        permissions.add_to_table()
        slots.fill()
        telling.fill()
