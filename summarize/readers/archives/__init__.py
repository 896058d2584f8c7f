"""Files within files: compressed, and in archives."""
