"""A process killed with SIGKILL anywhere in drafting, signing, amending and ending leaves all or nothing."""

import random
import signal
import time
from pathlib import Path

import pytest

from tests.apps.factories import make_network, make_organisation
from tests.apps.processes import PATIENCE, running
from tests.apps.together import apart
from voimala.core.models import Event, EventSubject
from voimala.partners.models import Agreement, AgreementText, Membership

pytestmark = pytest.mark.usefixtures("installed_database")

SIGNER = "tests.apps.partners.busy_signer"
LEAST_KILLS, MOST_KILLS = 20, 40
LONGEST_LIFE = 0.6
DEEDS = {"agreement_drafted", "agreement_signed", "agreement_amendment_drafted", "agreement_ended"}


def make_scene() -> int:
    network = make_network("kesken")
    for _each in range(4):
        make_organisation(network)
    return int(network.pk)


def faults() -> list[str]:
    """Whatever an agreement says otherwise than its texts, its parties, their memberships or the trail."""
    return [fault for row in Agreement.objects.all() for fault in faults_of(row)] + memberships_apart()


def faults_of(row: Agreement) -> list[str]:
    states, phases = AgreementText.State, Agreement.Phase
    first = row.texts.get(number=0)
    expected = {phases.DRAFT: states.DRAFT, phases.OUT: states.OUT}.get(row.phase, states.SIGNED)
    found = []
    if first.state != expected:
        found.append(f"{row.pk} is {row.phase}, its text {first.state}")
    if row.parties.count() != 2:
        found.append(f"{row.pk} has lost a party")
    signed_texts = row.texts.filter(state=states.SIGNED)
    found += [f"{row.pk}: text {text.number}" for text in signed_texts if text.signatures.count() != 2]
    if row.is_over and row.parties.filter(until=None).exists():
        found.append(f"{row.pk} is over, not for all its parties")
    signed = {"agreement_signed"} <= deeds_of(row)
    if signed != (first.state == states.SIGNED):
        found.append(f"{row.pk}: the trail and the text do not agree")
    return found


def deeds_of(row: Agreement) -> set[str]:
    ids = EventSubject.objects.filter(kind="agreement", subject_id=row.public_id).values("event_id")
    return set(Event.objects.filter(pk__in=ids).values_list("deed", flat=True))


def memberships_apart() -> list[str]:
    bound = Agreement.objects.exclude(signed_on=None).values_list("parties__organisation", flat=True)
    members = Membership.objects.values_list("organisation", flat=True)
    return [] if set(bound) == set(members) else ["memberships and parties are not the same"]


def test_kill_at_any_moment_leaves_agreements_whole(tmp_path: Path) -> None:
    network = apart(make_scene)
    chance = random.Random(11)  # no secret: the same lives again
    done: set[str] = set()
    for life in range(MOST_KILLS):
        if life >= LEAST_KILLS and done >= DEEDS:
            break
        with running(SIGNER, str(network), str(life), folder=tmp_path) as signer:
            time.sleep(chance.uniform(0, LONGEST_LIFE))
            assert signer.poll() is None, signer.stdout and signer.stdout.read()
            signer.send_signal(signal.SIGKILL)
            signer.wait(PATIENCE)
        assert apart(faults) == [], f"life {life}"
        done = set(apart(lambda: list(Event.objects.values_list("deed", flat=True))))
    assert done >= DEEDS
