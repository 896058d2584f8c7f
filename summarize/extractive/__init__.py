"""Methods that pick sentences, one file a family, over shared pieces."""
