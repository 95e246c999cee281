from django.apps import AppConfig


class DeskConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "voimala.desk"
    label = "desk"

    def ready(self) -> None:
        from voimala.desk import permissions, slots
        from voimala.desk.views import choosing

        permissions.add_to_table()
        slots.fill()
        choosing.fill()
