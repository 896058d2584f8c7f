"""What several rules need to know of a document, found once for all of them."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from summarize.document import Document

Found = TypeVar("Found")


def once(find: Callable[[Document], Found], document: Document, *depends: Hashable) -> Found:
    """Return what a function finds in a document, from the second call on without calling it again.

    Args:
        find: a function or class of a module. All callers share what it returns, which may not contain the
            document.
        document: forgets what was found together with its terms.
        depends: what else the result depends on and may change, such as the title.

    >>> def count_sentences(document):
    ...     print("called")
    ...     return len(document.sentences)
    >>> document = Document("It rained. It snowed.")
    >>> once(count_sentences, document), once(count_sentences, document)
    called
    (2, 2)
    """
    found: dict[Any, Any] = vars(document).setdefault("found", {})  # where ``forget_terms`` looks for it
    key = (find, *depends)
    if key not in found:
        found[key] = find(document)
    return found[key]  # type: ignore[no-any-return]
