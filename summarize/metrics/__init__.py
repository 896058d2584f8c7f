"""Figures for a summary: plain functions on strings, and one form for all of them."""
