"""`bottega`: with a verb the command line, otherwise the window, on the project named or the last one."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path


def main(argv: Sequence[str] | None = None) -> int:
    """Returns the exit code: 0, 1 when something failed, 2 for wrong words."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words and not _names_project(words[0]):
        from models.cli import main as run_command_line

        return run_command_line(words)
    from studio.run.app import run

    return run(Path(words[0]) if words else None)


def _names_project(word: str) -> bool:
    """A folder, or a path that may become one; a single bare word is a verb, perhaps a misspelt one."""
    return not word.startswith("-") and (Path(word).is_dir() or len(Path(word).parts) > 1)


if __name__ == "__main__":
    sys.exit(main())
