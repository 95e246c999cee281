"""The pages behind the links: they say what is asked, take one tap, and change nothing when opened."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.apps.assembly.asked import asking_of, employ, make_group, seat_of
from voimala.accounts.models import User
from voimala.assembly.models import Asking, Group, Seat
from voimala.assembly.services import answer_asking, ask_seat, end_askings, take_back_asking
from voimala.core.models import Event
from voimala.core.viewer import Actor, acting
from voimala.networks.models import Network, RoleKind
from voimala.office.models import Message
from voimala.people.models import Person

State = Seat.State
MUSICIAN = "Musiikkipedagogi"
TOKEN = re.compile(r"https?://[^/\s\"]+(\S*/l/[^\"\s<]+/)")


@pytest.fixture
def by(member: User) -> Actor:
    return acting(member)


@pytest.fixture
def group(network: Network, by: Actor) -> Group:
    return make_group(network, by, timezone.now())


def path_in(message: Message) -> str:
    found = TOKEN.search(message.text)
    assert found, message.text
    return found.group(1)


def letter_of(asking: Asking) -> Message:
    found: Message = Message.objects.get(key=f"asking:{asking.public_id}")
    return found


def ask_musician(group: Group, by: Actor) -> Asking:
    return ask_seat(by=by, seat=seat_of(group, MUSICIAN), now=timezone.now())


def traces() -> tuple[int, int, list[str]]:
    states = list(Seat.objects.order_by("pk").values_list("state", flat=True))
    return Event.objects.count(), Message.objects.count(), states


def test_opening_the_invitation_changes_nothing(group: Group, by: Actor, client: Client) -> None:
    path = path_in(letter_of(ask_musician(group, by)))
    before = traces()
    for _time in range(3):
        page = client.get(path)
        assert page.status_code == 200
        client.head(path)
        client.get(f"{path}?view=stop")
    assert traces() == before
    text = page.content.decode()
    for words in ("Lähden mukaan", "Jutellaan ensin", "Ei nyt", "10\N{NO-BREAK SPACE}tuntia"):
        assert words in text


@pytest.mark.parametrize(
    ("answer", "state"), [("yes", State.CONFIRMED), ("talk", State.TALK), ("no", State.OPEN)]
)
def test_one_tap_answers(group: Group, by: Actor, client: Client, answer: str, state: str) -> None:
    asking = ask_musician(group, by)
    path = path_in(letter_of(asking))
    done = client.post(path, {"answer": answer})
    assert (done.status_code, done.headers["Location"]) == (302, path)
    assert Seat.objects.get(pk=asking.seat_id).state == state
    thanks = client.get(path)
    assert thanks.status_code == 200
    again = client.post(path, {"answer": answer}, follow=True)
    assert again.status_code == 200
    assert Event.objects.filter(deed="seat_answered").count() == 1


def test_a_changed_mind_is_one_more_tap(group: Group, by: Actor, client: Client) -> None:
    asking = ask_musician(group, by)
    path = path_in(letter_of(asking))
    client.post(path, {"answer": "no"})
    assert 'value="yes"' in client.get(path).content.decode()
    client.post(path, {"answer": "yes"})
    assert Seat.objects.get(pk=asking.seat_id).state == State.CONFIRMED


def test_a_link_taken_back_or_late_says_so_kindly(group: Group, by: Actor, client: Client) -> None:
    asking = ask_musician(group, by)
    path = path_in(letter_of(asking))
    Asking.objects.filter(pk=asking.pk).update(answer_by=timezone.now())
    late = client.get(path)
    assert late.status_code == 410
    assert client.post(path, {"answer": "yes"}).status_code == 410
    end_askings(timezone.now() + dt.timedelta(days=20))
    assert client.get(path).status_code == 410
    again = ask_musician(group, by)
    other = path_in(letter_of(again))
    take_back_asking(by=by, seat=seat_of(group, MUSICIAN), now=timezone.now())
    assert client.get(other).status_code == 410


def test_do_not_suggest_me_any_more_by_the_link(group: Group, by: Actor, client: Client) -> None:
    asking = ask_musician(group, by)
    path = path_in(letter_of(asking))
    assert client.get(f"{path}?view=stop").status_code == 200
    client.post(path, {"answer": "stopped"})
    person = Person.objects.get(work_role=MUSICIAN)
    assert person.may_be_suggested is False
    assert Seat.objects.get(pk=asking.seat_id).state == State.OPEN


def test_my_data_leads_to_my_own_profile(group: Group, by: Actor, client: Client) -> None:
    path = path_in(letter_of(ask_musician(group, by)))
    leads = client.post(path, {"answer": "profile"})
    assert leads.status_code == 302
    assert client.get(TOKEN.sub(r"\1", leads.headers["Location"])).status_code == 200


def test_the_supervisor_confirms_hours_and_learns_nothing_of_strengths(
    group: Group, by: Actor, client: Client
) -> None:
    person = Person.objects.get(work_role=MUSICIAN)
    employ(person)
    asking = ask_musician(group, by)
    client.post(path_in(letter_of(asking)), {"answer": "yes"})
    request = asking_of(seat_of(group, MUSICIAN), "supervisor")
    path = path_in(letter_of(request))
    text = client.get(path).content.decode()
    assert person.name in text
    for secret in ("Musiikin", "osaamise", "vahvuu", "koska"):
        assert secret not in text.lower().replace(person.work_role.lower(), "")
    missing = client.post(path, {"answer": "yes", "hours": ""})
    assert missing.status_code == 422
    period = group.brief.period
    form = {
        "answer": "yes",
        "hours": "8,5",
        "starts": period.starts.isoformat(),
        "ends": period.ends.isoformat(),
        "substitute": "paid",
        "compensation": "120",
    }
    assert client.post(path, form).status_code == 302
    seat = seat_of(group, MUSICIAN)
    assert (seat.state, seat.minutes, seat.compensation_cents) == (State.CONFIRMED, 510, 12_000)
    assert client.get(path).status_code == 200


def test_a_supervisors_no_needs_no_form(group: Group, by: Actor, client: Client) -> None:
    employ(Person.objects.get(work_role=MUSICIAN))
    asking = ask_musician(group, by)
    client.post(path_in(letter_of(asking)), {"answer": "yes"})
    path = path_in(letter_of(asking_of(seat_of(group, MUSICIAN), "supervisor")))
    assert client.post(path, {"answer": "no"}).status_code == 302
    assert Seat.objects.get(pk=asking.seat_id).state == State.OPEN
    assert client.get(path).status_code == 200


def test_whoever_is_asked_second_after_a_decline_reads_the_same_words_as_the_first(
    group: Group, by: Actor, client: Client
) -> None:
    seat, now = seat_of(group, MUSICIAN), timezone.now()
    first = seat.person
    assert first is not None
    taken = Seat.objects.filter(person__isnull=False).values("person")
    second = Person.objects.exclude(pk__in=taken).first() or make_second(first)
    seen = []
    for order in ([second], [first, second]):
        for person in order:
            Seat.objects.filter(pk=seat.pk).update(person=person, state=State.PROPOSED)
            asking = ask_seat(by=by, seat=seat, now=now)
            letter = letter_of(asking)
            page = client.get(path_in(letter)).content.decode()
            words = (letter.subject, letter.text, letter.html, page)
            if person == first:
                answer_asking(by=by, asking=asking, answer="no", now=now)
        seen.append([without_what_differs(word) for word in words])
        take_back_asking(by=by, seat=seat_of_pk(seat), now=now)
    assert seen[0] == seen[1]


def make_second(first: Person) -> Person:
    from tests.apps.factories import make_person

    return make_person(
        first.network,
        "culture",
        {"musiikki_ohjaus": 5},
        email="second@example.org",
        kind=Person.Kind.FREELANCER,
    )


def seat_of_pk(seat: Seat) -> Seat:
    found: Seat = Seat.objects.get(pk=seat.pk)
    return found


def without_what_differs(text: str) -> str:
    """Links and form tokens are made anew for each."""
    return re.sub(r'/l/[^"\s<?]+|name="csrfmiddlewaretoken" value="[^"]+"', "", text)


def test_signed_in_people_answer_their_own_askings_and_nobody_elses(
    group: Group,
    by: Actor,
    network: Network,
    client_of: Callable[[User | None], Client],
    colleague: User,
    stranger: User,
    member: User,
) -> None:
    Person.objects.filter(work_role=MUSICIAN).update(user=colleague)
    asking = ask_musician(group, by)
    url = reverse("assembly:asking", args=[network.code, asking.public_id])
    assert client_of(stranger).get(url).status_code == 404
    assert client_of(None).get(url).status_code == 302
    own = client_of(colleague)
    assert "Lähden mukaan" in own.get(url).content.decode()
    coordinator = client_of(member).get(url)
    assert coordinator.headers["Location"] == reverse(
        "assembly:seat", args=[network.code, group.public_id, asking.seat.position]
    )
    assert client_of(member).post(url, {"answer": "yes"}).status_code == 302
    assert Seat.objects.get(pk=asking.seat_id).state == State.ASKED
    assert own.post(url, {"answer": "talk"}).status_code == 302
    assert Seat.objects.get(pk=asking.seat_id).state == State.TALK


def test_a_partner_contact_sees_only_requests_for_hours_of_its_own_people(
    group: Group, by: Actor, network: Network, client_of: Callable[[User | None], Client], colleague: User
) -> None:
    colleague.roles.update(kind=RoleKind.PARTNER_CONTACT)
    lead = employ(Person.objects.get(work_role=MUSICIAN), user=colleague)
    asking = ask_musician(group, by)
    contact = client_of(colleague)
    theirs = reverse("assembly:asking", args=[network.code, asking.public_id])
    assert contact.get(theirs).status_code == 404
    answer_asking(by=by, asking=asking, answer="yes", now=timezone.now())
    request = asking_of(seat_of(group, MUSICIAN), "supervisor")
    assert request.contact == lead
    url = reverse("assembly:asking", args=[network.code, request.public_id])
    assert contact.get(url).status_code == 200
    group_url = reverse("assembly:group", args=[network.code, group.public_id])
    assert contact.get(group_url).status_code == 404


def test_the_auditor_sees_states_but_not_declines(
    group: Group, by: Actor, network: Network, client_of: Callable[[User | None], Client], colleague: User
) -> None:
    colleague.roles.update(kind=RoleKind.AUDITOR)
    asking = ask_musician(group, by)
    name = asking.person.name
    answer_asking(by=by, asking=asking, answer="no", now=timezone.now())
    auditor = client_of(colleague)
    position = asking.seat.position
    pages = [
        reverse("assembly:group", args=[network.code, group.public_id]),
        reverse("assembly:seat", args=[network.code, group.public_id, position]),
    ]
    for page in pages:
        answer = auditor.get(page)
        assert answer.status_code == 200
        assert name not in answer.content.decode()
        assert "Ei nyt" not in answer.content.decode()
    assert auditor.post(pages[1], {"do": "ask"}).status_code == 403
    assert not Asking.objects.visible_to(User.objects.get(pk=colleague.pk)).exists()
