from voimala.assembly.models.group import Group, GroupSeat
from voimala.assembly.models.proposal import Ask, Cover, Proposal, ProposalNeed, ProposalPair, ProposalSeat
from voimala.assembly.models.run import Run

__all__ = [
    "Ask",
    "Cover",
    "Group",
    "GroupSeat",
    "Proposal",
    "ProposalNeed",
    "ProposalPair",
    "ProposalSeat",
    "Run",
]
