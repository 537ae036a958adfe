"""Chains of filters under a name, each a readable file in one folder. The reader believes nothing it finds."""

from __future__ import annotations

import json
import stat
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from models.errors import BottegaError, UnknownNameError, UsageError
from models.file_names import safe_name
from models.files import atomic_write, free_name
from models.filters.chain_json import chain_from_file, chain_to_json
from models.filters.preset_name import clean_preset_name
from models.records import Chain
from models.schema import first_reason

SUFFIX = ".preset.json"
VERSION = 1
MAX_BYTES = 64_000
"""Sixteen filters with all their values take 4 kB."""
MAX_FILES = 1_000


@dataclass(frozen=True, slots=True)
class Preset:
    """A chain that can be used again by its name."""

    name: str
    chain: Chain


@dataclass(frozen=True, slots=True)
class Presets:
    """presets: by name; problems: one sentence for each file that was passed over."""

    presets: tuple[Preset, ...]
    problems: tuple[str, ...]


class PresetFolder:
    """The presets of a person or a project. The folder need not exist before the first is saved."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def all(self) -> Presets:
        """Every preset in the folder; a damaged or foreign JSON file is passed over and named among the problems."""
        found, problems = self._read()
        presets = sorted((preset for _, preset in found.values()), key=lambda one: (one.name.casefold(), one.name))
        return Presets(tuple(presets), tuple(problems))

    def save(self, name: str, chain: Chain) -> Preset:
        """Keep the chain under that name, in place of another of the same name.

        Raises UsageError for a name or a chain that can't be kept, DiskFullError, OSError; nothing is changed then.
        """
        try:
            name = clean_preset_name(name)
        except ValueError as error:
            raise UsageError("this can't be the name of a preset", why=str(error)) from error
        values = {"bottega_preset": VERSION, "name": name, "chain": chain_to_json(chain)}
        data = (json.dumps(values, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
        preset = _parse(data)
        self.folder.mkdir(parents=True, exist_ok=True)
        found, _ = self._read()
        path = found[name][0] if name in found else free_name(self.folder, safe_name(name, "preset"), SUFFIX)
        atomic_write(path, data)
        return preset

    def remove(self, name: str) -> Preset:
        """Delete the preset of that name and return it, so that saving it again takes this back.

        Raises UnknownNameError, OSError.
        """
        found, _ = self._read()
        if name not in found:
            near = get_close_matches(name, found, n=2, cutoff=0.5)
            remedy = f"Did you mean {' or '.join(near)}?" if near else "It may have been removed already"
            raise UnknownNameError(f"there is no preset called {name[:80]!r}", remedy=remedy)
        path, preset = found[name]
        path.unlink(missing_ok=True)
        return preset

    def _read(self) -> tuple[dict[str, tuple[Path, Preset]], list[str]]:
        """Each name with its file and preset, and what went wrong with the others."""
        found: dict[str, tuple[Path, Preset]] = {}
        paths = sorted(self.folder.glob("*.json"))
        problems = [f"Only the first {MAX_FILES:,} of {len(paths):,} presets were read."] * (len(paths) > MAX_FILES)
        for path in paths[:MAX_FILES]:
            try:
                preset = _parse(_read_bytes(path))
            except BottegaError as error:
                problems.append(_as_sentence(f"{path.name} was passed over: {error.reason}"))
                continue
            if preset.name in found:
                problems.append(f"{path.name} was passed over: {found[preset.name][0].name} has the same name.")
            else:
                found[preset.name] = path, preset
        return found, problems


def _as_sentence(text: str) -> str:
    return text if text.endswith("?") else f"{text}."


def _read_bytes(path: Path) -> bytes:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise UsageError("it is not a regular file")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UsageError("it can't be read", why=error.strerror or "") from error
    if len(data) > MAX_BYTES:
        raise UsageError(f"it is larger than {MAX_BYTES // 1000} kB, which no preset is")
    return data


def _parse(data: bytes) -> Preset:
    """The preset in a file's bytes. Raises UsageError and its kinds, the latter for filters and values unknown here."""
    from pydantic import ValidationError

    from models.filters.preset_schema import PresetInFile

    try:
        read = PresetInFile.model_validate_json(data)
    except ValidationError as error:
        raise UsageError("it is not a preset", why=first_reason(error)) from None
    return Preset(read.name, chain_from_file(read.chain))
