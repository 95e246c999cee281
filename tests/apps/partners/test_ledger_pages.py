"""The pages of the contributions: who sees what, what a form does, what waits, what a link confirms."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.apps.factories import make_organisation, make_user
from tests.apps.partners.ledger import make_contact, period_of, record
from voimala.accounts.models import User
from voimala.networks.models import Network, Part, RoleKind
from voimala.office.services import make_link
from voimala.partners.models import Commitment, Entry, Membership, Organisation
from voimala.partners.slots.ledger import contributions_behind, hours_to_confirm

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User | None], Client]


@pytest.fixture
def partner(network: Network) -> Organisation:
    return make_organisation(network, name_fi="Konservatorio")


def page(network: Network, *ids: str) -> str:
    if not ids:
        return reverse("partners:contributions", args=[network.code])
    return reverse("partners:ledger" if len(ids) == 1 else "partners:entry", args=[network.code, *ids])


def text(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode().replace("\u00a0", " ")


def typed(**changes: str) -> dict[str, str]:
    day = timezone.localdate().isoformat()
    return {"direction": "given", "measure": "hours", "amount": "7,5", "on_day": day, **changes}


def test_the_overview_tells_in_a_sentence(
    network: Network, partner: Organisation, member: User, client_of: ClientOf, now: dt.datetime
) -> None:
    client = client_of(member)
    assert "Panoksia ei ole vielä kirjattu" in text(client, page(network))
    record(partner, now, 100 * 60, direction="promised")
    record(partner, now, 10 * 60)
    record(partner, now, 3, direction="received", measure="pilots")
    said = text(client, page(network))
    assert "Luvatuista tunneista on annettu 10 prosenttia" in said
    assert "23 h jäljessä" in said, "a third of the period has passed, and 10 h of 33 h are given"
    assert "3 vastaanotettua pilottia" in text(client, f"{page(network)}?show=other")
    assert "ei ole luvattu euroja" in text(client, f"{page(network)}?show=euros")
    assert "Yhdelläkään kumppanilla" in text(client, f"{page(network)}?q=museo")


def test_what_sources_do_not_tell_is_not_published(
    network: Network, partner: Organisation, member: User, client_of: ClientOf, now: dt.datetime
) -> None:
    known = make_organisation(network, name_fi="Kuopion kaupunki", sources=["D1"])
    for row in (known, make_organisation(network, name_fi="Uusi yhdistys")):
        Membership.objects.create(network=network, organisation=row, ground="takes_part")
    record(partner, now)
    _before, not_published, nothing_yet = text(client_of(member), page(network)).split(
        '<section class="section"'
    )
    assert "Ei julkaistu" in not_published
    assert "Kuopion kaupunki" in not_published
    assert "Uusi yhdistys" in nothing_yet


def test_a_contact_reads_own_rows_and_all_sums(
    network: Network, partner: Organisation, client_of: ClientOf, now: dt.datetime
) -> None:
    other = make_organisation(network, name_fi="Sairaala")
    hidden = record(other, now, 90, words="Salaiset sanat")
    record(partner, now)
    client = client_of(make_contact(partner, make_user))
    said = text(client, page(network))
    assert "Sairaala" in said
    assert page(network, other.public_id) not in said
    assert page(network, partner.public_id) in said
    for url in (page(network, other.public_id), page(network, other.public_id, hidden.public_id)):
        assert client.get(url).status_code == 404
    assert client.get(page(network, partner.public_id, hidden.public_id)).status_code == 404
    for form in ("csv", "xlsx"):
        answer = client.get(f"{page(network)}?as={form}")
        assert answer["Content-Disposition"].startswith("attachment")
        assert b"Salaiset" not in answer.content


def test_a_contact_writes_for_its_own_without_being_asked_whose(
    network: Network, partner: Organisation, client_of: ClientOf
) -> None:
    client, where = (
        client_of(make_contact(partner, make_user)),
        reverse("partners:contribution", args=[network.code]),
    )
    assert 'name="organisation"' not in text(client, where)
    other = make_organisation(network)
    answer = client.post(where, typed(organisation=other.public_id, form_key="k"), follow=True)
    assert "Kirjattu: 7 h 30 min" in answer.content.decode().replace("\u00a0", " ")
    client.post(where, typed(form_key="k"))
    row = Entry.objects.get()
    assert (row.organisation, row.amount) == (partner, 450)


WRONG = [
    ({"amount": "paljon"}, "write 7,5 or 7 h 30 min"),
    ({"on_day": "2001-01-01"}, "The day is not in the period"),
    ({"on_day": "eilen"}, "Write the day as 31.1.2026."),
    ({"measure": "pilots", "amount": "2"}, "This is only received"),
    ({"measure": "in_kind", "amount": "1"}, "Say what it was"),
    ({"organisation": ""}, "Choose the partner."),
]


@pytest.mark.parametrize(("changes", "said"), WRONG)
def test_a_wrong_form_says_what_to_do_and_keeps_what_was_typed(
    network: Network,
    partner: Organisation,
    member: User,
    client_of: ClientOf,
    changes: dict[str, str],
    said: str,
) -> None:
    make_organisation(network)
    where = reverse("partners:contribution", args=[network.code])
    told = typed(**{"organisation": partner.public_id, "words": "", **changes})
    answer = client_of(member).post(f"/en{where}".replace("/en/fi/", "/en/"), told)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Entry.objects.exists()


def test_a_row_is_put_right_on_its_page(
    network: Network, partner: Organisation, member: User, client_of: ClientOf, now: dt.datetime
) -> None:
    row, client = record(partner, now, 450), client_of(member)
    where = page(network, partner.public_id, row.public_id)
    assert client.post(where, {"right": "abc", "reason": ""}).status_code == 422
    client.post(where, {"right": "7", "reason": "Puoli tuntia liikaa"})
    said = text(client, page(network, partner.public_id))
    assert "Puoli tuntia liikaa" in said
    assert "annettu 7 h" in said
    assert client.post(where, {"reason": "Taas"}).status_code == 422
    assert "Oikaise rivi" not in text(client, where)


def test_rows_are_leafed_through_from_the_newest_on(
    network: Network, partner: Organisation, member: User, client_of: ClientOf, now: dt.datetime
) -> None:
    for number in range(55):
        record(partner, now, 60, words=f"Rivi {number:03}")
    client, where = client_of(member), page(network, partner.public_id)
    first = text(client, where)
    assert "Rivi 054" in first
    assert "Rivi 004" not in first.partition('id="rows"')[2]
    older = client.get(where).context["last"].public_id
    assert "Rivi 004" in text(client, f"{where}?before={older}").partition('id="rows"')[2]
    assert "Tällaisia rivejä ei ole" in text(client, f"{where}?measure=euros")


def test_booked_hours_are_offered_as_given(
    network: Network, partner: Organisation, member: User, client_of: ClientOf, now: dt.datetime
) -> None:
    record(partner, now, 100 * 60, direction="promised")
    Commitment.objects.update(booked=16 * 60)
    record(partner, now, 4 * 60)
    said = text(client_of(member), page(network, partner.public_id))
    assert "Ryhmiin on varattu 12 h" in said
    assert "amount=12+h" in said


def test_the_desk_tells_who_is_behind_and_what_to_confirm(
    network: Network, partner: Organisation, member: User, now: dt.datetime
) -> None:
    contact = make_contact(partner, make_user)
    assert not contributions_behind(member.at(now), network, now)
    record(partner, now, 100 * 60, direction="promised")
    record(partner, now, 90)
    [behind] = contributions_behind(member.at(now), network, now)
    assert "Konservatorio" in behind.detail
    assert not contributions_behind(contact.at(now), network, now)
    [waiting] = hours_to_confirm(contact.at(now), network, now)
    assert waiting.link_action is not None
    assert not hours_to_confirm(member.at(now), network, now)
    network.parts = [part for part in Part.values if part != Part.LEDGER]
    assert not contributions_behind(member, network, now)
    assert not hours_to_confirm(contact, network, now)


def test_one_tap_behind_the_link_confirms_what_it_showed(
    network: Network, partner: Organisation, client: Client, now: dt.datetime
) -> None:
    shown = record(partner, now, 90)
    contact = make_contact(partner, make_user)
    [item] = hours_to_confirm(contact.at(now), network, now)
    assert item.link_action is not None
    action, subject = item.link_action
    link = make_link(
        network=network,
        action=action,
        subject=subject,
        language="fi",
        expires_at=now + dt.timedelta(1),
        now=now,
    )
    url = link[link.index("/l/") :]
    assert "1 h 30 min" in text(client, url)
    later = record(partner, now, 30)
    assert client.post(url, {"entry": shown.public_id}).status_code == 302
    assert list(Entry.objects.to_confirm()) == [later]
    client.post(url, {"entry": [shown.public_id, later.public_id]})
    assert "Kaikki tunnit on vahvistettu" in text(client, url)


def test_the_board_reads_everything_and_writes_nothing(
    network: Network, partner: Organisation, client_of: ClientOf, now: dt.datetime
) -> None:
    row = record(partner, now)
    client = client_of(make_user(network, RoleKind.BOARD_MEMBER, password=None))
    said = text(client, page(network, partner.public_id))
    assert "Kirjaa panos" not in said
    assert "Vahvista tunnit" not in said
    assert "Oikaise rivi" not in text(client, page(network, partner.public_id, row.public_id))
    assert period_of(partner).name
