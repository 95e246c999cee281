"""The coordinator's pages of a group and its seats: each deed is one button, and the page says what came."""

import datetime as dt

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.apps.assembly.asked import FREELANCER, employ, make_group, seat_of
from tests.apps.factories import make_person
from voimala.accounts.models import User
from voimala.assembly.models import Alternative, Asking, Group, Proposal, ProposalSeat, Seat
from voimala.assembly.services import ask_seat
from voimala.core.viewer import Actor, acting
from voimala.networks.models import Network
from voimala.people.models import Person

State = Seat.State
MUSICIAN, SOCIAL = "Musiikkipedagogi", "Sosiaaliohjaaja"


@pytest.fixture
def by(member: User) -> Actor:
    return acting(member)


@pytest.fixture
def group(network: Network, by: Actor) -> Group:
    return make_group(network, by, timezone.now())


@pytest.fixture
def client(client: Client, member: User) -> Client:
    client.force_login(member, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def url_of(group: Group, page: str = "group", *more: object) -> str:
    return reverse(f"assembly:{page}", args=[group.network.code, group.public_id, *more])


def does(client: Client, seat: Seat, do: str, **fields: str) -> str:
    """Press a button of the seat's page; what the next page says."""
    page = client.post(url_of(seat.group, "seat", seat.position), {"do": do, **fields}, follow=True)
    assert page.status_code == 200, page.status_code
    return str(page.content.decode())


def state_of(seat: Seat) -> str:
    return str(Seat.objects.get(pk=seat.pk).state)


def primaries(page: HttpResponse) -> int:
    return page.content.decode().count('class="primary"')


def test_a_group_is_asked_with_one_button_and_says_how_far_it_is(group: Group, client: Client) -> None:
    page = client.get(url_of(group))
    assert "Kumoa päätös" in page.content.decode()
    assert primaries(page) == 1
    asked = client.post(url_of(group, "ask"), follow=True).content.decode()
    assert "viestiä on lähdössä" in asked
    assert "jäi kysymättä" in asked
    assert "kysytty" in asked
    assert "Kumoa päätös" not in asked
    again = client.post(url_of(group, "undo"), follow=True).content.decode()
    assert "Joltakulta on jo kysytty" in again


def test_a_decision_is_undone_from_the_page(group: Group, client: Client) -> None:
    page = client.post(url_of(group, "undo"), follow=True)
    assert page.redirect_chain[-1][0].endswith(f"/proposals/{group.proposal.public_id}/")
    assert Proposal.objects.get(pk=group.proposal_id).state == Proposal.State.OPEN


def test_a_seat_has_every_deed_of_its_state_and_one_filled_button(group: Group, client: Client) -> None:
    seat = seat_of(group, MUSICIAN)
    url = url_of(group, "seat", seat.position)
    assert primaries(client.get(url)) == 1
    assert "alustavasti 14 päiväksi" in does(client, seat, "ask")
    page = client.get(url)
    assert primaries(page) == 1
    for words in ("Jatka aikaa 14 päivää", "Peru kysymys", "Lähetä viesti uudelleen", "Haluaa jutella ensin"):
        assert words in page.content.decode()
    assert "14 päivää lisää" in does(client, seat, "prolong")
    assert "lähdössä uudelleen" in does(client, seat, "remind")
    does(client, seat, "talk")
    assert state_of(seat) == State.TALK
    does(client, seat, "yes")
    assert state_of(seat) == State.CONFIRMED
    assert "kerrottu koordinaattorille" in client.get(url).content.decode()
    assert "taas vapaina" in does(client, seat, "take_back")
    assert state_of(seat) == State.PROPOSED


def test_a_deed_that_is_not_possible_any_more_says_so(group: Group, client: Client) -> None:
    seat = seat_of(group, MUSICIAN)
    does(client, seat, "ask")
    assert "Häneltä on jo kysytty" in does(client, seat, "ask")
    assert client.post(url_of(group, "seat", seat.position), {"do": "nonsense"}).status_code == 302
    assert client.get(url_of(group, "seat", 99)).status_code == 404


def test_a_decline_reopens_the_seat_and_each_alternative_is_one_tap(
    group: Group, client: Client, network: Network
) -> None:
    seat = seat_of(group, MUSICIAN)
    other = make_person(
        network, "culture", {"musiikki_ohjaus": 3}, email="toinen@example.org", kind=FREELANCER
    )
    kept = ProposalSeat.objects.get(proposal=group.proposal, position=seat.position)
    kept.alternatives.all().delete()
    Alternative.objects.create(seat=kept, person=other, rank=1, loss=0.5)
    does(client, seat, "ask")
    page = does(client, seat, "no")
    assert state_of(seat) == State.OPEN
    assert other.name in page
    assert 'value="ask_instead"' in page
    does(client, seat, "ask_instead", person=other.public_id)
    opened = Seat.objects.get(pk=seat.pk)
    assert (opened.state, opened.person) == (State.ASKED, other)


def test_the_supervisors_word_is_noted_with_its_terms(group: Group, by: Actor, client: Client) -> None:
    employ(Person.objects.get(work_role=SOCIAL), email="")
    seat = seat_of(group, SOCIAL)
    ask_seat(by=by, seat=seat, now=timezone.now())
    page = does(client, seat, "yes")
    assert "Kirjaa esihenkilön vastaus" in page
    url = url_of(group, "seat", seat.position)
    missing = client.post(url, {"do": "confirm", "hours": "10"})
    assert missing.status_code == 422
    period = group.brief.period
    terms = {
        "hours": "8",
        "starts": period.starts.isoformat(),
        "ends": (period.ends - dt.timedelta(days=1)).isoformat(),
        "substitute": "unit",
    }
    shown = does(client, seat, "confirm", **terms)
    assert state_of(seat) == State.CONFIRMED
    assert "yksikkö järjestää" in shown
    assert Asking.objects.get(seat=seat, part="supervisor").told == Asking.Told.COORDINATOR


@pytest.mark.parametrize("state", State.values)
def test_every_page_that_draws_a_seat_knows_each_of_its_states(
    group: Group, client: Client, state: str
) -> None:
    waits = (
        None if state in (State.OPEN, State.PROPOSED, State.CONFIRMED) else timezone.now() + dt.timedelta(1)
    )
    Seat.objects.filter(pk=group.seats.all()[0].pk).update(state=state, waits_until=waits)
    need = reverse("phenomena:need", args=[group.network.code, group.brief.phenomenon.public_id])
    groups = reverse("assembly:groups", args=[group.network.code])
    desk = reverse("desk:desk", args=[group.network.code])
    for page in (need, groups, desk, url_of(group)):
        assert client.get(page).status_code == 200, page
