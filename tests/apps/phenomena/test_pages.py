"""Pages of needs and briefs: what they say, what they keep, who sees them."""

import datetime as dt
import importlib
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from tests.apps.factories import make_municipality, make_unit, make_user, setting
from tests.apps.phenomena.conftest import Make, words_of
from voimala.accounts.models import User
from voimala.core.viewer import Actor, acting
from voimala.networks.models import Network, Period, RoleKind, TargetGroup
from voimala.phenomena import openings, services
from voimala.phenomena.forms.brief_form import sent_values
from voimala.phenomena.models import Brief, Phenomenon
from voimala.phenomena.models.plan import plan_of
from voimala.phenomena.openings import Step

ClientOf = Callable[[User | None], Client]


def url(name: str, network: Network, *args: str, language: str = "fi") -> str:
    with translation.override(language):
        return reverse(f"phenomena:{name}", args=[network.code, *args])


def typed_need(network: Network, **changes: str) -> dict[str, str]:
    return {
        "title_fi": "Äitien jaksaminen",
        "target_group": str(TargetGroup.objects.of(network).get(code="nuoret").pk),
        "setting": str(setting(network, "neuvola").pk),
        "municipality": str(make_municipality().pk),
        "kind": "need",
        "form_key": "key-of-this-form",
        **changes,
    }


def typed_brief(brief: Brief, **changes: Any) -> dict[str, Any]:
    return {**sent_values(brief), **changes}


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def proposed(monkeypatch: pytest.MonkeyPatch) -> list[Brief]:
    """Fills the slot that proposes; the list tells for which briefs it was asked."""
    asked: list[Brief] = []

    def propose(brief: Brief, by: Actor, now: dt.datetime) -> str:
        asked.append(brief)
        return "/a-proposal/"

    monkeypatch.setattr(openings.propose, "_fillings", [propose])
    return asked


# The list


def test_the_empty_list_teaches(client_of: ClientOf, member: User, network: Network) -> None:
    page = text_of(client_of(member).get(url("needs", network)))
    assert url("new", network) in page
    assert 'class="empty"' in page


def test_the_list_says_how_many_and_where_each_stands(
    client_of: ClientOf, member: User, network: Network, brief: Brief, frame: Make
) -> None:
    frame(title={"fi": "Toinen", "en": "Another"}, synthetic=True)
    page = text_of(client_of(member).get(url("needs", network, language="en")))
    assert "2 needs and phenomena" in page
    assert "1 of them still waits for a brief." in page
    assert "Brief ready" in page
    assert "Brief missing" in page
    assert '<span class="tag">' in page
    assert re.search(r'lang="fi">\s*Nuorten aikuisten', page)
    assert re.search(r'<a href="[^"]+">Another</a>', page)


def test_search_folds_and_groups_filter(
    client_of: ClientOf, member: User, network: Network, frame: Make
) -> None:
    elders = TargetGroup.objects.create(network=network, code="iakkaat", name_fi="Iäkkäät")
    frame(title={"fi": "Äänettömät äidit"})
    frame(title={"fi": "Yksinäinen ilta"}, target_group=elders)
    client = client_of(member)

    def titles(query: str) -> list[str]:
        response = client.get(f"{url('needs', network)}?{query}")
        return [str(row["need"]) for row in response.context["rows"]]

    assert titles("q=ÄÄNETTÖMÄT") == ["Äänettömät äidit"]
    assert titles("q=aanettomat") == []
    assert titles("group=iakkaat") == ["Yksinäinen ilta"]
    assert titles("q=äidit&group=iakkaat") == []


def test_the_list_turns_pages_and_costs_the_same(
    client_of: ClientOf, member: User, network: Network, brief: Brief, frame: Make
) -> None:
    client = client_of(member)

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert client.get(url("needs", network)).status_code == 200
        return len(seen)

    frame()
    frame()
    few = queries()
    for number in range(27):
        frame(title={"fi": f"Tarve {number}"})
    assert queries() == few
    last = client.get(f"{url('needs', network)}?page=99&q=tarve")
    assert last.context["page"].number == 3
    assert 'href="?q=tarve&amp;page=2"' in last.content.decode()


def test_upper_apps_tell_what_follows(
    client_of: ClientOf, member: User, network: Network, brief: Brief, monkeypatch: pytest.MonkeyPatch
) -> None:
    def steps(needs: Any, viewer: Any) -> dict[int, list[Step]]:
        return {
            need.pk: [Step("Group", "Group decided", "/g/", 2), Step("Proposal", "Proposed", "/p/", 1)]
            for need in needs
        }

    monkeypatch.setattr(openings.steps, "_fillings", [steps])
    client = client_of(member)
    assert "Group decided" in text_of(client.get(url("needs", network)))
    page = text_of(client.get(url("need", network, brief.phenomenon.public_id)))
    assert page.index('href="/p/"') < page.index('href="/g/"')


# A new need


