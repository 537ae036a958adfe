"""One generator per user action: the only modules that both the command line and the window call."""
