"""What Markdown, subtitles and pages say between their marks, even if those are wrong."""

import pytest

from summarize.readers import read_bytes


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("[Ann]: Hello there, Bob.\n\n[Bob]: Oh.", "[Ann]: Hello there, Bob."),
        ("A [b].\n\n[b]: <https://c d> 'A title'", "A [b]."),
        ("---\nAn intro.\n\n---\nText.", "An intro.\n\nText."),
        ("---\ntags:\n- a\n# no\nother: b\n---\nText.", "Text."),
        ("One.\n```\nTwo.", "One.\n\nTwo."),
        ("One.\n````\n```\n````\nTwo.\n```\nThree.", "One.\nTwo.\n\nThree."),
        ("`<!--` begins one.\n\nMore.", "<!-- begins one.\n\nMore."),
        ("```\n<!--\n```\nMore. <!-- a --> And <!-- b -->more.", "More.  And more."),
        ("One <!-- a\n```\nb\n--> two.\nThree.", "One \n two.\nThree."),
        ("One.\n\n<!-- Two.", "One.\n\n<!-- Two."),
        ("# One\rTwo.", "# One\nTwo."),
        ('Browsers with `<script type="m">` and `a_b_c`.', 'Browsers with <script type="m"> and a_b_c.'),
        ("&lt;ann&gt; said &amp; wrote `&lt;`; AT&T.", "<ann> said & wrote &lt;; AT&T."),
    ],
)
def test_markdown(written: str, read: str) -> None:
    assert read_bytes(written.encode(), "a.md").text == read


def test_markdown_of_fences_that_are_never_closed_takes_linear_time() -> None:
    lines = "```a\n" * 100_000 + "~~~b\n" * 100_000 + "words <!-- `\n" * 100_000
    assert read_bytes(lines.encode(), "a.md").text.startswith("words <!--")


@pytest.mark.parametrize(
    ("cues", "read"),
    [
        ("1\n00:01,0 --> 00:02,0\nOne.\n\nTwo.\n\n2\n00:02,0 --> 00:03,0\nThree.\n", "One. Two. Three."),
        ("WEBVTT\n\n00:01.0-->00:02.0\nOne.\n\nNOTE no\n\nid\n00:02.0 --> 00:03.0\nTwo.", "One. Two."),
        ("1\n00:01,0 --> 00:02,0\nIt was\n-5 degrees.\n", "It was -5 degrees."),
        (
            "WEBVTT\n\n00:01.0 --> 00:02.0\n<v Ann>One.\n\n00:02.0 --> 00:03.0\n<v Ann>Two."
            "\n\n00:03.0 --> 00:04.0\n<v.loud Bob>Three.",
            "One. Two.\n\nThree.",
        ),
    ],
)
def test_subtitles(cues: str, read: str) -> None:
    assert read_bytes(cues.replace(",0", ",000").replace(".0", ".000").encode(), "a").text == read


def test_a_voice_that_does_not_end_takes_linear_time() -> None:
    data = b"1\n00:00:01,000 --> 00:00:02,000\nOne <v " + b" " * 200_000 + b"\n"
    assert read_bytes(data, "a").text == "One <v"


@pytest.mark.parametrize(
    ("page", "read"),
    [
        ("<p>私は<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>を読む。", "私は漢字を読む。"),
        ("<p>Here <math><mi>x</mi><mo>=</mo><mn>2</mn></math> is small.", "Here x=2 is small."),
        ("<p>In <st1:place>London</st1:place> we met.", "In London we met."),
        ("<a-card>One.</a-card><a-card>Two.</a-card>", "One.\n\nTwo."),
        (
            "<dl><dt>One</dt><dd>Two.</dd></dl><details><summary>Three</summary>Four.</details>",
            "One\n\nTwo.\n\nThree\n\nFour.",
        ),
    ],
)
def test_only_blocks_of_a_page_are_paragraphs(page: str, read: str) -> None:
    assert read_bytes(f"<html><body>{page}".encode(), "a").text == read
