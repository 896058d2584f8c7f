"""What the author of a mail wrote, whatever program and language quotes the older one."""

import pytest

from summarize.readers import read_bytes

REPLY = "The ferry terminal stays closed until August, as the divers need two more weeks."
OLDER = "Can you tell us when the terminal opens again? The shops ask every day."

ATTRIBUTIONS = """
On Friday, 30 April 2021 at 16:12, Bo Berg <bo@example.org> wrote:
On Apr 30, 2021, at 4:12 PM, Bo Berg via Council <council@lists.example.org> wrote:
On 4/30/21 4:12 PM, Bo Berg wrote:
Am Fr., 30. Apr. 2021 um 16:12 Uhr schrieb Bo Berg <bo@example.org>:
Le ven. 30 avr. 2021 à 16:12, Bo Berg <bo@example.org> a écrit :
El vie, 30 abr 2021 a las 16:12, Bo Berg (<bo@example.org>) escribió:
Il giorno ven 30 apr 2021 alle ore 16:12 Bo Berg <bo@example.org> ha scritto:
Em sex., 30 de abr. de 2021 às 16:12, Bo Berg <bo@example.org> escreveu:
Op 30 apr. 2021, om 16:12 heeft Bo Berg <bo@example.org> het volgende geschreven:
Den fre 30 apr. 2021 kl 16:12 skrev Bo Berg <bo@example.org>:
Den 30. apr. 2021 kl. 16.12 skrev Bo Berg <bo@example.org>:
På 30. april 2021 kl. 16:12:18, Bo Berg (bo@example.org) skrev:
pe 30. huhtik. 2021 klo 16.12 Bo Berg (bo@example.org) kirjoitti:
W dniu 30.04.2021 o 16:12, Bo Berg pisze:
Dne 30. 04. 21 v 16:12 Bo Berg napsal(a):
pi 30. 4. 2021 o 16:12 Bo Berg <bo@example.org> napísal(a):
Bo Berg <bo@example.org> ezt írta (időpont: 2021. ápr. 30., P, 16:12):
Pe vin., 30 apr. 2021 la 16:12, Bo Berg <bo@example.org> a scris:
Bo Berg <bo@example.org>, 30 Nis 2021 Cum, 16:12 tarihinde şunu yazdı:
пт, 30 апр. 2021 г. в 16:12, Bo Berg <bo@example.org>:
30.04.2021, 16:12, "Bo Berg" <bo@example.org>:
пт, 30 квіт. 2021 р. о 16:12 Bo Berg <bo@example.org> пише:
Στις Παρ 30 Απρ 2021 στις 4:12 μ.μ., ο χρήστης Bo Berg <bo@example.org> έγραψε:
Bo Berg <bo@example.org> 于2021年4月30日周五 16:12写道：
2021年4月30日(金) 16:12 Bo Berg <bo@example.org>:
2021년 4월 30일 (금) 오후 4:12, Bo Berg <bo@example.org>님이 작성:
Vào 16:12, Th 6, 30 thg 4, 2021 Bo Berg <bo@example.org> đã viết:
Pada tanggal Jum, 30 Apr 2021 pukul 16.12 Bo Berg <bo@example.org> menulis:
في الجمعة، 30 أبريل 2021 في 4:12 م تمت كتابة ما يلي بواسطة Bo Berg <bo@example.org>:
Þann fös., 30. apr. 2021 kl. 16:12 skrifaði Bo Berg <bo@example.org>:
""".strip().split("\n")

