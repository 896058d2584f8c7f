"""The example that is printed in the TextRank paper (Mihalcea & Tarau, EMNLP 2004)."""

from pathlib import Path

from summarize import Document, summarize

ARTICLE = Path(__file__).parents[1] / "data" / "textrank_example.txt"
CHOSEN_IN_THE_PAPER = (
    "Hurricane Gilbert swept toward the Dominican Republic Sunday,",
    "The National Hurricane Center in Miami reported its position at 2 a.m. Sunday at latitude 16.1 north,",
    "The National Weather Service in San Juan, Puerto Rico, said Gilbert was moving westward at 15 mph",
    "Strong winds associated with the Gilbert brought coastal flooding,",
)


def test_textrank_takes_the_four_sentences_of_the_paper() -> None:
    summary = summarize(ARTICLE.read_text(encoding="utf-8"), "textrank", sentences=4)
    assert len(summary.sentences) == 4
    for sentence, opening in zip(summary.sentences, CHOSEN_IN_THE_PAPER, strict=True):
        assert sentence.text.startswith(opening)


def test_the_lines_of_the_wire_are_no_candidates() -> None:
    document = Document(ARTICLE.read_text(encoding="utf-8"))
    assert document.body.sentences[0].text.startswith(CHOSEN_IN_THE_PAPER[0])
    assert len(document.body.sentences) == 16
