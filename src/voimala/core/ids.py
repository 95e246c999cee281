"""Random public ids: what addresses and references carry instead of row numbers."""

import secrets

from django.db import models

# No vowels, no look-alikes: no words appear by accident, and an id can be read aloud.
ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
LENGTH = 12


def new_public_id() -> str:
    """A random id of 12 characters (about 57 bits)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


class PublicIdField(models.CharField):
    """A unique, unguessable id for addresses; the bigint key never leaves the house."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs["max_length"] = LENGTH
        kwargs["unique"] = True
        kwargs["editable"] = False
        kwargs["default"] = new_public_id
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # fixed options above, the rest passes through
