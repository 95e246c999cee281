"""The open form, the page behind the sender's link, and the coordinator's pages, as a browser meets them."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.apps.factories import make_unit
from tests.apps.phenomena.told import EMAIL, WHAT, send, taken_up, tell, typed
from tests.apps.phenomena.typing_in import text_of
from voimala.accounts.models import User
from voimala.networks.models import Network, Part
from voimala.office.models import ActionLink, Message
from voimala.office.services.tries import SENDINGS_AN_HOUR
from voimala.phenomena.models import Phenomenon, ToldNeed
from voimala.phenomena.services.told_letters import LINK_DAYS, follow_link

ClientOf = Callable[[User | None], Client]
SCRIPT = "\"><script>alert(1)</script>'<img src=x onerror=alert(1)>"
FORM = "/v/voimala/tell/"


def followed(client: Client, network: Network, now: dt.datetime, **words: Any) -> tuple[ToldNeed, str]:
    """A told need and the path of a link to it."""
    told = tell(network, now, **words)
    return told, "/" + follow_link(told, now).split("/", 3)[3]


def test_telling_leads_to_ones_own_page(client: Client, network: Network) -> None:
    answer = send(client, email=EMAIL)
    assert answer.status_code == 302
    page = client.get(answer["Location"])
    assert "Kiitos. Tarve on perillä." in text_of(page)
    assert WHAT.split(". ")[0] in text_of(page)
    assert page["Cache-Control"] == "no-store"
    link = ActionLink.objects.first()
    assert link is not None
    assert (link.expires_at - link.made_at).days == LINK_DAYS
    told = ToldNeed.objects.get()
    assert (told.language, told.state, told.waits) == ("fi", "received", True)


def test_only_one_field_must_be_filled_in(client: Client, network: Network) -> None:
    assert client.post(FORM, {"what": "Kuoro"}).status_code == 302
    told = ToldNeed.objects.get()
    assert (told.teller, told.email, told.place) == ("other", "", "")


def test_sent_twice_it_is_one_row(client: Client, network: Network) -> None:
    for _again in range(3):
        assert send(client).status_code == 302
    assert ToldNeed.objects.count() == 1


def test_what_was_typed_survives_an_error(client: Client, network: Network) -> None:
    answer = send(client, what="", email="ei osoite", place="Petonen", name="Maija")
    assert answer.status_code == 422
    text = text_of(answer)
    assert "Tarkista 2 kohtaa" in text
    assert all(value in text for value in ('value="Petonen"', 'value="Maija"', 'value="ei osoite"'))
    assert not ToldNeed.objects.exists()


def test_the_eleventh_sending_is_told_why_and_keeps_its_text(client: Client, network: Network) -> None:
    for number in range(SENDINGS_AN_HOUR):
        assert send(client, form_key=f"form{number}").status_code == 302
    answer = send(client, form_key="one-more", what="Viimeinen toive")
    assert answer.status_code == 429
    assert "liian monta" in text_of(answer)
    assert "Viimeinen toive" in text_of(answer)
    assert ToldNeed.objects.count() == SENDINGS_AN_HOUR
    elsewhere = client.post(FORM, typed(form_key="other"), REMOTE_ADDR="192.0.2.7")
    assert elsewhere.status_code == 302


def test_a_filled_trap_is_thanked_and_kept_nowhere(client: Client, network: Network) -> None:
    answer = client.post(FORM, typed(website="http://spam.example"), follow=True)
    assert answer.status_code == 200
    assert "Kiitos" in text_of(answer)
    assert not ToldNeed.objects.exists()
    assert not Message.objects.exists()


@pytest.mark.parametrize("name", ["what", "for_whom", "place", "name", "phone"])
def test_markup_is_shown_as_it_was_typed(
    client: Client, network: Network, member: User, client_of: ClientOf, name: str
) -> None:
    page = client.get(send(client, **{name: SCRIPT[:40] if name == "phone" else SCRIPT})["Location"])
    told = ToldNeed.objects.get()
    pages = (page, *(client_of(member).get(f"/v/voimala/{path}") for path in pages_of(told)))
    for shown in pages:
        assert shown.status_code == 200
        assert "<script>alert" not in shown.content.decode()
        assert "<img src=x" not in shown.content.decode()


def pages_of(told: ToldNeed) -> tuple[str, ...]:
    return f"told/{told.public_id}/", "told/", "desk/"


@pytest.mark.parametrize(
    "changes",
    [
        {"what": "a" * 10_000},
        {"place": "a" * 10_000},
        {"name": "a" * 10_000},
        {"email": "a@example.org\nBcc: b@example.org"},
        {"email": "a@example.org\r\nSubject: osta"},
        {"email": "a@example.org, b@example.org"},
        {"email": f"{'a' * 300}@example.org"},
        {"teller": "king"},
        {"form_key": "k" * 10_000},
    ],
)
def test_what_cannot_be_kept_is_a_page_with_an_error(
    client: Client, network: Network, changes: dict[str, str]
) -> None:
    assert send(client, **changes).status_code == 422
    assert not ToldNeed.objects.exists()
    assert not Message.objects.exists()


def test_a_nul_sign_is_refused_unread(client: Client, network: Network) -> None:
    assert send(client, what="nolla\x00merkki").status_code == 400
    assert not ToldNeed.objects.exists()


def test_a_name_cannot_write_into_a_letter(client: Client, network: Network) -> None:
    send(client, email=EMAIL, name="Maija\r\nBcc: kaikki@example.org")
    message = Message.objects.get()
    assert message.to == EMAIL
    assert "Bcc" not in message.subject + message.text


def test_a_link_for_a_unit_names_it(client: Client, network: Network, other_network: Network) -> None:
    unit, foreign = make_unit(network, name_fi="Päiväkoti (malli 1)"), make_unit(other_network)
    page = client.get(f"{FORM}?unit={unit.public_id}")
    assert "Päiväkoti (malli 1)" in text_of(page)
    assert 'name="place"' not in text_of(page)
    assert client.post(f"{FORM}?unit={unit.public_id}", typed()).status_code == 302
    assert ToldNeed.objects.get().unit == unit
    for unknown in (foreign.public_id, "olematon", "a" * 500):
        page = client.get(f"{FORM}?unit={unknown}")
        assert page.status_code == 200
        assert 'name="place"' in text_of(page)


def test_opening_a_page_changes_nothing(
    client: Client, network: Network, member: User, client_of: ClientOf, now: dt.datetime
) -> None:
    told, link = followed(client, network, now)
    before = list(ToldNeed.objects.values())
    for path in (FORM, link, f"{link}?deed=withdraw"):
        assert client.get(path).status_code == 200
    for path in pages_of(told):
        assert client_of(member).get(f"/v/voimala/{path}").status_code == 200
    assert list(ToldNeed.objects.values()) == before


def test_the_sender_adds_and_takes_back(client: Client, network: Network, now: dt.datetime) -> None:
    told, link = followed(client, network, now)
    assert client.post(link, {"deed": "add", "text": ""}).status_code == 422
    for _twice in range(2):
        assert client.post(link, {"deed": "add", "text": "Ja kesällä", "form_key": "x"}).status_code == 302
    assert text_of(client.get(link)).count("Ja kesällä") == 1
    assert client.post(link, {"deed": "withdraw"}).status_code == 302
    page = text_of(client.get(link))
    assert "Olet perunut tämän" in page
    assert WHAT not in page
    told.refresh_from_db()
    assert (told.email, told.what) == ("", "")


def test_the_sender_sees_the_answer_and_the_public_stage(
    client: Client, network: Network, member: User, client_of: ClientOf, now: dt.datetime
) -> None:
    told, link = followed(client, network, now)
    page = f"/v/voimala/told/{told.public_id}/"
    coordinator = client_of(member)
    assert coordinator.post(page, {"deed": "not_now", "answer": "Keväällä <b>ehkä</b>"}).status_code == 302
    shown = text_of(client.get(link))
    assert "Tämä ei etene juuri nyt" in shown
    assert "Keväällä &lt;b&gt;ehkä&lt;/b&gt;" in shown
    assert coordinator.post(page, taken_up(network)).status_code == 302
    need = Phenomenon.objects.get()
    assert "Kertomastasi tehtiin verkoston tarve" in text_of(client.get(link))
    assert "Tekemistä nuorille" not in text_of(client.get(link)), "the need is not public yet"
    Phenomenon.objects.update(published=True)
    shown = text_of(client.get(link))
    assert "Tekemistä nuorille" in shown
    assert "Tarvekuvaus valmis" in shown or "valmis" in shown
    assert need.host_unit is None


def test_one_button_makes_it_a_need(
    network: Network, member: User, client_of: ClientOf, now: dt.datetime
) -> None:
    told = tell(network, now)
    page = f"/v/voimala/told/{told.public_id}/"
    coordinator = client_of(member)
    shown = text_of(coordinator.get(page))
    assert 'value="Nuorilla ei ole iltaisin tekemistä Kuopiossa"' in shown
    assert re.search(r"<option value=\"\d+\" selected>Kuopio", shown), "the municipality is guessed"
    for _twice in range(2):
        answer = coordinator.post(page, taken_up(network))
        assert answer.status_code == 302
        need = Phenomenon.objects.get()
        assert answer["Location"] == f"/v/voimala/needs/{need.public_id}/brief/"
    assert need.wished_change_fi == WHAT
    assert told.public_id in text_of(coordinator.get(f"/v/voimala/needs/{need.public_id}/"))
    incomplete = coordinator.post(f"/v/voimala/told/{tell(network, now).public_id}/", {"deed": "take_up"})
    assert incomplete.status_code == 422
    assert Phenomenon.objects.count() == 1


def test_an_unknown_button_does_nothing(
    network: Network, member: User, client_of: ClientOf, now: dt.datetime
) -> None:
    told = tell(network, now)
    for deed in ("", "drop tables", "withdraw"):
        answer = client_of(member).post(f"/v/voimala/told/{told.public_id}/", {"deed": deed, "answer": "a"})
        assert answer.status_code == 302
    told.refresh_from_db()
    assert (told.state, told.waits) == ("received", True)


def test_what_was_withdrawn_meanwhile_cannot_be_answered(
    client: Client, network: Network, member: User, client_of: ClientOf, now: dt.datetime
) -> None:
    told, link = followed(client, network, now)
    client.post(link, {"deed": "withdraw"})
    page = f"/v/voimala/told/{told.public_id}/"
    answers = [{"deed": "answer", "answer": "Kiitos"}, {"deed": "read"}, taken_up(network)]
    codes = [client_of(member).post(page, answer).status_code for answer in answers]
    assert codes == [422, 302, 422]
    assert not Phenomenon.objects.exists()
    assert "Kertoja perui tämän" in text_of(client_of(member).get(page))


def test_strangers_find_nothing(
    network: Network, stranger: User, colleague: User, client_of: ClientOf, now: dt.datetime
) -> None:
    told = tell(network, now)
    paths = (f"/v/voimala/told/{told.public_id}/", "/v/voimala/told/", f"/v/toinen/told/{told.public_id}/")
    assert [client_of(stranger).get(path).status_code for path in paths] == [404, 404, 404]
    assert [client_of(colleague).get(path).status_code for path in paths] == [403, 403, 404]


def test_a_network_without_the_part_has_no_form(
    client: Client, network: Network, member: User, client_of: ClientOf, now: dt.datetime
) -> None:
    told = tell(network, now)
    network.parts = [part.value for part in Part if part != Part.TOLD]
    network.save()
    assert client.get(FORM).status_code == 404
    assert send(client).status_code == 404
    assert client_of(member).get(f"/v/voimala/told/{told.public_id}/").status_code == 404
    assert "Tarve kerrottiin" not in text_of(client_of(member).get("/v/voimala/desk/"))


def test_the_address_for_a_unit_is_made_without_a_letter(
    network: Network, member: User, client_of: ClientOf
) -> None:
    unit = make_unit(network)
    page = client_of(member).get(f"/v/voimala/told/?unit={unit.public_id}")
    assert f"/v/voimala/tell/?unit={unit.public_id}" in text_of(page)
    assert not Message.objects.exists()


def test_no_copy_of_the_form_is_shared(client: Client, network: Network) -> None:
    """Two who got one copy would share the key that tells their forms apart."""
    assert "private" in client.get(FORM)["Cache-Control"]
    keys = {re.findall(r'name="form_key" value="(\w+)"', text_of(client.get(FORM)))[0] for _ in range(3)}
    assert len(keys) == 3
