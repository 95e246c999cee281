from django.apps import AppConfig


class PartnersConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "voimala.partners"
    label = "partners"

    def ready(self) -> None:
        from voimala.partners import permissions, slots
        from voimala.partners.views import accepting, confirming

        permissions.add_to_table()
        slots.fill()
        accepting.fill()
        confirming.fill()
