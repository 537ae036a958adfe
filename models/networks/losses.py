"""The losses of the method as plain functions; they are handed to the trainer, which knows none by name."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional


def map_loss(prediction: Tensor, real: bool, _people: Tensor | None = None, /) -> Tensor:
    """Binary cross-entropy of every logit of the map against real or painted, mean (Isola et al. 2017, eq. 1)."""
    logits = prediction.float()
    return functional.binary_cross_entropy_with_logits(logits, torch.full_like(logits, float(real)))


def category_loss(prediction: Tensor, real: bool, people: Tensor | None = None, /) -> Tensor:
    """Cross-entropy of (B, categories) logits: category 0 is painted, all the others together are real.

    The probability of real is 1 - p(painted), so more than two categories share what they gain. people: (B,) the person
    on each real picture; only the category of that one, 1 + person, is then right.
    """
    logits = prediction.float()
    if real and people is not None:
        return functional.cross_entropy(logits, people + 1)
    logs = functional.log_softmax(logits, dim=1)
    chosen = logs[:, 1:].logsumexp(dim=1) if real else logs[:, 0]
    return -chosen.mean()


def picture_loss(painted: Tensor, target: Tensor) -> Tensor:
    """Mean absolute difference, in units of the [-1, 1] range (L1: less blur than L2)."""
    return functional.l1_loss(painted.float(), target.float())
