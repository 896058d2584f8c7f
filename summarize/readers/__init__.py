"""From files, folders, tables, archives and URLs to documents: ``read("report.pdf")``."""

from summarize.lazy import lazy_exports

__all__ = [
    "Content",
    "Format",
    "Item",
    "Limits",
    "find_items",
    "known_formats",
    "members",
    "read",
    "read_any",
    "read_bytes",
    "read_item",
    "read_url",
    "rows",
    "table_rows",
]

TYPE_CHECKING = False  # as in summarize/__init__.py
if TYPE_CHECKING:
    from summarize.readers.archives.members import members
    from summarize.readers.formats.format import Format
    from summarize.readers.formats.markup import Content
    from summarize.readers.formats.registry import known_formats
    from summarize.readers.item import Item
    from summarize.readers.items import find_items
    from summarize.readers.limits import Limits
    from summarize.readers.reading import read, read_any, read_bytes, read_item, read_url
    from summarize.readers.tables.reading import rows, table_rows

_MODULES = {
    "archives.members": ("members",),
    "formats.format": ("Format",),
    "formats.markup": ("Content",),
    "formats.registry": ("known_formats",),
    "item": ("Item",),
    "items": ("find_items",),
    "limits": ("Limits",),
    "reading": ("read", "read_any", "read_bytes", "read_item", "read_url"),
    "tables.reading": ("rows", "table_rows"),
}
__getattr__, __dir__ = lazy_exports(__name__, _MODULES)
