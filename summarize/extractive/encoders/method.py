"""The base of the methods that may compare sentences by the vectors of an encoder."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any

from summarize.checks import show
from summarize.document import Document
from summarize.errors import InvalidTypeError
from summarize.extractive.algebra.dense_vectors import DenseVectors
from summarize.extractive.algebra.sentence_vectors import Vectors
from summarize.extractive.algebra.term_vectors import TermVectors
from summarize.extractive.algebra.weights import tf_idf
from summarize.extractive.base import Extractive
from summarize.extractive.encoders.loading import encoder_name, encoder_versions
from summarize.extractive.encoders.vectors import normalized_vectors


@dataclass(frozen=True, kw_only=True)
class EncoderMethod(Extractive):
    """A method that compares sentences by tf-idf vectors, or by the vectors of an encoder.

    Args:
        encoder: the hub id or folder of a sentence-transformers or model2vec model, or any object with
            ``encode(sentences) -> array of shape (n, d)``; tf-idf vectors of the terms if None.

    Raises:
        InvalidTypeError: the encoder is none of these.
        MissingExtraError: on use, if the package that loads it is not installed.
        ModelError: on use, if it cannot be loaded or does not return vectors.
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
        """Return vectors of length 1, shape (n_sentences, d); a sentence without content is all 0."""
        if self.encoder is None:
            return TermVectors(tf_idf(document.terms))
        return DenseVectors(normalized_vectors(document, self.encoder))

    def _options(self) -> dict[str, Any]:
        options = super()._options()
        encoder = options.pop("encoder")
        if encoder is None:
            return options
        return options | {"encoder": encoder_name(encoder)} | encoder_versions(encoder)
