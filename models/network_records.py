"""A network as plain figures: blocks, shapes, parameters. Made from the real module, drawn where no torch is loaded."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """One layer with what belongs to it. what: in words; channels, height, width: of what comes out of it."""

    what: str
    channels: int
    height: int
    width: int
    parameters: int


@dataclass(frozen=True, slots=True)
class NetworkDescription:
    """source: what goes in, no layer; blocks: in order; skips: (from, to) numbers of blocks, the one's output going

    also into the layer behind the other, -1 for the source; prediction: what comes out, in words.
    """

    title: str
    source: Block
    blocks: tuple[Block, ...]
    skips: tuple[tuple[int, int], ...]
    prediction: str

    @property
    def parameters(self) -> int:
        return sum(block.parameters for block in self.blocks)
