"""Facts are sourced, and what the sources leave open stays open."""

import re
from typing import Any

import pytest

from demo.reading import facts, read
from voimala.core.dates import PartialDate
from voimala.networks.models import Milestone, Network, Source, TargetGroup
from voimala.networks.models.standard import STANDARD_SETTINGS, STANDARD_TARGET_GROUPS
from voimala.partners.models import Goal, Membership, Organisation, Project, Term, Vision
from voimala.phenomena.models import StairStep

FILES = ("voimala", "varavoimaa", "pirkanmaa", "lansi_suomi")


def entries() -> list[tuple[str, dict[str, Any]]]:
    """Every entry of the files of facts, with the file and the name of its list."""
    found = [("regional_networks", entry) for entry in read("facts/regional_networks")]
    for file in FILES:
        for name, value in facts(file).items():
            listed = value if isinstance(value, list) else [value]
            found += [(f"{file}.{name}", entry) for entry in listed]
            found += [(f"{file}.{name}.steps", step) for entry in listed for step in entry.get("steps", ())]
    return found


def listed_marks() -> set[str]:
    return {source["mark"] for source in read("facts/sources")}


def test_every_fact_has_a_source_that_is_listed() -> None:
    assert len(entries()) > 120
    unsourced = [(name, entry) for name, entry in entries() if not entry.get("source")]
    assert unsourced == []
    used = {str(mark) for _, entry in entries() for mark in entry["source"]}
    assert used - listed_marks() == set()


def test_every_listed_source_is_used_and_named_once() -> None:
    used = {str(mark) for _, entry in entries() for mark in entry["source"]}
    used |= {mark for setting in STANDARD_SETTINGS for mark in setting.sources}
    assert listed_marks() == used
    marks = [source["mark"] for source in read("facts/sources")]
    assert len(marks) == len(set(marks))
    assert all(source["title"].strip() for source in read("facts/sources"))


def test_a_text_in_another_language_says_that_it_is_a_translation() -> None:
    """Swedish and English texts are ours, except the network's own names, which stand in its sources."""
    translated = [
        entry for _, entry in entries() if isinstance(entry.get("sv"), str) and entry["sv"] != entry.get("fi")
    ]
    assert len(translated) > 30
    assert [entry for entry in translated if not entry.get("translated")] == []


def test_the_facts_hold_nobodys_contact() -> None:
    text = str(entries()) + str(read("facts/sources"))
    assert not re.search(r"[\w.]+@[\w.]+|\+358|\b0[45]\d[ -]?\d{3}", text)


def test_dates_are_as_precise_as_their_sources() -> None:
    for _, entry in entries():
        for key in ("since", "until", "signed", "start", "out", "day"):
            if entry.get(key) is not None:
                assert isinstance(entry[key], str), entry
                PartialDate.parse(entry[key])


@pytest.mark.parametrize("model", [Milestone, Goal, Project, Vision, Membership, Term])
def test_rows_of_facts_carry_listed_marks(seeded: Network, model: Any) -> None:
    rows = list(model.objects.filter(network=seeded))
    assert rows
    known = set(Source.objects.values_list("mark", flat=True))
    for row in rows:
        assert row.sources, row
        assert set(row.sources) <= known


def test_the_stairs_have_no_invented_names(seeded: Network) -> None:
    """The platform's scale says what the facts say, and nothing where they say nothing."""
    told = {entry["number"]: entry for entry in facts("voimala")["stairs"]["steps"]}
    steps = {step.number: step for step in StairStep.objects.all()}
    assert sorted(steps) == sorted(told) == [1, 2, 3, 4, 5]
    for number, step in steps.items():
        meanings = StairStep.meaning.all_of(step)
        assert step.sources == told[number]["source"]
        if told[number]["meaning"] is None:
            assert step.status == StairStep.Status.PLACEHOLDER
            assert set(meanings.values()) == {""}
        else:
            assert step.status == StairStep.Status.CONFIRMED
            assert all(meanings[code].startswith(text) for code, text in told[number]["meaning"].items())


def test_the_five_target_groups_are_the_focus_of_2018_to_2020(seeded: Network, seeded_at: Any) -> None:
    groups = list(TargetGroup.objects.of(seeded))
    documented = [group for group in groups if group.sources]
    assert len(documented) == 5
    assert {(str(group.since), str(group.until)) for group in documented} == {("2018", "2020")}
    today = seeded_at.date()
    assert not any(group.in_force(today) for group in documented)
    own = [group for group in groups if not group.sources]
    assert own == groups[: len(own)], "the five stand after the general ones"
    assert [group.code for group in own] == [word.code for word in STANDARD_TARGET_GROUPS]
    assert all(group.in_force(today) for group in own)


def test_members_are_dated_as_the_sources_say(seeded: Network, seeded_at: Any) -> None:
    today = seeded_at.date()
    rows = Membership.objects.of(seeded).select_related("organisation")
    by_agreement = {
        row.organisation.code for row in rows if row.ground == "agreement" and row.in_force(today)
    }
    assert by_agreement == {
        "uef", "kuopio", "konservatorio", "pssh", "sakky", "savonia", "siba", "ingmanedu", "tukipilari",
    }  # fmt: skip
    intent = {row.organisation.code: row for row in rows if row.ground == "intent"}
    assert len([row for row in intent.values() if str(row.since) == "1/2015"]) == 9
    assert str(intent["tukipilari"].since) == "2016"
    assert not any(row.in_force(today) for row in intent.values())
    terms = {term.organisation.code: term for term in Term.objects.of(seeded).select_related("organisation")}
    assert str(terms["konservatorio"].until) == "31.7.2021"
    assert terms["konservatorio"].since is None
    assert str(terms["savonia"].since) == "1.8.2021"


def test_unknown_years_stay_unknown(seeded: Network) -> None:
    unknown = Project.objects.of(seeded).filter(since=None).values_list("code", flat=True)
    assert set(unknown) == {"takuulla_iloa", "takuulla_osataan"}
    assert Project.objects.of(seeded).count() == 11
    assert not Organisation.objects.of(seeded).filter(synthetic=False).exclude(name_sv="").exists()
