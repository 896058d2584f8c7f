"""Mailboxes: each mail, each thread or all mails together as a document."""

from pathlib import Path

import pytest

from summarize import InvalidValueError, ReadError, summarize
from summarize.readers import find_items, read, read_item


def mail(sender: str, subject: str, text: str, *, key: str = "", answers: str = "") -> str:
    ids = (f"Message-ID: <{key}@x>\n" if key else "") + (f"In-Reply-To: <{answers}@x>\n" if answers else "")
    return (
        f"From {sender.lower()}@example.org Mon May  3 10:00:00 2021\nFrom: {sender} <{sender.lower()}@example.org>\n"
        f"To: all@example.org\nSubject: {subject}\n{ids}\n{text}\n\n"
    )


ENCRYPTED = "-----BEGIN PGP MESSAGE-----\n\nhQEMA5\n-----END PGP MESSAGE-----"
BOX = (
    mail("Anna", "The piles", "The piles rot.\n>From May on nobody looks.\n-- \nAnna", key="1")
    + mail("Carl", "The roof", "The roof leaks.", key="2")
    + mail(
        "Bo",
        "Re: The piles",
        "On Mon, 3 May 2021 at 10:00, Anna wrote:\n> The piles rot.\n\nMend them.",
        answers="1",
    )
    + mail("Dora", "AW: The roof", "It does not.")
    + mail("Anna", "The piles", "A new story begins.", key="9")
)


@pytest.fixture
def box(tmp_path: Path) -> Path:
    path = tmp_path / "council.mbox"
    path.write_text(BOX)
    return path


def texts(box: Path, **options: str) -> list[str]:
    return [read_item(item).text for item in find_items(box, **options)]  # type: ignore[arg-type]


def test_each_mail_is_a_document(box: Path) -> None:
    assert texts(box) == [
        "The piles rot.\nFrom May on nobody looks.",
        "The roof leaks.",
        "Mend them.",
        "It does not.",
        "A new story begins.",
    ]
    assert [item.id for item in find_items(box)][2] == f"{box}!3"
    assert read(f"{box}!3").title == "Re: The piles"


def test_a_thread_is_a_document_with_the_senders_as_speakers(box: Path) -> None:
    assert texts(box, mails="threads") == [
        "The piles rot.\nFrom May on nobody looks.\n\nMend them.",
        "The roof leaks.\n\nIt does not.",
        "A new story begins.",
    ]
    thread = read(next(iter(find_items(box, mails="threads"))).id)
    assert thread.title == "The piles"
    assert [sentence.speaker for sentence in thread.sentences] == ["Anna", "Anna", "Bo"]
    assert thread.time(0) is None


def test_all_mails_together_are_a_document_with_a_heading_for_each_subject(box: Path) -> None:
    (text,) = texts(box, mails="together")
    assert text == read(box).text
    assert text.startswith("## The piles\n\nThe piles rot.")
    assert text.count("## The roof") == 2
    assert read(box).speaker(text.index("Mend")) == "Bo"


def test_a_mailbox_in_a_folder_and_one_with_windows_line_ends(box: Path) -> None:
    box.write_bytes(BOX.replace("\n", "\r\n").encode())
    assert len(texts(box.parent)) == 5
    assert texts(box.parent)[2] == "Mend them."


def test_what_is_not_there(box: Path) -> None:
    for number in ("0", "6", "x", "thread-3", "-1"):
        with pytest.raises(ReadError, match=r"council.mbox: has no mail .*; it has 1 to 5"):
            read(f"{box}!{number}")
    with pytest.raises(InvalidValueError, match="mails"):
        find_items(box, mails="all")  # type: ignore[arg-type]
    (item,) = find_items(box.with_name("no.mbox"))
    with pytest.raises(ReadError, match=r"no.mbox"):
        read_item(item)


def test_a_mailbox_that_has_changed_is_searched_again(box: Path) -> None:
    assert len(texts(box)) == 5
    box.write_text(BOX + mail("Eva", "More", "One more."))
    assert texts(box)[5] == "One more."


def test_mails_that_cannot_be_read_do_not_hide_the_others(box: Path) -> None:
    sealed = mail("Eva", "Secret", "").replace("\n\n", "\nContent-Type: application/pkcs7-mime\n\nMIIB", 1)
    box.write_text(mail("Anna", "Piles", "The piles rot.") + sealed)
    assert read(box).text == "The piles rot."


def test_mails_that_cannot_be_read_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "council.mbox"
    path.write_text(mail("Anna", "The piles", "The piles rot.") + mail("Bo", "Re: The piles", ENCRYPTED))
    document = read_item(next(iter(find_items(path, mails="threads"))))
    assert document.text == "The piles rot."
    note = next(note for note in document.notes if "mails" in note)
    assert note.startswith("1 of 2 mails could not be read: ")
    assert "encrypted" in note
    assert note in summarize(document).notes
