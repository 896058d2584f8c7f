"""What a LaTeX document says before it begins: its abstract, keywords, and other prose of its preamble."""

from __future__ import annotations

import re
from functools import cache

from summarize.readers.formats.latex.commands import ARGUMENTS, DEFINITIONS, KEYWORDS, LEFT_OUT
from summarize.readers.formats.latex.source import Source
from summarize.text.kinds import kind_by_look
from summarize.text.marks import ends_sentence
from summarize.text.phrases import phrases

_COMMAND = re.compile(r"\\begin[ \t]*\{([A-Za-z]{1,40})\*?\}|\\([A-Za-z@]+)\*?")
_DEFINED = re.compile(r"[ \t]*(?:\{[^{}\n]{0,60}\}|\\[A-Za-z@]{1,40})[^{\n]{0,40}(?=\{)")
_ANY_COMMAND = re.compile(r"\\[A-Za-z@]+\*?")
_SUMMARY = re.compile(r"(?:\w*abstract|significance\w*|summary|plainlanguagesummary)", re.IGNORECASE)
_OF_STYLE = re.compile(r"[=@#]|\\(?:set|if|else|fi|let|the)[A-Za-z@]*")
_FEWEST_WORDS = 10


def front_matter(preamble: str) -> tuple[str, str]:
    r"""Return the parts of a preamble that are text: those that sum up the document, and the rest.

    >>> front_matter(r"\title{Piers}\abstract{It fell.} \date{May}")
    ('\\abstract{It fell.}', '')
    """
    source = Source(preamble)
    summary, rest = list[str](), list[str]()
    position = 0
    while found := _COMMAND.search(preamble, position):
        position = found.end()
        name = found[1] or found[2]
        if found[1] is None and name in (*DEFINITIONS, "newenvironment", "renewenvironment"):
            position = _end_of_definition(source, position)
            continue
        span = _inside(source, name, position, is_environment=found[1] is not None)
        if span is None:
            continue
        inside, position = preamble[slice(*span)], span[1]
        part = preamble[found.start() : span[1]] + (f"\\end{{{name}}}" if found[1] else "}")
        if _SUMMARY.fullmatch(name) or KEYWORDS.fullmatch(name):
            summary.append(part)
        elif name not in ARGUMENTS and name not in LEFT_OUT and _is_prose(inside):
            rest.append(_with_heading(name, inside))
    return "\n\n".join(summary), "\n\n".join(rest)


def _with_heading(name: str, text: str) -> str:
    """Return a text under the heading that its command is named after, if it is one of back matter."""
    title = _back_matter().get(name.lower().removeprefix("the"))
    return f"\\section*{{{title.capitalize()}}}\n{text}" if title else text


@cache
def _back_matter() -> dict[str, str]:
    return {title.replace(" ", ""): title for title in phrases("sections")}


def _inside(source: Source, name: str, position: int, *, is_environment: bool) -> tuple[int, int] | None:
    """Return where the text of a command or an environment begins and ends."""
    if is_environment:
        end = source.end_of(name, position)
        return (position, end[0]) if end else None
    argument = source.argument(source.after_option(position))
    return (argument[1] - 1 - len(argument[0]), argument[1] - 1) if argument else None


def _end_of_definition(source: Source, position: int) -> int:
    """Return the position behind a definition; of an environment, which has two texts, behind both."""
    defined = _DEFINED.match(source.text, position)
    end = defined.end() if defined else position
    while defined and (argument := source.argument(end)) is not None:
        end = argument[1]
    return end


def _is_prose(text: str) -> bool:
    plain = " ".join(_ANY_COMMAND.sub("", text).split()).strip("{} ")
    return (
        len(plain.split()) >= _FEWEST_WORDS
        and not _OF_STYLE.search(text)
        and ends_sentence(plain)
        and kind_by_look(plain) == "prose"
    )
