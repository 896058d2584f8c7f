"""Blocks, sentences, words, terms and languages: functions of strings."""
