"""What is no document that is read, and the way out: the one table of these kinds."""

from __future__ import annotations

import re
from collections.abc import Iterable

A_TABLE = (
    "is a table, with a text in each row; its rows are read by find_items of summarize.readers and by the "
    "command summarize"
)
_IMAGE = "recognise its text first, for instance with tesseract"
_RECORDING = "transcribe it first, for instance with whisper"
_CONVERT = "make Markdown of it, for instance with pandoc"
_DOCX = "save it as DOCX or PDF"
_PDF = "save it as PDF"
_CSV = "save its sheets as CSV"

_TEXTS = (  # they begin with characters of a text
    (b"%!PS", "PostScript", "make a PDF of it, for instance with ps2pdf"),
)
_BINARY = (  # what a file begins with, what it is, what to do
    (b"\x89PNG", "a PNG image", _IMAGE),
    (b"\xff\xd8\xff", "a JPEG image", _IMAGE),
    (b"GIF8", "a GIF image", _IMAGE),
    (b"II*\0", "a TIFF image", _IMAGE),
    (b"MM\0*", "a TIFF image", _IMAGE),
    (b"8BPS", "a Photoshop image", _IMAGE),
    (b"\0\0\1\0", "an icon", _IMAGE),
    (b"AT&TFORM", "DjVu", "make a PDF of it, for instance with ddjvu"),
    (b"BZh", "compressed with bzip2", "unpack it"),
    (b"\xfd7zXZ\0", "compressed with xz", "unpack it"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it"),
    (b"Rar!\x1a\x07", "a RAR archive", "unpack it"),
    (b"SQLite format 3\0", "an SQLite database", "export its texts"),
    (b"\x7fELF", "a program", "name a document"),
    (b"MZ\x90\0", "a program", "name a document"),
    (b"ID3", "an MP3 recording", _RECORDING),
    (b"\xff\xfb", "an MP3 recording", _RECORDING),
    (b"\xff\xf3", "an MP3 recording", _RECORDING),
    (b"OggS", "an Ogg recording", _RECORDING),
    (b"fLaC", "a FLAC recording", _RECORDING),
    (b"FORM", "an AIFF recording", _RECORDING),
    (b"\x1aE\xdf\xa3", "a Matroska or WebM film", _RECORDING),
    (b"0&\xb2u\x8ef\xcf\x11", "a Windows Media recording", _RECORDING),
)
_RIFF = {b"WAVE": ("a WAV recording", _RECORDING), b"WEBP": ("a WebP image", _IMAGE)}
_FTYP = {
    b"hei": ("a HEIC image", _IMAGE),
    b"avi": ("an AVIF image", _IMAGE),
    b"M4A": ("an M4A recording", _RECORDING),
}
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IN_COMPOUND = (  # a name in the directory of an old Office file
    ("EncryptedPackage", "an encrypted Office file", "save it without its password"),
    ("__properties_version1.0", "an Outlook message (.msg)", "save it as .eml or as text"),
    ("WordDocument", "an old Word document (.doc)", _DOCX),
    ("PowerPoint Document", "an old presentation (.ppt)", "save it as PPTX or PDF"),
    ("Workbook", "an old spreadsheet (.xls)", _CSV),
)
_PACKAGES = (  # a member or a top folder, what the archive is, what to do
    ("xl/", "a spreadsheet (XLSX)", _CSV),
    ("visio/", "a drawing (VSDX)", _PDF),
    ("Index/Document.iwa", "a file of Keynote, Pages or Numbers", "export it as PPTX, DOCX, CSV or PDF"),
    ("Index.zip", "a file of Keynote, Pages or Numbers", "export it as PPTX, DOCX, CSV or PDF"),
    ("index.apxl", "a Keynote presentation", "export it as PPTX or PDF"),
)
_MARKUP = {  # by suffix: what a text is written in, what to do
    **dict.fromkeys((".adoc", ".asciidoc"), ("AsciiDoc", "make HTML of it, for instance with asciidoctor")),
    ".creole": ("Creole", _CONVERT),
    **dict.fromkeys((".mediawiki", ".wiki"), ("MediaWiki", _CONVERT)),
    ".muse": ("Muse", _CONVERT),
    ".org": ("Org", _CONVERT),
    ".pod": ("Pod", "make a text of it, for instance with pod2text"),
    ".t2t": ("txt2tags", _CONVERT),
    **dict.fromkeys((".texi", ".texinfo"), ("Texinfo", "make a text of it, for instance with makeinfo")),
    ".textile": ("Textile", _CONVERT),
    ".typ": ("Typst", _CONVERT),
}
_WORDS = re.compile(rb"[^\0-\x08\x0e-\x1f]* [^\0-\x08\x0e-\x1f]*")  # a text may begin with "RIFF", too
_KINDLE = (b"BOOKMOBI", b"TEXtREAd")


def why_unread(data: bytes, suffix: str = "") -> str | None:
    r"""Return what some bytes are and the way out, if that is known and no document that we read.

    Args:
        data: all of them.
        suffix: of their name, which tells what an old Office file is where it does not.

    >>> why_unread(b"\x89PNG\r\n")
    'is a PNG image; recognise its text first, for instance with tesseract'
    """
    for magic, what, way_out in _TEXTS if _WORDS.fullmatch(data[:512]) else _BINARY + _TEXTS:
        if data.startswith(magic):
            return f"is {what}; {way_out}"
    found: tuple[str, str] | None = None
    if data[257:262] == b"ustar":
        found = ("a TAR archive", "unpack it")
    elif data.startswith(_COMPOUND_FILE):
        found = _in_compound_file(data, suffix)
    elif data[:4] == b"RIFF" and not _WORDS.fullmatch(data[:512]):
        found = _RIFF.get(data[8:12], ("a recording or a film", _RECORDING))
    elif data[4:8] == b"ftyp":
        found = _FTYP.get(data[8:11], ("a film (MP4)", _RECORDING))
    elif data[60:68] in _KINDLE:
        found = ("a Kindle book", "make an EPUB of it, for instance with calibre")
    return f"is {found[0]}; {found[1]}" if found else None


def why_unread_package(names: Iterable[str]) -> str | None:
    """Return what an archive is and the way out, if it is one document of a kind that is not read.

    Args:
        names: of its members and its top folders, which end with a slash.

    >>> why_unread_package({"[Content_Types].xml", "xl/"})
    'is a spreadsheet (XLSX), which is not read; save its sheets as CSV'
    """
    known = set(names)
    found = next(((what, way_out) for part, what, way_out in _PACKAGES if part in known), None)
    return f"is {found[0]}, which is not read; {found[1]}" if found else None


def why_unread_markup(suffix: str) -> str | None:
    """Return what a text of a suffix is written in and the way out, if that is markup that is not read.

    >>> why_unread_markup(".org")
    'is Org, a markup that is not read; make Markdown of it, for instance with pandoc'
    """
    found = _MARKUP.get(suffix)
    return f"is {found[0]}, a markup that is not read; {found[1]}" if found else None


def _in_compound_file(data: bytes, suffix: str) -> tuple[str, str]:
    for name, what, way_out in _IN_COMPOUND:
        if name.encode("utf-16-le") in data or (suffix and f"({suffix})" in what):
            return what, way_out
    return "an old Office file (.doc, .xls, .ppt or .msg)", _DOCX
