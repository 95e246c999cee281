"""Each page that `docs/from-the-texts.md` names opens in the demonstration and says what is promised."""

import html
import re
from collections.abc import Callable

import pytest
from django.test import Client

from demo.accounts import COORDINATOR, PROFESSIONAL, coordinator_of
from tests.from_the_texts import NOT_BUILT, Statement, statements
from voimala.accounts.models import User
from voimala.networks.models import Network

pytestmark = pytest.mark.what_pages_say

ClientOf = Callable[[User | None], Client]
BUILT = [row for row in statements() if row.page != NOT_BUILT]


@pytest.fixture(scope="module")
def read() -> dict[str, str]:
    """The visible words of the pages by address; filled as they are asked for."""
    return {}


def reader_of(page: str) -> str:
    """Whose page it is when visitors must sign in: the coordinator's, the profile the professional's."""
    code = page.split("/")[2]
    if page.endswith("/profile/"):
        return PROFESSIONAL
    return COORDINATOR if code == "voimala" else coordinator_of(code)


def words_of(page: str, client_of: ClientOf) -> str:
    answer = client_of(None).get(page)
    if answer.status_code == 302:
        answer = client_of(User.objects.get(email=reader_of(page))).get(page)
    assert answer.status_code == 200, page
    body = re.sub(r"<(style|script|head)\b.*?</\1>", " ", answer.content.decode(), flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).casefold().split())


@pytest.mark.parametrize("row", BUILT, ids=str)
def test_the_page_says_so(seeded: Network, read: dict[str, str], client_of: ClientOf, row: Statement) -> None:
    if row.page not in read:
        read[row.page] = words_of(row.page, client_of)
    assert row.says.casefold() in read[row.page], (row.page, row.says)
