"""The invented organisations: what they are called, where their units are, what they have promised.

Every name says "(malli)", every row is synthetic. They are no members of the network: agreements are facts.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

from demo.public_ids import public_id
from voimala.core.text import sort_key
from voimala.networks.models import Municipality, Network, Period
from voimala.partners.models import Commitment, Contact, Organisation, Unit


class UnitPlan(NamedTuple):
    """A unit to make. Its name gets the running number of all units: "Neuvola (malli 9)"."""

    fi: str
    sv: str
    en: str
    sector: str
    municipality: str
    lead_role: str


@dataclass(frozen=True)
class WorkplacePlan:
    """An organisation to make. Hours and euros of the period; None: not agreed."""

    code: str
    kind: str
    fi: str
    sv: str
    en: str
    hours: int | None
    euros: int | None
    units: tuple[UnitPlan, ...]


WORKPLACES = (
    WorkplacePlan("malli-konservatorio", "culture", "Konservatorio (malli)", "Konservatoriet (exempel)", "Conservatory (sample)", 620, 4000, (
        UnitPlan("Musiikin opetus", "Musikundervisning", "Music teaching", "culture", "kuopio", "Musiikin rehtori"),
        UnitPlan("Tanssin opetus", "Dansundervisning", "Dance teaching", "culture", "kuopio", "Tanssin vastaava"),
    )),
    WorkplacePlan("malli-taidekeskus", "culture", "Taidekeskus (malli)", "Konstcentret (exempel)", "Art centre (sample)", 380, None, (
        UnitPlan("Kuvataide ja sanataide", "Bildkonst och ordkonst", "Visual art and writing", "culture", "kuopio", "Taidekeskuksen johtaja"),
        UnitPlan("Kiertävä taide", "Ambulerande konst", "Touring art", "culture", "iisalmi", "Kiertuevastaava"),
    )),
    WorkplacePlan("malli-keskussairaala", "health", "Keskussairaala (malli)", "Centralsjukhuset (exempel)", "Central hospital (sample)", 540, 6000, (
        UnitPlan("Nuorten aikuisten avohoito", "Öppenvård för unga vuxna", "Young adults’ outpatient care", "health", "kuopio", "Osastonhoitaja"),
        UnitPlan("Lasten ja nuorten osasto", "Barn- och ungdomsavdelningen", "Children’s and youth ward", "health", "kuopio", "Osastonhoitaja"),
        UnitPlan("Kuntoutusosasto", "Rehabiliteringsavdelningen", "Rehabilitation ward", "health", "kuopio", "Osastonhoitaja"),
        UnitPlan("Sairaalakoulu", "Sjukhusskolan", "Hospital school", "education", "kuopio", "Rehtori"),
    )),
    WorkplacePlan("malli-hyvinvointialue", "county", "Hyvinvointialue (malli)", "Välfärdsområdet (exempel)", "Wellbeing services county (sample)", 900, 10000, (
        UnitPlan("Neuvola", "Rådgivningen", "Child health clinic", "health", "siilinjarvi", "Palveluesihenkilö"),
        UnitPlan("Kotihoito", "Hemvården", "Home care", "health", "siilinjarvi", "Kotihoidon esihenkilö"),
        UnitPlan("Kotihoito", "Hemvården", "Home care", "health", "iisalmi", "Kotihoidon esihenkilö"),
        UnitPlan("Palvelukeskus", "Servicecentralen", "Service centre", "health", "kuopio", "Palveluesihenkilö"),
        UnitPlan("Aikuissosiaalityö", "Vuxensocialarbetet", "Adult social work", "social", "kuopio", "Johtava sosiaalityöntekijä"),
        UnitPlan("Perhekeskus", "Familjecentret", "Family centre", "social", "varkaus", "Johtava sosiaalityöntekijä"),
        UnitPlan("Hyvinvoinnin johto", "Ledningen för välbefinnande", "Wellbeing management", "decision", "kuopio", "Hyvinvointijohtaja"),
    )),
    WorkplacePlan("malli-kaupunki", "municipality", "Kaupunki (malli)", "Staden (exempel)", "City (sample)", 760, 8000, (
        UnitPlan("Päiväkoti", "Daghemmet", "Day-care centre", "education", "kuopio", "Päiväkodin johtaja"),
        UnitPlan("Alakoulu", "Lågstadiet", "Primary school", "education", "kuopio", "Rehtori"),
        UnitPlan("Kulttuuripalvelut", "Kulturtjänsterna", "Cultural services", "culture", "kuopio", "Kulttuurijohtaja"),
        UnitPlan("Nuorisopalvelut", "Ungdomstjänsterna", "Youth services", "youth_third", "kuopio", "Nuorisotyön esihenkilö"),
        UnitPlan("Kotoutumispalvelut", "Integrationstjänsterna", "Integration services", "social", "kuopio", "Palveluesihenkilö"),
        UnitPlan("Hyvinvointiryhmä", "Välfärdsgruppen", "Wellbeing group", "decision", "kuopio", "Hyvinvointikoordinaattori"),
    )),
    WorkplacePlan("malli-pikkukunta", "municipality", "Pieni kunta (malli)", "Den lilla kommunen (exempel)", "Small municipality (sample)", None, None, (
        UnitPlan("Kyläkoulu", "Byskolan", "Village school", "education", "lapinlahti", "Rehtori"),
        UnitPlan("Kirjasto", "Biblioteket", "Library", "culture", "vesanto", "Kirjastonhoitaja"),
    )),
    WorkplacePlan("malli-yliopisto", "education", "Yliopisto (malli)", "Universitetet (exempel)", "University (sample)", 300, None, (
        UnitPlan("Hyvinvoinnin tutkimus", "Välfärdsforskning", "Wellbeing research", "education", "kuopio", "Tutkimusjohtaja"),
    )),
    WorkplacePlan("malli-amk", "education", "Ammattikorkeakoulu (malli)", "Yrkeshögskolan (exempel)", "University of applied sciences (sample)", 420, 3000, (
        UnitPlan("Hoitotyön koulutus", "Vårdutbildning", "Nursing education", "education", "kuopio", "Koulutuspäällikkö"),
        UnitPlan("Musiikin ja tanssin koulutus", "Musik- och dansutbildning", "Music and dance education", "culture", "kuopio", "Koulutuspäällikkö"),
    )),
    WorkplacePlan("malli-ammattiopisto", "education", "Ammattiopisto (malli)", "Yrkesinstitutet (exempel)", "Vocational college (sample)", 360, 2000, (
        UnitPlan("Valmentava koulutus", "Förberedande utbildning", "Preparatory training", "education", "kuopio", "Koulutuspäällikkö"),
    )),
    WorkplacePlan("malli-mielenterveys", "third", "Mielenterveysyhdistys (malli)", "Föreningen för psykisk hälsa (exempel)", "Mental health association (sample)", 140, 500, (
        UnitPlan("Kohtaamispaikka", "Mötesplatsen", "Meeting place", "youth_third", "kuopio", "Toiminnanjohtaja"),
    )),
    WorkplacePlan("malli-nuorisojarjesto", "third", "Nuorisojärjestö (malli)", "Ungdomsorganisationen (exempel)", "Youth organisation (sample)", 260, None, (
        UnitPlan("Etsivä nuorisotyö", "Uppsökande ungdomsarbete", "Outreach youth work", "youth_third", "kuopio", "Toiminnanjohtaja"),
    )),
    WorkplacePlan("malli-omaishoitajat", "third", "Omaishoitajayhdistys (malli)", "Närståendevårdarföreningen (exempel)", "Family carers’ association (sample)", None, 300, (
        UnitPlan("Omaishoitajien tuki", "Stöd för närståendevårdare", "Support for family carers", "youth_third", "varkaus", "Toiminnanjohtaja"),
    )),
)  # fmt: skip


@dataclass
class Workplaces:
    """What was made: organisations by code, units by their plain Finnish name, all in order."""

    organisations: dict[str, Organisation] = field(default_factory=dict)
    units: list[Unit] = field(default_factory=list)

    def unit(self, fi: str) -> Unit:
        """The first unit whose plain name this is: "Neuvola" for "Neuvola (malli 9)"."""
        return next(unit for unit in self.units if unit.name_fi.startswith(f"{fi} ("))


def build_workplaces(network: Network, period: Period, draw: Random) -> Workplaces:
    organisations = Organisation.objects.bulk_create(
        Organisation(
            network=network,
            public_id=public_id(draw),
            code=plan.code,
            kind=plan.kind,
            name_fi=plan.fi,
            name_sv=plan.sv,
            name_en=plan.en,
            sort_key=sort_key(plan.fi),
            synthetic=True,
        )
        for plan in WORKPLACES
    )
    made = Workplaces({organisation.code: organisation for organisation in organisations})
    contacts = Contact.objects.bulk_create(leads(network, made, draw))
    municipalities = {row.code: row for row in Municipality.objects.filter(region=network.region)}
    made.units = Unit.objects.bulk_create(
        unit_row(network, made.organisations[plan.code], unit, number, municipalities, contact, draw)
        for (number, plan, unit), contact in zip(numbered_units(), contacts, strict=True)
    )
    Commitment.objects.bulk_create(
        Commitment(
            network=network,
            organisation=made.organisations[plan.code],
            period=period,
            minutes=None if plan.hours is None else plan.hours * 60,
            cents=None if plan.euros is None else plan.euros * 100,
            synthetic=True,
        )
        for plan in WORKPLACES
    )
    return made


def numbered_units() -> Iterator[tuple[int, WorkplacePlan, UnitPlan]]:
    number = 0
    for plan in WORKPLACES:
        for unit in plan.units:
            number += 1
            yield number, plan, unit


def leads(network: Network, made: Workplaces, draw: Random) -> Iterator[Contact]:
    """One lead for each unit: a work role and no way to be reached, because nobody is there."""
    for number, plan, unit in numbered_units():
        yield Contact(
            network=network,
            public_id=public_id(draw),
            organisation=made.organisations[plan.code],
            name=f"Yksikön esihenkilö (malli {number})",
            work_role=unit.lead_role,
            synthetic=True,
        )


def unit_row(
    network: Network,
    organisation: Organisation,
    plan: UnitPlan,
    number: int,
    municipalities: dict[str, Municipality],
    lead: Contact,
    draw: Random,
) -> Unit:
    name = f"{plan.fi} (malli {number})"
    return Unit(
        network=network,
        public_id=public_id(draw),
        organisation=organisation,
        name_fi=name,
        name_sv=f"{plan.sv} (exempel {number})",
        name_en=f"{plan.en} (sample {number})",
        sector=plan.sector,
        municipality=municipalities[plan.municipality],
        lead=lead,
        sort_key=sort_key(name),
        synthetic=True,
    )
