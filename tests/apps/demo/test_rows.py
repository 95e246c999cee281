"""What the demonstration holds: counts, labels, and nothing invented about real organisations."""

import datetime as dt
import re
from typing import Any

import pytest
from django.db.models import F, Q

from demo.accounts import COORDINATOR, PARTNER_CONTACT, PROFESSIONAL, SIGN_INS
from demo.network import add_period
from tests.apps.factories import make_network
from voimala.accounts.models import User
from voimala.assembly.models import Group, Proposal, Run
from voimala.assembly.models.proposal import SeatKind
from voimala.core.viewer import system
from voimala.networks.models import Network, Period, RoleKind, Sector
from voimala.partners.models import Commitment, Contact, Entry, Membership, Organisation, Unit
from voimala.partners.services.checking import uneven_balances
from voimala.people.models import (
    Availability,
    KnownCompetence,
    Limit,
    Person,
    Tie,
    with_knowledge,
)
from voimala.phenomena.models import Brief, Phenomenon, Weight

LABELLED = re.compile(r".+ \(malli \d+\)")


def test_how_many_there_are(seeded: Network) -> None:
    people = with_knowledge(Person.objects.of(seeded), system("test"))
    assert people.count() == 412
    assert people.filter(known=True).count() == 140
    assert people.suggestable().count() == 412
    assert people.filter(profile_complete=True).count() == 120
    assert Phenomenon.objects.of(seeded).count() == 12
    assert Phenomenon.objects.of(seeded).filter(published=True).count() == 4
    assert Organisation.objects.of(seeded).filter(synthetic=True).count() == 12
    assert Unit.objects.of(seeded).count() == 30
    assert Unit.objects.of(seeded).filter(lead=None).count() == 0


@pytest.mark.parametrize(
    "model",
    [
        *(Person, Unit, Contact, Commitment, Availability, KnownCompetence, Tie, Limit),
        *(Phenomenon, Run, Proposal, Group),
    ],
)
def test_everything_invented_says_so(seeded: Network, model: Any) -> None:
    assert model.objects.filter(network=seeded).exists()
    assert not model.objects.filter(network=seeded, synthetic=False).exists()


def test_invented_people_leads_and_units_are_labelled(seeded: Network) -> None:
    names = [*Person.objects.values_list("name", flat=True), *Contact.objects.values_list("name", flat=True)]
    names += Unit.objects.values_list("name_fi", flat=True)
    assert [name for name in names if not LABELLED.fullmatch(name)] == []
    invented = Organisation.objects.filter(synthetic=True)
    assert all(name.endswith("(malli)") for name in invented.values_list("name_fi", flat=True))


def test_a_real_organisation_has_no_people_units_hours_or_euros(seeded: Network) -> None:
    real = Organisation.objects.of(seeded).filter(synthetic=False)
    assert real.count() == 10
    invented_about_it = Q(people__isnull=False) | Q(units__isnull=False) | Q(commitments__isnull=False)
    assert not real.filter(invented_about_it | Q(contacts__isnull=False) | Q(entries__isnull=False)).exists()
    assert Entry.objects.of(seeded).filter(synthetic=True).count() > 80
    assert not Entry.objects.filter(synthetic=False).exists()
    assert list(uneven_balances()) == []
    assert all(row.sources for row in real)


def test_an_invented_organisation_is_no_member(seeded: Network) -> None:
    assert not Membership.objects.of(seeded).filter(organisation__synthetic=True).exists()


def test_the_unknown_is_there_to_be_seen(seeded: Network) -> None:
    people = Person.objects.of(seeded)
    assert people.filter(languages__isnull=True).count() > 50
    assert people.filter(municipality=None).count() > 10
    told = Availability.objects.of(seeded)
    assert told.filter(minutes=None).count() > 30
    assert people.filter(availabilities=None).count() > 30
    assert Commitment.objects.of(seeded).filter(minutes=None).count() == 1
    assert set(people.values_list("kind", flat=True)) == set(Person.Kind.values)
    assert {row.sector for row in people.select_related("unit")} >= set(Sector.values)
    assert people.filter(municipality__code="kuopio").count() > 180
    assert Limit.objects.of(seeded).exists()
    assert not Limit.objects.of(seeded).filter(person=F("other")).exists()


