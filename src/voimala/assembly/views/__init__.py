from voimala.assembly.views.asked import asking
from voimala.assembly.views.changing import alternatives, choose, ease, propose_afresh, undo_choice
from voimala.assembly.views.groups import ask, group, groups, undo
from voimala.assembly.views.proposals import decide, leave, proposal, propose, run
from voimala.assembly.views.seat_deeds import ask_question, note, seat_deed
from voimala.assembly.views.seats import seat
from voimala.assembly.views.ways import beside

__all__ = [
    "alternatives",
    "ask",
    "ask_question",
    "asking",
    "beside",
    "choose",
    "decide",
    "ease",
    "group",
    "groups",
    "leave",
    "note",
    "proposal",
    "propose",
    "propose_afresh",
    "run",
    "seat",
    "seat_deed",
    "undo",
    "undo_choice",
]
