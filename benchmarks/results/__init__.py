"""What comes of a run: outputs, scores, statistics, and where they are from."""
