"""What this machine offers for training, told without torch, so that the window can say it at once."""

from __future__ import annotations

import importlib.util
import os
import platform
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from models.words import plural

_CPU_INFO = Path("/proc/cpuinfo")
_GPU_FOLDERS = Path("/proc/driver/nvidia/gpus")
_CUDA_TORCH = "pip install --force-reinstall torch"


@dataclass(frozen=True, slots=True)
class DeviceInfo:
    """The device a training would use. kind: "cpu", "cuda" or "mps"; text: for the window's chip;

    problem: empty, or why a graphics card is left unused; remedy: what exactly to do about it.
    """

    kind: str
    text: str
    threads: int
    bf16: bool
    problem: str = ""
    remedy: str = ""


def describe_device() -> DeviceInfo:
    """The device of this machine, from the system's own files; takes milliseconds and loads nothing."""
    apple = platform.system() == "Darwin" and platform.machine() == "arm64"
    return judge_device(
        threads=count_threads(), bf16=cpu_has_bf16(), gpu=find_gpu(), torch_cuda=torch_cuda_version(), apple=apple
    )


def judge_device(*, threads: int, bf16: bool, gpu: str, torch_cuda: str | None, apple: bool = False) -> DeviceInfo:
    """What the facts mean. gpu: the card's name or ""; torch_cuda: the CUDA torch was built for, None without;

    apple: one of Apple's own chips, whose graphics every torch for it can use.
    """
    cpu = f"CPU: {plural(threads, 'thread')}{', bf16' if bf16 else ''}"
    if gpu and torch_cuda:
        return DeviceInfo("cuda", gpu, threads, True)
    if apple:
        return DeviceInfo("mps", "Apple graphics", threads, False)
    if gpu:
        problem = f"{gpu} is here, but the installed torch can't use it"
        return DeviceInfo("cpu", cpu, threads, bf16, problem, f"Install torch with CUDA: {_CUDA_TORCH}")
    return DeviceInfo("cpu", cpu, threads, bf16)


def wait_calmly() -> None:
    """Let torch's threads sleep while they wait for each other; to be called before torch is loaded.

    By default they spin for milliseconds. Where another program wants a processor too, that made a step 2 to 40
    times slower (two processors, studio); spinning briefly is as fast when nothing else runs.
    """
    os.environ.setdefault("GOMP_SPINCOUNT", "1000")


def count_threads() -> int:
    """How many processors this process may use; OMP_NUM_THREADS lowers it, as everywhere."""
    wanted = os.environ.get("OMP_NUM_THREADS", "")
    return min(_processors(), int(wanted)) if wanted.isdigit() and int(wanted) else _processors()


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def cpu_has_bf16(info: Path = _CPU_INFO) -> bool:
    """Whether the CPU multiplies bf16 itself (avx512_bf16 or AMX); without it bf16 gains nothing."""
    try:
        flags = info.read_text(errors="replace")
    except OSError:
        return False
    return re.search(r"\b(avx512_bf16|amx_bf16)\b", flags) is not None


def find_gpu(folders: Path = _GPU_FOLDERS) -> str:
    """The name of the first NVIDIA card the system knows, or "" without one."""
    for facts in sorted(folders.glob("*/information")):
        found = re.search(r"^Model:\s*(.+)$", facts.read_text(errors="replace"), re.MULTILINE)
        return found.group(1).strip() if found else "NVIDIA graphics card"
    return "" if platform.system() == "Linux" else _ask_driver()


def _ask_driver() -> str:
    """The same from NVIDIA's own program, where there is no /proc."""
    program = shutil.which("nvidia-smi")
    if program is None:
        return ""
    ask = [program, "--query-gpu=name", "--format=csv,noheader"]
    try:
        answer = subprocess.run(ask, capture_output=True, text=True, timeout=3, check=True, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.SubprocessError):
        return ""
    return answer.stdout.strip().splitlines()[0].strip() if answer.stdout.strip() else ""


def torch_cuda_version(package: Path | None = None) -> str | None:
    """The CUDA that the installed torch was built for, read from its version file; None for a CPU build."""
    if package is None:
        spec = importlib.util.find_spec("torch")
        if spec is None or spec.origin is None:
            return None
        package = Path(spec.origin).parent
    try:
        text = (package / "version.py").read_text(errors="replace")
    except OSError:
        return None
    found = re.search(r"^cuda\b[^=]*=\s*['\"]([\d.]+)['\"]", text, re.MULTILINE)
    return found.group(1) if found else None