HEADERS = """
From: Bo Berg <bo@example.org>|Sent: Friday, April 30, 2021 4:12 PM|To: Anna|Subject: Terminal
*From:* Bo Berg|*Sent:* 30 April 2021 16:12|*To:* Anna; Carl|*Subject:* Terminal
Von: Bo Berg|Gesendet: Freitag, 30. April 2021 16:12|An: Anna|Betreff: Terminal
De : Bo Berg|Envoyé : vendredi 30 avril 2021 16:12|À : Anna|Objet : Terminal
De: Bo Berg|Enviado el: viernes, 30 de abril de 2021 16:12|Para: Anna|Asunto: Terminal
Da: Bo Berg|Inviato: venerdì 30 aprile 2021 16:12|A: Anna|Oggetto: Terminal
De: Bo Berg|Enviada em: sexta-feira, 30 de abril de 2021 16:12|Para: Anna|Assunto: Terminal
Van: Bo Berg|Verzonden: vrijdag 30 april 2021 16:12|Aan: Anna|Onderwerp: Terminal
Från: Bo Berg|Skickat: den 30 april 2021 16:12|Till: Anna|Ämne: Terminal
Fra: Bo Berg|Sendt: 30. april 2021 16:12|Til: Anna|Emne: Terminal
Lähettäjä: Bo Berg|Lähetetty: perjantai 30. huhtikuuta 2021 16.12|Vastaanottaja: Anna|Aihe: Terminal
Od: Bo Berg|Wysłano: piątek, 30 kwietnia 2021 16:12|Do: Anna|Temat: Terminal
Od: Bo Berg|Odesláno: pátek 30. dubna 2021 16:12|Komu: Anna|Předmět: Terminal
Feladó: Bo Berg|Elküldve: 2021. április 30., péntek 16:12|Címzett: Anna|Tárgy: Terminal
Kimden: Bo Berg|Gönderildi: 30 Nisan 2021 Cuma 16:12|Kime: Anna|Konu: Terminal
От: Bo Berg|Отправлено: 30 апреля 2021 г. 16:12|Кому: Anna|Тема: Terminal
Від: Bo Berg|Надіслано: 30 квітня 2021 р. 16:12|Кому: Anna|Тема: Terminal
Από: Bo Berg|Στάλθηκε: Παρασκευή, 30 Απριλίου 2021 4:12 μμ|Προς: Anna|Θέμα: Terminal
发件人: Bo Berg|发送时间: 2021年4月30日 16:12|收件人: Anna|主题: Terminal
差出人: Bo Berg|送信日時: 2021年4月30日 16:12|宛先: Anna|件名: Terminal
보낸 사람: Bo Berg|보낸 날짜: 2021년 4월 30일 금요일 오후 4:12|받는 사람: Anna|제목: Terminal
""".strip().split("\n")


def text(body: str, *, subject: str = "Re: Terminal", kind: str = "plain", parameters: str = "") -> str:
    header = f"From: a@example.org\nTo: b@example.org\nSubject: {subject}\n"
    content = f"Content-Type: text/{kind}; charset=utf-8{parameters}\nContent-Transfer-Encoding: 8bit\n\n"
    return read_bytes(f"{header}{content}{body}".encode(), "a.eml").text


def escaped(line: str) -> str:
    return line.replace("<", "&lt;").replace(">", "&gt;")


@pytest.mark.parametrize("line", ATTRIBUTIONS)
def test_the_line_above_quoted_mail_is_no_text(line: str) -> None:
    assert text(f"{REPLY}\n\n{line}\n\n> {OLDER}\n>\n> Bo\n") == REPLY
    assert text(f"{line}\n> {OLDER}\n\n{REPLY}") == REPLY
    words = line.split()
    wrapped = f"{' '.join(words[:-3])}\n{' '.join(words[-3:])}"
    assert text(f"{REPLY}\n\n{wrapped}\n\n > {OLDER}\n") == REPLY
    if "@" in line:  # some programs do not mark what they quote
        assert text(f"{REPLY}\n\n{line}\n\n{OLDER}\n") == REPLY
    page = f"<div>{REPLY}</div><div>{escaped(line)}<br></div><blockquote>{OLDER}</blockquote>"
    assert text(page, kind="html") == REPLY


@pytest.mark.parametrize("fields", HEADERS)
@pytest.mark.parametrize("rule", ["", "-----Original Message-----\n", f"{'_' * 32}\n"])
def test_the_header_of_an_older_mail_ends_the_text(fields: str, rule: str) -> None:
    block = fields.replace("|", "\n")
    assert text(f"{REPLY}\n\n{rule}{block}\n\n{OLDER}\n") == REPLY
    lines = "".join(f"<div>{escaped(line)}</div>" for line in fields.split("|"))
    border = f"<p>{REPLY}</p><div style='border-top:solid #E1E1E1 1.0pt'>{lines}</div><p>{OLDER}</p>"
    assert text(border, kind="html") == REPLY


@pytest.mark.parametrize("fields", HEADERS)
def test_a_forwarded_mail_is_content_without_its_header(fields: str) -> None:
    assert (
        text(f"FYI\n\n{fields.replace('|', chr(10))}\n\n{REPLY}", subject="Fwd: Terminal")
        == f"FYI\n\n{REPLY}"
    )


