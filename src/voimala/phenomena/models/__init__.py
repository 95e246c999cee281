from voimala.phenomena.models.brief import Brief, Requirement, SeatWish, Weight
from voimala.phenomena.models.need import Phenomenon
from voimala.phenomena.models.stairs import StairScale, StairStep

__all__ = ["Brief", "Phenomenon", "Requirement", "SeatWish", "StairScale", "StairStep", "Weight"]
