"""Pages of agreements: what each reader sees, differences, files, two at one text, what waits on desks."""

import datetime as dt
import io
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from docx import Document as WordFile

from tests.apps.factories import make_organisation, make_user
from tests.apps.partners.agreement_rows import (
    BY,
    OTHER_WORDING,
    WORDING,
    date,
    draft,
    party_of,
    send,
    sign,
    signed,
    text_of,
)
from voimala.accounts.models import User
from voimala.core.slots import desk_items
from voimala.networks.models import Network, RoleKind
from voimala.partners.differences import Kind, compare
from voimala.partners.models import Agreement, AgreementText, Contact, Template
from voimala.partners.services import agreements

ClientOf = Callable[[User | None], Client]


def url(page: str, agreement: Agreement, *more: object) -> str:
    return reverse(f"partners:{page}", args=[agreement.network.code, agreement.public_id, *more])


@pytest.fixture
def contact(network: Network) -> User:
    user = make_user(network, RoleKind.PARTNER_CONTACT)
    organisation = make_organisation(network, name_fi="Oma yhdistys")
    Contact.objects.create(network=network, organisation=organisation, name="Yhteyshenkilö", user=user)
    return user


def test_words_and_paragraphs_that_differ() -> None:
    rows = compare(
        "# Otsikko\n\nSama kappale tässä.\n\nVanha poistuu.\n\nPalkka on 10 euroa tunnilta.",
        "# Otsikko\n\nSama kappale tässä.\n\nPalkka on 12 euroa tunnilta.\n\n- Aivan uusi asia",
    )
    assert [row.kind for row in rows] == [Kind.SAME, Kind.SAME, Kind.REMOVED, Kind.CHANGED, Kind.ADDED]
    changed = rows[3]
    assert [stretch.text for stretch in changed.new if stretch.only] == ["12 "]
    assert "".join(stretch.text for stretch in changed.old) == "Palkka on 10 euroa tunnilta."
    assert rows[0].heading
    assert rows[0].new[0].text == "Otsikko"


@pytest.mark.parametrize(
    ("old", "new"), [("", ""), ("", "Uusi"), ("Vanha\r\n\r\nToinen", "vanha"), ("a " * 500, "b")]
)
def test_a_difference_keeps_every_word(old: str, new: str) -> None:
    rows = compare(old, new)
    for side, text in (("old", old), ("new", new)):
        words = " ".join("".join(stretch.text for stretch in getattr(row, side)) for row in rows)
        assert words.split() == text.split()


def test_the_page_says_where_it_stands_to_whom(
    network: Network, member: User, colleague: User, contact: User, client_of: ClientOf
) -> None:
    own = contact.contacts.get().organisation
    agreement = signed(network, own, make_organisation(network, name_fi="Toinen kaupunki"))
    page = client_of(member).get(url("agreement", agreement)).content.decode().replace("\xa0", " ")
    assert "on voimassa 1.1.2018 alkaen" in page
    assert url("agreement_end", agreement) in page
    theirs = client_of(contact).get(url("agreement", agreement)).content.decode()
    assert url("agreement_party", agreement, party_of(agreement, 0).public_id) in theirs
    assert url("agreement_party", agreement, party_of(agreement, 1).public_id) not in theirs
    assert url("agreement_end", agreement) not in theirs
    outline = client_of(colleague).get(url("agreement", agreement)).content.decode()
    assert "Toinen kaupunki" in outline
    assert "johtaja" not in outline
    assert client_of(colleague).get(url("agreement", draft(network, kind="intent"))).status_code == 404


def test_the_front_page_tells_nothing_of_a_draft(network: Network, client_of: ClientOf) -> None:
    draft(network, name="Salainen luonnos")
    assert "Salainen luonnos" not in client_of(None).get("/v/voimala/timeline/").content.decode()


def test_a_form_sent_twice_makes_one_draft_with_its_parties(
    network: Network, member: User, client_of: ClientOf
) -> None:
    parties = [make_organisation(network, name_fi=f"Osapuoli {number}") for number in (1, 2)]
    sent = {
        "kind": "partnership",
        "parties": [row.public_id for row in parties],
        "form_key": "a",
        "with_annex": "on",
    }
    for _again in range(2):
        assert (
            client_of(member).post(reverse("partners:agreement_new", args=["voimala"]), sent).status_code
            == 302
        )
    agreement = Agreement.objects.get()
    text = text_of(agreement)
    for wording in AgreementText.text.all_of(text).values():
        assert "Osapuoli 1" in wording
        assert "{" not in wording
    assert "yhteisrekisterinpitäjä" in text.text_fi


