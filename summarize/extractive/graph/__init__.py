"""Graphs of sentences or words, and PageRank on them."""
