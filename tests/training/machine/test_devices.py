"""What the window's chip says, for machines that are not this one."""

from __future__ import annotations

import subprocess
import sys

from models.training.machine.devices import cpu_has_bf16, describe_device, find_gpu, judge_device, torch_cuda_version


def test_a_plain_computer() -> None:
    info = judge_device(threads=2, bf16=True, gpu="", torch_cuda=None)
    assert (info.kind, info.text, info.problem) == ("cpu", "CPU: 2 threads, bf16", "")
    assert judge_device(threads=1, bf16=False, gpu="", torch_cuda="12.6").text == "CPU: 1 thread"


def test_a_graphics_card_in_use() -> None:
    info = judge_device(threads=16, bf16=True, gpu="NVIDIA H200", torch_cuda="12.6")
    assert (info.kind, info.text, info.problem) == ("cuda", "NVIDIA H200", "")


def test_apples_own_chips_train_on_their_graphics() -> None:
    info = judge_device(threads=8, bf16=False, gpu="", torch_cuda=None, apple=True)
    assert (info.kind, info.text, info.problem) == ("mps", "Apple graphics", "")


def test_a_graphics_card_that_torch_cannot_use_comes_with_the_remedy() -> None:
    info = judge_device(threads=8, bf16=False, gpu="NVIDIA RTX 4070", torch_cuda=None)
    assert info.kind == "cpu"
    assert "NVIDIA RTX 4070" in info.problem
    assert "pip install" in info.remedy


def test_the_cards_name_is_read_from_the_driver(tmp_path) -> None:
    assert find_gpu(tmp_path) == ""
    (tmp_path / "0000:01:00.0").mkdir()
    (tmp_path / "0000:01:00.0" / "information").write_text("Model: \t\t NVIDIA RTX 4070\nIRQ:   16\n")
    assert find_gpu(tmp_path) == "NVIDIA RTX 4070"


def test_bf16_is_read_from_the_cpus_flags(tmp_path) -> None:
    info = tmp_path / "cpuinfo"
    info.write_text("flags\t\t: fpu avx512f avx512_bf16\n")
    assert cpu_has_bf16(info)
    info.write_text("flags\t\t: fpu avx2\n")
    assert not cpu_has_bf16(info)
    assert not cpu_has_bf16(tmp_path / "none")


def test_the_build_of_torch_is_read_from_its_version_file(tmp_path) -> None:
    (tmp_path / "version.py").write_text("__version__ = '2.13.0'\ncuda: Optional[str] = '12.6'\n")
    assert torch_cuda_version(tmp_path) == "12.6"
    (tmp_path / "version.py").write_text("__version__ = '2.13.0+cpu'\ncuda: Optional[str] = None\n")
    assert torch_cuda_version(tmp_path) is None


def test_this_machine_agrees_with_torch() -> None:
    import torch

    assert torch_cuda_version() == torch.version.cuda
    assert describe_device().threads >= 1


def test_describing_the_device_does_not_load_torch() -> None:
    code = "from models.training.machine.devices import describe_device as d; d()"
    code = f"import sys; {code}; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
