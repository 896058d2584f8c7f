"""A real trained model on the seed article; what it says is not asserted, only what can be checked."""

from pathlib import Path

import pytest

from summarize import Abstractive, Document, Length, summarize
from tests.lazy import transformers


@pytest.fixture(scope="module")
def titles(trained_model: Path) -> Abstractive:
    """A writer of titles, greedy for the sake of time."""
    return Abstractive(str(trained_model), device="cpu", dtype="float32", generation={"num_beams": 1})


def test_summarizes_the_seed_article_with_sources_in_it(titles: Abstractive, seed_text: str) -> None:
    summary = titles(seed_text, Length(words=30))
    assert summary.coverage == 1.0
    assert 2 <= len(summary.split()) <= 30
    assert summary.sentences[0].sources
    best = summary.sentences[0].sources[0]
    assert best.score > 0.1
    assert (best.start, best.end) in {(s.start, s.end) for s in Document(seed_text).sentences}


def test_writes_what_generate_writes(titles: Abstractive, trained_model: Path, seed_text: str) -> None:
    text = Document(seed_text).sentences[3].text
    model = transformers.AutoModelForSeq2SeqLM.from_pretrained(trained_model)
    tokenizer = transformers.AutoTokenizer.from_pretrained(trained_model)
    ids = model.generate(**tokenizer(text, return_tensors="pt"), max_new_tokens=40)
    expected = tokenizer.decode(ids[0], skip_special_tokens=True)
    ours = Abstractive((model, tokenizer), generation={"max_new_tokens": 40})(text)
    assert " ".join(ours.split()) == " ".join(expected.split())


def test_what_it_makes_up_is_unsupported(trained_model: Path) -> None:
    article = "Kim Jong Un met Putin on October 3rd, 2023. They discussed rockets."
    summary = summarize(article, model=str(trained_model), device="cpu", words=12)
    assert not set(summary.unsupported) & {"Kim Jong Un", "Putin"}


def test_batches_write_the_same_as_single_calls(titles: Abstractive, seed_text: str) -> None:
    texts = [paragraph for paragraph in seed_text.split("\n\n")[1:] if paragraph.strip()][:6]
    assert list(titles.batch(texts)) == [titles(text) for text in texts]
