"""The greedy oracle: the best that a choice of sentences can do, about, by one who knows the reference."""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from itertools import pairwise

from benchmarks.results.provenance import code_digest
from benchmarks.systems.peers.adapters.loop import ADAPTERS, Request, serve
from benchmarks.systems.peers.adapters.methods import length_of
from summarize import Document
from summarize.metrics.tokens import unicode_words
from summarize.text.words import count_words


def choose(document: Document, references: Sequence[str], request: Request) -> list[int]:
    """Return the positions of sentences, in order, added one by one while ROUGE-1 + ROUGE-2 grows.

    The step of Nallapati, Zhai & Zhou (AAAI 2017): the sentence that raises the sum of both F1 most, to
    the best of the references, as long as the length allows one more. As with all systems, only
    candidates are taken: prose, items and turns.
    """
    sentences = document.sentences
    allowed = document.body.positions
    n_words = [count_words(sentence.text) for sentence in sentences]
    length = length_of(request)
    left = length.word_budget(sum(n_words))
    targets = [unicode_words(text) for text in references]
    choice = _Choice([unicode_words(sentence.text) for sentence in sentences], targets)
    known = set().union(*targets)
    # Without a word of any reference a sentence only makes the summary longer.
    others = [position for position in allowed if not known.isdisjoint(choice.words[position])]
    none_fits = min((n_words[position] for position in allowed), default=0) > left
    best = 0.0
    while len(choice.positions) < (length.sentences or len(sentences)):
        # One sentence is always kept, as the methods do it.
        takes_any = none_fits and not choice.positions
        fitting = [position for position in others if takes_any or n_words[position] <= left]
        scores = {position: choice.score_with(position) for position in fitting}
        position = max(scores, key=lambda p: (scores[p], -p), default=None)
        if position is None or scores[position] <= best:
            break
        best = scores[position]
        choice.add(position)
        others.remove(position)
        left -= n_words[position]
    return choice.positions


class _Hits:
    """How many n-grams the chosen sentences have in common with one reference, for one n."""

    def __init__(self, wanted: Iterable[Hashable]) -> None:
        self._wanted = Counter(wanted)
        self._size = self._wanted.total()
        self._found: Counter[Hashable] = Counter()
        self._n_hits = 0

    def f1_with(self, change: Counter[Hashable], size: int) -> float:
        """Return the F1 of the chosen sentences after a change that leaves so many n-grams."""
        # As rouge reckons it, step by step: scores that are equal there must be equal here.
        n_hits = self._n_hits + self._gain(change)
        precision, recall = n_hits / max(size, 1), n_hits / max(self._size, 1)
        both = precision + recall
        return 2 * precision * recall / both if both else 0.0

    def add(self, change: Counter[Hashable]) -> None:
        """Make a change."""
        self._n_hits += self._gain(change)
        self._found.update(change)

    def _gain(self, change: Counter[Hashable]) -> int:
        gain = 0
        for gram, n in change.items():
            if gram in self._wanted:
                wanted, found = self._wanted[gram], self._found[gram]
                gain += min(found + n, wanted) - min(found, wanted)
        return gain


class _Choice:
    """The chosen sentences, and what each further one would make of their scores.

    Args:
        words: of each sentence of the document.
        targets: the words of each reference.
    """

    def __init__(self, words: Sequence[list[str]], targets: Sequence[list[str]]) -> None:
        self.words = words
        self.positions: list[int] = []
        self._size = 0
        self._hits = [(_Hits(target), _Hits(pairwise(target))) for target in targets]
        self._singles: list[Counter[Hashable]] = [Counter(each) for each in words]

    def score_with(self, position: int) -> float:
        """Return ROUGE-1 + ROUGE-2 with one more sentence, to the best of the references."""
        size = self._size + len(self.words[position])
        pairs = self._pairs(position)
        return max(
            singles_hit.f1_with(self._singles[position], size) + pairs_hit.f1_with(pairs, size - 1)
            for singles_hit, pairs_hit in self._hits
        )

    def add(self, position: int) -> None:
        """Choose a sentence, which must have words."""
        pairs = self._pairs(position)
        for singles_hit, pairs_hit in self._hits:
            singles_hit.add(self._singles[position])
            pairs_hit.add(pairs)
        self._size += len(self.words[position])
        self.positions.insert(bisect(self.positions, position), position)

    def _pairs(self, position: int) -> Counter[Hashable]:
        """Return the pairs that a sentence brings, less the one that it parts: ROUGE joins sentences."""
        place = bisect(self.positions, position)
        before = [self.words[other][-1] for other in self.positions[max(place - 1, 0) : place]]
        after = [self.words[other][0] for other in self.positions[place : place + 1]]
        pairs: Counter[Hashable] = Counter(pairwise([*before, *self.words[position], *after]))
        pairs.subtract(zip(before, after, strict=False))
        return pairs


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
