"""The letters of askings in three languages: they greet, say who asks and by when, and hold one link."""

from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from django.utils import timezone, translation

from tests.apps.assembly.asked import asking_of, employ, make_group, seat_of
from tests.apps.assembly.askings import LINK
from voimala.accounts.models import User
from voimala.assembly.models import Asking, Group
from voimala.assembly.services import ask_seat, telling
from voimala.core.viewer import Actor, acting
from voimala.networks.models import Network
from voimala.office.models import Message

MUSICIAN = "Musiikkipedagogi"
Part = Asking.Part
TO_CONTACTS = (Part.SUPERVISOR, Part.UNIT, Part.ASSOCIATION)
GREETINGS = {"fi": "Hei {}!", "sv": "Hej {}!", "en": "Hello {},"}
SENDERS = {
    "fi": "Terveisin verkoston koordinaattori",
    "sv": "Med vänlig hälsning, nätverkets koordinator",
    "en": "Regards, the network's coordinator",
}


@pytest.fixture
def by(member: User) -> Actor:
    return acting(member)


@pytest.fixture
def group(network: Network, by: Actor) -> Group:
    return make_group(network, by, timezone.now())


@pytest.fixture
def asking(group: Group, by: Actor) -> Iterator[Asking]:
    seat = seat_of(group, MUSICIAN)
    employ(seat.person, name="Maija & Matti")
    ask_seat(by=by, seat=seat_of(group, MUSICIAN), now=timezone.now())
    with translation.override("fi"):
        yield asking_of(seat_of(group, MUSICIAN))


def letter(asking: Asking, part: str, language: str, monkeypatch: pytest.MonkeyPatch) -> Message:
    """The letter that this part gets about the seat."""
    monkeypatch.setattr(telling, "language_asked", lambda _asking: language)
    asking.part = part
    asking.contact = asking.person.unit.lead if part in TO_CONTACTS else None
    more: dict[str, Any] = {"need": "Yksinäisyys", "question": "Ehtisitkö?"}
    assert telling.send_asking(asking, now=timezone.now(), more=more, again=f":{part}")
    return Message.objects.get(key=f"asking:{asking.public_id}:{part}")


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_letters_greet_and_say_who_asks_by_when(
    asking: Asking, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = asking.last_day
    for part in telling.LETTERS:
        sent = letter(asking, part, language, monkeypatch)
        name = "Maija & Matti" if part in TO_CONTACTS else asking.person.name
        assert sent.text.startswith(GREETINGS[language].format(name)), part
        assert SENDERS[language] in sent.text, part
        assert SENDERS[language] in unescape(sent.html), part
        assert f"{day.day}.{day.month}.{day.year}" in sent.text, part
        assert len(LINK.findall(sent.text)) == 1, part
        assert not [mark for mark in ("None", "{{", "%(") if mark in sent.subject + sent.text], part


@pytest.mark.django_db
def test_a_supervisor_reads_for_which_group_the_hours_are_and_not_why(
    asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = letter(asking, Part.SUPERVISOR, "fi", monkeypatch)
    assert str(asking.seat.group.brief.phenomenon) in sent.text
    assert asking.person.name in sent.subject
    assert "osaam" not in sent.text.lower()
