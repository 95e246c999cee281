from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "voimala.governance"
    label = "governance"

    def ready(self) -> None:
        from voimala.governance import permissions, slots

        permissions.add_to_table()
        slots.fill()
