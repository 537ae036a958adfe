"""What systems and other programs leave beside photos, told by its name: nobody wants to hear of it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

PROJECT_FILE = "bottega.sqlite3"
"""What makes a folder a project of Bottega: its thumbnails, samples and paintings are nobody's photos."""

_FOLDERS = frozenset(
    {
        # bins, and what repairs of a disk found
        *("$recycle.bin", "recycler", "recycled", "#recycle", "@recycle", "network trash folder"),
        *("lost+found", "found.000", "system volume information", "temporary items"),
        # thumbnails and snapshots of network disks
        *("@eadir", "@__thumb", "@tmp", "@sharebin", "@recently-snapshot", "#snapshot", "~snapshot"),
        # what archives from a Mac carry, and the caches of photo programs
        *("__macosx", "captureone", "nksc_param"),
    }
)
_FOLDER_ENDINGS = (".lrdata", ".lrprev", ".cocatalogdb")
_FILES = frozenset(
    {
        *("thumbs.db", "ehthumbs.db", "ehthumbs_vista.db", "desktop.ini", "autorun.inf", "icon\r", "folder.ini"),
        *("picasa.ini", "zbthumbnail.info", "thumbnails-digikam.db", "digikam4.db", "metadata.json"),
    }
)
_ENDINGS = (
    # how a photo is to be developed, in a file beside it
    *(".xmp", ".aae", ".pp3", ".dop", ".cos", ".comask", ".on1", ".onphoto", ".nksc", ".nka", ".arp", ".vrd", ".xmp~"),
    # small pictures of films and photos, made by cameras
    *(".thm", ".ctg"),
)
_FILMS = (".mov", ".mp4", ".mp")
_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".bmp", ".gif", ".heic", ".heif", ".avif", ".dng")


def is_system_folder(name: str) -> bool:
    """Whether a folder of that name is a bin or a cache; hidden ones show that by their dot."""
    folded = name.casefold()
    return folded in _FOLDERS or folded.endswith(_FOLDER_ENDINGS) or folded.startswith((".trash", ".thumb"))


def is_side_file(name: str) -> bool:
    """Whether a file of that name says something about photos, or about their folder, and is none."""
    folded = name.casefold()
    if folded.startswith("._") or folded in _FILES or folded == ".ds_store" or folded.endswith(_ENDINGS):
        return True
    return folded.endswith(".json") and any(f"{suffix}." in folded for suffix in _SUFFIXES)


def films_of_photos(names: Iterable[str]) -> set[str]:
    """Of the names in one folder the films that phones put beside their photos, under the same name."""
    split = [(name, *os.path.splitext(name.casefold())) for name in names]
    photos = {stem for _, stem, ending in split if ending in _SUFFIXES}
    return {name for name, stem, ending in split if ending in _FILMS and stem in photos}


def is_project(folder: Path | str) -> bool:
    """Whether the folder is that of a Bottega project."""
    return os.path.isfile(os.path.join(folder, PROJECT_FILE))
