"""A photo on which nobody stands upright is looked at turned; a turn is told only where faces speak for just one."""

from __future__ import annotations

import numpy as np
import pytest

from models.faces.haar import find_faces_in
from models.faces.lying import find_turn, stands_upright


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_the_turn_that_shows_a_face_is_found(astronaut, quarters):
    lying = np.rot90(astronaut[:300, 80:380], quarters)
    assert not stands_upright(find_faces_in(lying))
    assert find_turn(lying) == quarters


def test_nothing_is_told_of_an_upright_face_of_none_and_of_two_that_disagree(astronaut):
    assert stands_upright(find_faces_in(astronaut))
    assert find_turn(astronaut) == 0
    assert find_turn(astronaut[300:]) == 0
    face = astronaut[:300, 80:380]
    assert find_turn(np.hstack([np.rot90(face), np.rot90(face, 3)])) == 0
