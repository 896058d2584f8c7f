"""The seed article, split as its README says."""

from pathlib import Path

import pytest

from benchmarks.data.seed import load_seed


def test_the_closing_paragraph_is_the_reference() -> None:
    article = load_seed()
    assert article.date == "Tue. Oct 3rd, 2023"
    assert article.title.startswith("Kim Jong Un and Vladimir Putin Meet for Rare Summit")
    assert article.document.startswith("North Korean leader Kim Jong Un and Russian President")
    assert article.document.endswith("the country’s nuclear and missile programs.")
    assert article.reference.startswith("Overall, the summit between Kim Jong Un and Vladimir Putin")


def test_nothing_of_the_file_is_lost_or_doubled(seed_text: str) -> None:
    article = load_seed()
    joined = f"{article.date}\n{article.title}\n\n{article.document}\n\n{article.reference}"
    assert joined == seed_text.strip()


def test_another_form_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text("Only a headline\n\nOne paragraph.")
    with pytest.raises(ValueError, match="not a date line, a headline"):
        load_seed(path)
