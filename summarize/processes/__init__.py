"""Child processes: ``supervisor`` starts, feeds, watches and ends them; ``inside`` is for their own code."""
