"""Twelve invented needs at different points of their way, made by the platform's own services.

What the pages show of them was therefore really computed: the proposals, the open seat, the missing group.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from demo.workplaces import Workplaces
from voimala.assembly.services import NoGroupFound, decide_group, propose_group
from voimala.core.viewer import Actor
from voimala.networks.models import Municipality, Network, Period, Setting, TargetGroup
from voimala.people.models import Competence
from voimala.phenomena.models import Brief, Phenomenon, SeatWish, StairStep, Weight
from voimala.phenomena.models.plan import BriefPlan, RequirementPlan, SeatPlan, plan_of
from voimala.phenomena.services import frame_need, revise_brief, start_brief

Words = dict[str, Competence]


class Point(StrEnum):
    """How far a need has come."""

    TOLD = "told"
    BRIEFED = "briefed"
    PROPOSED = "proposed"
    DECIDED = "decided"


def with_integration(plan: BriefPlan, words: Words) -> BriefPlan:
    """Support for integration becomes necessary: nobody has told of it yet, so its seat is to be asked."""
    asked = RequirementPlan(words["kotoutuminen"], weight=Weight.MUST.value)
    return replace(plan, requirements=(*plan.requirements[:2], asked))


def with_near_decision_maker(plan: BriefPlan, words: Words) -> BriefPlan:
    """A decision-maker within 15 minutes of a village where none lives: no group, and the reason is provable."""
    seats = tuple(seat for seat in plan.seats if seat.kind != SeatWish.Kind.EXPERT)
    return replace(plan, max_travel=15, seats=(*seats, SeatPlan(SeatWish.Kind.DECISION.value)))


@dataclass(frozen=True)
class NeedPlan:
    """One need: texts in fi, sv, en; `days_ago` says when it was told."""

    title: tuple[str, str, str]
    change: tuple[str, str, str]
    target: str
    setting: str
    municipality: str
    unit: str
    point: Point
    days_ago: int
    published: bool = False
    kind: Phenomenon.Kind = Phenomenon.Kind.NEED
    adjust: Callable[[BriefPlan, Words], BriefPlan] | None = None
    reason: str = ""
    step: int | None = None


NEEDS = (
    NeedPlan(
        ("Nuorten aikuisten yksinäisyys Kuopiossa", "Unga vuxnas ensamhet i Kuopio", "Young adults’ loneliness in Kuopio"),
        ("Nuori löytää ryhmän, johon palata.", "Den unga hittar en grupp att återvända till.", "A young adult finds a group to come back to."),
        "nuoret_aikuiset", "psykiatrian_avohoito", "kuopio", "Nuorten aikuisten avohoito", Point.PROPOSED, 3, published=True, step=4,
    ),
    NeedPlan(
        ("Ikääntyneiden osallisuus kotihoidossa", "Äldres delaktighet i hemvården", "Older people’s inclusion in home care"),
        ("Kotona asuva saa kertoa oman tarinansa.", "Den som bor hemma får berätta sin egen historia.", "People living at home get to tell their own story."),
        "ikaantyneet", "kotihoito", "siilinjarvi", "Kotihoito", Point.DECIDED, 9, published=True,
        reason="Kattaa tarpeet lyhyillä matkoilla.",
    ),
    NeedPlan(
        ("Viidesluokkalaisten kaverisuhteet", "Femteklassarnas kamratrelationer", "Fifth-graders’ friendships"),
        ("Kukaan ei jää välitunnilla yksin.", "Ingen lämnas ensam på rasten.", "Nobody is left alone at break."),
        "lapset", "alakoulu", "iisalmi", "", Point.BRIEFED, 5, published=True,
    ),
    NeedPlan(
        ("Uusien kuopiolaisten ensimmäinen harrastus", "Nya Kuopiobors första fritidsintresse", "A first hobby for newcomers in Kuopio"),
        ("Uusi asukas tutustuu naapureihin.", "Den nyinflyttade lär känna sina grannar.", "A newcomer gets to know the neighbours."),
        "maahan_muuttaneet", "jarjesto", "kuopio", "Kotoutumispalvelut", Point.PROPOSED, 6, published=True,
        adjust=with_integration, step=4,
    ),
    NeedPlan(
        ("Kylän yhteiset illat Vesannolla", "Gemensamma kvällar i byn Vesanto", "Shared evenings in the village of Vesanto"),
        ("Kylällä on syy kokoontua myös talvella.", "Byn har en orsak att samlas också på vintern.", "The village has a reason to gather in winter too."),
        "tyoikaiset", "jarjesto", "vesanto", "Kirjasto", Point.PROPOSED, 8, adjust=with_near_decision_maker,
    ),
    NeedPlan(
        ("Ilon hetkiä pitkään sairaalahoitoon", "Glädje under en lång sjukhusvård", "Moments of joy in a long hospital stay"),
        ("Lapsi odottaa osaston musiikkipäivää.", "Barnet ser fram emot avdelningens musikdag.", "The child looks forward to the ward’s music day."),
        "lapset", "lastenosasto", "kuopio", "Lasten ja nuorten osasto", Point.DECIDED, 20,
        reason="Osaston oma työntekijä oppii jatkamaan.",
    ),
    NeedPlan(
        ("Yhteislaulua muistisairaille", "Allsång för minnessjuka", "Singing together with people who have dementia"),
        ("Tuttu laulu tuo läheisen hetkeksi takaisin.", "En bekant sång för en stund tillbaka den närstående.", "A familiar song brings somebody back for a while."),
        "ikaantyneet", "palvelukeskus", "kuopio", "Palvelukeskus", Point.PROPOSED, 11,
    ),
    NeedPlan(
        ("Omaishoitajien oma hetki", "En egen stund för närståendevårdare", "Time of their own for family carers"),
        ("Omaishoitaja saa viikkoonsa yhden vapaan illan.", "Närståendevårdaren får en ledig kväll i veckan.", "A family carer gets one free evening a week."),
        "omaishoitajat", "jarjesto", "varkaus", "Omaishoitajien tuki", Point.BRIEFED, 14,
    ),
    NeedPlan(
        ("Vauvaperheiden yhteinen musiikkihetki", "Gemensam musikstund för babyfamiljer", "A shared music hour for baby families"),
        ("Vanhempi tapaa toisia samassa tilanteessa.", "Föräldern träffar andra i samma situation.", "Parents meet others in the same situation."),
        "lapset", "neuvola", "siilinjarvi", "Neuvola", Point.BRIEFED, 16,
    ),
    NeedPlan(
        ("Ammattiin valmentautuvien itseluottamus", "Självförtroende inför ett yrke", "Confidence on the way to a trade"),
        ("Nuori uskaltaa näyttää, mitä osaa.", "Den unga vågar visa vad den kan.", "A young person dares to show what they can do."),
        "nuoret", "ammattiopisto", "kuopio", "Valmentava koulutus", Point.TOLD, 1,
    ),
    NeedPlan(
        ("Koulun jälkeinen tyhjä aika Lapinlahdella", "Den tomma tiden efter skolan i Lapinlahti", "Empty hours after school in Lapinlahti"),
        ("Nuorella on paikka, jossa häntä odotetaan.", "Den unga har en plats där någon väntar.", "A young person has a place where they are expected."),
        "nuoret", "nuorten_harrastus", "lapinlahti", "", Point.TOLD, 2, kind=Phenomenon.Kind.PHENOMENON,
    ),
    NeedPlan(
        ("Kotihoidon työntekijöiden jaksaminen", "Hemvårdspersonalens ork", "How home care staff cope"),
        ("Työntekijä käyttää työssään omia vahvuuksiaan.", "Den anställda använder sina egna styrkor i arbetet.", "Staff use their own strengths at work."),
        "tyoikaiset", "kotihoito", "iisalmi", "", Point.TOLD, 4, kind=Phenomenon.Kind.PHENOMENON,
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Scene:
    """What the needs are made with: who writes them down, when, and the network's words by code."""

    network: Network
    period: Period
    by: Actor
    now: dt.datetime
    workplaces: Workplaces
    words: Words
    settings: dict[str, Setting]
    targets: dict[str, TargetGroup]
    municipalities: dict[str, Municipality]
    steps: dict[int, StairStep]


