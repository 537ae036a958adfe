"""The doctor's light and sentence follow from the numbers of a run."""

from __future__ import annotations

import numpy as np
import pytest

from models.records import Scores
from models.training.health import Light, diagnose


@pytest.mark.parametrize(
    ("minutes", "judge", "psnr", "light", "says"),
    [
        (0.5, 0.5, (), Light.EARLY, "Too early"),
        (5, 0.001, (), Light.AILING, "judge wins"),
        (9, 0.5, (22, 23, 23.5, 24), Light.HEALTHY, "still improve"),
        (9, 0.5, (22, 24, 24.0, 24.0, 24.01, 24.0), Light.SETTLED, "no longer improve"),
        (9, 0.5, (22, 24, 23.8, 23.5, 23.2), Light.AILING, "learn by heart"),
    ],
)
def test_the_doctor_tells_the_cases_apart(minutes, judge, psnr, light, says) -> None:
    seconds, steps = np.linspace(0, minutes * 60, 200), np.linspace(0, 1000, 200)
    scores = [(100 * (number + 1), Scores(value, 20.0, 0.8)) for number, value in enumerate(psnr)]
    diagnosis = diagnose(seconds, steps, np.full(200, judge), scores)
    assert diagnosis.light is light
    assert says in diagnosis.sentence
