"""What whoever holds a link must never learn or do: forwarded, used, late and crafted ones."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.apps.assembly.asked import asking_of, employ, faults, make_group, seat_of
from tests.apps.assembly.askings import address_in, contact_for
from tests.apps.assembly.makers import ART
from tests.apps.factories import make_organisation, make_person
from voimala.accounts.models import User
from voimala.assembly.models import Asking, Group, Seat
from voimala.assembly.services import (
    Terms,
    answer_asking,
    answer_supervisor,
    ask_association,
    ask_seat,
    give_own_name,
    take_back_asking,
)
from voimala.assembly.services.answering import terms_as_asked
from voimala.assembly.services.seats import fresh
from voimala.core.models import Event
from voimala.core.viewer import Actor, acting
from voimala.networks.models import Network
from voimala.partners.models import Organisation
from voimala.people.models import Person

MUSICIAN = "Musiikkipedagogi"


@pytest.fixture
def by(member: User) -> Actor:
    return acting(member)


@pytest.fixture
def group(network: Network, by: Actor) -> Group:
    return make_group(network, by, timezone.now())


def email_of(asking: Asking) -> str:
    return str(asking.contact.email if asking.contact else asking.person.email if asking.person else "")


def path_of(asking: Asking) -> str:
    purposes = {
        "person": "seat_invitation",
        "supervisor": "seat_supervisor",
        "association": "seat_association",
    }
    return address_in(email_of(asking), purposes[asking.part])


def second_person(network: Network) -> Person:
    return make_person(
        network,
        "culture",
        {ART: 5},
        name="Toinen Kysytty",
        work_role="Sellisti",
        email="toinen@example.org",
        kind=Person.Kind.FREELANCER,
    )


def seat_somebody_else(seat: Seat, person: Person) -> Seat:
    """As the coordinator does after a decline, with somebody of her own choice."""
    Seat.objects.filter(pk=seat.pk).update(person=person, state=Seat.State.PROPOSED, wish="")
    return fresh(seat)


def confirmed_by_supervisor(group: Group, by: Actor) -> tuple[Asking, Asking]:
    employ(Person.objects.get(work_role=MUSICIAN))
    seat, now = seat_of(group, MUSICIAN), timezone.now()
    invitation = ask_seat(by=by, seat=seat, now=now)
    answer_asking(by=by, asking=invitation, answer="yes", now=now)
    request = asking_of(seat_of(group, MUSICIAN), "supervisor")
    answer_supervisor(by=by, asking=request, terms=terms_as_asked(fresh(seat)), now=now)
    return invitation, request


def test_a_supervisors_old_link_neither_shows_nor_drops_whoever_sits_there_next(
    group: Group, by: Actor, client: Client, network: Network
) -> None:
    invitation, request = confirmed_by_supervisor(group, by)
    path, now = path_of(request), timezone.now()
    answer_asking(by=by, asking=invitation, answer="no", now=now)
    seat, other = fresh(invitation.seat), second_person(network)
    asked = ask_seat(by=by, seat=seat_somebody_else(seat, other), now=now)
    assert other.name not in client.get(path).text
    employ(other)
    answer_asking(by=by, asking=asked, answer="yes", now=now)
    assert other.name not in client.get(path).text
    before = fresh(seat).state
    client.post(path, {"answer": "no"})
    assert (fresh(seat).state, fresh(seat).person) == (before, other)
    terms = {"answer": "yes", "hours": "1", "starts": "2026-01-01", "ends": "2026-01-02"}
    client.post(path, {**terms, "substitute": "unit"})
    assert (fresh(seat).state, fresh(seat).person) == (before, other)
    assert faults(network) == []


def test_whoever_declined_does_not_see_who_came_instead(
    group: Group, by: Actor, client: Client, network: Network
) -> None:
    now = timezone.now()
    invitation = ask_seat(by=by, seat=seat_of(group, MUSICIAN), now=now)
    path = path_of(invitation)
    answer_asking(by=by, asking=invitation, answer="no", now=now)
    seat, other = fresh(invitation.seat), second_person(network)
    asked = ask_seat(by=by, seat=seat_somebody_else(seat, other), now=now)
    answer_asking(by=by, asking=asked, answer="yes", now=now)
    Seat.objects.filter(pk=seat.pk).update(minutes=4321 * 60)
    for answered in (client.get(path), client.post(path, {"answer": "yes"}), client.get(f"{path}?view=stop")):
        assert other.name not in answered.text
        assert other.work_role not in answered.text
        assert "4321" not in answered.text.replace("\N{NO-BREAK SPACE}", "")
    assert fresh(seat).person == other


@pytest.fixture
def associations(network: Network) -> list[Organisation]:
    rows = [
        make_organisation(network, name_fi=name, kind=Organisation.Kind.THIRD)
        for name in ("Ensimmäinen yhdistys", "Toinen yhdistys")
    ]
    for number, row in enumerate(rows):
        contact_for(row, f"yhdistys{number}@example.org")
    return rows


def expert_seat(group: Group) -> Seat:
    return fresh(group.seats.get(kind="association"))


def ask_of(group: Group, by: Actor, organisation: Organisation, fee: int) -> Asking:
    return ask_association(
        by=by,
        seat=expert_seat(group),
        organisation=organisation,
        fee_cents=fee,
        travel_cents=None,
        now=timezone.now(),
    )


@pytest.mark.parametrize("answer", ["", "confirm", "closed", "YES"])
def test_a_crafted_answer_of_others_is_no_answer(
    group: Group, by: Actor, client: Client, associations: list[Organisation], answer: str
) -> None:
    asking = ask_of(group, by, associations[0], 100_00)
    assert client.post(path_of(asking), {"answer": answer}).status_code == 302
    employ(Person.objects.get(work_role=MUSICIAN), order="supervisor_first")
    request = ask_seat(by=by, seat=seat_of(group, MUSICIAN), now=timezone.now())
    assert client.post(path_of(request), {"answer": answer, "hours": "8"}).status_code == 302
    for each in (asking, request):
        each.refresh_from_db()
        assert each.state == Asking.State.WAITING


def test_an_association_that_declined_does_not_see_which_one_was_asked_next(
    group: Group, by: Actor, client: Client, associations: list[Organisation]
) -> None:
    first, second = associations
    path = path_of(ask_of(group, by, first, 100_00))
    client.post(path, {"answer": "no"})
    ask_of(group, by, second, 987_00)
    shown = client.get(path).text
    assert second.name_fi not in shown
    assert "987" not in shown


def test_an_experts_link_ends_with_her_seat(
    group: Group, by: Actor, client: Client, associations: list[Organisation]
) -> None:
    first, second = associations
    client.post(path_of(ask_of(group, by, first, 100_00)), {"answer": "yes"})
    old = address_in("yhdistys0@example.org", "seat_own_name")
    client.post(old, {"name": "Ensimmäinen Kokemusasiantuntija"})
    assert expert_seat(group).own_name
    take_back_asking(by=by, seat=expert_seat(group), now=timezone.now())
    assert expert_seat(group).own_name == ""
    client.post(path_of(ask_of(group, by, second, 100_00)), {"answer": "yes"})
    give_own_name(
        by=Actor(kind="link", name="link:1", only=expert_seat(group).reference),
        seat=expert_seat(group),
        name="Toinen Kokemusasiantuntija",
        now=timezone.now(),
    )
    assert "Toinen Kokemusasiantuntija" not in client.get(old).text
    client.post(old, {"remove": "yes"})
    client.post(old, {"name": "Joku muu"})
    assert expert_seat(group).own_name == "Toinen Kokemusasiantuntija"


ODD_ANSWERS: list[dict[str, Any]] = [
    {},
    {"answer": "confirm"},
    {"answer": "confirmed"},
    {"answer": "closed"},
    {"answer": "unknown"},
    {"answer": "YES"},
    {"answer": "yes\x00"},
    {"answer": "\x00"},
    {"do": "confirm"},
    {"do": "take_back"},
    {"skill": "\x00:3"},
    {"skill": "x:y"},
    {"answer": ["no", "confirm"]},
    {"name": "Joku", "email": "joku@example.org"},
    {"remove": "yes"},
]


@pytest.mark.parametrize("posted", ODD_ANSWERS, ids=str)
def test_a_crafted_answer_to_an_invitation_does_nothing(
    group: Group, by: Actor, client: Client, posted: dict[str, Any]
) -> None:
    asking = ask_seat(by=by, seat=seat_of(group, MUSICIAN), now=timezone.now())
    answered = client.post(path_of(asking), posted)
    assert answered.status_code in (302, 400, 409, 422)
    asking.refresh_from_db()
    assert (asking.state, fresh(asking.seat).state) == (Asking.State.WAITING, Seat.State.ASKED)


@pytest.mark.parametrize("method", ["get", "head", "options", "put", "delete", "patch", "trace"])
@pytest.mark.parametrize("query", ["", "?answer=no", "?view=stop&answer=stopped", "?do=take_back"])
def test_only_a_post_answers(group: Group, by: Actor, client: Client, method: str, query: str) -> None:
    asking = ask_seat(by=by, seat=seat_of(group, MUSICIAN), now=timezone.now())
    events = Event.objects.count()
    getattr(client, method)(path_of(asking) + query, headers={"purpose": "prefetch"})
    asking.refresh_from_db()
    assert (asking.state, Event.objects.count()) == (Asking.State.WAITING, events)


ODD_TERMS: list[dict[str, str]] = [
    {"hours": "0"},
    {"hours": "-8"},
    {"hours": "1000000000"},
    {"hours": "1e9"},
    {"hours": "NaN"},
    {"hours": "Infinity"},
    {"hours": "8\x00"},
    {"hours": "9" * 5000},
    {"starts": "2027-02-02", "ends": "2027-02-01"},
    {"starts": "0000-00-00"},
    {"ends": "\x00"},
    {"substitute": "everything"},
    {"substitute": "paid"},
    {"substitute": "paid", "compensation": "-1"},
    {"substitute": "paid", "compensation": "1e99"},
    {"substitute": "paid", "compensation": "12,505"},
    {"starts": "1900-01-01", "ends": "1900-01-02"},
    {"starts": "9998-01-01", "ends": "9999-12-31"},
]


@pytest.mark.parametrize("odd", ODD_TERMS, ids=lambda odd: str(odd)[:40])
def test_impossible_terms_of_a_supervisor_are_only_wrong(
    group: Group, by: Actor, client: Client, odd: dict[str, str]
) -> None:
    employ(Person.objects.get(work_role=MUSICIAN))
    now = timezone.now()
    asked = ask_seat(by=by, seat=seat_of(group, MUSICIAN), now=now)
    answer_asking(by=by, asking=asked, answer="yes", now=now)
    request = asking_of(seat_of(group, MUSICIAN), "supervisor")
    terms: Terms = terms_as_asked(seat_of(group, MUSICIAN))
    usual = {
        "answer": "yes",
        "hours": "10",
        "starts": terms.starts.isoformat(),
        "ends": terms.ends.isoformat(),
        "substitute": "not_needed",
    }
    answered = client.post(path_of(request), {**usual, **odd})
    assert answered.status_code in (400, 422)
    request.refresh_from_db()
    assert (request.state, seat_of(group, MUSICIAN).state) == (Asking.State.WAITING, Seat.State.SUPERVISOR)


def test_a_link_of_another_network_shows_its_own_asking_whoever_is_signed_in(
    group: Group, by: Actor, stranger: User, client_of: Callable[[User | None], Client]
) -> None:
    asking = ask_seat(by=by, seat=seat_of(group, MUSICIAN), now=timezone.now())
    path, browser = path_of(asking), client_of(stranger)
    assert browser.get(path).status_code == 200
    token = path.split("/l/")[1]
    for language in ("/l/", "/sv/l/", "/en/l/"):
        assert browser.get(language + token).status_code == 200
    page = reverse("assembly:asking", args=[group.network.code, asking.public_id])
    assert browser.get(page).status_code == 404
    assert browser.post(page, {"answer": "yes"}).status_code == 404
