"""Texts with their sentences: treebanks in CoNLL-U, and lists of cases in JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.data.examples import DataError
from summarize.text.words import has_word

_LONGEST = 10  # sentences of a paragraph where the treebank marks none
_NEW = ("# newpar", "# newdoc")


@dataclass(frozen=True)
class SplitText:
    """A text and its sentences.

    Attributes:
        text: a paragraph.
        sentences: the same in parts, white space aside.
        language: an ISO 639-1 code.
    """

    text: str
    sentences: tuple[str, ...]
    language: str


def read_split_texts(path: Path, language: str | None = None) -> list[SplitText]:
    """Read the paragraphs of a treebank, or the cases of a JSON file.

    Args:
        path: ``de_gsd-ud-test.conllu``, as Universal Dependencies publishes it; or a ``.json`` file with a
            list of objects with ``text``, ``sentences`` and ``language``.
        language: of all texts; if None, what the cases say, or the name of the treebank before ``_``.

    Raises:
        DataError: the file cannot be read, or has no text.
    """
    try:
        content = path.read_text(encoding="utf-8-sig")
        if path.suffix == ".json":
            cases = [
                SplitText(case["text"], tuple(case["sentences"]), language or case["language"])
                for case in json.loads(content)
            ]
        else:
            code = language or path.name.partition("_")[0]
            cases = [SplitText(*paragraph, code) for paragraph in _paragraphs(content)]
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error.strerror}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise DataError(f"{path} has no texts with sentences: {type(error).__name__}: {error}") from error
    cases = [case for case in cases if has_word(case.text)]
    if not cases:
        raise DataError(f"{path} has no texts with sentences")
    return cases


def _paragraphs(content: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    text, sentences = "", list[str]()
    for block in content.split("\n\n"):
        lines = block.strip().splitlines()
        told = [line for line in lines if line.startswith("# text =")]
        if not told:
            continue
        if sentences and (len(sentences) == _LONGEST or any(line.startswith(_NEW) for line in lines)):
            yield text, tuple(sentences)
            text, sentences = "", []
        sentence = told[0].partition("=")[2].strip()
        text += sentence + ("" if "SpaceAfter=No" in lines[-1] else " ")
        sentences.append(sentence)
    if sentences:
        yield text, tuple(sentences)
