"""Files of objects: what they really are, who opens them, and that nothing of them is left over."""

import datetime as dt
import os
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from tests.apps.factories import make_network, make_organisation, make_user
from tests.apps.office.files import (
    A_PDF,
    a_word_file,
    a_workbook,
    make_attachment,
    packed,
    upload,
    with_macros,
)
from tests.apps.together import apart, at_once
from voimala.accounts.models import User
from voimala.core.models import Event
from voimala.core.references import Reference
from voimala.core.refusal import Refused
from voimala.core.viewer import acting
from voimala.networks.models import Network, RoleKind
from voimala.office.models import Attachment
from voimala.office.services import attachments
from voimala.office.services.attachments import (
    attach,
    forget_attachments,
    remove_attachment,
    restore_attachment,
)
from voimala.office.services.file_kinds import checked, kept_name
from voimala.partners.models import Contact, Organisation

ODT = packed(mimetype=b"application/vnd.oasis.opendocument.text", content_dot_xml=b"<a/>")
NOON = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
ODS = packed(mimetype=b"application/vnd.oasis.opendocument.spreadsheet")


@pytest.fixture
def organisation(network: Network) -> Organisation:
    return make_organisation(network)


def subject_of(organisation: Organisation) -> Reference:
    return Reference("organisation", organisation.public_id)


def stored() -> set[str]:
    """The files on the disk; tests that ran before left theirs."""
    folder = f"{attachments.FOLDER}/voimala"
    return set(default_storage.listdir(folder)[1]) if default_storage.exists(folder) else set()


def address(code: str, name: str, *args: str) -> str:
    return reverse(f"office:{name}", args=[code, *args])


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("Päätös 12.3.2026.pdf", A_PDF, "application/pdf"),
        ("sopimus.DOCX", a_word_file(), "wordprocessingml"),
        ("tunnit.xlsx", a_workbook(), "spreadsheetml"),
        ("liite.odt", ODT, "opendocument.text"),
        ("taulukko.ods", ODS, "opendocument.spreadsheet"),
        ("kuva.png", b"\x89PNG\r\n\x1a\n....", "image/png"),
        ("kuva.jpeg", b"\xff\xd8\xff\xe0....", "image/jpeg"),
        ("nimet.csv", "nimi;kunta\nÄiti;Kuopio\n".encode("cp1252"), "text/plain"),
    ],
)
def test_a_file_is_what_its_content_is(name: str, content: bytes, kind: str) -> None:
    kept, found = checked(name, content)
    assert kept == name
    assert kind in found.content_type


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("päätös.pdf", a_word_file(), "onkin Word"),
        ("kuva.png", A_PDF, "onkin PDF"),
        ("sivu.html", b"pelkkaa tekstia", "onkin teksti"),
        ("sopimus.docx", with_macros(a_word_file()), "makroja"),
        (
            "sopimus.odt",
            packed(mimetype=b"application/vnd.oasis.opendocument.text", Basic_in_a=b""),
            "makroja",
        ),
        ("sopimus.docx", a_word_file()[:400], "rikki"),
        ("sopimus.doc", b"\xd0\xcf\x11\xe0" + bytes(99), "vanha"),
        ("ohjelma.exe", b"MZ\x90\x00\x03", "Tällaisia"),
        ("ohjelma.txt", b"#!/bin/sh\nrm -rf /", "Tällaisia"),
        ("sivu.txt", b"\n<!DOCTYPE html><script>", "Tällaisia"),
        ("paketti.pdf", packed(a_dot_txt=b"x"), "Tällaisia"),
        ("tyhjä.pdf", b" \n", "tyhjä"),
    ],
)
def test_a_name_that_lies_and_what_can_do_harm_is_refused_in_words(
    name: str, content: bytes, told: str
) -> None:
    with pytest.raises(Refused) as refused:
        checked(name, content)
    assert told in refused.value.problems["file"]


def test_a_name_keeps_its_last_part_and_its_ending() -> None:
    assert kept_name("C:\\Omat\\päätös\n.pdf") == "päätös.pdf"
    assert kept_name("../../etc/passwd") == "passwd"
    assert kept_name(f"{'ä' * 300}.pdf") == f"{'ä' * 196}.pdf"


def test_a_file_is_kept_once_and_opened_by_those_whose_business_it_is(
    client_of: Any,
    network: Network,
    member: User,
    colleague: User,
    stranger: User,
    organisation: Organisation,
) -> None:
    contact = make_user(network, RoleKind.PARTNER_CONTACT)
    Contact.objects.create(
        network=network, organisation=organisation, name="Kontakti (malli 1)", user=contact
    )
    elsewhere = make_user(network, RoleKind.PARTNER_CONTACT)
    page = address("voimala", "files", "organisation", organisation.public_id)
    for _twice in range(2):
        answer = client_of(contact).post(page, {"do": "add", "file": upload()}, follow=True)
        assert "päätös.pdf" in answer.content.decode()
    row = Attachment.objects.get()
    file = address("voimala", "file", row.public_id)
    opened = client_of(member).get(file)
    assert opened.content == A_PDF
    assert opened["Content-Disposition"].startswith("attachment; filename*=utf-8''p%C3%A4%C3%A4t%C3%B6s.pdf")
    assert (opened["X-Content-Type-Options"], opened["Cache-Control"]) == ("nosniff", "private, no-store")
    assert opened["Content-Type"] == "application/pdf"
    assert [event.actor_id for event in Event.objects.filter(deed="attachment_opened")] == [member.pk]
    for user in (colleague, stranger, elsewhere):
        assert client_of(user).get(file).status_code == 404
        assert client_of(user).get(page).status_code == 404
    assert "päätös.pdf" in client_of(member).get(organisation_page(organisation)).content.decode()
    assert "päätös.pdf" not in client_of(colleague).get(organisation_page(organisation)).content.decode()


