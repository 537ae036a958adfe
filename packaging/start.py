"""The one command: sets Bottega up when needed, then starts the window, a verb, the tests, benchmarks or screenshots.

Standard library only. This file must parse on Python 3.8, so that an old Python gets a sentence and not a traceback.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from stamp import PYTHON, ROOT, WINDOWS, is_set_up

OLDEST = (3, 11)


def main(words: list[str]) -> int:
    """Set up what is missing, then hand over; returns the exit status where handing over comes back."""
    if sys.version_info < OLDEST:
        print(f"bottega: Python 3.11 or newer is needed, this is {sys.version.split()[0]}.", file=sys.stderr)
        return 2
    wanted = wanted_parts(words)
    if not is_set_up(wanted):
        import set_up

        try:
            set_up.make_ready(ROOT, wanted)
        except set_up.SetUpError as error:
            print(f"bottega: {error}", file=sys.stderr)
            return 1
        except KeyboardInterrupt:
            print("\nbottega: stopped; the next start takes it up again.", file=sys.stderr)
            return 130
    return run(words)


def wanted_parts(words: list[str]) -> set[str]:
    """What this start needs beside the engine: "test" for the test tools, "x11" for Qt's X11 libraries."""
    parts = {"test"} if words[:1] == ["test"] else set()
    if sys.platform == "linux" and os.environ.get("DISPLAY"):
        parts.add("x11")
    return parts


def run(words: list[str]) -> int:
    """Hand over to what the words ask for. Only what a second start needs is imported above: it should cost nothing."""
    if words[:1] == ["test"]:
        return run_checks(words[1:])
    if words[:1] == ["bench"]:
        return run_benchmark(words[1:])
    if words[:1] == ["screenshots"]:
        return hand_over("studio.screenshots", words[1:])
    if not words and not has_display():
        print("No display here, so this is the demo in the terminal (demo PATH... takes your own photos).", flush=True)
        words = ["demo"]
    return hand_over("studio", words)


def has_display() -> bool:
    """Whether a window can be shown: always off Linux, where a display can't be missing in this way."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in names)


def hand_over(module: str, words: list[str]) -> int:
    """Become `python -m module words` of .venv. -P: a file of the user's folder never shadows a module of ours."""
    command = [str(PYTHON), "-P", "-m", module, *words]
    if WINDOWS:  # execv there returns to the shell at once, before the window is up
        import subprocess

        return subprocess.call(command)
    sys.stdout.flush()
    os.execv(command[0], command)


def run_benchmark(words: list[str]) -> int:
    """A benchmark of tests/benchmarks by its name, or the list of them."""
    import subprocess

    return subprocess.call([str(PYTHON), "-m", "tests.benchmarks", *words], cwd=ROOT)


def run_checks(words: list[str]) -> int:
    """What the tests of every change are: ruff, mypy, pytest without a screen; words go to pytest.

    All tests together are shared out, file by file, over as many processes as there are cores.
    """
    import subprocess

    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    ruff = ["ruff", "check", "."], ["ruff", "format", "--check", "."]
    failed = []
    for tool in (*ruff, ["mypy"], ["pytest", *(words or shared_out())]):
        print(f"== {' '.join(tool)}", flush=True)
        if subprocess.call([str(PYTHON), "-m", *tool], cwd=ROOT, env=environment):
            failed.append(" ".join(tool[:2]) if tool[0] == "ruff" else tool[0])
    print(f"== {'failed: ' + ', '.join(failed) if failed else 'all good'}", flush=True)
    return 1 if failed else 0


def shared_out() -> list[str]:
    """How pytest shares all tests: a process for each core that is ours, four at most."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        quota, period = Path("/sys/fs/cgroup/cpu.max").read_text(encoding="utf-8").split()
        cores = min(cores, int(quota) // int(period))  # a container sees all cores and may use a few
    except (OSError, ValueError):
        pass  # no container, or one without a limit
    return ["-n", str(min(4, max(1, cores))), "--dist", "loadfile", "--no-loadscope-reorder"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
