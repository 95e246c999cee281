"""Writing news, campaigns and happenings: by coordinators, once, at their time, and never lost."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from tests.apps.factories import make_municipality, make_user
from tests.apps.public.published import HOUR, make_campaign, make_happening, make_news, make_picture, upload
from voimala.accounts.models import User
from voimala.core.dates import PartialDate
from voimala.core.errors import NotAllowed
from voimala.core.models import Event
from voimala.core.versions import ChangedByAnother
from voimala.core.viewer import acting
from voimala.networks.models import Network, Part
from voimala.public.models import Campaign, Happening, News, Picture
from voimala.public.models.plan import CampaignPlan, HappeningPlan, NewsPlan
from voimala.public.services import (
    AlreadyPublished,
    Refused,
    change_item,
    publish_item,
    restore_item,
    withdraw_item,
)

HELSINKI = ZoneInfo("Europe/Helsinki")
NEW = "/v/voimala/publishing/new/"
TODAY = dt.date(2026, 11, 22)


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Any) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path), "base_url": None},
        },
    }


def plan_of(**changes: Any) -> NewsPlan:
    return NewsPlan(**{"title": {"fi": "Uutinen"}, **changes})


def test_a_form_sent_twice_writes_one(network: Network, member: User, now: dt.datetime) -> None:
    sent = {"by": acting(member), "network": network, "plan": plan_of(), "now": now, "form_key": "a-form"}
    assert publish_item(**sent) == publish_item(**sent)
    assert News.objects.count() == 1
    assert Event.objects.filter(deed="news_written").count() == 1
    with pytest.raises(AlreadyPublished):
        publish_item(**{**sent, "plan": plan_of(title={"fi": "Toinen"})})


@pytest.mark.parametrize(
    ("plan", "where"),
    [
        (NewsPlan(title={"fi": " \u200b "}), "title"),
        (NewsPlan(title={"fi": "x" * 201}), "title"),
        (NewsPlan(title={"fi": "x"}, body={"sv": "x" * 20_001}), "body"),
        (NewsPlan(title={"fi": "x"}, publish_at=dt.datetime(2026, 2, 1, tzinfo=dt.UTC),
                  hide_at=dt.datetime(2026, 2, 1, tzinfo=dt.UTC)), "hide_at"),
        (CampaignPlan(title={"fi": "x"}, since=PartialDate("2017-05"), until=PartialDate("2016")), "until"),
        (CampaignPlan(title={"fi": "x"}, hashtags=["#oma tagi"]), "hashtags"),
        (CampaignPlan(title={"fi": "x"}, hashtags=[f"#t{n}" for n in range(11)]), "hashtags"),
        (HappeningPlan(title={"fi": "x"}, day=TODAY, last_day=TODAY - dt.timedelta(days=1)), "last_day"),
        (HappeningPlan(title={"fi": "x"}, day=TODAY, ends_at=dt.time(12)), "starts_at"),
        (HappeningPlan(title={"fi": "x"}, day=TODAY, starts_at=dt.time(12), ends_at=dt.time(12)), "ends_at"),
        (HappeningPlan(title={"fi": "x"}, day=TODAY, address="javascript:alert(1)"), "address"),
        (HappeningPlan(title={"fi": "x"}, day=TODAY, place="x" * 201), "place"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_beside_its_field(
    plan: Any, where: str, network: Network, member: User, now: dt.datetime
) -> None:
    with pytest.raises(Refused) as refused:
        publish_item(by=acting(member), network=network, plan=plan, now=now)
    assert refused.value.where == where
    assert not Event.objects.filter(deed__endswith="_written").exists()


def test_a_picture_of_another_network_is_refused(
    network: Network, other_network: Network, member: User, now: dt.datetime
) -> None:
    plan = plan_of(picture=make_picture(other_network))
    with pytest.raises(Refused) as refused:
        publish_item(by=acting(member), network=network, plan=plan, now=now)
    assert refused.value.where == "picture"


def test_a_night_over_midnight_and_marks_of_hashtags(
    network: Network, member: User, now: dt.datetime
) -> None:
    by = acting(member)
    night = HappeningPlan(
        title={"fi": "Yö"}, day=TODAY, last_day=TODAY + dt.timedelta(days=1), starts_at=dt.time(20),
        ends_at=dt.time(2),
    )  # fmt: skip
    assert publish_item(by=by, network=network, plan=night, now=now).ends_at == dt.time(2)
    tags = CampaignPlan(title={"fi": "K"}, hashtags=["varavoimaa", "##taide_ulkona", " "])
    made = publish_item(by=by, network=network, plan=tags, now=now)
    assert made.hashtags == ["#varavoimaa", "#taide_ulkona"]


def test_the_second_writer_meets_the_first(network: Network, member: User, now: dt.datetime) -> None:
    item = make_news(network)
    change_item(by=acting(member), item=item, seen=1, plan=plan_of(title={"fi": "Ensin"}), now=now)
    with pytest.raises(ChangedByAnother):
        change_item(by=acting(member), item=item, seen=1, plan=plan_of(title={"fi": "Sitten"}), now=now)
    item.refresh_from_db()
    assert (item.title_fi, item.version) == ("Ensin", 2)


def test_nothing_changed_is_no_change(network: Network, member: User, now: dt.datetime) -> None:
    item = make_news(network, "Uutinen", publish_at=None)
    same = change_item(by=acting(member), item=item, seen=1, plan=plan_of(), now=now)
    assert same.version == 1
    assert not Event.objects.filter(deed="news_changed").exists()


def test_taken_away_and_brought_back(network: Network, member: User, client: Client) -> None:
    item, now = make_news(network), timezone.now()
    address = f"/v/voimala/news/{item.public_id}/"
    assert client.get(address).status_code == 200
    withdraw_item(by=acting(member), item=item, now=now)
    withdraw_item(by=acting(member), item=item, now=now)
    assert client.get(address).status_code == 404
    assert not News.objects.visible_to(member).exists()
    assert list(News.objects.withdrawn_to(member)) == [item]
    restore_item(by=acting(member), item=item, now=now)
    assert client.get(address).status_code == 200
    deeds = list(Event.objects.filter(deed__startswith="news_").order_by("pk").values_list("deed", flat=True))
    assert deeds == ["news_withdrawn", "news_restored"]


def test_only_coordinators_of_the_network_publish(
    network: Network, colleague: User, stranger: User, now: dt.datetime
) -> None:
    item = make_news(network)
    for who in (colleague, stranger):
        with pytest.raises(NotAllowed):
            publish_item(by=acting(who), network=network, plan=plan_of(), now=now)
        with pytest.raises(NotAllowed):
            change_item(by=acting(who), item=item, seen=1, plan=plan_of(), now=now)
        with pytest.raises(NotAllowed):
            withdraw_item(by=acting(who), item=item, now=now)
        assert not News.objects.withdrawn_to(who).exists()


def test_the_day_of_the_pages_is_that_of_the_last_thing_that_went_out(
    network: Network, member: User, now: dt.datetime
) -> None:
    def updated() -> dt.date | None:
        return Network.objects.get(pk=network.pk).updated_on

    publish_item(by=acting(member), network=network, plan=plan_of(), now=now)
    publish_item(by=acting(member), network=network, plan=plan_of(publish_at=now + HOUR), now=now)
    assert updated() is None, "a draft and what is to come change no public page"
    publish_item(by=acting(member), network=network, plan=plan_of(publish_at=now), now=now)
    assert updated() == network.today(now)


# The form ------------------------------------------------------------------------------------------------


def filled(**changes: Any) -> dict[str, Any]:
    """What a browser sends of a filled form of news."""
    return {"title_fi": "Kutsu", "when": "now", "form_key": "k1", "do": "save", **changes}


@pytest.fixture
def desk(member: User, client_of: Callable[..., Client]) -> Client:
    return client_of(member)


def test_a_piece_of_news_goes_out_at_once(desk: Client, client: Client, network: Network) -> None:
    answer = desk.post(NEW + "news/", filled(body_fi="Tule **mukaan**\r\nheti"))
    item = News.objects.get()
    assert answer.headers["Location"] == f"/v/voimala/news/{item.public_id}/"
    assert item.body_fi == "Tule **mukaan**\nheti"
    page = client.get(answer.headers["Location"]).content.decode()
    assert "<strong>mukaan</strong>" in page
    assert "Muokkaa" not in page


def test_a_title_alone_is_required(desk: Client, network: Network) -> None:
    answer = desk.post(NEW + "news/", filled(title_fi="", lead_fi="Tämä jää lomakkeelle"))
    page = answer.content.decode()
    assert "Kirjoita otsikko." in page
    assert "Tämä jää lomakkeelle" in page
    assert not News.objects.exists()


def test_a_day_in_the_zone_of_the_network(desk: Client, client: Client, network: Network) -> None:
    day = timezone.localdate() + dt.timedelta(days=3)
    sent = filled(when="at", publish_on=day.isoformat(), publish_time="9.30", hide_on=day.isoformat())
    desk.post(NEW + "news/", sent)
    item = News.objects.get()
    assert item.publish_at == dt.datetime.combine(day, dt.time(9, 30), HELSINKI)
    assert item.hide_at == dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), HELSINKI)
    assert client.get(f"/v/voimala/news/{item.public_id}/").status_code == 404
    assert "vain koordinaattorit" in desk.get(f"/v/voimala/news/{item.public_id}/").content.decode()
    form = desk.get(f"/v/voimala/publishing/news/{item.public_id}/").content.decode()
    assert f'value="{day.isoformat()}"' in form
    assert 'value="09:30"' in form


def test_a_day_of_choice_needs_the_day(desk: Client, network: Network) -> None:
    answer = desk.post(NEW + "news/", filled(when="at"))
    assert "Valitse päivä." in answer.content.decode()


def test_looking_first_saves_nothing_but_the_picture(desk: Client, network: Network) -> None:
    sent = filled(do="preview", body_fi="## Otsikko", upload=upload(), alt="Kuvio", credit="Tekijä (malli 1)")
    page = desk.post(NEW + "news/", sent).content.decode()
    assert "<h3>Otsikko</h3>" in page
    assert not News.objects.exists()
    picture = Picture.objects.get()
    assert f'<option value="{picture.pk}" selected>' in page
    assert 'value="Kutsu"' in page
    desk.post(NEW + "news/", filled(picture=picture.pk))
    assert News.objects.get().picture == picture


def test_a_picture_is_kept_though_the_form_is_not_right(desk: Client, network: Network) -> None:
    sent = filled(title_fi="", upload=upload(), alt="Kuvio", credit="Tekijä (malli 1)")
    page = desk.post(NEW + "news/", sent).content.decode()
    assert f'<option value="{Picture.objects.get().pk}" selected>' in page


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"upload": upload(), "alt": "Kuvio"}, "Kirjoita, kuka kuvan on tehnyt."),
        ({"upload": upload(), "credit": "Tekijä"}, "Kerro muutamalla sanalla, mitä kuvassa on"),
        ({"upload": upload(b"<svg onload=alert(1)>", "a.jpg"), "alt": "x", "credit": "y"}, "JPEG-, PNG- tai"),
        ({"alt": "Kuvio", "credit": "Tekijä"}, "Valitse kuvatiedosto."),
    ],
)
def test_a_picture_never_goes_out_without_its_words(
    sent: dict[str, Any], told: str, desk: Client, network: Network
) -> None:
    if "upload" in sent:
        sent["upload"].seek(0)
    page = desk.post(NEW + "news/", filled(**sent)).content.decode()
    assert told in page
    assert 'value="Kutsu"' in page
    assert not News.objects.exists()
    assert not Picture.objects.exists()


def test_all_of_a_happening_and_a_campaign(desk: Client, network: Network) -> None:
    place = make_municipality()
    own = {
        "kind": "panel", "day": "2027-03-23", "starts_at": "17:30", "ends_at": "", "last_day": "",
        "place": "Kirjasto", "municipality": place.pk, "address": "https://example.org/",
    }  # fmt: skip
    desk.post(NEW + "happening/", filled(**own))
    row = Happening.objects.get()
    assert (row.kind, row.day, row.starts_at) == ("panel", dt.date(2027, 3, 23), dt.time(17, 30))
    assert (row.place, row.municipality, row.ends_at) == ("Kirjasto", place, None)
    desk.post(NEW + "campaign/", filled(since="3/2017", until="2017-05", hashtags="varavoimaa, #taide"))
    campaign = Campaign.objects.get()
    assert (campaign.since, campaign.until) == (PartialDate("2017-03"), PartialDate("2017-05"))
    assert campaign.hashtags == ["#varavoimaa", "#taide"]


@pytest.mark.parametrize("kind", ["news", "campaign", "happening"])
def test_an_untouched_form_changes_nothing(kind: str, desk: Client, network: Network) -> None:
    """What the page of the form holds, sent back, is what is saved."""
    day = timezone.localdate() + dt.timedelta(days=9)
    make = {"news": make_news, "campaign": make_campaign, "happening": make_happening}[kind]
    own = {
        "news": {},
        "campaign": {"since": PartialDate("2017-03"), "hashtags": ["#a", "#b"]},
        "happening": {"day": day, "starts_at": dt.time(9, 5), "municipality": make_municipality()},
    }[kind]
    item = make(
        network, body_fi="a\n\nb", title_sv="Svensk", comments_open=True, picture=make_picture(network), **own
    )
    address = f"/v/voimala/publishing/{kind}/{item.public_id}/"
    assert desk.post(address, as_browser(desk.get(address).content.decode())).status_code == 302
    item.refresh_from_db()
    assert item.version == 1


def as_browser(page: str) -> dict[str, str]:
    """The values that a browser would send of the page's form."""
    form = page[page.index('enctype="multipart/form-data"') :]
    found: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        values = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        ticked = values.get("type") not in ("checkbox", "radio") or " checked" in tag
        if "name" in values and ticked and values.get("type") != "file":
            nothing = "on" if values.get("type") == "checkbox" else ""
            found[values["name"]] = values.get("value", nothing)
    for name, text in re.findall(r'<textarea name="(\w+)"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL):
        found[name] = text.replace("\n", "\r\n")
    for name, options in re.findall(r'<select name="(\w+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = chosen.group(1) if chosen else ""
    return found | {"do": "save"}


def test_two_writers_choose_what_stays(
    desk: Client, network: Network, now: dt.datetime, member: User
) -> None:
    item = make_news(network, "Alku", lead_fi="Alku")
    address = f"/v/voimala/publishing/news/{item.public_id}/"
    mine = as_browser(desk.get(address).content.decode()) | {"title_fi": "Minun", "lead_fi": "Minun lyhyt"}
    others = plan_of(title={"fi": "Toisen"}, lead={"fi": "Alku"}, publish_at=item.publish_at)
    change_item(by=acting(member), item=item, seen=1, plan=others, now=now)
    page = desk.post(address, mine).content.decode()
    assert "Joku muu tallensi" in page
    assert "Toisen" in page
    assert 'value="Minun"' in page
    again = as_browser(page) | {"keep_title_fi": "saved", "keep_lead_fi": "mine"}
    assert desk.post(address, again).status_code == 302
    item.refresh_from_db()
    assert (item.title_fi, item.lead_fi) == ("Toisen", "Minun lyhyt")


def test_the_list_has_drafts_first_and_offers_what_was_taken_away(desk: Client, network: Network) -> None:
    make_news(network, "Nyt ulkona")
    make_news(network, "Vielä luonnos", publish_at=None)
    make_news(network, "Huomenna ulos", publish_at=timezone.now() + dt.timedelta(days=1))
    make_happening(network, "Mennyt ilta", day=timezone.localdate() - dt.timedelta(days=2))
    gone = make_news(network, "Pois otettu")
    answer = desk.post(f"/v/voimala/publishing/news/{gone.public_id}/withdraw/")
    assert answer.headers["Location"].startswith("/v/voimala/publishing/")
    page = desk.get("/v/voimala/publishing/").content.decode()
    order = ["Vielä luonnos", "Huomenna ulos", "Nyt ulkona", "Mennyt ilta", "Pois otettu"]
    assert sorted(order, key=lambda title: page.index(f">{title}<")) == order
    desk.post(f"/v/voimala/publishing/news/{gone.public_id}/restore/")
    assert News.objects.visible_to(desk_user(network)).filter(pk=gone.pk).exists()


def desk_user(network: Network) -> User:
    found: User = User.objects.filter(roles__network=network).first()
    return found


def test_a_part_left_out_has_no_form(desk: Client, network: Network) -> None:
    Network.objects.filter(pk=network.pk).update(parts=[Part.NEWS])
    item = make_campaign(network)
    assert desk.get(NEW + "campaign/").status_code == 404
    assert desk.get(f"/v/voimala/publishing/campaign/{item.public_id}/").status_code == 404
    assert desk.get(NEW + "nothing/").status_code == 404
    assert desk.get(NEW + "news/").status_code == 200
    page = desk.get("/v/voimala/publishing/").content.decode()
    assert "Uusi kampanja" not in page


def test_a_form_reads_nothing_of_another_network(
    desk: Client, network: Network, other_network: Network
) -> None:
    make_picture(other_network, alt={"fi": "Naapurin kuva"})
    item = make_news(other_network, "Naapurin uutinen")
    assert "Naapurin" not in desk.get(NEW + "news/").content.decode()
    for address in ("", "withdraw/", "restore/"):
        path = f"/v/voimala/publishing/news/{item.public_id}/{address}"
        assert desk.post(path, filled()).status_code == 404
    page = desk.post(NEW + "news/", filled(picture=Picture.objects.get().pk)).content.decode()
    assert 'class="field-error"' in page
    assert not News.objects.filter(network=network).exists()


def test_another_coordinator_of_the_network_may_change_it(
    network: Network, client_of: Callable[..., Client]
) -> None:
    item = make_news(network)
    assert (
        client_of(make_user(network)).get(f"/v/voimala/publishing/news/{item.public_id}/").status_code == 200
    )
