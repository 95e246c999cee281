"""Rows of a file into a register: what is told before, what comes in, what is undone and what stays."""

import datetime as dt
import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.apps.factories import make_organisation, make_person, make_unit, make_user
from tests.apps.office.importing import PEOPLE, bring, look, many
from voimala.accounts.models import User
from voimala.core import events
from voimala.core.models import Event
from voimala.core.references import Reference
from voimala.core.versions import ChangedByAnother
from voimala.core.viewer import acting
from voimala.networks.models import Network, RoleKind
from voimala.office.models import Import, ImportedRow, Job, Message
from voimala.office.openings import Fate
from voimala.office.services.imports import (
    forget_imports,
    leave_import,
    look_over_rows,
    say_columns,
)
from voimala.office.services.imports_waiting import bring_in_later
from voimala.office.services.jobs_running import run_once
from voimala.office.services.undoing import undo_import
from voimala.office.tabular import Unreadable
from voimala.partners.models import Membership, Organisation, Unit
from voimala.people.models import Person, Tie
from voimala.people.services.adding_letters import tell_by_letter

pytestmark = pytest.mark.django_db


def undo(row: Import, user: User, now: dt.datetime) -> Import:
    return undo_import(by=acting(user), of_import=row, now=now)


def fates(row: Import, *anyway: int) -> list[tuple[int, str, str]]:
    return [(one.number, str(one.fate), one.column) for one in look_over_rows(row, anyway)]


# People


def test_people_come_in_untold_with_their_employers_and_units(
    network: Network, member: User, now: dt.datetime
) -> None:
    text = PEOPLE.replace("Yksikkö", "Yksikkö;Kielet;Kunta", 1).replace(
        "Konserttitoiminta", "Konserttitoiminta;suomi, svenska;Kuopio"
    )
    row = look(network, member, now, text)
    assert next(one.brings for one in look_over_rows(row)) == (
        "Mallilan musiikkiyhdistys ry",
        "Mallilan musiikkiyhdistys ry: Konserttitoiminta",
    )
    row = bring(row, member, now)
    maija, pekka = Person.objects.order_by("name")
    assert (maija.languages, maija.own_sector, str(maija.municipality)) == (["fi", "sv"], "culture", "Kuopio")
    assert (str(maija.unit), maija.unit.sector, pekka.unit) == ("Konserttitoiminta", "culture", None)
    assert maija.organisation == pekka.organisation == Organisation.objects.get()
    assert {person.told_at for person in (maija, pekka)} == {None}
    assert not Message.objects.exists()
    assert row.counts["made"] == {"organisation": 1, "unit": 1, "person": 2}
    assert list(Person.objects.filter(search_text__contains="maija malli")) == [maija]


def test_what_is_wrong_is_told_by_row_and_column_and_stays_out(
    network: Network, member: User, now: dt.datetime
) -> None:
    text = (
        "Nimi;Sähköposti;Tehtävä;Sektori;Kielet\n"
        ";;muusikko;;\n"
        "Aino Malli;ei osoite;;;\n"
        "Eeva Malli;;kokemusasiantuntija;;\n"
        "Eila Malli;;;avaruus;\n"
        "Elli Malli;;;;klingon\n"
        "=A1+1;;;;\n"
        "Iiris \ufffdlli;;;;\n"
        f"{'A' * 121};;;;\n"
        "Oona Malli;oona@example.org;opettaja;koulutus;suomi\n"
    )
    row = look(network, member, now, text)
    assert fates(row) == [
        (2, "faulty", "name"),
        (3, "faulty", "email"),
        (4, "faulty", "work_role"),
        (5, "faulty", "sector"),
        (6, "faulty", "languages"),
        (7, "faulty", "name"),
        (8, "faulty", "name"),
        (9, "faulty", "name"),
        (10, "new", ""),
    ]
    assert all(one.why and one.remedy for one in look_over_rows(row) if one.fate == Fate.FAULTY)
    row = bring(row, member, now)
    assert [person.name for person in Person.objects.all()] == ["Oona Malli"]
    assert [number for number, _cells in row.sheet["rows"]] == [2, 3, 4, 5, 6, 7, 8, 9]


