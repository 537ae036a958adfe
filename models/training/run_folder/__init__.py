"""What a run leaves on the disk: checkpoints, history, samples, its own description."""
