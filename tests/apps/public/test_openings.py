"""What a front page opens on, which sections it has, and what it says of invented and unsourced rows."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.apps.public.reading import Page, assert_sound, read
from tests.apps.public.rows import add_facts, date, make_need, make_proposal, member_since, milestone
from tests.apps.public.rows import propose_seats as add_seats
from voimala.accounts.models import User
from voimala.networks.models import Network, Part, TargetGroup
from voimala.partners.models import Organisation, Term
from voimala.public.models import Campaign, Happening, News, Picture
from voimala.public.views.front import OPENERS, ORDER, SECTIONS

FRONT = "/v/voimala/"
Opening = Network.Opening


def front(client: Client, prefix: str = "") -> Page:
    response = client.get(prefix + FRONT)
    assert response.status_code == 200
    return read(response)


def section_ids(page: Page) -> list[str]:
    return [name for name in page.ids if name in SECTIONS]


def use(network: Network, **fields: Any) -> None:
    Network.objects.filter(pk=network.pk).update(**fields)


@pytest.fixture
def told(network: Network) -> Network:
    """A network with a row for every section."""
    add_facts(network)
    now = timezone.now()
    today = network.today(now)
    milestone(network, "plan", "Alueellinen suunnitelma", "2019")
    milestone(network, "service", "Jatkuva palvelu", None)
    milestone(network, "work", "Viestintä", None)
    make_need(network)
    out = {"network": network, "publish_at": now - dt.timedelta(days=1)}
    News.objects.create(title_fi="Tuore uutinen", **out)
    Campaign.objects.create(title_fi="Kevään kampanja", since=date("2017-03"), hashtags=["#kevat"], **out)
    Happening.objects.create(
        title_fi="Vaalikeskustelu", day=today + dt.timedelta(days=3), kind=Happening.Kind.PANEL, **out
    )
    return network


def test_every_order_names_known_sections_and_loses_none() -> None:
    own = {Opening.ADVOCACY: {"join", "happenings"}, Opening.BEGINNING: set()}
    for opening, names in ORDER.items():
        assert len(set(names)) == len(names)
        assert set(SECTIONS) - set(names) == own.get(opening, {"join"})
        assert names[0] in OPENERS
    assert set(ORDER) == set(Opening.values)


@pytest.mark.parametrize(
    ("opening", "first"),
    [
        (Opening.PARTNERSHIP, "partners"),
        (Opening.ADVOCACY, "campaigns"),
        (Opening.PLAN, "plan"),
        (Opening.BEGINNING, "join"),
    ],
)
@pytest.mark.parametrize("prefix", ["", "/sv", "/en"])
def test_the_page_opens_on_what_the_network_chose(
    client: Client, told: Network, opening: str, first: str, prefix: str
) -> None:
    use(told, opening=opening)
    page = front(client, prefix)
    assert_sound(page, prefix.strip("/") or "fi")
    assert section_ids(page)[0] == first
    assert page.classes["opening"] == 1
    assert f"#{first}" in page.links


@pytest.mark.parametrize("opening", Opening.values)
def test_without_the_rows_of_its_opening_the_page_begins_with_what_there_is(
    client: Client, network: Network, opening: str
) -> None:
    use(network, opening=opening)
    page = front(client)
    assert_sound(page, "fi")
    assert set(section_ids(page)) <= {"tracks", "focus", "join", "answering"}
    assert page.classes["opening"] == (opening == Opening.BEGINNING)
    assert ("Tähän tulee verkoston oma tarina" in page.text) == (opening != Opening.BEGINNING)


GONE = {
    Part.NEEDS: {"running"},
    Part.PARTNERS: {"partners"},
    Part.TIMELINE: {"arc"},
    Part.NEWS: {"news"},
    Part.CAMPAIGNS: {"campaigns"},
    Part.HAPPENINGS: {"happenings"},
}


@pytest.mark.parametrize("part", Part.values)
def test_a_part_left_out_has_no_section(client: Client, told: Network, part: str) -> None:
    before = set(section_ids(front(client)))
    use(told, parts=[other for other in Part.values if other != part])
    page = front(client)
    assert_sound(page, "fi")
    assert before - set(section_ids(page)) == GONE.get(Part(part), set())


@pytest.mark.parametrize("opening", Opening.values)
def test_with_every_part_left_out_the_page_is_whole(client: Client, told: Network, opening: str) -> None:
    use(told, parts=[], opening=opening)
    page = front(client)
    assert_sound(page, "fi")
    assert not {"running", "partners", "arc", "news", "campaigns", "happenings"} & set(page.ids)
    assert "sopimu" not in page.text.lower()


def test_without_agreements_nothing_speaks_of_one(client: Client, told: Network) -> None:
    assert "Sopimus" in front(client).text
    use(told, parts=[part for part in Part.values if part != Part.AGREEMENT])
    for address in (FRONT, f"{FRONT}timeline/"):
        assert "opimu" not in read(client.get(address)).text, address


def test_without_groups_no_seat_is_drawn(client: Client, told: Network) -> None:
    add_seats(make_proposal(make_need(told, "Ehdotettu")), ("person", "culture"), ("person", "health"))
    assert front(client).classes["mark-open"] == 2
    use(told, parts=[part for part in Part.values if part != Part.GROUPS])
    assert front(client).classes["mark-open"] == 0


def test_the_tracks_speak_the_networks_own_words(client: Client, told: Network) -> None:
    use(told, words={"groups": {"fi": "Kehittäjäryhmät", "sv": "", "en": ""}, "news": {"fi": "Kuulumisia"}})
    page = front(client)
    assert "Kehittäjäryhmät" in page.text
    assert (2, "Kuulumisia") in page.headings
    assert '<span lang="fi">Kehittäjäryhmät</span>' in client.get("/en" + FRONT).content.decode()


def test_hashtags_stand_in_the_hero_of_an_advocacy_network(client: Client, told: Network) -> None:
    use(told, hashtags=["#varavoimaa"], parts=[part for part in Part.values if part != Part.CAMPAIGNS])
    assert "#varavoimaa" not in front(client).text
    use(told, opening=Opening.ADVOCACY)
    assert "#varavoimaa" in front(client).text


def test_an_advocacy_network_tells_its_happenings_with_its_campaigns(client: Client, told: Network) -> None:
    use(told, opening=Opening.ADVOCACY)
    page = front(client)
    assert "happenings" not in page.ids
    assert page.text.index("Vaalikeskustelu") - page.text.index("Kevään kampanja") < 200
    Campaign.objects.all().delete()
    assert "Vaalikeskustelu" in front(client).text


def test_what_was_is_told_when_nothing_is_coming(client: Client, told: Network) -> None:
    today = told.today(timezone.now())
    past = {"network": told, "publish_at": timezone.now(), "day": today - dt.timedelta(days=5)}
    Happening.objects.create(title_fi="Mennyt aamukahvi", **past)
    assert "Mennyt aamukahvi" not in front(client).text
    Happening.objects.create(title_fi="Pitkä näyttely", last_day=today, **past)
    assert "Pitkä näyttely" in front(client).text
    Happening.objects.exclude(title_fi="Mennyt aamukahvi").delete()
    page = front(client)
    assert "Mennyt aamukahvi" in page.text
    assert "Juuri nyt ei ole tulossa mitään." in page.text


@pytest.mark.parametrize("who", ["visitor", "member"])
def test_only_what_is_out_is_shown_also_to_the_coordinator(
    request: pytest.FixtureRequest, client_of: Callable[[User | None], Client], network: Network, who: str
) -> None:
    now = timezone.now()
    News.objects.create(network=network, title_fi="Luonnos")
    News.objects.create(network=network, title_fi="Huomenna", publish_at=now + dt.timedelta(days=1))
    News.objects.create(
        network=network, title_fi="Poistunut", publish_at=now - dt.timedelta(days=3), hide_at=now
    )
    News.objects.create(network=network, title_fi="Julki", publish_at=now - dt.timedelta(days=1))
    text = front(client_of(None if who == "visitor" else request.getfixturevalue(who))).text
    assert "Julki" in text
    for hidden in ("Luonnos", "Huomenna", "Poistunut"):
        assert hidden not in text


def test_target_groups_tell_which_have_ended(client: Client, network: Network) -> None:
    TargetGroup.objects.create(
        network=network, code="vanha", name_fi="Entinen painopiste", since=date("2018"), until=date("2020"),
        sources=["D1"],
    )  # fmt: skip
    text = front(client).text
    assert text.index("Nyt Nuoret aikuiset") < text.index("2018–2020 päättynyt Entinen painopiste")


def test_a_sourced_network_is_not_said_to_work_for_what_no_source_names(
    client: Client, network: Network
) -> None:
    assert "Nuoret aikuiset" in front(client).text
    use(network, sources=["D1"])
    assert "Nuoret aikuiset" not in front(client).text
    use(network, synthetic=True)
    assert "Nuoret aikuiset" in front(client).text


def test_members_have_both_their_names(client: Client, network: Network) -> None:
    member_since(network, "takes_part", "2020", name_fi="Vaasan kaupunki", name_sv="Vasa stad")
    member_since(network, "takes_part", "2020", name_fi="Vain suomeksi ry")
    assert '<span lang="sv">Vasa stad</span>' in client.get(FRONT).content.decode()
    swedish = client.get("/sv" + FRONT).content.decode()
    assert '<span lang="fi">Vaasan kaupunki</span>' in swedish
    assert swedish.count("Vain suomeksi ry") == 1


def test_invented_members_carry_the_tag_and_the_page_says_so(client: Client, network: Network) -> None:
    member_since(network, "takes_part", "2020", name_fi="Oikea ry")
    assert "keksitty" not in front(client).text
    member_since(network, "takes_part", "2020", name_fi="Keksitty ry (malli)", synthetic=True)
    page = front(client)
    assert page.classes["tag"] == 2
    assert "”Malli”-merkityt jäsenet on keksitty." in page.text
    assert "organisaatiota tekee työtä yhdessä" not in page.text
    use(network, synthetic=True)
    assert "Kaikki tällä sivulla on keksittyä." in front(client).text


@pytest.mark.parametrize("model", [News, Campaign, Happening])
def test_what_is_invented_and_published_carries_the_tag(client: Client, network: Network, model: Any) -> None:
    day = {"day": network.today(timezone.now())} if model is Happening else {}
    row = model.objects.create(
        network=network, title_fi="Keksitty", synthetic=True, publish_at=timezone.now(), **day
    )
    page = front(client)
    assert page.classes["tag"] == 2
    assert "uutiset ja tapahtumat on keksitty." in page.text
    model.objects.filter(pk=row.pk).update(synthetic=False)
    assert front(client).classes["tag"] == 0


def test_who_answers_is_told_with_dates_and_those_before(client: Client, network: Network) -> None:
    for code, since, until in (("nyt", "2021-08", None), ("ennen", None, "2021-07-31")):
        organisation = Organisation.objects.create(
            network=network, code=code, name_fi=f"Moottori {code}", kind="culture"
        )
        Term.objects.create(
            network=network, organisation=organisation, duty="motor", since=date(since), until=date(until)
        )
    text = front(client).text
    assert "Moottori nyt 8/2021 alkaen" in text
    assert "Aiemmin: Moottori ennen" in text


def test_few_years_are_told_without_a_figure(client: Client, network: Network) -> None:
    milestone(network, "phase", "Alkuvaihe", "2016")
    page = front(client)
    assert page.classes["timeline-figure"] == 0
    assert "Alkuvaihe" in page.text
    for number in range(3):
        milestone(network, "recognition", f"Tunnustus {number}", "2018")
    page = front(client)
    assert (page.classes["timeline-figure"], page.classes["timeline-table"]) == (1, 1)


def test_the_figure_of_the_front_page_has_its_table(client: Client, told: Network) -> None:
    html = client.get(FRONT).content.decode()
    table = html[html.index("timeline-table") :]
    for title in (
        "Etsintävaihe",
        "Kasvuvaihe",
        "Kokeiluhanke",
        "Vuodeton hanke",
        "Rahoittaja",
        "Vuoden teko",
    ):
        assert title in table[: table.index("</table>")]


@pytest.mark.parametrize(("who", "status"), [("member", 200), ("stranger", 404), ("visitor", 404)])
@pytest.mark.parametrize("opening", Opening.values)
def test_an_unpublished_network_is_for_its_own_people_whatever_it_opens_on(
    request: pytest.FixtureRequest,
    client_of: Callable[[User | None], Client],
    told: Network,
    who: str,
    status: int,
    opening: str,
) -> None:
    user = None if who == "visitor" else request.getfixturevalue(who)
    use(told, published=False, opening=opening)
    assert client_of(user).get(FRONT).status_code == status


def test_a_picture_comes_with_its_words_and_its_maker(client: Client, network: Network) -> None:
    Picture.objects.create(
        network=network, file="pictures/voimala/a.webp", width=800, height=600, alt_fi="Punottu kuvio",
        credit="Kuvaaja (malli)", added_at=timezone.now(),
    )  # fmt: skip
    html = client.get(FRONT).content.decode()
    assert 'alt="Punottu kuvio"' in html
    assert "Kuvaaja (malli)" in read(client.get(FRONT)).text
    assert "<figcaption" in html[html.index('id="pictures"') :]


def test_visitors_are_led_to_tell_and_to_write(
    client_of: Callable[[User | None], Client], told: Network, member: User
) -> None:
    ways = {f"{FRONT}tell/", f"{FRONT}contact/"}
    assert ways <= set(front(client_of(None)).links)
    assert f"{FRONT}desk/" in front(client_of(member)).links
    use(told, parts=[part for part in Part.values if part not in (Part.TOLD, Part.CONTACT)])
    assert not ways & set(front(client_of(None)).links)
