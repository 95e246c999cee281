from django.apps import AppConfig


class NetworksConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "voimala.networks"
    label = "networks"

    def ready(self) -> None:
        from voimala.networks import permissions, slots

        permissions.add_to_table()
        slots.fill()
