"""What several rules need to know of a document, found once for all of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from summarize.document import Document

Found = TypeVar("Found")

_FOUND: WeakKeyDictionary[Document, dict[Callable[[Document], Any], Any]] = WeakKeyDictionary()


def once(find: Callable[[Document], Found], document: Document) -> Found:
    """Return what a function finds in a document, from the second call on without calling it again.

    Args:
        find: a function or class of a module; what it returns is not to be changed, and not to contain the
            document, which it would keep in memory.
        document: is forgotten together with what was found.

    >>> def count_sentences(document):
    ...     print("called")
    ...     return len(document.sentences)
    >>> document = Document("It rained. It snowed.")
    >>> once(count_sentences, document), once(count_sentences, document)
    called
    (2, 2)
    """
    found = _FOUND.setdefault(document, {})
    if find not in found:
        found[find] = find(document)
    return found[find]  # type: ignore[no-any-return]
