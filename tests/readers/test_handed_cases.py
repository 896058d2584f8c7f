"""Small files as people have them, beside the checkout: what is read of each, and what is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from summarize import Document, ReadError, read, summarize
from summarize.readers import rows
from tests.conftest import SHARED_DATA

CASES = SHARED_DATA.parent / "cases"
MET = "The harbour council met on Tuesday"
TERMINAL = "I have asked the port for a new estimate, and shall send it round when it comes."
NO_ONE_ELSE = r"wrote|From:|>|Sent|Bo Berg <|opens again|shops ask"

RIGHT: dict[str, tuple[str, str]] = {
    # of each file: what sentences of its body say, and a pattern of what none of them says
    "pdf/linenos.pdf": ("They had looked at the piles in spring and found", r"\d"),
    "pdf/linenos_after.pdf": ("They had looked at the piles in spring and found", r"\d"),
    "pdf/dropcap.pdf": (MET, "^he harbour"),
    "pdf/rot90.pdf": ("Members had asked for three reports, and all of them arrived late.", "#"),
    "pdf/rottext.pdf": ("Members had asked for three reports, and all of them arrived late.", "#"),
    "pdf/footnote.pdf": ("The council promised help but named no sum.", r"^\d"),
    "pdf/fn2.pdf": ("The council promised help but named no sum.", r"^\d"),
    "pdf/fn3.pdf": ("The council promised help but named no sum.", r"^\d"),
    "pdf/stamp.pdf": (MET, "CONFIDENTIAL|DRAFT"),
    "pdf/twocol_inter.pdf": ("They had looked at the piles in spring and found that only nine", "#"),
    "pdf/twocol.pdf": ("They had looked at the piles in spring and found that only nine", "#"),
    "pdf/boldheads.pdf": (MET, "Introduction|Methods|Results and discussion"),
    "pdf/tighthead.pdf": (MET, r"\d{2}"),
    "pdf/heads.pdf": (MET, r"^\d|[Pp]age \d"),
    "pdf/hyph.pdf": ("reconstruction of the piles", r"recon-|wellknown|19thcentury"),
    "pdf/colhyph.pdf": (MET, r"\w- \w"),
    "pdf/math.pdf": ("where d is the width of the harbour.", "#"),
    "pdf/table.pdf": ("", r"^\d+\s+\d+"),
    "pdf/table2.pdf": ("", r"^\d+\s+\d+|^Table \d"),
    "pdf/memo.pdf": (MET, "^To:|^From:"),
    "pdf/slides.pdf": ("Three reports, all late", "^Who pays"),
    "pdf/sidebar.pdf": (MET, "KEY FACTS"),
    "pdf/bullets.pdf": ("The quay needs a shelter for passengers", "#"),
    "pdf/super.pdf": ("", "#"),
    "pdf/fakebold.pdf": (MET, "TThhee|The The"),
    "pdf/nospaces.pdf": ("Members had asked for three reports", "Membershad"),
    **{
        f"mail/{name}.eml": (TERMINAL, NO_ONE_ELSE)
        for name in ("att_da", "att_es", "att_it", "att_ja", "att_pl", "att_pt", "att_ru", "att_sv", "att_zh")
    },
    **{
        f"mail/{name}.eml": (TERMINAL, NO_ONE_ELSE)
        for name in ("gmailhtml", "indent", "outlook", "outlook2", "outlookhtml", "sig", "wrapped")
    },
    "mail/wrap2.eml": ("The terminal opens in August.", NO_ONE_ELSE),
    "mail/flowed.eml": ("The ferry terminal will stay closed until the end of August.", "termi nal"),
    "mail/interleaved.eml": ("The port pays for the piles and the city for the roof", NO_ONE_ELSE),
    "mail/fwd.eml": ("Can you tell us when the terminal opens again?", "From:|Subject:|Forwarded"),
    "mail/nocharset.eml": ("Die Fähre fährt nicht.", "\ufffd"),
    "transcripts/asr.srt": ("nobody people quay", "-->"),
    "transcripts/overlap.srt": ("the ferry is late today and nobody knows why it is so late today", "-->"),
    "transcripts/zoom.vtt": ("The divers need more time for the piles.", "Anna|Bo Berg|00:"),
    "transcripts/zoom2.vtt": ("because the divers need more time for the piles.", "Anna|Bo Berg|00:"),
    "transcripts/teams.vtt": ("The ferry terminal will stay closed until August.", "Anna|Bo Berg|00:"),
    "transcripts/spk.srt": ("The ferry is late.", "ANNA|BO"),
    "transcripts/otter.txt": ("Who pays for the divers?", r"Anna|Bo Berg|\d:\d"),
    "transcripts/ts.txt": ("Who pays for the divers?", r"Anna|Bo:|\d:\d"),
    "transcripts/whisper.txt": ("and nobody knows who pays for it.", r"\d:\d|-->"),
    "transcripts/youtube.txt": ("the ferry is late today and nobody knows", r"\d:\d"),
    "transcripts/roll.srt": ("the ferry is late and nobody knows why it is so", "-->"),
    "transcripts/roll.vtt": ("the ferry is late and nobody knows why it is so", "-->"),
    "transcripts/rep.srt": ("I said no.", "-->"),
    "transcripts/ass.ass": ("Nobody knows why.", "Dialogue|{"),
    "web/wiki.html": ("The old ferry terminal", r"\[\d|\[edit|citation needed|See also"),
    "web/wiki2.html": ("which was built in 1930", r"\[\d|\[edit|citation needed|See also"),
    "web/bodyul.html": ("The clerk did not admit that any letter was lost", "#"),
    "web/pandoc.html": ("The council will vote on the park after that", "#"),
    "web/paywall.html": (MET, "[Ss]ubscri"),
    "web/soft.html": (MET, "[\u00ad\u200b]"),
    "web/onlylist.html": ("A new survey will be made in August", "#"),
    "web/tabletext.html": ("Engineers from the port said that the roof", "\t"),
    **{
        f"web/{name}.html": ("A new survey will be made in August", "[Cc]ookie|Share|Subscribe|hidden")
        for name in (
            "br",
            "code",
            "comments",
            "cookie",
            "divs",
            "forum",
            "hidden",
            "jsonld",
            "lists",
            "mixed",
        )
    },
    "web/tablelayout.html": ("Shop owners near the square fear", "#"),
    **{
        f"formats/x.{suffix}": ("The ferry is late", r"x ?= ?1|\\|<|\*")
        for suffix in ("fb2", "ipynb", "odt", "pptx", "rst", "rtf", "tex", "xml")
    },
    "formats/jats.xml": ("Nine piles of the terminal are weak.", "<|&"),
    "formats/p.tex": ("Nine piles of the terminal are weak.", r"\\|\$"),
}
REFUSED = {
    "web/cookie_only.html": "only a question about cookies",
    "web/js.html": "needs JavaScript",
    **{f"formats/x.{suffix}": "make|save" for suffix in ("adoc", "doc", "msg", "org", "typ", "wiki", "xlsx")},
}


@pytest.fixture(scope="module")
def cases() -> Path:
    if not CASES.is_dir():
        pytest.skip(f"the handed cases are not beside this checkout: {CASES}")
    return CASES


def said(document: Document) -> list[str]:
    return [" ".join(sentence.text.split()) for sentence in document.body.sentences]


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_read(name: str, cases: Path) -> None:
    wanted, unwanted = RIGHT[name]
    sentences = said(read(cases / name))
    assert any(wanted in sentence for sentence in sentences), sentences
    assert [sentence for sentence in sentences if re.search(unwanted, sentence)] == []


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_says_what_to_do(name: str, cases: Path) -> None:
    with pytest.raises(ReadError, match=REFUSED[name]):
        read(cases / name)


def test_speech_without_stops_keeps_its_length_and_says_so(cases: Path) -> None:
    summary = summarize(read(cases / "transcripts/asr.srt"), words=50)
    assert len(summary.split()) <= 50
    assert any("no sentence ends" in note for note in summary.notes)


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "parquet"])
def test_ids_that_pandas_wrote_once_one_was_missing(suffix: str, cases: Path) -> None:
    items = list(rows(cases / f"tables/fid.{suffix}"))
    assert [item.id for item in items][::2] == ["1", "3"]
    assert items[1].id.endswith(f"fid.{suffix}:2")


def test_an_array_of_objects_is_rows(cases: Path) -> None:
    assert [item.error for item in rows(cases / "tables/array.json")] == [None, None]


def test_every_file_has_a_row(cases: Path) -> None:
    files = {path.relative_to(cases).as_posix() for path in cases.glob("*/*")}
    assert files - set(RIGHT) - set(REFUSED) - {"web/index.html"} == {
        path.relative_to(cases).as_posix() for path in cases.glob("tables/*")
    }
