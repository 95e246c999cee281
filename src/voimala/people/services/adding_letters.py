"""Letters to all who have not been told yet: written in the background, a portion at a time."""

import datetime as dt

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from voimala.core import access
from voimala.core.viewer import Actor
from voimala.networks.models import Network
from voimala.office.models import Job
from voimala.office.openings import Progress
from voimala.office.services import start_job
from voimala.people.models import Person
from voimala.people.models.person import PersonQuerySet
from voimala.people.models.reaching import LANGUAGES
from voimala.people.services.telling import letters_to, write_notice

KIND = "tell_people"
PORTION = 100
HAS_ADDRESS = Q(email__gt="") | Q(contact__email__gt="") | Q(user__email__gt="", user__is_active=True)


def to_be_written_to(network: Network) -> PersonQuerySet:
    """Those who are still to be told, have an address, and to whom no letter has been written."""
    people: PersonQuerySet = Person.objects.of(network).to_be_told().filter(HAS_ADDRESS)
    return people.exclude(Exists(letters_to(OuterRef("public_id"))))


@transaction.atomic
def tell_by_letter(*, by: Actor, network: Network, language: str, now: dt.datetime) -> Job:
    """Have a letter written to each of them; while that goes on, asking again changes nothing.

    Args:
        language: of the letters to those whose own languages are not known.
    """
    access.require("people.add_people", by, network)
    Network.objects.select_for_update().get(pk=network.pk)
    going_on: Job | None = Job.objects.open().filter(kind=KIND, network=network).first()
    if going_on is not None:
        return going_on
    return start_job(by=by, kind=KIND, now=now, network=network, arguments={"language": language})


def write_letters(progress: Progress) -> None:
    """The job: each portion and its step in one transaction, each letter once (its key is the person)."""
    waiting = to_be_written_to(progress.network)
    total, done, last = progress.done + waiting.count(), progress.done, 0
    joined = waiting.select_related("network", "contact", "user").order_by("pk")
    while found := list(joined.filter(pk__gt=last)[:PORTION]):
        last = found[-1].pk
        done += len(found)
        with transaction.atomic():
            progress.step(done, total)
            for person in found:
                write_notice(
                    person, language=_language(person, progress.arguments["language"]), now=progress.now()
                )


def _language(person: Person, otherwise: str) -> str:
    return next((code for code in person.languages or () if code in LANGUAGES), otherwise)
