"""Sections that sum a text up, by their headings; test_edmundson has the other locations."""

import pytest

from summarize import Document
from summarize.extractive.features.location import is_in_summary_section


@pytest.mark.parametrize(
    ("heading", "language", "sums_it_up"),
    [
        ("Abstract", "en", True),
        ("VI. SUMMARY", "en", True),
        ("6.2 Concluding Remarks", "en", True),
        ("IV: Conclusions – and an Outlook", "en", True),
        ("B. Conclusion of the Study", "en", True),
        ("Re\u0301sume\u0301", "fr", True),
        ("Schlussfolgerungen", "de", True),
        ("五、结论", "zh", True),
        ("Plot Summary", "en", False),
        ("Summary Judgment", "en", False),
        ("Abstract Algebra", "en", False),
        ("Conclusionism", "en", False),
        ("Zusammenfassung", "de", True),
        ("結論と今後の課題", "ja", True),
        ("Выводы", "ru", True),
        ("Summary", "und", False),
    ],
)
def test_headings_of_what_sums_a_text_up(heading: str, language: str, sums_it_up: bool) -> None:
    document = Document(
        f"# A\n\nOne.\n\n# {heading}\n\nTwo.\n\n## Deeper\n\nThree.\n\n# B\n\nFour.", language
    )
    found = [
        s.text for s, is_in in zip(document.sentences, is_in_summary_section(document), strict=True) if is_in
    ]
    assert found == ([f"# {heading}", "Two.", "## Deeper", "Three."] if sums_it_up else [])


@pytest.mark.parametrize(("heading", "language"), [("1. Introduction", "en"), ("Einleitung", "de")])
def test_the_first_sentences_sum_a_paper_up_if_its_introduction_is_below(heading: str, language: str) -> None:
    abstract = "Mills turn.\n\nWe count them. There are two. All are old."
    paper = Document(f"# Old mills\n\n{abstract}\n\n# {heading}\n\nThey grind.", language).body
    assert is_in_summary_section(paper).tolist() == [True] * 4 + [False]
    preface = Document(f"# Old mills\n\n{abstract * 9}\n\n# {heading}\n\nThey grind.", language).body
    assert not is_in_summary_section(preface).any()


@pytest.mark.parametrize("title", ["Abstract", "Acknowledgements"])
def test_but_not_beside_an_abstract_nor_as_thanks(title: str) -> None:
    thanks = "I thank my dog. It is old. It barks."
    paper = f"# Mills\n\n{thanks}\n\n# {title}\n\n{thanks}\n\n# Introduction\n\nThey grind."
    document = Document(paper, "en").body
    expected = (
        [False] * 3 + [True] * 3 + [False] if title == "Abstract" else [False] * len(document.sentences)
    )
    assert is_in_summary_section(document).tolist() == expected
