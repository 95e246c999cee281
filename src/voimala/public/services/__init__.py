"""Writes of what a network publishes, and of what visitors write."""

from voimala.public.services.pictures import add_picture
from voimala.public.services.publishing import (
    AlreadyPublished,
    Refused,
    change_item,
    publish_item,
    restore_item,
    withdraw_item,
)

__all__ = [
    "AlreadyPublished",
    "Refused",
    "add_picture",
    "change_item",
    "publish_item",
    "restore_item",
    "withdraw_item",
]
