"""After the seats of earlier groups were given theirs; apart, since PostgreSQL alters no table it just filled."""

import django.db.models.deletion
from django.db import migrations, models

import voimala.core.ids


class Migration(migrations.Migration):
    dependencies = [("assembly", "0002_ask_and_agree")]

    operations = [
        migrations.AlterField(
            model_name="seat",
            name="network",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="networks.network"
            ),
        ),
        migrations.AlterField(
            model_name="seat",
            name="public_id",
            field=voimala.core.ids.PublicIdField(
                default=voimala.core.ids.new_public_id, editable=False, max_length=12, unique=True
            ),
        ),
    ]
