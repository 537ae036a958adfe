"""How a training does, as a light, one plain sentence and a remedy. Judges numbers only; knows no run and no widget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from models.records import Scores

Numbers = npt.NDArray[np.float64]

_EARLY_SECONDS = 60.0
_WON = 0.02  # a discriminator this sure gives the generator nothing to learn from
_SAME = 0.1  # of the targets' variety: real encoders have 0.5 and more after a minute
_LOST = 0.4  # dB under the best: more than the scores wobble
_GAINED = 0.05  # dB in the newest third that still count as progress
_DIPPING = 2  # scores after the critic has joined that say nothing yet
_RECOVERED = 3.0  # a breakdown is past when as many steps again as it cost have gone well this often


class Light(StrEnum):
    EARLY = "early"
    HEALTHY = "healthy"
    SETTLED = "settled"
    AILING = "ailing"


class Finding(StrEnum):
    """What the doctor can find; FINE: nothing to do."""

    FINE = "fine"
    NO_NUMBERS = "no_numbers"
    COLLAPSED = "collapsed"
    DISCRIMINATOR_WINS = "discriminator_wins"
    BY_HEART = "by_heart"
    PLATEAU = "plateau"


class Remedy(StrEnum):
    """What a button can do about it."""

    NONE = ""
    STOP_AND_KEEP = "stop_and_keep"
    KEEP_BEST = "keep_best"
    ANEW_SLOWER = "anew_slower"
    ANEW_CLOSER = "anew_closer"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """sentence: what the light means and what to do; remedy: what a button beside it does.

    STOP_AND_KEEP: end the run and make an encoder of it; KEEP_BEST: the same from its best checkpoint;
    ANEW_SLOWER: a new run at a third of the learning rate; ANEW_CLOSER: one with three times the weight on closeness.
    """

    light: Light
    sentence: str
    finding: Finding = Finding.FINE
    remedy: Remedy = Remedy.NONE


def diagnose(
    seconds: Numbers,
    steps: Numbers,
    discriminator: Numbers,
    scores: Sequence[tuple[int, Scores]],
    broken: Sequence[tuple[int, int]] = (),
    *,
    critic: int | None = None,
    critic_comes: bool = False,
) -> Diagnosis:
    """seconds, steps, discriminator: (n,) of the curve, NaN where there is none; scores: held-out ones by step; broken:
    (step gone back to, step that gave no numbers); critic: after which step it joined, if it had to; critic_comes: it
    will.

    The first of these counts: no numbers, a generator that paints one picture, learning by heart, a discriminator that
    wins, a plateau. What was scored before the critic joined is another measure: it is not compared with what came
    after.
    """
    if broken and len(steps) and not _is_past(broken[-1], float(steps[-1])):
        return _no_numbers(broken)
    if not len(seconds) or seconds[-1] < _EARLY_SECONDS:
        return Diagnosis(Light.EARLY, "Too early to tell: give it a minute.")
    if scores and scores[-1][1].variety is not None and scores[-1][1].variety < _SAME:
        return _COLLAPSED
    known = discriminator[np.isfinite(discriminator)]
    if critic is not None:
        scores = [(step, score) for step, score in scores if step > critic]
        if len(scores) < _DIPPING:
            return _CRITIC_JOINED
    found = _judge_scores([_quality(score) for _, score in scores], [step for step, _ in scores], seconds, steps)
    recent = known[-max(5, len(known) // 10) :]
    if found.finding is not Finding.BY_HEART and len(recent) and float(np.median(recent)) < _WON:
        return _DISCRIMINATOR_WINS
    return _CRITIC_COMES if critic_comes and found.finding is Finding.PLATEAU else found


def _is_past(breakdown: tuple[int, int], step: float) -> bool:
    back, failed = breakdown
    return step > failed + _RECOVERED * max(failed - back, 100)


def _no_numbers(broken: Sequence[tuple[int, int]]) -> Diagnosis:
    back, failed = broken[-1]
    times = "" if len(broken) == 1 else f", {len(broken)} times by now"
    sentence = (
        f"At step {failed} the losses were no longer numbers{times}, so it went back to step {back} and learns at half "
        "the rate; a new run at a lower one would be safer."
    )
    return Diagnosis(Light.AILING, sentence, Finding.NO_NUMBERS, Remedy.ANEW_SLOWER)


_COLLAPSED = Diagnosis(
    Light.AILING,
    "The generator collapsed: it paints nearly the same picture whatever it is given; a new run with more weight on "
    "closeness helps.",
    Finding.COLLAPSED,
    Remedy.ANEW_CLOSER,
)

_CRITIC_JOINED = Diagnosis(
    Light.HEALTHY, "Healthy. The critic has joined: held-out scores dip for a while, that is usual."
)

_CRITIC_COMES = Diagnosis(Light.HEALTHY, "Healthy. It copies as well as it will; next the critic joins.")

_DISCRIMINATOR_WINS = Diagnosis(
    Light.AILING,
    "The discriminator wins: it tells every painting from the true picture, so what is learned comes from closeness "
    "alone; a lower learning rate helps.",
    Finding.DISCRIMINATOR_WINS,
    Remedy.ANEW_SLOWER,
)


def _quality(scores: Scores) -> float:
    """What the best checkpoint is chosen by."""
    return scores.psnr if scores.psnr_luma is None else scores.psnr_luma


def _judge_scores(psnr: list[float], at: list[int], seconds: Numbers, steps: Numbers) -> Diagnosis:
    if len(psnr) < 2:
        return Diagnosis(Light.HEALTHY, "Healthy so far. Held-out faces are judged once a minute.")
    best = int(np.argmax(psnr))
    if psnr[-1] < psnr[best] - _LOST and best < len(psnr) - 2:
        minute = float(np.interp(at[best], steps, seconds)) / 60
        sentence = (
            f"Held-out faces were best at minute {minute:.0f} and get worse since: it begins to learn by heart, so "
            "stop and keep the best."
        )
        return Diagnosis(Light.AILING, sentence, Finding.BY_HEART, Remedy.KEEP_BEST)
    earlier = psnr[: max(1, len(psnr) * 2 // 3)]
    if max(psnr) - max(earlier) < _GAINED and len(psnr) >= 4:
        sentence = "Held-out faces no longer improve, so more time gains little: stop and keep."
        return Diagnosis(Light.SETTLED, sentence, Finding.PLATEAU, Remedy.STOP_AND_KEEP)
    return Diagnosis(Light.HEALTHY, "Healthy. Held-out faces still improve.")
