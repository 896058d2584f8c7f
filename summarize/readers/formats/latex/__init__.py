"""LaTeX documents."""
