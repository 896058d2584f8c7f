"""The Markdown of a document: read again, it says the same, and nothing in it is markup by accident."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from summarize import Document
from summarize.readers import read_bytes
from summarize.text.leading_marks import without_list_mark
from summarize.views.markdown import to_markdown

WORDS = [
    "The",
    "lock",
    "well_known",
    "a*b*c",
    "2",
    "7.",
    "x)",
    "C#",
    "AT&T",
    "Ü",
    "水",
    "[1]",
    "it’s",
    "done.",
]
MARKS = [*"\\`*_~[]<>&{}|#!^+-=:.()\"'$%x", "__init__", "**", "```", "~~", "](", "[[", "[^1]", "[x] ", "&lt;",
         "&#35;", "<script>", "</p>", "<!--", "{{", "{%", "{#a}", ":::", "!!!", "---", "<https://a.b>", "http://a_b_"]  # fmt: skip
LINES = st.lists(st.sampled_from([" ", " ", *WORDS, *MARKS]), min_size=1).map(
    lambda pieces: " ".join("".join(pieces).split()) or "A lock"
)


def again(written: str) -> str:
    return read_bytes(written.encode(), "a.md").text


@given(LINES)
def test_prose_read_again_is_the_same(line: str) -> None:
    text = f"The keepers say that {line} was seen at the weir."
    document = Document(text)
    assume([block.kind for block in document.blocks] == ["prose"])
    assert again(to_markdown(document)) == text


@given(LINES)
def test_headings_and_items_read_again_are_the_same(line: str) -> None:
    document = Document(f"# Of {line} end\n\n- {line} was seen at the old weir.")
    assume([block.kind for block in document.blocks] == ["heading", "item"])
    assume(without_list_mark(f"- {line}") == line)  # "[x]" is the box of a task
    assert again(to_markdown(document)) == document.text


@given(LINES)
def test_a_paragraph_of_marks_keeps_them(line: str) -> None:
    document = Document(f"{line} was seen at the weir, and nobody knows who brought it.")
    assume([block.kind for block in document.blocks] == ["prose"])
    assert again(to_markdown(document)) == document.text


@pytest.mark.parametrize(
    "text",
    [
        "It is well_known that 2 * 3 < 7 & 5 > 4.",
        "The gates cost $3 [12] and ~5 more (see A|B)!",
        "AT&T's file_name_here.txt is in C:\\data.",
        "They came at 7. Nobody left.",
    ],
)
def test_nothing_is_escaped_that_is_text_anyway(text: str) -> None:
    assert to_markdown(Document(text)) == text


def test_marks_of_programs_are_words() -> None:
    text = "The manual says that the method `__init__` of the lock calls `a*b*c` and then `<script>` twice."
    assert again(to_markdown(Document(text))) == text


def test_a_title_of_several_lines_is_one_heading() -> None:
    document = Document("Cats purr.", title="All about\n\n<b>cats</b>")
    assert to_markdown(document) == "# All about \\<b>cats\\</b>\n\nCats purr."


@pytest.mark.parametrize("code", ["if (gate) {\n  print('```');\n  close(gate);\n}", "```\nprint(1)"])
def test_code_with_fences_ends_where_it_does(code: str) -> None:
    written = to_markdown(Document(f"It rained.\n\n{code}\n\nIt ended."))
    assert f"````\n{code}\n````" in written
    assert again(written) == "It rained.\n\nIt ended."


def test_numbers_of_items_stay() -> None:
    text = "1. The first was seen.\n3. The third was lost.\n4. The fourth was found."
    assert again(to_markdown(Document(text))).replace("\n\n", "\n") == text


def test_cells_hold_bars_and_marks() -> None:
    written = to_markdown(Document("Quay\tBoats\nNorth|East\t*12*\n\nIt rained."))
    assert "| North\\|East | \\*12\\* |" in written
