"""BERTScore: similarity of words in context, by its authors' library and a model of the user."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

from summarize.checks import check_count, show
from summarize.errors import InvalidTypeError, InvalidValueError, MissingExtraError, ModelError
from summarize.extras import install_command
from summarize.metrics.metric import Case, Metric

_NO_LIMIT = 1 << 30  # tokenizers without a limit report 1e30, which overflows inside bert-score
_USUAL_LIMIT = 512  # tokens


@dataclass(frozen=True)
class BertScore(Metric):
    """Precision, recall and F1 of BERTScore (Zhang et al., ICLR 2020), neither idf-weighted nor rescaled.

    The reference with the best F1 counts. The library truncates a text beyond the limit of the model;
    ``bertscore.truncated`` is then 1.

    Args:
        model: a hub id, or the folder of an encoder saved by transformers.
        layers: the layer whose vectors are compared. 0 is the best layer according to bert-score, which
            knows it for the hub ids in its list.

    Raises:
        MissingExtraError: on use, if bert-score is not installed.
        ModelError: on use, if the model cannot be loaded.
    """

    name: ClassVar[str] = "bertscore"
    quality: ClassVar[tuple[str, ...]] = ("bertscore",)

    model: str
    layers: int = 0

    def __post_init__(self) -> None:
        if not isinstance(self.model, str) or not self.model.strip():
            raise InvalidTypeError(f"model must be a folder or a hub id, got {show(self.model)}")
        check_count("layers", self.layers, least=0)

    def notes(self) -> dict[str, str]:
        """Return the versions and settings on which the figures depend."""
        from importlib.metadata import version

        _library()
        packages = {package: version(package) for package in ("bert-score", "transformers")}
        return {"idf": "no", "rescaled": "no", "references": "best", **packages}

    def measure(self, case: Case) -> dict[str, float]:
        """Return ``bertscore.precision``, ``.recall``, ``.f1`` and ``.truncated``."""
        scorer = _scorer(self.model, self.layers)
        summary, references = " ".join(case.sentences), [" ".join(text.split()) for text in case.references]
        best = [0.0, 0.0, 0.0]
        if summary:
            precisions, recalls, f1s = scorer.score([summary] * len(references), references)
            index = int(f1s.argmax())
            best = [float(part[index]) for part in (precisions, recalls, f1s)]
        figures = dict(zip(("precision", "recall", "f1"), best, strict=True))
        figures["truncated"] = float(_is_cut(scorer._tokenizer, [summary, *references]))
        return {f"bertscore.{name}": figure for name, figure in figures.items()}


def _is_cut(tokenizer: Any, texts: Sequence[str]) -> bool:
    limit = tokenizer.model_max_length
    return any(len(tokenizer(text, verbose=False).input_ids) > limit for text in texts)


@cache
def _scorer(model: str, layers: int) -> Any:
    """Return the library's scorer, cached, since loading its model is far slower than scoring."""
    library = _library()
    if not layers and model not in library.utils.model2layers:
        raise InvalidValueError(f"bert-score knows no best layer of model {model!r}: give it as layers=")
    try:
        scorer = library.BERTScorer(model_type=model, num_layers=layers or None)
    except Exception as error:  # loading a model may raise anything
        raise ModelError(f"bert-score cannot load model {model!r}: {error}") from error
    if scorer._tokenizer.model_max_length > _NO_LIMIT:
        scorer._tokenizer.model_max_length = getattr(
            scorer._model.config, "max_position_embeddings", _USUAL_LIMIT
        )
    return scorer


def _library() -> Any:
    try:
        import bert_score  # type: ignore[import-not-found,import-untyped,unused-ignore]
    except ImportError as error:
        raise MissingExtraError(f"BERTScore needs bert-score: {install_command('bertscore')}") from error
    return bert_score
