"""Paintings as files: the recipe inside them, export, contact sheets. Imports no torch and no project."""
