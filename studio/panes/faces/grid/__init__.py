"""All faces at once, and what is done to many of them."""
