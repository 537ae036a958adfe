"""The project on disk: a folder with an SQLite database, thumbnails, runs, encoders and the gallery."""

from models.project.project import Project

__all__ = ["Project"]
