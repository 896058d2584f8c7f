"""From where a text is to a string."""
