"""The deeds of imports, as rows of the table of deeds."""

from typing import Any

from tests.apps.factories import make_organisation
from tests.apps.office.importing import PEOPLE
from voimala.core.viewer import system
from voimala.networks.models import Sector
from voimala.office.models import Import
from voimala.office.openings import GivenRow
from voimala.office.services.imports import bring_in, leave_import, look_at_rows, say_columns, target_named
from voimala.office.services.imports_waiting import bring_in_later
from voimala.office.services.undoing import undo_import
from voimala.office.tabular import read_text
from voimala.partners.services.importing import import_organisations
from voimala.partners.services.importing_units import NewUnit, add_units, import_units
from voimala.people.services.adding_letters import tell_by_letter
from voimala.people.services.importing import import_people

MADE = ("organisations_added", "units_added", "people_added")


def a_file(scene: Any) -> dict[str, Any]:
    return {
        "network": scene.network,
        "target": target_named("people"),
        "file_name": "väki.csv",
        "raw": read_text(PEOPLE),
    }


def looked_at(scene: Any) -> Import:
    return look_at_rows(by=system("test"), now=scene.now, **a_file(scene))


def brought_in(scene: Any) -> Import:
    row = looked_at(scene)
    return bring_in(by=system("test"), of_import=row, seen=1, anyway=[], now=scene.now)


def rows_of(scene: Any, **told: str) -> dict[str, Any]:
    return {"network": scene.network, "rows": [GivenRow(2, told)]}


ROWS: tuple[tuple[Any, Any, tuple[str, ...]], ...] = (
    (look_at_rows, a_file, ("import_looked_at",)),
    (
        say_columns,
        lambda scene: {"of_import": looked_at(scene), "seen": 1, "columns": ["name", "", "", "", ""]},
        ("import_columns_said",),
    ),
    (
        bring_in,
        lambda scene: {"of_import": looked_at(scene), "seen": 1, "anyway": []},
        (*MADE, "import_done"),
    ),
    (
        bring_in_later,
        lambda scene: {"of_import": looked_at(scene), "seen": 1, "anyway": []},
        ("job_started",),
    ),
    (leave_import, lambda scene: {"of_import": looked_at(scene)}, ("import_left",)),
    (undo_import, lambda scene: {"of_import": brought_in(scene)}, ("import_undone",)),
    (import_people, lambda scene: rows_of(scene, name="Uusi Ihminen"), ("people_added",)),
    (import_organisations, lambda scene: rows_of(scene, name="Uusi ry"), ("organisations_added",)),
    (
        import_units,
        lambda scene: rows_of(scene, organisation="Uusi ry", name="Toimisto", sector="health"),
        ("organisations_added", "units_added"),
    ),
    (
        add_units,
        lambda scene: {
            "network": scene.network,
            "units": [NewUnit(make_organisation(scene.network), {"fi": "Koulu"}, Sector.EDUCATION)],
        },
        ("units_added",),
    ),
    (tell_by_letter, lambda scene: {"network": scene.network, "language": "fi"}, ("job_started",)),
)
