"""Drawn damage is found with its kind, and a photo without any is left all but alone."""

from __future__ import annotations

import numpy as np

from models.cv import cv2
from models.photos.damage import DamageKind, find_damage


def test_a_crack_a_scratch_and_dust_are_found_where_they_were_drawn():
    photo = np.full((400, 500, 3), 110, np.uint8)
    photo += np.linspace(0, 60, 500).astype(np.uint8)[None, :, None]
    cv2.line(photo, (40, 20), (90, 380), (245, 245, 240), 2)
    cv2.line(photo, (300, 200), (360, 215), (15, 15, 15), 1)
    cv2.circle(photo, (200, 90), 2, (250, 250, 250), cv2.FILLED)
    found = find_damage(photo, 0.4)
    assert [place.kind for place in found.places] == [DamageKind.CRACK, DamageKind.SPECK, DamageKind.SCRATCH]
    assert [int(found.numbers[y, x]) for y, x in ((200, 65), (90, 200), (207, 330), (300, 400))] == [1, 2, 3, 0]


def test_a_photo_without_damage_is_left_alone(astronaut):
    assert (find_damage(astronaut, 0.0).numbers > 0).mean() < 0.01
    assert find_damage(np.zeros((5, 4, 3), np.uint8), 1.0).places == ()
