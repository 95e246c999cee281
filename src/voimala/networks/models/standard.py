"""The settings a new network starts from: places named by the sources. Each network edits its own copy."""

from typing import NamedTuple


class StandardSetting(NamedTuple):
    code: str
    fi: str
    sv: str
    en: str
    sources: tuple[str, ...]


STANDARD_SETTINGS = (
    StandardSetting("neuvola", "Neuvola", "Rådgivning", "Child health clinic", ("14", "D1")),
    StandardSetting("paivakoti", "Päiväkoti", "Daghem", "Day-care centre", ("14", "D1")),
    StandardSetting("alakoulu", "Alakoulu", "Lågstadium", "Primary school", ("14", "D1")),
    StandardSetting("sairaalakoulu", "Sairaalakoulu", "Sjukhusskola", "Hospital school", ("14", "D3")),
    StandardSetting(
        "psykiatrian_avohoito",
        "Psykiatrian avohoito",
        "Psykiatrisk öppenvård",
        "Psychiatric outpatient care",
        ("14",),
    ),
    StandardSetting(
        "lastenosasto",
        "Lasten ja nuorten osasto",
        "Barn- och ungdomsavdelning",
        "Children's ward",
        ("14", "D0"),
    ),
    StandardSetting(
        "ensikoti", "Ensi- ja turvakoti", "Mödrahem och skyddshem", "Mother-and-child home", ("14",)
    ),
    StandardSetting(
        "ammattiopisto", "Ammatillinen oppilaitos", "Yrkesläroanstalt", "Vocational college", ("14", "D1")
    ),
    StandardSetting("palvelukeskus", "Palvelukeskus", "Servicecentral", "Service centre", ("D0", "D1")),
    StandardSetting("kotihoito", "Kotihoito", "Hemvård", "Home care", ("D1",)),
    StandardSetting("laitoshoito", "Laitoshoito", "Institutionsvård", "Residential care", ("D1",)),
    StandardSetting(
        "nuorten_harrastus", "Nuorten harrastukset", "Ungas fritid", "Young people's hobbies", ("15",)
    ),
    StandardSetting("jarjesto", "Järjestö", "Organisation", "Association", ("D1", "D3")),
)
