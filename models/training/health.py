"""How a training does, as a light and one plain sentence. Judges numbers only; knows no run and no widget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from models.records import Scores

Numbers = npt.NDArray[np.float64]

_EARLY_SECONDS = 60.0
_WON = 0.02  # a judge this sure gives the painter nothing to learn from
_LOST = 0.4  # dB under the best: more than the scores wobble
_GAINED = 0.05  # dB in the newest third that still count as progress


class Light(StrEnum):
    EARLY = "early"
    HEALTHY = "healthy"
    SETTLED = "settled"
    AILING = "ailing"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """sentence: what the light means and what to do."""

    light: Light
    sentence: str


def diagnose(
    seconds: Numbers, steps: Numbers, discriminator: Numbers, scores: Sequence[tuple[int, Scores]]
) -> Diagnosis:
    """seconds, steps, discriminator: (n,) of the curve; scores: held-out ones by step."""
    if not len(seconds) or seconds[-1] < _EARLY_SECONDS:
        return Diagnosis(Light.EARLY, "Too early to tell: give it a minute.")
    recent = discriminator[-max(5, len(discriminator) // 10) :]
    if float(np.median(recent)) < _WON:
        sentence = (
            "The judge wins: it tells every painting from the true picture. What is learned now comes from closeness "
            "alone; a lower learning rate helps."
        )
        return Diagnosis(Light.AILING, sentence)
    return _judge_scores([score.psnr for _, score in scores], [step for step, _ in scores], seconds, steps)


def _judge_scores(psnr: list[float], at: list[int], seconds: Numbers, steps: Numbers) -> Diagnosis:
    if len(psnr) < 2:
        return Diagnosis(Light.HEALTHY, "Healthy so far. Held-out faces are judged once a minute.")
    best = int(np.argmax(psnr))
    if psnr[-1] < psnr[best] - _LOST and best < len(psnr) - 2:
        minute = float(np.interp(at[best], steps, seconds)) / 60
        sentence = f"Held-out faces were best at minute {minute:.0f} and get worse since: it begins to learn by heart."
        return Diagnosis(Light.AILING, f"{sentence} Stop and keep.")
    earlier = psnr[: max(1, len(psnr) * 2 // 3)]
    if max(psnr) - max(earlier) < _GAINED and len(psnr) >= 4:
        return Diagnosis(Light.SETTLED, "Held-out faces no longer improve; more time gains little. Stop and keep.")
    return Diagnosis(Light.HEALTHY, "Healthy. Held-out faces still improve.")