def test_who_may_be_known_stays_out_unless_somebody_chooses(
    network: Network, member: User, now: dt.datetime
) -> None:
    city = make_organisation(network, name_fi="Mallilan kaupunki")
    make_person(network, name="Äijö Öhman", organisation=city, email="aijo@example.org")
    row = look(
        network,
        member,
        now,
        "Nimi;Sähköposti;Työnantaja\nToinen Nimi;AIJO@example.org;\nOhman, Aijo;;Mallilan kaupunki\n"
        "Öhman Äijö;;Toinen kaupunki\nUusi Ihminen;uusi@example.org;\nUusi Ihminen;;\n",
    )
    assert [fate for _number, fate, _column in fates(row)] == ["alike", "alike", "new", "new", "alike"]
    assert "Äijö Öhman" in look_over_rows(row)[0].why
    bring(row, member, now, anyway=[3])
    assert Person.objects.count() == 4
    assert Person.objects.filter(name="Aijo Ohman", organisation=city).exists()


def test_columns_mean_what_somebody_says(network: Network, member: User, now: dt.datetime) -> None:
    row = look(network, member, now, "Nimi;Nimi;Muu\nMalli Maija;Maija Malli;muusikko\n")
    assert "Nimi" in row.sheet["notes"][0]
    changed = say_columns(
        by=acting(member), of_import=row, seen=row.version, columns=["", "name", "work_role"], now=now
    )
    with pytest.raises(ChangedByAnother):
        bring(changed, member, now, seen=row.version)
    bring(changed, member, now)
    assert [(person.name, person.work_role) for person in Person.objects.all()] == [
        ("Maija Malli", "muusikko")
    ]


def test_the_same_file_is_looked_at_once_and_comes_in_once(
    network: Network, member: User, now: dt.datetime
) -> None:
    row = look(network, member, now)
    assert look(network, member, now) == row
    assert bring(row, member, now) == bring(row, member, now)
    assert Person.objects.count() == 2
    again = look(network, member, now)
    assert again != row
    assert {fate for _number, fate, _column in fates(again)} == {"alike"}
    assert Event.objects.filter(deed="import_done").count() == 1


def test_only_a_heading_is_no_table(network: Network, member: User, now: dt.datetime) -> None:
    with pytest.raises(Unreadable):
        look(network, member, now, "Nimi;Sähköposti\n")


# Organisations and units


def test_organisations_with_their_ground_and_units_with_theirs(
    network: Network, member: User, now: dt.datetime
) -> None:
    make_organisation(network, name_fi="Vanha ry", business_id="1234567-1")
    row = look(
        network,
        member,
        now,
        "Nimi;Nimi ruotsiksi;Laji;Y-tunnus;Peruste;Alkaen\n"
        "Mallilan kaupunki;Mallila stad;kunta;;kumppanuussopimus;1/2018\n"
        "Mallilan teatteri;;;;;\n"
        "VANHA RY;;;;;\n"
        "Toinen;;;1234567-1;;\n"
        "Kolmas;;avaruus;;;\n"
        "Neljäs;;;1234567-2;;\n"
        "Viides;;;;;pian\n",
        "organisations",
    )
    columns = [column for _number, _fate, column in fates(row)]
    assert [fate for _number, fate, _column in fates(row)] == [*["new"] * 2, *["alike"] * 2, *["faulty"] * 3]
    assert columns[4:] == ["kind", "business_id", "since"]
    bring(row, member, now)
    city = Organisation.objects.get(name_fi="Mallilan kaupunki")
    assert (city.name_sv, city.kind) == ("Mallila stad", "municipality")
    assert Organisation.objects.get(name_fi="Mallilan teatteri").kind == "culture"
    membership = Membership.objects.get()
    assert (membership.organisation, membership.ground, str(membership.since)) == (
        city,
        "agreement",
        "1/2018",
    )


