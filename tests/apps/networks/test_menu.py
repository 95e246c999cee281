"""A menu that is longer than its line folds what is opened once a week; a short one folds nothing."""

import re

import pytest
from django.test import Client

from tests.apps.access_scene import Scene, build_scene

pytestmark = pytest.mark.django_db

RARE = re.compile(r'<details class="account menu-rare">.*?</details>', re.DOTALL)


@pytest.fixture
def scene() -> Scene:
    return build_scene()


def fold_of(client: Client, address: str) -> str:
    found = RARE.search(client.get(address).content.decode())
    return found.group() if found else ""


def test_the_coordinators_weekly_pages_stand_in_a_fold(scene: Scene) -> None:
    fold = fold_of(scene.clients["coord"], "/v/voimala/desk/")
    assert "/v/voimala/publishing/" in fold
    assert "/v/voimala/settings/" in fold
    assert "/v/voimala/people/" not in fold


def test_the_page_in_the_fold_is_told_to_be_the_current_one(scene: Scene) -> None:
    coordinator = scene.clients["coord"]
    assert "aria-current" in fold_of(coordinator, "/v/voimala/settings/words/")
    assert "aria-current" not in fold_of(coordinator, "/v/voimala/desk/")


def test_a_short_menu_folds_nothing(scene: Scene) -> None:
    for who, client in scene.clients.items():
        if who != "coord":
            assert fold_of(client, "/v/voimala/") == "", who
