"""Texts made to be slow: shapes, what is run over them, and how its time grows with their length."""
