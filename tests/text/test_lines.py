"""Line breaks: which end a unit, which only wrap a sentence, and that nothing gets lost either way."""

import textwrap
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize import Document, InvalidValueError
from summarize.text.blocks import find_blocks
from summarize.text.lines import LINES, Lines, unify_line_ends, unit_starts
from tests.strategies import any_text

PROSE = (
    "The harbour of the old town was built by three brothers in the winter of a year that nobody remembers, "
    "when the United Boatmen of the North asked for one. Since the Spring of the next year it has been used by "
    "all who live there, and the Great Storm of 1921 broke none of its 12 walls. In May the Mayor thanked the "
    "Brothers for it in the Town Hall, and Anna Moor wrote a song that the people of Port Marrow sing even now."
)
REVIEWS = [
    "Great hotel near the station",
    "The food was cold and the soup was colder",
    "Kind staff",
    "Rooms are small but clean",
    "We would come again for the view of the harbour",
    "Parking costs too much",
]


def units(text: str, lines: Lines = "auto") -> list[str]:
    """Return the text cut where a unit begins."""
    starts = [0, *unit_starts(text, lines), len(text)]
    return [text[start:end].strip() for start, end in pairwise(starts)]


def sentences(text: str, lines: Lines = "auto") -> list[str]:
    return [" ".join(sentence.text.split()) for sentence in Document(text, "en", lines=lines).sentences]


class TestWrappedText:
    @pytest.mark.parametrize("width", [45, 60, 72, 80, 120])
    def test_has_the_sentences_that_it_has_on_one_line(self, width: int) -> None:
        assert sentences(textwrap.fill(PROSE, width)) == sentences(PROSE)

    @pytest.mark.parametrize("indent", ["  ", "\t"])
    def test_may_be_indented(self, indent: str) -> None:
        text = textwrap.fill(PROSE, 72, initial_indent=indent, subsequent_indent=indent)
        assert sentences(text) == sentences(PROSE)

    def test_goes_on_with_a_capital_or_a_number_that_did_not_fit(self) -> None:
        text = textwrap.fill(PROSE, 72)
        assert any(line[0].isupper() or line[0].isdigit() for line in text.split("\n")[1:])
        assert unit_starts(text) == []

    def test_of_few_words_goes_on_with_a_small_letter(self) -> None:
        assert unit_starts("The committee met on Monday\nto discuss the budget of\nthe coming year.") == []

    def test_ends_a_unit_with_a_line_that_is_much_shorter_than_the_rest(self) -> None:
        prose = textwrap.fill(PROSE, 72)
        text = f"{prose}\nA song of Anna Moor\nPort Marrow\n{prose}"
        assert units(text) == [f"{prose}\nA song of Anna Moor", "Port Marrow", prose]

    def test_a_list_among_wrapped_prose_does_not_count(self) -> None:
        items = "\n".join(
            f"- {name} support"
            for name in ("Alpha", "Beta", "Gamma", "Delta", "Zeta", "Eta", "Theta", "Iota")
        )
        text = f"{textwrap.fill(PROSE, 72)}\n\n{items}\n\n{textwrap.fill(PROSE, 72)}"
        assert sentences(text) == [*sentences(PROSE), *items.split("\n"), *sentences(PROSE)]

    def test_without_spaces_ends_its_lines_anywhere(self) -> None:
        sentence = "北京是中国的首都它有很多人也有很多老房子和新房子人们喜欢在公园里散步喝茶聊天下棋唱歌跳舞"
        text = f"{sentence[:42]}\n{sentence[:42]}\n{sentence[:42]}\n{sentence[:20]}。"
        assert unit_starts(text) == []


class TestUnits:
    def test_lines_without_ends_are_units(self) -> None:
        assert units("\n".join(REVIEWS)) == REVIEWS

    def test_headlines_are_units(self) -> None:
        lines = ["House prices rise once more", "Birds return to the harbour", "Mayor thanks the brothers"]
        assert units("\n".join(lines)) == lines

    def test_an_address_does_not_go_on(self) -> None:
        text = "Phone: 555 0100\njane@example.com\nAbout the Port\nThe Port has forty quays"
        assert units(text) == text.split("\n")

    def test_a_line_that_goes_on_with_a_small_letter_is_none(self) -> None:
        reviews = [*REVIEWS, "Great view of the\nharbour and the park", *REVIEWS]
        assert units("\n".join(reviews)) == reviews

    def test_in_small_letters_alone_are_units_too(self) -> None:
        lines = [review.lower() for review in REVIEWS]
        assert units("\n".join(lines)) == lines

    def test_sentences_a_line_are_units(self) -> None:
        assert units("It rained all day.\nThe streets were wet.\nNobody went out.") == [
            "It rained all day.",
            "The streets were wet.",
            "Nobody went out.",
        ]

    def test_a_rule_under_a_title_is_none(self) -> None:
        assert unit_starts("Results\n=======") == []

    @pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\u2028", "\x85"])
    def test_end_with_any_line_end(self, line_end: str) -> None:
        assert sentences(line_end.join(REVIEWS)) == REVIEWS


