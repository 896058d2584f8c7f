"""What of the pages of a PDF is running text, wherever it stands: columns, margins, notes, hyphens, tables."""

import io
from collections.abc import Callable

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from summarize.document import Document
from summarize.readers import read_bytes

LEFT = ["The lock keepers met on Tuesday to", "decide what should happen to the", "weir. They had asked for three",
        "reports, and all of them came late.", "The first said that the gates could", "be saved for little money."]  # fmt: skip
RIGHT = ["Boat owners near the bridge fear", "for their summer. Fewer people pass", "since the gates were chained, and",
         "two inns have closed. The trust", "promised help but named no sum.", "A vote is due in the autumn."]  # fmt: skip
LINES = ["The lock keepers met on Tuesday to decide what should happen to the old weir, which",
         "has leaked since May. They had asked for three reports, and all of them came late. The",
         "first report said that the gates could be saved for less than two million crowns. No",
         "one had looked at the sill, which divers found to be worn away in the spring, and the",
         "trust asked for a new survey, to be made in August when the water in the cut is low."]  # fmt: skip
PROSE = " ".join(LINES)
Draw = Callable[[Canvas], object]


def pdf(*pages: Draw, title: str = "") -> Document:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=1)
    canvas.setTitle(title)
    for page in pages:
        canvas.setFont("Helvetica", 10)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return read_bytes(file.getvalue(), "a.pdf")


def write(
    canvas: Canvas, lines: list[str], x: float = 72, y: float = 760, font: str = "Helvetica", size: float = 10
) -> float:
    canvas.setFont(font, size)
    for line in lines:
        canvas.drawString(x, y, line)
        y -= 1.2 * size
    return y


def sentences(document: Document) -> list[str]:
    return [" ".join(sentence.text.split()) for sentence in document.sentences]


def flowing(document: Document) -> str:
    return " ".join(document.text.split())


@pytest.mark.parametrize("is_by_rows", [True, False])
def test_columns_are_read_one_after_the_other(is_by_rows: bool) -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, ["Canal News"], size=20, y=800)
        if is_by_rows:
            for n, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
                write(canvas, [left], 60, 760 - 12 * n)
                write(canvas, [right], 310, 760 - 12 * n)
        else:
            write(canvas, LEFT, 60)
            write(canvas, RIGHT, 310)

    document = pdf(page)
    assert document.title == "Canal News"
    assert flowing(document) == " ".join(["# Canal News", *LEFT, *RIGHT])


@pytest.mark.parametrize("is_after", [True, False])
@pytest.mark.parametrize("x", [45, 530])
def test_numbers_of_lines_are_gone(is_after: bool, x: float) -> None:
    def page(canvas: Canvas) -> None:
        numbered = [(f"{n}", line, 760 - 20 * n) for n, line in enumerate(LINES * 3, 1)]
        for number, line, y in numbered:
            canvas.drawString(72, y, line)
            if not is_after:
                canvas.drawRightString(x, y, number)
        for number, _, y in numbered if is_after else ():
            canvas.drawRightString(x, y, number)

    assert flowing(pdf(page)) == " ".join([PROSE] * 3)


def test_a_large_initial_belongs_to_its_word() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, ["T"], size=34, y=744)
        write(
            canvas,
            ["he lock keepers met on Tuesday to decide what should", "happen to the old weir. It leaks."],
            x=96,
        )
        write(canvas, ["The keys were lost in the spring, as the clerk says."], y=736)

    document = pdf(page)
    assert document.title is None
    assert (
        sentences(document)[0]
        == "The lock keepers met on Tuesday to decide what should happen to the old weir."
    )


def test_turned_pages_are_read_and_stamps_beside_the_text_are_not() -> None:
    def turned(canvas: Canvas) -> None:
        canvas.translate(300, 60)
        canvas.rotate(90)
        write(canvas, LINES, x=0, y=0)

    assert flowing(pdf(turned)) == PROSE

    def stamped(canvas: Canvas) -> None:
        write(canvas, LINES)
        canvas.saveState()
        canvas.translate(30, 300)
        canvas.rotate(90)
        canvas.drawString(0, 0, "preprint 2401.00001v2 of 9 April 2024, not reviewed by anyone.")
        canvas.restoreState()
        canvas.saveState()
        canvas.translate(150, 500)
        canvas.rotate(45)
        write(canvas, ["DRAFT"], x=0, y=0, size=60)
        canvas.restoreState()

    assert flowing(pdf(stamped)) == PROSE


def test_a_watermark_on_each_page_is_no_heading() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, ["CONFIDENTIAL"], x=150, y=420, size=40)
        write(canvas, LINES)

    document = pdf(page, page, page)
    assert document.title is None
    assert "CONFIDENTIAL" not in document.text


