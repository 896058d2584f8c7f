"""Stands between the library and a model, and writes down every input and output."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.lazy import torch


class Spy:
    """What went into ``generate``, row by row without padding, and what came out.

    Given ``answer`` the model itself is not run: each row gets these tokens.
    """

    def __init__(self, model: Any, answer: list[int] | None = None) -> None:
        self.model = model
        self.answer = answer
        self.inputs: list[list[int]] = []
        self.outputs: list[list[int]] = []
        self.batches: list[int] = []
        self.options: list[dict[str, Any]] = []
        self._generate = model.generate

    def generate(self, **options: Any) -> torch.Tensor:
        ids, mask = options["input_ids"], options["attention_mask"]
        self.batches.append(len(ids))
        self.options.append(options)
        self.inputs += [row[here.bool()].tolist() for row, here in zip(ids, mask, strict=True)]
        if self.answer is None:
            sequences = self._generate(**options)
        elif self.model.config.is_encoder_decoder:
            sequences = torch.tensor([[0, *self.answer]] * len(ids))
        else:
            sequences = torch.cat([ids, torch.tensor([self.answer] * len(ids))], dim=1)
        self.outputs += sequences.tolist()
        return sequences


@contextmanager
def spying(model: Any, answer: list[int] | None = None) -> Iterator[Spy]:
    spy = Spy(model, answer)
    model.generate = spy.generate
    try:
        yield spy
    finally:
        del model.generate
