from voimala.assembly.models.group import Group, Seat
from voimala.assembly.models.proposal import Ask, Cover, Proposal, ProposalNeed, ProposalPair, ProposalSeat
from voimala.assembly.models.run import Run

__all__ = [
    "Ask",
    "Cover",
    "Group",
    "Proposal",
    "ProposalNeed",
    "ProposalPair",
    "ProposalSeat",
    "Run",
    "Seat",
]
