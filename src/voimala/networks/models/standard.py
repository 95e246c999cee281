"""The words a new network starts from. Each network edits its own copy.

Settings are places named by the sources. Target groups are our own general words and have no source: the
five that are documented were one network's focus of 2018–20.
"""

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
    StandardSetting("jarjesto", "Järjestö", "Förening", "Association", ("D1", "D3")),
)


class StandardTargetGroup(NamedTuple):
    code: str
    fi: str
    sv: str
    en: str


STANDARD_TARGET_GROUPS = (
    StandardTargetGroup("nuoret_aikuiset", "Nuoret aikuiset", "Unga vuxna", "Young adults"),
    StandardTargetGroup("lapset", "Lapset ja perheet", "Barn och familjer", "Children and families"),
    StandardTargetGroup("nuoret", "Nuoret", "Unga", "Young people"),
    StandardTargetGroup("ikaantyneet", "Ikääntyneet", "Äldre", "Older people"),
    StandardTargetGroup("omaishoitajat", "Omaishoitajat", "Närståendevårdare", "Family carers"),
    StandardTargetGroup(
        "mielenterveys",
        "Mielenterveyskuntoutujat",
        "Psykiatriska rehabiliteringsklienter",
        "People in mental health recovery",
    ),
    StandardTargetGroup(
        "maahan_muuttaneet",
        "Maahan muuttaneet",
        "Inflyttade från andra länder",
        "People who have moved to Finland",
    ),
    StandardTargetGroup("tyoikaiset", "Työikäiset", "Personer i arbetsför ålder", "People of working age"),
)
