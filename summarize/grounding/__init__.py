"""Grounding of a summary: the sentences that support it, and unsupported facts."""
