"""Pages of needs and briefs, and of needs told by others."""

from voimala.phenomena.views.briefs import brief
from voimala.phenomena.views.lists import needs
from voimala.phenomena.views.single import edit_need, need, new_need
from voimala.phenomena.views.telling import tell
from voimala.phenomena.views.told import told, told_list

__all__ = ["brief", "edit_need", "need", "needs", "new_need", "tell", "told", "told_list"]
