"""Pages of needs and briefs."""

from voimala.phenomena.views.briefs import brief
from voimala.phenomena.views.lists import needs
from voimala.phenomena.views.single import edit_need, need, new_need

__all__ = ["brief", "edit_need", "need", "needs", "new_need"]
