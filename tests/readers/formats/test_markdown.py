"""What Markdown says between its marks, by the rules of CommonMark, and what of it is no prose."""

import pytest

from summarize import ReadError
from summarize.readers import read_bytes


def text_of(written: str) -> str:
    return read_bytes(written.encode(), "a.md").text


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Caf&eacute; &#35;1 &amp; AT&T.", "Café #1 & AT&T."),
        ("`&lt;` is not &lt;.", "&lt; is not <."),
        ("Read [the long\nreport](https://a.org/b_(c)).", "Read the long report."),
        ("A **bold *and nested* end** of ***all***.", "A bold and nested end of all."),
        ("snake_case_name and 2 * 3 * 4, \\*as is\\*.", "snake_case_name and 2 * 3 * 4, *as is*."),
        ("~~Old~~ `` a`b `` <https://a.org> <kbd>K</kbd>.", "Old a`b https://a.org K."),
        ("A [link][1], a [b].\n\n[1]: https://b.org\n[b]: <https://c d> 'A title'", "A link, a b."),
        ("One\\\ntwo  \nthree<br>four.", "One\ntwo\nthree\nfour."),
        ("Title\n=====\n\nPart\n----\nText.", "# Title\n\n## Part\n\nText."),
        ("# One\rTwo.", "# One\n\nTwo."),
        ("##One\nTwo #3.\n\n#four", "## One\n\nTwo #3.\n\n#four"),
        ("[![badge](a.svg)](b) ![A cat](c.png) Text.", "Text."),
        ("One.\n\n***\n\nTwo.", "One.\n\nTwo."),
        ("> We fear\n> for our trade.", "We fear for our trade."),
        ('---\nsummary: "On a mill\nby a river"\ndate: May\n---\nIt turns.', "It turns."),
        (
            "Copyright <year> <name of author>, <b>all</b> of it.",
            "Copyright <year> <name of author>, all of it.",
        ),
        ("Ann says:\n\n> We fear\n> for our trade.", "Ann says:\n\n> We fear for our trade."),
        ("It is shut.\n\n> [!NOTE]\n> Only today.", "It is shut.\n\nOnly today."),
        ("- One\n  - two\n- [x] three\n\n7. four\n8. five", "- One\n  - two\n- three\n7. four\n8. five"),
        ("[Ann]: Hello there, Bob.\n\n[Bob]: Oh.", "[Ann]: Hello there, Bob."),
    ],
)
def test_marks_become_words(written: str, read: str) -> None:
    assert text_of(written) == read


def test_lines_wrapped_with_the_address_of_a_link_are_one_paragraph() -> None:
    written = (
        "- The mill keeps a list of [open\n  orders](https://example.org/mill/src/orders.c#L586)\n"
        "  with the names of the farmers (sorted\n  by date). It was built in 1910."
    )
    read = "- The mill keeps a list of open orders with the names of the farmers (sorted by date). It was built in 1910."
    assert text_of(written) == read


def test_lines_of_a_chat_stay_lines_with_their_names() -> None:
    written = (
        "## Log\n\n10:00 <ann_m> Shall we mend the mill wheel before the harvest begins in August?\n"
        "10:01 <Bob[m]> Yes, the farmers need it by then, and the carpenter has time next week.\n"
        "10:02 <ann_m> I write to <b>him</b> today.\n10:03 <Bob[m]> Thanks."
    )
    document = read_bytes(written.encode(), "a.md")
    assert document.text == written.replace("<b>", "").replace("</b>", "")
    assert document.is_transcript
    assert document.speakers == ("ann_m", "Bob[m]")


def test_tags_are_left_out_and_placeholders_stay() -> None:
    assert text_of("Press <kbd>Q</kbd><img src='a'> to quit <town>.") == "Press Q to quit <town>."


@pytest.mark.parametrize(
    ("fence", "is_read"),
    [
        ("```\n{}\n```", True),
        ("```python\n{}\n```", False),
        ("```\nThe quay was closed.\n```", False),
        ("```\n$ make quay\n{}\n```", False),
    ],
)
def test_a_letter_in_a_fence_is_text_and_an_example_is_none(fence: str, is_read: bool) -> None:
    letter = "The quay was closed in May.\nNobody knows when the boats come back, or who pays. " * 3
    assert ("The quay was closed" in text_of(f"# Mail\n\nFrom Ann.\n\n{fence.format(letter)}")) is is_read


def test_roles_of_sphinx_leave_their_title() -> None:
    written = "See {ref}`the mill <mill-1910>` and {doc}`wheel`, or {a} `b <c>`."
    assert text_of(written) == "See the mill and wheel, or {a} b <c>."


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("One.\n\n    x = load(1)\n\nTwo.", "One.\n\nTwo."),
        ("~~~\ncode\n```\n~~~\nText.", "Text."),
        ("One.\n```\nNever closed.", "One."),
        ("a | b\n--|--\n1 | 2\n\nText.", "Text."),
        (
            "It rained[^1] twice[^gone].\n\n[^1]: A note\n    of two lines.\n\nText.",
            "It rained twice.\n\nText.",
        ),
        ("One<!-- not\nthis --> and `<!--`.\n\n<!--\n\nnor this -->\n\nTwo.", "One and <!--.\n\nTwo."),
        ("<style>p {}</style>\n\nText.", "Text."),
        ("{% include nav %}\n{{< figure a >}}\nText {{ site.name }}.", "Text ."),
        ("::: warning\nWet paint.\n:::\n\n> [!NOTE]\n> Also here.", "Wet paint.\n\nAlso here."),
    ],
)
def test_what_is_no_prose_is_left_out(written: str, read: str) -> None:
    assert text_of(written) == read


