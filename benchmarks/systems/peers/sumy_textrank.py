"""sumy's TextRank, five sentences.

Its own tokenizer looks for a download of NLTK, so it gets the plainest one there is.
"""

import re

from sumy.nlp.stemmers import Stemmer
from sumy.parsers.plaintext import PlaintextParser
from sumy.summarizers.text_rank import TextRankSummarizer

from benchmarks.systems.peers.timing import report

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


class Tokenizer:
    """Sentences and words by regular expressions, in the interface that sumy asks for."""

    language = "english"

    def to_sentences(self, paragraph: str) -> list[str]:
        """Return the sentences of a paragraph."""
        return [sentence for sentence in _SENTENCE_END.split(paragraph.strip()) if sentence]

    def to_words(self, sentence: str) -> list[str]:
        """Return the words of a sentence."""
        return re.findall(r"\w+", sentence)


def summarize(text: str) -> object:
    """Return the five best sentences."""
    document = PlaintextParser.from_string(text, Tokenizer()).document
    return TextRankSummarizer(Stemmer("english"))(document, 5)


if __name__ == "__main__":
    report(summarize)
