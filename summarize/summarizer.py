"""The one protocol that every summarization method follows, ours or a user's."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Protocol, TypeVar, runtime_checkable

from summarize.checks import check_iterable, check_text, show
from summarize.document import Document
from summarize.errors import InvalidTypeError, InvalidValueError, UnknownOptionError
from summarize.hints import instead_of_keyword, instead_of_texts
from summarize.length import Length
from summarize.summary import Summary

Item = TypeVar("Item")
Result = TypeVar("Result")


@runtime_checkable
class Summarizer(Protocol):
    """A callable from a document to its summary.

    A subclass needs no more than the call: name, options and ``batch`` have defaults. A class of another
    kind needs all six members. Pass an instance as ``summarize(text, my_summarizer)``, or give its class
    a name with the entry-point group ``summarize.methods`` to have
    ``summarize(text, "name", option=…)``.
    """

    @abstractmethod
    def __call__(
        self, document: Document | str, length: Length | None = None, *, query: str | None = None
    ) -> Summary:
        """Summarize one document; no length means the method's own default."""

    def batch(
        self, documents: Iterable[Document | str], length: Length | None = None, *, query: str | None = None
    ) -> Iterator[Summary]:
        """Yield the summary of each document, in order, holding few in memory.

        Wrong arguments raise at the call. By default, each document is summarized by itself when its turn
        comes, and the iterator can be continued after an error.
        """
        check_documents(documents)
        check_arguments(length, query)
        return map_past_errors(lambda document: self(document, length, query=query), documents)

    @property
    def name(self) -> str:
        """The method's name in records; the name of the class by default."""
        return type(self).__qualname__

    @property
    def options(self) -> Mapping[str, Any]:
        """The options that decide on a summary, by name; by default, all attributes without a leading ``_``.

        A batch does not resume with other options.
        """
        return {name: value for name, value in vars(self).items() if not name.startswith("_")}

    @property
    def batches_documents(self) -> bool:
        """Whether ``batch`` takes documents through a model together; False by default.

        If so, a batch stays in one process, and a cluster hands over few documents at a time.
        """
        return False

    @property
    def takes_query(self) -> bool:
        """Whether a query can steer it; True by default. If not, a query is an error."""
        return True


def map_past_errors(function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
    """Return an iterator over the results of a function; it can be continued after an error.

    A generator ends with its first error, and a ``map`` does not.

    >>> numbers = map_past_errors(int, ["1", "x", "3"])
    >>> next(numbers)
    1
    >>> next(numbers)
    Traceback (most recent call last):
    ValueError: invalid literal for int() with base 10: 'x'
    >>> next(numbers)
    3
    """
    return map(function, items)


def missing_members(candidate: object) -> list[str]:
    """Return the members that an object lacks to be a :class:`Summarizer`.

    >>> missing_members(print)
    ['batch', 'name', 'options', 'batches_documents', 'takes_query']
    """
    members = ("__call__", "batch", "name", "options", "batches_documents", "takes_query")
    return [member for member in members if not hasattr(candidate, member)]


def check_documents(documents: object) -> None:
    """Raise an error unless these can be the documents of a batch.

    >>> check_documents("One text.")
    Traceback (most recent call last):
    summarize.InvalidTypeError: documents must be an iterable of texts, got str; use summarize(text) for one
    """
    check_iterable("documents", documents, instead_of_texts(documents))


def check_arguments(length: object, query: object) -> None:
    """Raise an error unless these can be the length and the query of a summary, or None.

    >>> check_arguments(None, " ")
    Traceback (most recent call last):
    summarize.InvalidValueError: the query is empty; leave it out for a summary of the whole text
    """
    if length is not None and not isinstance(length, Length):
        raise InvalidTypeError(f"length must be a Length such as Length(words=100), got {show(length)}")
    if query is not None:
        check_text("query", query)
        if not str(query).strip():
            raise InvalidValueError("the query is empty; leave it out for a summary of the whole text")


def check_no_options(unknown: Mapping[str, object]) -> None:
    """Raise an error if a call of a method has other keywords than its own.

    >>> check_no_options({"sentences": 1})
    Traceback (most recent call last):
    summarize.UnknownOptionError: a method has no argument 'sentences'; pass Length(sentences=1)
    """
    for name, value in unknown.items():
        raise UnknownOptionError(f"a method has no argument {name!r:.60}; {instead_of_keyword(name, value)}")
