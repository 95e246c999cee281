"""The stairs of cultural wellbeing as far as they were published as text: five numbers, one meaning.

The names of the steps were only ever shown in a picture; nobody may invent them here.
"""

from django.db import transaction

from voimala.phenomena.models import StairScale, StairStep

CODE, EDITION = "kulttuurihyvinvoinnin-portaat", 1
STEPS, DESCRIBED = 5, 4
MEANING = {
    "fi": "eri alojen välinen yhteistyö koulutuksessa ja työelämässä: uutta osaamista, "
    "tulevaisuuden yhdistelmäammatteja ja kuntouttavaa taidepedagogiikkaa",
    "sv": "samarbete mellan olika områden i utbildning och arbetsliv: nytt kunnande, "
    "framtidens kombinationsyrken och rehabiliterande konstpedagogik",
    "en": "collaboration between different fields in education and work life: new know-how, "
    "future hybrid professions and rehabilitating art pedagogy",
}


@transaction.atomic
def add_published_stairs() -> StairScale:
    """The scale that all networks share; one that is there already stays as it is."""
    scale, made = StairScale.objects.get_or_create(code=CODE, edition=EDITION)
    if made:
        for number in range(1, STEPS + 1):
            step = StairStep(scale=scale, number=number, sources=["D3"])
            if number == DESCRIBED:
                step.meaning = MEANING
                step.status, step.sources = StairStep.Status.CONFIRMED, ["2", "D1"]
            step.save()
    return scale
