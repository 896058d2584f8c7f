"""What of a page is its article: lists, headings and cells of it stay, and what is around it goes."""

import re

import pytest

from summarize import ReadError, summarize
from summarize.document import Document
from summarize.readers import read_bytes

ONE = "The lock keepers met on Tuesday to decide what should happen to the old weir, which has leaked since May."
TWO = "Divers from the canal trust said that the gates could be saved, but the sill under them has worn away."
THREE = "A new survey will be made in August, when the water is low, and until then the lock stays closed, they said."
FOUR = (
    "Boat owners near the bridge fear for their summer, because no one passes since the gates were chained."
)
BODY = f"<p>{ONE}</p><p>{TWO}</p><p>{THREE}</p><p>{FOUR}</p>"


def page(body: str, head: str = "") -> Document:
    written = f"<!doctype html><html><head><title>The old weir</title>{head}</head><body>{body}</body></html>"
    return read_bytes(written.encode(), "a.html")


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(sentence.kind, sentence.text) for sentence in document.sentences]


def test_lists_and_headings_right_under_the_body_stay() -> None:
    items = "<ul><li>The clerk did not say that a key was lost.</li><li>Nor did the mayor.</li></ul>"
    document = page(f"<h1>The weir</h1><p>{ONE}</p>{items}<h2>What is next</h2><p>{TWO}</p><p>{THREE}</p>")
    assert kinds(document) == [
        ("heading", "# The weir"),
        ("prose", ONE),
        ("item", "- The clerk did not say that a key was lost."),
        ("item", "- Nor did the mayor."),
        ("heading", "## What is next"),
        ("prose", TWO),
        ("prose", THREE),
    ]


@pytest.mark.parametrize(
    "mark",
    [
        "<sup class='reference'><a href='#c1'>[1]</a></sup>",
        "<sup id='cite_ref-1'><a href='#n'><span>[</span>1<span>]</span></a></sup>",
        "<sup class='noprint Inline-Template'>[<i><a href='/x'>citation needed</a></i>]</sup>",
        "<a href='#fn1' role='doc-noteref'><sup>1</sup></a>",
        "<a href='#note-3'>[note 3]</a>",
        "[12]",
    ],
)
def test_marks_of_notes_are_gone(mark: str) -> None:
    document = page(f"<article><p>{ONE}{mark}</p><p>{TWO}{mark} {THREE}</p><p>{FOUR}</p></article>")
    assert [sentence.text for sentence in document.sentences] == [ONE, TWO, THREE, FOUR]


def test_an_encyclopedia_without_its_apparatus() -> None:
    document = page(
        "<div id='mw-content-text'><table class='infobox'><tr><th>Built</th><td>1921</td></tr></table>"
        f"<p>{ONE}</p><p>{TWO}</p>"
        "<h2><span>History</span><span class='mw-editsection'>[<a href='e'>edit</a>]</span></h2>"
        f"<p>{THREE}</p><h2>See also</h2><ul><li><a href='a'>Northern lock</a></li></ul>"
        "<div class='mw-heading'><h2>References</h2></div>"
        "<ol class='references'><li>^ Moor, A. (1999). Weirs. Lock Press.</li></ol></div>"
    )
    assert kinds(document) == [("prose", ONE), ("prose", TWO), ("heading", "## History"), ("prose", THREE)]


def test_cells_with_sentences_are_content_and_numbers_are_a_table() -> None:
    document = page(
        f"<article><p>{ONE} {TWO}</p><table><tr><td>Is it open?</td><td>{THREE}</td></tr></table>"
        "<table><caption>Boats</caption><tr><td>May</td><td>1,204</td></tr><tr><td>June</td><td>9</td></tr></table>"
        f"<p>{FOUR}</p></article>"
    )
    assert ("prose", THREE) in kinds(document)
    assert [text for kind, text in kinds(document) if kind == "table"] == ["May\t1,204", "June\t9"]


