"""From ranked sentences to a summary: the budget, redundancy, and what a reader stumbles over."""
