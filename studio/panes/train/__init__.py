"""The Train pane: choose a recipe, start, watch it learn, pause, go on later, keep what it learned."""

from studio.panes.train.pane import TrainPane

__all__ = ["TrainPane"]
