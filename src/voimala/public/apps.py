from django.apps import AppConfig


class PublicConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "voimala.public"
    label = "public"

    def ready(self) -> None:
        from voimala.public import permissions, slots

        permissions.add_to_table()
        slots.fill()