def test_code_is_kept_out_and_a_text_that_keeps_its_lines_is_read() -> None:
    code = "<pre>for gate in gates:\n    count(gate)\n</pre>"
    assert "count" not in page(f"<article>{BODY}{code}<p>{ONE}</p></article>").text
    memo = page(f"<pre>Network Memo\n\n   {ONE}\n   {TWO}\n\n   {THREE}\n   {FOUR}\n</pre>")
    assert [sentence.text for sentence in memo.sentences][-4:] == [ONE, TWO, THREE, FOUR]


@pytest.mark.parametrize(
    "around",
    [
        "<div class='paywall'><h2>Subscribe to read on</h2><p>You have read all free articles. Subscribe for a "
        "crown a week to keep reading.</p><p>Already a subscriber? Sign in.</p></div>",
        "<div id='cookie-consent'><p>We and 812 partners store cookies on your device to measure ads.</p></div>",
        "<section id='comments'><h3>2 comments</h3><p>anna: They should be ashamed of what was done.</p></section>",
        "<div><h3>Related stories</h3><p>Nine weak beams were found under the pier by divers last week.</p></div>",
        "<p style='display: none'>You have been blocked by a paragraph that nobody can see on the page.</p>",
        "<div><h4>The weir, part two</h4><p>This goes on where the last story ended.</p><a href='x'>Read more</a></div>",
        "<nav><p>Here you find all news of the canal and of its locks.</p></nav>",
        "<footer>Copyright of the canal trust.</footer>",
    ],
)
def test_what_is_around_an_article_goes(around: str) -> None:
    article = f"<p>{ONE}</p><p>{TWO}</p>{around}<p>{THREE}</p><p>{FOUR}</p>"
    for document in (page(article), page(f"<article>{BODY}</article>{around}")):
        assert [sentence.text for sentence in document.sentences] == [ONE, TWO, THREE, FOUR]


@pytest.mark.parametrize(
    "named",
    [
        "<section id='informed-consent'><h2>Informed consent</h2><p>All keepers gave their written consent "
        "before they were asked about the weir.</p></section>",
        "<div class='cookies'><h2>Oat cookies</h2><p>Bake the cookies for twelve minutes. Warm cookies break, "
        "so let each cookie cool on the tray.</p></div>",
        "<div class='cmp'><p>The <i>Canal Museum Papers</i> hold nine letters of the first lock keeper.</p></div>",
        f"<div class='cookies'><p>We use cookies on this site.</p>{BODY * 4}</div>",
    ],
)
def test_what_only_has_the_name_of_a_request_for_consent_stays(named: str) -> None:
    document = page(f"<article><h1>The weir</h1>{BODY}{named}<p>{ONE}</p></article>")
    for said in re.findall(r"<p>(.*?)</p>", named):
        assert re.sub("<.*?>", "", said) in document.text


def test_a_long_list_of_a_consent_tool_goes() -> None:
    partners = "".join(f"<li>Partner {n} stores personal data on your device.</li>" for n in range(40))
    document = page(f"<article>{BODY * 6}</article><div id='onetrust-pc-sdk'><ul>{partners}</ul></div>")
    assert "Partner" not in document.text


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (
            "<noscript>Enable JavaScript to run this app.</noscript><div id=root></div><script>a</script>",
            "JavaScript",
        ),
        ("<div id=root>Loading…</div><script>var a</script>", "JavaScript"),
        ("<p>Please enable JavaScript and cookies to continue.</p>", "JavaScript"),
        (
            "<div class='cmp-banner'><p>We and 812 partners access information.</p></div><div></div>",
            "cookies",
        ),
        ("<p>We use cookies to make this site work. You may accept all cookies or choose.</p>", "cookies"),
    ],
)
def test_a_page_without_an_article_says_so(body: str, reason: str) -> None:
    with pytest.raises(
        ReadError, match=f"^a.html: has no article, .*{reason}.*; open it in a browser, and save"
    ):
        page(body)


def test_soft_hyphens_and_spaces_without_width_are_gone() -> None:
    document = page(f"<article><h1>The w&shy;eir</h1><p>The lock&shy;keepers met to de&#8203;cide.</p>{BODY}")
    assert document.title == "The weir"
    assert "The lockkeepers met to decide." in document.text


