"""Pages of people: the register, and what a person tells and knows of herself."""

from voimala.people.views.adding import add, added
from voimala.people.views.competences import competences, edit_competence, new_competence
from voimala.people.views.editing import edit_person
from voimala.people.views.hinting import hint, invite
from voimala.people.views.own import own_data, profile
from voimala.people.views.register import people, person
from voimala.people.views.shared import ask_home

__all__ = [
    "add",
    "added",
    "ask_home",
    "competences",
    "edit_competence",
    "edit_person",
    "hint",
    "invite",
    "new_competence",
    "own_data",
    "people",
    "person",
    "profile",
]
