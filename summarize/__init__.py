"""Summaries of any text, in one call: ``summarize(text)``."""

__version__ = "0.1.0"

__all__ = [
    "Abstractive",
    "ConvergenceError",
    "Document",
    "EmptyTextError",
    "Extractive",
    "GenerationError",
    "InvalidTypeError",
    "InvalidValueError",
    "Lead",
    "Length",
    "MissingExtraError",
    "ModelError",
    "QueryError",
    "ReadError",
    "Sentence",
    "Source",
    "SummarizeError",
    "Summarizer",
    "Summary",
    "SummarySentence",
    "TextRank",
    "TextTooLongError",
    "UnknownMethodError",
    "UnknownOptionError",
    "methods",
    "summarize",
    "summarize_many",
]

# typing and importlib would double the time that `import summarize` takes, so type
# checkers see the imports, and the interpreter makes them when a name is first used.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from summarize.abstractive.summarizer import Abstractive
    from summarize.api import summarize, summarize_many
    from summarize.document import Document, Sentence, Source
    from summarize.errors import (
        ConvergenceError,
        EmptyTextError,
        GenerationError,
        InvalidTypeError,
        InvalidValueError,
        MissingExtraError,
        ModelError,
        QueryError,
        ReadError,
        SummarizeError,
        TextTooLongError,
        UnknownMethodError,
        UnknownOptionError,
    )
    from summarize.extractive.base import Extractive
    from summarize.extractive.lead import Lead
    from summarize.extractive.textrank import TextRank
    from summarize.length import Length
    from summarize.registry import methods
    from summarize.summarizer import Summarizer
    from summarize.summary import Summary, SummarySentence

_MODULES = {
    "abstractive.summarizer": ("Abstractive",),
    "api": ("summarize", "summarize_many"),
    "document": ("Document", "Sentence", "Source"),
    "errors": (
        "ConvergenceError",
        "EmptyTextError",
        "GenerationError",
        "InvalidTypeError",
        "InvalidValueError",
        "MissingExtraError",
        "ModelError",
        "QueryError",
        "ReadError",
        "SummarizeError",
        "TextTooLongError",
        "UnknownMethodError",
        "UnknownOptionError",
    ),
    "extractive.base": ("Extractive",),
    "extractive.lead": ("Lead",),
    "extractive.textrank": ("TextRank",),
    "length": ("Length",),
    "registry": ("methods",),
    "summarizer": ("Summarizer",),
    "summary": ("Summary", "SummarySentence"),
}
_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _MODULE_OF:
        raise AttributeError(f"module 'summarize' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"summarize.{_MODULE_OF[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
