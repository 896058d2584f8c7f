"""Pages of PDF: their words, lines, blocks and running text."""
