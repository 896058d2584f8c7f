"""Lengths that differ from row to row of a batch; generate itself knows one for all."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from summarize.abstractive.budget import Budget
from summarize.abstractive.decoding import Decoding


def row_limits(
    budgets: Sequence[Budget], prompt_length: int, decoding: Decoding, end_ids: Collection[int], device: Any
) -> dict[str, Any]:
    """Return the arguments of ``generate`` that hold each row to its budget.

    Args:
        budgets: one a row.
        prompt_length: tokens that are there before the first new one.
        decoding: with what the user gives to ``generate``.
        end_ids: tokens with which a row ends.
        device: where the model is.
    """
    minimums, maximums = [b.minimum for b in budgets], [b.maximum for b in budgets]
    options: dict[str, Any] = {"max_new_tokens": max(maximums)}
    if max(minimums) > 0:
        options["min_new_tokens"] = min(minimums)
    if len(set(minimums)) > 1:
        given = decoding.beside.get("logits_processor") or []
        options["logits_processor"] = _processors(
            [*given, _minimum(minimums, prompt_length, end_ids, device)]
        )
    if len(set(maximums)) > 1:
        given = decoding.beside.get("stopping_criteria") or []
        options["stopping_criteria"] = _criteria([*given, _maximum(maximums, prompt_length, device)])
    return options


def _processors(each: list[Any]) -> Any:
    from transformers import LogitsProcessorList

    return LogitsProcessorList(each)


def _criteria(each: list[Any]) -> Any:
    from transformers import StoppingCriteriaList

    return StoppingCriteriaList(each)


def _minimum(minimums: list[int], prompt_length: int, end_ids: Collection[int], device: Any) -> Any:
    import torch
    from transformers import LogitsProcessor

    least, ends = torch.tensor(minimums, device=device), torch.tensor(sorted(end_ids), device=device)

    class RowMinimum(LogitsProcessor):
        def __call__(self, input_ids: Any, scores: Any) -> Any:
            # A row is there once for each beam.
            per_row = least.repeat_interleave(len(scores) // len(least))
            early = input_ids.shape[1] - prompt_length < per_row
            banned = torch.zeros_like(scores, dtype=torch.bool)
            banned[:, ends] = early[:, None]
            return scores.masked_fill(banned, -torch.inf)

    return RowMinimum()


def _maximum(maximums: list[int], prompt_length: int, device: Any) -> Any:
    import torch
    from transformers import StoppingCriteria

    most = torch.tensor(maximums, device=device)

    class RowMaximum(StoppingCriteria):
        def __call__(self, input_ids: Any, scores: Any, **_: Any) -> Any:  # noqa: ARG002
            per_row = most.repeat_interleave(len(input_ids) // len(most))
            return input_ids.shape[1] - prompt_length >= per_row

    return RowMaximum()
