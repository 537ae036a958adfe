"""Counted things in words, as people read them."""

from __future__ import annotations


def plural(count: int, noun: str, nouns: str = "") -> str:
    """ "1 face", "1,204 faces"; nouns: several of them, where that takes more than an s ("boxes", "people")."""
    return f"{count:,} {noun if count == 1 else nouns or f'{noun}s'}"
