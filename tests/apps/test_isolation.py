"""Nothing of one network is in any answer to the people of another, but the one row that both wanted shared.

Every address of the installation is walked, also those that will be added: the resolver tells them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone, translation

from tests.apps.access_scene import Scene, build_scene
from tests.apps.factories import know, make_organisation, make_person, make_unit
from tests.apps.isolation import Address, Marks, addresses, crossings, fingerprint, ids_of
from voimala.core.references import Reference
from voimala.core.viewer import acting
from voimala.networks.models import Network
from voimala.networks.services import answer_share, end_share, offer_share
from voimala.partners.models import Organisation
from voimala.people.models import KnownCompetence, Person
from voimala.people.services import answer_sharing

# Each test in a transaction of its own, inside that of the scene.
pytestmark = pytest.mark.django_db
WALKERS = ("coord", "auditor", "prof", "visitor")
OUR, THEIR = "voimala", "salainen"
LEAVES = {"account_logout"}


@dataclass
class Two:
    """Ours, and the other network with its marks."""

    ours: Scene
    theirs: Scene
    marks: Marks
    person: Person
    organisation: Organisation

    def shown(self, who: str, urls: list[str]) -> dict[str, set[str]]:
        """By address, where the marks stand that its answer holds."""
        found = {url: self.marks.found_in(text_of(get(self.ours.clients[who], url))) for url in urls}
        return {url: marks for url, marks in found.items() if marks}


def get(client: Client, url: str) -> Any:
    return client.get(url)


def text_of(answer: Any) -> str:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return " ".join(
        [*(f"{name}: {value}" for name, value in answer.items()), body.decode("utf-8", "replace")]
    )


@pytest.fixture(scope="module")
def two(django_db_setup: None, django_db_blocker: Any) -> Iterator[Two]:
    """Made once for the module. Nothing of it stays."""
    with django_db_blocker.unblock(), transaction.atomic(), translation.override("fi"):
        ours, theirs = build_scene(OUR, "toinen"), build_scene(THEIR, "kolmas")
        person, organisation = shareable_rows(theirs.network)
        marks = Marks()
        marks.plant(theirs.network)
        Network.objects.filter(pk=theirs.network.pk).update(published=False)
        for row in (theirs.network, person, organisation):
            row.refresh_from_db()
        yield Two(ours, theirs, marks, person, organisation)
        transaction.set_rollback(True)


def shareable_rows(network: Network) -> tuple[Person, Organisation]:
    organisation = make_organisation(network)
    person = make_person(
        network, work_role="Musiikkiterapeutti", organisation=organisation, email="jaettava@example.org"
    )
    shown, kept = know(person, "musiikki_ohjaus"), know(person, "palveluohjaus")
    KnownCompetence.objects.filter(pk=shown.pk).update(circle=KnownCompetence.Circle.NETWORK)
    assert kept.circle == KnownCompetence.Circle.COORDINATOR
    shared = make_organisation(network)
    make_unit(network, shared)
    return person, shared


def our_pages(two: Two) -> list[str]:
    """Every address with our own ids, and those without a network."""
    return [url for each in addresses() if each.name not in LEAVES for url in each.urls(OUR, two.ours)]


def with_their_ids(two: Two) -> Iterator[tuple[Address, str]]:
    for each in addresses():
        if each.takes_ids:
            yield from ((each, url) for url in each.urls(OUR, two.theirs))


def test_the_walk_has_much_to_walk(two: Two) -> None:
    assert len(addresses()) > 60
    assert len(ids_of(two.theirs.network)) > 15
    assert len(two.marks.where) > 200
    # Their own coordinator does see marks: the search for them finds what is there.
    page = text_of(get(two.theirs.clients["coord"], f"/v/{THEIR}/people/"))
    assert len(two.marks.found_in(page)) > 5


@pytest.mark.parametrize("who", WALKERS)
def test_our_own_pages_hold_nothing_of_theirs(two: Two, who: str) -> None:
    assert two.shown(who, our_pages(two)) == {}


@pytest.mark.parametrize("who", WALKERS)
def test_their_ids_open_nothing_at_our_addresses(two: Two, who: str) -> None:
    opened = {}
    for address, url in with_their_ids(two):
        answer = get(two.ours.clients[who], url)
        assert two.marks.found_in(text_of(answer)) == set(), url
        if answer.status_code == 200 and "code" in address.takes:
            opened[address.name] = url
    assert opened == {}


@pytest.mark.parametrize("who", WALKERS)
def test_their_addresses_are_not_there(two: Two, who: str) -> None:
    """An unpublished network answers us as one that does not exist; a visitor is told to sign in."""
    for each in addresses():
        for url in each.urls(THEIR, two.theirs) if "code" in each.takes else ():
            answer = get(two.ours.clients[who], url)
            assert answer.status_code in ((404, 302) if who == "visitor" else (404,)), url
            assert two.marks.found_in(text_of(answer)) == set(), url


def test_published_they_show_us_what_everybody_sees(two: Two) -> None:
    """The members' pages stay closed; the public ones are the same to us as to a visitor."""
    Network.objects.filter(pk=two.theirs.network.pk).update(published=True)
    for each in addresses():
        for url in each.urls(THEIR, two.theirs) if "code" in each.takes else ():
            answer = get(two.ours.clients["coord"], url)
            if each.for_members:
                assert answer.status_code == 404, url
            else:
                visitor = get(two.ours.clients["visitor"], url)
                marks = two.marks.found_in(text_of(answer))
                assert marks == two.marks.found_in(text_of(visitor)), url


