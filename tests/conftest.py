"""What every test may use. Fixtures of one kind of test live beside those tests."""

import gc
from pathlib import Path

import pytest
from hypothesis import settings

from voimala_cli.catalogues import main as compile_catalogues
from voimala_cli.places import ROOT

# A slow machine is no failure; examples come from the run's own random seed.
settings.register_profile("voimala", deadline=None, database=None)
settings.load_profile("voimala")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--screenshots", action="store_true", help="rewrite the pictures of the documents")


def pytest_configure() -> None:
    """`.venv/bin/pytest` called by itself sees changed texts too."""
    if compile_catalogues() != 0:
        pytest.exit("a message catalogue is damaged; see the line above", returncode=1)


def pytest_collection_finish() -> None:
    """What is imported stays until the end: the search for garbage need not walk through it again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)


@pytest.fixture(scope="session")
def root() -> Path:
    """The clone's own root."""
    return ROOT


@pytest.fixture(scope="session")
def rewrite_screenshots(request: pytest.FixtureRequest) -> bool:
    """True when this run may overwrite the pictures of the documents."""
    return bool(request.config.getoption("--screenshots"))
