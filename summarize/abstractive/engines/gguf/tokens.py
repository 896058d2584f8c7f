"""A text as the tokens of llama.cpp, each with its place in the text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

import numpy as np

from summarize.abstractive.tokens import Positions, Tokens
from summarize.text.normalization import without_surrogates

# From a text to token ids with the bytes of each.
Tokenizer = Callable[[str], Sequence[tuple[int, bytes]]]

_FIRST_OF_CONTINUATION, _LAST_OF_CONTINUATION = 0x80, 0xBF
_BLANK = b" "
_MOST_LEFT_OUT = 64  # bytes between two tokens; where more are missing, the tokenizer rewrites texts


def encode(tokenizer: Tokenizer, text: str, cuts: Iterable[int] = ()) -> Tokens:
    """Return the tokens of a text.

    Args:
        tokenizer: the tokenizer of a model.
        text: any text; half characters in it are replaced.
        cuts: where the text may be cut if the tokens are not pieces of it (a tokenizer that normalizes
            texts); positions, rising.
    """
    whole = without_surrogates(text)
    tokens = tokenizer(whole)
    ids = np.array([identifier for identifier, _ in tokens], np.int64)
    places = _places(whole, [piece for _, piece in tokens])
    if places is not None:
        return Tokens(text, *places, ids)
    return _spread(tokenizer, text, whole, cuts)


def _places(text: str, pieces: Sequence[bytes]) -> tuple[Positions, Positions] | None:
    """Return where each piece begins and ends, in code points; None if they are not pieces of the text."""
    data = text.encode()
    if pieces and pieces[0].startswith(_BLANK) and not data.startswith(pieces[0]):
        pieces = [pieces[0][1:], *pieces[1:]]  # sentencepiece begins with a blank of its own
    bounds: list[tuple[int, int]] = []
    end = 0
    for piece in pieces:
        # Bytes that the model has no token for are left out.
        start = data.find(piece, end, end + len(piece) + _MOST_LEFT_OUT)
        if start < 0:
            return None
        end = start + len(piece)
        bounds.append((start, end))
    starts, ends = np.array(bounds, np.int64).reshape(-1, 2).T
    bytes_ = np.frombuffer(data, np.uint8)
    is_first = (bytes_ < _FIRST_OF_CONTINUATION) | (bytes_ > _LAST_OF_CONTINUATION)
    # For each position in the bytes, how many characters begin before it.
    n_begun = np.concatenate([[0], np.cumsum(is_first)]).astype(np.int64)
    is_inside = np.concatenate([~is_first, [False]])
    return n_begun[starts] - is_inside[starts], n_begun[ends]


def _spread(tokenizer: Tokenizer, text: str, whole: str, cuts: Iterable[int]) -> Tokens:
    """Return tokens that are evenly spread between the cuts: their offsets are unknown."""
    bounds = [0, *(cut for cut in cuts if 0 < cut < len(text)), len(text)]
    ids: list[int] = []
    places: list[Positions] = []
    for start, end in pairwise(bounds):
        found = tokenizer(whole[start:end])
        ids += [identifier for identifier, _ in found]
        even = start + (end - start) * np.arange(len(found) + 1) // max(len(found), 1)
        places.append(np.stack([even[:-1], even[1:]]))
    starts, ends = np.concatenate(places, axis=1)
    return Tokens(text, starts, ends, np.array(ids, np.int64))
