"""Before a training: recipe, size, settings, and what they will teach."""
