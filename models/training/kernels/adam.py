"""Adam over a network's weights as they lie in memory, and its moments by name; knows no loss and no file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import torch
from torch import Tensor, nn
from torch.optim.adam import adam

MOMENTS = ("exp_avg", "exp_avg_sq", "step")
_BETA2, _EPSILON = 0.999, 1e-8


class Adam:
    """Kingma & Ba 2014, algorithm 1, by torch's fused kernel; with a decay Loshchilov & Hutter 2019, algorithm 2.

    It is given the weights seen in the order of their memory: on a CPU the fused kernel copies every weight, gradient
    and moment of another order, which costs more than the step itself (channels last, 36 million weights: 29 of 50 ms).
    The kernel is called as a function: torch's class for it loads torch's compiler, two seconds of every start.
    """

    def __init__(self, network: nn.Module, rate: float, beta1: float, decay: float = 0.0) -> None:
        self._weights = list(network.parameters())
        self._plain = [in_memory_order(weight.detach()) for weight in self._weights]
        self._rate, self._beta1, self._decay = rate, beta1, decay
        self._moments: dict[int, dict[str, Tensor]] = {}

    def set_rate(self, rate: float) -> None:
        self._rate = rate

    def forget_gradients(self) -> None:
        for weight in self._weights:
            weight.grad = None

    @torch.no_grad()
    def step(self) -> None:
        """Move every weight that has a gradient."""
        learned = [number for number, weight in enumerate(self._weights) if weight.grad is not None]
        for number in learned:
            if number not in self._moments:
                self._moments[number] = _begun(self._plain[number])
        if self._decay:
            for number in learned:
                self._plain[number].mul_(1 - self._rate * self._decay)
        averages, squares, steps = ([self._moments[number][name] for number in learned] for name in MOMENTS)
        adam(
            [self._plain[number] for number in learned],
            # A gradient usually lies as its weight does; where it does not, this is the one copy it takes.
            [_seen_as(weight.grad, weight) for weight in self._weights if weight.grad is not None],
            averages,
            squares,
            [],
            steps,
            fused=True,
            amsgrad=False,
            beta1=self._beta1,
            beta2=_BETA2,
            lr=self._rate,
            weight_decay=0.0,
            eps=_EPSILON,
            maximize=False,
        )

    def moments(self) -> Iterator[tuple[str, Tensor]]:
        """The tensors that make it go on as if never stopped: ("3.exp_avg", in its weight's own shape) ..."""
        for number, moments in sorted(self._moments.items()):
            for name, tensor in moments.items():
                yield f"{number}.{name}", (tensor if name == "step" else _seen_back(tensor, self._weights[number]))

    def restore(self, moments: Mapping[str, Tensor]) -> None:
        """Become what moments() told. Raises ValueError or RuntimeError when they don't fit."""
        entries: dict[int, dict[str, Tensor]] = {}
        for key, tensor in moments.items():
            number, name = key.split(".")
            if name not in MOMENTS or not 0 <= int(number) < len(self._weights):
                raise ValueError(f"{key!r} belongs to no weight")
            weight = self._weights[int(number)]
            if name == "step":
                fits = tensor.to(weight.device, torch.float32)
            else:
                fits = _seen_as(tensor.to(weight.device, weight.dtype).expand_as(weight), weight)
            entries.setdefault(int(number), {})[name] = fits
        if any(len(entry) < len(MOMENTS) for entry in entries.values()):
            raise ValueError("a weight has only some of its moments")
        self._moments = entries


def _begun(plain: Tensor) -> dict[str, Tensor]:
    """What a weight that has not moved yet begins with."""
    zeros = {"exp_avg": torch.zeros_like(plain), "exp_avg_sq": torch.zeros_like(plain)}
    return zeros | {"step": torch.zeros((), device=plain.device)}


def in_memory_order(tensor: Tensor) -> Tensor:
    """A view whose last axis moves fastest in memory, whichever of the two layouts the tensor has."""
    return tensor.permute(0, 2, 3, 1) if _is_last(tensor) else tensor


def _seen_as(tensor: Tensor, weight: Tensor) -> Tensor:
    """The tensor as a weight of that layout is seen: without a copy when it has the same layout."""
    if _is_last(weight):
        return tensor.contiguous(memory_format=torch.channels_last).permute(0, 2, 3, 1)
    return tensor.contiguous()


def _seen_back(tensor: Tensor, weight: Tensor) -> Tensor:
    return tensor.permute(0, 3, 1, 2) if _is_last(weight) else tensor


def _is_last(tensor: Tensor) -> bool:
    """Whether its channels move fastest, and only its channels: 1x1 kernels count as plain."""
    last = tensor.dim() == 4 and tensor.is_contiguous(memory_format=torch.channels_last)
    return last and not tensor.is_contiguous()
