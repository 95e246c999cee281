import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from voimala.office.models.fulltext import lay_down, take_up

TABLES = ("office_searchentry", "office_searchword")


def make_searchable(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    for table in TABLES:
        lay_down(editor, table)


def make_unsearchable(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    for table in TABLES:
        take_up(editor, table)


class Migration(migrations.Migration):
    dependencies = [
        ("networks", "0001_networks"),
        ("office", "0003_jobs"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("word", models.CharField(max_length=40, unique=True)),
                ("tokens", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=30)),
                ("public_id", models.CharField(max_length=12)),
                ("sort_key", models.CharField(max_length=200)),
                ("tokens", models.TextField()),
                ("updated_at", models.DateTimeField()),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="networks.network"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "public_id"), name="search_entry_once")
                ],
            },
        ),
        migrations.RunPython(make_searchable, make_unsearchable),
    ]
