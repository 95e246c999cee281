from voimala.phenomena.models.brief import Brief, Requirement, SeatWish, Weight
from voimala.phenomena.models.need import Phenomenon
from voimala.phenomena.models.stairs import StairScale, StairStep
from voimala.phenomena.models.told import Addition, ToldNeed

__all__ = [
    "Addition",
    "Brief",
    "Phenomenon",
    "Requirement",
    "SeatWish",
    "StairScale",
    "StairStep",
    "ToldNeed",
    "Weight",
]
