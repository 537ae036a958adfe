"""The loop of a training and all that takes part in a step."""
