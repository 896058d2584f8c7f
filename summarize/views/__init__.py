"""What people look at: a summary beside its source."""
