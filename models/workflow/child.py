"""Runs a workflow in a process of its own and yields its events here; knows no workflow and loads no torch."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import types
from collections.abc import Callable, Generator, Iterator
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from models.errors import BottegaError
from models.events import Event, closing
from models.training.machine.devices import wait_calmly
from models.workflow.fair_lock import FairLock

_GRACE = 20.0
"""Seconds a child may take to end a step and save before it is ended by force."""

_PATIENCE = 4.0
"""Seconds close() waits for a stream that someone else is reading."""

_WATCH = 0.1
"""Seconds between two looks whether a silent child still lives, and is still wanted."""

_NICER = 5
"""How much the child steps back (as `nice`), so that the window stays smooth on few processors."""

_main_lock = threading.Lock()

Stream = Callable[..., Iterator[Event]]


class Child:
    """A process that is started when first needed and kept, with everything it has loaded, until close().

    It exits by itself when this process dies. One stream at a time, in the order asked for.
    given_up: for work that leaves nothing to save. Asked while the child is silent; True ends the stream and kills it.
    """

    def __init__(self, given_up: Callable[[], bool] = lambda: False) -> None:
        self._given_up = given_up
        self._turn = FairLock()
        self._sending = threading.Lock()  # close() may speak while a large request is still being written
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process is not None else None

    def stream(self, function: Stream, *args: Any, **kwargs: Any) -> Generator[Event]:
        """The events of function(*args, **kwargs) as they come; closing this ends it there, its `finally` included.

        function is named by its module, arguments and events travel pickled. Errors come out as they were raised;
        a child that died raises BottegaError.
        """
        with self._turn:
            if self._given_up():
                return
            pipe = self._start()
            with self._sending:
                _send(pipe, (function, args, kwargs))
            ended = False
            try:
                while True:
                    kind, value = self._receive(pipe)
                    ended = kind != "event"
                    if kind == "error":
                        raise value
                    if ended:
                        return
                    yield value
            finally:
                if not ended and self._process is not None:
                    self._stop(pipe)

    def close(self) -> None:
        """End the process; safe to call twice, and from another thread than the one that reads a stream."""
        if self._given_up():
            self._end_by_force()
            return
        process, pipe = self._process, self._pipe
        if process is None or pipe is None:
            return
        with contextlib.suppress(EOFError, OSError), self._sending:
            pipe.send(None)
        if self._turn.acquire(timeout=_PATIENCE):
            try:
                pipe.close()
                process.join(_PATIENCE)
            finally:
                self._turn.release()
        self._end_by_force()

    def _start(self) -> Connection:
        """The pipe to the running child, or to a new one."""
        if self._process is not None and self._pipe is not None and self._process.is_alive():
            return self._pipe
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs,), name="bottega-child", daemon=True)
        with _blank_main():
            process.start()
        theirs.close()
        self._process, self._pipe = process, ours
        return ours

    def _receive(self, pipe: Connection) -> tuple[str, Any]:
        """The child's next word. Its end is seen at once, also when a process of its own still holds the pipe open."""
        process = self._process
        try:
            while not pipe.poll(_WATCH):
                if self._given_up():
                    self._end_by_force()
                    return "end", None
                if process is not None and not process.is_alive() and not pipe.poll():
                    raise EOFError
            message: tuple[str, Any] = pipe.recv()
        except (EOFError, OSError) as error:
            if self._given_up():
                return "end", None
            raise self._died() from error
        return message

    def _stop(self, pipe: Connection) -> None:
        """Ask the child to close what it runs, and let it finish that; what it still says is of no use any more."""
        if self._given_up():
            self._end_by_force()
            return
        with contextlib.suppress(EOFError, OSError):
            with self._sending:
                pipe.send(None)
            while pipe.poll(_GRACE):
                kind, value = pipe.recv()
                if kind == "error":
                    raise value
                if kind == "end":
                    return
        self._end_by_force()

    def _end_by_force(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.join()

    def _died(self) -> BottegaError:
        """What the end of the process means, for a person."""
        process, self._process = self._process, None
        code = None
        if process is not None:
            process.join(_GRACE)
            code = process.exitcode
        why = f"it ended with code {code}"
        if code is not None and code < 0:
            why = f"the system ended it with signal {-code}"
            why += ", as it does when memory runs out" if code == -getattr(signal, "SIGKILL", 9) else ""
        return BottegaError(
            "the process that trains and paints has ended unexpectedly",
            why=why,
            remedy="What it had saved is kept. Close other programs or choose a smaller size, then start again",
        )


def end_children() -> bool:
    """End every child of this process by force, also one that hangs or is stopped; False when there was none.

    What they had saved is whole: it is written so that it can be killed at any moment.
    """
    processes = multiprocessing.active_children()
    for process in processes:
        process.kill()
    for process in processes:
        process.join()
    return bool(processes)


def _send(pipe: Connection, request: object) -> None:
    """Hand over a request; a child that is just dying is told by the answer that does not come."""
    with contextlib.suppress(BrokenPipeError, ConnectionError):
        pipe.send(request)


@contextlib.contextmanager
def _blank_main() -> Iterator[None]:
    """Let the child not import the program that started it: the window, a test runner, a script without a guard."""
    with _main_lock:
        real = sys.modules["__main__"]
        sys.modules["__main__"] = types.ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = real


def _serve(pipe: Connection) -> None:
    """The child's life: one request after the other, until its parent closes the pipe or dies."""
    _step_back()
    wait_calmly()
    threading.Thread(target=_end_with_parent, name="parent-watch", daemon=True).start()
    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            try:
                request = pipe.recv()
            except (ImportError, AttributeError) as error:  # nothing of that name in this process
                pipe.send(("error", _portable(error)))
                continue
            if request is not None:  # None asks to stop a stream that has ended meanwhile
                _answer(pipe, *request)


def _answer(pipe: Connection, function: Stream, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    """Stream one workflow; any word from the parent meanwhile, or its end, closes it."""
    try:
        with closing(function(*args, **kwargs)) as events:
            for event in events:
                pipe.send(("event", event))
                if pipe.poll():
                    break
    except (BrokenPipeError, ConnectionError, EOFError):
        raise
    except Exception as error:
        pipe.send(("error", _portable(error)))
    else:
        pipe.send(("end", None))


def _portable(error: Exception) -> Exception:
    """The error itself where it survives pickling, else its words."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return BottegaError(f"{type(error).__name__}: {error}")
    return error


def _step_back() -> None:
    """Lower priority, leave Ctrl+C and a closed terminal to the parent, and standard output for the parent's words."""
    for kind in (signal.SIGINT, getattr(signal, "SIGHUP", signal.SIGINT)):
        signal.signal(kind, signal.SIG_IGN)
    with contextlib.suppress(OSError):
        os.dup2(2, 1)
    if hasattr(os, "nice"):
        with contextlib.suppress(OSError):
            os.nice(_NICER)
    elif sys.platform == "win32":
        import ctypes

        below_normal = 0x4000
        ctypes.windll.kernel32.SetPriorityClass(ctypes.windll.kernel32.GetCurrentProcess(), below_normal)


def _end_with_parent() -> None:
    """Wait for the parent's end; give the running step time to save itself, then leave."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        threading.Event().wait(_GRACE)
        os._exit(1)