def test_a_new_need_becomes_a_filled_brief(client_of: ClientOf, member: User, network: Network) -> None:
    client = client_of(member)
    response = client.post(url("new", network), typed_need(network))
    need = Phenomenon.objects.of(network).get()
    assert response.headers["Location"] == url("brief", network, need.public_id)
    assert str(need) == "Äitien jaksaminen"
    assert need.host_unit is None
    assert need.briefs.get().template == "neuvola"


def test_the_text_is_kept_in_the_language_of_the_page(
    client_of: ClientOf, member: User, network: Network
) -> None:
    typed = typed_need(network, title_sv="Mammornas ork", title_fi="")
    client_of(member).post(url("new", network, language="sv"), typed)
    need = Phenomenon.objects.of(network).get()
    assert (need.title_fi, need.title_sv) == ("", "Mammornas ork")


def test_sending_twice_makes_one_need(client_of: ClientOf, member: User, network: Network) -> None:
    client = client_of(member)
    first = client.post(url("new", network), typed_need(network))
    again = client.post(url("new", network), typed_need(network))
    assert first.headers["Location"] == again.headers["Location"]
    assert Phenomenon.objects.count() == Brief.objects.count() == 1


def test_nothing_typed_is_lost_on_an_error(client_of: ClientOf, member: User, network: Network) -> None:
    typed = typed_need(network, setting="", wished_change_fi="Äidit jaksavat.", title_en="Mothers")
    response = client_of(member).post(url("new", network), typed)
    page = text_of(response)
    assert response.status_code == 200
    assert 'href="#id_setting"' in page
    for kept in ("Äitien jaksaminen", "Äidit jaksavat.", "Mothers", 'value="key-of-this-form"'):
        assert kept in page
    assert not Phenomenon.objects.exists()


def test_what_belongs_elsewhere_cannot_be_chosen(
    client_of: ClientOf, member: User, network: Network, other_network: Network
) -> None:
    typed = typed_need(network, host_unit=str(make_unit(other_network).pk))
    response = client_of(member).post(url("new", network), typed)
    assert "host_unit" in response.context["form"].errors
    assert not Phenomenon.objects.exists()


def test_only_groups_in_force_are_offered(client_of: ClientOf, member: User, network: Network) -> None:
    TargetGroup.objects.create(network=network, code="ennen", name_fi="Ennen", since="2018", until="2020")
    form = client_of(member).get(url("new", network)).context["form"]
    assert [str(group) for group in form.fields["target_group"].queryset] == ["Nuoret aikuiset"]


def test_the_stairs_say_only_what_is_published(client_of: ClientOf, member: User, network: Network) -> None:
    # A test that empties the tables takes the migrated rows with it; adding them again changes nothing.
    importlib.import_module("voimala.phenomena.migrations.0002_stairs").add_stairs(apps, None)
    form = client_of(member).get(url("new", network, language="en")).context["form"]
    steps = [str(step) for step in form.fields["step"].queryset]
    assert [step.split(" – ")[0] for step in steps] == ["1", "2", "3", "4", "5"]
    assert [step.endswith("not published") for step in steps] == [True, True, True, False, True]
    assert "hybrid professions" in steps[3]


# One need


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_page_of_a_need_in_each_language(
    client_of: ClientOf, member: User, network: Network, brief: Brief, language: str
) -> None:
    address = url("need", network, brief.phenomenon.public_id, language=language)
    page = text_of(client_of(member).get(address))
    assert f'<html lang="{language}">' in page
    assert page.count("<h1") == 1
    assert "Nuorten aikuisten yksinäisyys</h1>" in page
    assert ('<h1 lang="fi">' in page) == (language != "fi")


def test_a_unit_names_its_own_worker(
    client_of: ClientOf, member: User, network: Network, brief: Brief
) -> None:
    need = brief.phenomenon
    client = client_of(member)
    address = url("need", network, need.public_id, language="en")
    assert "The host unit is not known yet. It will name the person." in text_of(client.get(address))
    need.host_unit = make_unit(network, name_fi="Nuorten avohoito (malli)")
    need.save()
    page = text_of(client.get(address))
    assert "The unit&#x27;s own worker" in page
    assert "Nuorten avohoito (malli) names the person." in page


def test_a_reader_sees_the_brief_but_no_buttons(
    client_of: ClientOf, colleague: User, network: Network, brief: Brief
) -> None:
    need = brief.phenomenon
    page = text_of(client_of(colleague).get(url("need", network, need.public_id)))
    assert str(brief.requirements.first().competence) in page
    assert url("brief", network, need.public_id) not in page
    assert url("edit", network, need.public_id) not in page


def test_editing_a_need_shows_and_keeps_its_values(
    client_of: ClientOf, member: User, network: Network, need: Phenomenon
) -> None:
    client = client_of(member)
    address = url("edit", network, need.public_id)
    form = client.get(address).context["form"]
    assert form.initial["seen"] == 1
    typed = typed_need(network, title_fi="Uusi otsikko", seen="1", published="on", step="")
    assert client.post(address, typed).headers["Location"] == url("need", network, need.public_id)
    need.refresh_from_db()
    assert (str(need), need.published, need.version) == ("Uusi otsikko", True, 2)