def run_of(title: str) -> Run:
    return Run.objects.get(brief__phenomenon__title_fi=title)


def test_the_first_need_reads_as_designed(seeded: Network) -> None:
    run = run_of("Nuorten aikuisten yksinäisyys Kuopiossa")
    assert (run.status, run.considered, run.known) == (Run.Status.OPTIMAL, 412, 140)
    proposal = run.proposal
    assert proposal is not None
    found = (proposal.people, proposal.needs_met, proposal.needs_total, proposal.needs_to_ask, proposal.state)
    assert found == (6, 5, 6, 1, Proposal.State.OPEN)
    sectors = [seat.sector for seat in proposal.seats.all()]
    assert len(set(sectors)) >= 5, "a cross-sector group"


def test_one_need_has_a_seat_that_only_unknown_people_could_fill(seeded: Network) -> None:
    proposal = run_of("Uusien kuopiolaisten ensimmäinen harrastus").proposal
    assert proposal is not None
    assert not KnownCompetence.objects.filter(competence__code="kotoutuminen", level__gt=0).exists()
    need = proposal.needs.get(competence__code="kotoutuminen")
    assert (need.weight, need.state) == (Weight.MUST, "to_ask")
    assert need.could_be_asked > 0
    assert [seat.kind for seat in proposal.seats.all()].count(SeatKind.ASK) == 1


def test_for_one_need_no_group_exists_and_the_reason_is_proven(seeded: Network) -> None:
    without = Run.objects.of(seeded).filter(ways=None)
    assert [run.brief.phenomenon.title_fi for run in without] == ["Kylän yhteiset illat Vesannolla"]
    assert without[0].status == Run.Status.INFEASIBLE
    assert [(each["kind"], each["code"]) for each in without[0].conflicts] == [("no_role", "decision")]


def test_needs_stand_at_different_points(seeded: Network) -> None:
    needs = Phenomenon.objects.of(seeded)
    assert needs.filter(briefs=None).count() == 3
    assert Brief.objects.of(seeded).filter(runs=None).count() == 2
    assert Proposal.objects.of(seeded).filter(state=Proposal.State.OPEN, way=1).count() == 2
    assert Group.objects.of(seeded).count() == 4
    assert needs.values("setting").distinct().count() >= 8
    units = needs.exclude(host_unit=None).values_list("host_unit__synthetic", flat=True)
    assert set(units) == {True}


def test_each_sign_in_works_and_has_its_role(seeded: Network, settings: Any) -> None:
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
        *settings.PASSWORD_HASHERS,
    ]
    roles = {}
    for email, password, name in SIGN_INS:
        user = User.objects.get(email=email)
        assert user.check_password(password)
        assert (user.name, user.synthetic) == (name, True)
        roles[email] = set(user.roles_in(seeded.pk))
    assert [next(iter(held)) for held in roles.values()] == [
        RoleKind.COORDINATOR,
        RoleKind.PARTNER_CONTACT,
        RoleKind.BOARD_MEMBER,
        RoleKind.PROFESSIONAL,
        RoleKind.AUDITOR,
        RoleKind.OPERATOR,
    ]
    assert Person.objects.get(user__email=PROFESSIONAL).name == "Musiikkipedagogi (malli 3)"
    contact = User.objects.get(email=PARTNER_CONTACT)
    assert contact.contacts.get().organisation.synthetic
    assert 0 < Person.objects.visible_to(contact).count() < 100
    assert Person.objects.visible_to(User.objects.get(email=COORDINATOR)).count() == 412


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "name"),
    [
        (dt.date(2027, 1, 1), "Kevät 2027"),
        (dt.date(2027, 7, 31), "Kevät 2027"),
        (dt.date(2026, 8, 1), "Syksy 2026"),
        (dt.date(2026, 12, 31), "Syksy 2026"),
        (dt.date(2028, 2, 29), "Kevät 2028"),
    ],
)
def test_the_period_holds_the_day_of_seeding(day: dt.date, name: str) -> None:
    network = make_network("kausi")
    Period.objects.of(network).delete()
    period = add_period(network, day)
    assert (period.name_fi, period.contains(day)) == (name, True)
    assert (period.ends - period.starts).days in (212, 213, 153)
