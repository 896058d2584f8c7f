"""A document of each kind, made by other programs: pandoc, reportlab and Python's own packages."""

import gzip
import io
import json
import sys
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pypandoc
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

MARKDOWN = """---
title: "On cats"
---

# All about cats

Cats purr. Nobody knows why they do it, but [many have asked](https://example.org/a_(b)).

![A cat](cat.png)

| cat | age |
|-----|-----|
| Tom | 12  |

## Their *kittens*

> Kittens play all day.

```python
print("code")
```

- They sleep a lot[^1].
- They eat `fish`.

[^1]: A footnote.
"""
ARTICLE = [
    "The council of the old town has decided to plant a thousand trees along its streets by next spring.",
    "Residents have asked for shade since the summer, when the squares were too hot to cross at noon.",
    "The mayor said that the first hundred would be planted before the winter, near the schools.",
    "Some shop owners fear for their parking places, and want to be heard before the work begins.",
]
HTML = f"""<!DOCTYPE html><html lang="en"><head><title>Trees – The Gazette</title>
<meta charset="utf-8"><meta property="og:title" content="A thousand trees"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sports desk</a></li></ul></nav>
<article><h1>A thousand trees</h1><p>{ARTICLE[0]}</p><p>{ARTICLE[1]}</p>
<h2>Before the winter</h2><p>{ARTICLE[2]}</p><p>{ARTICLE[3]}</p></article>
<footer><p>Copyright notice and cookie settings.</p></footer><script>var x = "tracking";</script>
</body></html>"""
SRT = """1
00:00:01,000 --> 00:00:02,500
<i>We went to</i>

2
00:00:02,500 --> 00:00:04,000
the moon &amp; back.

3
00:00:04,000 --> 00:00:05,000
[Applause]

4
00:00:10,000 --> 00:00:12,000
- It took a week.
- It did not.
"""
VTT = """WEBVTT
Kind: captions

NOTE made by a machine

00:00.500 --> 00:02.000 align:start position:0%
~
we<00:00:00.800><c> went</c><00:00:01.200><c> to</c>

00:02.000 --> 00:02.010 align:start position:0%
we went to
~

00:02.010 --> 00:04.000 align:start position:0%
we went to
the<00:00:02.500><c> moon</c>
""".replace("~", " ")


def mail(*, html: bool = False) -> bytes:
    message = EmailMessage()
    message["From"] = "Ann <ann@example.org>"
    message["To"] = "Bob <bob@example.org>"
    message["Subject"] = "Grüße: the trees"
    body = f"Dear Bob,\n\n{ARTICLE[0]} Schöne Grüße!\n\nOn Monday, Bob wrote:\n> What of the trees?\n\n-- \nAnn\n"
    if html:
        message.set_content(
            f"<p>Dear Bob,</p><p>{ARTICLE[1]}</p><blockquote>Old.</blockquote>", subtype="html"
        )
    else:
        message.set_content(body, charset="iso-8859-1", cte="quoted-printable")
        message.add_alternative("<p>The same as a page.</p>", subtype="html")
        message.add_attachment(b"attached words", maintype="text", subtype="plain", filename="a.txt")
        message.set_boundary("=-=-=")
    return message.as_bytes()


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PAGE_LINES = [
    "The government has published infor-",
    "mation on satellites, and a well-",
    "known author wrote about them.",
]


def pdf(n_pages: int = 4, *, password: str | None = None, is_scan: bool = False) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, encrypt=password, invariant=1)
    canvas.setTitle("Microsoft Word - draft.docx")
    for page in range(1, n_pages + 1):
        if is_scan:
            canvas.rect(100, 100, 300, 300, fill=1)
            canvas.showPage()
            continue
        canvas.setFont("Helvetica", 8)
        canvas.drawString(72, 810, f"Report of the year, {page}")
        y = 760
        if page == 1:
            canvas.setFont("Helvetica-Bold", 22)
            canvas.drawString(72, y, "Report on satellites")
            y -= 40
        canvas.setFont("Helvetica-Bold", 14)
        canvas.drawString(72, y, f"Part {'ABCDEFGH'[page % 8]}")
        y -= 30
        canvas.setFont("Helvetica", 10)
        for line in [
            *PAGE_LINES,
            "",
            f"The well-known story of page {page} begins here, and it goes on until",
        ]:
            canvas.drawString(72, y, line)
            y -= 12
        canvas.drawString(72, y, "the end of the page without any end")
        canvas.setFont("Helvetica", 8)
        canvas.drawString(290, 30, str(page))
        canvas.showPage()
    canvas.save()
    return file.getvalue()


@cache
def pandoc(target: str) -> bytes:
    """What pandoc makes of the Markdown text: docx, epub, html, …"""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"made.{target}"
        written = MARKDOWN.replace("![A cat](cat.png)", "")
        pypandoc.convert_text(written, target, format="markdown", outputfile=str(path), extra_args=["-s"])
        return path.read_bytes()


def archive(files: dict[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as opened:
        for name, data in files.items():
            opened.writestr(zipfile.ZipInfo(name), data, compression)
    return file.getvalue()


def docx(body: str, main: str = "word/document.xml", **files: str) -> bytes:
    document = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    return archive({"[Content_Types].xml": "<a/>", main: document, **files})


def zstandard(data: bytes) -> bytes:
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd
    return zstd.compress(data)


SAMPLES: dict[str, Callable[[], bytes]] = {
    "a.txt": lambda: "\n\n".join(ARTICLE).encode(),
    "a.md": MARKDOWN.encode,
    "a.html": HTML.encode,
    "a.srt": SRT.encode,
    "a.vtt": VTT.encode,
    "a.eml": mail,
    "page.eml": lambda: mail(html=True),
    "a.pdf": pdf,
    "a.docx": lambda: pandoc("docx"),
    "a.epub": lambda: pandoc("epub"),
    "a.odt": lambda: pandoc("odt"),
    "a.pptx": lambda: pandoc("pptx"),
    "a.rtf": lambda: pandoc("rtf"),
    "a.ipynb": lambda: pandoc("ipynb"),
    "a.json": lambda: json.dumps({"title": "Trees", "text": " ".join(ARTICLE)}, indent=2).encode(),
    "article.xml": lambda: pandoc("jats"),
    "book.xml": lambda: pandoc("docbook5"),
    "a.fb2": lambda: pandoc("fb2"),
    "a.tex": lambda: pandoc("latex"),
    "a.rst": lambda: pandoc("rst"),
    "a.zip": lambda: archive({"a.txt": ARTICLE[0], "b/c.html": HTML}),
    "one.zip": lambda: archive({"a.md": MARKDOWN}),
    "a.txt.gz": lambda: gzip.compress(ARTICLE[0].encode(), mtime=0),
    "a.html.zst": lambda: zstandard(HTML.encode()),
}


@cache
def sample(name: str) -> bytes:
    return SAMPLES[name]()
