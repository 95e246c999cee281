"""The one table of permissions: which predicate each deed asks. Nobody tests roles elsewhere."""

from collections.abc import Mapping
from typing import Any

import rules
from django.utils.translation import gettext as _

from voimala.core.errors import NotAllowed
from voimala.core.viewer import Viewer, sees_all


def add_rows(rows: Mapping[str, "rules.predicates.Predicate"]) -> None:
    """Add deeds ("phenomena.frame_need") and their predicates to the table."""
    for deed, predicate in rows.items():
        if rules.perm_exists(deed):
            rules.set_perm(deed, predicate)
        else:
            rules.add_perm(deed, predicate)


def deeds() -> frozenset[str]:
    """Every deed in the table."""
    return frozenset(rules.permissions.permissions)


def allowed(deed: str, by: Viewer, on: Any) -> bool:
    """May this viewer do the deed on this object? The system's own actors may do everything."""
    if deed not in deeds():
        raise LookupError(f"{deed!r} is not in the permission table")
    return sees_all(by) or bool(rules.has_perm(deed, by, on))


def require(deed: str, by: Viewer, on: Any) -> None:
    """Raises NotAllowed unless `allowed`."""
    if not allowed(deed, by, on):
        raise NotAllowed(_("You can see this, but your role does not let you do that."))
