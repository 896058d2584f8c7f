"""Vectors of sentences and queries by an encoder, checked and cached for each document."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from summarize.document import Document
from summarize.errors import ModelError
from summarize.extractive.algebra.dense_vectors import normalized, normalized_blocks
from summarize.extractive.algebra.sentence_vectors import Matrix
from summarize.extractive.encoders.cache import VectorCache
from summarize.extractive.encoders.loading import SentenceEncoder, encoder_name, load_encoder

Encoder = str | os.PathLike[str] | SentenceEncoder

_SENTENCES_AT_ONCE = 4096
_cache = VectorCache(1 << 26)


def sentence_vectors(document: Document, encoder: Encoder) -> Matrix:
    """Return the vector of each sentence, shape (n_sentences, d).

    White space is folded, and a repeated sentence is encoded once. An LRU cache of 64 MB, but at least the
    latest result, keeps the vectors while document and encoder are alive, so that other methods reuse them.

    Args:
        document: n sentences.
        encoder: a hub id, a folder, or an object with ``encode``.

    Raises:
        MissingExtraError: the package that loads the encoder is not installed.
        ModelError: it cannot be loaded, fails, or does not return a finite array of shape (n, d).

    >>> class Letters:
    ...     def encode(self, sentences):
    ...         return [[sentence.count("a"), sentence.count("o")] for sentence in sentences]
    >>> sentence_vectors(Document("A cat ran. No dog."), Letters()).tolist()
    [[2.0, 0.0], [0.0, 2.0]]
    """
    return np.asarray(_vectors_of(document, _model_of(encoder)), np.float64)


def normalized_vectors(document: Document, encoder: Encoder) -> Matrix:
    """Return the vectors of :func:`sentence_vectors`, scaled to length 1."""
    return normalized(_vectors_of(document, _model_of(encoder)))


def query_similarity(document: Document, query: str, encoder: Encoder) -> NDArray[np.float64]:
    """Return the cosine of each sentence with the query, shape (n_sentences,)."""
    model = _model_of(encoder)
    vector = encode([query], model)
    vectors = _vectors_of(document, model)
    if vector.shape[1] != vectors.shape[1]:
        raise _unusable(
            model, f"gave {vector.shape[1]} numbers for one text and {vectors.shape[1]} for others"
        )
    of_query = normalized(vector)[0]
    return np.concatenate([block @ of_query for block in normalized_blocks(vectors)])


def encode(sentences: Sequence[str], model: SentenceEncoder) -> NDArray[Any]:
    """Return one vector per sentence, shape (n, d), in float32 or float64 like the output of the model.

    Raises:
        ModelError: the model fails, or does not return a finite array of shape (n, d).
    """
    # Tokenizers reject lone surrogates.
    clean = [" ".join(text.split()).encode("utf-8", "replace").decode() for text in sentences]
    distinct = list(dict.fromkeys(clean))
    row_of = {text: row for row, text in enumerate(distinct)}
    parts = [
        _encode_batch(distinct[first : first + _SENTENCES_AT_ONCE], model)
        for first in range(0, len(distinct), _SENTENCES_AT_ONCE)
    ]
    widths = sorted({part.shape[1] for part in parts})
    if len(widths) > 1:
        raise _unusable(model, f"gave vectors of different lengths: {widths[0]} and {widths[1]}")
    vectors: NDArray[Any] = np.concatenate(parts)
    parts.clear()
    return vectors if len(distinct) == len(clean) else vectors[[row_of[text] for text in clean]]


def _model_of(encoder: Encoder) -> SentenceEncoder:
    return load_encoder(os.fspath(encoder)) if isinstance(encoder, str | os.PathLike) else encoder


def _vectors_of(document: Document, model: SentenceEncoder) -> NDArray[Any]:
    """Return the read-only vectors of all sentences from the cache, with the dtype of :func:`encode`."""
    return _cache.get(document, model, lambda: encode([each.text for each in document.sentences], model))


def _encode_batch(sentences: list[str], model: SentenceEncoder) -> NDArray[Any]:
    try:
        given = model.encode(sentences)
    except Exception as error:  # a third-party model may raise anything
        raise _unusable(model, f"failed: {type(error).__name__}: {error}") from error
    try:
        vectors = np.asarray(given)
        if np.iscomplexobj(vectors):  # astype would drop the imaginary part
            raise TypeError("they are complex")
        is_narrow = vectors.dtype in (np.float16, np.float32)
        vectors = vectors.astype(np.float32 if is_narrow else np.float64, copy=False)
    except (TypeError, ValueError, RuntimeError) as error:
        raise _unusable(model, f"gave no array of numbers: {error}") from error
    if vectors.ndim != 2 or len(vectors) != len(sentences) or vectors.shape[1] < 1:
        raise _unusable(model, f"gave an array of shape {vectors.shape} for {len(sentences)} sentences")
    if not np.isfinite(vectors).all():
        raise _unusable(model, "gave numbers that are not finite")
    return vectors


def _unusable(model: SentenceEncoder, what: str) -> ModelError:
    return ModelError(
        f"encoder {encoder_name(model)!r} {what}; encode must return finite numbers of shape (n, d)"
    )