def test_running_heads_close_to_the_text_are_gone() -> None:
    def page(number: int) -> Draw:
        def draw(canvas: Canvas) -> None:
            write(canvas, ["The weir in decline"], y=774)
            write(canvas, [f"{line} ({number})" if line is LINES[0] else line for line in LINES])
            write(canvas, [str(number)], x=290, y=690)

        return draw

    text = pdf(*map(page, range(1, 6))).text
    assert "decline" not in text
    assert text.count("(3)") == 1
    assert text.count("water in the cut is low.") == 5


@pytest.mark.parametrize("size", [8, 10], ids=["small print", "the size of the text"])
def test_a_footnote_does_not_interrupt_the_sentence_that_crosses_the_page(size: int) -> None:
    def first(canvas: Canvas) -> None:
        write(canvas, [*LINES[:2], "first report said that the gates could"])
        write(
            canvas,
            ["1 See the minutes of the trust, volume 4, where the clerk", "raised the matter."],
            y=90,
            size=size,
        )

    def second(canvas: Canvas) -> None:
        write(canvas, ["be saved for two million crowns. No one had looked at the sill.", *LINES[3:]])

    document = pdf(first, second)
    assert "The first report said that the gates could be saved for two million crowns." in sentences(
        document
    )
    note = "[^1]: See the minutes of the trust, volume 4, where the clerk raised the matter."
    assert [" ".join(s.text.split()) for s in document.sentences if s.kind == "reference"] == [note]
    assert document.page(document.text.index("be saved")) == 2


def test_the_mark_that_calls_a_footnote_of_the_page_is_gone() -> None:
    def page(canvas: Canvas) -> None:
        lines = [
            "As Fig.1 shows, the old gates were",
            "a good tool.1 They fell in May,2 as",
            "those of lock A3 did.",
        ]
        write(canvas, [*LINES, *lines])
        write(canvas, ["1 See the minutes of the trust.", "2 So says the clerk, who saw it."], y=90, size=8)

    said = sentences(pdf(page))
    assert "As Fig.1 shows, the old gates were a good tool." in said
    assert "They fell in May, as those of lock A3 did." in said


def test_names_with_digits_call_no_footnote() -> None:
    def page(canvas: Canvas) -> None:
        lines = [
            "Rising CO2 levels warm the sea.2 It fell to MP3 in Table7 and",
            "the gate7 of the weir, as BM25 says.",
        ]
        write(canvas, [*LINES, *lines])
        notes = ["2 See the minutes of the trust.", "3 So says the clerk.", "7 He saw it.", "25 So did she."]
        write(canvas, notes, y=110, size=8)

    said = sentences(pdf(page))
    assert "Rising CO2 levels warm the sea." in said
    assert "It fell to MP3 in Table7 and the gate of the weir, as BM25 says." in said


def test_bold_lines_in_the_size_of_the_text_are_headings() -> None:
    def page(canvas: Canvas) -> None:
        y = write(canvas, ["1 Introduction"], font="Helvetica-Bold")
        y = write(canvas, LINES, y=y)
        y = write(canvas, ["What comes next"], y=y, font="Helvetica-Bold")
        write(canvas, LINES, y=y)

    document = pdf(page)
    headings = [sentence.text for sentence in document.sentences if sentence.is_heading]
    assert headings == ["## 1 Introduction", "## What comes next"]
    assert document.title is None


@pytest.mark.parametrize(
    ("before", "after", "read"),
    [
        ("The trust discussed the fer-", "ry and the weir.", "the ferry and"),
        ("All of it is a well-", "known fact of the canal.", "a well-known fact"),
        ("They kept the 19th-", "century roof of the inn.", "the 19th-century roof"),
        ("The rules of COVID-", "19 are lifted on the boats.", "of COVID-19 are"),
        ("They go on the North-", "South line of the trust.", "the North-South line"),
        ("Many asked for a re-", "election. A re-election is due.", "for a re-election. A"),
        ("Nobody saw a co-", "operation. Is cooperation due?", "saw a cooperation. Is"),
    ],
)
def test_broken_words_are_whole_as_the_document_writes_them(before: str, after: str, read: str) -> None:
    assert read in flowing(pdf(lambda canvas: write(canvas, [before, after])))
    top = pdf(lambda canvas: write(canvas, [*LINES, before], y=140), lambda canvas: write(canvas, [after]))
    assert read in flowing(top)


