"""What the invented people do for a living, and what somebody in that work usually can.

The counts add up to 412. Two competences are in nobody's known profile, so that the pages can show what
"to be asked" means: see UNHEARD.
"""

from dataclasses import dataclass

from voimala.networks.models import Sector
from voimala.people.models import Person

KIND = Person.Kind

# Nobody has told of these yet: a need that asks for one leaves a seat "to be asked".
UNHEARD = frozenset({"arviointihaastattelu", "kotoutuminen"})


@dataclass(frozen=True)
class RolePlan:
    """A work role: how many people, where they work, what they can.

    `units` are plain Finnish names of units; `freelance` is the share of freelancers among employees;
    `usual` maps competence codes to the levels that people have (drawn evenly).
    """

    name: str
    sector: Sector
    count: int
    usual: dict[str, tuple[int, ...]]
    units: tuple[str, ...] = ()
    kind: Person.Kind = KIND.EMPLOYEE
    freelance: float = 0.0


ART = ("Musiikin opetus", "Musiikin ja tanssin koulutus", "Kulttuuripalvelut")
WARDS = (
    "Nuorten aikuisten avohoito",
    "Lasten ja nuorten osasto",
    "Kuntoutusosasto",
    "Palvelukeskus",
    "Kotihoito",
)
SOCIAL = ("Aikuissosiaalityö", "Perhekeskus", "Kotoutumispalvelut")

