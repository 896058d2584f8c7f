"""XML from strangers, parsed without entities, network and huge trees."""

from __future__ import annotations

from typing import Any


def parse_xml(data: bytes) -> Any:
    """Return the root of an XML text.

    Raises:
        ImportError: lxml is not installed.
        SyntaxError: it is damaged; what could be read of it would be only a part.

    >>> parse_xml(b"<a><b>text</b></a>").findtext("b")
    'text'
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    return etree.fromstring(data, parser)
