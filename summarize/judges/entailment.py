"""A sequence classifier with the labels of natural-language inference as judge.

The premise is the passages, the hypothesis is the sentence: Laban et al., SummaC, TACL 2022.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from summarize.abstractive.engines.transformers.loading import Loaded, LoadOptions, generator_class, load
from summarize.errors import ModelError
from summarize.judges.judge import Claim

_BATCH = 16  # pairs
_CLASSIFIES = "ForSequenceClassification"


class EntailmentJudge:
    """Gives the probability of entailment.

    Args:
        model: a transformers model for sequence classification.
        tokenizer: its tokenizer.
        name: its name; by default that of its configuration.

    Raises:
        ModelError: none of its labels is entailment.
    """

    def __init__(self, model: Any, tokenizer: Any, *, name: str | None = None) -> None:
        self.name = name or str(getattr(model.config, "_name_or_path", "") or type(model).__name__)
        labels = {int(number): str(label) for number, label in model.config.id2label.items()}
        entailing = [number for number, label in labels.items() if label.lower().startswith("entail")]
        if len(entailing) != 1:
            raise ModelError(
                f"model {self.name!r} cannot judge: one of its labels must be entailment, and they are "
                f"{', '.join(labels.values())[:80]}"
            )
        self._label = entailing[0]
        self._model = model.eval()
        self._tokenizer = tokenizer

    def judge(self, claims: Sequence[Claim]) -> list[float | None]:
        """Return the probability of entailment; None for a sentence that is longer than the model reads.

        Where a claim and its passages are too long for the model together, the weakest passages are left
        out; of the best one the end is cut.
        """
        import torch

        pairs = [self._pair(claim) for claim in claims]
        found: list[float | None] = [None] * len(pairs)
        readable = [row for row, (premise, _) in enumerate(pairs) if premise]
        order = sorted(readable, key=lambda row: len(pairs[row][0]))
        for start in range(0, len(order), _BATCH):
            rows = order[start : start + _BATCH]
            inputs = self._tokenizer(
                [pairs[row][0] for row in rows],
                [pairs[row][1] for row in rows],
                truncation="only_first" if self._limit else False,
                max_length=self._limit,
                padding=True,
                return_tensors="pt",
            )
            with torch.inference_mode():
                logits = self._model(**inputs.to(self._model.device)).logits
            for row, score in zip(rows, logits.float().softmax(-1)[:, self._label].tolist(), strict=True):
                found[row] = score
        return found

    def _pair(self, claim: Claim) -> tuple[str, str]:
        """Return the passages and the sentence; no passages if none fits beside it."""
        for n_passages in range(len(claim.passages), 1, -1):
            premise = claim.premise(n_passages)
            if self._limit is None or self._size(premise, claim.text) <= self._limit:
                return premise, claim.text
        is_alone = self._limit is not None and self._size("", claim.text) >= self._limit
        return "" if is_alone else claim.premise(1), claim.text

    def _size(self, premise: str, sentence: str) -> int:
        return len(self._tokenizer(premise, sentence, verbose=False)["input_ids"])

    @property
    def _limit(self) -> int | None:
        """The longest input in tokens; None if it is not known."""
        limits = [
            getattr(self._model.config, "max_position_embeddings", None),
            getattr(self._tokenizer, "model_max_length", None),
        ]
        known = [limit for limit in limits if isinstance(limit, int) and 0 < limit < 1_000_000]
        is_offset = getattr(self._model.config, "model_type", "") in ("roberta", "xlm-roberta", "camembert")
        return min(known) - 2 * is_offset if known else None  # RoBERTa's positions begin at 2


def classifies(model: object) -> bool:
    """Return whether this is a model for sequence classification."""
    return type(model).__name__.endswith(_CLASSIFIES)


def load_judge(name: str) -> Loaded:
    """Load a classifier, or a model that generates text.

    Raises:
        MissingExtraError, ModelError: see :func:`load`.
    """
    return load(LoadOptions(name), _class_of)


def _class_of(name: str, config: Any) -> Any:
    import transformers

    if any(_CLASSIFIES in architecture for architecture in getattr(config, "architectures", None) or ()):
        return transformers.AutoModelForSequenceClassification
    return generator_class(name, config)
