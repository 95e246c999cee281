from django.apps import AppConfig


class AssemblyConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "voimala.assembly"
    label = "assembly"

    def ready(self) -> None:
        from voimala.assembly import permissions, slots
        from voimala.assembly.views import calls, links, naming

        permissions.add_to_table()
        slots.fill()
        for pages in (links, naming, calls):
            pages.fill()
