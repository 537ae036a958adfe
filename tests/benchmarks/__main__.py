"""All benchmarks by one command: `start.py bench` lists them, `start.py bench training step` runs one.

Benchmarks measure and print; nothing is asserted, for times are not the same anywhere.
"""

from __future__ import annotations

import ast
import runpy
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main(words: list[str]) -> int:
    """Run the benchmark of that name with the other words as its own; without one, say what there is."""
    there = {path.stem.removeprefix("bench_"): path for path in sorted(HERE.glob("bench_*.py"))}
    if not words or words[0] not in there:
        for name, path in there.items():
            lines = (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").splitlines()
            print(f"{name:18} {lines[0]}")
        return 0 if not words else 2
    path = there[words[0]]
    sys.argv = [str(path), *words[1:]]
    runpy.run_module(f"tests.benchmarks.{path.stem}", run_name="__main__", alter_sys=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
