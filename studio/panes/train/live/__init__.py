"""A run as it learns, and any earlier one: curves, pictures, time machine, doctor."""