def test_units_bring_their_organisations(network: Network, member: User, now: dt.datetime) -> None:
    known = make_organisation(network, name_fi="Mallilan kaupunki")
    make_unit(network, known, name_fi="Koulu")
    row = look(
        network,
        member,
        now,
        "Organisaatio;Yksikkö;Sektori;Kunta\nMallilan kaupunki;Koulu;koulutus;\n"
        "Mallilan kaupunki;Kirjasto;kulttuuri;Kuopio\nUusi ry;Toimisto;terveys;Pariisi\n;Yksin;terveys;\n"
        "Uusi ry;Ala;;\n",
        "units",
    )
    assert fates(row) == [
        (2, "alike", ""),
        (3, "new", ""),
        (4, "new", ""),
        (5, "faulty", "organisation"),
        (6, "faulty", "sector"),
    ]
    bring(row, member, now)
    library, office = Unit.objects.get(name_fi="Kirjasto"), Unit.objects.get(name_fi="Toimisto")
    assert (library.organisation, library.sector, str(library.municipality)) == (known, "culture", "Kuopio")
    assert (str(office.organisation), office.municipality) == ("Uusi ry", None)


# Undoing


def test_undoing_leaves_the_register_as_it_was(network: Network, member: User, now: dt.datetime) -> None:
    make_person(network, name="Vanha Ihminen", organisation=make_organisation(network))
    before = [set(model.objects.values_list("pk", flat=True)) for model in (Person, Organisation, Unit)]
    row = undo(bring(look(network, member, now), member, now), member, now)
    after = [set(model.objects.values_list("pk", flat=True)) for model in (Person, Organisation, Unit)]
    assert before == after
    assert row.counts["removed"] == {"person": 2, "unit": 1, "organisation": 1}
    assert not ImportedRow.objects.exists()
    assert undo(row, member, now).version == row.version
    assert row.sheet == {}


def changed(person: Person, member: User, now: dt.datetime) -> None:
    Person.objects.filter(pk=person.pk).update(version=2)


def told(person: Person, member: User, now: dt.datetime) -> None:
    Person.objects.filter(pk=person.pk).update(told_at=now)


def written_to(person: Person, member: User, now: dt.datetime) -> None:
    Message.objects.create(
        network=person.network,
        key=f"stored-{person.public_id}",
        to="x@example.org",
        written_at=now,
        not_before=now,
    )


def tied(person: Person, member: User, now: dt.datetime) -> None:
    """By a row whose key has no name on the person's side."""
    other = make_person(person.network, name="Vanha Tuttu")
    first, second = sorted((person, other), key=lambda one: int(one.pk))
    Tie.objects.create(network=person.network, first=first, second=second)


def shared(person: Person, member: User, now: dt.datetime) -> None:
    """By an event alone."""
    subject = Reference("person", person.public_id)
    events.record(
        by=acting(member), deed="share_offered", subjects=[subject], now=now, network_id=person.network_id
    )


@pytest.mark.parametrize("touch", [changed, told, written_to, tied, shared])
def test_what_somebody_touched_stays_with_its_employer(
    network: Network, member: User, now: dt.datetime, touch: Any
) -> None:
    row = bring(look(network, member, now), member, now)
    touch(Person.objects.get(name="Maija Malli"), member, now)
    row = undo(row, member, now)
    left = Person.objects.exclude(name="Vanha Tuttu")
    assert [person.name for person in left] == ["Maija Malli"]
    assert (Organisation.objects.count(), Unit.objects.count()) == (1, 1)
    assert row.counts["kept"] == {"person": 1, "unit": 1, "organisation": 1}


def test_an_employer_that_others_came_to_stays(network: Network, member: User, now: dt.datetime) -> None:
    row = bring(look(network, member, now), member, now)
    make_person(network, name="Uusi Ihminen", organisation=Organisation.objects.get())
    undo(row, member, now)
    assert [person.name for person in Person.objects.all()] == ["Uusi Ihminen"]
    assert (Organisation.objects.count(), Unit.objects.count()) == (1, 0)


# Afterwards


