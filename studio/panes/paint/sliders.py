"""The sliders that more than one way to paint has; each is one declaration."""

from __future__ import annotations

from models.params import Param

STRENGTH = Param("strength", "float", 100.0, 0, 100, "0 % is the photo, 100 % the painting", label="How much", unit="%")
COLOUR = Param("colour", "float", 100.0, 0, 200, "How strong the painted colours are", unit="%")
AGAIN = Param("again", "int", 0, 0, 9, "How often the result is fed back to the encoder", unit="times")
