"""Rows of the table of deeds: people. Each is (service, arguments of a scene, told)."""

from typing import Any

from tests.apps.factories import make_person, make_unit
from voimala.accounts.models import User
from voimala.networks.models import RoleKind
from voimala.people.models import Competence, Consent, Level, Limit, Person
from voimala.people.services import (
    Newcomer,
    OwnProfile,
    add_own_competences,
    add_people,
    allow_suggesting,
    enter_person,
    export_own_data,
    give_hint,
    invite_to_profile,
    lift_limit,
    remove_own_data,
    save_own_profile,
    set_limit,
    stop_suggesting,
    tell_of_storing,
    withdraw_consent,
)


def own(scene: Any, **fields: Any) -> Person:
    """The coordinator is one of the people too: these deeds are the person's own, in whatever role."""
    coordinator = User.objects.get(roles__network=scene.network, roles__kind=RoleKind.COORDINATOR)
    return make_person(scene.network, competences={"kuorolaulu": 3}, user=coordinator, **fields)


def with_consent(scene: Any) -> Person:
    person = own(scene)
    Consent.objects.create(
        network=scene.network, person=person, kind=Consent.Kind.STRENGTHS, given_at=scene.now
    )
    return person


def own_limit(scene: Any) -> Limit:
    unit = make_unit(scene.network)
    return Limit.objects.create(network=scene.network, person=own(scene), unit=unit, period=scene.period)


def word_of(scene: Any, code: str) -> Competence:
    return Competence.objects.of(scene.network).get(code=code)


ROWS: tuple[Any, ...] = (
    (
        save_own_profile,
        lambda scene: {
            "person": own(scene),
            "seen": 1,
            "profile": OwnProfile(
                skills={word_of(scene, "palveluohjaus"): Level.CAN},
                strengths={word_of(scene, "kuorolaulu"): Level.CAN},
                consents_to_strengths=True,
                period=scene.period,
                minutes=600,
            ),
        },
        ("consent_given", "profile_saved"),
    ),
    (
        add_own_competences,
        lambda scene: {
            "person": own(scene),
            "competences": {word_of(scene, "draama_ohjaus"): Level.CAN},
            "circle": "coordinator",
        },
        ("consent_given", "profile_added_to"),
    ),
    (stop_suggesting, lambda scene: {"person": own(scene)}, ("suggesting_stopped",)),
    (
        enter_person,
        lambda scene: {"unit": make_unit(scene.network), "name": "Uusi Työntekijä"},
        ("person_entered",),
    ),
    (
        allow_suggesting,
        lambda scene: {"person": own(scene, may_be_suggested=False)},
        ("suggesting_allowed",),
    ),
    (
        withdraw_consent,
        lambda scene: {"person": with_consent(scene), "kind": Consent.Kind.STRENGTHS},
        ("consent_withdrawn",),
    ),
    (
        give_hint,
        lambda scene: {
            "person": make_person(scene.network),
            "competence": word_of(scene, "perhetyo"),
            "level": Level.CAN,
        },
        ("hint_given",),
    ),
    (
        set_limit,
        lambda scene: {
            "person": own(scene),
            "period": scene.period,
            "unit": make_unit(scene.network),
        },
        ("limit_set",),
    ),
    (
        invite_to_profile,
        lambda scene: {"person": make_person(scene.network, email="joku@example.org")},
        ("profile_asked",),
    ),
    (
        add_people,
        lambda scene: {
            "network": scene.network,
            "newcomers": [Newcomer(row=1, name="Maija Malli", email="maija@example.org")],
            "language": "fi",
        },
        ("people_added",),
    ),
    (
        tell_of_storing,
        lambda scene: {"person": make_person(scene.network, told_at=None)},
        ("storing_told",),
    ),
    (remove_own_data, lambda scene: {"person": own(scene)}, ("own_data_removed",)),
    (export_own_data, lambda scene: {"person": own(scene)}, ("own_data_exported",)),
    (lift_limit, lambda scene: {"limit": own_limit(scene)}, ("limit_lifted",)),
)
