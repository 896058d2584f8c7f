"""Auto: the default method, which combines six signals or picks another method."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from summarize.document import Document
from summarize.extractive.algebra.inner_products import following_less_preceding
from summarize.extractive.algebra.sentence_vectors import Vectors
from summarize.extractive.algebra.standardization import standard_deviation, standardize
from summarize.extractive.algebra.weights import document_frequency, sentence_sums, tf_idf
from summarize.extractive.encoders.method import EncoderMethod
from summarize.extractive.features.announcements import find_announcements, is_ruling
from summarize.extractive.features.citations import count_citations
from summarize.extractive.features.cues import has_cue
from summarize.extractive.features.definitions import is_definition
from summarize.extractive.features.formalities import is_formal
from summarize.extractive.features.location import is_in_summary_section, opens_section
from summarize.extractive.features.narrative import is_narrative, names_people
from summarize.extractive.features.once import once
from summarize.extractive.features.speech import (
    decides,
    disfluencies,
    is_minutes,
    is_speech,
    is_written,
    names_topic,
)
from summarize.extractive.features.titles import given_title_terms
from summarize.extractive.features.word_pairs import repeated_pairs
from summarize.extractive.selection.budget import Candidates
from summarize.extractive.selection.opening import find_definition, find_named, find_opening, find_ruling
from summarize.extractive.selection.parts import favour_parts
from summarize.length import Length
from summarize.text.terms import TermCounts

Vector = NDArray[np.float64]

_LENGTH_POWER = 2 / 3  # a compromise: a sum over terms favours long sentences, a mean short ones
_SHORT_WORDS, _SHORT_PENALTY = 8, 3.0
_PRECEDING = 0.5
# Direction, frequency, location, title, summary section, announcement. Chosen on the even documents of the 13
# shared sets (36.1 / 15.4, ROUGE-1/2); the odd ones gave 36.1 / 15.8.
_WEIGHTS = np.array([1.0, 1.0, 1.0, 2.0, 2.0, 0.8])
_WEIGHTS_OF_DECISION = np.array([1.0, 1.0, 1.0, 2.0, 2.0, 2.0])  # what is asked for counts like the subject
_TITLE = 3  # its place among the signals
_FORMALITY_WEIGHT = 1.0  # chosen among 0.5, 1 and 2 on the even documents of BillSum and ScisummNet
_SECTION_OPENING_WEIGHT = 0.5  # chosen among 0.5, 1 and 1.5 on the even documents of five sets with headings
_AIM_WEIGHT, _CITATION_WEIGHT = 0.5, 0.5  # chosen by reading summaries of papers; 0 to 1 leave ROUGE alike
_REPETITION_WEIGHT = 0.25
_OPENING_WEIGHT = 0.5  # in standard deviations of the scores; chosen as above among 0, 0.5, 1 and 9
# Of a transcript, in standard deviations of PacSum's scores. Chosen by reading summaries, among values that
# left ROUGE on 38 training meetings of QMSum alike: 24.5 / 4.6 with none of them, 25.3 / 4.7 with all.
_DECISION_WEIGHT, _SECTION_WEIGHT, _DISFLUENCY_WEIGHT = 0.75, 4.0, 0.3
_PROCEDURE_WEIGHT, _WRITTEN_WEIGHT, _TOPIC_WEIGHT = 1.5, 2.0, 3.0  # chosen by reading alone
_NAMES_WEIGHT, _SHORT_IN_STORY = 1.0, 14  # of a story; chosen by reading summaries of chapters
_WORDS_A_SENTENCE = 25
_LENGTH_WEIGHT = 0.5  # 35.9 / 15.4 on the even documents, 36.0 / 15.5 on the odd ones


@dataclass(frozen=True)
class Auto(EncoderMethod):
    """Combines six classic signals; other rules for a query, a transcript and a story.

    For most texts, the score of a sentence is the weighted sum of six signals, each measured in standard
    deviations from its mean, and limited to ±4:

    - direction (weight 1): the cosines of its tf-idf vector with those of later sentences, minus half of
      those with earlier ones (Zheng & Lapata, ACL 2019);
    - frequency (1): for each of its terms, the number of sentences that contain it, added up (Luhn 1958);
      plus the same for word pairs that recur (Gillick & Favre 2009). Each of the two sums is divided by
      n ** (2 / 3), for n words of the sentence, and standardized;
    - location (1): ``-log(1 + position)``;
    - title (2): the number of its terms that are in ``Document(title=…)`` (Edmundson 1969), divided by
      n ** (1 / 2);
    - summary section (2): whether it is in a section such as "Abstract" or "Conclusions" (Edmundson 1969).
      If none is above "Introduction", the section of 3 to 20 sentences right above it counts, too;
    - announcement (0.8): whether it has a phrase of an aim, such as "this paper" or "we propose", or of a
      finding, such as "our results" (Paice 1981), in languages with a list. In a text without them, whether
      it is the first sentence that defines the topic ("Verde is a …"). The topic is the most frequent term,
      or a term of the title. In letters and minutes, phrases such as "please" and "we decided" count, too,
      and in judgments "is dismissed"; then the weight is 2.

    Then scores are adjusted. A purely formal sentence, such as "this act may be cited as" or one below
    "Definitions", loses 1. All sentences with an aim but the best one lose 0.5. A citation, such as "(Lee
    2001)" or "[12]", costs 0.5, and two cost 1. A sentence of k < 8 words loses 3 * (1 - k / 8). In a text of
    four sections or more, the first sentence of each gains 0.5. If the limit is a number of sentences, each
    sentence gains half of its standardized log(n), which favours long ones. If the summary may have more than
    one sentence, the first sentence of prose that can be read alone gains half of the standard deviation of
    the scores, but does not rise above the highest one; if one of the first four sentences defines the topic
    and can be read alone, that one gets the highest. So does the best sentence with a name that is in the
    title, if it is among four times as many as asked for, and no better one of those asked for has it; and
    the best ruling of a judgment. With an encoder, the largest cosine of a sentence with an earlier one is
    standardized, and the sentence loses a quarter of it, which avoids paraphrases.

    - With a query, the method is TextRank that restarts at the sentences relevant to the query (Otterbacher
      et al. 2005). With an encoder, it compares vectors, and the query need not share a word with the text.
    - For a transcript, most of whose lines begin with speakers, the method is PacSum (Zheng & Lapata 2019) on
      words, which prefers long turns. An encoder would not prefer them, so it is ignored. To the standardized
      score, 0.75 is added for a decision or a request, and 2 for a note: a sentence without a speaker, before
      the talk or below a heading. A note below "Summary" or "Conclusion" gains 4 more, and another 3 if it
      shares a word with the heading one level above. A sentence that only manages the meeting ("next item")
      loses 1.5, and each "uh" or repeated word costs 0.3. In captions without several speakers, the first
      sentence that can be read alone gets the highest score, unless one sentence is asked for.
    - For a story, the score is frequency + 2 * title + people: the number of recurring names in the sentence,
      at most 2, and one more if it begins with one; -1 for direct speech. The sentences come from all parts
      of the text.

    Cost: O(w log w) time and O(w) memory for w words. With an encoder each of n sentences is encoded once,
    and time grows with n²; memory does not, since cosines are computed in blocks of 64 MB.

    Args:
        redundancy: see :class:`Extractive`; ``"mmr"`` by default.
        candidates: see :class:`Extractive`.
        encoder: see :class:`EncoderMethod`; ignored for a transcript.

    Raises:
        QueryError: on use, if no word of the query occurs in the text, or, with an encoder, no sentence is
            similar to the query.
        InvalidTypeError: the encoder is not a name, a folder or an object with ``encode``.
        MissingExtraError: on use, if the package that loads the encoder is not installed.
        ModelError: on use, if the encoder cannot be loaded, or does not return vectors.

    >>> from summarize import Length
    >>> text = "Cats chase mice at night. Rain fell. Mice fear the cats of the house. Dogs only chase cats."
    >>> print(Auto()(text, Length(sentences=1)))
    Cats chase mice at night.
    """

    name: ClassVar[str] = "auto"
    takes_query: ClassVar[bool] = True

    redundancy: Literal["mmr", "trigrams"] | None = field(default="mmr", kw_only=True)

    def _options(self) -> dict[str, Any]:
        return super()._options() | {"redundancy": self.redundancy}  # None is not the default here

    def score_sentences(self, document: Document, query: str | None) -> Vector:
        """Return the sum of the signals, or the scores of the method for this text and query."""
        if query is not None:
            from summarize.extractive.textrank import TextRank  # most texts need neither of the two

            textrank = (
                TextRank()
                if self.encoder is None
                else TextRank(similarity="embeddings", encoder=self.encoder)
            )
            return textrank.score_sentences(document, query)
        if is_speech(document):
            return _of_transcript(document)
        scores = _of_narrative(document) if is_narrative(document) else _of_text(document)
        if self.encoder is not None:
            scores -= _REPETITION_WEIGHT * standardize(_repetition(self.unit_vectors(document)))
        return np.asarray(scores)

    def at_length(self, document: Document, scores: Vector, length: Length, query: str | None) -> Vector:
        """Return the scores with a bonus for long sentences and for the one that opens the text.

        Long ones gain if the length counts sentences; the opening one gains if others follow it.
        """
        if query is not None or document.is_transcript:
            return scores
        worth = scores.copy()
        if document.is_timed:
            return worth if length.sentences == 1 else _opened(document, worth)
        if length.sentences is not None:
            worth += _LENGTH_WEIGHT * standardize(np.log(np.maximum(document.terms.n_words, 1)))
        if is_narrative(document):
            return favour_parts(document, worth, _count_sentences(document, length))
        if length.sentences == 1:
            return worth
        if (definition := find_definition(document)) is not None:
            worth[definition] = worth.max()
        elif (opening := find_opening(document)) is not None:
            worth[opening] += min(_OPENING_WEIGHT * standard_deviation(worth), worth.max() - worth[opening])
        if (ruling := find_ruling(document, worth)) is not None:
            worth[ruling] = worth.max()
        if (named := find_named(document, worth, _count_sentences(document, length))) is not None:
            worth[named] = worth.max()
        return worth


def _opened(document: Document, worth: Vector) -> Vector:
    """Return the worth of the sentences of a talk, the highest for the one that opens it."""
    if (opening := find_opening(document)) is not None:
        worth[opening] = worth.max()
    return worth


def _of_transcript(document: Document) -> Vector:
    """Return the scores of the sentences of a conversation."""
    from summarize.extractive.pacsum import PacSum

    is_note = is_written(document)
    is_result = is_note & is_in_summary_section(document)
    return np.asarray(
        standardize(PacSum().score_sentences(document, None))
        + _DECISION_WEIGHT * decides(document)
        - _PROCEDURE_WEIGHT * has_cue(document, "procedures")
        + _WRITTEN_WEIGHT * is_note
        + _SECTION_WEIGHT * is_result
        + _TOPIC_WEIGHT * (is_result & names_topic(document))
        - _DISFLUENCY_WEIGHT * disfluencies(document)
        - _shortness(document.terms)
    )


def _of_narrative(document: Document) -> Vector:
    """Return the scores of the sentences of a story: of its people, in its frequent words."""
    return np.asarray(
        standardize(_frequency(document))
        + _WEIGHTS[_TITLE] * standardize(_titled(document))
        + _NAMES_WEIGHT * names_people(document)
        - _shortness(document.terms, _SHORT_IN_STORY)
    )


def _count_sentences(document: Document, length: Length) -> int:
    """Return about how many sentences a summary of a length has."""
    return length.sentences or max(1, Candidates(document).word_budget(length) // _WORDS_A_SENTENCE)


def _of_text(document: Document) -> Vector:
    """Return the scores of the sentences of any other text: six signals, and adjustments."""
    points = once(decides, document) if _is_to_decide(document) else once(is_ruling, document)
    weights = _WEIGHTS_OF_DECISION if np.count_nonzero(points) else _WEIGHTS
    aims, findings = once(find_announcements, document)
    announced = points | aims | findings
    terms = document.terms
    signals = np.array(
        [
            following_less_preceding(tf_idf(terms), _PRECEDING),
            _frequency(document),
            -np.log1p(np.arange(len(document.sentences))),
            _titled(document),
            once(is_in_summary_section, document),
            announced if np.count_nonzero(announced) else once(is_definition, document, document.title),
        ]
    )
    scores = weights @ standardize(signals) - _shortness(terms)
    scores -= _FORMALITY_WEIGHT * once(is_formal, document)
    scores += _SECTION_OPENING_WEIGHT * opens_section(document)
    scores -= _CITATION_WEIGHT * count_citations(document)
    if np.count_nonzero(aims):
        scores -= _AIM_WEIGHT * _repeats_aim(scores, aims & ~findings & ~points)
    return np.asarray(scores)


def _repeats_aim(scores: Vector, is_aim: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return which sentences say what a text is about, but for the one with the highest score."""
    repeats = is_aim.copy()
    repeats[np.where(is_aim, scores, -np.inf).argmax()] = False
    return repeats


