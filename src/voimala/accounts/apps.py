from django.apps import AppConfig


class AccountsConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "voimala.accounts"
    label = "accounts"

    def ready(self) -> None:
        from voimala.accounts import permissions, slots

        permissions.add_to_table()
        slots.fill()
