"""The file format of encoders and checkpoints: a checked header and named members. Knows nothing of weights.

    0   8 bytes   magic "BOTTEGA" and the format's version, one byte
    8   8 bytes   length of the header, little-endian
    16  n bytes   header, JSON: kind, header, members [{name, size, sha256}]
    .   ...       the members, one after the other, in that order
    end 32 bytes  SHA-256 of everything before

Opening one never runs code; a file in which one bit differs, or a byte is missing or too many, is refused.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, BinaryIO

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError

from models.errors import EncoderError
from models.files import atomic_file, sha256_of

_MAGIC = b"BOTTEGA"
_VERSION = 1
_DIGEST = 32
_PRELUDE = 16
_CHUNK = 1 << 20

MAX_HEADER = 4 << 20
"""A header is a few kB; 100 MB of JSON is an attack."""

MAX_FILE = 4 << 30
"""The checkpoint of a master run is about 0.6 GB."""

_Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_.-]{0,63}$")]
_Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class _Member(_Strict):
    name: _Name
    size: Annotated[int, Field(ge=0, le=MAX_FILE)]
    sha256: _Digest


class _Head(_Strict):
    kind: _Name
    header: dict[str, JsonValue]
    members: Annotated[list[_Member], Field(max_length=64)]


@dataclass(frozen=True, slots=True)
class Container:
    """What a container file holds. sha256: of the whole file, as any checksum program prints it."""

    header: dict[str, Any]
    members: dict[str, bytes]
    sha256: str


def write_container(path: Path, kind: str, header: Mapping[str, Any], members: Mapping[str, bytes]) -> str:
    """Write the file whole or not at all; returns the SHA-256 of the whole file.

    header: JSON values without NaN. Raises ValueError for what the format can't hold, DiskFullError, OSError.
    """
    listed = [{"name": name, "size": len(data), "sha256": sha256_of(data)} for name, data in members.items()]
    plain = {"kind": kind, "header": dict(header), "members": listed}
    text = json.dumps(plain, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    _Head.model_validate_json(text)
    if len(text) > MAX_HEADER:
        raise ValueError(f"a header of {len(text)} bytes is over {MAX_HEADER}")
    parts = (_MAGIC + bytes([_VERSION]) + len(text).to_bytes(8, "little"), text, *members.values())
    whole = hashlib.sha256()
    for part in parts:
        whole.update(part)
    seal = whole.digest()
    whole.update(seal)
    with atomic_file(path, needed=sum(map(len, parts)) + _DIGEST) as file:
        file.writelines((*parts, seal))
    return whole.hexdigest()


def read_header(path: Path, kind: str) -> dict[str, Any]:
    """The header alone, after the whole file was verified; members are not kept. Raises EncoderError."""
    return open_container(path, kind, keep=()).header


def open_container(path: Path, kind: str, keep: Collection[str] | None = None) -> Container:
    """Read and verify the file; keep names the members wanted in memory (None: all). Raises EncoderError."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise _damaged(path, "it is not a regular file")
        with path.open("rb") as file:
            return _Reader(path, file).read(kind, keep)
    except OSError as error:
        why = error.strerror or str(error)
        raise EncoderError(f"can't read this {kind} file", path=path, why=why) from error


class _Reader:
    """One pass over an open file, hashing every byte that goes by."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self._path = path
        self._file = file
        self._whole = hashlib.sha256()

    def read(self, kind: str, keep: Collection[str] | None) -> Container:
        size = os.fstat(self._file.fileno()).st_size
        if size > MAX_FILE:
            raise _damaged(self._path, f"{size} bytes are more than any such file can have")
        head = self._head(size)
        if head.kind != kind:
            raise EncoderError(f"this is a file of the kind {head.kind!r}, not {kind!r}", path=self._path)
        members = {}
        for member in head.members:
            kept = keep is None or member.name in keep
            data = self._member(member, kept)
            if kept:
                members[member.name] = data
        self._seal()
        return Container(dict(head.header), members, self._whole.hexdigest())

    def _head(self, size: int) -> _Head:
        prelude = self._take(_PRELUDE)
        if prelude[:7] != _MAGIC:
            raise EncoderError("this is not a file of Bottega", path=self._path)
        if prelude[7] > _VERSION:
            raise _too_new(self._path, f"its format is version {prelude[7]}, this Bottega reads {_VERSION}")
        if prelude[7] != _VERSION:
            raise _damaged(self._path, f"its format is version {prelude[7]}, this Bottega reads {_VERSION}")
        length = int.from_bytes(prelude[8:], "little")
        if length > min(MAX_HEADER, size - _PRELUDE - _DIGEST):
            raise _damaged(self._path, f"it declares a header of {length} bytes")
        try:
            head = _Head.model_validate_json(self._take(length))
        except ValidationError as error:
            raise _damaged(self._path, f"its header is wrong: {_first(error)}") from error
        names = {member.name for member in head.members}
        if len(names) != len(head.members):
            raise _damaged(self._path, "two of its parts have the same name")
        declared = _PRELUDE + length + sum(member.size for member in head.members) + _DIGEST
        if declared != size:
            raise _damaged(self._path, f"it has {size} bytes and should have {declared}")
        return head

    def _member(self, member: _Member, kept: bool) -> bytes:
        """The bytes of a member (empty unless kept), verified."""
        own = hashlib.sha256()
        left = member.size
        data = b""
        while left:
            data = self._take(left if kept else min(left, _CHUNK))
            own.update(data)
            left -= len(data)
        if own.hexdigest() != member.sha256:
            raise _damaged(self._path, f"the part {member.name!r} has changed since it was written")
        return data if kept else b""

    def _seal(self) -> None:
        """Compare the hash of all that went by with the file's last bytes."""
        wanted = self._whole.digest()
        if self._take(_DIGEST) != wanted:
            raise _damaged(self._path, "its bytes have changed since it was written")

    def _take(self, count: int) -> bytes:
        data = self._file.read(count)
        if len(data) != count:
            raise _damaged(self._path, "it ends too early")
        self._whole.update(data)
        return data


def _too_new(path: Path, why: str) -> EncoderError:
    return EncoderError("this file was made by a newer Bottega", path=path, why=why, remedy="Update Bottega")


def _damaged(path: Path, why: str) -> EncoderError:
    return EncoderError("this file is damaged", path=path, why=why, remedy="Get a fresh copy of it")


def _first(error: ValidationError) -> str:
    """The first complaint of a validation, short enough for one line."""
    problem = error.errors(include_url=False, include_input=False, include_context=False)[0]
    where = ".".join(str(part) for part in problem["loc"][:4])
    return f"{where}: {problem['msg']}"[:200].lstrip(": ")
