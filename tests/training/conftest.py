"""A computer on which it is known what trains fastest: measuring that is test_tuning's own business."""

from __future__ import annotations

import pytest

from tests.training.runs import know_fastest


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory):
    """What is found while tests run says nothing about this computer at rest.

    Every training here computes in the same way on any computer, and in the one that has most to it.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        know_fastest("products")
        yield
