"""What is only there to be fast: the same numbers as the plain layers. A reader may skip it."""
