"""Models that judge whether passages of a source support a sentence: classifiers and chat models."""
