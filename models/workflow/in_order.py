"""Works on many things at once and hands the results back in the order they were given."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from os import cpu_count
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")

WORKERS = max(2, min(cpu_count() or 2, 8))
_AHEAD = 3
"""Things begun per worker before their turn: enough to keep all busy, few enough to bound the memory."""


def map_in_order(function: Callable[[A], B], things: Iterable[A], workers: int = WORKERS) -> Generator[B, None, None]:
    """function of each thing, in order, computed by a few threads; closing it waits for what has begun, no more."""
    waiting: deque[Future[B]] = deque()
    with ThreadPoolExecutor(workers, thread_name_prefix="in-order") as pool:
        try:
            for thing in things:
                waiting.append(pool.submit(function, thing))
                if len(waiting) >= workers * _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()
