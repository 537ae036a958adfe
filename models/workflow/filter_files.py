"""Filters picture files into a folder: the command line's `filter`. Knows no project; never overwrites a file."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from models.errors import PictureError, UsageError
from models.events import Event, Finished, Progress, Refused, Saved
from models.file_names import named_after
from models.files import free_name
from models.filters import apply_chain, format_chain
from models.images import find_picture_files, list_pages, read_picture, write_png
from models.records import Chain
from models.workflow.output_folder import open_output


def filter_files(chain: Chain, paths: Sequence[Path], out: Path) -> Iterator[Event]:
    """Every picture in paths (folders with all below), filtered whole, as NAME-FILTER.png in out.

    Yields Saved or Refused for each file, Progress, and Finished at the end. Raises UsageError when out is no folder
    or nothing is found, DiskFullError.
    """
    start = time.monotonic()
    # before anything is written, for out may lie within paths
    found = [(path, page) for path in find_picture_files(paths) for page in list_pages(path)]
    if not found:
        raise UsageError("there are no pictures to filter", remedy="Name picture files or folders that hold some")
    open_output(out)
    ending = "-".join(part.name for part in chain)
    saved = 0
    for done, (path, page) in enumerate(found):
        yield Progress(done, len(found), path.name)
        try:
            picture = apply_chain(read_picture(path, page), chain)
            stem = f"{path.stem}-page-{page + 1}" if page else path.stem
            target = free_name(out, named_after(stem, f"-{ending}"), ".png")
            write_png(target, picture, {"filter": format_chain(chain)})
        except PictureError as error:
            yield Refused(path, error.reason)
        except OSError as error:
            yield Refused(path, f"can't write its filtered picture into {out}. {error.strerror}")
        else:
            saved += 1
            yield Saved(target, "filtered photo")
    refused = len(found) - saved
    yield Progress(len(found), len(found), "")
    yield Finished("filter", _summary(saved, refused, out), saved, refused, time.monotonic() - start)


def _summary(saved: int, refused: int, out: Path) -> str:
    files = f"{saved} filtered into {out}"
    return f"{files}, {refused} refused" if refused else files
