"""THE table of access: which role may do which deed, and who gets what from which address.

A deed or an address that is not in the tables fails. Change a table only together with the decision that
changed it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.urls import URLResolver, get_resolver, reverse
from django.utils import translation

from tests.apps.access_scene import Scene, build_scene
from voimala.core import access
from voimala.networks.models import Network

# "none" is signed in without any role; "other" coordinates another network.
DEEDS = """
deed                    on        coord contact board prof expert auditor operator none other visitor
networks.start_network  network   -     -       -     -    -      -       yes      -    -     -
networks.ensure_period  network   yes   -       -     -    -      -       -        -    -     -
networks.read_shares    network   yes   -       -     -    -      yes     -        -    -     -
networks.offer_share    network   yes   -       -     -    -      -       -        -    -     -
networks.answer_share   share     yes   -       -     -    -      -       -        -    -     -
networks.end_share      share     yes   -       -     -    -      -       -        -    yes   -
networks.change_settings network  yes   -       -     -    -      -       -        -    -     -
networks.read_hosts     network   yes   -       -     -    -      -       yes      -    -     -
networks.change_hosts   network   -     -       -     -    -      -       yes      -    -     -
partners.keep_terms     network   yes   -       -     -    -      -       -        -    -     -
accounts.create_user    network   yes   -       -     -    -      -       -        -    -     -
accounts.give_role      network   yes   -       -     -    -      -       -        -    -     -
accounts.give_role      role      yes   -       -     -    -      -       -        -    -     -
accounts.choose_mail    user      -     -       -     yes  -      -       -        -    -     -
office.read_messages    network   yes   -       -     -    -      yes     -        -    -     -
office.read_addresses   network   yes   -       -     -    -      -       -        -    -     -
office.read_jobs        network   yes   -       -     -    -      -       yes      -    -     -
office.start_job        network   yes   -       -     -    -      -       yes      -    -     -
office.stop_job         job       yes   -       -     -    -      -       yes      -    -     -
partners.set_asking_order organisation yes yes  -     -    -      -       -        -    -     -
partners.set_asking_order elsewhere yes -      -     -    -      -       -        -    -     -
partners.add_organisations network yes -      -     -    -      -       -        -    -     -
people.add_people       network   yes   -       -     -    -      -       -        -    -     -
people.tell_of_storing  person    yes   -       -     -    -      -       -        -    -     -
people.read_register    network   yes   yes     -     yes  -      yes     -        -    -     -
people.read_strengths   person    yes   -       -     -    -      yes     -        -    -     -
people.read_strengths   own       yes   -       -     yes  -      yes     -        -    -     -
people.read_limits      person    yes   -       -     -    -      -       -        -    -     -
people.read_limits      own       yes   -       -     yes  -      -       -        -    -     -
people.ask_through_home network   yes   -       -     -    -      -       -        -    -     -
people.move_hours       person    yes   yes     yes   yes  yes    yes     yes      -    -     -
people.tend_own         person    -     -       -     -    -      -       -        -    -     -
people.tend_own         own       -     -       -     yes  -      -       -        -    -     -
people.enter_person     person    yes   yes     -     -    -      -       -        -    -     -
people.invite_to_profile person   yes   -       -     -    -      -       -        -    -     -
people.give_hint        person    yes   yes     -     -    -      -       -        -    -     -
people.give_hint        own       yes   -       -     -    -      -       -        -    -     -
phenomena.frame_need    network   yes   -       -     -    -      -       -        -    -     -
phenomena.edit_need     need      yes   -       -     -    -      -       -        -    -     -
phenomena.edit_brief    need      yes   -       -     -    -      -       -        -    -     -
phenomena.edit_brief    brief     yes   -       -     -    -      -       -        -    -     -
phenomena.tell_need     network   yes   yes     yes   yes  yes    yes     yes      yes  yes   yes
phenomena.follow_told_need told   -     -       -     -    -      -       -        -    -     -
phenomena.answer_told_need told   yes   -       -     -    -      -       -        -    -     -
phenomena.answer_told_need network yes  -       -     -    -      -       -        -    -     -
public.publish          network   yes   -       -     -    -      -       -        -    -     -
public.publish          news      yes   -       -     -    -      -       -        -    -     -
public.add_picture      network   yes   -       -     -    -      -       -        -    -     -
public.comment          news      yes   yes     yes   yes  yes    yes     yes      yes  yes   yes
public.report_comment   comment   yes   yes     yes   yes  yes    yes     yes      yes  yes   yes
public.contact          network   yes   yes     yes   yes  yes    yes     yes      yes  yes   yes
public.moderate         comment   yes   -       -     -    -      -       -        -    -     -
public.moderate         network   yes   -       -     -    -      -       -        -    -     -
public.read_contact     contact_message yes -   -     -    -      -       -        -    -     -
public.read_contact     network   yes   -       -     -    -      -       -        -    -     -
assembly.propose        brief     yes   -       -     -    -      -       -        -    -     -
assembly.propose        run       yes   -       -     -    -      -       -        -    -     -
assembly.choose         proposal  yes   -       -     -    -      -       -        -    -     -
assembly.choose         brief     yes   -       -     -    -      -       -        -    -     -
assembly.decide         proposal  yes   -       -     -    -      -       -        -    -     -
assembly.leave          proposal  yes   -       -     -    -      -       -        -    -     -
assembly.read_groups    network   yes   -       -     -    -      yes     -        -    -     -
assembly.ask             seat      yes   -       -     -    -      -       -        -    -     -
assembly.ask             group     yes   -       -     -    -      -       -        -    -     -
assembly.answer          asked     yes   -       -     yes  -      -       -        -    -     -
assembly.answer          request   yes   yes     -     -    -      -       -        -    -     -
assembly.answer_own      asked     -     -       -     yes  -      -       -        -    -     -
assembly.answer_own      request   -     yes     -     -    -      -       -        -    -     -
assembly.call            seat      yes   -       -     -    -      -       -        -    -     -
assembly.own_name        seat      -     -       -     -    -      -       -        -    -     -
assembly.remove_own_name seat      yes   -       -     -    -      -       -        -    -     -
"""

# 200 the page, 302 leads to another page, in: leads to sign-in, 403 seen but not theirs to do (to a visitor's
# form: the page that says the session has ended), 404 not there for them, 405 takes no GET.
# After a slash: another object than the usual one. An address without a POST row takes no POST from anybody.
ADDRESSES = """
address                    method  coord contact board prof expert auditor operator none other visitor
public:network             GET     200   200     200   200  200    200     200      200  200   200
public:timeline            GET     200   200     200   200  200    200     200      200  200   200
public:accessibility       GET     200   200     200   200  200    200     200      200  200   200
public:privacy             GET     200   200     200   200  200    200     200      200  200   200
public:how                 GET     200   200     200   200  200    200     200      200  200   200
public:invented            GET     200   200     200   200  200    200     200      200  200   200
public:sources             GET     200   200     200   200  200    200     200      200  200   200
public:news                GET     200   200     200   200  200    200     200      200  200   200
public:news_feed           GET     200   200     200   200  200    200     200      200  200   200
public:news_item           GET     200   200     200   200  200    200     200      200  200   200
public:news_item/draft     GET     200   404     404   404  404    404     404      404  404   404
public:campaign            GET     200   200     200   200  200    200     200      200  200   200
public:happenings          GET     200   200     200   200  200    200     200      200  200   200
public:calendar            GET     200   200     200   200  200    200     200      200  200   200
public:happening           GET     200   200     200   200  200    200     200      200  200   200
public:happening_calendar  GET     200   200     200   200  200    200     200      200  200   200
public:picture             GET     200   200     200   200  200    200     200      200  200   200
public:publishing          GET     200   403     403   403  403    403     403      404  404   in
public:publish_new         GET     200   403     403   403  403    403     403      404  404   in
public:publish_new         POST    200   403     403   403  403    403     403      404  404   403
public:publish_edit        GET     200   403     403   403  403    403     403      404  404   in
public:publish_edit        POST    200   403     403   403  403    403     403      404  404   403
public:publish_edit/draft  GET     200   404     404   404  404    404     404      404  404   in
public:withdraw            GET     405   405     405   405  405    405     405      404  404   in
public:withdraw            POST    302   403     403   403  403    403     403      404  404   403
public:restore             GET     405   405     405   405  405    405     405      404  404   in
public:restore             POST    302   404     404   404  404    404     404      404  404   403
public:comment             GET     200   200     200   200  200    200     200      200  200   200
public:comment             POST    422   422     422   422  422    422     422      422  422   422
public:report              GET     405   405     405   405  405    405     405      405  405   405
public:report              POST    302   302     302   302  302    302     302      302  302   302
public:contact             GET     200   200     200   200  200    200     200      200  200   200
public:contact             POST    422   422     422   422  422    422     422      422  422   422
public:contact_messages    GET     200   403     403   403  403    403     403      404  404   in
public:contact_messages    POST    404   403     403   403  403    403     403      404  404   403
public:moderation          GET     200   403     403   403  403    403     403      404  404   in
public:moderation          POST    404   403     403   403  403    403     403      404  404   403
phenomena:tell             GET     200   200     200   200  200    200     200      200  200   200
phenomena:tell             POST    422   422     422   422  422    422     422      422  422   422
phenomena:told             GET     200   403     403   403  403    403     403      404  404   in
phenomena:told_need        GET     200   403     403   403  403    403     403      404  404   in
phenomena:told_need        POST    302   403     403   403  403    403     403      404  404   403
networks:theme             GET     200   200     200   200  200    200     200      200  200   200
networks:blocks            GET     200   200     200   200  200    200     200      200  200   200
networks:neighbours        GET     200   404     404   404  404    200     404      404  404   in
networks:offer             GET     405   405     405   405  405    405     405      404  404   in
networks:offer             POST    404   404     404   404  404    404     404      404  404   403
networks:share             GET     405   405     405   405  405    405     405      404  404   in
networks:share             POST    404   404     404   404  404    404     404      404  404   403
people:ask_home            GET     405   405     405   405  405    405     405      404  404   in
people:ask_home            POST    404   404     404   404  404    404     404      404  404   403
networks:logo              GET     404   404     404   404  404    404     404      404  404   404
networks:settings          GET     200   403     403   403  403    403     403      404  404   in
networks:settings          POST    422   403     403   403  403    403     403      404  404   403
networks:tones             GET     200   200     200   200  200    200     200      404  404   in
networks:change_logo       GET     405   405     405   405  405    405     405      404  404   in
networks:change_logo       POST    422   403     403   403  403    403     403      404  404   403
networks:remove_logo       GET     405   405     405   405  405    405     405      404  404   in
networks:remove_logo       POST    302   403     403   403  403    403     403      404  404   403
networks:parts             GET     200   403     403   403  403    403     403      404  404   in
networks:parts             POST    409   403     403   403  403    403     403      404  404   403
networks:words             GET     200   403     403   403  403    403     403      404  404   in
networks:words             POST    302   403     403   403  403    403     403      404  404   403
networks:addresses         GET     200   403     403   403  403    403     200      404  404   in
networks:addresses         POST    403   403     403   403  403    403     422      404  404   403
networks:remove_address    GET     405   405     405   405  405    405     405      404  404   in
networks:remove_address    POST    403   403     403   403  403    403     302      404  404   403
partners:duties            GET     200   403     403   403  403    403     403      404  404   in
partners:duties            POST    422   403     403   403  403    403     403      404  404   403
partners:duty              GET     200   403     403   403  403    403     403      404  404   in
partners:duty              POST    422   403     403   403  403    403     403      404  404   403
desk:find                  GET     200   200     200   200  200    200     200      200  200   200
desk:weekly                GET     200   200     200   200  200    200     200      404  404   in
desk:weekly                POST    302   302     302   302  302    302     302      404  404   403
desk:desk                  GET     200   200     200   200  200    200     200      404  404   in
office:messages            GET     200   404     404   404  404    200     404      404  404   in
office:message             GET     404   404     404   404  404    404     404      404  404   in
office:jobs                GET     200   404     404   404  404    404     200      404  404   in
office:job                 GET     200   404     404   404  404    404     200      404  404   in
office:stop                GET     405   405     405   405  405    405     405      404  404   in
office:stop                POST    302   404     404   404  404    404     302      404  404   403
partners:partners          GET     200   200     200   200  200    200     200      404  404   in
partners:organisation      GET     200   200     200   200  200    200     200      404  404   in
partners:organisation      POST    422   422     403   403  403    403     403      404  404   403
partners:organisation/elsewhere POST 422 403  403   403  403    403     403      404  404   403
people:people              GET     200   200     404   200  404    200     404      404  404   in
partners:add               GET     200   403     403   403  403    403     403      404  404   in
partners:add               POST    302   403     403   403  403    403     403      404  404   403
people:add                 GET     200   403     403   403  403    403     403      404  404   in
people:add                 POST    200   403     403   403  403    403     403      404  404   403
people:added               GET     200   403     403   403  403    403     403      404  404   in
people:added               POST    404   403     403   403  403    403     403      404  404   403
people:person              GET     200   200     404   404  404    200     404      404  404   in
people:person/own          GET     200   404     404   200  404    200     404      404  404   in
people:hint                GET     200   200     404   404  404    403     404      404  404   in
people:hint                POST    200   200     404   404  404    403     404      404  404   403
people:invite              GET     405   405     405   405  405    405     405      404  404   in
people:invite              POST    302   403     404   404  404    403     404      404  404   403
people:profile             GET     404   404     404   200  404    404     404      404  404   in
people:profile             POST    404   404     404   200  404    404     404      404  404   403
people:own_data            GET     404   404     404   200  404    404     404      404  404   in
people:own_data            POST    404   404     404   200  404    404     404      404  404   403
phenomena:needs            GET     200   200     200   200  200    200     200      404  404   in
phenomena:new              GET     200   403     403   403  403    403     403      404  404   in
phenomena:new              POST    200   403     403   403  403    403     403      404  404   403
phenomena:need             GET     200   200     200   200  200    200     200      404  404   in
phenomena:need/unpublished GET     200   200     200   200  200    200     404      404  404   in
phenomena:edit             GET     200   403     403   403  403    403     403      404  404   in
phenomena:edit             POST    200   403     403   403  403    403     403      404  404   403
phenomena:brief            GET     200   403     403   403  403    403     403      404  404   in
phenomena:brief            POST    200   403     403   403  403    403     403      404  404   403
assembly:propose           GET     405   405     405   405  405    405     405      404  404   in
assembly:propose           POST    302   403     403   403  403    403     404      404  404   403
assembly:run               GET     200   404     404   404  404    200     404      404  404   in
assembly:proposal          GET     200   404     404   404  404    200     404      404  404   in
assembly:propose_afresh    GET     405   405     405   405  405    405     405      404  404   in
assembly:propose_afresh    POST    302   403     403   403  403    403     404      404  404   403
assembly:ease              GET     405   405     405   405  405    405     405      404  404   in
assembly:ease              POST    404   404     404   404  404    403     404      404  404   403
assembly:alternatives      GET     200   404     404   404  404    200     404      404  404   in
assembly:beside            GET     200   404     404   404  404    200     404      404  404   in
assembly:choose            GET     405   405     405   405  405    405     405      404  404   in
assembly:choose            POST    404   404     404   404  404    403     404      404  404   403
assembly:undo_choice       GET     405   405     405   405  405    405     405      404  404   in
assembly:undo_choice       POST    409   404     404   404  404    403     404      404  404   403
assembly:decide            GET     200   404     404   404  404    403     404      404  404   in
assembly:decide            POST    422   404     404   404  404    403     404      404  404   403
assembly:decide/decided    GET     302   404     404   404  404    403     404      404  404   in
assembly:leave             GET     200   404     404   404  404    403     404      404  404   in
assembly:leave             POST    422   404     404   404  404    403     404      404  404   403
assembly:groups            GET     200   404     404   404  404    200     404      404  404   in
assembly:group             GET     200   404     404   404  404    200     404      404  404   in
assembly:ask               GET     405   405     405   405  405    405     405      404  404   in
assembly:ask               POST    302   404     404   404  404    403     404      404  404   403
assembly:undo              GET     405   405     405   405  405    405     405      404  404   in
assembly:undo              POST    302   404     404   404  404    403     404      404  404   403
assembly:seat              GET     200   404     404   404  404    200     404      404  404   in
assembly:seat              POST    302   404     404   404  404    403     404      404  404   403
assembly:asking            GET     302   404     404   200  404    404     404      404  404   in
assembly:asking            POST    302   404     404   302  404    404     404      404  404   403
assembly:asking/request    GET     302   200     404   404  404    404     404      404  404   in
assembly:asking/request    POST    302   302     404   404  404    404     404      404  404   403
assembly:seat_deed         GET     405   405     405   405  405    405     405      404  404   in
assembly:seat_deed         POST    302   404     404   404  404    403     404      404  404   403
assembly:note              GET     200   404     404   404  404    404     404      404  404   in
assembly:note              POST    200   404     404   404  404    404     404      404  404   403
assembly:ask_question      GET     405   405     405   405  405    405     405      404  404   in
assembly:ask_question      POST    302   404     404   404  404    403     404      404  404   403
"""
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
    "office:message": "message",
    "office:job": "job",
    "office:stop": "job",
    "people:person": "person",
    "people:hint": "person",
    "people:invite": "person",
    "people:ask_home": "person",
    "networks:share": "share",
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
}

# What an address takes before the public_id: the kind of what is published.
BEFORE: dict[str, str] = {
    "public:comment": "news",
    "public:publish_new": "news",
    "public:publish_edit": "news",
    "public:withdraw": "news",
    "public:restore": "news",
}

# What else an address takes: the number of a seat, or the public_id of another object.
FURTHER: dict[str, int | str] = {
    "public:picture": 480,
    "assembly:alternatives": 1,
    "assembly:beside": "second",
    "assembly:seat": 1,
    "assembly:seat_deed": 1,
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
