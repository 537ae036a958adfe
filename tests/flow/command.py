"""Drives the real command line in a process of its own, as a person or a script would."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from tests.conftest import ROOT


@dataclass(frozen=True)
class Answer:
    """What a command said: its exit code, its events (with --json) and its words."""

    code: int
    events: list[dict[str, Any]]
    out: str
    err: str

    def of(self, event: str) -> list[dict[str, Any]]:
        return [item for item in self.events if item["event"] == event]


def command(*words: object, json_lines: bool = True) -> list[str]:
    return [sys.executable, "-m", "models", *(str(word) for word in words), *(["--json"] if json_lines else [])]


def bottega(*words: object, json_lines: bool = True) -> Answer:
    """Run one verb to its end; with json_lines every line of output must be one JSON object."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command(*words, json_lines=json_lines), cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    lines = [json.loads(line) for line in done.stdout.splitlines()] if json_lines else []
    return Answer(done.returncode, lines, done.stdout, done.stderr)
