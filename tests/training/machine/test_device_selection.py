"""Devices that raise, hang, lie or work: which one trains, and what a person is told. None of them is real here."""

from __future__ import annotations

import threading

import pytest
import torch

from models.errors import DeviceError
from models.training.config import TrainConfig
from models.training.machine.device_check import convolve, on_device, prove
from models.training.machine.device_selection import Candidate, choose, cpu, insist, open_backend

CPU = torch.device("cpu")
AUTO = TrainConfig()


def works(pictures, weights):
    return convolve(pictures, weights)


def raises(*_):
    raise RuntimeError("CUDA error: no kernel image is available for execution on the device\nmore words")


def card(name: str, *, full=works, halved=works, half=torch.bfloat16) -> Candidate:
    return Candidate(torch.device("cuda"), name, half, lambda half: full if half is None else halved)


@pytest.fixture
def hangs():
    """A device that answers only after the test is over."""
    released = threading.Event()

    def compute(pictures, weights):
        released.wait(60)
        return convolve(pictures, weights)

    yield compute
    released.set()


def lies(pictures, weights):
    """The forward pass is right, the slopes of the weights are not: what a broken kernel once did."""
    answer = convolve(pictures, weights)
    answer[-5:] += 1.0
    return answer


def test_a_device_that_computes_what_the_cpu_computes_is_trusted() -> None:
    assert prove(works)
    assert prove(on_device(CPU))
    assert prove(on_device(CPU, torch.bfloat16)), "bf16 rounds, it does not lie"


def test_each_failure_has_its_own_words_and_remedy(hangs) -> None:
    prediction = prove(raises)
    assert not prediction
    assert prediction.why == "CUDA error: no kernel image is available for execution on the device"
    assert "built for this card" in prediction.remedy
    prediction = prove(hangs, 0.05)
    assert "does not answer within 0.05 seconds" in prediction.why
    assert "Restart" in prediction.remedy
    prediction = prove(lies)
    assert "wrong numbers" in prediction.why
    assert "driver" in prediction.remedy
    assert "wrong numbers" in prove(lambda *both: works(*both) * float("nan")).why
    assert "wrong numbers" in prove(lambda *both: torch.zeros_like(works(*both))).why
    assert "numbers in place of" in prove(lambda *both: works(*both)[:7]).why
    assert prove(lambda *_: next(iter(()))).why == "StopIteration"


def test_the_best_that_proves_itself_is_chosen_and_the_others_are_told_of(hangs) -> None:
    cards = [card("Old card", full=raises), card("Slow card", full=hangs), card("Good card"), cpu()]
    backend = choose(cards, AUTO, patience=1.5)
    assert backend.text == "Good card, bf16"
    assert backend.half is torch.bfloat16
    assert "Old card can't be used" in backend.note
    assert "Slow card can't be used (it does not answer within 1.5 seconds). Restart the computer" in backend.note


def test_when_no_card_works_the_cpu_trains_and_the_reason_is_told() -> None:
    backend = choose([card("Liar", full=lies), cpu()], AUTO)
    assert backend.text.startswith("CPU")
    assert "Liar can't be used (it computes wrong numbers" in backend.note


def test_a_card_whose_bf16_lies_trains_in_fp32() -> None:
    backend = choose([card("Half liar", halved=lies), cpu()], AUTO)
    assert (backend.text, backend.half) == ("Half liar", None)
    assert "training in fp32" in backend.note
    assert choose([card("Half liar", halved=lies), cpu()], TrainConfig(precision="fp32")).note == ""


def test_a_named_device_that_fails_is_an_error_with_the_remedy_never_another_device() -> None:
    with pytest.raises(DeviceError, match="Install the torch") as caught:
        insist(Candidate(torch.device("cuda"), "Card", None, lambda _: raises), TrainConfig(device="cuda"))
    assert "'cuda'" in caught.value.what


@pytest.mark.parametrize("device", ["cuda:7", "toaster", "meta", "mps", "xpu"])
def test_devices_that_are_not_here_are_refused_by_name(device: str) -> None:
    if torch.accelerator.is_available():
        pytest.skip("this computer has one of them")
    with pytest.raises(DeviceError, match=device) as caught:
        open_backend(TrainConfig(device=device))
    assert caught.value.remedy


def test_without_any_card_the_cpu_trains_without_a_word() -> None:
    if torch.accelerator.is_available():
        pytest.skip("this computer has one")
    backend = open_backend(AUTO)
    assert (backend.device, backend.note) == (CPU, "")
    assert open_backend(TrainConfig(precision="fp32")).half is None
