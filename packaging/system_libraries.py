"""The system libraries that Qt and OpenCV load on Debian and Ubuntu: which are missing, and how they are had.

Standard library only. Other systems bring theirs along, or name them in other ways: nothing is asked of those.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

ALWAYS = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
ON_X11 = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def missing(*, x11: bool, venv: bool) -> list[str]:
    """Debian packages to install before Bottega can run. x11: a window on X11 is wanted; venv: ensurepip is absent."""
    if not is_debian():
        return []
    wanted = ALWAYS | (ON_X11 if x11 else {})
    packages = [package for library, package in wanted.items() if not loads(library)]
    return [f"python{sys.version_info[0]}.{sys.version_info[1]}-venv", *packages] if venv else packages


def is_debian(release: Path = Path("/etc/os-release")) -> bool:
    """Whether this is Debian, Ubuntu or one of their children, with apt-get at hand."""
    try:
        text = release.read_text(encoding="utf-8")
    except OSError:
        return False
    kinds = [line.partition("=")[2].strip('"') for line in text.splitlines() if line.startswith(("ID=", "ID_LIKE="))]
    return shutil.which("apt-get") is not None and any(kind in ("debian", "ubuntu") for kind in " ".join(kinds).split())


def loads(library: str) -> bool:
    """Whether the system's loader finds it: the only answer that counts for Qt too."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def provide(packages: list[str]) -> str:
    """Install the packages when we may; returns what is left to say to the person, empty when all is well."""
    line = f"apt-get install -y {' '.join(packages)}"
    if os.geteuid() != 0:
        return f"system libraries are missing. Install them once, then start again:\n    sudo {line}"
    print(f"Installing system libraries: {' '.join(packages)}", flush=True)
    if apt("install", "-y", "--no-install-recommends", *packages):
        return ""
    apt("update")  # a fresh machine has no package lists yet
    if apt("install", "-y", "--no-install-recommends", *packages):
        return ""
    return f"system libraries are missing and could not be installed. Try this, then start again:\n    {line}"


def apt(*words: str) -> bool:
    """Run apt-get without questions; returns whether it went well."""
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    return subprocess.run(["apt-get", "-q", *words], env=environment, capture_output=True, check=False).returncode == 0
