"""What a summary has cost: tokens into a model, and out of it."""

from __future__ import annotations

from typing import NamedTuple


class Usage(NamedTuple):
    """What went through a model for one summary, by the model's own counts.

    Attributes:
        requests: answers of the model, those that came to nothing included.
        input_tokens: tokens that it has read, 0 if not told.
        output_tokens: tokens that it has written, 0 if not told.
    """

    requests: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
