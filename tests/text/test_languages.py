"""Language given, or told from the text."""

from collections import Counter

import pytest

from summarize import Document, InvalidTypeError, InvalidValueError
from summarize.text.languages import detect, language_code
from tests.conftest import shared_documents

NEWS = {
    "ar": "اجتمع البرلمان يوم الثلاثاء وقرر أن القانون الجديد لن يتغير قبل الصيف.",
    "de": "Das Parlament trat am Dienstag zusammen und beschloss, dass das neue Gesetz nicht geändert wird.",
    "el": "Το κοινοβούλιο συνεδρίασε την Τρίτη και αποφάσισε ότι ο νέος νόμος δεν θα αλλάξει.",
    "en": "The parliament met on Tuesday and decided that the new law would not be changed before the summer.",
    "es": "El parlamento se reunió el martes y decidió que la nueva ley no se modificaría antes del verano.",
    "fr": "Le parlement s'est réuni mardi et a décidé que la nouvelle loi ne serait pas modifiée avant l'été.",
    "hi": "संसद की बैठक मंगलवार को हुई और यह निर्णय लिया गया कि नया कानून पहले नहीं बदला जाएगा।",
    "it": "Il parlamento si è riunito martedì e ha deciso che la nuova legge non sarà modificata.",
    "ja": "議会は火曜日に開かれ、新しい法律は夏までに変更されないことを決定した。",
    "ko": "의회는 화요일에 모여 새 법을 여름 전에 바꾸지 않기로 결정했다.",
    "nl": "Het parlement kwam dinsdag bijeen en besloot dat de nieuwe wet niet zal worden gewijzigd.",
    "pl": "Parlament zebrał się we wtorek i zdecydował, że nowa ustawa nie zostanie zmieniona przed latem.",
    "pt": "O parlamento reuniu-se na terça-feira e decidiu que a nova lei não será alterada antes do verão.",
    "ru": "Парламент собрался во вторник и решил, что новый закон не будет изменён до лета.",
    "sv": "Parlamentet sammanträdde på tisdagen och beslutade att den nya lagen inte ska ändras före sommaren.",
    "th": "รัฐสภาประชุมกันในวันอังคารและตัดสินใจว่าจะไม่เปลี่ยนกฎหมายใหม่",
    "tr": "Meclis salı günü toplandı ve yeni yasanın yazdan önce değiştirilmeyeceğine karar verdi.",
    "uk": "Парламент зібрався у вівторок і вирішив, що новий закон не буде змінено до літа.",
    "ur": "پارلیمنٹ کا اجلاس منگل کو ہوا اور فیصلہ کیا گیا کہ نیا قانون تبدیل نہیں ہوگا۔",
    "vi": "Quốc hội đã họp vào thứ Ba và quyết định rằng luật mới sẽ không được thay đổi trước mùa hè.",
    "zh": "议会星期二开会，决定新法律在夏天之前不会改变。",
}


@pytest.mark.parametrize("language", NEWS)
def test_one_sentence_tells_its_language(language: str) -> None:
    assert detect(NEWS[language]) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("<b>the</b> <i>and</i> <p>which</p>", "en"),
        ("<p>Der</p><p>Hund</p><p>und</p><p>die</p>", "de"),
        ("email: <the@x.org>", "en"),
        ("the\0cat\0and\0was", "en"),
    ],
)
def test_marks_around_words_do_not_hide_them(text: str, language: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("cnndm_validation", "en"),
        ("klexikon_de_test", "de"),
        ("orangesum_fr_test", "fr"),
        ("urdu_uscorpus", "ur"),
    ],
)
def test_real_documents_tell_their_language(name: str, language: str) -> None:
    assert {detect(text) for text in shared_documents(name)} == {language}


@pytest.mark.parametrize(
    "text",
    [
        "Car rental. Car insurance. Car wash. Electric car prices. Used car dealers.",  # French: because
        "Sun sets. Sun rises. Moon rises. Sun burns skin. Sun cream helps.",  # Hausa: they
        "Die casting. Die design. Die maintenance. Steel die prices.",  # German: the
        "Kim Jong Un visits Moscow. Putin greets Kim Jong Un. Kim Jong Un praises Putin.",  # Turkish: who
        "Relaxed Quantization for Discretized Neural Networks",
    ],
)
def test_a_word_that_is_a_stop_word_elsewhere_tells_nothing(text: str) -> None:
    assert detect(text) == "und"


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("Prof. Dr. Weber leitet das Institut seit 2010.", {"de", "und"}),
        ("Prof. Dr. med. Klein operiert in Bonn.", {"de", "und"}),
        ("Prof. Dr. Dr. h. c. Anna Weber", {"und"}),
        ("Prof. Weber and Dr. Bianchi met in the garden.", {"en", "und"}),
        ("Co. Ltd. Inc. Corp. No. Vol.", {"und"}),
        ("Prof. Weber und Dr. Klein forschen gern in Bonn.", {"de"}),
        ("THE BARN IS ON FIRE AND THE HORSES ARE GONE.", {"en"}),
    ],
)
def test_titles_and_abbreviations_tell_nothing(text: str, languages: set[str]) -> None:
    assert detect(text) in languages


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Міст через річку відкриють улітку, але його ще фарбують.", "uk"),
        ("Köprünün önündeki ağaç geçen kış kesildi.", "tr"),
        ("Most nad rzeką otwarto wczoraj, ale dźwig wciąż stoi.", "pl"),
        ("El puente de la aldea se abrirá mañana.", "es"),
        ("Broen til øen blev malet i går, men den er våd.", "da"),
        ("Jembatan itu akan dibuka oleh warga desa tahun depan.", "id"),
    ],
)
def test_letters_tell_near_relatives_and_short_sentences(text: str, language: str) -> None:
    assert detect(text) == language


def test_a_text_in_letters_of_no_known_language_is_undetermined() -> None:
    assert detect("Brúin yfir ána var máluð í gær og það er ekki búið að opna hana.") == "und"


def test_a_language_without_stop_words_is_undetermined() -> None:
    """Three of these articles of the BBC are in Welsh."""
    found = Counter(map(detect, shared_documents("xsum_test")))
    assert found == {"en": 297, "und": 3}


def test_a_book_is_not_judged_by_its_table_of_contents(prose: str) -> None:
    assert detect(prose) == "en"


@pytest.mark.parametrize("text", ["12345 67", "xqzt wvvk"])
def test_what_nothing_tells_is_undetermined(text: str) -> None:
    assert Document(text).language == "und"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("de", "de"),
        ("German", "de"),
        ("de-AT", "de"),
        ("zh_Hans", "zh"),
        ("nb", "no"),
        ("eng", "en"),
        ("ger", "de"),
        ("ceb", "ceb"),
        (" EN ", "en"),
    ],
)
def test_a_language_is_given_by_code_or_name(given: str, code: str) -> None:
    assert language_code(given) == code
    assert Document("Ein Text.", given).language == code


def test_an_unknown_language_is_an_error_with_the_nearest_name() -> None:
    with pytest.raises(InvalidValueError, match="'germann'.*did you mean 'german'"):
        Document("Ein Text.", "germann")
    with pytest.raises(InvalidValueError, match="language 'zz' is no ISO 639-1 code"):
        Document("Ein Text.", "zz")
    with pytest.raises(InvalidTypeError, match="language must be a str such as 'en', got 7"):
        Document("Ein Text.", 7)  # type: ignore[arg-type]