def test_no_search_finds_theirs(two: Two) -> None:
    """Asked in capitals, so that the words of the question are not taken for an answer."""
    searching = [url for url in our_pages(two) if is_search(two, url)]
    assert searching
    for mark in list(two.marks.where)[::75]:
        for url in searching:
            text = text_of(get(two.ours.clients["coord"], f"{url}?q={mark.upper()}"))
            assert mark not in text, (mark, two.marks.where[mark])
            assert mark.lower() not in text, (mark, two.marks.where[mark])


def is_search(two: Two, url: str) -> bool:
    return 'type="search"' in text_of(get(two.ours.clients["coord"], url))


def test_no_form_of_ours_changes_or_takes_theirs(two: Two) -> None:
    before, client = fingerprint(two.theirs.network), two.ours.clients["coord"]
    given = fields_with(two)
    urls = [url for _address, url in with_their_ids(two)]
    urls += [url for each in addresses() if each.takes == {"code"} for url in each.urls(OUR, two.ours)]
    urls += [url for each in addresses() if "code" in each.takes for url in each.urls(THEIR, two.theirs)]
    for url in urls:
        answer = client.post(url, given)
        assert two.marks.found_in(text_of(answer)) == set(), url
    assert fingerprint(two.theirs.network) == before
    assert crossings(two.ours.network, two.theirs.network) == []


def fields_with(two: Two) -> dict[str, str]:
    """What forms take, naming their rows: a name of a field, and an id or a key of theirs in it."""
    found = {"sent": "yes", "do": "save", "kind": "person", "network": THEIR, "neighbour": THEIR}
    for name, row in two.theirs.objects.items():
        found[name] = row.public_id if hasattr(row, "public_id") else str(row.pk)
    unit = two.organisation.units.get()
    return {
        **found,
        "subject": two.person.public_id,
        "person": two.person.public_id,
        "unit": str(unit.pk),
        "host_unit": str(unit.pk),
        "organisation": str(two.organisation.pk),
    }


def share(two: Two, kind: str, row: Any) -> Any:
    theirs, ours = acting(two.theirs.viewers["coord"]), acting(two.ours.viewers["coord"])
    now = timezone.now()
    made = offer_share(
        by=theirs,
        network=two.theirs.network,
        neighbour=two.ours.network,
        reference=Reference(kind, row.public_id),
        now=now,
    )
    if kind == "person":
        from voimala.core.viewer import Actor

        herself = Actor(kind="link", name="link:1", only=Reference("person", row.public_id))
        assert answer_sharing(by=herself, person=row, share=made, yes=True, now=now)
        made.refresh_from_db()
    return answer_share(by=ours, share=made, accept=True, now=now)


def where_of(two: Two, *rows: Any) -> set[str]:
    """Where the marks of these rows stand: "Person.name of 7"."""
    return {f"{type(row).__name__}.{name} of {row.pk}" for row, *names in rows for name in names}


def everything_shown(two: Two, who: str) -> set[str]:
    more = (two.person.public_id, two.organisation.public_id)
    urls = [url for each in addresses() if each.name not in LEAVES for url in each.urls(OUR, two.ours, *more)]
    return set().union(*two.shown(who, urls).values())


def test_exactly_the_shared_rows_cross(two: Two) -> None:
    given = share(two, "person", two.person)
    share(two, "organisation", two.organisation)
    network, unit = two.theirs.network, two.organisation.units.get()
    shown = two.person.competences.get(circle=KnownCompetence.Circle.NETWORK).competence
    expected = where_of(
        two,
        (two.person, "name", "work_role"),
        (two.person.organisation, "name_fi"),
        (two.organisation, "name_fi"),
        (unit, "name_fi"),
        (shown, "name_fi"),
        (network, "name_fi", "short_name"),
    )
    assert everything_shown(two, "coord") == expected
    for who in ("prof", "contact", "visitor"):
        assert everything_shown(two, who) == set(), who
    end_share(by=acting(two.ours.viewers["coord"]), share=given, now=timezone.now())
    person = where_of(
        two, (two.person, "name", "work_role"), (two.person.organisation, "name_fi"), (shown, "name_fi")
    )
    assert everything_shown(two, "coord") == expected - person


def test_an_offer_that_the_person_has_not_answered_is_not_known_to_us(two: Two) -> None:
    offer_share(
        by=acting(two.theirs.viewers["coord"]),
        network=two.theirs.network,
        neighbour=two.ours.network,
        reference=Reference("person", two.person.public_id),
        now=timezone.now(),
    )
    assert everything_shown(two, "coord") == set()
