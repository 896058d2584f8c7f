"""ROUGE: equal to Google's rouge-score on real text, and what it does not cover told."""

import json
import random
from functools import cache
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from summarize import Document, InvalidTypeError, InvalidValueError
from summarize.metrics.metric import create_metric
from summarize.metrics.rouge_scores import VARIANTS, Rouge, rouge, score_words
from summarize.metrics.subsequence import subsequence_length
from summarize.text.words import has_word
from tests.conftest import SHARED_DATA, shared_file
from tests.lazy import rouge_scorer
from tests.strategies import any_text

SETS = sorted(path.name for path in SHARED_DATA.glob("*.jsonl")) or ["none.jsonl"]
few_words = st.lists(st.lists(st.sampled_from("abcd"), max_size=8), max_size=4)


@cache
def reference_scorer(stemming: bool) -> Any:
    return rouge_scorer.RougeScorer(list(VARIANTS), use_stemmer=stemming)


def systems(document: str) -> list[str]:
    """The first sentences of a document, and some from all over it."""
    sentences = [" ".join(sentence.text.split()) for sentence in Document(document[:20_000], "en").sentences]
    picked = random.Random(len(sentences)).sample(sentences, min(5, len(sentences)))
    return ["\n".join(sentences[:3]), "\n".join(picked)]


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("stemming", [False, True])
def test_it_equals_rouge_score_on_real_documents(name: str, stemming: bool) -> None:
    lines = shared_file(name).read_text(encoding="utf-8").splitlines()
    compared = 0
    for line in lines[:: max(1, len(lines) // 4)]:
        pair = json.loads(line)
        references = pair.get("summaries") or [pair["summary"]]
        if not all(map(reference_scorer(stemming)._tokenizer.tokenize, references)):
            continue
        for summary in systems(pair["document"]):
            expected = reference_scorer(stemming).score_multi(references, summary)
            found = rouge(summary, references, stemming=stemming)
            assert found == {variant: pytest.approx(expected[variant], abs=1e-12) for variant in VARIANTS}
            compared += 1
    assert compared > 0


@given(few_words, few_words)
def test_it_equals_rouge_score_where_words_recur(
    summary: list[list[str]], reference: list[list[str]]
) -> None:
    assume(any(reference))
    texts = ["\n".join(map(" ".join, lines)) for lines in (summary, reference)]
    expected = reference_scorer(stemming=False).score(texts[1], texts[0])
    assert score_words(summary, reference) == {v: pytest.approx(expected[v], abs=1e-12) for v in VARIANTS}


@settings(max_examples=100)
@given(any_text, any_text, st.booleans())
def test_it_equals_rouge_score_on_any_text(summary: str, reference: str, stemming: bool) -> None:
    expected = reference_scorer(stemming).score(reference, summary)
    try:
        found = rouge(summary, reference, stemming=stemming)
    except InvalidValueError:
        assert set(expected.values()) == {(0, 0, 0)}
    else:
        assert found == {v: pytest.approx(expected[v], abs=1e-12) for v in VARIANTS}


def test_the_example_of_the_paper() -> None:
    """Lin 2004, section 3.1: ROUGE-L is 3/4 and 2/4, with β = 1."""
    reference = "police killed the gunman"
    assert rouge("police kill the gunman", reference)["rougeL"].f1 == 0.75
    assert rouge("the gunman kill police", reference)["rougeL"].f1 == 0.5
    assert rouge("the gunman police killed", reference)["rougeL"].f1 == 0.5


def test_the_summary_level_example_of_the_paper() -> None:
    """Lin 2004, section 3.2: the union of w1 w2 and w1 w3 w5 has 4 of 5 words."""
    assert rouge("w1 w2 w6 w7 w8\nw1 w3 w8 w9 w5", "w1 w2 w3 w4 w5")["rougeLsum"].recall == 4 / 5


@given(st.lists(st.sampled_from("abc"), max_size=40), st.lists(st.sampled_from("abc"), max_size=40))
def test_a_subsequence_is_as_long_as_the_table_says(words: list[str], others: list[str]) -> None:
    table = [[0] * (len(others) + 1) for _ in range(len(words) + 1)]
    for i, word in enumerate(words, 1):
        for j, other in enumerate(others, 1):
            longest = max(table[i - 1][j], table[i][j - 1])
            table[i][j] = table[i - 1][j - 1] + 1 if word == other else longest
    assert subsequence_length(words, others) == table[-1][-1]


class TestSeveralReferences:
    SUMMARY = "a b c d"
    REFERENCES = ("a b x y", "a b c y", "x y z z")  # F1 of ROUGE-1: 1/2, 3/4, 0

    def test_best_takes_the_best_f1_of_each_variant(self) -> None:
        assert rouge(self.SUMMARY, self.REFERENCES)["rouge1"].f1 == 0.75

    def test_jackknife_is_the_mean_of_the_best_of_all_but_one(self) -> None:
        score = rouge(self.SUMMARY, self.REFERENCES, combine="jackknife")["rouge1"]
        assert score.f1 == pytest.approx((0.75 + 0.5 + 0.75) / 3)

    def test_one_reference_has_nothing_to_leave_out(self) -> None:
        assert rouge("a b", ["a c"], combine="jackknife") == rouge("a b", "a c")

    def test_their_order_does_not_matter(self) -> None:
        for combine in ("best", "jackknife"):
            forth, back = (
                rouge(self.SUMMARY, order, combine=combine)
                for order in (self.REFERENCES, self.REFERENCES[::-1])
            )
            assert forth["rouge1"] == pytest.approx(back["rouge1"])


class TestOtherScripts:
    @pytest.mark.parametrize(
        ("summary", "reference", "f1"),
        [
            ("北京是首都", "北京很大", 4 / 9),
            ("یہ پاکستان ہے", "یہ بڑا ہے", 2 / 3),
            ("भारत एक देश है।", "भारत बड़ा है।", 4 / 7),
            ("นี่คือ", "นี่คือ", 1.0),
            ("Кошка спит.", "кошка ест", 0.5),
            ("か\u3099く", "がく", 1.0),  # decomposed
        ],
    )
    def test_the_unicode_tokenizer_reads_them(self, summary: str, reference: str, f1: float) -> None:
        assert rouge(summary, reference, tokenizer="unicode")["rouge1"].f1 == pytest.approx(f1)

    def test_the_tokenizer_of_rouge_says_that_it_does_not(self) -> None:
        with pytest.raises(InvalidValueError, match="take tokenizer='unicode'"):
            rouge("北京", "北京")

    def test_stems_are_those_of_the_language(self) -> None:
        texts = ("Die Katzen schliefen", "Die Katze schlief")
        plain, stemmed = (
            rouge(*texts, tokenizer="unicode", stemming=stemming, language="de") for stemming in (False, True)
        )
        assert plain["rouge1"].f1 < stemmed["rouge1"].f1 == 1

    @given(any_text)
    def test_a_text_is_equal_to_itself(self, text: str) -> None:
        assume(has_word(text))
        scores = rouge(text, text, tokenizer="unicode")
        assert scores["rouge1"] == scores["rougeL"] == scores["rougeLsum"] == (1, 1, 1)


@pytest.mark.parametrize("summary", ["", " ", "\n\n", "…?!"])
def test_a_summary_without_words_scores_0(summary: str) -> None:
    assert set(rouge(summary, "A cat.").values()) == {(0, 0, 0)}


@pytest.mark.parametrize("references", ["", " …", [], ["A cat.", ""]])
def test_a_reference_without_words_is_an_error(references: str | list[str]) -> None:
    with pytest.raises(InvalidValueError, match=r"reference has no words|at least one reference"):
        rouge("A cat.", references)


def test_the_metric_gives_the_figures_of_the_function() -> None:
    sentences, reference = ["The cat\nsat.", "It slept."], "A cat sat.\nIt slept."
    figures = create_metric("rouge:tokenizer=unicode")(sentences, [reference], "", "en")
    scores = rouge("The cat sat.\nIt slept.", reference, tokenizer="unicode")
    assert figures["rougeLsum.f1"] == scores["rougeLsum"].f1
    assert figures["rouge2.precision"] == scores["rouge2"].precision
    assert len(figures) == 12


def test_wrong_options_are_told() -> None:
    with pytest.raises(InvalidValueError, match="did you mean 'jackknife'"):
        Rouge(references="jacknife")  # type: ignore[arg-type]
    with pytest.raises(InvalidValueError, match="Known: rouge, unicode"):
        rouge("a", "a", tokenizer="spacy")  # type: ignore[arg-type]
    with pytest.raises(InvalidTypeError, match="stemming must be True or False"):
        Rouge(stemming="yes")  # type: ignore[arg-type]