def test_the_second_writer_sees_both_and_chooses(
    client_of: ClientOf, member: User, network: Network, need: Phenomenon, now: dt.datetime
) -> None:
    first = words_of(network, title={"fi": "Ensimmäisen otsikko"}, wished_change={"fi": "Ensimmäisen muutos"})
    services.revise_need(by=acting(member), phenomenon=need, seen=1, now=now, **first)
    client, address = client_of(member), url("edit", network, need.public_id)
    typed = typed_need(
        network,
        title_fi="Toisen otsikko",
        wished_change_fi="Toisen muutos",
        seen="1",
        setting=str(need.setting_id),
    )
    shown = client.post(address, typed)
    page = text_of(shown)
    for text in ("Ensimmäisen otsikko", "Toisen otsikko", "Ensimmäisen muutos", "Toisen muutos"):
        assert text in page
    assert {difference.name for difference in shown.context["differences"]} == {
        "title_fi",
        "wished_change_fi",
    }
    need.refresh_from_db()
    assert need.version == 2
    chosen = {**typed, "seen": "2", "keep_title_fi": "saved", "keep_wished_change_fi": "mine"}
    assert client.post(address, chosen).status_code == 302
    need.refresh_from_db()
    assert (need.title_fi, need.wished_change_fi) == ("Ensimmäisen otsikko", "Toisen muutos")


# The brief


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


def test_without_a_period_the_page_says_what_to_do(
    client_of: ClientOf, member: User, network: Network, need: Phenomenon
) -> None:
    Period.objects.of(network).delete()
    response = client_of(member).post(url("brief", network, need.public_id), {"template": "kotihoito"})
    assert response.status_code == 200
    assert response.context["period"] is None
    assert not Brief.objects.exists()


# Effort


def test_need_and_brief_ask_little(client_of: ClientOf, member: User, network: Network, brief: Brief) -> None:
    client = client_of(member)
    need_form = client.get(url("new", network)).context["form"]
    brief_form = client.get(url("brief", network, brief.phenomenon.public_id)).context["form"]
    required = [field.name for field in need_form if field.field.required]
    assert required == ["target_group", "setting", "municipality", "kind", "title_fi"]
    typed = [name for name in brief_form.number_fields + brief_form.place_fields if name.field.required]
    assert len(required) + len(typed) <= 8
    assert all(row.level.value() and row.weight.value() for row in brief_form.requirement_rows)


# Who sees what

MEMBERS = [role for role in RoleKind if role != RoleKind.OPERATOR]
WRITERS = {RoleKind.COORDINATOR}


@pytest.mark.parametrize("role", RoleKind)
@pytest.mark.parametrize("page", ["needs", "new", "need", "edit", "brief"])
def test_pages_by_role(
    client_of: ClientOf, network: Network, brief: Brief, role: RoleKind, page: str
) -> None:
    args = [brief.phenomenon.public_id] if page in ("need", "edit", "brief") else []
    status = client_of(make_user(network, role)).get(url(page, network, *args)).status_code
    if role == RoleKind.OPERATOR and page in ("need", "edit", "brief"):
        assert status == 404
    elif page in ("needs", "need"):
        assert status == 200
    else:
        assert status == (200 if role in WRITERS else 403)


@pytest.mark.parametrize("page", ["needs", "new", "need", "edit", "brief"])
def test_strangers_find_nothing_and_visitors_sign_in(
    client_of: ClientOf, stranger: User, network: Network, brief: Brief, page: str
) -> None:
    brief.phenomenon.published = True
    brief.phenomenon.save()
    args = [brief.phenomenon.public_id] if page in ("need", "edit", "brief") else []
    assert client_of(stranger).get(url(page, network, *args)).status_code == 404
    assert client_of(None).get(url(page, network, *args)).status_code == 302


def test_a_published_need_of_another_network_is_not_this_networks(
    client_of: ClientOf, stranger: User, other_network: Network, brief: Brief
) -> None:
    brief.phenomenon.published = True
    brief.phenomenon.save()
    address = url("need", other_network, brief.phenomenon.public_id)
    assert client_of(stranger).get(address).status_code == 404


def test_a_colleague_cannot_write_by_hand(
    client_of: ClientOf, colleague: User, network: Network, brief: Brief
) -> None:
    client, public_id = client_of(colleague), brief.phenomenon.public_id
    assert client.post(url("new", network), typed_need(network)).status_code == 403
    assert client.post(url("edit", network, public_id), typed_need(network, seen="1")).status_code == 403
    assert client.post(url("brief", network, public_id), typed_brief(brief, hours="1")).status_code == 403
    assert Phenomenon.objects.count() == 1
    assert Brief.objects.get(pk=brief.pk).version == 1
