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

_LONGEST = 300  # characters of a message; what others say, names and paths can be of any length
_END = 100  # characters of its end, which says what to do
_LONGEST_LIST = 120  # characters of the names that are known


class SummarizeError(Exception):
    """Base of all errors of this package: ``except SummarizeError`` catches each of them.

    A message has at most 300 characters; of a longer one the middle is left out.
    """

    def __init__(self, *arguments: object) -> None:
        super().__init__(*[_shorten(each) if isinstance(each, str) else each for each in arguments])


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
    """Return the end of an error message: the nearest known word, then those that are known.

    >>> did_you_mean("textrnk", ["lead", "textrank"])
    "did you mean 'textrank'? Known: lead, textrank"
    """
    import difflib  # for errors alone

    names = sorted(known)
    near = difflib.get_close_matches(word.lower(), names, n=1)
    listed = f"Known: {list_names(names)}"
    return f"did you mean {near[0]!r}? {listed}" if near and len(near[0]) <= _LONGEST_LIST else listed


def list_names(names: Iterable[str]) -> str:
    """Return names with commas between them, and of very many the first ones.

    >>> list_names(["lead", "textrank"]), list_names([])
    ('lead, textrank', 'none')
    >>> list_names(map(str, range(8000)))[-22:]
    ', 31, … and 7,968 more'
    """
    shown: list[str] = []
    left = _LONGEST_LIST
    rest = list(names)
    for name in rest:
        left -= len(name) + 2
        if left < 0:
            more = f"{len(rest) - len(shown):,} more"
            return f"{', '.join(shown)}, … and {more}" if shown else f"{more.removesuffix(' more')} names"
        shown.append(name)
    return ", ".join(shown) or "none"


def _shorten(message: str) -> str:
    if len(message) <= _LONGEST:
        return message
    return f"{message[: _LONGEST - _END - 3].rstrip()} … {message[-_END:].lstrip()}"
