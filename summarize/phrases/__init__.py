"""Keywords: the words and phrases that characterize a text."""
