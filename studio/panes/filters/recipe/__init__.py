"""The recipe: what goes in, what comes out, of whom, and twelve pairs that show it."""
