"""A damaged or hostile container is refused by name with a reason; a whole one gives back what went in."""

from __future__ import annotations

import hashlib
import json
import os
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.container import open_container, read_header, write_container
from models.errors import EncoderError
from tests.containers import read_container

MEMBERS = {"weights": bytes(range(256)) * 2, "empty": b"", "sheet.png": b"picture"}
HEADER = {"title": "Grau → Farbe", "scores": {"psnr": 24.1}, "list": [1, None, True]}


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "a.bottega"
    write_container(path, "encoder", HEADER, MEMBERS)
    return path


def _sealed(text: bytes, body: bytes = b"", length: int | None = None) -> bytes:
    """A file whose seal is right, whatever its header says: what a hostile person would make."""
    data = b"BOTTEGA\x01" + (len(text) if length is None else length).to_bytes(8, "little") + text + body
    return data + hashlib.sha256(data).digest()


def test_everything_comes_back(file):
    assert read_container(file, "encoder") == (HEADER, MEMBERS)
    assert read_header(file, "encoder") == HEADER


def test_one_member_can_be_kept_alone_and_the_hash_is_the_files_own(file):
    container = open_container(file, "encoder", keep=("sheet.png",))
    assert container.members == {"sheet.png": b"picture"}
    assert container.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()


def test_writing_returns_the_hash_of_the_file_and_is_reproducible(tmp_path):
    first = write_container(tmp_path / "a", "encoder", HEADER, MEMBERS)
    assert first == write_container(tmp_path / "b", "encoder", HEADER, MEMBERS)
    assert first == hashlib.sha256((tmp_path / "a").read_bytes()).hexdigest()


def test_every_flipped_byte_is_refused_by_name(file):
    data = file.read_bytes()
    chance = random.Random(1)
    for place in range(len(data)):
        file.write_bytes(data[:place] + bytes([data[place] ^ 1 << chance.randrange(8)]) + data[place + 1 :])
        with pytest.raises(EncoderError) as caught:
            read_header(file, "encoder")
        assert caught.value.path == file
        assert caught.value.what


@pytest.mark.slow
def test_every_flipped_bit_is_refused(file):
    data = file.read_bytes()
    for place in range(len(data) * 8):
        changed = bytearray(data)
        changed[place // 8] ^= 1 << place % 8
        file.write_bytes(changed)
        with pytest.raises(EncoderError):
            read_container(file, "encoder")


def test_every_cut_and_every_growth_is_refused(file):
    data = file.read_bytes()
    for length in range(len(data)):
        file.write_bytes(data[:length])
        with pytest.raises(EncoderError):
            read_container(file, "encoder")
    file.write_bytes(data + b"\0")
    with pytest.raises(EncoderError, match="should have"):
        read_container(file, "encoder")


def test_swapped_members_are_refused(tmp_path):
    path = tmp_path / "a.bottega"
    write_container(path, "encoder", {}, {"a": b"11111111", "b": b"22222222"})
    data = path.read_bytes().replace(b"1111111122222222", b"2222222211111111")[:-32]
    path.write_bytes(data + hashlib.sha256(data).digest())
    with pytest.raises(EncoderError, match="the part 'a' has changed"):
        read_container(path, "encoder")


def test_another_kind_is_named(file):
    with pytest.raises(EncoderError, match="kind 'encoder', not 'checkpoint'"):
        read_container(file, "checkpoint")


def _head(members: list[object], **more: object) -> bytes:
    return json.dumps({"kind": "encoder", "header": {}, "members": members} | more).encode()


def _member(name: str, size: int = 0) -> dict[str, object]:
    return {"name": name, "size": size, "sha256": hashlib.sha256(b"").hexdigest()}


HOSTILE = {
    "nothing": b"",
    "a pickle": b"\x80\x04\x95" + b"x" * 100,
    "a zip": b"PK\x03\x04" + b"\0" * 100,
    "a picture": b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
    "a newer version": b"BOTTEGA\x09" + b"\0" * 100,
    "a header of 2^63 bytes": _sealed(b"{}", length=1 << 63),
    "a header longer than the file": _sealed(b"{}", length=5000),
    "no JSON": _sealed(b"hello"),
    "a list": _sealed(b"[]"),
    "bottomless nesting": _sealed(b"[" * 100_000),
    "a bottomless value": _sealed(b'{"kind":"encoder","members":[],"header":{"a":' + b"[" * 50_000),
    "broken UTF-8": _sealed(b'{"kind":"\xff"}'),
    "an unknown key": _sealed(_head([], run="rm -rf /")),
    "a traversal name": _sealed(_head([_member("../../evil")])),
    "an absolute name": _sealed(_head([_member("/etc/passwd")])),
    "a negative size": _sealed(_head([_member("a", -1)])),
    "an overflowing size": _sealed(_head([_member("a", 1 << 62)])),
    "twice the same name": _sealed(_head([_member("a"), _member("a")])),
    "too many members": _sealed(_head([_member(f"m{i}") for i in range(65)])),
    "a digest that is no digest": _sealed(_head([{"name": "a", "size": 0, "sha256": "zz"}])),
    "a member bigger than the file": _sealed(_head([_member("a", 10_000)])),
    "bytes nobody declared": _sealed(_head([]), body=b"hidden"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_with_a_reason(tmp_path, name):
    path = tmp_path / "hostile.bottega"
    path.write_bytes(HOSTILE[name])
    with pytest.raises(EncoderError) as caught:
        read_container(path, "encoder")
    assert caught.value.path == path
    assert len(str(caught.value)) < 600


def test_a_right_seal_opens_so_the_hostile_files_fail_for_their_own_reason(tmp_path):
    path = tmp_path / "good.bottega"
    path.write_bytes(_sealed(_head([_member("a")])))
    assert read_container(path, "encoder") == ({}, {"a": b""})


def test_what_is_no_file_is_refused_without_hanging(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    for path in (pipe, loop, tmp_path, tmp_path / "absent"):
        with pytest.raises(EncoderError):
            read_header(path, "encoder")


def test_a_failed_write_leaves_the_old_file(file):
    before = file.read_bytes()
    with pytest.raises(ValueError, match="JSON"):
        write_container(file, "encoder", {"psnr": float("nan")}, {})
    with pytest.raises(ValueError, match="pattern"):
        write_container(file, "encoder", {}, {"../up": b""})
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == [file.name]


@settings(max_examples=40, deadline=None)
@given(
    header=st.dictionaries(st.text(max_size=9), st.integers(-9, 9) | st.text() | st.none(), max_size=4),
    members=st.dictionaries(st.from_regex(r"\A[a-z0-9][a-z0-9_.-]{0,9}\Z"), st.binary(), max_size=5),
)
def test_any_content_survives_the_round_trip(tmp_path_factory, header, members):
    path = tmp_path_factory.mktemp("c") / "any.bottega"
    write_container(path, "checkpoint", header, members)
    assert read_container(path, "checkpoint") == (header, members)
