"""THE table of access: which role may do which deed, and who gets what from which address.

A deed or an address that is not in the tables of `access_rows` fails. Change a table only together with the
decision that changed it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.urls import URLResolver, get_resolver, reverse
from django.utils import translation

from tests.apps.access_rows import ADDRESSES, DEEDS
from tests.apps.access_scene import Scene, build_scene
from voimala.core import access
from voimala.networks.models import Network

OUTSIDERS = ("none", "other", "visitor")


Row = tuple[str, str]


def rows_of(table: str) -> dict[Row, dict[str, str]]:
    """The first two columns of each row, and the others by name."""
    header, *lines = (line.split() for line in table.strip().splitlines())
    return {(line[0], line[1]): dict(zip(header[2:], line[2:], strict=True)) for line in lines}


# Which object the public_id of an address names, unless its row says another after a slash.
NAMED = {
    "partners:organisation": "organisation",
    "partners:duty": "term",
    "partners:ledger": "organisation",
    "partners:entry": "organisation",
    "partners:edit_organisation": "organisation",
    "partners:new_unit": "organisation",
    "partners:new_contact": "organisation",
    "partners:new_membership": "organisation",
    "partners:edit_unit": "unit",
    "partners:edit_contact": "contact",
    "partners:edit_membership": "membership",
    "partners:role": "role",
    "partners:invitation": "invitation",
    "people:edit_person": "person",
    "people:edit_competence": "competence",
    "office:message": "message",
    "office:files": "organisation",
    "office:file": "attachment",
    "office:job": "job",
    "office:stop": "job",
    "office:import": "import",
    "office:left_out": "import",
    "people:person": "person",
    "people:hint": "person",
    "people:invite": "person",
    "people:ask_home": "person",
    "networks:share": "share",
    "governance:body": "body",
    "governance:edit_body": "body",
    "governance:add_seat": "body",
    "governance:plan_meeting": "body",
    "governance:seat": "body_seat",
    "governance:meeting": "meeting",
    "governance:edit_meeting": "meeting",
    "governance:add_item": "meeting",
    "governance:call_meeting": "meeting",
    "governance:cancel_meeting": "meeting",
    "governance:meeting_calendar": "meeting",
    "governance:item": "agenda_item",
    "governance:move_item": "agenda_item",
    "governance:remove_item": "agenda_item",
    "governance:minutes": "held_meeting",
    "governance:approve": "held_meeting",
    "governance:minutes_pdf": "held_meeting",
    "governance:decide": "held_item",
    "governance:decision": "decision",
    "governance:duty": "duty",
    "phenomena:need": "need",
    "phenomena:told_need": "told",
    "public:news_item": "news",
    "public:campaign": "campaign",
    "public:happening": "happening",
    "public:happening_calendar": "happening",
    "public:picture": "picture",
    "public:publish_edit": "news",
    "public:withdraw": "news",
    "public:restore": "withdrawn",
    "public:comment": "news",
    "public:report": "comment",
    "phenomena:edit": "need",
    "phenomena:brief": "need",
    "assembly:propose": "brief",
    "assembly:run": "run",
    "assembly:proposal": "proposal",
    "assembly:propose_afresh": "brief",
    "assembly:ease": "run",
    "assembly:alternatives": "proposal",
    "assembly:beside": "proposal",
    "assembly:choose": "proposal",
    "assembly:undo_choice": "proposal",
    "assembly:decide": "proposal",
    "assembly:leave": "proposal",
    "assembly:group": "group",
    "assembly:asking": "asked",
    "assembly:ask": "group",
    "assembly:undo": "group",
    "assembly:seat": "group",
    "assembly:seat_deed": "group",
    "assembly:note": "naming",
    "assembly:ask_question": "question",
    "partners:agreement": "agreement",
    "partners:agreement_amend": "agreement",
    "partners:agreement_end": "agreement",
    "partners:agreement_review": "agreement",
    "partners:agreement_join": "agreement",
    "partners:agreement_party": "agreement",
    "partners:agreement_sign": "agreement",
    "partners:agreement_leave": "agreement",
    "partners:agreement_text": "agreement",
    "partners:agreement_text_edit": "agreement",
    "partners:agreement_text_step": "agreement",
    "partners:agreement_pdf": "agreement",
    "partners:agreement_word": "agreement",
}

# What an address takes before the public_id: the kind of what is published.
BEFORE: dict[str, str] = {
    "office:files": "organisation",
    "public:comment": "news",
    "public:publish_new": "news",
    "partners:agreement_template": "partnership",
    "public:publish_edit": "news",
    "public:withdraw": "news",
    "public:restore": "news",
}

# What else an address takes: the number of a seat, or the public_id of another object.
FURTHER: dict[str, int | str] = {
    "public:picture": 480,
    "partners:entry": "entry",
    "assembly:alternatives": 1,
    "assembly:beside": "second",
    "assembly:seat": 1,
    "assembly:seat_deed": 1,
    "partners:agreement_party": "party",
    "partners:agreement_sign": "party",
    "partners:agreement_leave": "party",
    "partners:agreement_text": 1,
    "partners:agreement_text_edit": 1,
    "partners:agreement_text_step": 1,
    "partners:agreement_pdf": 1,
    "partners:agreement_word": 1,
}


def name_of(row: Row) -> str:
    return row[0].partition("/")[0]


def network_addresses() -> dict[str, bool]:
    """Every address of the URL map that takes a network's code: is it for signed-in people only?"""
    found = walk(get_resolver().url_patterns)
    return {name: getattr(view, "login_required", True) for name, view, takes in found if "code" in takes}


