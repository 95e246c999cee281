"""Offering, answering and ending: who may, what it changes, and what the other side knows when."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.apps.factories import make_network, make_organisation, make_person, make_user
from tests.apps.networks.sharing import Border, make_border
from voimala.core.errors import NotAllowed
from voimala.core.models import Event
from voimala.core.references import Reference
from voimala.core.slots import desk_items
from voimala.core.viewer import Visitor, acting
from voimala.networks.models import RoleKind, Share
from voimala.networks.services import (
    AlreadyShared,
    NotShareable,
    ShareOver,
    answer_share,
    end_share,
    forget_shares,
    offer_share,
)
from voimala.partners.models import Organisation
from voimala.people.models import Person

pytestmark = pytest.mark.django_db
State = Share.State


@pytest.fixture
def border(db: None) -> Border:
    return make_border()


def sees(user: Any, border: Border) -> tuple[bool, bool]:
    """Does the viewer see the person, and the organisation, in the neighbour?"""
    rows = (
        Person.objects.shared_into(border.neighbour, user),
        Organisation.objects.shared_into(border.neighbour, user),
    )
    return rows[0].exists(), rows[1].exists()


def test_an_organisation_is_seen_when_the_neighbour_has_accepted(border: Border) -> None:
    share = border.offer()
    assert (share.state, sees(border.over_there, border)) == (State.OFFERED, (False, False))
    border.accept(share)
    assert sees(border.over_there, border) == (False, True)


def test_a_person_is_seen_after_her_own_yes_and_the_neighbours(border: Border) -> None:
    share = border.offer("person")
    assert not Share.objects.visible_to(border.over_there).exists()
    border.say(share, yes=True)
    assert Share.objects.visible_to(border.over_there).get() == share
    assert sees(border.over_there, border) == (False, False)
    border.accept(share)
    assert sees(border.over_there, border) == (True, False)


def test_the_neighbour_cannot_accept_before_the_person_has_said_yes(border: Border) -> None:
    share = border.offer("person")
    with pytest.raises(NotAllowed):
        answer_share(by=acting(border.over_there), share=share, accept=True, now=share.offered_at)
    assert sees(border.over_there, border) == (False, False)


def test_a_no_of_the_person_ends_it_and_the_neighbour_never_learns(border: Border) -> None:
    share = border.say(border.offer("person"), yes=False)
    assert (share.state, share.answered_at) == (State.ENDED, None)
    assert not Share.objects.visible_to(border.over_there).exists()
    border.say(share, yes=True)
    assert share.state == State.ENDED


@pytest.mark.parametrize("role", [role for role in RoleKind if role != RoleKind.COORDINATOR])
def test_only_coordinators_see_what_is_shared(border: Border, role: RoleKind) -> None:
    border.share_person()
    border.share_organisation()
    assert sees(make_user(border.neighbour, role), border) == (False, False)
    assert sees(border.at_home, border) == (False, False)
    assert sees(Visitor(), border) == (False, False)
    assert sees(border.over_there, border) == (True, True)


def test_what_is_shared_is_nobodys_own(border: Border) -> None:
    """Lists, computations and exports of the neighbour read `visible_to` and `of`: nothing came into them."""
    border.share_person()
    border.share_organisation()
    assert not Person.objects.visible_to(border.over_there).exists()
    assert not Person.objects.of(border.neighbour).exists()
    assert not Organisation.objects.of(border.neighbour).exists()
    third = make_network("kolmas")
    assert not Person.objects.shared_into(third, make_user(third)).exists()


@pytest.mark.parametrize(
    "gone",
    [{"may_be_suggested": False}, {"told_at": None}, {"deleted_at": dt.datetime(2026, 1, 1, tzinfo=dt.UTC)}],
)
def test_whoever_may_not_be_shared_is_not_seen_whatever_the_shares_say(
    border: Border, gone: dict[str, Any]
) -> None:
    border.share_person()
    Person.objects.filter(pk=border.person.pk).update(**gone)
    assert sees(border.over_there, border) == (False, False)


def test_ending_takes_effect_at_once_from_either_side(border: Border, now: dt.datetime) -> None:
    for user in (border.at_home, border.over_there):
        share = border.share_organisation()
        assert end_share(by=acting(user), share=share, now=now)
        assert sees(border.over_there, border) == (False, False)
        assert not end_share(by=acting(user), share=share, now=now)
    assert Event.objects.filter(deed="share_ended").count() == 2


def test_an_offer_is_open_once_and_can_be_made_again_after_its_end(border: Border, now: dt.datetime) -> None:
    share = border.offer()
    with pytest.raises(AlreadyShared):
        border.offer()
    end_share(by=acting(border.at_home), share=share, now=now)
    assert border.offer().pk != share.pk


def test_the_same_answer_again_is_no_deed_and_another_is_told_to_be_late(border: Border) -> None:
    share = border.share_organisation()
    border.accept(share)
    assert Event.objects.filter(deed="share_accepted").count() == 1
    with pytest.raises(ShareOver):
        answer_share(by=acting(border.over_there), share=share, accept=False, now=share.offered_at)
    share.refresh_from_db()
    assert share.state == State.ACCEPTED


def test_an_ended_offer_cannot_be_accepted(border: Border, now: dt.datetime) -> None:
    share = border.offer()
    end_share(by=acting(border.at_home), share=Share.objects.get(pk=share.pk), now=now)
    with pytest.raises(ShareOver):
        border.accept(share)
    assert sees(border.over_there, border) == (False, False)


def test_only_ones_own_is_offered_and_to_another(border: Border, now: dt.datetime) -> None:
    foreign = make_organisation(border.neighbour)
    for network, neighbour, row in (
        (border.home, border.neighbour, foreign),
        (border.home, border.home, border.organisation),
    ):
        with pytest.raises(NotShareable):
            offer_share(
                by=acting(border.at_home),
                network=network,
                neighbour=neighbour,
                reference=Reference("organisation", row.public_id),
                now=now,
            )
    with pytest.raises(NotShareable):
        offer_share(
            by=acting(border.at_home),
            network=border.home,
            neighbour=border.neighbour,
            reference=Reference("unit", border.organisation.units.get().public_id),
            now=now,
        )
    assert not Share.objects.exists()


def test_a_person_without_an_address_cannot_be_offered(border: Border) -> None:
    """Nobody could ask her, so nothing is kept of the try."""
    Person.objects.filter(pk=border.person.pk).update(email="")
    client = client_at(border.at_home)
    answer = client.post(offer_url(border), offer_form(border, "person"), follow=True)
    assert "sähköpostiosoite" in answer.content.decode()
    assert not Share.objects.exists()


def test_what_is_over_is_forgotten_after_ninety_days(border: Border, now: dt.datetime) -> None:
    ended, declined, held = border.offer(), None, border.share_person()
    end_share(by=acting(border.at_home), share=ended, now=now)
    declined = border.offer()
    answer_share(by=acting(border.over_there), share=declined, accept=False, now=now)
    assert forget_shares(now + dt.timedelta(days=89)) == 0
    assert forget_shares(now + dt.timedelta(days=91)) == 2
    assert Share.objects.get() == held


# The pages.


def client_at(user: Any) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def page_of(border: Border, *, home: bool = False) -> str:
    return reverse("networks:neighbours", args=[border.home.code if home else border.neighbour.code])


def offer_url(border: Border) -> str:
    return reverse("networks:offer", args=[border.home.code])


def offer_form(border: Border, kind: str) -> dict[str, str]:
    row = border.person if kind == "person" else border.organisation
    return {"kind": kind, "subject": row.public_id, "neighbour": border.neighbour.code}


def test_the_whole_way_on_the_pages(border: Border) -> None:
    home, there = client_at(border.at_home), client_at(border.over_there)
    page = reverse("partners:organisation", args=[border.home.code, border.organisation.public_id])
    assert offer_url(border) in home.get(page).content.decode()
    home.post(offer_url(border), offer_form(border, "organisation"))
    share = Share.objects.get()
    deed = reverse("networks:share", args=[border.neighbour.code, share.public_id])
    assert "Jaettu laitos" in there.get(page_of(border)).content.decode()
    there.post(deed, {"do": "accept"})
    shared = reverse("partners:organisation", args=[border.neighbour.code, border.organisation.public_id])
    text = there.get(shared).content.decode()
    assert "Jaettu yksikkö" in text
    assert "KOTI" in text
    register = there.get(reverse("partners:partners", args=[border.neighbour.code])).content.decode()
    assert "Jaettu laitos" in register
    assert "KOTI" in register
    home.post(reverse("networks:share", args=[border.home.code, share.public_id]), {"do": "end"})
    assert there.get(shared).status_code == 404
    assert "Jaettu laitos" not in there.get(page_of(border)).content.decode()


def test_a_shared_organisation_keeps_its_contacts_and_promises_at_home(border: Border) -> None:
    border.share_organisation()
    unit = border.organisation.units.get()
    unit.lead = border.organisation.contacts.create(network=border.home, name="Lähijohtaja Salainen")
    unit.save()
    make_person(border.home, name="Työntekijä Salainen", organisation=border.organisation)
    url = reverse("partners:organisation", args=[border.neighbour.code, border.organisation.public_id])
    there = client_at(border.over_there)
    assert "Salainen" not in there.get(url).content.decode()
    assert there.post(url, {"order": "unit_names"}).status_code == 404
    border.organisation.refresh_from_db()
    assert border.organisation.asking_order == Organisation.AskingOrder.PERSON_FIRST


def test_an_offer_waits_on_the_neighbours_desk(border: Border, now: dt.datetime) -> None:
    border.offer()
    waiting = [
        item for items in desk_items.gather(border.over_there, border.neighbour, now) for item in items
    ]
    assert [item.url for item in waiting] == [page_of(border)]
    assert "KOTI" in waiting[0].detail
    at_home = [item.url for items in desk_items.gather(border.at_home, border.home, now) for item in items]
    assert page_of(border, home=True) not in at_home


def test_without_a_neighbour_there_is_no_menu_and_no_panel(border: Border) -> None:
    type(border.home).objects.filter(pk=border.neighbour.pk).update(published=False)
    client = client_at(border.at_home)
    page = reverse("partners:organisation", args=[border.home.code, border.organisation.public_id])
    assert offer_url(border) not in client.get(page).content.decode()


def test_where_nothing_is_shared_the_page_leads_to_those_who_could_be(border: Border) -> None:
    page = client_at(border.at_home).get(reverse("networks:neighbours", args=[border.home.code])).text
    assert f'href="{reverse("desk:find", args=[border.home.code])}">Hae henkilö tai organisaatio<' in page


def test_a_share_of_others_is_not_there(border: Border) -> None:
    share = border.offer()
    third = make_network("kolmas")
    client = client_at(make_user(third))
    assert (
        client.post(reverse("networks:share", args=["kolmas", share.public_id]), {"do": "accept"}).status_code
        == 404
    )
    share.refresh_from_db()
    assert share.state == State.OFFERED
