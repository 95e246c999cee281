"""Files to bring in, and the way they go: for the tests of imports."""

import datetime as dt
from typing import Any

from voimala.accounts.models import User
from voimala.core.viewer import acting
from voimala.networks.models import Network
from voimala.office.models import Import
from voimala.office.services.imports import bring_in, look_at_rows, target_named
from voimala.office.tabular import read_text

PEOPLE = (
    "Nimi;Sähköposti;Tehtävä;Organisaatio;Yksikkö\n"
    "Maija Malli;maija@example.org;muusikko;Mallilan musiikkiyhdistys ry;Konserttitoiminta\n"
    "Pekka Malli;pekka@example.org;sairaanhoitaja;Mallilan musiikkiyhdistys ry;\n"
)


def look(
    network: Network, user: User, now: dt.datetime, text: str = PEOPLE, target: str = "people"
) -> Import:
    return look_at_rows(
        by=acting(user),
        network=network,
        target=target_named(target),
        file_name="väki.csv",
        raw=read_text(text),
        now=now,
    )


def bring(row: Import, user: User, now: dt.datetime, **changes: Any) -> Import:
    return bring_in(by=acting(user), of_import=row, now=now, **{"seen": row.version, "anyway": (), **changes})


def many(number: int, first: int = 0) -> str:
    """That many people of a few workplaces, none of whom exists."""
    rows = ["Etunimi;Sukunimi;Sähköposti;Tehtävä;Organisaatio;Kunta"]
    rows += [
        f"Testi;Ihminen-{place};ihminen{place}@example.org;opettaja;Mallilan koulu {place % 7};Kuopio"
        for place in range(first, first + number)
    ]
    return "\n".join(rows)
