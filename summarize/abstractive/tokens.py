"""A text as the tokens that a model counts, each with its place in the text."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]
Positions = NDArray[np.int64]


def _no_ids() -> Ids:
    return np.array([], np.int64)


@dataclass(frozen=True, eq=False)
class Tokens:
    """A text, or a stretch of one, as tokens.

    ``len()`` is the number of tokens; a slice is the stretch of these tokens, with its places in the
    whole text.

    Attributes:
        text: the whole text.
        starts: where in the text each token begins, in code points, never falling; shape (n_tokens,).
        ends: where each token ends, never falling; shape (n_tokens,).
        ids: token ids of an engine that reads these, shape (n_tokens,); empty for one that reads text.
        n_unknown: number of tokens of the whole text that the model has no word for.
    """

    text: str
    starts: Positions
    ends: Positions
    ids: Ids = field(default_factory=_no_ids)
    n_unknown: int = 0

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, stretch: slice) -> Tokens:
        return replace(
            self, starts=self.starts[stretch], ends=self.ends[stretch], ids=self.ids[stretch], n_unknown=0
        )

    @property
    def start(self) -> int:
        """Position of the first character."""
        return int(self.starts[0]) if len(self) else 0

    @property
    def end(self) -> int:
        """Position after the last character."""
        return int(self.ends[-1]) if len(self) else 0

    @property
    def excerpt(self) -> str:
        """The text of these tokens."""
        return self.text[self.start : self.end]
