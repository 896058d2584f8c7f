"""Every error that summarize raises on purpose.

::

    SummarizeError
    ├── InvalidTypeError     (TypeError)   not a string, not a number, …
    │   └── UnknownOptionError             a method has no such option
    ├── InvalidValueError    (ValueError)  a value that makes no sense, named
    │   ├── EmptyTextError                 nothing to summarize
    │   ├── QueryError                     no word of the query is in the text
    │   ├── UnknownMethodError             no method has this name
    │   ├── ModelError                     a model cannot be loaded, or is no generator
    │   └── TextTooLongError               more than the model reads in its one pass
    ├── ReadError            (OSError)     a file cannot be read as text
    ├── ConvergenceError     (ArithmeticError)  max_iterations were not enough
    ├── GenerationError      (RuntimeError)     a model gave nothing, or ran out of memory
    └── MissingExtraError    (ImportError)      an optional package is not installed
"""

from __future__ import annotations

from collections.abc import Iterable


class SummarizeError(Exception):
    """Base of all errors of this package: ``except SummarizeError`` catches each of them."""


class InvalidTypeError(SummarizeError, TypeError):
    """An argument is of a type that cannot be used."""


class InvalidValueError(SummarizeError, ValueError):
    """An argument has a value that cannot be used."""


class EmptyTextError(InvalidValueError):
    """The text is empty, blank, or has no words."""


class QueryError(InvalidValueError):
    """No word of the query occurs in the text, so that it cannot steer the summary."""


class UnknownMethodError(InvalidValueError):
    """No summarization method is registered under this name."""


class UnknownOptionError(InvalidTypeError):
    """The method has no option of this name."""


class ModelError(InvalidValueError):
    """A model cannot be found, reached or loaded, or it is not one that generates text."""


class TextTooLongError(InvalidValueError):
    """A text does not fit into the one pass that ``strategy="single"`` allows."""


class ReadError(SummarizeError, OSError):
    """A file is missing, not a file, not text, or in another encoding."""


class ConvergenceError(SummarizeError, ArithmeticError):
    """An iteration did not reach its tolerance within its limit."""


class GenerationError(SummarizeError, RuntimeError):
    """A model gave an empty summary, or had not enough memory for a single text."""


class MissingExtraError(SummarizeError, ImportError):
    """A package that only some users need is not installed; the message is how to install it."""


for _error in (
    SummarizeError,
    InvalidTypeError,
    InvalidValueError,
    EmptyTextError,
    QueryError,
    UnknownMethodError,
    UnknownOptionError,
    ModelError,
    TextTooLongError,
    ReadError,
    ConvergenceError,
    GenerationError,
    MissingExtraError,
):
    _error.__module__ = "summarize"  # where users find them, and tracebacks should say so


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return the end of an error message: the nearest known word, then all of them.

    >>> did_you_mean("textrnk", ["lead", "textrank"])
    "did you mean 'textrank'? Known: lead, textrank"
    """
    import difflib  # for errors alone

    names = sorted(known)
    near = difflib.get_close_matches(word.lower(), names, n=1)
    listed = f"Known: {', '.join(names) or 'none'}"
    return f"did you mean {near[0]!r}? {listed}" if near else listed
