"""ROUGE for words of any script, equal to Google's rouge-score 0.1.2 and much faster."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import ClassVar, Literal, NamedTuple, get_args

from summarize.checks import check_choice, check_flags, check_text
from summarize.errors import InvalidValueError
from summarize.metrics.metric import Case, Metric, as_references
from summarize.metrics.subsequence import position_bits, subsequence_length, subsequence_positions
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

    The scores equal those of rouge-score 0.1.2. ``rougeLsum``, which most papers call ROUGE-L, is the
    summary-level union of subsequences over sentences, one per line; ``rougeL`` treats each text as one
    sequence.

    Args:
        summary: the summary, one sentence per line. One without words scores 0.
        references: the reference, or several, each with one sentence per line.
        stemming: whether to compare words by their stems.
        tokenizer: ``"rouge"``: lower-cased ASCII letters and digits; ``"unicode"``: words of any script, and
            characters of scripts without spaces.
        combine: for several references, ``"best"`` takes for each variant the reference with the best F1;
            ``"jackknife"`` averages the best over all leave-one-out subsets (Lin 2004).
        language: an ISO 639-1 code, for the stems of the tokenizer ``"unicode"``.

    Raises:
        InvalidTypeError: an argument is of the wrong type.
        InvalidValueError: there is no reference, or the tokenizer finds no word in one.
        MissingExtraError: stemming with the tokenizer ``"rouge"`` needs NLTK, which is not installed.

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
        """Return the stemmer, and the implementation that the figures equal."""
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
        """Return the score of each variant for a summary and one or more references."""
        candidate = words_of_lines(summary, self.tokenizer, self.stemming, language)
        targets = [self._words(reference, language) for reference in references]
        scores = [score_words(candidate, target) for target in targets]
        rule = _RULES[self.references]
        return {variant: rule([score[variant] for score in scores]) for variant in VARIANTS}

    def _words(self, reference: str, language: str) -> Lines:
        lines = words_of_lines(reference, self.tokenizer, self.stemming, language)
        if not any(lines):  # any summary would score 0, even the reference itself
            raise InvalidValueError(
                f"tokenizer {self.tokenizer!r} sees no word in {reference!r:.80}; take tokenizer='unicode'"
            )
        return lines


def score_words(candidate: Lines, reference: Lines) -> dict[str, Score]:
    """Return the score of each variant for the words per line of a summary and its reference.

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
    """Count the words in the union of the subsequences of each reference sentence with all candidates.

    A word counts at most as often as in each text, as in ROUGE-1.5.5.
    """
    sentences = [(position_bits(line), len(line)) for line in candidate if line]
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
    """Return the mean of the best scores with each reference left out once; one reference counts alone."""
    if len(scores) == 1:
        return scores[0]
    bests = [_best([*scores[:out], *scores[out + 1 :]]) for out in range(len(scores))]
    return Score(*(sum(part) / len(bests) for part in zip(*bests, strict=True)))


_RULES: dict[str, Callable[[Sequence[Score]], Score]] = {"best": _best, "jackknife": _jackknife}