def test_a_guess_that_is_short_on_a_long_page_is_not_taken() -> None:
    letters = "".join(f"<div class='comment'><div>{sentence}</div></div>" for sentence in (THREE, FOUR) * 20)
    document = page(f"<div><p>The weir is shut. Few know why it is.</p></div>{letters}")
    assert document.text.count(THREE) == 20


def test_a_note_says_how_little_of_a_page_is_its_article() -> None:
    others = "".join(
        f"<li><a href='{n}'>Nine other stories of the canal and its boats, {n}</a></li>" for n in range(60)
    )
    document = page(f"<article>{BODY}</article><div class='most-read'><ul>{others}</ul></div>")
    assert "Nine other" not in document.text
    (note,) = summarize(document, sentences=1).notes
    assert note == "80 of the 680 words of the page were read, those of its article"


@pytest.mark.timeout(120)
def test_a_page_of_two_megabytes_is_read() -> None:
    assert page(f"<article>{BODY * 5_000}</article>").text.count(FOUR) == 5_000


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "repeated",
    [
        "<h4>References</h4><p>It rained.</p>",
        "<h4>Related stories</h4><p>It rained.</p>",
        "<h1>Rain</h1><p class=dek>It rained.</p>",
    ],
)
def test_many_headings_in_one_element_take_no_time(repeated: str) -> None:
    assert page(f"<div><h2>Weather</h2>{repeated * 2_000}</div>").text.count("It rained.") == 2_000


STANDFIRST = "The weir may be saved, say divers who went under it."


@pytest.mark.parametrize(
    "head",
    [
        f"<hgroup><h1>The weir</h1><p>{STANDFIRST}</p></hgroup>",
        f"<header><h1>The weir</h1><p>{STANDFIRST}</p></header>",
        f"<div><h1>The weir</h1><div class='post__excerpt big'>{STANDFIRST}</div></div>",
        f"<div><h1>The weir</h1><div class='dek'><p>{STANDFIRST}</p></div></div>",
    ],
)
def test_a_standfirst_is_no_sentence_of_the_article(head: str) -> None:
    document = page(f"<div class='page'><article>{head}{BODY}</article></div>")
    assert [sentence.text for sentence in document.body.sentences] == [ONE, TWO, THREE, FOUR]


def test_a_paragraph_beside_the_title_is_a_sentence() -> None:
    document = page(f"<div><h1>The weir</h1><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p></div>")
    assert [sentence.text for sentence in document.body.sentences] == [ONE, TWO, THREE]


def test_what_a_player_says_that_cannot_play_goes() -> None:
    player = "<div class='yvp-error-screen'><div>Unfortunately, this video is not available here.</div></div>"
    document = page(f"<article><h1>The weir</h1>{player}{BODY}</article>")
    assert [sentence.text for sentence in document.body.sentences] == [ONE, TWO, THREE, FOUR]


def test_a_stream_of_other_articles_beside_the_article_goes() -> None:
    other = (
        "A ferry to the islands was cancelled on Friday, because its captain had lost the key to the bridge."
    )
    stream = "".join(
        f"<li><div><h3>No. {n}</h3><p>{other} It was number {n}.</p></div></li>" for n in range(30)
    )
    article = f"<article><h1>The weir</h1>{BODY * 3}</article>"
    document = page(f"<div class='post-content'><ul>{stream}</ul>{article}</div>")
    assert not any("ferry" in sentence.text for sentence in document.sentences)
    assert document.body.sentences[0].text == ONE


def test_an_article_begins_with_its_title_wherever_that_stands_on_the_page() -> None:
    head = "<header><div><h1>The weir leaks</h1></div></header><div><time>4 May</time></div>"
    document = page(f"<main><article>{head}<div>{BODY}</div></article></main>")
    assert kinds(document)[0] == ("heading", "# The weir leaks")
    assert [text for _, text in kinds(document)].count("# The weir leaks") == 1
    shared = "<meta property='og:title' content='The weir leaks'>"
    assert kinds(page(f"<article>{BODY}</article>", shared))[0] == ("heading", "# The weir leaks")
    assert kinds(page(f"<article>{BODY}</article>"))[0] == (
        "prose",
        ONE,
    )  # the window's title may be the site's


