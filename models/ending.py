"""Which signals ask a program to end, so that whatever is open is saved first. Does nothing with them."""

from __future__ import annotations

import signal


def ending_signals() -> tuple[signal.Signals, ...]:
    """The system's "end now" and the terminal that was closed (Windows has none); not what `nohup` has silenced."""
    names = ("SIGTERM", "SIGHUP")
    kinds = (getattr(signal, name) for name in names if hasattr(signal, name))
    return tuple(kind for kind in kinds if signal.getsignal(kind) is not signal.SIG_IGN)
