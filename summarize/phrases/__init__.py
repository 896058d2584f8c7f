"""Keywords: the words and phrases that tell what a text is about."""
