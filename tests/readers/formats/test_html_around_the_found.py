"""What belongs to an article beside what is found of it: its standfirst, its boxes, the links that it lists."""

import pytest

from summarize.readers.formats.html.link_lists import introduced_links
from summarize.readers.formats.html.text import blocks_of, parse_html
from tests.readers.formats.test_html import FOUR, ONE, STANDFIRST, THREE, TWO, kinds, page

BODY = "".join(f"<p>{each}</p>" for each in (ONE, TWO, THREE, FOUR))
LEAD = "A survey in August decides about the weir, which leaks since May. Until then no boat passes the lock."
DESCRIBED = "<meta name='description' content='A survey in August decides about the old weir, which leaks since May.'>"


@pytest.mark.parametrize(
    "head",
    [
        f"<header><h1>The weir</h1><p>{STANDFIRST} {LEAD}</p></header>",
        f"<div><h1>The weir</h1><h2>{STANDFIRST} {LEAD}</h2></div>",
    ],
)
def test_a_standfirst_away_from_the_text_is_a_heading(head: str) -> None:
    document = page(f"<div>{head}<div class='text'>{BODY * 3}</div></div>")
    assert ("heading", f"## {STANDFIRST} {LEAD}") in kinds(document)
    assert [text for kind, text in kinds(document) if kind == "prose"][:2] == [ONE, TWO]


@pytest.mark.parametrize(("meta", "is_read"), [(DESCRIBED, True), ("", False)])
def test_a_line_that_the_page_describes_itself_with_is_its_standfirst(meta: str, is_read: bool) -> None:
    head = f"<h1>The weir</h1><div>4 May</div><div class='intro'><div>{LEAD}</div></div>"
    document = page(f"<div>{head}<div class='text'>{BODY * 3}</div></div>", meta)
    assert (("heading", f"## {LEAD}") in kinds(document)) is is_read
    assert [text for kind, text in kinds(document) if kind == "prose"][:2] == [ONE, TWO]


def test_the_first_paragraph_stays_a_sentence_though_it_describes_the_page() -> None:
    document = page(f"<h1>The weir</h1><p>{LEAD}</p>{BODY}", DESCRIBED)
    assert ("prose", LEAD.partition(" Until")[0]) in kinds(document)


def test_a_box_that_holds_the_article_may_have_any_name() -> None:
    table = "<table><tr><td>Old weir</td><td>1907</td></tr><tr><td>New weir</td><td>1988</td></tr></table>"
    around = f"<div class='widget'><h3>Boats</h3><div>{FOUR}</div></div>"
    document = page(
        f"<div class='widget blog'><p>{ONE}</p><p>{TWO}</p>{table}<div class='ads'>Buy a boat</div>"
        f"<p>{THREE}</p><p>{FOUR}</p></div>{around}"
    )
    assert "New weir\t1988" in document.text
    assert "Buy a boat" not in document.text
    assert "Boats" not in document.text


LISTED = "<ul><li><a href='/a'>Ann’s pump</a></li><li><a href='/b'>The long boat</a></li></ul>"


@pytest.mark.parametrize(
    ("links", "is_read"),
    [
        (f"<h2>Tools</h2>{LISTED}", True),
        (f"<p>Tools:</p>{LISTED}", True),
        (f"<h2>Most read</h2>{LISTED}", False),
        (f"<h2>See also</h2>{LISTED}", False),
        (LISTED, False),
        (f"<div><h2>Tools</h2>{LISTED}</div>", False),
        ("<h2>Tools</h2><p><a href='/a'>Ann’s pump</a></p>", False),
    ],
    ids=["heading", "line", "offer", "further", "no introduction", "box", "one"],
)
def test_names_that_an_article_lists_as_links_are_read(links: str, is_read: bool) -> None:
    document = page(
        f"<article><h1>The weir</h1><p>{ONE}</p><p>{TWO}</p>{links}<p>{THREE}</p>{BODY}</article>"
    )
    assert ("Ann’s pump" in document.text) is is_read
    assert f"\n\n{THREE}\n\n" in document.text


@pytest.mark.parametrize(
    ("further", "listed"), [("", {1, 2}), (" fails before the mayor has seen it", set())]
)
def test_links_that_the_finder_leaves_out_are_listed_if_they_are_names(
    further: str, listed: set[int]
) -> None:
    links = LISTED.replace("</a>", f"{further}</a>")
    tree = parse_html(f"<article><h2>Tools</h2>{links}<p>{THREE}</p></article>")
    blocks = blocks_of(tree)
    homes = frozenset(tree.iter("article"))
    assert introduced_links(blocks, [True, False, False, True], homes) == listed
