"""Methods that pick sentences: one file a method, over the parts in the folders."""
