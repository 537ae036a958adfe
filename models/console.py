"""Events on a terminal: a live bar and plain lines for people, one JSON object per line for programs."""

from __future__ import annotations

import io
import json
import re
import sys
import time
from types import TracebackType
from typing import Protocol

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.text import Text

from models import events
from models.errors import BottegaError, UsageError
from models.events import Event

_QUIET_SECONDS = 15.0
"""Where no bar can be drawn (a log file), a line this often says that the work goes on."""


_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What a terminal would obey instead of showing it, what turns the line it stands in, and halves of characters."""


def take_any_text() -> None:
    """Let standard output and errors show "?" for what their encoding lacks, as that of a file on Windows does."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def safe_line(text: str) -> str:
    """The text as one line that a terminal can only show: names of files, people and recipes come from anywhere."""
    return _UNSAFE.sub(_as_seen, text)


def shown(text: str) -> Text:
    """What the printers put on a terminal, all of it."""
    return Text(safe_line(text))


def _as_seen(found: re.Match[str]) -> str:
    one = found.group()
    return " " if one in "\n\r\t" else one.encode("unicode_escape").decode("ascii")


def _as_json_escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found.group()):04x}"


def _as_console_takes(text: str) -> str:
    """JSON with escapes for what the console lacks: nothing of it is lost."""
    encoding = sys.stdout.encoding or "ascii"
    try:
        text.encode(encoding, "surrogatepass" if encoding.lower().startswith("utf") else "strict")
    except (UnicodeError, LookupError):
        return json.dumps(json.loads(text))
    return text


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
        text = json.dumps(values, ensure_ascii=False, allow_nan=False, default=str)
        print(_UNSAFE.sub(_as_json_escape, _as_console_takes(text)), flush=True)


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
                self._console.print(shown(line))

    def fail(self, error: BottegaError) -> None:
        self._bar.stop()
        self._errors.print(shown(f"bottega: {error}"))
        if isinstance(error, UsageError):
            self._errors.print(Text("`bottega --help` lists the words."))

    def _advance(self, done: int, total: int, what: str) -> None:
        now = time.monotonic()
        if not self._console.is_terminal and now - self._told > _QUIET_SECONDS:
            self._told = now
            self._console.print(shown(f"{done} of {total}, {what}" if total else what))
        words = escape(safe_line(what))
        self._bar.update(self._task, completed=done, total=total or None, description=words, visible=True)

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
        case events.PhotoFoundAgain(path=path, was=was):
            return [f"found again {path} (was {was})"]
        case events.PhotoKnown(path=path, known_as=known_as):
            return [f"here already {path} (as {known_as})"]
        case events.PhotoRenewed(path=path):
            return [f"changed since it was added, the new picture was taken: {path}"]
        case events.Scored(step=step, scores=scores):
            colours = f", colours off by {scores.ciede2000:.2f}" if scores.ciede2000 is not None else ""
            return [f"step {step}: held out {scores.psnr:.2f} dB (as is {scores.psnr_input:.2f} dB){colours}"]
        case events.PhotoScored() | events.EncoderScored():
            return _score_lines(event)
        case events.RunStarted(run=run, crops=crops, held_out=held_out, device=device):
            return [f"run {run}: {crops} faces to learn from, {held_out} held out, on {device}"]
        case events.Painted(source=source, path=path) if path is not None:
            return [f"painted {source} -> {path}"]
        case events.Saved(path=path, what=what):
            return [f"saved {what or 'file'} {path}"]
        case events.Noted(text=text) | events.CriticJoined(text=text):
            return [text]
        case events.Described(path=path, kind=kind, facts=facts):
            known = {name: value for name, value in facts.items() if value is not None}
            return [f"{path}: {kind}", *(f"  {name}: {_words(value)}" for name, value in known.items())]
        case events.Finished(summary=summary):
            return [summary]
    return []


def _score_lines(one: events.PhotoScored | events.EncoderScored) -> list[str]:
    if isinstance(one, events.EncoderScored):
        return _score_table(one)
    face = _figure(one.ciede2000_face, 5)
    return [f"{one.psnr:6.2f} dB, colours off by {one.ciede2000:5.2f}, face {face}  {one.photo}"]


def _score_table(means: events.EncoderScored) -> list[str]:
    """What was painted over the lines it has to beat."""
    rows = (
        ("as painted", means.psnr, means.ciede2000),
        ("  face", means.psnr_face, means.ciede2000_face),
        ("  the rest", means.psnr_rest, means.ciede2000_rest),
        ("network's answer", means.psnr_raw, None),
        ("as it goes in", means.psnr_input, means.ciede2000_input),
        ("mean picture", means.psnr_mean, means.ciede2000_mean),
    )
    lines = [f"{name:18}{_figure(psnr, 8)}{_figure(off, 11)}" for name, psnr, off in rows]
    colours = f"colourful {_figure(means.colourfulness_ratio)}, chroma {_figure(means.chroma_ratio)} of the real ones"
    return [f"{'':18}{'PSNR dB':>8}{'CIEDE2000':>11}", *lines, f"SSIM {means.ssim:.3f}, {colours}"]


def _figure(value: float | None, width: int = 0) -> str:
    return f"{'-' if value is None else f'{value:.2f}':>{width}}"


def _words(value: object) -> str:
    """A fact for people: four digits are enough of any measurement."""
    return f"{value:.4g}" if isinstance(value, float) else str(value)
