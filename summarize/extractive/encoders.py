"""Sentences as vectors of a sentence encoder: which one, and what it gave for a document."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from summarize.checks import show
from summarize.document import Document
from summarize.errors import InvalidTypeError, ModelError
from summarize.extractive.base import Extractive
from summarize.extractive.dense_vectors import DenseVectors, normalized, normalized_blocks
from summarize.extractive.encoder_loading import (
    SentenceEncoder,
    encoder_name,
    encoder_versions,
    load_encoder,
)
from summarize.extractive.sentence_vectors import Matrix, Vectors
from summarize.extractive.term_vectors import TermVectors
from summarize.extractive.vector_cache import VectorCache
from summarize.extractive.vectors import tf_idf

Encoder = str | os.PathLike[str] | SentenceEncoder

_SENTENCES_AT_ONCE = 4096
_kept = VectorCache(1 << 26)


@dataclass(frozen=True, kw_only=True)
class WithEncoder(Extractive):
    """A method that compares sentences by their terms, or by the vectors of an encoder.

    Args:
        encoder: the hub id or folder of a sentence-transformers or model2vec model, or any object with
            ``encode(sentences) -> array of shape (n, d)``; tf-idf vectors of the terms if None.

    Raises:
        InvalidTypeError: the encoder is none of these.
        MissingExtraError: on use, if the package that loads it is not installed.
        ModelError: on use, if it cannot be loaded, or gives no vectors.
    """

    encoder: Any = None

    def __post_init__(self) -> None:
        super().__post_init__()
        encoder = self.encoder
        is_usable = (
            bool(str(encoder).strip())
            if isinstance(encoder, str | os.PathLike)  # a str has an encode too
            else encoder is None or callable(getattr(encoder, "encode", None))
        )
        if not is_usable:
            raise InvalidTypeError(
                "encoder must be a hub id, a folder or an object with a method encode(sentences), "
                f"got {show(encoder)}"
            )

    def unit_vectors(self, document: Document) -> Vectors:
        """Return vectors of length 1, shape (n_sentences, d); one without any content is all 0."""
        if self.encoder is None:
            return TermVectors(tf_idf(document.terms))
        return DenseVectors(normalized_vectors(document, self.encoder))

    def _options(self) -> dict[str, Any]:
        options = super()._options()
        encoder = options.pop("encoder")
        if encoder is None:
            return options
        return options | {"encoder": encoder_name(encoder)} | encoder_versions(encoder)


def sentence_vectors(document: Document, encoder: Encoder) -> Matrix:
    """Return what the encoder gives for each sentence, shape (n_sentences, d).

    White space is folded, and a sentence that occurs twice is encoded once. The vectors that were used
    last are kept, up to 64 MB and at least the latest, as long as document and encoder are: the next
    method that asks for them has them at once.

    Args:
        document: n sentences.
        encoder: as of :class:`WithEncoder`.

    Raises:
        MissingExtraError: the package that loads the encoder is not installed.
        ModelError: it cannot be loaded, fails, or gives no finite array of shape (n, d).

    >>> class Letters:
    ...     def encode(self, sentences):
    ...         return [[sentence.count("a"), sentence.count("o")] for sentence in sentences]
    >>> sentence_vectors(Document("A cat ran. No dog."), Letters()).tolist()
    [[2.0, 0.0], [0.0, 2.0]]
    """
    return np.asarray(_vectors_of(document, _model_of(encoder)), np.float64)


def normalized_vectors(document: Document, encoder: Encoder) -> Matrix:
    """Return what :func:`sentence_vectors` does, scaled to length 1."""
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
    """Return one vector a sentence, shape (n, d), in float32 or float64 as the model has it.

    Raises:
        ModelError: the model fails, or gives no finite array of shape (n, d).
    """
    # Tokenizers refuse halves of surrogate pairs.
    clean = [" ".join(text.split()).encode("utf-8", "replace").decode() for text in sentences]
    distinct = list(dict.fromkeys(clean))
    place = {text: row for row, text in enumerate(distinct)}
    parts = [
        _encode_batch(distinct[first : first + _SENTENCES_AT_ONCE], model)
        for first in range(0, len(distinct), _SENTENCES_AT_ONCE)
    ]
    widths = sorted({part.shape[1] for part in parts})
    if len(widths) > 1:
        raise _unusable(model, f"gave vectors of different lengths: {widths[0]} and {widths[1]}")
    vectors: NDArray[Any] = np.concatenate(parts)
    parts.clear()
    return vectors if len(distinct) == len(clean) else vectors[[place[text] for text in clean]]


def _model_of(encoder: Encoder) -> SentenceEncoder:
    return load_encoder(os.fspath(encoder)) if isinstance(encoder, str | os.PathLike) else encoder


def _vectors_of(document: Document, model: SentenceEncoder) -> NDArray[Any]:
    """Return what the model gives for each sentence, in the type of :func:`encode`, read-only."""
    return _kept.get(document, model, lambda: encode([each.text for each in document.sentences], model))


def _encode_batch(sentences: list[str], model: SentenceEncoder) -> NDArray[Any]:
    try:
        given = model.encode(sentences)
    except Exception as error:  # whatever somebody else's model may raise
        raise _unusable(model, f"failed: {type(error).__name__}: {error}") from error
    try:
        vectors = np.asarray(given)
        if np.iscomplexobj(vectors):  # astype would drop a part of them
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
