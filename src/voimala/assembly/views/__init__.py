from voimala.assembly.views.groups import group, groups
from voimala.assembly.views.proposals import decide, leave, proposal, propose, run

__all__ = ["decide", "group", "groups", "leave", "proposal", "propose", "run"]
