"""The window of Bottega: everything a person sees. The engine below it, `models`, knows nothing of it."""
