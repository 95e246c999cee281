"""The table of deeds: every service that somebody does, what it is given, and what the trail tells of it.

The rows of the larger parts stand beside their tests, in modules of their own.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from tests.apps.assembly import deeds_of_asking, deeds_of_others
from tests.apps.desk import handovers
from tests.apps.factories import make_organisation
from tests.apps.governance import deeds_of_bodies
from tests.apps.networks import deeds_of_settings, deeds_of_sharing
from tests.apps.office import deeds_of_files, deeds_of_imports
from tests.apps.partners import deeds_of_agreements, deeds_of_ledger, deeds_of_registers
from tests.apps.people import deeds_of_people
from tests.apps.phenomena import deeds_of_telling
from tests.apps.phenomena.conftest import words_of
from tests.apps.public import deeds_of_publishing, deeds_of_visitors
from voimala.accounts.models import User
from voimala.accounts.services import choose_weekly_mail, create_user, end_role, give_role
from voimala.assembly.models import Choice, Proposal, Run
from voimala.assembly.services import (
    choose,
    decide_group,
    drop_choices,
    ease_brief,
    give_own_name,
    leave_proposal,
    propose_group,
    undo_choice,
)
from voimala.core.viewer import Actor, acting, system
from voimala.desk.services import Territory, begin_network
from voimala.networks.models import Network, Period, RoleKind
from voimala.networks.services import Place, ensure_period, start_network
from voimala.office.models import Job
from voimala.office.services import ask_to_stop, start_job
from voimala.partners.models import Organisation
from voimala.partners.services import NewOrganisation, add_organisations, set_asking_order
from voimala.partners.services.inviting import accept_invitation
from voimala.partners.services.ledger import confirm_hours
from voimala.people.models import Person
from voimala.people.services import (
    book_minutes,
    hold_minutes,
    note_reading,
    release_minutes,
)
from voimala.people.services.consents import note_consent
from voimala.people.services.own import tell
from voimala.phenomena.models import Brief, Phenomenon
from voimala.phenomena.models.plan import plan_of
from voimala.phenomena.services import frame_need, open_need, revise_brief, revise_need, start_brief

HOURS = "hours move inside a deed of the group, which asks more and tells it: see people/test_hours.py"
PART = "part of a deed on one's own data, which asks"
NOT_DEEDS = {
    tell: PART,
    note_consent: PART,
    note_reading: "reading is told of, not asked for: the views ask",
    hold_minutes: HOURS,
    book_minutes: HOURS,
    release_minutes: HOURS,
    **deeds_of_asking.NOT_DEEDS,
    **deeds_of_files.NOT_DEEDS,
    **deeds_of_telling.NOT_DEEDS,
    **deeds_of_visitors.NOT_DEEDS,
    **deeds_of_registers.NOT_DEEDS,
    **deeds_of_ledger.NOT_DEEDS,
}


@dataclass(frozen=True)
class Scene:
    """What the deeds are done to."""

    network: Network
    now: dt.datetime
    user: User
    need: Phenomenon
    brief: Brief
    proposal: Proposal | None = None

    @property
    def period(self) -> Period:
        found: Period = Period.objects.of(self.network).get()
        return found


@dataclass(frozen=True)
class Deed:
    """`told`: the events of one deed, in order."""

    service: Callable[..., Any]
    arguments: Callable[[Scene], dict[str, Any]]
    told: tuple[str, ...]


def when_the_periods_are_over(scene: Scene) -> Network:
    Period.objects.of(scene.network).update(starts=dt.date(2001, 1, 1), ends=dt.date(2001, 8, 1))
    return scene.network


def coordinator_of(scene: Scene) -> User:
    return User.objects.get(roles__network=scene.network, roles__kind=RoleKind.COORDINATOR)


def waiting_job(scene: Scene) -> Job:
    return Job.objects.create(network=scene.network, kind="retention", language="fi", asked_at=scene.now)


def sitting(scene: Scene) -> Person:
    """Somebody in the proposal whom nobody needs."""
    found: Person = Person.objects.get(network=scene.network, work_role="Draamaopettaja")
    return found


def advised(scene: Scene) -> Run:
    """A computation without a group, and a change that would help."""
    found: Run
    found, _ = Run.objects.get_or_create(
        network=scene.network,
        brief=scene.brief,
        brief_version=scene.brief.version,
        status=Run.Status.INFEASIBLE,
        seed=1,
        seconds=0.1,
        considered=4,
        known=3,
        eligible=4,
        digest="0" * 64,
        computed_at=scene.now,
        defaults={
            "advice": {"changes": [[{"kind": "size_max", "code": "", "was": 7, "now": 8}]], "seeking": []}
        },
    )
    return found


def made_choice(scene: Scene) -> Choice:
    found: Choice
    found, _ = Choice.objects.get_or_create(
        network=scene.network,
        brief=scene.brief,
        person=sitting(scene),
        kind=Choice.Kind.LOCK,
        defaults={"made_at": scene.now},
    )
    return found


DEEDS = (
    Deed(
        start_network,
        lambda scene: {
            "code": "uusi",
            "name": {"fi": "Uusi verkosto"},
            "short_name": "UUSI",
            "region": "Uusi maakunta",
            "starts": dt.date(2026, 1, 1),
            "ends": dt.date(2026, 7, 1),
            "municipalities": [Place({"fi": "Uusikunta"}, 62.0, 27.0)],
        },
        ("network_started",),
    ),
    Deed(ensure_period, lambda scene: {"network": when_the_periods_are_over(scene)}, ("period_opened",)),
    Deed(
        create_user,
        lambda scene: {"email": "uusi@example.org", "name": "Uusi", "network": scene.network},
        ("user_created",),
    ),
    Deed(
        give_role,
        lambda scene: {"user": scene.user, "network": scene.network, "kind": RoleKind.AUDITOR},
        ("role_given",),
    ),
    Deed(
        choose_weekly_mail,
        lambda scene: {"user": coordinator_of(scene), "network": scene.network, "wanted": False},
        ("weekly_mail_left",),
    ),
    Deed(end_role, lambda scene: {"role": scene.user.roles.get()}, ("role_ended",)),
    Deed(start_job, lambda scene: {"network": scene.network, "kind": "retention"}, ("job_started",)),
    Deed(ask_to_stop, lambda scene: {"job": waiting_job(scene)}, ("job_stop_asked",)),
    Deed(
        set_asking_order,
        lambda scene: {
            "organisation": make_organisation(scene.network),
            "order": Organisation.AskingOrder.UNIT_NAMES,
        },
        ("asking_order_set",),
    ),
    Deed(frame_need, lambda scene: {"network": scene.network, **words_of(scene.network)}, ("need_framed",)),
    Deed(
        open_need,
        lambda scene: {"network": scene.network, **words_of(scene.network)},
        ("need_framed", "brief_started"),
    ),
    Deed(
        revise_need,
        lambda scene: {"phenomenon": scene.need, "seen": 1, **words_of(scene.network, kind="phenomenon")},
        ("need_revised",),
    ),
    Deed(start_brief, lambda scene: {"phenomenon": scene.need, "period": scene.period}, ("brief_started",)),
    Deed(
        revise_brief,
        lambda scene: {
            "brief": scene.brief,
            "seen": 1,
            "plan": replace(plan_of(scene.brief), size_max=8, requirements=()),
        },
        ("brief_revised",),
    ),
    Deed(propose_group, lambda scene: {"brief": scene.brief}, ("group_proposed",)),
    Deed(
        decide_group,
        lambda scene: {"proposal": scene.proposal, "reason": "Kattaa tarpeet"},
        ("group_decided",),
    ),
    Deed(
        choose,
        lambda scene: {"proposal": scene.proposal, "person": sitting(scene), "kind": Choice.Kind.EXCLUDE},
        ("group_changed",),
    ),
    Deed(
        undo_choice,
        lambda scene: {"proposal": scene.proposal, "choice": made_choice(scene)},
        ("choice_undone",),
    ),
    Deed(ease_brief, lambda scene: {"run": advised(scene), "option": 0}, ("brief_revised",)),
    Deed(drop_choices, lambda scene: {"brief": made_choice(scene).brief}, ("choices_dropped",)),
    Deed(leave_proposal, lambda scene: {"proposal": scene.proposal, "reason": "Ei nyt"}, ("proposal_left",)),
    Deed(
        add_organisations,
        lambda scene: {
            "network": scene.network,
            "organisations": [NewOrganisation({"fi": "Mallilan kaupunki"}, Organisation.Kind.MUNICIPALITY)],
            "take_part": True,
        },
        ("organisations_added",),
    ),
    Deed(
        begin_network,
        lambda scene: {
            "user": scene.user,
            "name": {"fi": "Kainuun verkosto"},
            "short_name": "Kainuu",
            "code": "kainuu",
            "territory": Territory.of(["kainuu"], []),
        },
        ("network_started", "role_given"),
    ),
    *(Deed(*row) for row in deeds_of_files.ROWS),
    *(Deed(*row) for row in deeds_of_imports.ROWS),
    *(Deed(*row) for row in deeds_of_agreements.ROWS),
    *(Deed(*row) for row in deeds_of_ledger.ROWS),
    *(Deed(*row) for row in deeds_of_sharing.ROWS),
    *(Deed(*row) for row in deeds_of_bodies.ROWS),
    *(Deed(*row) for row in deeds_of_people.ROWS),
    *(Deed(*row) for row in deeds_of_registers.ROWS),
    *(Deed(*row) for row in deeds_of_settings.ROWS),
    *(Deed(*row) for row in deeds_of_others.ROWS),
    *(Deed(*row) for row in deeds_of_asking.ROWS),
    *(Deed(*row) for row in handovers.ROWS),
    *(Deed(*row) for row in deeds_of_telling.ROWS),
    *(Deed(*row) for row in deeds_of_visitors.ROWS),
    *(Deed(*row) for row in deeds_of_publishing.ROWS),
)
NAMES = [deed.service.__name__ for deed in DEEDS]


def doer(deed: Deed, member: User) -> Actor:
    """Who may: the coordinator; an expert's own name and what one has told only by one's own link."""
    if deed.service in deeds_of_settings.OPERATORS:
        return system("test")
    if deed.service is accept_invitation:
        return deeds_of_registers.BY_THE_LETTER
    if deed.service is confirm_hours:
        return deeds_of_ledger.BY_ITS_LINK
    if deed.service is give_own_name:
        return deeds_of_others.BY_OWN_LINK
    if deed.service in deeds_of_telling.FOLLOWING:
        return deeds_of_telling.BY_OWN_LINK
    return system("test") if deed.service in (start_network, begin_network) else acting(member)
