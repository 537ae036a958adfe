"""The project's sources as the rules see them: every file, what it imports from where, also late or for types alone."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from tests.conftest import ROOT

PACKAGES = ("resources", "models", "studio", "packaging")


def sources(*packages: str) -> list[Path]:
    """The files of these packages, or of all."""
    return [path for package in packages or PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]


def name_of(path: Path) -> str:
    """ "studio.state.session" of its file; a folder's `__init__` has the folder's name."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path: Path) -> Iterator[str]:
    """The modules a file names in its imports, wherever they stand; `from a import b` names a, and a.b."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


@cache
def graph() -> Mapping[str, frozenset[str]]:
    """Every module of ours with those of ours it imports; the files of packaging know each other by bare names."""
    paths = {name_of(path): path for path in sources()}
    found = {}
    for name, path in paths.items():
        prefix = "packaging." if name.startswith("packaging.") else ""
        named = {prefix + one for one in imported(path)} | set(imported(path))
        own = {one for one in named & paths.keys() if one != name}
        # `from a import b` where b is a module means a.b; a itself, its package, is only the way there
        packages = {one for one in own if any(other.startswith(f"{one}.") for other in own)}
        found[name] = frozenset(own - {one for one in packages if not _takes(path, one, paths)})
    return found


def _takes(path: Path, package: str, modules: Mapping[str, Path]) -> bool:
    """Whether a file takes something of the package itself, not only a module in it."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ImportFrom) and node.module == package:
            if any(f"{package}.{name.name}" not in modules for name in node.names):
                return True
        elif isinstance(node, ast.Import) and any(name.name == package for name in node.names):
            return True
    return False


def circles() -> list[list[str]]:
    """Every set of modules that reach each other."""
    reach = {name: _reached(name) for name in graph()}
    rings = {frozenset(one for one in reach[name] if name in reach[one]) for name in reach if name in reach[name]}
    return [sorted(ring) for ring in rings]


def _reached(name: str) -> set[str]:
    seen: set[str] = set()
    ahead = set(graph()[name])
    while ahead:
        one = ahead.pop()
        seen.add(one)
        ahead |= graph()[one] - seen
    return seen
