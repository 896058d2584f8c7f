"""Tables of texts: a text in each row."""
