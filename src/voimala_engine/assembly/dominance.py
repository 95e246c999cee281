"""Leaves out candidates that an optimal team never needs.

Candidate j may be replaced by d when d has the same sector, brings everything j brings, is not known about the
same needs, costs
no more even after every old tie d could have cost a new pair and the tie bonus j could have earned, and d excludes
nobody. When enough such d exist that one is always outside the team, with room in the own organisation, j is left
out. Each replacement moves to a candidate earlier in (cost, position), so replacing ends: at least one optimal team
has no left-out candidate. Proof and an example: docs/algorithms/assembly.md.
"""

from collections import defaultdict

import numpy as np

from voimala_engine.assembly.eligibility import Flags, Ints, View
from voimala_engine.assembly.instance import Weights


def brought_masks(view: View) -> list[int]:
    """Per candidate: everything the candidate is known to bring, as bits."""
    columns = [*view.covers.values(), *view.brings_strength.values(), view.below, view.above]
    return _masks(view, columns + [view.meets[need] for need in view.needs])


def _masks(view: View, columns: list[Flags]) -> list[int]:
    masks: list[int] = [0] * len(view.ids)
    for bit, column in enumerate(columns):
        for place in np.flatnonzero(column):
            masks[place] |= 1 << bit
    return masks


def needed_candidates(view: View, weights: Weights, usable: Ints, room: Ints, leaving_harmless: Flags) -> Ints:
    """Positions worth modelling among the `usable` ones.

    `room[place]`: how many more members the candidate's organisation can give without a cap or the fairness term
    noticing. `leaving_harmless[place]`: whether fewer hours of that organisation can never cost fairness.
    """
    masks = brought_masks(view)
    asked = _masks(view, [view.might_meet[need] for need in view.needs])
    tied, excluded = _tied_pairs(view), {place for pair in view.exclusions for place in pair}
    pinned = set(view.pinned)
    groups: dict[tuple[int, int], list[int]] = defaultdict(list)
    for place in usable.tolist():
        groups[int(view.sector[place]), asked[place]].append(place)
    keep = set(pinned)
    cost, org, room_of = view.cost.tolist(), view.org.tolist(), room.tolist()
    for places in groups.values():
        order = sorted(places, key=lambda p: (cost[p], p))
        able: list[int] = []
        for j in order:
            limit = cost[j] - (weights.tie if tied[j] else 0)
            units: dict[int, int] = defaultdict(int)
            outside = 0
            for d in able:
                if cost[d] + weights.pair * min(tied[d], max(0, view.hi - 1)) > limit or masks[j] & ~masks[d]:
                    continue
                same = org[d] == org[j]
                if not same and not leaving_harmless[j]:
                    continue
                units[org[d]] += 1
                outside += same or units[org[d]] <= room_of[d]
                if outside >= view.hi:
                    break
            if outside < view.hi:
                keep.add(j)
            if j not in excluded and j not in pinned:
                able.append(j)
    return np.array(sorted(keep), dtype=np.int64)


def _tied_pairs(view: View) -> list[int]:
    tied = [0] * len(view.ids)
    for a, b in view.ties:
        tied[a] += 1
        tied[b] += 1
    return tied
