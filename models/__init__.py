"""The engine: everything Bottega knows and computes, without Qt and without a screen."""