def _is_to_decide(document: Document) -> bool:
    """Return whether decisions and requests are the point of a text: of a letter, or of minutes."""
    return document.habits.is_letter or once(is_minutes, document, document.title)


def _frequency(document: Document) -> Vector:
    counts = document.terms
    of_terms = sentence_sums(counts, document_frequency(counts)[counts.columns])
    lengths = np.maximum(counts.n_words, 1) ** _LENGTH_POWER
    return np.asarray(standardize(np.array([of_terms, repeated_pairs(document)]) / lengths).sum(axis=0))


def _density(wanted: NDArray[np.bool_], counts: TermCounts) -> Vector:
    """Return the number of wanted terms in each sentence, divided by the square root of its words."""
    return sentence_sums(counts, wanted[counts.columns]) / np.sqrt(np.maximum(counts.n_words, 1))


def _titled(document: Document) -> Vector:
    """Return how densely each sentence has terms of the title."""
    wanted = once(given_title_terms, document, document.title)
    n_sentences = len(document.sentences)
    return _density(wanted, document.terms) if np.count_nonzero(wanted) else np.zeros(n_sentences)


def _shortness(counts: TermCounts, short: int = _SHORT_WORDS) -> Vector:
    return np.asarray(_SHORT_PENALTY * np.maximum(0.0, 1 - counts.n_words / short))


def _repetition(vectors: Vectors) -> Vector:
    """Return the largest cosine of each sentence with an earlier one, 0 for the first."""
    largest = np.zeros(vectors.shape[0])
    for first, block in vectors.products_of_pairs():
        np.fmax(largest[first:], np.fmax.reduce(block, axis=0), out=largest[first:])
    return largest
