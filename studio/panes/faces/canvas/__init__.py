"""The photo with its boxes, seen near: zoom, pan, and a hand on every box."""
