"""Sentences that continue after a quotation with a final mark: “Where is it?” Ann said."""

from __future__ import annotations

from summarize.text.patterns import compile_on_use

_CLOSING = frozenset("\"'”’»」』›】》)")
_END_AND_CLOSING = compile_on_use(r"""[.!?…。！？]["'”’»」』›】》)]+\s*$""")
_LONGEST_END = 6  # characters
_HANGUL = compile_on_use("[\uac00-\ud7a3]")
# Particles and verbs with which a Japanese sentence continues; not words with the same beginning.
_AFTER_JAPANESE = compile_on_use(
    "と(?!ころ|て|も|にかく|りあえず|き)|って|など|の|を|が(?!ん)|は(?!い)|に(?!わか)|も(?!う|し|ち|っと)|で(?!も[、，]|は[、，])|です|だ(?!が|か)"
)
_AFTER_CHINESE = compile_on_use(
    "[^，。！？、；：“”「」\\s]{0,8}(?:说|說|道|问|問|喊|答)(?:[，。：,]|着|著|$)"
)
# Before an attribution a statement ends with a comma, so only exclamations and questions matter.
_SHOUT_OR_QUESTION = compile_on_use(r"""[!?…]["'”’]+$""")
_AFTER_ENGLISH = compile_on_use(
    r"(?!(?:It|This|That|There|What|Which|Who)\b)(?:(?:the|[A-Z][\w.'’-]*)\s+){1,4}"
    r"(?:(?:asked|asks|wondered|demanded|inquired|enquired)\b"
    r"|(?:said|says|replied|cried|shouted|answered|whispered|added|exclaimed|called|continued|murmured"
    r"|muttered|yelled|screamed|sighed|laughed|insisted|repeated)(?:[.,;:]|\s+(?:\w+ly|in|with|as|to|from|at|again)\b))"
)


def continues_after_quotation(left: str, right: str, language: str) -> bool:
    """Return whether a piece attributes a quotation to its speaker, or completes its sentence.

    Args:
        left: the text before the piece, without trailing blanks; its last characters suffice.
        right: the piece.
        language: an ISO 639-1 code.

    >>> continues_after_quotation("“Where is it?”", "Ann said.", "en")
    True
    >>> continues_after_quotation("“Is it true?”", "Ann left.", "en")
    False
    """
    if left[-1:] not in _CLOSING or not _END_AND_CLOSING.search(left[-_LONGEST_END:]):
        return False
    if language == "ja":
        return _AFTER_JAPANESE.match(right) is not None
    if language == "zh":
        return _AFTER_CHINESE.match(right) is not None
    return (
        language == "en"
        and _SHOUT_OR_QUESTION.search(left[-_LONGEST_END:]) is not None
        and _AFTER_ENGLISH.match(right) is not None
    )


def is_glued_to_quotation(left: str, right: str) -> bool:
    """Return whether a Korean piece directly follows a quotation: “간다.”라고 말했다.

    Separate Korean sentences have a blank between them.

    Args:
        left: the text before the piece, with its blanks.
        right: the piece.

    >>> is_glued_to_quotation("“간다.”", "라고 말했다."), is_glued_to_quotation("“간다.” ", "비가 왔다.")
    (True, False)
    """
    return left[-1:] in _CLOSING and _HANGUL.match(right) is not None