def test_what_a_file_said_is_forgotten(network: Network, member: User, now: dt.datetime) -> None:
    looked = look(network, member, now)
    done = bring(look(network, member, now, "Nimi;Sähköposti\n;x\nAino Malli;\n"), member, now)
    assert forget_imports(now + dt.timedelta(days=13)) == 0
    assert forget_imports(now + dt.timedelta(days=15)) == 2
    for row, state in ((looked, Import.State.LEFT), (done, Import.State.DONE)):
        row.refresh_from_db()
        assert (row.state, row.sheet) == (state, {})
    assert forget_imports(now + dt.timedelta(days=15)) == 0
    assert leave_import(by=acting(member), of_import=done, now=now).state == Import.State.DONE


def test_letters_go_to_those_who_have_an_address_once(
    network: Network, member: User, now: dt.datetime
) -> None:
    bring(look(network, member, now, "Nimi;Sähköposti\nA Malli;a@example.org\nB Malli;\n"), member, now)
    job = tell_by_letter(by=acting(member), network=network, language="sv", now=now)
    assert tell_by_letter(by=acting(member), network=network, language="sv", now=now) == job
    run_once(public_id=job.public_id, worker="w", clock=lambda: now)
    (letter,) = Message.objects.all()
    assert (letter.to, letter.language) == ("a@example.org", "sv")
    again = tell_by_letter(by=acting(member), network=network, language="sv", now=now)
    run_once(public_id=again.public_id, worker="w", clock=lambda: now)
    assert Message.objects.count() == 1


def test_a_long_import_is_a_job_and_still_comes_in_once(
    network: Network, member: User, now: dt.datetime
) -> None:
    row = look(network, member, now)
    job = bring_in_later(by=acting(member), of_import=row, seen=row.version, anyway=[], now=now)
    assert bring_in_later(by=acting(member), of_import=row, seen=row.version, anyway=[], now=now) == job
    run_once(public_id=job.public_id, worker="w", clock=lambda: now)
    job.refresh_from_db()
    assert (job.state, Person.objects.count()) == (Job.State.DONE, 2)


# Pages


def test_five_thousand_in_a_page_and_the_way_back(client_of: Any, network: Network, member: User) -> None:
    client: Client = client_of(member)
    sent = io.BytesIO((many(40) + "\n;;rikki;;;\n").encode("cp1252"))
    sent.name = "väki.csv"
    answer = client.post(
        reverse("office:new_import", args=[network.code]), {"target": "people", "file": sent}
    )
    assert answer.status_code == 302
    page = client.get(answer.url)
    assert "väki.csv" in page.text
    left = client.get(f"{answer.url}left-out.csv")
    assert "rikki" in left.content.decode("utf-8-sig")
    assert "attachment" in left.headers["Content-Disposition"]
    press = {"do": "bring", "seen": "1"}
    assert [client.post(answer.url, press).status_code for _twice in range(2)] == [302, 302]
    assert Person.objects.count() == 40
    assert client.get(answer.url).status_code == 200
    assert client.post(answer.url, {"do": "undo"}).status_code == 302
    assert Person.objects.count() == 0
    assert client.post(answer.url, {"do": "nothing"}).status_code == 400


def test_a_wrong_file_says_why_beside_the_field(client_of: Any, network: Network, member: User) -> None:
    client: Client = client_of(member)
    address = reverse("office:new_import", args=[network.code])
    sent = io.BytesIO(b"%PDF-1.7")
    sent.name = "lista.csv"
    for given in ({"file": sent}, {"text": " "}, {"text": "Nimi;Email\n"}):
        answer = client.post(address, {"target": "people", **given})
        assert answer.status_code == 422
        assert 'class="error-summary"' in answer.text
    assert not Import.objects.exists()


def test_a_neighbour_finds_no_import(
    client_of: Any, network: Network, member: User, stranger: User, now: Any
) -> None:
    row = look(network, member, now)
    own = stranger.roles.get().network
    client: Client = client_of(stranger)
    for code in (network.code, own.code):
        for name in ("office:import", "office:left_out"):
            assert client.get(reverse(name, args=[code, row.public_id])).status_code == 404
    auditor = client_of(make_user(network, RoleKind.AUDITOR))
    assert auditor.get(reverse("office:import", args=[network.code, row.public_id])).status_code == 404
