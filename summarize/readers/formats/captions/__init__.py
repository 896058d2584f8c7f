"""Captions and transcripts: what is said, by whom and when."""
