"""Pages of people: the register, and what a person tells and knows of herself."""

from voimala.people.views.hinting import hint, invite
from voimala.people.views.own import own_data, profile
from voimala.people.views.register import people, person

__all__ = ["hint", "invite", "own_data", "people", "person", "profile"]