ROLES = (
    RolePlan("Musiikkipedagogi", Sector.CULTURE, 22, {"musiikki_ohjaus": (3, 5, 5), "taidepedagogiikka": (3, 5)}, ART, freelance=0.35),
    RolePlan("Tanssipedagogi", Sector.CULTURE, 12, {"tanssi_ohjaus": (3, 5), "taidepedagogiikka": (3, 5)}, ("Tanssin opetus", "Musiikin ja tanssin koulutus"), freelance=0.4),
    RolePlan("Kuvataideohjaaja", Sector.CULTURE, 14, {"kuvataide_ohjaus": (3, 5), "taidepedagogiikka": (1, 3)}, ("Kuvataide ja sanataide", "Kiertävä taide"), freelance=0.5),
    RolePlan("Draamaohjaaja", Sector.CULTURE, 10, {"draama_ohjaus": (3, 5), "taidepedagogiikka": (3,)}, ("Kiertävä taide", "Kulttuuripalvelut"), freelance=0.6),
    RolePlan("Sanataideohjaaja", Sector.CULTURE, 8, {"sanataide_ohjaus": (3, 5), "selkokieli": (1, 3)}, ("Kuvataide ja sanataide", "Kirjasto"), freelance=0.5),
    RolePlan("Muusikko", Sector.CULTURE, 6, {"musiikki_ohjaus": (1, 3)}, ("Kiertävä taide",), freelance=0.9),
    RolePlan("Musiikin opiskelija", Sector.CULTURE, 4, {"musiikki_ohjaus": (1,)}, kind=KIND.STUDENT),
    RolePlan("Kulttuurituottaja", Sector.CULTURE, 8, {"yhteiskehittaminen": (3, 5)}, ("Kulttuuripalvelut", "Kirjasto")),
    RolePlan("Sosiaaliohjaaja", Sector.SOCIAL, 24, {"palveluohjaus": (3, 5), "mielenterveystyo": (1, 3)}, SOCIAL),
    RolePlan("Sosiaalityöntekijä", Sector.SOCIAL, 14, {"palveluohjaus": (3,), "lastensuojelu": (3, 5)}, SOCIAL),
    RolePlan("Perhetyöntekijä", Sector.SOCIAL, 12, {"perhetyo": (3, 5), "lastensuojelu": (1, 3)}, ("Perhekeskus",)),
    RolePlan("Palveluohjaaja", Sector.SOCIAL, 10, {"palveluohjaus": (5,), "vanhustyo": (1, 3)}, SOCIAL),
    RolePlan("Sairaanhoitaja", Sector.HEALTH, 24, {"mielenterveystyo": (1, 3), "kuntoutus": (1, 3)}, WARDS),
    RolePlan("Psykiatrinen sairaanhoitaja", Sector.HEALTH, 8, {"mielenterveystyo": (3, 5), "paihdetyo": (1, 3)}, ("Nuorten aikuisten avohoito",)),
    RolePlan("Lähihoitaja", Sector.HEALTH, 22, {"vanhustyo": (3, 5), "muistityo": (1, 3, 5)}, ("Kotihoito", "Palvelukeskus", "Kuntoutusosasto")),
    RolePlan("Terveydenhoitaja", Sector.HEALTH, 10, {"perhetyo": (3, 5)}, ("Neuvola",)),
    RolePlan("Toimintaterapeutti", Sector.HEALTH, 8, {"kuntoutus": (5,), "mielenterveystyo": (1,)}, ("Kuntoutusosasto", "Nuorten aikuisten avohoito")),
    RolePlan("Sairaanhoitajaopiskelija", Sector.HEALTH, 6, {"vanhustyo": (1,)}, kind=KIND.STUDENT),
    RolePlan("Luokanopettaja", Sector.EDUCATION, 16, {"erityispedagogiikka": (1, 3), "yhteiskehittaminen": (1,)}, ("Alakoulu", "Kyläkoulu")),
    RolePlan("Varhaiskasvatuksen opettaja", Sector.EDUCATION, 18, {"varhaiskasvatus": (3, 5), "erityispedagogiikka": (1,)}, ("Päiväkoti",)),
    RolePlan("Erityisopettaja", Sector.EDUCATION, 12, {"erityispedagogiikka": (5,), "selkokieli": (3,)}, ("Sairaalakoulu", "Valmentava koulutus", "Alakoulu")),
    RolePlan("Draamaopettaja", Sector.EDUCATION, 10, {"draama_ohjaus": (3, 5), "musiikki_ohjaus": (1,)}, ("Valmentava koulutus", "Alakoulu")),
    RolePlan("Hoitotyön opettaja", Sector.EDUCATION, 10, {"vanhustyo": (3, 5), "muistityo": (3,)}, ("Hoitotyön koulutus",)),
    RolePlan("Tutkija", Sector.EDUCATION, 6, {"yhteiskehittaminen": (3, 5)}, ("Hyvinvoinnin tutkimus",)),
    RolePlan("Opettajaopiskelija", Sector.EDUCATION, 4, {"erityispedagogiikka": (1,)}, kind=KIND.STUDENT),
    RolePlan("Nuorisotyöntekijä", Sector.YOUTH_THIRD, 20, {"nuorisotyo": (3, 5), "palveluohjaus": (1, 3)}, ("Nuorisopalvelut", "Etsivä nuorisotyö")),
    RolePlan("Järjestökoordinaattori", Sector.YOUTH_THIRD, 10, {"vapaaehtoistyo": (3, 5), "yhteiskehittaminen": (1, 3)}, ("Kohtaamispaikka", "Omaishoitajien tuki")),
    RolePlan("Vertaisohjaaja", Sector.YOUTH_THIRD, 8, {"mielenterveystyo": (1,), "vapaaehtoistyo": (1, 3)}, ("Kohtaamispaikka", "Omaishoitajien tuki")),
    RolePlan("Vapaaehtoinen", Sector.YOUTH_THIRD, 14, {"vapaaehtoistyo": (1,)}, kind=KIND.VOLUNTEER),
    RolePlan("Kokemusasiantuntija", Sector.CLIENT, 36, {"yhteiskehittaminen": (1, 3), "mielenterveystyo": (1,)}, kind=KIND.EXPERT),
    RolePlan("Hyvinvointikoordinaattori", Sector.DECISION, 8, {"yhteiskehittaminen": (5,), "palveluiden_johtaminen": (3,)}, ("Hyvinvointiryhmä",)),
    RolePlan("Palvelupäällikkö", Sector.DECISION, 10, {"palveluiden_johtaminen": (3, 5)}, ("Hyvinvoinnin johto",)),
    RolePlan("Kulttuurijohtaja", Sector.DECISION, 4, {"palveluiden_johtaminen": (5,)}, ("Hyvinvointiryhmä",)),
    RolePlan("Luottamushenkilö", Sector.DECISION, 4, {"palveluiden_johtaminen": (1,)}, ("Hyvinvointiryhmä",)),
)  # fmt: skip