@pytest.mark.parametrize(
    ("formula", "read"),
    [
        ("<img class='mwe-math-fallback-image-inline' alt='{\\displaystyle x _{1}}'>", "x_1"),
        ("<img src='a.png' alt='$x_1$'>", "x_1"),
        ("<img class='latex' src='a.png'>", "[…]"),
        ("<script type='math/tex'>x_1</script>", "x_1"),
        ("<img src='a.png' alt='$x$'>", "x"),
        (r"<img src='a.png' alt='\frac{a'>", "[…]"),
        ("<img class='boat' alt='A boat'>", ""),
        ("<img class='format-tex' alt='A photo of the mill'>", ""),
        ("<img src='a.png' alt='$10 off $20 for members'>", ""),
    ],
)
def test_formulas_that_are_images_are_read(formula: str, read: str) -> None:
    hidden = "<span style='display: none'><math alttext='x_1'><mi>x</mi></math></span>"
    document = page(
        f"<article><p>{ONE}</p><p>The gate {hidden}{formula}, as they say, leaks.</p>{BODY}</article>"
    )
    sentence = next(text for _, text in kinds(document) if text.startswith("The gate"))
    assert sentence == f"The gate {read}, as they say, leaks."


@pytest.mark.parametrize(
    "hidden",
    [
        "class='external-link-icon'",
        "class='screen-reader-only'",
        "style='font-size: 0px'",
        "style='font-size:0'",
    ],
)
def test_what_only_programs_read_aloud_is_no_text(hidden: str) -> None:
    link = f"<a href='/gate'>gate<span {hidden}>Opens a new window</span></a>"
    document = page(
        f"<article><p>{ONE}</p><p>The {link} leaks, <span style='font-size:0.9em'>they say</span>.</p>{BODY}</article>"
    )
    assert "The gate leaks, they say." in document.text


@pytest.mark.parametrize("name", ["figcaption wide", "news-figure-caption-text", "caption"])
def test_captions_of_pictures_are_no_text_of_the_article(name: str) -> None:
    caption = "<p class='{}'>The weir and its keeper, seen from the old bridge of stone.</p>"
    for of, is_read in ((name, False), ("standfirst", True)):
        picture = f"<div><img src='a.jpg'>{caption.format(of)}</div>"
        document = page(f"<article><p>{ONE}</p>{picture}{BODY}</article>")
        assert ("its keeper" in document.text) is is_read


def test_a_whole_paragraph_is_no_heading_whatever_its_tag() -> None:
    paragraph = " ".join(
        f"The keeper of weir {i} in the valley of the river has not been paid since May." for i in "abcd"
    )
    document = page(f"<article><h1>The weir</h1><h2>{paragraph}</h2>{BODY}</article>")
    assert ("prose", paragraph.partition(". ")[0] + ".") in kinds(document)


def test_cells_without_a_size_keep_the_text_that_has_one() -> None:
    cell = f"<td style='font-size:0px'><div style='font-size:13px'><p>{ONE}</p><p>{BODY}</p></div></td>"
    assert ONE in page(f"<table><tr>{cell}</tr></table>").text


def test_all_posts_of_a_thread_are_read() -> None:
    answers = (
        "The salt has eaten the spring of the gate, so a new one is needed.",
        "The smith of the next village had one left when we asked in May.",
        FOUR,
    )
    first = "".join(f"<p>{each}</p>" for each in (ONE, TWO, THREE) * 3)
    posts = "".join(f'<article class="post"><div>{post}</div></article>' for post in (first, *answers * 2))
    read = page(f"<main class='wrap'><h1>The weir</h1>{posts}</main>").text
    assert [answer for answer in answers if answer not in read] == []


def test_paragraphs_in_divs_below_the_headline_are_of_the_article() -> None:
    divs = "".join(f"<div class='copy'>{each}</div>" for each in (ONE, TWO, THREE))
    legal = "".join(f"<p class='legal'>{FOUR} {each}</p>" for each in (FOUR, ONE, TWO))
    read = page(
        f"<div class='top'>Press</div><h1>The weir</h1><div>{divs}</div><section>{legal}</section>"
    ).text
    assert [each for each in (ONE, TWO, THREE) if f"\n\n{each}" not in read] == []
