"""What checks a sentence by a model: a classifier with entailment labels, or a chat model that is asked."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple, Protocol

from summarize.abstractive.engine_choice import prefix_of
from summarize.abstractive.engines.base import Engine
from summarize.abstractive.summarizer import engine_of
from summarize.checks import show
from summarize.errors import InvalidTypeError


class Claim(NamedTuple):
    """A sentence, and the passages of the source that support it best.

    Attributes:
        text: the sentence.
        passages: each with its position in the source, best first; at least one.
    """

    text: str
    passages: tuple[tuple[int, str], ...]

    def premise(self, n_passages: int) -> str:
        """Return the best passages in the order of the source."""
        return " ".join(" ".join(text.split()) for _, text in sorted(self.passages[:n_passages]))


class Judge(Protocol):
    """Says how sure a model is that passages support a sentence."""

    @property
    def name(self) -> str:
        """The name of the model."""

    def judge(self, claims: Sequence[Claim]) -> list[float | None]:
        """Return for each claim a figure from 0 to 1; None if the model gives no verdict.

        Raises:
            SummarizeError: the model fails.
        """


def make_judge(model: object) -> Judge:
    """Return the judge for a model.

    Args:
        model: a hub id or folder, a name with the prefix of an engine, a GGUF file, a loaded
            ``(model, tokenizer)`` pair, or an engine. A model with the labels of natural-language inference
            classifies; every other one must be a chat model.

    Raises:
        InvalidTypeError: it is none of these.
        ModelError, MissingExtraError: it cannot be loaded, or is of another kind.
    """
    from summarize.judges.chat import ChatJudge

    if isinstance(model, Engine):
        return ChatJudge(model)
    if isinstance(model, os.PathLike):
        model = os.fspath(model)
    if isinstance(model, str) and model.strip():
        return _judge_of_name(model)
    if isinstance(model, tuple) and len(model) == 2:
        return _judge_of_loaded(model)
    raise InvalidTypeError(
        f"model must be a name, a folder, a loaded (model, tokenizer) or an engine, got {show(model)}"
    )


@lru_cache(maxsize=1)
def _judge_of_name(name: str) -> Judge:
    """Return the judge for a name; the most recent one stays in memory."""
    from summarize.judges.chat import ChatJudge

    if prefix_of(name) is not None:
        return ChatJudge(engine_of(name))
    from summarize.judges.entailment import load_judge

    loaded = load_judge(name)
    return _judge_of_loaded((loaded.model, loaded.tokenizer), loaded.name)


def _judge_of_loaded(pair: tuple[Any, Any], name: str | None = None) -> Judge:
    from summarize.judges.entailment import EntailmentJudge, classifies

    if classifies(pair[0]):
        return EntailmentJudge(*pair, name=name)
    from summarize.abstractive.engines.transformers.engine import TransformersEngine
    from summarize.abstractive.engines.transformers.loading import LoadOptions
    from summarize.judges.chat import ChatJudge

    return ChatJudge(TransformersEngine.of(LoadOptions(pair), {}, None))
