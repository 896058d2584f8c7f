"""The words of a document with their positions, and which of them are content words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import count

import numpy as np

from summarize.document import Document
from summarize.phrases.compounds import HAS_JOINT
from summarize.phrases.finding import Booleans, FoundWords, Integers, find_words
from summarize.phrases.forms import base, is_content_word, plain
from summarize.phrases.verbs import verb_rule
from summarize.text.headings import is_date_line, read_heading
from summarize.text.stop_words import function_words_of
from summarize.text.terms import STOP_WORD, stems_of
from summarize.text.unspaced import segmenter
from summarize.text.words import UNSPACED_CHARACTER

_GAP_IN_A_PHRASE = re.compile(r"\s*|[-‐‑]|\s?&\s?")
_ROMAN_NUMBER = re.compile("X{0,3}(?:I[XV]|V?I{0,3})")  # of chapters


@dataclass(frozen=True, eq=False)
class Words:
    """The words of a document in order.

    Scripts without spaces are split by the dictionaries of ICU, or into overlapping pairs of characters.

    Attributes:
        starts: position of the first character of each word in the text, shape (n_words,).
        ends: position after its last character, without a possessive ’s, shape (n_words,).
        terms: number of its stem, in order of first use; ``STOP_WORD`` for a stop word, a number or a
            single letter, shape (n_words,).
        follows: whether only a space or a hyphen separates it from the previous word, shape (n_words,).
        are_glued: whether it is in one compound with the previous word, shape (n_words,).
        are_verbs: whether it is a verb, in languages with a rule, shape (n_words,).
        are_pairs: whether it is a pair of characters, shape (n_words,).
        n_terms: the number of stems.
    """

    starts: Integers
    ends: Integers
    terms: Integers
    follows: Booleans
    are_glued: Booleans
    are_verbs: Booleans
    are_pairs: Booleans
    n_terms: int

    @classmethod
    def of(cls, document: Document) -> Words:
        """Find the words of a document, in linear time.

        >>> words = Words.of(Document("The cats of Japan's north.", "en"))
        >>> words.starts.tolist(), words.terms.tolist()
        ([0, 4, 9, 12, 20], [-1, 0, -1, 1, 2])
        """
        found = find_words(document)
        sentence, kept = _sentences_of(document, found.starts, found.ends)
        found, sentence = found.where(kept), sentence[kept]
        same_sentence = np.diff(sentence, prepend=-1) == 0
        follows = _has_gap(found, _may_join) & same_sentence
        terms = _terms_of(found.distinct, document.language)
        are_verbs = _verbs(
            found, terms != STOP_WORD, _has_gap(found, str.isspace), ~same_sentence, document.language
        )
        are_pairs = np.zeros(len(sentence), bool)
        if segmenter() is None:
            touches = _has_gap(found, lambda gap: not gap) & same_sentence
            found, are_pairs, kept = _pair_up(found, touches)
            follows, are_verbs, are_pairs = follows[kept], are_verbs[kept], are_pairs[kept]
            terms = _terms_of(found.distinct, document.language)
        possessive = np.array([len(form) - len(base(form)) for form in found.distinct], np.int64)
        return cls(
            found.starts,
            found.ends - possessive[found.forms],
            terms[found.forms],
            follows,
            found.are_glued,
            are_verbs,
            are_pairs,
            int(terms.max(initial=-1)) + 1,
        )


def _sentences_of(document: Document, starts: Integers, ends: Integers) -> tuple[Integers, Booleans]:
    """Return the sentence of each word, and which words to keep: not those of dates or "Chapter 5"."""
    first = np.array([sentence.start for sentence in document.sentences])
    end = np.array([sentence.end for sentence in document.sentences])
    is_left_out = np.array(
        [
            is_date_line(sentence.text) or (sentence.is_heading and read_heading(sentence.text).is_number)
            for sentence in document.sentences
        ]
    )
    sentence = np.searchsorted(first, starts, "right") - 1
    return sentence, (ends <= end[sentence]) & ~is_left_out[sentence]


def _has_gap(found: FoundWords, fits: Callable[[str], bool]) -> Booleans:
    """Return whether the gap before each word satisfies a predicate."""
    return np.array([fits(gap) for gap in found.distinct_gaps], bool)[found.gaps]


def _may_join(gap: str) -> bool:
    return _GAP_IN_A_PHRASE.fullmatch(gap) is not None


def _pair_up(found: FoundWords, touches: Booleans) -> tuple[FoundWords, Booleans, Booleans]:
    """Replace each character of an unspaced script by its pair with the next.

    Returns:
        the words, with the pairs appended to the forms; which of the given words became pairs; which of them
        are kept, since the last character of a run is dropped.
    """
    distinct = found.distinct
    is_character = np.array([UNSPACED_CHARACTER.fullmatch(form) is not None for form in distinct], bool)
    is_character = is_character[found.forms]
    continues = np.zeros(len(found.forms), bool)  # whether another character directly follows
    continues[:-1] = is_character[:-1] & is_character[1:] & touches[1:]
    kept = np.ones(len(found.forms), bool)
    if not continues.any():
        return found, continues, kept
    kept[1:] = ~continues[:-1] | continues[1:]
    firsts = np.flatnonzero(continues)
    ends, forms = found.ends.copy(), found.forms.copy()
    ends[firsts] = ends[firsts + 1]
    pairs, pair_of = np.unique(forms[firsts] * len(distinct) + forms[firsts + 1], return_inverse=True)
    n_forms = len(distinct)
    new = [distinct[pair // n_forms] + distinct[pair % n_forms] for pair in pairs.tolist()]
    forms[firsts] = n_forms + pair_of
    paired = replace(found, ends=ends, forms=forms, distinct=distinct + new)
    return paired.where(kept), continues, kept


def _verbs(
    found: FoundWords, is_content: Booleans, follows_space: Booleans, opens: Booleans, language: str
) -> Booleans:
    """Return which words are verbs: never parts of a compound, nor all content words."""
    rule = verb_rule(language)
    if rule is None or not len(found.forms):
        return np.zeros(len(found.forms), bool)
    has_joint = np.array(
        [not form.isalnum() and HAS_JOINT.search(base(form)) is not None for form in found.distinct], bool
    )
    in_compound = has_joint[found.forms] | found.are_glued
    in_compound[:-1] |= found.are_glued[1:]
    evidence = rule.evidence(found.distinct, found.forms, follows_space & ~opens, opens, is_content)
    are_verbs = (evidence > 0) & ~in_compound
    return are_verbs & bool((is_content[found.forms] & ~are_verbs).any())


def _terms_of(forms: Sequence[str], language: str) -> Integers:
    """Return the number of each form's term, in order of first use; ``STOP_WORD`` if it has none."""
    stop_words = function_words_of(language)
    lowered = [plain(form) for form in forms]
    ids: defaultdict[str, int] = defaultdict(count().__next__)
    terms = [
        ids[stem] if is_content_word(word, stop_words) and not _ROMAN_NUMBER.fullmatch(form) else STOP_WORD
        for form, word, stem in zip(forms, lowered, stems_of([*map(base, lowered)], language), strict=True)
    ]
    return np.array(terms, np.int64)
