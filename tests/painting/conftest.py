"""Encoders shared by the tests of painting."""

from __future__ import annotations

import pytest

from models.painting.encoder import read_encoder
from tests.painting.encoders import make_encoder


@pytest.fixture(scope="session")
def encoder_file(tmp_path_factory):
    return make_encoder(tmp_path_factory.mktemp("encoders") / "tiny.bottega").path


@pytest.fixture(scope="session")
def colouriser(encoder_file):
    return read_encoder(encoder_file)


@pytest.fixture(scope="session")
def averager(tmp_path_factory):
    return read_encoder(make_encoder(tmp_path_factory.mktemp("encoders") / "average.bottega", "average").path)
