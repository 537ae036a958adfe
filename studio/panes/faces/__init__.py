"""The Faces pane: every box looked at once by a person, the doubtful ones first."""

from studio.panes.faces.pane import FacesPane

__all__ = ["FacesPane"]
