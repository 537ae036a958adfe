"""Marks by hand lie over what was found, whatever was found and whichever of its kinds count."""

from __future__ import annotations

import numpy as np

from models.photos.damage import DamagedPlace, DamageKind, FoundDamage
from studio.panes.paint.repair.marks import Marks, Stroke


def test_what_was_taken_away_stays_away_and_kinds_come_and_go():
    numbers = np.zeros((60, 80), np.int32)
    numbers[10:12, 5:70], numbers[40:43, 20:23] = 1, 2
    places = (DamagedPlace(DamageKind.SCRATCH, 5, 10, 65, 2), DamagedPlace(DamageKind.SPECK, 20, 40, 3, 3))
    marks = Marks(80, 60)
    marks.draw(Stroke("erase", ((20, 41), (23, 41)), 8))
    marks.draw(Stroke("line", ((70, 50), (75, 50)), 3))
    marks.set_found(FoundDamage(places, numbers))
    assert marks.places == places[:1]
    assert marks.mask[10, 30]
    assert marks.mask[50, 72]
    assert not marks.mask[41, 21]
    marks.set_kinds({DamageKind.SPECK})
    assert marks.places == ()
    assert marks.mask[50, 72]
    assert not marks.mask[10, 30]
    marks.clear()
    assert not marks.mask.any()
    assert marks.step(-1)
    assert marks.mask[50, 72]
