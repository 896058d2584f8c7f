"""Which parts of a mail are its text, and which lines of them."""

import pytest

from summarize import ReadError
from summarize.readers import read_bytes

PLAIN, PAGE = "Content-Type: text/plain; charset=utf-8", "Content-Type: text/html; charset=utf-8"


def mail(*parts: tuple[str, str], kind: str = "mixed") -> bytes:
    lines = ["From: a@b.org", "To: c@d.org", f'Content-Type: multipart/{kind}; boundary="XX"', ""]
    for head, body in parts:
        lines += ["--XX", head, "", body]
    return "\n".join([*lines, "--XX--", ""]).encode()


def text(data: bytes) -> str:
    return read_bytes(data, "a").text


def plain(body: str) -> str:
    return text(f"From: a\nTo: b\n\n{body}".encode())


def test_all_parts_are_read_in_their_order() -> None:
    listed = mail((PAGE, "<p>The body.</p>"), (PLAIN, "____\nA list of mails"))
    assert text(listed) == "The body.\n\n____\nA list of mails"
    assert text(mail((PLAIN, "One.\n-- \nAnn"), (PLAIN, "Two."))) == "One.\n\nTwo."
    forwarded = "Content-Type: message/rfc822\nContent-Disposition: attachment"
    assert text(mail((PLAIN, "See."), (forwarded, "From: z\n\nInside."))) == "See.\n\nInside."


def test_of_alternatives_the_plain_text_is_read_unless_it_only_says_that_there_is_another() -> None:
    page = "<p>" + "The body of the mail. " * 10 + "</p>"
    short = mail((PLAIN, "This is no page."), (PAGE, page), kind="alternative")
    assert text(short).startswith("The body of the mail. The body")
    whole = mail((PLAIN, "The body of a mail. " * 8), (PAGE, page), kind="alternative")
    assert text(whole).startswith("The body of a mail.")
    answer = mail(
        (PLAIN, "Yes.\n\n> " + "Old. " * 50), (PAGE, f"Yes.<div>{'Old. ' * 50}</div>"), kind="alternative"
    )
    assert text(answer) == "Yes."


def test_a_mail_whose_parts_cannot_be_told_apart_is_read_whole() -> None:
    assert text(b"From: a\nTo: b\nContent-Type: multipart/mixed\n\nWords.") == "Words."
    assert "Words." in text(mail((PLAIN, "Words.")).replace(b'"XX"', b'"YY"'))
    assert text(b"From: a\nTo: b\nContent-Disposition: attachment\n\nWords.") == "Words."


def test_only_a_few_lines_at_the_end_are_a_signature() -> None:
    assert plain("One.\n--\nAnn\nParis") == "One."
    assert plain("One.\n-- \nAnn\n-- \nA list of mails") == "One."
    assert plain("One.\n--\nTwo.\n--\nThree.") == "One.\n--\nTwo.\n--\nThree."
    long = "One.\n-- \n" + "\n".join(f"Line {n}." for n in range(20))
    assert plain(long) == long


def test_a_line_that_a_mailbox_has_marked_is_no_quote() -> None:
    assert plain("One.\n>From here on.\n> Old.\n>Old.") == "One.\nFrom here on."


@pytest.mark.parametrize(
    ("written", "subject"),
    [
        ("Grüße".encode(), "Grüße"),
        ("Grüße".encode("latin-1"), "Grüße"),
        (b"=?iso-8859-1?q?=93Yes=94?= and no", "“Yes” and no"),
        (b"=?gb2312?b?5me7+Q==?=", "鎔基"),
        (b"=?klingon?q?Qa?=", "Qa"),
        (b"=?utf-8?b?A?=", "=?utf-8?b?A?="),
    ],
)
def test_subjects(written: bytes, subject: str) -> None:
    assert read_bytes(b"From: a\nTo: b\nSubject: " + written + b"\n\nWords.", "a").title == subject


def test_mails_without_text() -> None:
    file = "Content-Type: application/pdf\nContent-Disposition: attachment; filename=a.pdf"
    with pytest.raises(ReadError, match=r"^a: has no text, but attachments \(a.pdf\); save and name those"):
        text(mail((file, "x")))
    with pytest.raises(ReadError, match="^a: is encrypted"):
        plain("-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n")


def test_a_mail_that_does_not_say_its_encoding() -> None:
    written = "From: a\nTo: b\n\nDie Fähre fährt nicht.".encode("latin-1")
    assert read_bytes(written, "a").text == "Die Fähre fährt nicht."
