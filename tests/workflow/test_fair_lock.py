"""Whoever asks first comes first, also when the one before asks again at once."""

from __future__ import annotations

import threading

from models.workflow.fair_lock import FairLock


def test_it_is_handed_on_in_the_order_asked_for():
    lock, order = FairLock(), []

    def take(name: str, asked: threading.Event) -> None:
        asked.set()
        with lock:
            order.append(name)

    threads = []
    with lock:
        for name in "abc":
            asked = threading.Event()
            threads.append(threading.Thread(target=take, args=(name, asked)))
            threads[-1].start()
            asked.wait()
            while len(lock._queue) < len(threads) + 1:
                pass
    with lock:  # asked again at once, and yet after the others
        order.append("again")
    for thread in threads:
        thread.join()
    assert order == ["a", "b", "c", "again"]


def test_who_has_waited_long_enough_goes_without_it():
    lock = FairLock()
    assert lock.acquire()
    assert not lock.acquire(timeout=0.01)
    lock.release()
    assert lock.acquire(timeout=0)
