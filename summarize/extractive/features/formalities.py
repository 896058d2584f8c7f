"""Sentences of form alone: the title of an act, its entry into force, the outline of a paper."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from summarize.document import Document
from summarize.text.phrases import phrases


def is_formal(document: Document) -> NDArray[np.bool_]:
    """Return whether each sentence has a phrase such as "may be cited as" or "is organized as follows".

    Returns:
        shape (n_sentences,).

    >>> is_formal(Document("Mills are old. This Act may be cited as the Mills Act.", "en"))
    array([False,  True])
    """
    text = document.text.lower()
    present = [phrase for phrase in phrases("formality") if phrase in text]
    if not present:
        return np.zeros(len(document.sentences), bool)
    lines = (" ".join(sentence.text.lower().split()) for sentence in document.sentences)
    return np.array([any(map(line.__contains__, present)) for line in lines], bool)
