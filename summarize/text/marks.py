"""Punctuation marks that end a sentence, in any script."""

from __future__ import annotations

import re

SENTENCE_ENDS = tuple(".!?…‥。！？．｡։؟۔।॥።፧፨။၊។៕༎།⁇⁈⁉‼‽")
OPENING = "\"'“”„‚‘‟«»‹›「『《〈（([{`"
CLOSING = "\"'“”’‘»«›‹」』】》〉）)]}`*_"  # quotation marks and brackets, and emphasis of Markdown
_NOTE = r"(?:\[[\w ,–*-]{1,20}\]|(?<=[^\W\d_]{2}[.!?])\d{1,3}|[¹²³⁰-⁹†‡])"  # "[12]", "[citation needed]"
_GREEK_QUESTION = r"[\u0370-\u03ff\u1f00-\u1fff][;\u037e]"
BEFORE_END = rf"(?:[{re.escape(CLOSING)}\s]|{_NOTE})*\Z"
"""A regular expression of what may follow the final mark of a sentence."""
_ENDED = re.compile(rf"(?:[{''.join(SENTENCE_ENDS)}]|{_GREEK_QUESTION}){BEFORE_END}")
_ENDS = frozenset(SENTENCE_ENDS)
TAIL = 40  # characters; more than a stop with the quotation marks and notes after it


def ends_sentence(text: str) -> bool:
    """Return whether a text ends with a sentence end mark, ignoring quotation marks and notes.

    >>> ends_sentence("“It rained.”[12]"), ends_sentence("The Old Bridge")
    (True, False)
    """
    last = text[-1:]
    if last in _ENDS or last.isalpha():  # decides for most texts
        return not last.isalpha()
    return _ENDED.search(text.rstrip()[-TAIL:]) is not None