def test_a_sentence_goes_on_around_a_formula() -> None:
    def page(canvas: Canvas) -> None:
        y = write(canvas, ["We write v for the speed and P for the power, so that the time is"])
        write(canvas, ["T = d / v + kP"], x=240, y=y - 8)
        write(canvas, ["2"], x=312, y=y - 4, size=7)
        write(canvas, ["(1)"], x=480, y=y - 8)
        write(canvas, ["where d is the width of the cut. It holds only in calm water.", *LINES], y=y - 28)

    document = pdf(page)
    first = sentences(document)[0]
    assert first.startswith("We write v for the speed and P for the power, so that the time is")
    assert first.endswith("where d is the width of the cut.")
    assert not any(sentence.is_heading for sentence in document.sentences)


def test_rows_of_a_table_and_its_caption_are_no_text() -> None:
    def page(canvas: Canvas) -> None:
        y = write(canvas, LINES) - 12
        for row in (["Quay", "Boats 2021", "Boats 2022"], ["North", "1,204", "1,377"], ["South", "988", "0"]):
            for n, cell in enumerate(row):
                canvas.drawString(72 + 150 * n, y, cell)
            y -= 16
        y = write(canvas, ["Table 1. Boats that landed at each quay, in both years of the count."], y=y - 6)
        write(canvas, LINES, y=y - 16)

    kinds = {sentence.kind: sentence.text for sentence in pdf(page).sentences}
    assert kinds["table"] == "Quay\tBoats 2021\tBoats 2022\nNorth\t1,204\t1,377\nSouth\t988\t0"
    assert kinds["caption"].startswith("Table 1. Boats")


def test_a_box_beside_the_text_does_not_interrupt_a_sentence() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, LEFT[:5])
        write(canvas, ["KEY FACTS", "Nine weak beams"], x=420, size=8)
        write(canvas, LEFT[5:], y=700)

    assert " ".join(LEFT[2:]) in flowing(pdf(page))


def two_columns(canvas: Canvas, rows: dict[str, int], y: float) -> None:
    for n, (entry, number) in enumerate(rows.items()):
        canvas.drawString(72, y - 14 * n, entry)
        canvas.drawRightString(500, y - 14 * n, str(number))


@pytest.mark.parametrize("heading", ["Contents", "Inhalt", "Table of contents"])
def test_contents_under_their_heading_are_gone(heading: str) -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, [heading], y=790, size=14)
        canvas.setFont("Helvetica", 10)
        two_columns(canvas, {"The weir": 3, "The gates": 7, "Boats and inns": 12}, 760)
        write(canvas, LINES, y=680)

    assert flowing(pdf(page)) == PROSE


def test_contents_that_lead_to_headings_are_gone() -> None:
    def cover(canvas: Canvas) -> None:
        two_columns(canvas, {"The weir": 2, "1 The gates": 3, "Boats and inns": 4}, 760)

    def part(title: str) -> Draw:
        return lambda canvas: write(canvas, LINES, y=write(canvas, [title], size=14) - 12) and None

    document = pdf(cover, *map(part, ("The weir", "The gates", "Boats and inns")))
    assert document.text.startswith("# The weir\n\nThe lock keepers")


def test_a_table_of_two_columns_whose_numbers_grow_is_no_contents() -> None:
    def page(canvas: Canvas) -> None:
        y = write(canvas, LINES)
        two_columns(canvas, {"North": 12, "South": 20, "West": 35, "East": 41}, y - 12)
        write(canvas, LINES, y=y - 90)

    (table,) = (sentence.text for sentence in pdf(page).sentences if sentence.kind == "table")
    assert table == "North\t12\nSouth\t20\nWest\t35\nEast\t41"


@pytest.mark.parametrize(
    ("given", "title"),
    [
        ("The old weir of the lock keepers", "The old weir of the lock keepers"),
        ("(anonymous)", None),
        ("PowerPoint Presentation", None),
        ("lockrep_v3.indd", None),
        ("Sunrise Typesetting Services", None),
    ],
)
def test_only_titles_that_the_text_knows_are_taken(given: str, title: str | None) -> None:
    assert pdf(lambda canvas: write(canvas, LINES), title=given).title == title


def test_a_third_column_beside_a_part_of_the_page_leaves_the_others_whole() -> None:
    wide = ["The lock keepers met on Tuesday to decide", "what should happen to the old weir. They"]

    def page(canvas: Canvas) -> None:
        for x, lines in ((60, LEFT), (230, RIGHT), (400, RIGHT)):
            write(canvas, lines, x=x, y=780)
        for row in range(6):  # as they are drawn: line by line across the page
            write(canvas, LEFT[row : row + 1], x=60, y=600 - 12 * row)
            write(canvas, [wide[row % 2]], x=320, y=600 - 12 * row)

    text = flowing(pdf(page))
    assert text.count(" ".join(LEFT)) == 2
    assert " ".join(wide * 3) in text


