"""The command line: words -> one workflow -> its events on the terminal. Knows no Qt."""

from __future__ import annotations

import argparse
import contextlib
import signal
import sys
from collections.abc import Generator, Sequence
from typing import Any, NoReturn

from models.console import JsonPrinter, PeoplePrinter, Printer, take_any_text
from models.ending import ending_signals
from models.errors import BottegaError, UsageError
from models.events import Event, Finished, PhotoRefused, Refused, closing
from models.verbs import VERBS


class _Parser(argparse.ArgumentParser):
    """Wrong words become a UsageError, so that they look like every other mistake (also with --json)."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(message, remedy=f"`{self.prog} --help` lists the words")


def build_parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="bottega", description="A painting studio that learns from your own photos.")
    commands = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    for verb in VERBS:
        command = commands.add_parser(verb.name, help=verb.help, description=verb.help)
        verb.declare(command)
        command.add_argument("--json", action="store_true", help="one JSON object per line, for programs")
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb. Returns 0, 1 when some items failed or the work could not be done, 2 for wrong words."""
    take_any_text()
    words = list(sys.argv[1:] if argv is None else argv)
    printer: Printer = JsonPrinter() if "--json" in words else PeoplePrinter()
    try:
        with _stopping_on_terminate():
            arguments = build_parser().parse_args(words)
            with printer:
                return _show_all(VERBS.get(arguments.verb).run(arguments), printer)
    except BottegaError as error:
        printer.fail(error)
        return 2 if isinstance(error, UsageError) else 1
    except KeyboardInterrupt:
        with contextlib.suppress(OSError):  # the terminal may have gone, which is why we stop
            print("stopped; everything done so far is kept", file=sys.stderr, flush=True)
        return 1
    except BrokenPipeError:
        # The reader has gone: nothing more to say, not even when Python flushes at exit.
        sys.stdout = open(sys.__stdout__.fileno() if sys.__stdout__ else 1, "w", closefd=False)  # noqa: SIM115
        return 1


def _show_all(events: Generator[Event], printer: Printer) -> int:
    """Show every event; on Ctrl-C the workflow's own `finally` leaves everything whole before we go."""
    failed = False
    with closing(events):
        for event in events:
            failed |= isinstance(event, PhotoRefused | Refused) or (isinstance(event, Finished) and event.failed > 0)
            printer.show(event)
    return int(failed)


@contextlib.contextmanager
def _stopping_on_terminate() -> Generator[None]:
    """A SIGTERM, or a terminal that is closed, ends the work as Ctrl-C does; a second one does not cut its end short.

    Outside the main thread the caller handles signals.
    """

    def stop(*_: object) -> NoReturn:
        for kind in before:
            signal.signal(kind, lambda *_: None)
        raise KeyboardInterrupt

    before: dict[signal.Signals, Any] = {}
    try:
        for kind in ending_signals():
            before[kind] = signal.signal(kind, stop)
    except ValueError:
        yield
        return
    try:
        yield
    finally:
        for kind, handler in before.items():
            signal.signal(kind, handler)
