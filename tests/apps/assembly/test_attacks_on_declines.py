"""Who must not learn of a decline: everybody but the coordinator and whoever declined; later nobody."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.apps.assembly.asked import asking_of, employ, make_group, seat_of
from tests.apps.assembly.askings import address_in
from tests.apps.factories import make_user
from voimala.accounts.models import User
from voimala.assembly.models import Asking, Group, Seat
from voimala.assembly.services import (
    answer_asking,
    ask_seat,
    forget_askings,
    suggest_for_seat,
    take_back_asking,
)
from voimala.assembly.services.asking import suggestible_for
from voimala.assembly.services.seats import fresh
from voimala.core.models import Event, EventSubject
from voimala.core.viewer import Actor, acting
from voimala.networks.models import Network, RoleKind
from voimala.office.models import ActionLink, Message
from voimala.partners.models import Contact
from voimala.people.models import Person

MUSICIAN, SOCIAL = "Musiikkipedagogi", "Sosiaaliohjaaja"
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def by(member: User) -> Actor:
    return acting(member)


@pytest.fixture
def group(network: Network, by: Actor) -> Group:
    return make_group(network, by, timezone.now())


def decline(group: Group, by: Actor) -> Asking:
    asking = ask_seat(by=by, seat=seat_of(group, MUSICIAN), now=timezone.now())
    answer_asking(by=by, asking=asking, answer="no", now=timezone.now())
    return asking


def pages_of(group: Group, asking: Asking) -> list[str]:
    code, seat = group.network.code, asking.seat
    assert seat is not None
    return [
        reverse("assembly:group", args=[code, group.public_id]),
        reverse("assembly:seat", args=[code, group.public_id, seat.position]),
        reverse("assembly:note", args=[code, asking.public_id]),
        reverse("assembly:asking", args=[code, asking.public_id]),
        reverse("office:messages", args=[code]),
        reverse("desk:desk", args=[code]),
        reverse("people:people", args=[code]),
        reverse("people:person", args=[code, asking.person.public_id if asking.person else ""]),
    ]


@pytest.mark.parametrize("role", ["auditor", "partner_contact", "professional", "board_member", "expert"])
def test_no_page_tells_others_that_somebody_declined(
    group: Group, by: Actor, network: Network, client_of: Callable[[User | None], Client], role: str
) -> None:
    asking = decline(group, by)
    browser = client_of(make_user(network, RoleKind(role)))
    for page in pages_of(group, asking):
        answered = browser.get(page)
        assert answered.status_code in (200, 302, 403, 404)
        text = answered.text.lower()
        for words in ("ei nyt", "kieltäyty", "history"):
            assert words not in text, page


def test_the_employer_sees_its_own_request_and_never_the_persons_answer(
    group: Group, by: Actor, network: Network, client_of: Callable[[User | None], Client]
) -> None:
    lead = employ(Person.objects.get(work_role=MUSICIAN), order="supervisor_first")
    employer = make_user(network, RoleKind.PARTNER_CONTACT)
    Contact.objects.filter(pk=lead.pk).update(user=employer)
    now = timezone.now()
    request = ask_seat(by=by, seat=seat_of(group, MUSICIAN), now=now)
    browser, code = client_of(employer), network.code
    page = reverse("assembly:asking", args=[code, request.public_id])
    seat = seat_of(group, MUSICIAN)
    terms = {"hours": "10", "starts": group.brief.period.starts.isoformat()}
    terms |= {"ends": group.brief.period.starts.isoformat(), "substitute": "not_needed", "answer": "yes"}
    assert browser.post(page, terms).status_code == 302
    invitation = asking_of(fresh(seat))
    own = reverse("assembly:asking", args=[code, invitation.public_id])
    assert browser.get(own).status_code == 404
    assert browser.post(own, {"answer": "no"}).status_code == 404
    answer_asking(by=by, asking=invitation, answer="no", now=now)
    after = browser.get(page)
    assert after.status_code == 410
    assert "kieltäyty" not in after.text.lower()
    for url in pages_of(group, invitation)[:4]:
        assert browser.get(url).status_code == 404


def test_the_trail_tells_the_same_of_a_yes_and_a_no(group: Group, by: Actor) -> None:
    told = []
    for role, answer in ((MUSICIAN, "no"), (SOCIAL, "yes")):
        asking = ask_seat(by=by, seat=seat_of(group, role), now=timezone.now())
        before = Event.objects.count()
        answer_asking(by=by, asking=asking, answer=answer, now=timezone.now())
        assert Event.objects.count() == before + 1
        event = Event.objects.order_by("-pk")[0]
        kinds = sorted(EventSubject.objects.filter(event_id=event.pk).values_list("kind", flat=True))
        told.append((event.deed, event.purpose, kinds))
    assert told[0] == told[1]


def test_after_the_period_no_column_of_any_table_tells_of_the_decline(group: Group, by: Actor) -> None:
    """Letters, links and the trail name every asking alike, whatever was answered."""
    asking = decline(group, by)
    ends = group.brief.period.ends
    forget_askings(dt.datetime.combine(ends, dt.time(12), dt.UTC))
    assert not Asking.objects.filter(pk=asking.pk).exists()
    left = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        for value in model._default_manager.values_list(field.name, flat=True)
        if model not in (EventSubject, Message, ActionLink) and asking.public_id in str(value)
    ]
    assert left == []
    text = Message.objects.filter(text__icontains="ei nyt", key__contains=asking.public_id)
    assert not text.exclude(purpose="seat_invitation").exists()


def test_the_coordinators_page_forgets_an_answer_that_was_taken_back(
    group: Group, by: Actor, member: User, client_of: Callable[[User | None], Client]
) -> None:
    asking = ask_seat(by=by, seat=seat_of(group, MUSICIAN), now=timezone.now())
    answer_asking(by=by, asking=asking, answer="talk", now=timezone.now())
    seat = take_back_asking(by=by, seat=fresh(asking.seat), now=timezone.now())
    page = reverse("assembly:seat", args=[group.network.code, group.public_id, seat.position])
    text = client_of(member).get(page).text
    history = text[text.index('id="history"') :]
    assert f"{asking.person}:" not in history
    assert "Peruttu" in history


@pytest.mark.parametrize(
    "odd", [SCRIPT, "Nimi\r\nBcc: kaikki@example.org", "{{ url }}{% now 'Y' %}", "%(person)s"]
)
def test_odd_names_stay_text_in_letters_and_on_pages(
    group: Group, by: Actor, client: Client, odd: str
) -> None:
    person = Person.objects.get(work_role=MUSICIAN)
    lead = employ(person, name=odd[:60])
    Person.objects.filter(pk=person.pk).update(name=odd, work_role=odd)
    need = group.brief.phenomenon
    type(need).objects.filter(pk=need.pk).update(title_fi=odd)
    seat = fresh(Seat.objects.get(group=group, person=person))
    asking = ask_seat(by=by, seat=seat, now=timezone.now())
    answer_asking(by=by, asking=asking, answer="yes", now=timezone.now())
    for message in Message.objects.all():
        assert len(message.subject.splitlines()) == 1
        assert SCRIPT not in message.html
    for to, purpose in ((person.email, "seat_invitation"), (lead.email, "seat_supervisor")):
        shown = client.get(address_in(to, purpose))
        assert shown.status_code == 200
        assert SCRIPT not in shown.text


def test_whoever_is_suggested_after_a_decline_is_not_told_of_it(group: Group, by: Actor) -> None:
    asking = decline(group, by)
    seat = fresh(asking.seat)
    others = suggestible_for(seat)
    assert asking.person not in others
    written = Message.objects.count()
    for person in others[:1]:
        suggest_for_seat(by=by, seat=seat, person=person, now=timezone.now())
    assert Message.objects.count() == written


NUL: list[tuple[str, dict[str, Any]]] = [
    ("seat", {"do": "ask_instead", "person": "\x00"}),
    ("seat", {"do": "\x00", "seen": "\x00"}),
    ("seat", {"do": "confirm", "hours": "\x00"}),
    ("seat_deed", {"do": "take", "asking": "\x00"}),
    ("seat_deed", {"do": "association", "organisation": "\x00", "fee": "\x00"}),
    ("seat_deed", {"do": "call", "text": "\x00", "ends": "\x00"}),
    ("seat_deed", {"do": "call", "text": "a" * 100_000, "ends": "9999-12-31"}),
    ("seat_deed", {"do": "call", "text": "", "ends": "0001-01-01"}),
    ("seat_deed", {"do": "fee", "fee": "1e400", "travel": "-0"}),
    ("seat_deed", {"do": "fee", "fee": "NaN"}),
    ("seat_deed", {"do": "fee", "fee": "9" * 4000}),
    ("seat_deed", {"do": "close_call"}),
    ("seat_deed", {"do": "name"}),
    ("seat_deed", {"do": "remove_own_name"}),
]


@pytest.mark.parametrize(("page", "posted"), NUL, ids=lambda value: str(value)[:50])
@pytest.mark.parametrize("kind", ["person", "unit", "association"])
def test_odd_posts_of_a_coordinator_are_only_wrong(
    group: Group,
    member: User,
    client_of: Callable[[User | None], Client],
    page: str,
    posted: dict[str, Any],
    kind: str,
) -> None:
    seat = Seat.objects.filter(group=group, kind=kind).order_by("position")[0]
    url = reverse(f"assembly:{page}", args=[group.network.code, group.public_id, seat.position])
    before = seat.state
    answered = client_of(member).post(url, posted)
    assert answered.status_code in (302, 400, 404, 409, 422)
    seat.refresh_from_db()
    assert seat.state in (before, "naming", "asked")
    assert seat.own_name == ""
