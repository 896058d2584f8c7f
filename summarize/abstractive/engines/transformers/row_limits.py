"""Lengths that differ from row to row of a batch; generate itself has one for all."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from summarize.abstractive.budget import Budget
from summarize.abstractive.engines.transformers.decoding import Decoding


def row_limits(
    budgets: Sequence[Budget], prompt_length: int, decoding: Decoding, end_ids: Collection[int], device: Any
) -> dict[str, Any]:
    """Return the arguments of ``generate`` that hold each row to its budget, as if it were alone.

    Args:
        budgets: one a row.
        prompt_length: tokens that are there before the first new one.
        decoding: with what the user gives to ``generate``.
        end_ids: tokens with which a row ends.
        device: where the model is.
    """
    from transformers import LogitsProcessorList, StoppingCriteriaList

    minimums, maximums = [b.minimum for b in budgets], [b.maximum for b in budgets]
    options: dict[str, Any] = {"max_new_tokens": max(maximums)}
    if max(minimums) > 0:
        options["min_new_tokens"] = min(minimums)
    processors = list(decoding.extra_arguments.get("logits_processor") or [])
    criteria = list(decoding.extra_arguments.get("stopping_criteria") or [])
    if len(set(minimums)) > 1:
        processors.append(_minimum(minimums, prompt_length, end_ids, device))
    if len(set(maximums)) > 1:
        criteria.append(_maximum(maximums, prompt_length, device))
        forced = decoding.config.forced_eos_token_id
        if forced is not None:
            options["forced_eos_token_id"] = None
            processors.append(_forced_end(maximums, prompt_length, forced, device))
    if processors:
        options["logits_processor"] = LogitsProcessorList(processors)
    if criteria:
        options["stopping_criteria"] = StoppingCriteriaList(criteria)
    return options


def _per_row(values: Any, n_rows: int) -> Any:
    # Each beam has its row.
    return values.repeat_interleave(n_rows // len(values))


def _minimum(minimums: list[int], prompt_length: int, end_ids: Collection[int], device: Any) -> Any:
    import torch
    from transformers import LogitsProcessor

    least, ends = torch.tensor(minimums, device=device), torch.tensor(sorted(end_ids), device=device)

    class RowMinimum(LogitsProcessor):
        def __call__(self, input_ids: Any, scores: Any) -> Any:
            early = input_ids.shape[1] - prompt_length < _per_row(least, len(scores))
            banned = torch.zeros_like(scores, dtype=torch.bool)
            banned[:, ends] = early[:, None]
            return scores.masked_fill(banned, -torch.inf)

    return RowMinimum()


def _forced_end(maximums: list[int], prompt_length: int, forced: int | list[int], device: Any) -> Any:
    import torch
    from transformers import LogitsProcessor

    most, ends = torch.tensor(maximums, device=device), torch.tensor(forced, device=device).reshape(-1)

    class RowEnd(LogitsProcessor):
        def __call__(self, input_ids: Any, scores: Any) -> Any:
            is_last = input_ids.shape[1] - prompt_length == _per_row(most, len(scores)) - 1
            only_end = torch.full_like(scores, -torch.inf)
            only_end[:, ends] = 0
            return torch.where(is_last[:, None], only_end, scores)

    return RowEnd()


def _maximum(maximums: list[int], prompt_length: int, device: Any) -> Any:
    import torch
    from transformers import StoppingCriteria

    most = torch.tensor(maximums, device=device)

    class RowMaximum(StoppingCriteria):
        def __call__(self, input_ids: Any, scores: Any, **_: Any) -> Any:  # noqa: ARG002 (its signature)
            return input_ids.shape[1] - prompt_length >= _per_row(most, len(input_ids))

    return RowMaximum()