def test_lines_across_the_page_come_after_the_columns_above_them() -> None:
    def page(canvas: Canvas) -> None:
        for y in (780, 560):
            write(canvas, LEFT, x=72, y=y)
            write(canvas, RIGHT, x=300, y=y)
        write(canvas, LINES, y=680)

    columns = f"{' '.join(LEFT)} {' '.join(RIGHT)}"
    assert flowing(pdf(page)) == f"{columns} {PROSE} {columns}"


def test_a_box_above_a_column_may_begin_a_little_before_it() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, ["Locks of", "the canal", "in 2013"], size=22, y=790)
        for row, line in enumerate(RIGHT):
            write(canvas, [line], x=280, y=790 - 12 * row)
        write(canvas, LEFT, y=640)
        write(canvas, RIGHT, x=300, y=640)

    assert flowing(pdf(page)) == f"# Locks of the canal in 2013 {' '.join([*LEFT, *RIGHT, *RIGHT])}"


def test_lines_across_the_page_above_two_columns_are_not_cut() -> None:
    def page(canvas: Canvas) -> None:
        for row, line in enumerate(LINES):  # the end of each is drawn before its beginning
            words = line.split()
            start, end = " ".join(words[:8]), " ".join(words[8:])
            x = 72 + canvas.stringWidth(f"{start} ", "Helvetica", 10)
            write(canvas, [end], x=x, y=780 - 12 * row)
            write(canvas, [start], x=72, y=780 - 12 * row)
        write(canvas, LEFT * 3, x=72, y=640)
        write(canvas, RIGHT * 3, x=300, y=640)

    text = flowing(pdf(page))
    assert PROSE in text
    assert " ".join(LEFT * 3) in text
    assert " ".join(RIGHT * 3) in text


def test_a_mark_that_is_drawn_after_its_line_does_not_break_it() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, LINES[:2])
        before = LINES[1][: LINES[1].index(" reports")]
        write(canvas, ["3"], x=72 + canvas.stringWidth(before, "Helvetica", 10), y=752, size=5)
        write(canvas, LINES[2:], y=736)

    assert "for three3 reports, and" in flowing(pdf(page))


def test_the_mark_of_an_item_says_nothing_about_its_print() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, LINES)
        write(canvas, ["\u2022"], x=72, y=660)
        write(canvas, ["Ask the divers for a second report on the sill,", "and close both gates."], x=84, y=660,
              font="Helvetica-Bold")  # fmt: skip
        write(canvas, LINES, y=600)

    assert any(sentence.endswith("on the sill, and close both gates.") for sentence in sentences(pdf(page)))


def test_a_line_that_only_begins_in_bold_is_no_heading() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, ["Survey of the sill."], font="Helvetica-Bold")
        write(canvas, ["The powdered stone "], x=172)
        write(canvas, ["was found below the foot of it, and the divers told the lock keepers."], y=748)
        write(canvas, LINES, y=680)

    assert (
        "The powdered stone was found below the foot of it, and the divers told the lock keepers."
        in sentences(pdf(page))
    )


def test_letters_of_a_font_of_pictures_are_marks_of_items() -> None:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=1)
    write(canvas, LINES)
    for y, line in ((640, "Divers look at the sill."), (600, "The keepers close both gates.")):
        write(canvas, ["\xe8"], y=y, font="Helvetica-Oblique")
        write(canvas, [line], x=90, y=y)
    canvas.save()
    data = file.getvalue().replace(b"Helvetica-Oblique", b"Wingdings-Regular")
    assert sentences(read_bytes(data, "a.pdf"))[-2:] == [
        "\u2022 Divers look at the sill.",
        "\u2022 The keepers close both gates.",
    ]


def test_a_running_head_whose_page_number_stands_between_others_is_gone() -> None:
    def page(number: int) -> Draw:
        def draw(canvas: Canvas) -> None:
            write(canvas, ["Canal 2013"], y=800)
            write(canvas, [f"Survey, page {number} of 4, 2014"], x=380, y=800)
            write(canvas, LINES)

        return draw

    assert "Survey" not in pdf(*map(page, range(1, 5))).text


def test_bold_print_says_nothing_where_most_is_bold() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, LINES[:2], font="Helvetica-Bold")
        write(canvas, LINES[2:3], y=736)
        write(canvas, LINES[3:], y=724, font="Helvetica-Bold")
        write(canvas, LINES, y=640, font="Helvetica-Bold")

    assert flowing(pdf(page)).count(PROSE) == 2
    assert "\n\n" not in pdf(page).text.split("No\n")[0]
