"""What a brief starts from: one template per setting of the TAKUULLA projects, and a general one.

`sources` say where the setting, and the art when `art_documented`, were read. Every number, and the
competences beside the art, are this software's own defaults: nobody has published them. They are
data, chosen to be changed on the brief. Only the unit's own worker and one art leader are necessary
seats, and one art competence is the only necessary requirement.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from voimala.people.models import Level
from voimala.phenomena.models.brief import SeatWish, Weight

HOUR = 60
GENERAL = "general"


@dataclass(frozen=True)
class DefaultSeat:
    kind: SeatWish.Kind
    named_by: SeatWish.NamedBy = SeatWish.NamedBy.SEARCH
    count: int = 1


@dataclass(frozen=True)
class DefaultRequirement:
    """A competence by its standard code; networks that dropped the word simply do not get it."""

    competence: str
    weight: Weight = Weight.IMPORTANT
    level: Level = Level.CAN


@dataclass(frozen=True)
class Template:
    """The starting values of a brief. Minutes are per person for the whole pilot; travel is one way."""

    code: str
    name: Promise
    requirements: tuple[DefaultRequirement, ...]
    sources: tuple[str, ...] = ()
    art_documented: bool = False
    expert: bool = False
    size_min: int = 4
    size_max: int = 6
    minutes: int = 24 * HOUR
    max_travel: int = 45

    @property
    def seats(self) -> tuple[DefaultSeat, ...]:
        """The two necessary seats, and where it suits one that an association names."""
        return (*NECESSARY_SEATS, NAMED_EXPERT) if self.expert else NECESSARY_SEATS


NECESSARY_SEATS = (
    DefaultSeat(SeatWish.Kind.UNIT_WORKER, SeatWish.NamedBy.UNIT),
    DefaultSeat(SeatWish.Kind.ART_LEADER),
)
NAMED_EXPERT = DefaultSeat(SeatWish.Kind.EXPERT, SeatWish.NamedBy.ASSOCIATION)


def needs(art: str, important: str, plus: str = "") -> tuple[DefaultRequirement, ...]:
    """The necessary art, then the important and the additional competences, codes separated by spaces."""
    return (
        DefaultRequirement(art, Weight.MUST),
        *(DefaultRequirement(code) for code in important.split()),
        *(DefaultRequirement(code, Weight.PLUS, Level.BEGINNING) for code in plus.split()),
    )


TEMPLATES = (
    Template(  # TAKUULLA! 2012–13: music and dance at a baby clinic
        "neuvola",
        pgettext_lazy("template", "Child health clinic"),
        needs("musiikki_ohjaus", "perhetyo", "varhaiskasvatus arviointihaastattelu kuorolaulu"),
        sources=("14", "D1"),
        art_documented=True,
        size_max=5,
        minutes=16 * HOUR,
    ),
    Template(  # TAKUULLA! 2012–13: music and dance in kindergartens
        "paivakoti",
        pgettext_lazy("template", "Day-care centre"),
        needs("musiikki_ohjaus", "varhaiskasvatus", "tanssi_ohjaus erityispedagogiikka"),
        sources=("14", "D1"),
        art_documented=True,
        size_max=5,
        minutes=16 * HOUR,
    ),
    Template(  # a drama educator in grades 5–6 since 2015; TAKUULLA! brought music and dance to grades 1–2
        "alakoulu",
        pgettext_lazy("template", "Primary school"),
        needs("draama_ohjaus", "erityispedagogiikka", "nuorisotyo yhteiskehittaminen"),
        sources=("14", "D1"),
        art_documented=True,
    ),
    Template(  # TAKUULLA! 2012–13: a school band at the hospital school
        "sairaalakoulu",
        pgettext_lazy("template", "Hospital school"),
        needs("musiikki_ohjaus", "erityispedagogiikka mielenterveystyo", "soittaminen"),
        sources=("14", "D3"),
        art_documented=True,
    ),
    Template(  # TAKUULLA! 2012–13: young adults; music or dance
        "psykiatrian_avohoito",
        pgettext_lazy("template", "Psychiatric outpatient care"),
        needs("musiikki_ohjaus", "palveluohjaus draama_ohjaus", "arviointihaastattelu"),
        sources=("14",),
        art_documented=True,
        expert=True,
        size_min=5,
    ),
    Template(  # music led by a music pedagogue and the ward's own staff
        "lastenosasto",
        pgettext_lazy("template", "Children's ward"),
        needs("musiikki_ohjaus", "taidepedagogiikka", "erityispedagogiikka arviointihaastattelu"),
        sources=("14", "D0"),
        art_documented=True,
        size_max=5,
    ),
    Template(  # TAKUULLA 2: mothers and substance use; the art is not stated
        "ensikoti",
        pgettext_lazy("template", "Mother-and-child home"),
        needs("musiikki_ohjaus", "perhetyo paihdetyo", "lastensuojelu"),
        sources=("14",),
        expert=True,
        size_min=5,
    ),
    Template(  # TAKUULLA 2: preparatory and rehabilitating training; the art is not stated
        "ammattiopisto",
        pgettext_lazy("template", "Vocational college"),
        needs("kuvataide_ohjaus", "erityispedagogiikka nuorisotyo", "selkokieli valokuvaus"),
        sources=("14", "D1"),
    ),
    Template(  # Takuulla virkeyttä! 2017: the leader came from the conservatory, the art is not stated
        "palvelukeskus",
        pgettext_lazy("template", "Service centre"),
        needs("musiikki_ohjaus", "vanhustyo vapaaehtoistyo", "kuorolaulu"),
        sources=("D0", "D1"),
        expert=True,
        size_min=5,
        minutes=20 * HOUR,
    ),
    Template(  # Takuulla rakenteisiin! 2016–17: art-based methods, not said which
        "kotihoito",
        pgettext_lazy("template", "Home care"),
        needs("sanataide_ohjaus", "vanhustyo muistityo", "etaohjaus tarinat"),
        sources=("D1",),
        minutes=20 * HOUR,
    ),
    Template(  # Takuulla rakenteisiin! 2016–17: art-based methods, not said which
        "laitoshoito",
        pgettext_lazy("template", "Residential care"),
        needs("musiikki_ohjaus", "muistityo vanhustyo", "kuntoutus kuorolaulu"),
        sources=("D1",),
        minutes=20 * HOUR,
    ),
    Template(  # Takuulla yhdessä! 2016: young people's hobbies; the art is not stated
        "nuorten_harrastus",
        pgettext_lazy("template", "Young people's hobbies"),
        needs("tanssi_ohjaus", "nuorisotyo yhteiskehittaminen", "palveluohjaus pelit"),
        sources=("15",),
        expert=True,
        size_min=5,
    ),
    Template(  # associations are named as a setting; the art is not stated
        "jarjesto",
        pgettext_lazy("template", "Association"),
        needs("kuvataide_ohjaus", "vapaaehtoistyo yhteiskehittaminen", "palveluohjaus kasityot"),
        sources=("D1", "D3"),
        expert=True,
        size_min=5,
    ),
    Template(  # ours alone: for settings that a network adds itself
        GENERAL,
        pgettext_lazy("template", "General template"),
        needs("taidepedagogiikka", "yhteiskehittaminen palveluohjaus", "arviointihaastattelu"),
        expert=True,
        size_min=5,
        max_travel=60,
    ),
)
BY_CODE = {template.code: template for template in TEMPLATES}


def template_for(code: str) -> Template:
    """The template of a setting; the general one where the setting has none of its own."""
    return BY_CODE.get(code, BY_CODE[GENERAL])


def template_choices() -> list[tuple[str, Promise]]:
    """A callable, so that a new template makes no migration."""
    return [(template.code, template.name) for template in TEMPLATES]
