"""The page of a brief: ready as it is, changed without scripts, two writers, little asked."""

import datetime as dt
from dataclasses import replace

from tests.apps.phenomena.typing_in import ClientOf, text_of, typed_brief, url
from voimala.accounts.models import User
from voimala.core.viewer import acting
from voimala.networks.models import Network, Period
from voimala.phenomena import services
from voimala.phenomena.models import Brief, Phenomenon
from voimala.phenomena.models.plan import plan_of


def test_the_brief_is_ready_to_be_sent_as_it_is(
    client_of: ClientOf, member: User, network: Network, brief: Brief, proposed: list[Brief]
) -> None:
    client, address = client_of(member), url("brief", network, brief.phenomenon.public_id)
    assert client.get(address).status_code == 200
    response = client.post(address, typed_brief(brief, propose="1"))
    assert response.headers["Location"] == "/a-proposal/"
    assert proposed == [brief]
    assert Brief.objects.get(pk=brief.pk).version == 1


def test_saving_a_brief_changes_seats_weights_and_numbers(
    client_of: ClientOf, member: User, network: Network, brief: Brief
) -> None:
    before = plan_of(brief)
    rows = {
        "remove_1": "on",
        "weight_2": "plus",
        "level_2": "5",
        "competence_5": "kuorolaulu",
        "weight_5": "plus",
        "level_5": "1",
    }
    numbers = {
        "hours": "1,5",
        "size_max": "7",
        "languages_any": ["fi", "sv"],
        "count_expert": "0",
        "count_health": "2",
    }
    address = url("brief", network, brief.phenomenon.public_id)
    response = client_of(member).post(address, typed_brief(brief, save="1", **rows, **numbers))
    assert response.headers["Location"] == url("need", network, brief.phenomenon.public_id)
    after = plan_of(Brief.objects.get(pk=brief.pk))
    assert (after.minutes, after.size_max, after.languages_any) == (90, 7, ("sv",))
    assert [(seat.kind, seat.count) for seat in after.seats] == [
        ("unit_worker", 1),
        ("art_leader", 1),
        ("health", 2),
    ]
    assert [(each.competence.code, each.weight, each.level) for each in after.requirements] == [
        ("musiikki_ohjaus", "must", 3),
        ("draama_ohjaus", "plus", 5),
        ("arviointihaastattelu", "plus", 1),
        ("kuorolaulu", "plus", 1),
    ]
    assert before.requirements[1].competence.code == "palveluohjaus"


def test_empty_numbers_return_to_the_template(
    client_of: ClientOf, member: User, network: Network, brief: Brief, now: dt.datetime
) -> None:
    plan = replace(plan_of(brief), minutes=60, size_max=9)
    services.revise_brief(by=acting(member), brief=brief, seen=1, now=now, plan=plan)
    brief.refresh_from_db()
    typed = typed_brief(brief, hours="", size_max="", save="1")
    client_of(member).post(url("brief", network, brief.phenomenon.public_id), typed)
    brief.refresh_from_db()
    assert (brief.minutes, brief.size_max) == (24 * 60, 6)


def test_more_rows_keep_what_was_typed(
    client_of: ClientOf, member: User, network: Network, brief: Brief
) -> None:
    typed = typed_brief(
        brief, more="1", competence_4="pelit", hours="abc", weight_0="plus", languages_any=["sv"]
    )
    response = client_of(member).post(url("brief", network, brief.phenomenon.public_id), typed)
    form = response.context["form"]
    assert len(form.requirement_rows) == int(typed["rows"][0]) + 3
    assert form["competence_4"].value() == "pelit"
    assert form["hours"].value() == "abc"
    assert form["weight_0"].value() == "plus"
    assert form["languages_any"].value() == ["sv"]
    brief.refresh_from_db()
    assert brief.version == 1


