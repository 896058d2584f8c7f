"""sumy's summarizers, each with sumy's own stemmer and stop words.

sumy's tokenizer looks for a download of NLTK, so it gets our sentences, and words by a regular expression.
"""

from __future__ import annotations

import re
import sys

from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
from sumy.nlp.stemmers import Stemmer, null_stemmer
from sumy.summarizers.kl import KLSummarizer
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.summarizers.lsa import LsaSummarizer
from sumy.summarizers.luhn import LuhnSummarizer
from sumy.summarizers.sum_basic import SumBasicSummarizer
from sumy.summarizers.text_rank import TextRankSummarizer
from sumy.utils import get_stop_words

from benchmarks.systems.peers.adapters.loop import Request, fit, serve, sign

SUMMARIZERS = {
    "sumy-kl": KLSummarizer,
    "sumy-lexrank": LexRankSummarizer,
    "sumy-lsa": LsaSummarizer,
    "sumy-luhn": LuhnSummarizer,
    "sumy-sumbasic": SumBasicSummarizer,
    "sumy-textrank": TextRankSummarizer,
}


class Words:
    """Words by a regular expression, in the interface that sumy asks for."""

    def to_words(self, sentence: str) -> list[str]:
        """Return the words of a sentence."""
        return re.findall(r"\w+", sentence)


def summarize(name: str, request: Request) -> list[str]:
    """Return the sentences that one of sumy's summarizers chooses."""
    try:
        stemmer = Stemmer(request["language"])
    except LookupError:
        stemmer = null_stemmer
    summarizer = SUMMARIZERS[name](stemmer)
    try:
        summarizer.stop_words = get_stop_words(request["language"])
    except LookupError:
        summarizer.stop_words = frozenset()
    words = Words()
    document = ObjectDocumentModel([Paragraph([Sentence(text, words) for text in request["sentences"]])])
    chosen = summarizer(document, lambda infos: fit(infos, lambda info: str(info.sentence), request))
    return [str(sentence) for sentence in chosen]


if __name__ == "__main__":
    method = sys.argv[1]
    serve(
        lambda request: summarize(method, request),
        sign(
            __file__,
            "sumy",
            sentences="summarize",
            method=method.removeprefix("sumy-"),
            words="regex",
            stems="sumy",
        ),
    )
