"""Every entry of the facts stands in a seeded row, and a public page shows it.

`tests/data/facts.yaml` is the list of facts as it was given; `tests/data/facts_shown.yaml` says of each entry
where it is. An entry without a rule fails, and so does a rule that nothing needs.
"""

import html
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from django.apps import apps
from django.test import Client
from django.utils.text import slugify

from demo.public_ids import public_id
from voimala.core.dates import PartialDate
from voimala.networks.models import Network

pytestmark = pytest.mark.what_pages_say

DATA = Path(__file__).parents[2] / "data"
ROW = re.compile(r"(?P<model>\w+\.\w+)\((?P<where>.*)\)\.(?P<field>\w+)")
Rule = dict[str, str]


def leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Every entry with its path: what is neither a list nor a mapping."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, str(key)))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from leaves(inner, (*path, name_of(inner, at)))
    else:
        yield ".".join(path), value


def name_of(entry: Any, at: int) -> str:
    if not isinstance(entry, dict):
        return str(at)
    return str(entry.get("code") or (entry["region"] if "start" in entry else at))


@cache
def read(name: str) -> Any:
    return yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))


@cache
def entries() -> list[tuple[str, Any]]:
    return list(leaves(read("facts")))


def rule_for(path: str) -> Rule | None:
    return next((rule for rule in read("facts_shown") if fnmatchcase(path, rule["path"])), None)


def filled(text: str, path: str, value: Any) -> str:
    """The rule's text with the entry's own parts in it."""
    parts = path.split(".")
    given = {"value": value, "day": day(value)}
    if parts[0] == "regional_networks":
        given["slug"] = slugify(parts[1])
    if parts[0] == "municipalities":
        given["fi"] = parts[2].partition("/")[0]
    for key, part in [*given.items(), *enumerate(parts)]:
        text = text.replace("{" + str(key) + "}", str(part))
    return text


def day(value: Any) -> str:
    try:
        return str(PartialDate.parse(value))
    except ValueError:
        return ""


def column(spec: str) -> list[Any]:
    """The column's values in the rows that the spec names."""
    found = ROW.fullmatch(spec)
    assert found is not None, spec
    where = dict(part.split("=", 1) for part in found["where"].split(",") if part)
    rows = apps.get_model(found["model"])._default_manager.filter(**where)
    return [getattr(row, found["field"]) for row in rows]


def folded(text: str) -> str:
    return " ".join(text.casefold().split())


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """The visible words of the pages by address; filled as they are asked for."""
    return {}


def words_of(pages: dict[str, str], address: str) -> str:
    if address not in pages:
        answer = Client().get(address)
        assert answer.status_code == 200, address
        body = re.sub(r"<(style|script|head)\b.*?</\1>", " ", answer.content.decode(), flags=re.DOTALL)
        pages[address] = folded(html.unescape(re.sub(r"<[^>]+>", " ", body)))
    return pages[address]


def address_of(page: str) -> str:
    """ "news networks_begin" is the page of that piece of news of VOIMALA."""
    kind, _, code = page.partition(" ")
    return f"/v/voimala/news/{public_id(Random(f'voimala {code}'))}/" if code else kind


def test_every_entry_has_a_rule_and_every_rule_is_needed() -> None:
    assert len(entries()) > 350
    assert [path for path, _ in entries() if rule_for(path) is None] == []
    used = {rule["path"] for path, _ in entries() if (rule := rule_for(path))}
    assert [rule["path"] for rule in read("facts_shown") if rule["path"] not in used] == []


def test_what_no_page_shows_says_why() -> None:
    for rule in read("facts_shown"):
        told = [key for key in ("page", "no_page", "empty") if rule.get(key)]
        assert len(told) == 1, rule
        assert rule.get("row") or rule.get("empty"), rule


@pytest.mark.parametrize(("path", "value"), entries(), ids=[path for path, _ in entries()])
def test_the_entry_stands_in_a_row_and_on_its_page(
    seeded: Network, pages: dict[str, str], path: str, value: Any
) -> None:
    rule = rule_for(path)
    assert rule is not None
    if "empty" in rule:
        assert value is None
        assert not any(column(filled(rule["empty"], path, value)))
        return
    words = folded(filled(rule.get("words", "{value}"), path, value))
    assert words not in ("", "none"), "say in which words"
    held = [folded(str(one)) for one in column(filled(rule["row"], path, value))]
    assert any(words in one for one in held), (words, held)
    if "page" in rule:
        assert words in words_of(pages, address_of(rule["page"])), (words, rule["page"])
