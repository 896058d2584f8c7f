"""A model while it generates for us: our decoding, no training, our seed; and as it was afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from summarize.abstractive.engines.transformers.decoding import Decoding


@contextmanager
def own_state(model: Any, decoding: Decoding) -> Iterator[None]:
    """Have a model decode as is wanted, and give it back as it was."""
    # As an argument the configuration would be mixed with the model's, with a log line at every call;
    # and a model after training may still be in training mode, with dropout.
    theirs, was_in_training = model.generation_config, model.training
    model.generation_config = decoding.config
    model.eval()
    try:
        with _seeded(model, decoding.seed):
            yield
    finally:
        model.generation_config = theirs
        model.train(was_in_training)


@contextmanager
def _seeded(model: Any, seed: int | None) -> Iterator[None]:
    if seed is None:
        yield
        return
    import torch

    with torch.random.fork_rng(devices=[model.device] if model.device.type == "cuda" else []):
        torch.manual_seed(seed)
        yield
