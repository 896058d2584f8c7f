"""Summaries that a language model writes: plan, prompt, generate, merge, ground."""
