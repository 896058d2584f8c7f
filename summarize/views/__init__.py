"""Views of a summary beside its source."""
