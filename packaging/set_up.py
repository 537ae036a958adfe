"""Makes .venv and installs the pinned set: one at a time, repaired when cut short, every failure a sentence.

Standard library only; imported by start.py when the stamp does not match. Knows nothing of what is started afterwards.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import stamp
import system_libraries

LEAST_ROOM = 2_500_000_000
"""Bytes the packages take with their downloads, where torch comes without a GPU's libraries."""

REASONS = (
    (
        ("no space left", "errno 28", "disk quota"),
        "the disk is full: free 3 GB (7 GB where torch brings a GPU's libraries along) and start again",
    ),
    (
        (
            "name resolution",
            "getaddrinfo",
            "newconnectionerror",
            "connection refused",
            "network is unreachable",
            "connecttimeout",
            "read timed out",
            "proxyerror",
        ),
        "no network: the packages could not be fetched. Connect once and start again; later starts need none",
    ),
    (("permission denied", "errno 13"), "this folder can't be written; move it where you may write and start again"),
)


class SetUpError(Exception):
    """Why Bottega can't be set up, as one sentence for a person."""


def make_ready(root: Path, wanted: set[str]) -> None:
    """Bring .venv to the state the stamp vouches for; raises SetUpError."""
    build = root / "build"
    try:
        build.mkdir(exist_ok=True)
        with only_one(build / "set-up.lock") as lock:
            if not stamp.is_set_up(wanted):  # another start may have done it while this one waited
                install(root, wanted, lock, build / "set-up.log")
    except PermissionError as error:
        raise SetUpError(f"{error.filename or root} can't be written: {REASONS[2][1]}.") from error
    except OSError as error:
        raise SetUpError(f"{reason_in(str(error)) or error}.") from error


@contextmanager
def only_one(path: Path) -> Iterator[TextIO]:
    """Hold the lock that the system itself releases; says so when it has to wait for another start."""
    with path.open("a", encoding="utf-8") as file:
        if not take(file, wait=False):
            print("Another start is setting Bottega up: waiting for it.", flush=True)
            take(file, wait=True)
        yield file


def take(file: TextIO, *, wait: bool) -> bool:
    """Lock the file for this process; returns whether it is ours."""
    if os.name != "nt":
        import fcntl

        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True
    import msvcrt  # Windows has no flock, and its blocking lock gives up after ten seconds

    while True:
        try:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            if not wait:
                return False
            time.sleep(0.5)
        else:
            return True


def install(root: Path, wanted: set[str], lock: TextIO, log: Path) -> None:
    """System libraries, .venv, packages, stamp: in that order, each only where it is missing."""
    missing = system_libraries.missing(x11="x11" in wanted, venv=importlib.util.find_spec("ensurepip") is None)
    if missing:
        problem = system_libraries.provide(missing)
        if problem:
            raise SetUpError(problem)
    parts = stamp.finished_parts()
    if not parts | {"x11"} >= wanted | {"engine"}:
        install_packages(root, wanted | parts, lock, log)
    stamp.write_stamp(wanted | parts)


def install_packages(root: Path, wanted: set[str], lock: TextIO, log: Path) -> None:
    """Run pip in .venv; the marker stays behind when this process dies, and the next start then begins afresh."""
    check_room(root)
    print("Setting Bottega up: this happens once and takes some minutes.", flush=True)
    marker = log.with_name("set-up.unfinished")
    begin_afresh = marker.exists()
    stamp.STAMP.unlink(missing_ok=True)
    marker.touch()
    make_venv(root, lock, log, clear=begin_afresh)
    target = ".[test]" if "test" in wanted else "."
    pip = [str(stamp.PYTHON), "-m", "pip", "install", "--no-input", "--disable-pip-version-check", "--retries", "3"]
    follow([*pip, "-c", "packaging/constraints.txt", "-e", target], root, lock, log, marker)
    marker.unlink()


def check_room(root: Path) -> None:
    """Stop before the first byte where the packages can't fit; what .venv holds already counts as room."""
    free = shutil.disk_usage(root).free
    if free < LEAST_ROOM and not stamp.PYTHON.exists():
        raise SetUpError(f"the disk is almost full: {free / 1e9:.1f} GB are free, about 3 GB are needed.")


def make_venv(root: Path, lock: TextIO, log: Path, *, clear: bool) -> None:
    """Make .venv where there is none that works."""
    works = (
        not clear
        and stamp.PYTHON.exists()
        and subprocess.call(
            [str(stamp.PYTHON), "-c", "import pip, sys; sys.exit(sys.version_info < (3, 11))"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        == 0
    )
    log.write_text("", encoding="utf-8")
    if works:
        return
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        raise SetUpError("this Python has no venv module: install it (on Debian and Ubuntu: python3-venv).")
    follow([sys.executable, "-m", "venv", "--clear", str(stamp.VENV)], root, lock, log)


def follow(command: list[str], root: Path, lock: TextIO, log: Path, marker: Path | None = None) -> None:
    """Run a command into the log, showing what it fetches; a failure is a SetUpError with the log's last lines.

    The child holds the lock too: were this process killed, another start would still wait for the child's end.
    The marker goes when the command failed by itself, since pip has then put everything back.
    """
    held = {} if os.name == "nt" else {"pass_fds": (lock.fileno(),)}
    with (
        log.open("a", encoding="utf-8") as file,
        subprocess.Popen(
            command,
            cwd=root,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            **held,
        ) as process,
    ):
        for line in process.stdout or ():
            file.write(line)
            file.flush()
            show(line)
    if process.returncode:
        if marker is not None and process.returncode > 0:
            marker.unlink(missing_ok=True)
        raise SetUpError(explain(log))


def show(line: str) -> None:
    """Say on a terminal what is being fetched, in one line that is written over."""
    if not sys.stdout.isatty():
        return
    words = line.split()
    if words[:1] == ["Collecting"]:
        print(f"\r\033[K  fetching {words[1]}", end="", flush=True)
    elif words[:2] == ["Installing", "collected"]:
        print("\r\033[K  installing", end="", flush=True)
    elif words[:2] == ["Successfully", "installed"]:
        print("\r\033[K", end="", flush=True)


def explain(log: Path) -> str:
    """Why the last command failed: a known cause as a sentence, then the end of its output and where all of it is."""
    text = log.read_text(encoding="utf-8", errors="replace")
    cause = reason_in(text) or "the packages could not be installed"
    last = "\n".join("    " + line[:160] for line in text.splitlines()[-8:])
    return f"{cause}.\n{last}\n  All of it: {log}"


def reason_in(text: str) -> str:
    """The first known cause named in the text, as a sentence; empty where there is none."""
    lower = text.lower()
    return next((sentence for words, sentence in REASONS if any(word in lower for word in words)), "")
