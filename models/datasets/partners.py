"""Whose picture a target may be made from: the one rule of training, of what it is judged by, and of every preview."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from models.records import Pairing

Targets = Callable[[int], Sequence[int]]
"""For crop number n those its target may be made from, itself among them where it is one."""


def differs(pairing: Pairing) -> bool:
    """Whether the target is to be another crop."""
    return pairing not in (Pairing.SAME, Pairing.NOISE)


def allowed_targets(
    pairing: Pairing, learned: Sequence[int], everyone: Sequence[int], persons: Sequence[str]
) -> Targets:
    """learned: the crops that go in; everyone: those that may be painted towards where any may; persons: of each crop.

    Crops that share their targets get the same object.
    """
    if not differs(pairing):
        return lambda crop: (crop,)
    if pairing is not Pairing.PERSON:
        all_alike = tuple(everyone if pairing is Pairing.RANDOM else learned)
        return lambda crop: all_alike
    people: dict[str, list[int]] = {}
    for crop in learned:
        people.setdefault(persons[crop], []).append(crop)
    groups = {person: tuple(members) for person, members in people.items()}
    return lambda crop: groups.get(persons[crop], ())


def next_target(targets: Sequence[int], crop: int) -> int:
    """Of these the one after the crop, or the first where it is none of them; the crop itself where there is none."""
    if not targets:
        return crop
    return targets[(targets.index(crop) + 1) % len(targets)] if crop in targets else targets[0]
