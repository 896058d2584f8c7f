"""The greedy oracle: the best that a choice of sentences can do, about, by one who knows the reference."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.peers.adapters.loop import ADAPTERS, Request, serve
from benchmarks.peers.adapters.methods import length_of
from benchmarks.provenance import code_digest
from summarize import Document
from summarize.metrics.rouge import score_words
from summarize.metrics.tokens import words_of_lines
from summarize.text.words import count_words

Lines = list[list[str]]


def choose(document: Document, references: Sequence[str], request: Request) -> list[int]:
    """Return the positions of sentences, in order, added one by one while ROUGE-1 + ROUGE-2 grows.

    The step of Nallapati, Zhai & Zhou (AAAI 2017): the sentence that raises the sum of both F1 most, to
    the best of the references, as long as the length allows one more.
    """
    sentences = document.sentences
    lines = [words_of_lines(" ".join(s.text.split()), "unicode", False, document.language) for s in sentences]
    targets = [words_of_lines(text, "unicode", False, document.language) for text in references]
    n_words = [count_words(sentence.text) for sentence in sentences]
    length = length_of(request)
    left = length.word_budget(sum(n_words))
    chosen: list[int] = []
    best = 0.0
    while len(chosen) < (length.sentences or len(sentences)):
        others = [position for position in range(len(sentences)) if position not in chosen]
        fitting = [position for position in others if n_words[position] <= left]
        gains = {
            position: _score([lines[p][0] for p in sorted([*chosen, position])], targets)
            # One sentence is always kept, as the methods do it.
            for position in (fitting if fitting or chosen else others)
        }
        position = max(gains, key=lambda p: (gains[p], -p), default=None)
        if position is None or gains[position] <= best:
            break
        best = gains[position]
        chosen.append(position)
        left -= n_words[position]
    return sorted(chosen)


def _score(lines: Lines, targets: Sequence[Lines]) -> float:
    scores = (score_words(lines, target) for target in targets)
    return max(score["rouge1"].f1 + score["rouge2"].f1 for score in scores)


def main() -> None:
    """Serve the oracle."""

    def summarize(request: Request) -> list[str]:
        """Return the sentences that the oracle chooses."""
        document = Document(request["document"], request["language"])
        chosen = choose(document, request["references"], request)
        return [document.sentences[position].text for position in chosen]

    code = code_digest("summarize", ADAPTERS)
    serve(summarize, f"method:greedy-oracle|of:rouge1.f1+rouge2.f1|tokenizer:unicode|code:{code}")


if __name__ == "__main__":
    main()
