from django.apps import AppConfig


class PhenomenaConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "voimala.phenomena"
    label = "phenomena"