@pytest.mark.parametrize(
    "line",
    [
        "---------- Forwarded message ---------",
        "Begin forwarded message:",
        "-------- Weitergeleitete Nachricht --------",
        "Début du message transféré :",
        "---------- Mensaje reenviado ---------",
        "-------- Пересылаемое сообщение --------",
        "---------- 转发邮件信息 ----------",
    ],
)
def test_a_line_that_says_that_a_mail_is_forwarded(line: str) -> None:
    block = "From: Bo <bo@example.org>\nDate: Fri, Apr 30, 2021\nSubject: The\nterminal\nTo: Anna"
    assert text(f"{line}\n{block}\n\n{REPLY}", subject="x") == REPLY
    quoted = "\n".join(f"> {each}" for each in f"{block}\n\n{REPLY}".split("\n"))
    assert text(f"See below.\n\n{line}\n\n{quoted}", subject="x") == f"See below.\n\n{REPLY}"


def test_mails_that_are_forwarded_very_often() -> None:
    marks = "\n".join(f"{'>' * depth} Begin forwarded message:" for depth in range(1500))
    assert text(f"See below.\n{marks}\n{'>' * 1499} {REPLY}").startswith("See below.")
    marks = "\n".join(f"{'>' * depth} Begin forwarded message:" for depth in range(5))
    assert text(f"See below.\n{marks}\n{'>' * 4} {REPLY}").endswith(REPLY)


def test_answers_between_quotations_all_stay() -> None:
    body = (
        "> When?\n\nIn August.\n\n> Who pays for it, and with what\nmoney?\n> The city?\nThe port.\n\n> Bo\n"
    )
    assert text(body).split("\n\n")[0] == "In August."
    assert "The port." in text(body)
    assert "When" not in text(body)


def test_the_rest_of_a_quoted_line_that_was_wrapped_is_quoted() -> None:
    line = "> The shops ask every day when the terminal opens again and whether it"
    assert text(f"{line}\ndoes so in May.\n> We need an answer.\n\n{REPLY}") == REPLY


def test_initials_of_a_name_mark_what_is_quoted() -> None:
    assert text(f"Bo Berg writes:\n\nBB> {OLDER}\nBB> Bo\n\n{REPLY}") == REPLY


@pytest.mark.parametrize("mark", ["|", "| ", "--]", "% ", ": ", "}", "#>", "Bo> ", "  bo.berg> ", "*>"])
def test_any_mark_before_all_lines_below_an_attribution_marks_what_is_quoted(mark: str) -> None:
    quoted = f"{mark}{OLDER}\n{mark}Who pays?\n{mark}"
    assert (
        text(f"On 3 May 2021, Bo Berg wrote:\n\n{quoted}\n\n{REPLY}\n\n{mark}Bo\n\nYes.")
        == f"{REPLY}\n\nYes."
    )


@pytest.mark.parametrize(
    "body",
    [
        "Bo wrote:\n\n- The bridge is old.\n- Who pays?\n\nI do.",
        "On 3 May 2021, Bo Berg wrote:\n\n“Who pays?\n“And when?”\n\nI do.",
        "The chat of today:\n\nann> Who pays?\nbo> I do.\nann> Good.",
    ],
)
def test_lists_quotations_and_chats_have_no_such_mark(body: str) -> None:
    assert text(body) == body


def test_what_stands_below_a_rule_needs_no_subject_to_be_the_header_of_an_older_mail() -> None:
    header = "From: Bo Berg\nTo: Anna\nDate: 30 April 2021"
    assert text(f"{REPLY}\n\n{'_' * 32}\n{header}\n\n{OLDER}") == REPLY


def test_quotation_marks_inside_a_text_are_no_quoted_mail() -> None:
    body = "Visit us.\n>>> >>> www.example.org <<<\nThe link is above, in the line between the arrows."
    assert text(body) == body


@pytest.mark.parametrize(
    "body",
    [
        "In his letter of 3 May 2019 the mayor wrote:\n\nWe shall build the bridge anew.\n\nNothing came of it.",
        "The programme:\n\nDate: Wednesday 3 May\nTime: 7:00\nPlace: the hall\n\nPlease bring your papers.",
        "Your trip:\n\nFrom: Oslo\nTo: Bergen\nDate: 3 May 2021\n\nPlease be at the quay by nine o'clock.",
        "Fra: Oslo\nTil: Bergen\nDato: 3. mai 2021 kl. 9\n\nVær ved kaien i god tid.",
        "The session went so:\n\nSQL> commit;\n\nCommit complete.\n\nSQL> exit\n\nAll piles are stored.",
        "From the council we hear that the bridge is closed.\nSubject to approval, it opens in May.",
        "Contact the office at 01 234 567 before noon.\n\nThe office is at 5 Quay Street.\nIt opens at nine.",
        "- first we count the piles\n- then we mend the roof\n\nThe rest comes in May.",
        "The report is confidential. Do not send it to the press before Friday.",
        "Two questions.\n\n1. Who pays?\n2. When does it open?\n\nThanks,\nAnna",
    ],
)
def test_a_text_that_only_looks_like_an_older_mail_or_a_signature_stays(body: str) -> None:
    assert text(body) == body


