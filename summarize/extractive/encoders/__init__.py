"""Sentence encoders: loading them, the vectors they give, and the cache of these."""
