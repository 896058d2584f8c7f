"""What people type who come from other packages, and what to type here: the one table of these hints."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from numbers import Integral, Real

from summarize.checks import show
from summarize.errors import did_you_mean

_WORDS = "to limit the words, pass words=100"
_SENTENCES = "to limit the sentences, pass sentences=3"
_LENGTH = "the length is sentences=3, words=100 or ratio=0.2"
_PARTS = "each of summary.sentences has its text, place and score"
_GENERATION = "models take it as generation={{{0!r}: …}}"
_N_KEYWORDS = "to limit the keywords, pass n=10"
_LANGUAGE = "the language is language='en'"
_MODEL_NAME = "a model is model='name'"
_KEYWORD_PARTS = "each keyword has its text, score and spans"

# Options of gensim, summa, sumy, pytextrank, bert-extractive-summarizer and transformers.
_HINTS: Mapping[str, tuple[str, ...]] = {
    _WORDS: ("word_count", "max_words", "n_words", "num_words", "max_length", "min_length"),
    _SENTENCES: (
        *("limit_sentences", "n_sentences", "num_sentences", "max_sentences", "sentence_count"),
        *("sentences_count", "limit", "k", "n", "top_n"),
    ),
    _LENGTH: ("length", "summary_length"),
    _PARTS: ("split", "scores", "return_scores"),
    _GENERATION: (
        *("num_beams", "do_sample", "max_new_tokens", "min_new_tokens", "temperature", "top_k", "top_p"),
        *("length_penalty", "repetition_penalty", "no_repeat_ngram_size", "early_stopping"),
    ),
    _LANGUAGE: ("lang", "lang_code"),
    _MODEL_NAME: ("model_name", "model_id", "checkpoint"),
    "a loaded model is model=(model, tokenizer)": ("tokenizer",),
}
_OF_KEYWORDS: Mapping[str, tuple[str, ...]] = {
    _N_KEYWORDS: (
        "words",
        "sentences",
        "ratio",
        "limit",
        "k",
        "top",
        "top_n",
        "num_keywords",
        "limit_phrases",
    ),
    _KEYWORD_PARTS: ("split", "scores"),
    _LANGUAGE: ("lang", "lan"),
}
_ON_THE_COMMAND_LINE = {
    _WORDS: "to limit the words, pass --words N",
    _SENTENCES: "to limit the sentences, pass --sentences N",
    _LENGTH: "the length is --sentences N, --words N or --ratio R",
    _GENERATION: "models take it as -O generation.{0}=VALUE",
    _LANGUAGE: "the language is --language NAME",
    _MODEL_NAME: "a model is --model NAME",
}
# Names of models that have no owner before a slash.
_MODEL = re.compile(r".*[/:\\].*|gpt2|(?:t5|gpt2|bart|pegasus|distilbart|led|mt5|bert)[-_].*", re.IGNORECASE)
_LONGEST_NAME = 255  # characters


def unknown_option(of: str, option: str, known: Iterable[str]) -> str:
    """Return what to tell of an option that a method or a model does not have.

    >>> unknown_option("method 'auto'", "word_count", ["redundancy"])
    "method 'auto' has no option 'word_count'; to limit the words, pass words=100"
    """
    return _unknown(of, option, known, _HINTS)


def unknown_option_of_keywords(option: str, known: Iterable[str]) -> str:
    """Return what to tell of an option that ``keywords`` does not have.

    >>> unknown_option_of_keywords("top_n", ["n"])
    "keywords has no option 'top_n'; to limit the keywords, pass n=10"
    """
    return _unknown("keywords", option, known, _OF_KEYWORDS)


def instead_of_flag(flag: str) -> str | None:
    """Return what to type instead of an option that the command line does not have; None if not known.

    >>> instead_of_flag("-n"), instead_of_flag("--colour")
    ('to limit the sentences, pass --sentences N', None)
    """
    option = flag.lstrip("-").replace("-", "_")
    found = (told for hint, told in _ON_THE_COMMAND_LINE.items() if option in _HINTS[hint])
    return next((told.format(option) for told in found), None)


def _unknown(of: str, option: str, known: Iterable[str], hints: Mapping[str, tuple[str, ...]]) -> str:
    hints_for_it = (hint.format(option) for hint, options in hints.items() if option in options)
    return (
        f"{of} has no option {option!r:.60}; {next(hints_for_it, None) or did_you_mean(option[:60], known)}"
    )


def instead_of_text(value: object) -> str:
    """Return how to get a text from what was given instead of one.

    >>> instead_of_text(b"abc")
    "decode it first: data.decode('utf-8')"
    """
    if value is None:
        return "was the text read at all?"
    if isinstance(value, bytes | bytearray | memoryview):
        return "decode it first: data.decode('utf-8')"
    if isinstance(value, os.PathLike):
        return "read it first: summarize(read(path))"
    if hasattr(value, "read"):
        return "pass what is in it: file.read()"
    if isinstance(value, float) and value != value:  # NaN, which pandas has for what is missing
        return "a missing value of a table? Leave it out: frame.dropna()"
    if isinstance(value, Mapping):
        return "pass the text in it, such as value['text']"
    if isinstance(value, Iterable):
        return "pass one text, or summarize_many(texts) for several"
    return "pass the text itself as a str"


def instead_of_texts(value: object) -> str:
    """Return what to pass instead of what is no iterable of texts.

    >>> instead_of_texts("A text.")
    'use summarize(text) for one'
    """
    if isinstance(value, Mapping):
        return "pass the texts in it: texts.values()"
    if hasattr(value, "columns"):
        return "pass one column: frame['text']"
    if isinstance(value, os.PathLike):
        return "use summarize(read(path)) for one, or find_items(path) and read_item"
    return "use summarize(text) for one"


def instead_of_keyword(name: str, value: object) -> str:
    """Return what to pass to a method that is called, instead of a keyword that it does not take.

    >>> instead_of_keyword("ratio", 0.2)
    'pass Length(ratio=0.2)'
    >>> instead_of_keyword("damping", 0.9)
    'options belong to the method itself, such as TextRank(damping=0.9)'
    """
    if name in ("sentences", "words", "ratio"):
        return f"pass Length({name}={show(value)})"
    if name in (*_HINTS[_WORDS], *_HINTS[_SENTENCES], *_HINTS[_LENGTH]):
        return "pass the length as Length(words=100)"
    return "options belong to the method itself, such as TextRank(damping=0.9)"


def instead_of_method(value: object) -> str:
    """Return what somebody may have meant who gave this for a method; blank if that is not known.

    >>> instead_of_method(0.2), instead_of_method("facebook/bart-large-cnn"), instead_of_method("textrnk")
    ('a share of the words is ratio=0.2', "a model is model='facebook/bart-large-cnn'", '')
    """
    if isinstance(value, type):
        return f"did you mean {value.__name__}()?"
    if isinstance(value, bool):
        return ""
    if isinstance(value, int | Integral):
        return _SENTENCES.replace("3", str(int(value))) if 0 < int(value) < 1000 else _SENTENCES
    if isinstance(value, float | Real) and 0 < float(value) <= 1:
        return f"a share of the words is ratio={float(value):g}"
    if isinstance(value, os.PathLike) or (isinstance(value, str) and _is_model(value)):
        return f"a model is model={show(os.fspath(value))}"
    if isinstance(value, tuple) or hasattr(value, "generate"):
        return "a loaded model is model=(model, tokenizer)"
    return ""


def _is_model(name: str) -> bool:
    is_short = len(name) <= _LONGEST_NAME
    return (is_short and _MODEL.fullmatch(name) is not None) or _is_path(name, os.path.isdir)


def note_on_file_name(text: object) -> str | None:
    """Return a note if a text is the name of a file that is there, None if not.

    >>> note_on_file_name("README.md")
    "the text is the name of a file; for what is in it: summarize(read('README.md'))"
    """
    if not isinstance(text, str) or not _is_path(text, os.path.isfile):
        return None
    return f"the text is the name of a file; for what is in it: summarize(read({text!r}))"


def _is_path(text: str, is_there: Callable[[str], bool]) -> bool:
    if len(text) > _LONGEST_NAME or "\n" in text or not text:
        return False
    try:
        return is_there(text)
    except (OSError, ValueError):  # a NUL in it
        return False
