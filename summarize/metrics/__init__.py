"""Metrics of a summary: plain functions on strings, and a common interface."""