@pytest.mark.parametrize(
    "line",
    [
        "Sent from my iPhone",
        "Get Outlook for iOS<https://aka.ms/x>",
        "Sent from Yahoo Mail on Android",
        "Von meinem iPhone gesendet",
        "Envoyé de mon iPhone",
        "Enviado desde mi iPhone",
        "Inviato da iPhone",
        "Verstuurd vanaf mijn iPhone",
        "Wysłane z iPhone'a",
        "Odesláno z iPhonu",
        "Отправлено с iPhone",
        "iPhone'umdan gönderildi",
        "iPhoneから送信",
        "发自我的iPhone",
        "나의 iPhone에서 보냄",
        "Saadetud minu iPhone'ist",
    ],
)
def test_the_line_of_a_telephone_is_no_text(line: str) -> None:
    assert text(f"{REPLY}\n\n{line}") == REPLY
    assert text(f"{REPLY}\n\n{line}\n\nOn 4/30/21 4:12 PM, Bo Berg wrote:\n> {OLDER}") == REPLY


def test_signatures_and_notices_are_no_text() -> None:
    block = "Kind regards\n\nAnna Moor\nHead of Piles\nTel. +46 1 234 567 | www.example.org"
    notice = (
        "This e-mail and any attachment are confidential and intended solely for the person to whom they are\n"
        "addressed. If you have received this e-mail in error, please delete it and tell the sender."
    )
    assert text(f"{REPLY}\n\n{block}\n\n{notice}") == REPLY
    assert text(f"{REPLY}\n\nAnna Moor\nHarbour office\nPhone: 01 234 5678") == REPLY
    assert text(f"{REPLY}\n\nBest,\nAnna") == f"{REPLY}\n\nBest,\nAnna"
    footer = f"{'_' * 47}\nHarbour mailing list\nharbour@lists.example.org\nhttps://lists.example.org/harbour"
    assert text(f"{REPLY}\n-- \nAnna\n{footer}") == REPLY
    banner = "CAUTION: This email originated from outside of the organization. Do not click links.\n\n"
    assert text(banner + REPLY) == REPLY


def test_signatures_and_quotations_of_pages() -> None:
    assert (
        text(f"<p>{REPLY}</p><div class='gmail_signature'><b>Anna</b><br>Quay 1</div>", kind="html") == REPLY
    )
    indented = f"<p>See:</p><blockquote style='margin:0 0 0 40px;border:none'>{REPLY}</blockquote>"
    assert REPLY in text(indented, kind="html")
    yahoo = f"<p>{REPLY}</p><div class='ydp1yahoo_quoted'><div>On Friday, Bo wrote:</div><p>{OLDER}</p></div>"
    assert text(yahoo, kind="html") == REPLY


def test_flowed_text() -> None:
    flowed = "The ferry termi \nnal is clo \nsed.\n> Is it \n> so?\nYes.\n-- \nAnna"
    assert text(flowed, parameters="; format=flowed; delsp=yes") == "The ferry terminal is closed.\n\nYes."
    stuffed = "The ferry terminal \nis closed.\n From May on \nit opens."
    assert (
        text(stuffed, parameters="; format=flowed") == "The ferry terminal is closed.\nFrom May on it opens."
    )


@pytest.mark.parametrize("rule", ["=" * 30, "*" * 12, "_" * 20, "# # #".replace(" ", "#")])
def test_a_frame_at_the_end_holds_the_signature(rule: str) -> None:
    block = f"{rule}\nBo Berg\nHead of the ferry terminal\nPhone: 555 0100\n{rule}"
    assert text(f"{REPLY}\n\n{block}\n") == REPLY


def test_a_frame_around_sentences_is_text() -> None:
    rule = "=" * 30
    body = f"{REPLY}\n\n{rule}\nThe divers come in May.\n{rule}"
    assert "The divers come in May." in text(body)


def test_a_header_block_whose_sender_and_date_have_no_label_is_left_out() -> None:
    header = "Bo Berg <bo@example.org>\n04/05/2021 09:12 AM\nTo: Ann Moor\ncc:\nSubject: Re: Terminal"
    assert text(f"{REPLY}\n\n{header}\n\n{OLDER}\n") == REPLY
