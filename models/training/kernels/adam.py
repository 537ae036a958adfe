"""Adam over a network's weights as they lie in memory, and its moments by name; knows no loss and no file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import torch
from torch import Tensor, nn

MOMENTS = ("exp_avg", "exp_avg_sq", "step")


class Adam:
    """Kingma & Ba 2014, algorithm 1, by torch's fused kernel.

    It is given the weights seen in the order of their memory: on a CPU the fused kernel copies every weight, gradient
    and moment of another order, which costs more than the step itself (channels last, 36 million weights: 29 of 50 ms).
    """

    def __init__(self, network: nn.Module, rate: float, beta1: float) -> None:
        self._weights = list(network.parameters())
        self._plain = [in_memory_order(weight.detach()) for weight in self._weights]
        self._adam = torch.optim.Adam(self._plain, lr=rate, betas=(beta1, 0.999), fused=True)

    def set_rate(self, rate: float) -> None:
        for group in self._adam.param_groups:
            group["lr"] = rate

    def forget_gradients(self) -> None:
        for weight in self._weights:
            weight.grad = None

    def step(self) -> None:
        """Move every weight that has a gradient."""
        for weight, plain in zip(self._weights, self._plain, strict=True):
            # A gradient usually lies as its weight does; where it does not, this is the one copy it takes.
            plain.grad = None if weight.grad is None else _seen_as(weight.grad, weight)
        self._adam.step()
        for plain in self._plain:
            plain.grad = None

    def moments(self) -> Iterator[tuple[str, Tensor]]:
        """The tensors that make it go on as if never stopped: ("3.exp_avg", in its weight's own shape) ..."""
        for number, (weight, plain) in enumerate(zip(self._weights, self._plain, strict=True)):
            for name, tensor in self._adam.state.get(plain, {}).items():
                yield f"{number}.{name}", (tensor if name == "step" else _seen_back(tensor, weight))

    def restore(self, moments: Mapping[str, Tensor]) -> None:
        """Become what moments() told. Raises ValueError, KeyError or RuntimeError when they don't fit."""
        entries: dict[int, dict[str, Tensor]] = {}
        for key, tensor in moments.items():
            number, name = key.split(".")
            if name not in MOMENTS or not 0 <= int(number) < len(self._weights):
                raise ValueError(f"{key!r} belongs to no weight")
            weight = self._weights[int(number)]
            fits = tensor if name == "step" else _seen_as(tensor.to(weight.device).expand_as(weight), weight)
            entries.setdefault(int(number), {})[name] = fits
        self._adam.load_state_dict({"state": entries, "param_groups": self._adam.state_dict()["param_groups"]})


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
