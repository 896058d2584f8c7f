"""``summarize --cite``."""

from pathlib import Path

from tests.cli.running import assert_fails, run


def test_passages_are_listed_below(tmp_path: Path) -> None:
    (tmp_path / "talk.vtt").write_text("WEBVTT\n\n00:04.000 --> 00:06.000\n<v Anna>Cats purr at night.\n")
    text = run("talk.vtt", "--cite", cwd=tmp_path).stdout
    assert text == "Cats purr at night. [1]\n\n[1] Cats purr at night. (00:04 Anna)\n"
    markdown = run("talk.vtt", "--cite", "-f", "markdown", cwd=tmp_path).stdout
    assert markdown.splitlines()[2:] == [
        "- Cats purr at night. [1]", "", "### Sources", "", "1. Cats purr at night. (00:04 Anna)"
    ]  # fmt: skip


def test_what_has_the_passages_anyway_needs_no_citations(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Cats purr at night.")
    assert_fails(run("a.txt", "--cite", "-f", "json", cwd=tmp_path), 2, "leave --cite out")
    assert_fails(run("a.txt", "--cite", "--keywords", "3", cwd=tmp_path), 2, "leave --cite out")
