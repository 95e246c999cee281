from django.apps import AppConfig


class AssemblyConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "voimala.assembly"
    label = "assembly"
