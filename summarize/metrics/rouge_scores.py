"""ROUGE, equal to Google's rouge-score 0.1.2, many times faster, and for words of any script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import ClassVar, Literal, NamedTuple, get_args

from summarize.checks import check_choice, check_flags, check_text
from summarize.errors import InvalidValueError
from summarize.metrics.metric import Case, Metric, as_references
from summarize.metrics.subsequence import places, subsequence_length, subsequence_positions
from summarize.metrics.tokens import Tokenizer, words_of_lines

Rule = Literal["best", "jackknife"]
Lines = list[list[str]]
VARIANTS = ("rouge1", "rouge2", "rougeL", "rougeLsum")


class Score(NamedTuple):
    """Precision, recall and their harmonic mean, each from 0 to 1."""

    precision: float
    recall: float
    f1: float


def rouge(
    summary: str,
    references: str | Sequence[str],
    *,
    stemming: bool = False,
    tokenizer: Tokenizer = "rouge",
    combine: Rule = "best",
    language: str = "en",
) -> dict[str, Score]:
    r"""Compute ROUGE-1, ROUGE-2, ROUGE-L and ROUGE-Lsum (Lin 2004).

    The figures are those of rouge-score 0.1.2. Papers mostly call ``rougeLsum`` ROUGE-L: the
    summary-level union of subsequences, over sentences that newlines part; ``rougeL`` takes each text
    for one sequence.

    Args:
        summary: the summary, a sentence a line. One without words scores 0.
        references: the reference, or several, in each a sentence a line.
        stemming: whether words are compared by their stems.
        tokenizer: ``"rouge"``, lower-cased ASCII letters and digits, or ``"unicode"``, words of any
            script, and characters where a script has no spaces.
        combine: of several references, ``"best"`` takes for each variant the one with the best F1,
            and ``"jackknife"`` the mean of the best over all choices of all but one (Lin 2004).
        language: for the stems of the tokenizer ``"unicode"``, an ISO 639-1 code.

    Raises:
        InvalidTypeError: an argument is of the wrong type.
        InvalidValueError: there is no reference, or one has no word that the tokenizer sees.
        MissingExtraError: stems with the tokenizer ``"rouge"`` are asked for, and NLTK is missing.

    >>> scores = rouge("police kill the gunman", "police killed the gunman")
    >>> scores["rouge1"], scores["rouge2"].f1 == 1 / 3
    (Score(precision=0.75, recall=0.75, f1=0.75), True)
    >>> rouge("Он спит.", "Кошка спит.")
    Traceback (most recent call last):
    summarize.InvalidValueError: tokenizer 'rouge' sees no word in 'Кошка спит.'; take tokenizer='unicode'
    >>> rouge("Он спит.", "Кошка спит.", tokenizer="unicode")["rouge1"].f1
    0.5
    """
    metric = Rouge(stemming=stemming, tokenizer=tokenizer, references=combine)
    check_text("summary", summary)
    check_text("language", language)
    return metric.scores(summary, as_references(references), language)


@dataclass(frozen=True)
class Rouge(Metric):
    """ROUGE-1, -2, -L and -Lsum (Lin 2004), equal to rouge-score 0.1.2; see :func:`rouge`.

    >>> Rouge().signature.rpartition("|")[0]
    'rouge|stemming:no|tokenizer:rouge|references:best|sentences:newline|equals:rouge-score-0.1.2'
    """

    name: ClassVar[str] = "rouge"
    quality: ClassVar[tuple[str, ...]] = VARIANTS

    stemming: bool = False
    tokenizer: Tokenizer = "rouge"
    references: Rule = "best"

    def __post_init__(self) -> None:
        check_flags(stemming=self.stemming)
        check_choice("tokenizer", self.tokenizer, get_args(Tokenizer))
        check_choice("references", self.references, get_args(Rule))

    def notes(self) -> dict[str, str]:
        """Return whose stems these are, and what the figures are equal to."""
        stemmer = {"rouge": "porter", "unicode": "snowball"}[self.tokenizer]
        return {
            "stemming": stemmer if self.stemming else "no",
            "sentences": "newline",
            "equals": "rouge-score-0.1.2",
        }

    def measure(self, case: Case) -> dict[str, float]:
        """Return ``rouge1.precision``, ``rouge1.recall``, ``rouge1.f1``, and so on."""
        scores = self.scores(case.summary, case.references, case.language)
        return {
            f"{variant}.{part}": figure
            for variant, score in scores.items()
            for part, figure in score._asdict().items()
        }

    def scores(self, summary: str, references: Sequence[str], language: str) -> dict[str, Score]:
        """Return the score of each variant for a summary and at least one reference."""
        candidate = words_of_lines(summary, self.tokenizer, self.stemming, language)
        targets = [self._words(reference, language) for reference in references]
        scores = [score_words(candidate, target) for target in targets]
        rule = _RULES[self.references]
        return {variant: rule([score[variant] for score in scores]) for variant in VARIANTS}

    def _words(self, reference: str, language: str) -> Lines:
        lines = words_of_lines(reference, self.tokenizer, self.stemming, language)
        if not any(lines):  # every text would score 0, also one that is equal to it
            raise InvalidValueError(
                f"tokenizer {self.tokenizer!r} sees no word in {reference!r:.80}; take tokenizer='unicode'"
            )
        return lines


def score_words(candidate: Lines, reference: Lines) -> dict[str, Score]:
    """Return the score of each variant for the words of each line of a summary and of its reference.

    >>> score_words([["a", "b"]], [["b", "a"]])["rougeL"].f1
    0.5
    """
    words, targets = (list(chain.from_iterable(lines)) for lines in (candidate, reference))
    size, target_size = len(words), len(targets)
    return {
        "rouge1": _score(_overlap(words, targets), size, target_size),
        "rouge2": _score(_overlap(pairwise(words), pairwise(targets)), size - 1, target_size - 1),
        "rougeL": _score(subsequence_length(targets, words), size, target_size),
        "rougeLsum": _score(_union_hits(candidate, reference), size, target_size),
    }


def _union_hits(candidate: Lines, reference: Lines) -> int:
    """Count the words of the union of the subsequences of each reference sentence with all others.

    A word counts no more often than either text has it, as in ROUGE-1.5.5.
    """
    sentences = [(places(line), len(line)) for line in candidate if line]
    left, right = (Counter(chain.from_iterable(lines)) for lines in (candidate, reference))
    taken: Counter[str] = Counter()
    for line in reference:
        positions = set().union(*(subsequence_positions(line, *sentence) for sentence in sentences))
        taken.update(line[position] for position in positions)
    return sum(min(count, left[word], right[word]) for word, count in taken.items())


def _overlap(left: Iterable[Hashable], right: Iterable[Hashable]) -> int:
    counts, others = Counter(left), Counter(right)
    return sum(min(count, others[item]) for item, count in counts.items() if item in others)


def _score(hits: int, size: int, target_size: int) -> Score:
    precision, recall = hits / max(size, 1), hits / max(target_size, 1)
    both = precision + recall
    return Score(precision, recall, 2 * precision * recall / both if both else 0.0)


def _best(scores: Sequence[Score]) -> Score:
    return max(scores, key=lambda score: score.f1)


def _jackknife(scores: Sequence[Score]) -> Score:
    """Return the mean of the best scores, each reference left out once; of one reference, its score."""
    if len(scores) == 1:
        return scores[0]
    bests = [_best([*scores[:out], *scores[out + 1 :]]) for out in range(len(scores))]
    return Score(*(sum(part) / len(bests) for part in zip(*bests, strict=True)))


_RULES: dict[str, Callable[[Sequence[Score]], Score]] = {"best": _best, "jackknife": _jackknife}