def build_needs(
    *, network: Network, period: Period, by: Actor, now: dt.datetime, workplaces: Workplaces
) -> None:
    scene = Scene(
        network=network,
        period=period,
        by=by,
        now=now,
        workplaces=workplaces,
        words={word.code: word for word in Competence.objects.of(network)},
        settings={setting.code: setting for setting in Setting.objects.of(network)},
        targets={target.code: target for target in TargetGroup.objects.of(network)},
        municipalities={row.code: row for row in Municipality.objects.filter(region=network.region)},
        steps={step.number: step for step in StairStep.objects.select_related("scale")},
    )
    for plan in NEEDS:
        carry_on(scene, plan, frame(scene, plan))


def frame(scene: Scene, plan: NeedPlan) -> Phenomenon:
    return frame_need(
        by=scene.by,
        network=scene.network,
        now=scene.now - dt.timedelta(days=plan.days_ago),
        kind=plan.kind,
        title=in_languages(plan.title),
        wished_change=in_languages(plan.change),
        target_group=scene.targets[plan.target],
        setting=scene.settings[plan.setting],
        municipality=scene.municipalities[plan.municipality],
        host_unit=scene.workplaces.unit(plan.unit) if plan.unit else None,
        step=scene.steps.get(plan.step) if plan.step else None,
        published=plan.published,
        synthetic=True,
    )


def in_languages(texts: tuple[str, str, str]) -> dict[str, str]:
    return dict(zip(("fi", "sv", "en"), texts, strict=True))


def carry_on(scene: Scene, plan: NeedPlan, need: Phenomenon) -> None:
    """Take the need as far as its plan says."""
    if plan.point == Point.TOLD:
        return
    brief = start_brief(by=scene.by, phenomenon=need, period=scene.period, now=scene.now)
    if plan.adjust is not None:
        brief = adjusted(scene, brief, plan.adjust)
    if plan.point == Point.BRIEFED:
        return
    try:
        proposal = propose_group(by=scene.by, brief=brief, now=scene.now)
    except NoGroupFound:
        # Meant to happen to one need: its page explains which conditions conflict.
        return
    if plan.point == Point.DECIDED:
        decide_group(by=scene.by, proposal=proposal, reason=plan.reason, now=scene.now)


def adjusted(scene: Scene, brief: Brief, adjust: Callable[[BriefPlan, Words], BriefPlan]) -> Brief:
    wanted = adjust(plan_of(brief), scene.words)
    return revise_brief(by=scene.by, brief=brief, seen=brief.version, now=scene.now, plan=wanted)
