"""Writes of people, their competences and hours; and the trace that reading people leaves."""

from voimala.people.services.adding import Added, add_people
from voimala.people.services.adding_look import Checked, Newcomer, Verdict, look_over
from voimala.people.services.checking import uneven_hours
from voimala.people.services.competences import add_standard_competences
from voimala.people.services.consents import withdraw_consent
from voimala.people.services.entering import NameMissing, enter_person
from voimala.people.services.export import export_own_data
from voimala.people.services.hints import HintRefused, forget_hints, give_hint
from voimala.people.services.hours import (
    HourWish,
    NotEnoughHours,
    NothingHeld,
    book_minutes,
    hold_minutes,
    release_ended_holds,
    release_minutes,
)
from voimala.people.services.limits import lift_limit, set_limit
from voimala.people.services.linking import invite_to_profile, profile_link
from voimala.people.services.profile import (
    ConsentMissing,
    HoursPromised,
    OwnProfile,
    add_own_competences,
    save_own_profile,
)
from voimala.people.services.reading import note_reading
from voimala.people.services.removing import HoursStillPromised, remove_own_data
from voimala.people.services.retention import forget_hours_and_limits
from voimala.people.services.sharing import (
    NobodyAtHome,
    NotShared,
    answer_sharing,
    ask_through_home,
    ask_to_share,
    withdraw_sharing,
)
from voimala.people.services.suggesting import allow_suggesting, stop_suggesting
from voimala.people.services.telling import note_sent, tell_of_storing

__all__ = [
    "Added",
    "Checked",
    "ConsentMissing",
    "HintRefused",
    "HourWish",
    "HoursPromised",
    "HoursStillPromised",
    "NameMissing",
    "Newcomer",
    "NobodyAtHome",
    "NotEnoughHours",
    "NotShared",
    "NothingHeld",
    "OwnProfile",
    "Verdict",
    "add_own_competences",
    "add_people",
    "add_standard_competences",
    "allow_suggesting",
    "answer_sharing",
    "ask_through_home",
    "ask_to_share",
    "book_minutes",
    "enter_person",
    "export_own_data",
    "forget_hints",
    "forget_hours_and_limits",
    "give_hint",
    "hold_minutes",
    "invite_to_profile",
    "lift_limit",
    "look_over",
    "note_reading",
    "note_sent",
    "profile_link",
    "release_ended_holds",
    "release_minutes",
    "remove_own_data",
    "save_own_profile",
    "set_limit",
    "stop_suggesting",
    "tell_of_storing",
    "uneven_hours",
    "withdraw_consent",
    "withdraw_sharing",
]
