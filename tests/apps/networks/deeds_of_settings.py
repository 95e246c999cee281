"""The deeds of a network's settings, as rows of the table of deeds."""

from typing import Any

from tests.apps.factories import make_organisation
from voimala.core.pictures import CleanPicture
from voimala.networks.models import Network
from voimala.networks.services.hosts import add_host, remove_host
from voimala.networks.services.logos import put_logo, remove_logo
from voimala.networks.services.settings import SettingsPlan, change_settings, choose_parts, choose_words
from voimala.partners.models import Term
from voimala.partners.services.terms import TermPlan, add_term, change_term

OPERATORS = (add_host, remove_host)
A_PICTURE = CleanPicture(b"RIFF", ".webp", 1, 1)


def plan_for(network: Network, **changes: Any) -> SettingsPlan:
    """The settings as they stand, with these changes."""
    values: dict[str, Any] = {
        "name": Network.name.all_of(network),
        "short_name": network.short_name,
        "headline": Network.headline.all_of(network),
        "summary": Network.summary.all_of(network),
        "opening": network.opening,
        "hashtags": list(network.hashtags),
        "accent": network.accent,
        "published": network.published,
    }
    return SettingsPlan(**{**values, **changes})


def term_plan(scene: Any, **changes: Any) -> TermPlan:
    values = {
        "organisation": make_organisation(scene.network),
        "duty": Term.Duty.MOTOR.value,
        "since": None,
        "until": None,
    }
    return TermPlan(**{**values, **changes})


def a_term(scene: Any) -> Term:
    found = Term.objects.filter(network=scene.network).first()
    return found or Term.objects.create(
        network=scene.network, organisation=make_organisation(scene.network), duty=Term.Duty.MOTOR
    )


def with_logo(scene: Any) -> Network:
    Network.objects.filter(pk=scene.network.pk).update(logo="logos/old.webp")
    return scene.network


def with_host(scene: Any) -> Network:
    scene.network.hosts.get_or_create(name="vanha.example")
    return scene.network


ROWS: tuple[tuple[Any, Any, tuple[str, ...]], ...] = (
    (
        change_settings,
        lambda scene: {
            "network": scene.network,
            "seen": 1,
            "plan": plan_for(scene.network, short_name="Uusi"),
        },
        ("settings_changed",),
    ),
    (
        choose_parts,
        lambda scene: {"network": scene.network, "seen": 1, "parts": ["news"]},
        ("parts_chosen",),
    ),
    (
        choose_words,
        lambda scene: {"network": scene.network, "seen": 1, "words": {"groups": {"fi": "Tiimit"}}},
        ("words_chosen",),
    ),
    (put_logo, lambda scene: {"network": scene.network, "picture": A_PICTURE}, ("logo_put",)),
    (remove_logo, lambda scene: {"network": with_logo(scene)}, ("logo_removed",)),
    (add_host, lambda scene: {"network": scene.network, "name": "uusi.example"}, ("host_added",)),
    (remove_host, lambda scene: {"network": with_host(scene), "name": "vanha.example"}, ("host_removed",)),
    (add_term, lambda scene: {"network": scene.network, "plan": term_plan(scene)}, ("duty_given",)),
    (
        change_term,
        lambda scene: {
            "term": a_term(scene),
            "seen": 1,
            "plan": term_plan(scene, duty=Term.Duty.COORDINATION.value),
        },
        ("duty_changed",),
    ),
)
