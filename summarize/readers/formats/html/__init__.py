"""Pages of HTML: their text, and what of it is the article."""