def walk(
    patterns: Iterable[Any], names: str = "", takes: frozenset[str] = frozenset()
) -> Iterator[tuple[str, Any, frozenset[str]]]:
    """Name, view and parameters of each address, however deep it stands."""
    for each in patterns:
        # Not its converters: Django shares those of all patterns with the same route.
        taken = takes | each.pattern.regex.groupindex.keys()
        if isinstance(each, URLResolver):
            yield from walk(
                each.url_patterns, f"{names}{each.namespace}:" if each.namespace else names, taken
            )
        else:
            yield f"{names}{each.name}", each.callback, taken


@dataclass(frozen=True)
class Answer:
    status: str
    text: str


Answers = dict[tuple[Row, str], Answer]


@dataclass(frozen=True)
class Walked:
    """What everybody got from the published network, and outsiders from it unpublished and from no network.

    `refused` is what the coordinator's POST got from the addresses without a POST row.
    """

    names: frozenset[str]
    published: Answers
    unpublished: Answers
    unknown: Answers
    refused: Answers


@pytest.fixture(scope="module")
def walked(django_db_setup: None, django_db_blocker: Any) -> Walked:
    """Made once for the whole module, and nothing of it stays in the database."""
    rows = rows_of(ADDRESSES).keys()
    others = {(name, "POST") for name in network_addresses()} - rows
    with django_db_blocker.unblock(), transaction.atomic(), translation.override("fi"):
        scene = build_scene()
        published = {(row, who): ask(scene, row, who) for row in rows for who in scene.viewers}
        refused = {(row, "coord"): ask(scene, row, "coord") for row in others}
        unknown = {(row, who): ask(scene, row, who, "olematon") for row in rows for who in OUTSIDERS}
        Network.objects.filter(pk=scene.network.pk).update(published=False)
        unpublished = {(row, who): ask(scene, row, who) for row in rows for who in OUTSIDERS}
        names = frozenset(scene.names())
        transaction.set_rollback(True)
    return Walked(names, published, unpublished, unknown, refused)


def ask(scene: Scene, row: Row, who: str, code: str = "voimala") -> Answer:
    """One request; what it changes is taken back."""
    (address, method), client = row, scene.clients[who]
    name, _, other = address.partition("/")
    named = other or NAMED.get(name)
    further = FURTHER.get(name)
    more = [scene.objects[further].public_id] if isinstance(further, str) else [further] if further else []
    before = [BEFORE[name]] if name in BEFORE else []
    url = reverse(name, args=[code, *before, *([scene.objects[named].public_id] if named else []), *more])
    with transaction.atomic():
        answer = client.get(url) if method == "GET" else client.post(url, {"sent": "yes"})
        transaction.set_rollback(True)
    to = answer.headers.get("Location", "")
    text = answer.content.decode(errors="replace")  # a picture is no text
    signs_in = to.startswith(reverse("account_login"))
    return Answer("in" if signs_in else str(answer.status_code), f"{to}\n{text}")


def test_every_deed_has_its_row() -> None:
    assert {deed for deed, _ in rows_of(DEEDS)} == access.deeds()


def test_every_address_has_its_row() -> None:
    assert {name_of(row) for row in rows_of(ADDRESSES) if row[1] == "GET"} == network_addresses().keys()


@pytest.mark.django_db
def test_who_may_do_which_deed() -> None:
    scene = build_scene()
    found = {
        (deed, on): {
            who: "yes" if access.allowed(deed, viewer, scene.objects[on]) else "-"
            for who, viewer in scene.viewers.items()
        }
        for deed, on in rows_of(DEEDS)
    }
    assert differences(rows_of(DEEDS), found) == []


def differences(table: dict[Row, dict[str, str]], found: dict[Row, dict[str, str]]) -> list[str]:
    """One line for each cell that is not as the table says."""
    return [
        f"{' '.join(row)}: {who} gets {cells[who]}, the table says {table[row].get(who)}"
        for row, cells in found.items()
        for who in cells
        if table[row].get(who) != cells[who]
    ]


def test_who_gets_what_from_which_address(walked: Walked) -> None:
    table = rows_of(ADDRESSES)
    found: dict[Row, dict[str, str]] = {row: {} for row in table}
    for (row, who), answer in walked.published.items():
        found[row][who] = answer.status
    assert differences(table, found) == []


def test_an_address_without_a_post_row_takes_no_post(walked: Walked) -> None:
    assert walked.refused
    assert {at: answer.status for at, answer in walked.refused.items() if answer.status != "405"} == {}


def test_a_stranger_finds_no_page_of_the_members(walked: Walked) -> None:
    members_only = {name for name, only in network_addresses().items() if only}
    assert len(members_only) > 10
    for (row, who), answer in {**walked.published, **walked.unpublished}.items():
        if name_of(row) in members_only and who in ("none", "other"):
            assert answer.status == "404", (row, who)


def test_an_unpublished_network_answers_outsiders_as_one_that_does_not_exist(walked: Walked) -> None:
    for at, answer in walked.unpublished.items():
        assert answer.status == walked.unknown[at].status, at
        assert answer.status != "200", at


def test_no_answer_to_an_outsider_names_anybody(walked: Walked) -> None:
    assert len(walked.names) > 10
    shown = walked.published[("assembly:proposal", "GET"), "coord"].text
    assert any(name in shown for name in walked.names), (
        "the search for names finds nothing even where they are"
    )
    for answers in (walked.published, walked.unpublished):
        for (row, who), answer in answers.items():
            if who in OUTSIDERS:
                assert [name for name in walked.names if name in answer.text] == [], (row, who)
