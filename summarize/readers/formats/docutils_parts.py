"""A reader and a parser of docutils that take linear time, and leave out what only links and messages need.

Docutils looks for the end of each ``*`` in the rest of its paragraph, copies that rest for each piece of
markup, and searches all pieces of a paragraph for each reference without a target: quadratic time, each.
For each list it makes the fifteen states of a parser but enters two; making them takes a fifth of its time.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers import rst
from docutils.parsers.rst import states
from docutils.readers import standalone

_PIECE = 5000  # characters of a paragraph that are parsed at once; hardly one has more
_LONGEST_SUBSTITUTE = 200  # characters; it may stand in a text a million times
_OF_LINKS = frozenset((
    "AnonymousHyperlinks", "DanglingReferences", "ExternalTargets", "Footnotes", "IndirectHyperlinks",
    "InternalTargets", "Substitutions", "Transitions",
))  # fmt: skip
_DEEPEST = 50  # substitutions inside one another


class Reader(standalone.Reader):  # type: ignore[misc]
    """Reads a document without a look for the targets of its links."""

    def get_transforms(self) -> list[Any]:
        """Return the changes that docutils makes in the tree."""
        return [each for each in super().get_transforms() if each.__name__ not in _OF_LINKS]


class Parser(rst.Parser):  # type: ignore[misc]
    """Parses a document with states that are made when they are entered."""

    def __init__(self) -> None:
        super().__init__(inliner=Inliner())
        self.state_classes = _STATE_CLASSES


class _Machine(states.NestedStateMachine):  # type: ignore[misc]
    """Parses a part of a document."""

    def add_states(self, state_classes: Any) -> None:
        """Know the states, and make none."""
        self.states = _States(self, {each.__name__: each for each in state_classes})

    def runtime_init(self) -> None:
        """Prepare the states for a run, also those that are made during it."""
        super().runtime_init()
        self.states.are_prepared = True


class _States(dict[str, Any]):
    """The states of a machine by name, made on first use."""

    def __init__(self, machine: _Machine, classes: dict[str, Any]) -> None:
        super().__init__()
        self._machine, self._classes, self.are_prepared = machine, classes, False

    def __missing__(self, name: str) -> Any:
        state = self[name] = self._classes[name](self._machine, self._machine.debug)
        if self.are_prepared:
            state.runtime_init()
        return state


class _Lean:
    """A state of docutils that parses what is inside by such machines."""

    nested_sm = _Machine
    nested_sm_cache: ClassVar[list[_Machine]] = []

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.nested_sm_kwargs = {"state_classes": _STATE_CLASSES, "initial_state": "Body"}


# Docutils finds a state by the name of its class.
_STATE_CLASSES = tuple(type(each.__name__, (_Lean, each), {}) for each in states.state_classes)


class Inliner(states.Inliner):  # type: ignore[misc]
    """Parses the markup in a paragraph; a mark without its end is text."""

    vars().update({name: each for name, each in vars(states.Inliner).items() if isinstance(each, str)})
    # Docutils takes patterns from the class of the object, not from those above it.
    _absent: frozenset[Any] = frozenset()  # ends that the rest of the paragraph doesn't have

    def parse(self, text: str, lineno: int, memo: Any, parent: Any) -> tuple[list[Any], list[Any]]:
        """Return the nodes and the messages of a paragraph."""
        found: list[Any] = []
        messages: list[Any] = []
        for piece in _pieces(text):
            before, self._absent = self._absent, frozenset()
            parsed, further = super().parse(piece, lineno, memo, parent)
            self._absent = before
            found += parsed
            messages += further
        return found, messages

    def inline_obj(self, match: Any, lineno: int, end_pattern: Any, *further: Any, **options: Any) -> Any:
        """Return the text before an element in marks, the element, the text after it, and messages."""
        if self._is_text(match, "start", end_pattern):
            start = match.end("start")
            return match.string[:start], [], match.string[start:], [], ""
        return super().inline_obj(match, lineno, end_pattern, *further, **options)

    def interpreted_or_phrase_ref(self, match: Any, lineno: int) -> Any:
        """Return the same for what begins with a backquote."""
        if self._is_text(match, "backquote", self.patterns.interpreted_or_phrase_ref):
            start = match.end("backquote")
            return match.string[:start], [], match.string[start:], []
        return super().interpreted_or_phrase_ref(match, lineno)

    dispatch = states.Inliner.dispatch | {"`": interpreted_or_phrase_ref}

    def _is_text(self, match: Any, start: str, end_pattern: Any) -> bool:
        if end_pattern not in self._absent and not end_pattern.search(match.string, match.end(start)):
            self._absent |= {end_pattern}
        return end_pattern in self._absent


def _pieces(text: str) -> Iterator[str]:
    """Return a text in pieces that end with a sentence, or else with a word."""
    start = 0
    while len(text) - start > _PIECE:
        most = start + _PIECE
        end = max(text.rfind(". ", start + _PIECE // 2, most), text.rfind(".\n", start + _PIECE // 2, most))
        end = end if end >= 0 else max(text.rfind(" ", start, most), text.rfind("\n", start, most))
        end = most if end < 0 else end + 1
        yield text[start:end]
        start = end
    yield text[start:]


def restore_words(tree: Any) -> None:
    """Put back the marks of words that look like links, ``coef_``, but have no target."""
    has_anonymous = any(target.get("anonymous") for target in tree.findall(nodes.target))
    for reference in list(tree.findall(nodes.reference)):
        name = reference.get("refname")
        is_link = has_anonymous if name is None else name in tree.nameids
        if not ("refuri" in reference or is_link or "`" in reference.rawsource or reference.rawsource == ""):
            reference.clear()
            reference += nodes.Text(reference.rawsource)


def substitute(tree: Any) -> None:
    """Put what is defined for each ``|name|`` in a document in its place."""
    substitutes = _Substitutes(tree)
    for reference in list(tree.findall(nodes.substitution_reference)):
        said = substitutes.of(reference["refname"])
        reference.clear()
        reference += nodes.Text(said)


class _Substitutes:
    """What names of a document stand for, each read once."""

    def __init__(self, tree: Any) -> None:
        self._tree = tree
        self._texts: dict[str, str] = {}
        self._depth = 0

    def of(self, name: str) -> str:
        """Return the text that a name stands for; the name in its marks if it is not defined."""
        definitions, names = self._tree.substitution_defs, self._tree.substitution_names
        key = name if name in definitions else names.get(name.lower())
        if key is None or self._depth > _DEEPEST:
            return f"|{name}|"
        if key not in self._texts:
            self._texts[key] = ""  # a definition may name itself
            self._depth += 1
            self._texts[key] = self._text(definitions[key])[:_LONGEST_SUBSTITUTE]
            self._depth -= 1
        return self._texts[key]

    def _text(self, node: Any) -> str:
        if isinstance(node, nodes.substitution_reference):
            return self.of(node["refname"])
        return str(node) if isinstance(node, nodes.Text) else "".join(map(self._text, node.children))
