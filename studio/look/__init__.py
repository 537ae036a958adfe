"""How everything looks: tokens, styles, icons, and pictures on their way into Qt."""