def test_errors_stand_beside_their_fields_and_nothing_is_lost(
    client_of: ClientOf, member: User, network: Network, brief: Brief, proposed: list[Brief]
) -> None:
    changes = {
        "size_min": "8",
        "competence_4": "kuorolaulu",
        "weight_4": "must",
        "level_4": "3",
        "hours": "12",
    }
    address = url("brief", network, brief.phenomenon.public_id)
    response = client_of(member).post(address, typed_brief(brief, propose="1", **changes))
    form = response.context["form"]
    assert set(form.errors) == {"size_max", "competence_4"}
    page = text_of(response)
    assert 'href="#id_size_max"' in page
    assert 'value="12"' in page
    assert proposed == []
    assert Brief.objects.get(pk=brief.pk).version == 1


def test_two_writers_of_a_brief_choose_part_by_part(
    client_of: ClientOf, member: User, network: Network, brief: Brief, now: dt.datetime
) -> None:
    typed = typed_brief(brief, save="1", hours="10", count_expert="0", count_social="1")
    first = replace(plan_of(brief), minutes=20 * 60, seats=plan_of(brief).seats[:2])
    services.revise_brief(by=acting(member), brief=brief, seen=1, now=now, plan=first)
    client, address = client_of(member), url("brief", network, brief.phenomenon.public_id)
    shown = client.post(address, typed)
    assert {difference.name for difference in shown.context["differences"]} == {"hours", "seats"}
    chosen = {**typed, "seen": "2", "keep_hours": "mine", "keep_seats": "saved"}
    assert client.post(address, chosen).status_code == 302
    after = plan_of(Brief.objects.get(pk=brief.pk))
    assert (after.minutes, after.seats) == (600, first.seats)


def test_saved_competences_can_be_kept(
    client_of: ClientOf, member: User, network: Network, brief: Brief, now: dt.datetime
) -> None:
    typed = typed_brief(brief, save="1", remove_0="on", rows="6")
    first = replace(plan_of(brief), requirements=plan_of(brief).requirements[:1])
    services.revise_brief(by=acting(member), brief=brief, seen=1, now=now, plan=first)
    chosen = {**typed, "seen": "2", "keep_requirements": "saved"}
    client_of(member).post(url("brief", network, brief.phenomenon.public_id), chosen)
    assert plan_of(Brief.objects.get(pk=brief.pk)).requirements == first.requirements


def test_a_need_without_a_brief_starts_one(
    client_of: ClientOf, member: User, network: Network, need: Phenomenon
) -> None:
    client, address = client_of(member), url("brief", network, need.public_id)
    assert 'value="psykiatrian_avohoito" selected' in text_of(client.get(address))
    for _ in range(2):
        client.post(address, {"template": "kotihoito"})
    assert Brief.objects.get().template == "kotihoito"


def test_without_a_period_the_season_of_today_is_opened(
    client_of: ClientOf, member: User, network: Network, need: Phenomenon, now: dt.datetime
) -> None:
    Period.objects.of(network).delete()
    client, address = client_of(member), url("brief", network, need.public_id)
    assert f"{network.today(now).year}" in text_of(client.get(address))
    client.post(address, {"template": "kotihoito"})
    opened = Period.objects.of(network).get()
    assert opened.contains(network.today(now))
    assert Brief.objects.get().period == opened


def test_need_and_brief_ask_little(client_of: ClientOf, member: User, network: Network, brief: Brief) -> None:
    client = client_of(member)
    need_form = client.get(url("new", network)).context["form"]
    brief_form = client.get(url("brief", network, brief.phenomenon.public_id)).context["form"]
    required = [field.name for field in need_form if field.field.required]
    assert required == ["title_fi", "target_group", "setting", "municipality", "kind"]
    typed = [name for name in brief_form.number_fields + brief_form.place_fields if name.field.required]
    assert len(required) + len(typed) <= 8
    assert all(row.level.value() and row.weight.value() for row in brief_form.requirement_rows)
