"""The stairs of cultural wellbeing as far as they were published as text: five numbers, one meaning.

The names of the steps were only ever shown in a picture; nobody may invent them here.
"""

from typing import Any

from django.db import migrations

CODE, EDITION = "kulttuurihyvinvoinnin-portaat", 1
STEPS, DESCRIBED = 5, 4
FOURTH = {
    "meaning_fi": "eri alojen välinen yhteistyö koulutuksessa ja työelämässä: uutta osaamista, "
    "tulevaisuuden yhdistelmäammatteja ja kuntouttavaa taidepedagogiikkaa",
    "meaning_sv": "samarbete mellan olika områden i utbildning och arbetsliv: nytt kunnande, "
    "framtidens kombinationsyrken och rehabiliterande konstpedagogik",
    "meaning_en": "collaboration between different fields in education and work life: new know-how, "
    "future hybrid professions and rehabilitating art pedagogy",
    "status": "confirmed",
    "sources": ["2", "D1"],
}
PLACEHOLDER = {"sources": ["D3"]}


def add_stairs(apps: Any, schema_editor: Any) -> None:
    scales, steps = apps.get_model("phenomena", "StairScale"), apps.get_model("phenomena", "StairStep")
    scale, made = scales.objects.get_or_create(code=CODE, edition=EDITION)
    if made:
        for number in range(1, STEPS + 1):
            steps.objects.create(
                scale=scale, number=number, **(FOURTH if number == DESCRIBED else PLACEHOLDER)
            )


class Migration(migrations.Migration):
    dependencies = [("phenomena", "0001_needs_and_briefs")]

    operations = [migrations.RunPython(add_stairs, migrations.RunPython.noop)]
