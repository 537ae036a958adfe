"""Qt item models over the project's rows, and the pure rows behind them."""