def test_cells_that_are_sentences_are_text() -> None:
    table = "| Question | Answer |\n|--|--|\n| Is it open? | The quay is closed until August. |\n| Fee | 12 |"
    assert text_of(table) == "Is it open?\n\nThe quay is closed until August."


def test_what_the_first_cell_of_a_row_names_stays_before_its_text() -> None:
    table = "| Command | What it does |\n|--|--|\n| `mill turn` | Turns the wheel of the mill. |\n| `mill` | none |"
    document = read_bytes(table.encode(), "a.md")
    assert [(each.kind, each.text) for each in document.sentences] == [
        ("item", "- mill turn: Turns the wheel of the mill.")
    ]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("The mill rotted [@moor:2011; @dahl_99].", "The mill rotted."),
        ("It is old [see @moor2011, pp. 3-4; also -@dahl99].", "It is old."),
        ("As found in [@moor2011], it rotted.", "As found in [Moor 2011], it rotted."),
        ("As @moor2011 [p. 3] says, it is old [@moor2011].", "As Moor (2011) says, it is old."),
        ("Ask @ann in May [@moor2011].", "Ask @ann in May."),
        ("Ask @ann2011, [@bob] or [a; b].", "Ask @ann2011, [@bob] or [a; b]."),
    ],
)
def test_citations_of_pandoc_are_marks(written: str, read: str) -> None:
    assert text_of(written) == read


@pytest.mark.timeout(60)
@pytest.mark.parametrize("repeated", ["[@a1; ", "[@a1]", "@a", "a [@a1 ", "\ufde0a "])
def test_a_flood_of_citations_takes_no_time(repeated: str) -> None:
    assert text_of(f"It rained [@a1].\n\n{repeated * 60_000}").startswith("It rained.")


def test_paragraphs_with_an_indent_as_in_books_are_no_code() -> None:
    assert text_of("    The bell rang over the old harbour, and nobody came.") == (
        "The bell rang over the old harbour, and nobody came."
    )


def test_html_in_it_is_read_as_html() -> None:
    written = (
        '<h1 align="center">The <b>Quay</b></h1>\n<p>Ships &amp; rain.\n<a href="x"><img src="y"></a></p>\n\n'
        "<details><summary>More</summary>\n\nIt *rained*.\n\n</details>"
    )
    assert text_of(written) == "# The Quay\n\nShips & rain.\n\nMore\n\nIt rained."


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("---\ntitle: 'Quays: a history'\ntags:\n- a\n# no\n---\n# One\n\nText.", "Quays: a history"),
        ('+++\ntitle = "Quays"\n+++\nText.', "Quays"),
        ("---\ntitle: Quays\n...\nText.", "Quays"),
        ("---\ntitle: >-\n  Quays and\n  mills\ntags: [a]\n---\nText.", "Quays and mills"),
        ("# The *old* quay\n\nText.\n\n# Another\n\nText.", "The old quay"),
        ("Text.\n\n## A part\n\nText.", None),
        ("# Introduction\n\nText.\n\n# Wheels\n\nText.", None),
        ("# Überblick:\n\nText.", None),
        ("---\ntitle: Quays\n---\n# <%= page.title %>\n\nText.", "Quays"),
    ],
)
def test_titles(written: str, title: str | None) -> None:
    document = read_bytes(written.encode(), "a.md")
    assert document.title == title
    assert document.text.endswith("Text.")
    assert "tags" not in document.text


def test_a_title_of_the_front_matter_is_the_first_heading_unless_there_is_another() -> None:
    assert text_of("---\ntitle: Quays\n---\n# <%= page.title %>\n\nText.") == "# Quays\n\nText."
    assert text_of("---\ntitle: Quays\n---\n# Summary\n\nText.") == "# Quays\n\n# Summary\n\nText."
    assert text_of("---\ntitle: Quays\n---\n# All quays\n\nText.") == "# All quays\n\nText."


@pytest.mark.parametrize("written", ["---\nAn intro.\n\n---\nText.", "---\nnot: closed"])
def test_rules_around_text_are_no_front_matter(written: str) -> None:
    assert text_of(written) in ("An intro.\n\nText.", "not: closed")


def test_nothing_but_code_is_an_error() -> None:
    with pytest.raises(ReadError, match=r"^a.md: has nothing but what is left out of Markdown, such as tab"):
        text_of("```\ncode\n```")


@pytest.mark.timeout(60)
@pytest.mark.parametrize("mark", ["[", "![", "^["])
def test_a_flood_of_brackets_takes_no_time(mark: str) -> None:
    assert text_of(mark * 300_000 + " and words.").endswith("and words.")


@pytest.mark.timeout(60)
@pytest.mark.parametrize("repeated", ["<h1>and ", "<h1>and </h2>", "<h1", "</h1", "<script", "</script "])
def test_a_flood_of_tags_takes_no_time(repeated: str) -> None:
    assert text_of(f"<div>{repeated * 30_000}\n\nIt rained.").endswith(("It rained.", "and"))


def test_a_heading_ends_before_the_next_one() -> None:
    assert text_of("<h1>One <h2>Two</h2> Three.") == "One\n\n## Two\n\nThree."


@pytest.mark.timeout(60)
def test_a_cell_of_many_stops_takes_no_time() -> None:
    assert "a" in text_of(f"| A | B |\n|--|--|\n| {'. ' * 100_000}a | b |\n")
