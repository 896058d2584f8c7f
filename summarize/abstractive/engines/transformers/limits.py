"""How much a model can read and write, by its configuration and not by its name."""

from __future__ import annotations

from typing import Any

from summarize.abstractive.engines.base import Limits

_ENCODER = ("max_encoder_position_embeddings", "max_position_embeddings")
_DECODER = ("max_decoder_position_embeddings", "max_position_embeddings")
_CONTEXT = (
    "max_position_embeddings",
    "n_positions",
    "n_ctx",
    "max_sequence_length",
    "seq_length",
    "max_seq_len",
)

# Tokenizers without a limit say 10^30.
_NO_LIMIT = 10**9
_DEFAULT_CHUNK = 1024


def limits_of(config: Any, tokenizer: Any) -> Limits:
    """Return the limits of a model.

    Learned and sinusoidal position embeddings end somewhere; rotary ones were trained up to
    somewhere; relative ones (T5) go on for ever, and their models get as much as they were trained
    with at a time, if that is known, or 1,024.

    Args:
        config: the model's configuration.
        tokenizer: its tokenizer; where it allows less than the positions of an encoder-decoder
            (RoBERTa-like tables hold two more than can be used), it is right.
    """
    from_tokenizer = tokenizer.model_max_length
    known = from_tokenizer if from_tokenizer and from_tokenizer < _NO_LIMIT else None
    if config.is_encoder_decoder:
        encoder = _first(getattr(config, "encoder", config), _ENCODER)
        output = _first(getattr(config, "decoder", config), _DECODER)
        if known is not None:
            encoder = None if encoder is None else min(encoder, known)
            output = None if output is None else min(output, known)
        chunk = getattr(config, "n_positions", None) or known or _DEFAULT_CHUNK
        # The decoder begins with a token of its own.
        return Limits(encoder, None if output is None else output - 1, False, chunk)
    context = _first(config.get_text_config(), _CONTEXT)
    return Limits(context, None, True, known or _DEFAULT_CHUNK)


def _first(config: Any, names: tuple[str, ...]) -> int | None:
    values = (getattr(config, name, None) for name in names)
    return next((value for value in values if isinstance(value, int) and value > 0), None)
