"""What is no part of the text of a page: marks of notes, reference lists, navigation, consent and offers.

It goes before the article is looked for, so that it is neither taken for the article nor inside it.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from summarize.readers.formats.html.text import NOTES, REMOVED
from summarize.text.phrases import begins_with, phrases

_NAVIGATION = (
    "//nav | //*[@role='navigation' or @role='search' or @role='menu' or @role='menubar' or @role='dialog'"
    " or @role='alertdialog' or @role='tooltip']"
)
_HIDDEN = (
    "//*[@hidden] | //*[@style and (contains(translate(@style, ' ', ''), 'display:none')"
    " or contains(translate(@style, ' ', ''), 'visibility:hidden'))]"
    # Cells of mails have no size either, but what is in them has one.
    " | //span[not(.//*[@style]) and (contains(concat(translate(@style, ' ', ''), ';'), 'font-size:0;')"
    " or contains(translate(@style, ' ', ''), 'font-size:0px'))]"
)
# Names in class and id, each whole, of MediaWiki first.
_APART = re.compile(
    r"(?:mw-)?(?:editsection|cite-backlink|jump-link|references(?:-wrap)?|reference|reflist|refbegin|infobox"
    r"|navbox|vertical-navbox|sistersitebox|side-box|ambox|hatnote|dablink|toc|catlinks|printfooter|noprint"
    r"|sitesub|authority-control|shortdescription)"
    r"|infobox[\w-]*|navbox[\w-]*|inline-template|footnotes?(?:-(?:ref|back|list|container|block))?|fnref\S*"
    r"|fn-?ref|noteref|table-of-contents|breadcrumbs?"
    r"|sr-only|visually-?hidden|screen-?reader(?:-text|-only)?|external-?link-?icon|skip-?link|skip-to-content"
    r"|linenos|line-?numbers?-?(?:rows)?|gutter|blob-num",
)
_CAPTION = re.compile(r"(?:[\w-]*[-_])?(?:fig)?caption(?:[-_]?(?:text|content|inner|wrap(?:per)?))?")
_TOOLS_OF_CONSENT = r"onetrust|didomi|usercentrics|truste|qc-cmp\d?|cc-window"
_MESSAGE = re.compile(r"(?:^|[-_ ])(?:err|error|player)[-_](?:desc\w*|display|message|msg|overlay|screen)\b")
_CONSENT = re.compile(rf"(?:^|[-_ ])(?:cookies?|consent|gdpr|cmp|{_TOOLS_OF_CONSENT})(?:[-_ ]|$)")
_OF_A_TOOL = re.compile(rf"(?:^|[-_ ])(?:{_TOOLS_OF_CONSENT})(?:[-_ ]|$)")
# Neither "consent" nor "cookies" alone: studies and recipes say so, too.
_ASKS_CONSENT = re.compile(
    r"cookie|\bwe (?:and|use)\b|\bpartner|\bvendors|privacy|gdpr|\byour (?:device|browser|data|consent|choice"
    r"|preference)|\b(?:this|our) (?:web)?site|personal data|advertis|\bads\b|\baccept(?!ed)|\bagree\b"
    r"|wir (?:und|verwenden)|akzept|zustimm|einwillig|datenschutz|ablehnen"
    r"|nous utilisons|accepte[rz]|refuser|confidentialité|utilizamos|acepta|rechaza|privacidad|aceita"
    r"|utilizziamo|accett|rifiut|informativa|akcept|prywatno|zgod[ay]|godkänn|samtyck|accepteer|toestemm"
    r"|принять|принима|соглас|конфиденциальн|同意|接受|隐私|拒绝|プライバシー|동의",
    re.IGNORECASE,
)
_OFFER = re.compile(
    r"(?:^|[-_ ])(?:paywall|regwall|piano|subscri\w*|newsletters?|signup|metered|abo)(?:[-_ ]|$)"
)
_ASKS = re.compile(
    r"subscri|sign (?:in|up)|log ?in|free (?:articles?|trial)|abonn|suscr|iniciar sesión|anmelden|registr"
    r"|inscri|accedi|assin|prenumer|подпи|войти|订阅|登录|購読|ログイン|구독",
    re.IGNORECASE,
)
_CALL_OF_A_NOTE = re.compile(
    r"\s*\[\s*(?:[\divx]{1,4}|\*{1,3}\d{1,4}|[a-z]|(?:note|n\.?|nb|fn)\s*\d{0,3}|edit[^\[\]]{0,20}|[^\[\]]{0,30}needed)\s*\]\s*",
    re.IGNORECASE,
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LISTS = ("dl", "ol", "table", "ul")
_CONTAINERS = ("aside", "div", "form", "section")
_NEVER = ("article", "body", "html", "main")
_OFFER_CHARACTERS = 1500  # a container of more is not only an offer
_ASKS_OF_AN_OFFER = 2
_WORDS_OF_CONSENT = 2  # different ones
_LINK_CHARACTERS = 40
_CARD_CHARACTERS = 600
_FEW_CARDS = 0.2  # of the text of a page
_MOST = 0.5  # of the text of a page: so much is not hidden or set apart, whatever its marks say


def prune(tree: Any) -> bool:
    """Remove what is no text of a page; return whether a request for consent was there.

    >>> from lxml.html import fromstring
    >>> tree = fromstring("<div><p>It rained.<sup><a href='#n1'>[1]</a></sup></p><nav>Home</nav></div>")
    >>> prune(tree), tree.text_content()
    (False, 'It rained.')
    """
    from lxml import etree

    n_characters = len(tree.text_content())
    asked = _remove_named(tree, n_characters)
    for path in (_NAVIGATION, NOTES, _HIDDEN):
        for element in tree.xpath(path):
            _remove(element, n_characters)
    for element in tree.xpath("//sup | //a[starts-with(@href, '#')] | //span[string-length() < 40]"):
        if len(text := element.text_content()) < 40 and _CALL_OF_A_NOTE.fullmatch(text):
            _remove(element, n_characters)
    for title in list(tree.iter(*_HEADINGS)):
        _remove_under(title, n_characters)
    _remove_teasers(tree, n_characters)
    etree.strip_elements(tree, REMOVED, with_tail=False)
    return asked


def _remove_teasers(tree: Any, n_characters: int) -> None:
    """Remove cards that end in a link such as "Read more", unless a good part of the page is made of them."""
    n_in_cards: dict[Any, int] = {}  # each is measured once, however many links it has
    for link in tree.iter("a"):
        said = " ".join(link.text_content().lower().split())
        if not 0 < len(said) < _LINK_CHARACTERS or not begins_with(said, "boilerplate", several=True):
            continue
        card = next(
            iter(link.xpath("ancestor::*[self::div or self::aside or self::section or self::li][1]")), None
        )
        if card is not None and card not in n_in_cards:
            n_in_cards[card] = len(card.text_content())
    cards = [
        card for card, n in n_in_cards.items() if n < _CARD_CHARACTERS and next(card.iter("h1"), None) is None
    ]
    if sum(n_in_cards[card] for card in cards) < _FEW_CARDS * n_characters:
        for card in cards:
            _drop(card)


def _remove_named(tree: Any, n_characters: int) -> bool:
    """Remove elements whose class or id tells what they are; return whether one asks for consent."""
    asked = False
    for element in tree.xpath("//*[@class or @id]"):
        if element.tag in _NEVER or element.getparent() is None:
            continue
        names = f"{element.get('class', '')} {element.get('id', '')}".lower()
        if _CONSENT.search(names):
            asked = _remove_consent(element, names, n_characters) or asked
        elif any(map(_APART.fullmatch, names.split())):
            _remove(element, n_characters)
        elif _is_of_picture(element, names):
            _drop(element)
        elif _OFFER.search(names):
            text = element.text_content()
            is_offer = len(text) < _OFFER_CHARACTERS and len(_ASKS.findall(text)) >= _ASKS_OF_AN_OFFER
            if is_offer and element.tag in _CONTAINERS and not element.xpath(".//h1 | .//article"):
                _drop(element)
    return asked


def _is_of_picture(element: Any, names: str) -> bool:
    """Return whether an element is the message of a player, or a caption with an image near and no title."""
    is_message = _MESSAGE.search(names) is not None
    is_caption = "caption" in names and any(map(_CAPTION.fullmatch, names.split()))
    if not (is_message or is_caption) or len(element.text_content()) >= _CARD_CHARACTERS:
        return False
    near = (element, *islice(element.iterancestors(), 2))
    has_image = any(next(each.iter("img", "picture"), None) is not None for each in near)
    return is_message or (has_image and next(element.iter(*_HEADINGS), None) is None)


def _remove_consent(element: Any, names: str, n_characters: int) -> bool:
    """Remove a request for consent, if it is short or made by a tool for them; return whether it was one."""
    text = element.text_content()
    if len({word.lower() for word in _ASKS_CONSENT.findall(text)}) < _WORDS_OF_CONSENT:
        return False
    if element.xpath(".//h1 | .//article | .//main"):
        return False
    if len(text) < _OFFER_CHARACTERS:
        _drop(element)
    elif _OF_A_TOOL.search(names):
        _remove(element, n_characters)
    return bool(element.tag == REMOVED)


def _remove_under(title: Any, n_characters: int) -> None:
    """Remove lists of references and links under their heading, and what only offers something to read."""
    said = " ".join(title.text_content().lower().split()).strip(" :")
    if not said or title.getparent() is None:
        return
    if any(said in phrases(name) for name in ("references", "sections", "contents")):
        start = title if title.getnext() is not None else title.getparent()  # <div><h2>See also</h2></div>
        is_empty = True
        following = start.getnext()
        while following is not None and not _has_heading(following):
            sibling, following = following, following.getnext()
            n_before = len(sibling.text_content().strip())
            lists = [sibling] if sibling.tag in _LISTS else sibling.xpath(".//ol | .//ul")
            for found in lists:
                if said in phrases("references") or _is_of_links(found):
                    n_before -= len(found.text_content().strip())
                    _remove(found, n_characters)
            is_empty = is_empty and n_before <= 0
        if is_empty:
            _drop(title)
    if begins_with(said, "boilerplate", several=True) and not _ASKS.search(said):
        container = title.getparent()
        if (
            container.tag in _CONTAINERS
            and next(container.iter(*_HEADINGS), None) is title
            and len(container.text_content()) < min(_OFFER_CHARACTERS, _MOST * n_characters)
        ):
            _drop(container)


def _has_heading(element: Any) -> bool:
    return next(element.iter(*_HEADINGS), None) is not None


def _is_of_links(element: Any) -> bool:
    links = sum(len(link.text_content()) for link in element.iter("a"))
    return 2 * links > len(element.text_content().strip())


def _remove(element: Any, n_characters: int) -> None:
    """Remove an element, unless most of the text of the page is in it."""
    if element.tag not in _NEVER and len(element.text_content()) <= _MOST * n_characters:
        _drop(element)


def _drop(element: Any) -> None:
    """Empty an element, which leaves the page at the end: to take each out by itself takes quadratic time."""
    if element.getparent() is not None:
        element.clear(keep_tail=True)
        element.tag = REMOVED
