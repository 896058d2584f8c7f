"""Disclaimers below mails: they are confidential, and whoever received them in error deletes them."""

from __future__ import annotations

import re
from functools import cache

from summarize.text.patterns import compile_on_use
from summarize.text.phrases import phrases

_STARTS = compile_on_use(
    r"[*_ ]*(?:disclaimer|confidentiality(?: notice)?|confidential|privileged|caution|warning"
    r"|external(?: e-?mail)?|haftungsausschluss|wichtiger hinweis|avis de confidentialité|aviso legal"
    r"|aviso de confidencialidad|avvertenza)\b[^\n]{0,40}[:.*]?",
    re.IGNORECASE,
)
_PLEASE_SAVE_PAPER = compile_on_use(
    r"consider the environment|denken sie an die umwelt|pensez à l['’]environnement|medio ambiente"
    r"|pensa all['’]ambiente|meio ambiente|denk aan het milieu|miljön",
    re.IGNORECASE,
)
_LONGEST = 5000  # characters
_WORDS_ON_PAPER, _LEAST_WORDS, _WORDS_OF_A_TITLE = 60, 9, 3
_UNSPACED = {"disclaimer": "[机機]密|保密|기밀|秘密|ความลับ", "mail": "[邮郵]件|メール|메일|อีเมล"}


def is_disclaimer(paragraph: str) -> bool:
    """Return whether a paragraph is a disclaimer, in thirty languages.

    It speaks of mail and has two signs of confidentiality, or one if its first words say what it is.

    >>> is_disclaimer("This e-mail is confidential. If you received it in error, please delete it.")
    True
    """
    if len(paragraph) > _LONGEST:
        return False
    n_words = len(paragraph.split())
    if _PLEASE_SAVE_PAPER.search(paragraph) and n_words < _WORDS_ON_PAPER:
        return True
    signs = {found.lower() for found in _any_of("disclaimer").findall(paragraph)}
    n_needed = 1 if _STARTS.match(paragraph) else 2
    is_long = n_words >= _LEAST_WORDS or not paragraph.isascii()
    return is_long and len(signs) >= n_needed and _any_of("mail").search(paragraph) is not None


def is_title_of_disclaimer(line: str) -> bool:
    """Return whether a line is the title of a disclaimer: "Confidentiality notice"."""
    return 0 < len(line.split()) <= _WORDS_OF_A_TITLE and _STARTS.fullmatch(line) is not None


@cache
def _any_of(name: str) -> re.Pattern[str]:
    longest_first = sorted(phrases(name), key=lambda phrase: (-len(phrase), phrase))
    words = "|".join(map(re.escape, longest_first))
    return re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_])|{_UNSPACED[name]}", re.IGNORECASE)
