"""What subtitles and pages say between their marks, even if those are wrong."""

import pytest

from summarize.readers import read_bytes


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
