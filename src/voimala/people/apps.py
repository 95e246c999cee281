from django.apps import AppConfig


class PeopleConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "voimala.people"
    label = "people"

    def ready(self) -> None:
        from voimala.people import permissions, slots

        permissions.add_to_table()
        slots.fill()
