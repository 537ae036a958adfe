"""encoder -> painting. Importing this package loads no torch: only reading weights and painting do."""
