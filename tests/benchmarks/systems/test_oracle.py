"""The greedy oracle: what it chooses, and that it chooses as the plain program does that it stands for."""

import json
import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.systems.peers.adapters.methods import length_of
from benchmarks.systems.peers.adapters.oracle import choose
from summarize import Document, Length
from summarize.extractive.random import RandomChoice
from summarize.extractive.selection.budget import select
from summarize.extractive.selection.order import by_score
from summarize.metrics.metric import create_metric
from summarize.metrics.rouge_scores import score_words
from summarize.metrics.tokens import words_of_lines
from summarize.text.words import count_words
from tests.conftest import shared_file


def choose_plainly(document: Document, references: Sequence[str], request: dict) -> list[int]:
    """The same choice, with each sum of scores by ROUGE itself."""

    def words_of(text: str) -> list[list[str]]:
        return words_of_lines(text, "unicode", False, document.language)

    def score(positions: list[int]) -> float:
        summary = [lines[position][0] for position in sorted(positions)]
        scores = [score_words(summary, target) for target in targets]
        return max(score["rouge1"].f1 + score["rouge2"].f1 for score in scores)

    texts = [sentence.text for sentence in document.sentences]
    lines = [words_of(" ".join(text.split())) for text in texts]
    targets = list(map(words_of, references))
    n_words = list(map(count_words, texts))
    length = length_of(request)
    left = length.word_budget(sum(n_words))
    prose = list(document.body.positions)
    chosen: list[int] = []
    best = 0.0
    while len(chosen) < (length.sentences or len(texts)):
        others = [position for position in prose or range(len(texts)) if position not in chosen]
        fitting = [position for position in others if n_words[position] <= left]
        gains = {
            position: score([*chosen, position]) for position in (fitting if fitting or chosen else others)
        }
        position = max(gains, key=lambda p: (gains[p], -p), default=None)
        if position is None or gains[position] <= best:
            break
        best = gains[position]
        chosen.append(position)
        left -= n_words[position]
    return sorted(chosen)


@pytest.mark.parametrize(
    ("name", "n_documents"),
    [
        ("cnndm_validation", 8),
        ("klexikon_de_test", 3),
        ("multilexsum_test", 8),
        ("opinosis", 3),
        ("urdu_uscorpus", 3),
    ],
)
@pytest.mark.parametrize("asked", [{"n_sentences": 4}, {"n_words": 100}, {"n_words": 8}], ids=str)
def test_it_chooses_as_rouge_itself_would(name: str, n_documents: int, asked: dict) -> None:
    n_chosen = 0
    for line in shared_file(f"{name}.jsonl").read_text(encoding="utf-8").splitlines()[:n_documents]:
        record = json.loads(line)
        document = Document(record["document"][:5000])
        references = record.get("summaries", [record["summary"]])
        chosen = choose(document, references, asked)
        assert chosen == choose_plainly(document, references, asked)
        n_chosen += len(chosen)
    assert n_chosen >= n_documents


@given(
    sentences=st.lists(st.lists(st.sampled_from("abcd*"), min_size=1, max_size=4), max_size=7),
    references=st.lists(st.lists(st.sampled_from("abx"), max_size=6).map(" ".join), min_size=1, max_size=3),
    asked=st.sampled_from([{"n_sentences": 3}, {"n_words": 7}, {"n_words": 2}, {"n_words": 1}]),
)
def test_pairs_across_sentences_count_as_rouge_counts_them(
    sentences: list[list[str]], references: list[str], asked: dict
) -> None:
    document = Document("\n\n".join(f"{' '.join(words)}." for words in [["x"], *sentences]), "en")
    assert choose(document, references, asked) == choose_plainly(document, references, asked)


@pytest.mark.parametrize("length", [Length(sentences=3), Length(words=50)], ids=str)
def test_no_other_choice_of_many_is_better_by_more_than_greed_costs(length: Length) -> None:
    metric = create_metric("rouge:tokenizer=unicode")
    by_chance = random.Random(0)
    for line in shared_file("cnndm_validation.jsonl").read_text(encoding="utf-8").splitlines()[:5]:
        record = json.loads(line)
        document = Document(record["document"], "en")
        request = {"n_sentences": length.sentences} if length.sentences else {"n_words": length.words}

        def value(positions: list[int]) -> float:
            texts = [document.sentences[position].text for position in positions]  # noqa: B023
            figures = metric(texts, [record["summary"]], document.text, "en")  # noqa: B023
            return figures["rouge1.f1"] + figures["rouge2.f1"]

        chosen = choose(document, [record["summary"]], request)
        assert chosen == sorted(set(chosen))
        others = [
            select(
                document,
                by_score(RandomChoice(by_chance.randrange(10**6)).score_sentences(document, None)),
                length,
            )
            for _ in range(50)
        ]
        assert value(chosen) > 0.95 * max(map(value, others))
        assert value(chosen) >= max(value([position]) for position in others[0])


def test_of_several_references_it_takes_the_best() -> None:
    document = Document("Cats sleep all day. Dogs run all night. Birds sing.", "en")
    assert choose(document, ["Fish swim.", "Dogs run."], {"n_sentences": 1}) == [1]


def test_it_takes_nothing_that_does_not_help() -> None:
    document = Document("Cats sleep. Dogs run.", "en")
    assert choose(document, ["Cats sleep."], {"n_sentences": 2}) == [0]
    assert choose(document, ["Fish swim."], {"n_sentences": 2}) == []


def test_it_keeps_one_sentence_where_none_fits() -> None:
    document = Document("Cats sleep all day long. Dogs run far away.", "en")
    assert choose(document, ["Dogs run."], {"n_words": 2}) == [1]


def test_it_takes_nothing_where_only_what_does_not_help_fits() -> None:
    document = Document("Fish swim. Dogs run far away.", "en")
    assert choose(document, ["Dogs run."], {"n_words": 2}) == []


def test_it_takes_no_heading_where_there_is_text() -> None:
    document = Document("Dogs Run Away\n\nCats sleep all day long. Dogs ran far away.", "en")
    assert [sentence.is_heading for sentence in document.sentences] == [True, False, False]
    assert choose(document, ["Dogs Run Away"], {"n_sentences": 1}) == [2]
    assert choose(document, ["Dogs Run Away"], {"n_words": 3}) == [2]  # none fits