def organisation_page(organisation: Organisation) -> str:
    return reverse("partners:organisation", args=["voimala", organisation.public_id])


def test_at_another_networks_address_the_file_is_not_there(
    client_of: Any, other_network: Network, member: User, organisation: Organisation
) -> None:
    row = make_attachment(organisation)
    make_user(other_network, RoleKind.COORDINATOR)
    both = client_of(member)
    member.roles.create(network=other_network, kind=RoleKind.COORDINATOR, since=dt.date(2020, 1, 1))
    assert both.get(address("toinen", "file", row.public_id)).status_code == 404
    there = address("toinen", "files", "organisation", organisation.public_id)
    assert both.get(there).status_code == 404
    assert both.post(there, {"do": "remove", "file_id": row.public_id}).status_code == 404
    assert both.get(address("voimala", "files", "network", "x")).status_code == 404


def test_a_refused_file_is_told_beside_the_field_and_leaves_nothing(
    client_of: Any, member: User, organisation: Organisation
) -> None:
    before, page = stored(), address("voimala", "files", "organisation", organisation.public_id)
    for sent in ({"file": upload("a.pdf", a_word_file())}, {}):
        answer = client_of(member).post(page, {"do": "add", **sent})
        assert answer.status_code == 422
        assert 'aria-invalid="true"' in answer.content.decode()
    large = upload("a.pdf", A_PDF)
    large.size = attachments.LARGEST + 1
    with pytest.raises(Refused, match="20 megatavua"):
        attach(by=acting(member), subject=subject_of(organisation), upload=large, now=NOON)
    assert stored() == before


def test_a_rolled_back_upload_leaves_no_file(
    member: User, organisation: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = stored()

    def fail(*_args: Any, **_more: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Attachment, "save", fail)
    with pytest.raises(KeyboardInterrupt):
        make_attachment(organisation)
    assert stored() == before


def test_removed_it_comes_back_for_thirty_days_and_then_goes_with_its_file(
    client_of: Any,
    member: User,
    organisation: Organisation,
    now: dt.datetime,
    django_capture_on_commit_callbacks: Any,
) -> None:
    row, by = make_attachment(organisation), acting(member)
    page = address("voimala", "files", "organisation", organisation.public_id)
    client_of(member).post(page, {"do": "remove", "file_id": row.public_id})
    assert client_of(member).get(address("voimala", "file", row.public_id)).status_code == 404
    assert "päätös.pdf" in client_of(member).get(page).content.decode()
    client_of(member).post(page, {"do": "take_back", "file_id": row.public_id})
    assert client_of(member).get(address("voimala", "file", row.public_id)).status_code == 200
    remove_attachment(by=by, attachment=row, now=now)
    remove_attachment(by=by, attachment=row, now=now)
    assert Event.objects.filter(deed="attachment_removed").count() == 2
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_attachments(now + dt.timedelta(days=29)) == 0
    assert default_storage.exists(row.file.name)
    with pytest.raises(Refused, match="30 päivää"):
        restore_attachment(by=by, attachment=row, now=now + dt.timedelta(days=31))
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_attachments(now + dt.timedelta(days=31)) == 1
    assert not default_storage.exists(row.file.name)


def test_what_was_added_again_is_not_taken_back_twice(
    member: User, organisation: Organisation, now: dt.datetime
) -> None:
    first = make_attachment(organisation)
    remove_attachment(by=acting(member), attachment=first, now=now)
    make_attachment(organisation)
    with pytest.raises(Refused, match="listassa"):
        restore_attachment(by=acting(member), attachment=first, now=now)


def test_a_file_that_a_crash_left_is_swept_away_and_a_young_one_is_not(
    organisation: Organisation, now: dt.datetime, django_capture_on_commit_callbacks: Any
) -> None:
    kept = make_attachment(organisation)
    lost, young = (kept.file.name.replace(kept.public_id, name) for name in ("lost", "young"))
    for name in (lost, young):
        with default_storage.open(name, "wb") as file:
            file.write(b"x")
    old = (now - dt.timedelta(days=2)).timestamp()
    for name in (lost, kept.file.name):
        os.utime(default_storage.path(name), (old, old))
    with django_capture_on_commit_callbacks(execute=True):
        forget_attachments(now)
    assert [default_storage.exists(name) for name in (kept.file.name, lost, young)] == [True, False, True]
    default_storage.delete(young)


@pytest.mark.usefixtures("installed_database")
def test_the_same_file_sent_twice_at_once_is_one() -> None:
    organisation, before = apart(lambda: make_organisation(make_network("voimala"))), stored()
    rows = at_once([lambda: make_attachment(organisation)] * 2)
    assert len({row.pk for row in rows}) == 1
    assert len(stored() - before) == 1
