"""What is known about a photo besides its pixels: measured facts, thumbnails, near-duplicates."""
