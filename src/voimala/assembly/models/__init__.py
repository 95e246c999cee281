from voimala.assembly.models.asking import Asking, Call
from voimala.assembly.models.choice import Alternative, Choice, Question
from voimala.assembly.models.group import Group, Seat
from voimala.assembly.models.proposal import Ask, Cover, Proposal, ProposalNeed, ProposalPair, ProposalSeat
from voimala.assembly.models.run import Run

__all__ = [
    "Alternative",
    "Ask",
    "Asking",
    "Call",
    "Choice",
    "Cover",
    "Group",
    "Proposal",
    "ProposalNeed",
    "ProposalPair",
    "ProposalSeat",
    "Question",
    "Run",
    "Seat",
]
