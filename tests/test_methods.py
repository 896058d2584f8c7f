"""What every method does with every text: the contract that a new method has to keep."""

import pytest
from hypothesis import given

from summarize import Document, EmptyTextError, Length, Summary, methods, summarize
from summarize.registry import create
from summarize.text.words import count_words
from tests.conftest import parsed_documents
from tests.strategies import any_text

ONLY_HEADINGS = "# One\n\n# Two\n\n# Three\n\n# Four"
TEXTS = {
    "one word": "Word",
    "one sentence": "There is only one sentence here.",
    "duplicates": "The same sentence again. " * 50,
    "only stop words": "It is. So are we. And that was what they had. You do.",
    "headings only": ONLY_HEADINGS,
    "a paper": (
        "# Of Cats\n\nBy Ann Moor\n\n3 May 2021\n\nCats purr at night when nobody is near. Dogs do not purr at all.\n\n"
        "Figure 1: A cat at night\n\n```\ncats = load()\n```\n\n> Cats are cats.\n\n- They eat mice.\n- They sleep a lot.\n\n"
        "# References\n\n[1] A. Moor. Of cats. Journal of Cats, 12(3):4-9, 1999.\n"
    ),
    "Chinese": "北京是中国的首都。它有很多人。中国很大。北京也很大。人很多。",
    "Japanese": "東京は日本の首都です。人が多い。日本は島国です。東京は大きい。",
    "Hindi": "भारत एक देश है। यह बड़ा देश है। दिल्ली राजधानी है। भारत में बहुत लोग हैं।",
    "Urdu": "یہ پاکستان ہے۔ پاکستان بڑا ہے۔ لاہور شہر ہے۔ لاہور پاکستان میں ہے۔",
    "Arabic": "هذه مصر. مصر كبيرة. القاهرة عاصمة مصر. النيل في مصر.",
    "Thai": "นี่คือประเทศไทย\n\nประเทศไทยใหญ่มาก\n\nกรุงเทพเป็นเมืองหลวง\n\nคนไทยใจดี",
    "Russian": "Москва столица России. Россия большая страна. Москва большой город. Там много людей.",
    "emoji": "I like 🍎. You like 🍎 too. We like 🍎 and 🍐. 👍",
    "hostile": "a\x00b. \ud800 c. \u202e d. e\u0301. " * 5,
}
LENGTHS = [Length(sentences=1), Length(sentences=1000), Length(words=1), Length(words=20), Length(ratio=0.5)]


def assert_keeps_the_contract(summary: Summary, length: Length) -> None:
    document = summary.document
    assert summary
    positions = [sentence.position for sentence in summary.sentences]
    assert positions == sorted(set(positions))
    for sentence in summary.sentences:
        assert document.sentences[sentence.position][:3] == (sentence.start, sentence.end, sentence.text)
        assert document.text[sentence.start : sentence.end] == sentence.text
    if length.sentences is None:
        n_words = sum(count_words(sentence.text) for sentence in summary.sentences)
        n_all_words = sum(count_words(sentence.text) for sentence in document.sentences)
        assert n_words <= length.word_budget(n_all_words) or len(positions) == 1
        assert bool(summary.notes) or n_words <= length.word_budget(n_all_words)
    else:
        assert len(positions) == min(length.sentences, len(document.body.sentences))
    assert set(positions) <= set(document.body.positions)
    assert any(sentence.is_candidate for sentence in document.sentences) or summary.notes


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("method", methods())
def test_every_text_of_every_script_at_every_length(method: str, text: str) -> None:
    document, summarizer = Document(text), create(method)
    for length in LENGTHS:
        assert_keeps_the_contract(summarizer(document, length), length)


@pytest.mark.parametrize("method", methods())
def test_no_heading_caption_code_or_reference_is_taken(method: str) -> None:
    summary = create(method)(TEXTS["a paper"], Length(sentences=1000))
    assert summary == (
        "Cats purr at night when nobody is near.\nDogs do not purr at all.\nThey eat mice.\nThey sleep a lot."
    )
    assert {s.kind for s in summary.document.sentences} >= {
        "heading", "byline", "caption", "code", "quotation", "reference",
    }  # fmt: skip
    assert summary.notes == ()


@pytest.mark.parametrize("method", methods())
def test_everything_is_taken_if_all_are_candidates(method: str) -> None:
    summary = create(method, candidates="all")(TEXTS["a paper"], Length(sentences=1000))
    assert len(summary.sentences) == len(summary.document.sentences) > 10


@pytest.mark.parametrize("method", methods())
def test_of_a_text_of_headings_alone_they_are_taken_and_a_note_says_so(method: str) -> None:
    for length in LENGTHS:
        summary = create(method)(ONLY_HEADINGS, length)
        assert summary
        assert any("no running text" in note for note in summary.notes)


@pytest.mark.parametrize("method", methods())
def test_a_word_budget_that_no_sentence_fits_is_noted(method: str) -> None:
    text = "Cats purr at night when nobody is near. Dogs do not purr at all."
    summary = create(method)(text, Length(words=3))
    n_words = count_words(summary)
    assert n_words > 3
    assert summary.notes == (f"one sentence is always kept: it has {n_words} words, and 3 were asked for",)
    assert create(method)(text, Length(words=8)).notes == ()


@given(text=any_text)
def test_any_text(text: str) -> None:
    try:
        document = Document(text)
    except EmptyTextError:
        for method in methods():
            with pytest.raises(EmptyTextError):
                summarize(text, method, sentences=2)
        return
    for method in methods():
        assert_keeps_the_contract(summarize(document, method, sentences=2), Length(sentences=2))


@pytest.mark.parametrize("method", methods())
@pytest.mark.parametrize(
    "name",
    ["billsum_us_train100", "klexikon_de_test", "legal_tldr", "opinosis", "qmsum_test", "urdu_uscorpus"],
)
def test_real_documents(method: str, name: str) -> None:
    for document in parsed_documents(name, every=5):
        assert_keeps_the_contract(summarize(document, method, words=100), Length(words=100))


@pytest.mark.parametrize("method", methods())
def test_scores_are_one_a_sentence_and_the_same_every_time(method: str, seed_text: str) -> None:
    scores = [create(method).scores(Document(seed_text)).tolist() for _ in range(2)]  # type: ignore[attr-defined]
    assert scores[0] == scores[1]
    assert len(scores[0]) == len(Document(seed_text).sentences)


def test_lead_stops_at_the_first_sentence_that_does_not_fit() -> None:
    text = "Alpha went home. Beta saw the whole of the old town. Gamma stayed."
    assert summarize(text, "lead", words=6) == "Alpha went home."


def test_lead_keeps_the_first_sentence_even_if_it_does_not_fit() -> None:
    text = "A Title\n\nAlpha went home to the old town. Beta did. Gamma stayed."
    assert summarize(text, "lead", words=3) == "Alpha went home to the old town."


def test_lead_is_the_first_sentences_without_title_and_date(seed_text: str) -> None:
    lead = summarize(seed_text, "lead", sentences=2)
    assert lead.startswith("North Korean leader Kim Jong Un and Russian President Vladimir Putin recently")
    assert lead.sentences[1].text.startswith("During the summit, Putin showed Kim around")
