"""The steps of a network that is starting, and how far it has come. Reads only."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from voimala.assembly.models import Run
from voimala.core import access
from voimala.core.viewer import Viewer
from voimala.networks.models import Network, Part
from voimala.networks.openings import StartStep
from voimala.partners.models import Organisation
from voimala.people.models import Person
from voimala.phenomena.models import Phenomenon


def steps_of(viewer: Viewer, network: Any) -> list[StartStep]:
    """For the coordinator of a network whose front page still opens on what is starting; else none."""
    is_starting = network.opening == Network.Opening.BEGINNING
    if not is_starting or not access.allowed("partners.add_organisations", viewer, network):
        return []
    begun = StartStep(pgettext("step", "Network"), "", "", "", "", done=True, order=10)
    steps = [begun, partners_step(viewer, network)]
    if network.uses(Part.PEOPLE):
        steps.append(people_step(viewer, network))
    if network.uses(Part.NEEDS):
        steps += needs_steps(viewer, network)
    return steps


def partners_step(viewer: Viewer, network: Any) -> StartStep:
    return StartStep(
        label=pgettext("step", "Partners"),
        task=_("Choose the partners"),
        detail=_("Municipalities and the wellbeing services county are ready on a list"),
        button=_("Choose partners"),
        url=reverse("partners:add", args=[network.code]),
        done=Organisation.objects.visible_to(viewer).filter(network=network).exists(),
        order=20,
    )


def people_step(viewer: Viewer, network: Any) -> StartStep:
    return StartStep(
        label=pgettext("step", "People"),
        task=_("Add people from a list you have"),
        detail=_("A spreadsheet or the receivers of a message will do; everybody is told first"),
        button=_("Add people"),
        url=reverse("people:add", args=[network.code]),
        done=Person.objects.visible_to(viewer).filter(network=network).exists(),
        order=30,
    )


def needs_steps(viewer: Viewer, network: Any) -> list[StartStep]:
    """The need, and the proposal that is asked for on the page of its brief."""
    needs = Phenomenon.objects.visible_to(viewer).of(network)
    need = needs.order_by("-pk").first()
    first = StartStep(
        label=pgettext("step", "First need"),
        task=_("Write down the first need"),
        detail=_("A place and a title are enough: a template fills in the rest"),
        button=_("Write the first need"),
        url=reverse("phenomena:new", args=[network.code]),
        done=need is not None,
        order=40,
        minutes=3,
    )
    if not network.uses(Part.GROUPS):
        return [first]
    page = reverse("phenomena:need", args=[network.code, need.public_id]) if need is not None else ""
    proposal = StartStep(
        label=pgettext("step", "Proposal"),
        task="",
        detail="",
        button=_("Go on to a proposal"),
        url=page,
        done=Run.objects.visible_to(viewer).of(network).exists(),
        order=50,
    )
    return [first, proposal]
