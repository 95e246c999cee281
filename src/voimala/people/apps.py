from django.apps import AppConfig


class PeopleConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "voimala.people"
    label = "people"

    def ready(self) -> None:
        from voimala.people import permissions, slots
        from voimala.people.views import linked

        permissions.add_to_table()
        slots.fill()
        linked.fill()
