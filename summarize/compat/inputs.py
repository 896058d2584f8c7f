"""The texts of one call of a pipeline, one by one, and the iterator of its results."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from summarize.checks import show_typed
from summarize.document import Document
from summarize.errors import EmptyTextError, InvalidTypeError

logger = logging.getLogger(__name__)


def texts_of(inputs: Any) -> Sequence[Any] | None:
    """Return the texts of a list, or of a column of a data set; None for an iterator or a data set.

    Raises:
        InvalidTypeError: the input is none of these.

    >>> texts_of("A text."), texts_of(["A text.", "Another."])
    (['A text.'], ['A text.', 'Another.'])
    """
    if isinstance(inputs, str):
        return [inputs]
    if isinstance(inputs, Sequence) and not isinstance(inputs, tuple | bytes | bytearray):
        return inputs
    is_data_set = hasattr(inputs, "__getitem__") and hasattr(inputs, "__len__")
    if isinstance(inputs, tuple | Mapping | bytes | bytearray) or not (
        isinstance(inputs, Iterable) or is_data_set
    ):
        raise InvalidTypeError(
            f"pipeline takes a str, a list of str, an iterator or a data set, got {show_typed(inputs)}"
        )
    return None


def items(inputs: Any) -> Iterator[Any]:
    """Yield the items of an iterable, or of a data set that is read by number."""
    if isinstance(inputs, Iterable):
        yield from inputs
    else:
        for number in range(len(inputs)):
            yield inputs[number]


class Results:
    """The results of an iterator or a data set: a list with one dict for each text, once it is ready.

    Args:
        results: the results.
        inputs: what they are of; ``len`` of the results is that of the inputs.
    """

    def __init__(self, results: Iterator[dict[str, Any]], inputs: Any) -> None:
        self._results = results
        self._inputs = inputs

    def __iter__(self) -> Iterator[list[dict[str, Any]]]:
        return self

    def __next__(self) -> list[dict[str, Any]]:
        return [next(self._results)]

    def __len__(self) -> int:
        return len(self._inputs)


class Documents:
    """The documents of those texts that have words, one by one.

    Args:
        texts: the texts.
        look_at: called with each text that has words.

    Attributes:
        are_blank: for each text that was read and has no result yet, whether it has no words.
    """

    def __init__(self, texts: Iterable[Any], look_at: Callable[[str], None]) -> None:
        self._texts = texts
        self._look_at = look_at
        self.are_blank: deque[bool] = deque()

    def __iter__(self) -> Iterator[Document]:
        for text in self._texts:
            try:
                document = Document(text)
            except EmptyTextError as error:
                logger.warning("%s: its summary is blank", error)
                self.are_blank.append(True)
            else:
                self._look_at(text)
                self.are_blank.append(False)
                yield document

    def pop_blanks(self) -> Iterator[None]:
        """Remove the texts without words that come next, and yield once for each."""
        while self.are_blank and self.are_blank[0]:
            self.are_blank.popleft()
            yield
