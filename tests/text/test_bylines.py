"""Lines that tell who wrote a text, when or where."""

import pytest
from hypothesis import given

from summarize import Document
from summarize.text.bylines import is_byline, names_authors
from tests.strategies import any_text


@given(any_text)
def test_any_text_has_a_verdict(text: str) -> None:
    assert is_byline(text) in (True, False)
    assert names_authors(text) in (True, False)


@pytest.mark.parametrize(
    "text",
    ["By Jane Doe, Staff Writer", "BY JANE DOE", "By . Jane Doe", "Maintown Gazette By Jane Doe, Staff Writer",
     "Published 3 May 2026", "3 May 2026 Last updated at 12:15 GMT", "Mis à jour le 3 mai 2026 à 12h", "3 May 2026 .",
     "MAINTOWN —", "Maintown (AP) --"],
)  # fmt: skip
def test_bylines_and_datelines(text: str) -> None:
    assert is_byline(text)


@pytest.mark.parametrize(
    "text",
    ["By noon the mill was shut.", "By Monday.", "By noon it", "MAINTOWN — The old mill is shut.", "", "Stand up",
     "Published in 2010 by a mill, the book sold 9 copies."],
)  # fmt: skip
def test_prose_like_them(text: str) -> None:
    assert not is_byline(text)


@pytest.mark.parametrize(
    "line",
    [
        "Huaraz, 13 de abril de 2026.",
        "Berlin, den 3. Mai 2021",
        "São Paulo, 4 de maio de 2020.",
        "Paris, le 14 juillet 2019.",
        "London, 4th of May 2020",
    ],
)
def test_a_place_and_a_date_are_a_byline(line: str) -> None:
    blocks = Document(f"{line}\n\nThe council of the town met in the old mill on Monday.").blocks
    assert [block.kind for block in blocks] == ["byline", "prose"]


@pytest.mark.parametrize(
    "line",
    [
        "In Berlin, they met on 3 May 2021.",
        "Moor, 3 of whom left in 2021.",
        "Ann Moor died in Paris, 3 May 2021.",
    ],
)
def test_a_sentence_with_a_date_is_none(line: str) -> None:
    assert Document(line).blocks[0].kind == "prose"
