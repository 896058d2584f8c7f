"""What matters in speech: decisions and requests, notes beside it, and how fluently a sentence is said."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import numpy as np
from numpy.typing import NDArray

from summarize.document import Document
from summarize.extractive.features.cues import cue_phrases, cue_words, has_cue
from summarize.text.patterns import compile_on_use
from summarize.text.terms import query_terms
from summarize.text.words import words_of

_COMMON = 2  # headings with a term that tells topics apart
_REPEATED = r"\b(\w{1,12}),?\s+\1\b"  # "the the"
_SOUND = r"[{\[<]\w{3,20}[}\]>]"  # "{vocalsound}", as transcribers write what is no word
_BROKEN_OFF = compile_on_use(rf"{_REPEATED}|{_SOUND}", re.IGNORECASE)


def is_speech(document: Document) -> bool:
    """Return whether a text is a conversation, or captions of speech, whoever speaks.

    >>> is_speech(Document("Mills turn.", cues=[(0, 3.5, None)])), is_speech(Document("Mills turn."))
    (True, False)
    """
    return document.is_timed or document.is_transcript


def decides(document: Document) -> NDArray[np.bool_]:
    """Return whether each sentence decides, proposes or asks for something: "let's", "we agreed", "please".

    Returns:
        shape (n_sentences,); all false for a language without a list of such phrases.

    >>> decides(Document("Mills are old. We agreed to repair them. They turn.", "en"))
    array([False,  True, False])
    """
    return has_cue(document, "decisions")


def is_minutes(document: Document) -> bool:
    r"""Return whether a text is called the minutes or notes of a meeting, in its title or first heading.

    >>> is_minutes(Document("# Council meeting, 3 May\n\n- The mill is closed.", "en"))
    True
    """
    headings = (document.text[start:end] for start, end, kind in document.blocks if kind == "heading")
    words = words_of(f"{document.title or ''} {next(headings, '')}".lower())
    title = " ".join(["", *words, ""])
    phrases = cue_phrases("meetings", document.language) if words else ()
    return any(f" {phrase} " in title for phrase in phrases)


def without_starters(sentence: str, language: str, *, may_answer: bool = True) -> str:
    """Return a sentence without words that only begin it; with ``may_answer``, "yes" is one of them.

    >>> without_starters("Okay, so the mill is closed.", "en"), without_starters("So what?", "xx")
    ('the mill is closed.', 'So what?')
    """
    words = sentence.split()
    starters = _starters(language, may_answer)
    kept = next((i for i, word in enumerate(words) if word.strip(",.…").lower() not in starters), 0)
    return " ".join(words[kept:])


@cache
def _starters(language: str, may_answer: bool) -> frozenset[str]:
    answers = cue_words("answers", language) if may_answer else ()
    return frozenset((*cue_words("starters", language), *answers))


def names_topic(document: Document) -> NDArray[np.bool_]:
    r"""Return whether each sentence of results names what was discussed, as the heading above it does.

    Args:
        document: its sections such as "Conclusion" belong to a section of a higher level.

    Returns:
        shape (n_sentences,); terms that more than two headings have do not count.

    >>> text = "# Old harbour\n\n## Summary\n\nIt was approved. The harbour gets a new wall."
    >>> names_topic(Document(text, "en").body)
    array([False,  True])
    """
    found = np.zeros(len(document.sentences), bool)
    terms = document.terms
    topics: list[tuple[int, set[str]]] = []  # the headings above a section, by level
    of_sections, counts = [], Counter[str]()
    for section in document.sections:
        while topics and topics[-1][0] >= section.level:
            topics.pop()
        of_sections.append(set().union(*(named for _, named in topics)))
        named = {term for term in query_terms(section.title or "", document.language) if not term.isdigit()}
        counts.update(named)
        topics.append((section.level, named))
    for section, above in zip(document.sections, of_sections, strict=True):
        wanted = [
            terms.vocabulary[term] for term in above if term in terms.vocabulary and counts[term] <= _COMMON
        ]
        rows = terms.rows[np.isin(terms.columns, wanted)] if wanted else terms.rows[:0]
        found[rows[(rows >= section.first) & (rows < section.end)]] = True
    return found


def is_written(document: Document) -> NDArray[np.bool_]:
    r"""Return whether each sentence of a transcript is written beside the talk: notes before it, results.

    Such text stands before the first turn, or below a heading before the next turn; captions have none.

    Returns:
        shape (n_sentences,).

    >>> text = "The mill is old.\n\nAnn: Who mends it?\nBob: I do.\nAnn: When?\nBob: In May."
    >>> is_written(Document(text)).tolist()
    [True, False, False, False, False, False, False, False, False]
    """
    found, is_beside = [], not document.is_timed
    for sentence in document.whole.sentences:
        if sentence.kind == "turn":
            is_beside = False
        elif sentence.is_heading:
            is_beside = not document.is_timed
        found.append(is_beside and sentence.kind in ("prose", "item"))
    return np.array(found, bool)[list(document.positions)]


def disfluencies(document: Document) -> NDArray[np.float64]:
    """Return how often the speaker stumbles in each sentence: repeated words, "uh", sounds in brackets.

    Returns:
        shape (n_sentences,).

    >>> disfluencies(Document("Uh the the mill is {cough} old. It turns.", "en"))
    array([3., 0.])
    """
    fillers = frozenset(cue_words("fillers", document.language))
    counts = []
    for sentence in document.sentences:
        text = sentence.text
        n_fillers = sum(word.strip(",.!?…") in fillers for word in text.lower().split())
        counts.append(n_fillers + sum(1 for _ in _BROKEN_OFF.finditer(text)))
    return np.array(counts, np.float64)
