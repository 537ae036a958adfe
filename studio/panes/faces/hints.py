"""The keys of the review in words: the hints under the photo and the grid, and the `?` sheet. Does nothing itself."""

from __future__ import annotations

HINTS = (
    ("A", "accept"),
    ("X", "reject"),
    ("Shift X", "reject all others here"),
    ("N", "next doubt"),
    ("D", "draw a face"),
    ("[ ]", "size"),
    (", .", "turn"),
    ("G", "grid"),
    ("Ctrl Z", "undo"),
    ("?", "all keys"),
)

GRID_HINTS = (
    ("A", "accept"),
    ("X", "reject"),
    ("Ctrl A", "all"),
    ("Enter", "on its photo"),
    ("G", "photo alone"),
    ("?", "all keys"),
)

KEYS = (
    ("A", "accept, go on to the next (without a box: no face here)"),
    ("X", "reject, go on to the next"),
    ("Shift X", "reject all others on this photo"),
    ("U", "put back among the suggested"),
    ("N", "next face that waits"),
    ("Tab", "next face of this photo (Shift: previous)"),
    ("Page Down", "next photo (Page Up: previous)"),
    ("G", "grid of all faces beside the photo, or the photo alone"),
    ("Enter", "in the grid: show the face on its photo"),
    ("Ctrl A", "in the grid: select all, then A, X, U or Delete for all of them"),
    ("D", "draw a face (or drag with Shift; Escape: let go)"),
    ("Arrows", "move by 1 px (Shift: 10 px); in the grid: go to another face"),
    ("[ ]", "smaller, larger (or Ctrl and wheel)"),
    (", .", "turn by 1 degree (Shift: 5; or drag the grip over the box)"),
    ("Ctrl [ ]", "turn the whole photo left, right (its file stays as it is)"),
    ("0", "upright again (or double click on the grip)"),
    ("C", "copy the box"),
    ("V", "paste the box"),
    ("Shift V", "paste the box on the next photo"),
    ("Delete", "delete the box"),
    ("F", "whole photo (wheel: zoom)"),
    ("Z", "near to the chosen face, or back to the whole photo"),
    ("Space", "hold it to move the photo about (or drag beside the boxes)"),
    ("+ -", "zoom"),
)