class TestWhatTheCallerSays:
    def test_wrapped_joins_all_lines_of_a_paragraph(self) -> None:
        assert unit_starts("\n".join(REVIEWS), "wrapped") == []
        assert sentences("Boats of the\nOld Harbour\n\nHouses of the\nNew Quay", "wrapped") == [
            "Boats of the Old Harbour",
            "Houses of the New Quay",
        ]

    def test_units_cuts_at_every_line(self) -> None:
        assert units("The harbour\nof the old town\nwas built.", "units") == [
            "The harbour",
            "of the old town",
            "was built.",
        ]
        assert unit_starts(textwrap.fill(PROSE, 72), "units")

    def test_it_is_kept_by_the_document(self) -> None:
        assert Document("A text.").lines == "auto"
        assert Document("A text.", lines="units").lines == "units"

    def test_anything_else_is_an_error(self) -> None:
        with pytest.raises(InvalidValueError, match="lines='wraped' is unknown; did you mean 'wrapped'"):
            Document("A text.", lines="wraped")  # type: ignore[arg-type]


class TestNothingIsLost:
    @given(any_text, st.sampled_from(LINES))
    def test_blocks_cover_any_text_but_white_space_in_order(self, text: str, lines: Lines) -> None:
        end = 0
        for block in find_blocks(unify_line_ends(text), lines):
            assert end <= block.start < block.end
            assert not text[end : block.start].strip()
            assert text[block.start : block.end] == text[block.start : block.end].strip()
            end = block.end
        assert not text[end:].strip()

    @given(any_text, st.sampled_from(LINES))
    def test_a_unit_begins_at_a_line_that_has_text(self, text: str, lines: Lines) -> None:
        text = unify_line_ends(text)
        starts = unit_starts(text, lines)
        assert starts == sorted(set(starts))
        for start in starts:
            assert text[start - 1] == "\n"
            assert text[start:].partition("\n")[0].strip()

    @given(any_text)
    def test_line_ends_are_unified_in_place(self, text: str) -> None:
        unified = unify_line_ends(text)
        assert len(unified) == len(text)
        assert all(
            old == new or (new in "\n " and old.isspace()) for old, new in zip(text, unified, strict=True)
        )

    @pytest.mark.parametrize("lines", LINES)
    @pytest.mark.parametrize(
        "unit", ["x\n", "Word of it\n", "a, b\n", "- x\n", "\n\n ", "Aa bb " * 12 + "\n"]
    )
    @pytest.mark.timeout(60)
    def test_long_texts_take_no_time(self, unit: str, lines: Lines) -> None:
        text = unit * (500_000 // len(unit))
        unit_starts(text, lines)


def test_a_line_that_ends_with_a_time_stands_over_its_message() -> None:
    text = (
        "Ann Moor May 07 2025 at 20:57\nI am getting this over and over now.\n\n"
        "The walls of the old town were built by the brothers of the harbour in a hard\n"
        "winter, and nobody has mended them since then, whatever the mayor may say in\n"
        "her speeches about the stones of the town and the ships of its only harbour."
    )
    assert [text[start:].split("\n")[0] for start in unit_starts(text)] == [
        "I am getting this over and over now."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "[10:00:01] <ann> Who mends the mill?\n[10:00:09] <bob> I do, in May.\n[10:01:00] <ann> Who pays for it?",
        "12/03/2026, 14:05 - Ann: Who mends it?\n12/03/2026, 14:06 - Bob: I do.\n12/03/2026, 14:07 - Ann: When?",
        "From: Ann <ann@example.org>\nTo: Bob <bob@example.org>\nSubject: Mill\nDate: 3 May 2026\n\nI mend the mill.",
        "# Mill\n\nIt was built:\n- in 1910 by Ann\n- by hand\n\n```\nturn(mill)\n```\nThe end of it\nis near.",
        "The Mill\n========\n\nThe wheel of the old mill was mended by the carpenter\nwho lives in the village, and turns again since May.",
        "Anna: Shall we mend it?\nBob: Yes, in the spring.\nAnna: Who pays?\nBob: The village does.",
    ],
)
def test_windows_line_ends_change_nothing(text: str) -> None:
    def sentences(written: str) -> list[tuple[str, str]]:
        return [(each.kind, " ".join(each.text.split())) for each in Document(written).sentences]

    assert sentences(text.replace("\n", "\r\n")) == sentences(text)
