"""What waits to be trained, and how the last night went."""
