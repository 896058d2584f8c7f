"""What is found once for a document lasts as long as the document."""

import weakref

from summarize import Document, summarize
from summarize.extractive.features.citations import count_citations
from summarize.extractive.features.coreference import Introductions
from summarize.extractive.features.once import once
from summarize.extractive.features.stop_words import has_few_stop_words


def test_each_document_has_its_own() -> None:
    documents = [Document("It rained."), Document("It rained. It snowed.")]
    assert [len(once(count_citations, document)) for document in documents] == [1, 2]


def test_what_was_found_keeps_no_document_in_memory() -> None:
    document = Document("A mill burned. The mill was old.", "en")
    for find in (Introductions, has_few_stop_words, count_citations):
        once(find, document)  # type: ignore[arg-type]
    reference = weakref.ref(document)
    del document
    assert reference() is None  # at once: nothing waits for the search for cycles


def test_what_was_found_goes_with_the_terms() -> None:
    summary = summarize(Document("A mill burned in the night. The mill was old and dry.", "en"), sentences=1)
    assert vars(summary.document).keys().isdisjoint(("terms", "words", "found"))


def test_a_new_title_counts() -> None:
    text = "A mill burned in the night. The old bridge fell in May. The town council met. Nobody came to it."
    document = Document(text, "en", title="Mill burned")
    before = summarize(document, sentences=1)
    document.title = "Bridge fell"
    assert summarize(document, sentences=1) == summarize(
        Document(text, "en", title="Bridge fell"), sentences=1
    )
    assert summarize(document, sentences=1) != before
