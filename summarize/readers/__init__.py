"""From files, folders, tables, archives and URLs to documents: ``read("report.pdf")``."""

__all__ = [
    "Content",
    "Format",
    "Item",
    "find_items",
    "known_formats",
    "members",
    "read",
    "read_any",
    "read_bytes",
    "read_item",
    "read_url",
    "rows",
]

TYPE_CHECKING = False  # as in summarize/__init__.py
if TYPE_CHECKING:
    from summarize.readers.archives.members import members
    from summarize.readers.formats.format import Format
    from summarize.readers.formats.markup import Content
    from summarize.readers.formats.registry import known_formats
    from summarize.readers.item import Item
    from summarize.readers.items import find_items
    from summarize.readers.reading import read, read_any, read_bytes, read_item, read_url
    from summarize.readers.tables.reading import rows

_MODULE_OF = {
    "Content": "formats.markup",
    "Format": "formats.format",
    "Item": "item",
    "find_items": "items",
    "known_formats": "formats.registry",
    "members": "archives.members",
    "read": "reading",
    "read_any": "reading",
    "read_bytes": "reading",
    "read_item": "reading",
    "read_url": "reading",
    "rows": "tables.reading",
}


def __getattr__(name: str) -> object:
    if name not in _MODULE_OF:
        raise AttributeError(f"module 'summarize.readers' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"summarize.readers.{_MODULE_OF[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
