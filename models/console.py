"""Events on a terminal: a live bar and plain lines for people, one JSON object per line for programs."""

from __future__ import annotations

import json
import sys
import time
from types import TracebackType
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.text import Text

from models import events
from models.errors import BottegaError, UsageError
from models.events import Event

_QUIET_SECONDS = 15.0
"""Where no bar can be drawn (a log file), a line this often says that the work goes on."""


class Printer(Protocol):
    """Shows a workflow's events; a context manager, so that a live bar is always taken down."""

    def show(self, event: Event) -> None: ...

    def fail(self, error: BottegaError) -> None: ...

    def __enter__(self) -> Printer: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class JsonPrinter:
    """One object per line on standard output, each with an `event` key, written at once."""

    def show(self, event: Event) -> None:
        if not isinstance(event, events.Changed):
            self._write(events.as_json(event))

    def fail(self, error: BottegaError) -> None:
        path = str(error.path) if error.path is not None else None
        self._write({"event": "error", "path": path, "reason": error.reason})

    def __enter__(self) -> JsonPrinter:
        return self

    def __exit__(self, *_: object) -> None:
        sys.stdout.flush()

    @staticmethod
    def _write(values: dict[str, object]) -> None:
        print(json.dumps(values, ensure_ascii=False, allow_nan=False, default=str), flush=True)


class PeoplePrinter:
    """A bar with the time left while it works, a line for each thing worth reading."""

    def __init__(self) -> None:
        self._console = Console(highlight=False, soft_wrap=True)
        self._errors = Console(highlight=False, soft_wrap=True, stderr=True)
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(complete_style="yellow"),
            TaskProgressColumn(),
            TimeRemainingColumn(),
            console=self._console,
            transient=True,
            disable=not self._console.is_terminal,
        )
        self._told = time.monotonic()
        self._task = self._bar.add_task("", total=None, visible=False)

    def show(self, event: Event) -> None:
        if isinstance(event, events.Progress):
            self._advance(event.done, event.total, event.what)
        elif isinstance(event, events.StepDone):
            self._advance(event.step, event.steps, _step_words(event))
        else:
            for line in _lines(event):
                self._console.print(Text(line))

    def fail(self, error: BottegaError) -> None:
        self._bar.stop()
        self._errors.print(Text(f"bottega: {error}"))
        if isinstance(error, UsageError):
            self._errors.print(Text("`bottega --help` lists the words."))

    def _advance(self, done: int, total: int, what: str) -> None:
        now = time.monotonic()
        if not self._console.is_terminal and now - self._told > _QUIET_SECONDS:
            self._told = now
            self._console.print(Text(f"{done} of {total}, {what}" if total else what))
        self._bar.update(self._task, completed=done, total=total or None, description=what, visible=True)

    def __enter__(self) -> PeoplePrinter:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()


def _step_words(event: events.StepDone) -> str:
    losses = ", ".join(f"{name} {value:.3f}" for name, value in event.losses.items())
    return f"{event.images_per_second:.1f} pictures/s, {losses}"


def _lines(event: Event) -> list[str]:
    """What a person should read of an event; nothing for those that only move the bar."""
    match event:
        case events.PhotoRefused(path=path, reason=reason) | events.Refused(path=path, reason=reason):
            return [f"skipped {path}: {reason}"]
        case events.PhotoKnown(path=path, known_as=known_as):
            return [f"here already {path} (as {known_as})"]
        case events.Scored(step=step, scores=scores):
            return [f"step {step}: held out {scores.psnr:.2f} dB (as is {scores.psnr_input:.2f} dB)"]
        case events.RunStarted(run=run, crops=crops, held_out=held_out, device=device):
            return [f"run {run}: {crops} faces to learn from, {held_out} held out, on {device}"]
        case events.Painted(source=source, path=path) if path is not None:
            return [f"painted {source} -> {path}"]
        case events.Saved(path=path, what=what):
            return [f"saved {what or 'file'} {path}"]
        case events.Noted(text=text):
            return [text]
        case events.Described(path=path, kind=kind, facts=facts):
            known = {name: value for name, value in facts.items() if value is not None}
            return [f"{path}: {kind}", *(f"  {name}: {_words(value)}" for name, value in known.items())]
        case events.Finished(summary=summary):
            return [summary]
    return []


def _words(value: object) -> str:
    """A fact for people: four digits are enough of any measurement."""
    return f"{value:.4g}" if isinstance(value, float) else str(value)
