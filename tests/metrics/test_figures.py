"""Novelty, redundancy, length, facts and chrF against definitions, hand-made figures and sacreBLEU."""

import json
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize import InvalidTypeError, InvalidValueError, check, summarize
from summarize.metrics.chrf_scores import ChrF, chrf
from summarize.metrics.metric import create_metric
from summarize.metrics.novelty import novel_ngram_shares
from summarize.metrics.redundancy import repeated_ngram_shares, sentence_similarity
from summarize.metrics.rouge_scores import rouge
from summarize.text.words import has_word
from tests.conftest import shared_file
from tests.strategies import any_text


class TestNovelty:
    @given(any_text)
    def test_a_copy_has_nothing_novel(self, text: str) -> None:
        assert set(novel_ngram_shares(text, text).values()) == {0.0}

    @pytest.mark.parametrize("text", ["A cat sat down.", "東京です", "یہ پاکستان ہے اور"])
    def test_all_is_novel_without_a_source(self, text: str) -> None:
        assert set(novel_ngram_shares(text, "").values()) == {1.0}

    def test_an_ngram_counts_once(self) -> None:
        assert novel_ngram_shares("new new old", "old")[1] == 0.5

    def test_what_a_short_summary_does_not_have_is_0(self) -> None:
        assert novel_ngram_shares("Entirely new", "old") == {1: 1.0, 2: 1.0, 3: 0.0, 4: 0.0}


class TestRedundancy:
    def test_a_loop_of_words(self) -> None:
        assert repeated_ngram_shares("a b a b a b") == {1: 4 / 6, 2: 3 / 5, 3: 2 / 4, 4: 1 / 3}

    @pytest.mark.parametrize("text", ["", "…", "A cat sat on the mat.", "東京です"])
    def test_nothing_repeated(self, text: str) -> None:
        assert set(repeated_ngram_shares(text).values()) == {0.0}

    @settings(max_examples=80)
    @given(st.lists(any_text, max_size=4))
    def test_sentence_similarity_is_the_mean_rouge_l_of_all_pairs(self, sentences: list[str]) -> None:
        usable = [sentence for sentence in sentences if has_word(sentence)]
        pairs = [rouge(*pair, tokenizer="unicode")["rougeL"].f1 for pair in combinations(usable, 2)]
        assert sentence_similarity(usable) == pytest.approx(sum(pairs) / len(pairs) if pairs else 0)

    @pytest.mark.parametrize(
        ("sentences", "expected"),
        [([], 0), (["A cat."], 0), (["A cat.", "…"], 0), (["A cat.", "A cat."], 1), (["A cat.", "Dogs"], 0)],
    )
    def test_few_sentences(self, sentences: list[str], expected: float) -> None:
        assert sentence_similarity(sentences) == expected


class TestLengthAndFacts:
    def test_length(self) -> None:
        measured = create_metric("length")(["Two words.", "", "東京"], [], "", "und")
        assert measured == {"length.words": 4.0, "length.sentences": 2.0}

    def test_what_the_source_says_is_supported(self) -> None:
        source = "On 3 October 2023 Kim Jong Un met Putin for two hours."
        assert create_metric("facts")([source], [], source, "en") == {
            "facts.unsupported": 0.0,
            "facts.any": 0.0,
        }

    def test_what_it_does_not_say_is_counted(self) -> None:
        figures = create_metric("facts")(["They met Xi Jinping.", "It took 5 hours."], [], "They met.", "en")
        assert figures == {"facts.unsupported": 2.0, "facts.any": 1.0}


class TestChrF:
    @pytest.mark.parametrize("name", ["cnndm_validation", "scitldr_a_test", "urdu_uscorpus"])
    @pytest.mark.parametrize("word_order", [0, 2])
    def test_it_is_sacrebleus(self, name: str, word_order: int) -> None:
        sacrebleu = pytest.importorskip("sacrebleu")
        scorer = sacrebleu.CHRF(word_order=word_order)
        with shared_file(f"{name}.jsonl").open(encoding="utf-8") as lines:
            for _, line in zip(range(10), lines, strict=False):
                pair = json.loads(line)
                summary, references = pair["document"][:300], pair.get("summaries") or [pair["summary"]]
                expected = scorer.sentence_score(summary, references).score / 100
                assert chrf(summary, references, word_order=word_order) == expected

    @pytest.mark.parametrize(
        ("summary", "reference", "expected"),
        [
            ("abcdefg", "hijklmnop", 0),
            ("", "reference", 0),
            ("a b c", "abc", 1),
            ("aa", "ab", 1 / 4),  # the mean of 1/2 and 0
            ("abc", "abd", (2 / 3 + 1 / 2 + 0) / 3),
        ],
    )
    def test_figures_worked_out_by_hand(self, summary: str, reference: str, expected: float) -> None:
        """Orders that neither text has are left out, as in the first four cases of sacreBLEU's own tests."""
        pytest.importorskip("sacrebleu")
        assert chrf(summary, reference) == pytest.approx(expected)

    def test_the_best_reference_counts_and_line_breaks_do_not(self) -> None:
        pytest.importorskip("sacrebleu")
        assert create_metric("chrf")(["A cat.", "A dog."], ["No.", "A cat.\nA dog."], "", "en") == {
            "chrf": 1.0
        }

    def test_wrong_options_are_told(self) -> None:
        with pytest.raises(InvalidValueError, match="word_order must be at least 0"):
            ChrF(-1)
        with pytest.raises(InvalidTypeError, match="word_order must be a whole number"):
            ChrF("2")  # type: ignore[arg-type]


class TestSupport:
    def test_is_one_for_sentences_of_the_source(self, seed_text: str) -> None:
        sentences = summarize(seed_text, sentences=3).splitlines()
        figures = create_metric("support")(sentences, [], seed_text, "en")
        assert figures == {"support.mean": 1.0, "support.least": 1.0}

    def test_is_that_of_check(self, seed_text: str) -> None:
        sentences = ["Kim Jong Un met Putin at a cosmodrome.", "Kim Jong Il met Lavrov on Oct 4."]
        figures = create_metric("support")(sentences, [], seed_text, "en")
        scores = [sentence.support for sentence in check("\n".join(sentences), seed_text, "en").sentences]
        assert figures == {
            "support.mean": pytest.approx(sum(scores) / 2),
            "support.least": pytest.approx(min(scores)),
        }

    def test_is_zero_without_words(self) -> None:
        for sentences, source in (([], "A cat sat."), (["A cat sat."], "")):
            figures = create_metric("support")(sentences, [], source, "en")
            assert figures == {"support.mean": 0.0, "support.least": 0.0}
