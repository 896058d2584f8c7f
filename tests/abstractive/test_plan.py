"""Long texts: every token reaches the model once, in chunks that end where sentences end."""

from collections import Counter
from collections.abc import Callable
from itertools import chain
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize import Abstractive, Document, EmptyTextError, Length, ScriptedEngine, summarize
from summarize.abstractive.engines.transformers.limits import limits_of
from summarize.abstractive.engines.transformers.tokens import TokenizerAdapter
from summarize.abstractive.plan import chunks
from summarize.abstractive.tokens import Tokens
from tests.abstractive.models import answer_of
from tests.abstractive.spy import spying
from tests.strategies import any_text

Loaded = Callable[[str], tuple[Any, Any]]

ONE_PER_KIND = ["t5", "longt5", "byt5", "bart", "mbart", "pegasus", "led", "chat", "base"]


def common_length(rows: list[list[int]]) -> int:
    n = 0
    while all(len(row) > n and row[n] == rows[0][n] for row in rows):
        n += 1
    return n


def first_level(rows: list[list[int]], n_tokens: int) -> list[list[int]]:
    """Return what the model was given of the text, without the prompt around it, at the first level."""
    sample = rows[: len(rows) // 2]
    before, after = common_length(sample), common_length([row[::-1] for row in sample])
    chunks = [row[before : len(row) - after] for row in rows]
    n_rows = int(np.searchsorted(np.cumsum([len(chunk) for chunk in chunks]), n_tokens)) + 1
    return chunks[:n_rows]


@pytest.mark.parametrize("name", ONE_PER_KIND)
def test_every_token_of_a_book_reaches_the_model_once(loaded: Loaded, name: str, prose: str) -> None:
    model, tokenizer = loaded(name)
    text = prose[: 30_000 if name == "byt5" else 100_000]  # its tokens are bytes, by a tokenizer in Python
    with spying(model, answer_of(tokenizer)) as spy:
        summarizer = Abstractive((model, tokenizer), generation={"max_new_tokens": 16})
        summary = summarizer(Document(text, "en"))
    limits = limits_of(model.config, tokenizer)
    longest = limits.input if limits.input is not None else limits.default_chunk + 16
    assert summary.coverage == 1.0
    assert max(map(len, spy.inputs)) + (16 if limits.is_shared else 0) <= longest
    tokens = (
        TokenizerAdapter(tokenizer)
        .encode(text, [s.start for s in Document(text, "en").sentences])
        .ids.tolist()
    )
    given = first_level(spy.inputs, len(tokens))
    assert Counter(chain.from_iterable(given)) == Counter(tokens)
    written = written_out(tokens)
    assert all(written_out(chunk) in written for chunk in given[:: len(given) // 50 + 1])


def written_out(ids: list[int]) -> str:
    return f" {' '.join(map(str, ids))} "


class TestChunks:
    @pytest.fixture(scope="class")
    @staticmethod
    def codec(loaded: Loaded) -> TokenizerAdapter:
        return TokenizerAdapter(loaded("bart")[1])

    def test_end_where_sentences_end(self, codec: TokenizerAdapter, prose: str) -> None:
        document = Document(prose[50_000:80_000], "en")
        tokens = codec.encode(document.text)
        ends = {document.text[: sentence.end].rstrip() for sentence in document.sentences}
        place = 0
        for chunk in chunks(document, tokens, 700):
            place += len(chunk.ids)
            assert document.text[: tokens.ends[place - 1]].rstrip() in ends

    @pytest.mark.parametrize("capacity", [300, 500, 1000])
    def test_are_as_few_as_can_be_and_balanced(
        self, codec: TokenizerAdapter, prose: str, capacity: int
    ) -> None:
        document = Document(prose[50_000:90_000], "en")
        tokens = codec.encode(document.text)
        sizes = [len(chunk.ids) for chunk in chunks(document, tokens, capacity)]
        longest_sentence = max(len(codec.encode(sentence.text).ids) for sentence in document.sentences)
        assert max(sizes) <= capacity
        assert max(sizes) - min(sizes) <= 2 * longest_sentence + capacity // 4
        assert len(sizes) <= 1.25 * len(tokens.ids) / capacity + 1

    def test_cut_a_sentence_without_end_after_a_clause(self, codec: TokenizerAdapter) -> None:
        text = "Kim met Putin, " * 199 + "Kim met Putin,"
        document = Document(text)
        parts = chunks(document, codec.encode(text), 50)
        assert all(codec.decode(part.ids.tolist()).rstrip().endswith(",") for part in parts)

    def test_cut_between_words_where_there_are_no_clauses(self, codec: TokenizerAdapter) -> None:
        text = "summit " * 300
        parts = [codec.decode(part.ids.tolist()) for part in chunks(Document(text), codec.encode(text), 50)]
        assert "".join(parts) == text
        assert all(part.strip().replace("summit", "").strip() == "" for part in parts)

    @pytest.mark.parametrize("run", ["x" * 20_000, "日" * 5_000, "👍🏽" * 2_000, "ab1" * 5_000])
    def test_a_run_without_any_place_to_cut_is_cut_anyway(self, codec: TokenizerAdapter, run: str) -> None:
        tokens = codec.encode(f"The run {run} ends.")
        parts = chunks(Document(f"The run {run} ends."), tokens, 64)
        assert np.concatenate([part.ids for part in parts]).tolist() == tokens.ids.tolist()
        assert max(len(part.ids) for part in parts) <= 64

    @given(text=any_text, capacity=st.integers(min_value=8, max_value=60))
    @settings(max_examples=100)
    def test_hold_any_text_whole(self, codec: TokenizerAdapter, text: str, capacity: int) -> None:
        try:
            document = Document(text)
        except EmptyTextError:
            return
        tokens = codec.encode(text)
        parts = chunks(document, tokens, capacity)
        assert np.concatenate([part.ids for part in parts]).tolist() == tokens.ids.tolist()
        assert all(0 < len(part.ids) <= capacity for part in parts)


def estimated(text: str) -> Tokens:
    """A text as words and marks."""
    return ScriptedEngine([]).tokenize(text)


def paragraphs(n_sentences: int) -> str:
    return " ".join(f"In sentence {n} of these, Kim met Putin in the east." for n in range(n_sentences))


class TestChunksAndSections:
    def test_end_with_a_section_where_one_is_near(self) -> None:
        text = f"# First\n\n{paragraphs(9)}\n\n# Second\n\n{paragraphs(12)}"
        first, second = chunks(Document(text), estimated(text), 200)
        assert first.excerpt.startswith("# First")
        assert second.excerpt.startswith("# Second")

    def test_do_not_end_with_a_heading(self) -> None:
        text = f"{paragraphs(12)}\n\n# In the middle\n\n## Of two\n\n{paragraphs(12)}"
        for capacity in range(150, 180):
            parts = chunks(Document(text), estimated(text), capacity)
            assert not any(part.excerpt.rstrip().endswith(("middle", "two")) for part in parts)

    def test_are_not_more_for_the_sake_of_a_section(self) -> None:
        text = f"# First\n\n{paragraphs(4)}\n\n# Second\n\n{paragraphs(11)}"
        n_tokens = len(estimated(text))
        assert len(chunks(Document(text), estimated(text), n_tokens // 2 + 8)) == 2

    def test_keep_a_heading_with_a_part_of_a_sentence_too_long_for_both(self) -> None:
        text = "# Putin and Kim\n\n" + "Kim met Putin, " * 30
        first = chunks(Document(text), estimated(text), 40)[0]
        assert first.excerpt.startswith("# Putin and Kim\n\nKim met Putin,")

    @given(
        lengths=st.lists(st.tuples(st.booleans(), st.integers(1, 40)), min_size=1, max_size=20),
        capacity=st.integers(4, 60),
    )
    def test_end_with_a_heading_only_if_they_are_nothing_else(
        self, lengths: list[tuple[bool, int]], capacity: int
    ) -> None:
        blocks = [
            "# " + "Kim " * n if is_heading else "Cats purr, " * n + "day." for is_heading, n in lengths
        ]
        document = Document("\n\n".join(blocks), "en")
        for part in chunks(document, estimated(document.text), capacity)[:-1]:
            inside = [s for s in document.sentences if s.start < part.end and s.end > part.start]
            is_cut = inside[-1].end > part.end
            following = document.sentences[document.sentences.index(inside[-1]) + 1 :]
            in_a_run = bool(following) and following[0].is_heading
            is_alone = all(s.is_heading for s in inside)
            assert is_cut or in_a_run or not inside[-1].is_heading or is_alone


class TestMerging:
    def test_goes_level_by_level_until_one_summary_is_left(self, loaded: Loaded, prose: str) -> None:
        model, tokenizer = loaded("bart")
        with spying(model, answer_of(tokenizer)) as spy:
            summary = Abstractive((model, tokenizer), batch_size=1)(prose[:60_000])
        assert summary == "Kim met Putin."
        given = tokenizer.decode(spy.inputs[-1], skip_special_tokens=True)
        assert set(given.split()) == {"Kim", "met", "Putin."}

    def test_ends_where_summaries_do_not_get_shorter(self, loaded: Loaded, seed_text: str) -> None:
        model, tokenizer = loaded("bart")
        # Bytes that begin a character and do not end it: three tokens each when they are read again.
        halves = tokenizer.convert_tokens_to_ids(["Ã", "Ä", "Å"])
        inflating = Random(1).choices(halves, k=120)
        answer = [*tokenizer("Kim ", add_special_tokens=False)["input_ids"], *inflating]
        with spying(model, answer) as spy:
            summary = summarize(seed_text, model=(model, tokenizer), generation={"max_new_tokens": 120})
        assert len(spy.inputs) < 40
        assert summary.coverage == 1.0
        assert any("the best sentences of them were selected" in note for note in summary.notes)

    def test_tells_what_happened_on_the_way(self, loaded: Loaded, seed_text: str) -> None:
        summary = summarize(seed_text, model=loaded("repeats"))
        assert [note for note in summary.notes if "repeated itself" in note]

    def test_a_chunk_size_of_ones_own_is_kept_to(self, loaded: Loaded, prose: str) -> None:
        model, tokenizer = loaded("t5")
        with spying(model, answer_of(tokenizer)) as spy:
            summarize(prose[:5000], model=(model, tokenizer), chunk_size=100)
        assert max(map(len, spy.inputs)) <= 100 + len(tokenizer("summarize: ")["input_ids"])


class TestLimits:
    @pytest.mark.parametrize(
        ("name", "longest_input", "longest_output", "is_shared"),
        [
            ("bart", 128, 127, False),
            ("pegasus", 96, 95, False),
            ("led", 512, 63, False),
            ("t5", None, None, False),
            ("chat", 1024, None, True),
            ("base", 128, None, True),
        ],
    )
    def test_come_from_the_configuration(
        self,
        loaded: Loaded,
        name: str,
        longest_input: int | None,
        longest_output: int | None,
        is_shared: bool,
    ) -> None:
        model, tokenizer = loaded(name)
        limits = limits_of(model.config, tokenizer)
        assert (limits.input, limits.output, limits.is_shared) == (longest_input, longest_output, is_shared)

    def test_relative_positions_get_what_the_model_was_trained_with(self, loaded: Loaded) -> None:
        model, tokenizer = loaded("t5")
        assert limits_of(model.config, tokenizer).default_chunk == 512


def test_any_length_of_any_text_ends(loaded: Loaded, seed_text: str) -> None:
    summarizer = Abstractive(loaded("pegasus"), generation={"num_beams": 1})
    for length in (None, Length(sentences=1), Length(words=1), Length(words=5000), Length(ratio=1.0)):
        assert summarizer(seed_text, length)
