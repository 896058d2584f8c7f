"""The floor: sentence spans by sentencex and words by re, and nothing done with them."""

import re

import sentencex

from benchmarks.systems.peers.timing import report

find_words = re.compile(r"\w+").findall


def split(text: str) -> list[list[str]]:
    """Return the words of each sentence."""
    return [find_words(sentence["text"]) for sentence in sentencex.get_sentence_boundaries("en", text)]


if __name__ == "__main__":
    report(split)
