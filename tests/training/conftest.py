"""One thread per training: two would wait for each other whenever something else runs beside the tests."""

from __future__ import annotations

import sys

import pytest


@pytest.fixture(autouse=True)
def _one_thread(monkeypatch):
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    yield
    if "torch" in sys.modules:  # a training switches denormal numbers off in its process: others test with them
        sys.modules["torch"].set_flush_denormal(False)


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory):
    """What is measured about this computer while it runs tests says nothing about it at rest."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield
