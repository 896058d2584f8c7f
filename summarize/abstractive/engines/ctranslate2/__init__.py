"""Encoder-decoder models run by CTranslate2: the weights are converted once, and need no torch then."""