def test_the_second_writer_of_a_draft_sees_the_difference(
    network: Network, member: User, client_of: ClientOf
) -> None:
    agreement = draft(network)
    address, client = url("agreement_text_edit", agreement, 0), client_of(member)
    mine = {"text_fi": WORDING, "seen": "1"}
    plan = agreements.TextPlan({"fi": OTHER_WORDING})
    agreements.change_draft(by=BY, text=text_of(agreement), seen=1, plan=plan, now=timezone.now())
    answer = client.post(address, mine)
    assert answer.status_code == 409
    assert "laajasta yhteistyöstä" in answer.content.decode()
    assert client.post(address, {**mine, "seen": "2", "keep_text_fi": "saved"}).status_code == 302
    assert text_of(agreement).text_fi == OTHER_WORDING


def test_an_amendment_shows_its_difference_and_both_files_open(
    network: Network, member: User, client_of: ClientOf
) -> None:
    agreement = signed(network, kind="intent")
    agreements.amend_agreement(
        by=BY,
        agreement=agreement,
        plan=agreements.TextPlan({"fi": text_of(agreement).text_fi + "\n\nUutta on tämä."}, reason="Lisäys"),
        now=timezone.now(),
    )
    client = client_of(member)
    page = client.get(url("agreement_text", agreement, 1)).content.decode()
    assert "<ins>" in page
    assert "lisätty:" in page
    assert "muuttaa yhtä kohtaa" in page
    assert client.get(url("agreement_pdf", agreement, 0)).content.startswith(b"%PDF")
    word = client.get(url("agreement_word", agreement, 1))
    assert "attachment" in word["Content-Disposition"]
    words = "\n".join(line.text for line in WordFile(io.BytesIO(word.content)).paragraphs)
    assert "Uutta on tämä." in words


def test_what_was_not_published_is_said_so(network: Network, member: User, client_of: ClientOf) -> None:
    agreement = Agreement.objects.create(
        network=network,
        code="vanha",
        kind="intent",
        name_fi="Aiesopimus",
        phase="signed",
        signed_on=date("2015"),
    )
    AgreementText.objects.create(
        network=network, agreement=agreement, number=0, state="signed", signed_on=date("2015")
    )
    for page in (url("agreement", agreement), url("agreement_text", agreement, 0)):
        assert "Tekstiä ei ole julkaistu." in client_of(member).get(page).content.decode()


def test_a_network_writes_its_own_model_text(network: Network, member: User, client_of: ClientOf) -> None:
    address = reverse("partners:agreement_template", args=["voimala", "intent"])
    assert client_of(member).post(address, {"text_fi": "Me {parties}", "seen": "0"}).status_code == 302
    assert client_of(member).post(address, {"text_fi": "Toinen", "seen": "0"}).status_code == 409
    assert Template.objects.get().text_fi == "Me {parties}"
    made = draft(network, make_organisation(network, name_fi="Kunta"), kind="intent")
    assert text_of(made).text_fi == "Me - Kunta"


def titles(user: User, network: Network, now: dt.datetime) -> str:
    """What waits for the user, in words."""
    return "\n".join(item.title for items in desk_items.gather(user.at(now), network, now) for item in items)


def test_what_waits_is_told_to_who_can_do_it(network: Network, member: User, contact: User) -> None:
    now = timezone.now()
    own = contact.contacts.get().organisation
    waits = draft(network, own, make_organisation(network), kind="intent")
    send(waits, sent_on=network.today(now) - dt.timedelta(days=15))
    assert "2 allekirjoitusta puuttuu" in titles(member, network, now)
    assert "odottaa allekirjoitusta: Oma yhdistys" in titles(contact, network, now)
    sign(waits, 0, on=str(date(network.today(now).isoformat())))
    assert "Oma yhdistys" not in titles(contact, network, now)
    last = network.today(now) + dt.timedelta(days=80)
    ending = signed(network, until=date(last.isoformat()))
    assert "päättyy" in titles(member, network, now)
    Agreement.objects.filter(pk=ending.pk).update(until=None, review_on=last - dt.timedelta(days=70))
    assert "Katselkaa sopimusta" in titles(member, network, now)
    draft(network, kind="intent", name="Unohtunut")
    assert "Unohtunut" not in titles(member, network, now)
    assert "Unohtunut" in titles(member, network, now + dt.timedelta(days=15))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_title_speaks_every_language(
    network: Network, member: User, client_of: ClientOf, language: str
) -> None:
    agreement = signed(network)
    with translation.override(language):
        address = url("agreement", agreement)
    said = {"sv": "gäller från 1.1.2018, 2", "en": "is in force since 1.1.2018, 2"}[language]
    assert said in client_of(member).get(address).content.decode().replace("\xa0", " ")


def test_amending_an_ended_agreement_is_refused_in_words(
    network: Network, member: User, client_of: ClientOf
) -> None:
    agreement = signed(network)
    agreements.end_agreement(
        by=BY,
        agreement=agreement,
        seen=agreement.version,
        until=date("2020"),
        reason="Loppui",
        now=timezone.now(),
    )
    answer = client_of(member).post(url("agreement_amend", agreement), {"text_fi": "Uusi", "reason": "Jatko"})
    assert answer.status_code == 422
    assert "Sopimus on päättynyt. Tee uusi luonnos." in answer.content.decode()
    assert not agreement.texts.filter(number=1).exists()
