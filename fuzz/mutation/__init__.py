"""Ways to damage an input that know its structure: what is around the damage stays whole, so that readers get to it.

Each is ``mutate(data, chance, pool)``: ``chance`` alone decides what happens, ``pool`` is where pieces are taken from.
"""

from __future__ import annotations

from random import Random

__all__ = ["chance"]


def chance(seed: int) -> Random:
    """Chance that can be had again."""
    return Random(seed)
