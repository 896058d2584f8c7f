"""Code points that mark places in a text while it is read: noncharacters, which no text may have.

Unlike private-use characters, which fonts with icons put into texts, they never stand for anything (The
Unicode Standard, section 23.7). Each has one use, so that marks of one reader mean nothing to another.
"""

from __future__ import annotations

INITIAL = "\ufdd0"
"""After a large initial of a PDF."""

NOTE = "\ufdd1"
"""Where the mark of a note or a citation was."""

QUOTATION, QUOTATION_END = "\ufdd2", "\ufdd3"
"""Around a quotation in a mail."""

CELL_END, ROW_START, ROW_END = "\ufdd4", "\ufdd5", "\ufdd6"
"""In a table of RTF."""

LEVELS = "\ufdd7\ufdd8\ufdd9\ufdda\ufddb\ufddc\ufddd\ufdde\ufddf"
"""In a heading of RTF, of the levels from 1 to 9."""

CITATION, CITATION_END = "\ufde0", "\ufde1"
"""Around a citation that its sentence may need."""
