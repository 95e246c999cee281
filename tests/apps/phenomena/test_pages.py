"""Pages of needs: what they say, what they keep."""

import datetime as dt
import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.apps.factories import make_unit
from tests.apps.phenomena.conftest import Make, words_of
from tests.apps.phenomena.typing_in import ClientOf, text_of, typed_need, url
from voimala.accounts.models import User
from voimala.core.viewer import acting
from voimala.networks.models import Network, TargetGroup
from voimala.phenomena import openings, services
from voimala.phenomena.models import Brief, Phenomenon
from voimala.phenomena.openings import Step
from voimala.phenomena.services import add_published_stairs

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


def test_coming_back_to_a_sent_form_loses_nothing(
    client_of: ClientOf, member: User, network: Network
) -> None:
    client = client_of(member)
    client.post(url("new", network), typed_need(network))
    changed = typed_need(network, title_fi="Isien jaksaminen")
    shown = client.post(url("new", network), changed)
    need = Phenomenon.objects.get()
    assert [difference.mine for difference in shown.context["differences"]] == ["Isien jaksaminen"]
    assert f'action="{url("edit", network, need.public_id)}"' in text_of(shown)
    assert shown.context["form"]["seen"].value() == "1"
    client.post(url("edit", network, need.public_id), {**changed, "seen": "1"})
    assert Phenomenon.objects.get().title_fi == "Isien jaksaminen"


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
    add_published_stairs()
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
