"""Public ids drawn from the demonstration's own seed: each seeding makes the same addresses."""

from random import Random

from voimala.core.ids import ALPHABET, LENGTH


def public_id(draw: Random) -> str:
    return "".join(draw.choice(ALPHABET) for _ in range(LENGTH))
