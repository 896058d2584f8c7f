"""Planted faults in seven languages."""

import json
from pathlib import Path

import pytest

from benchmarks.data.perturbations import KINDS, LANGUAGES, plant
from tests.benchmarks.conftest import invoke

TEXTS = {
    "en": "On Monday, 3 July, Anna Moor paid 2.5 dollars for seven cats and 48 dogs, then ran 5 km to Tovey.",
    "de": "Am Montag, dem 3. Juli, zahlte Anna Moor 25 Euro für sechs Katzen und 48 Hunde. Sie lief 5 Kilometer.",
    "fr": "Lundi 3 juillet, la femme Anna Moor a payé 25 euros pour sept chats et 48 chiens, puis couru 5 km.",
    "es": "El lunes 3 de julio, la mujer Anna Moor pagó 25 euros por siete gatos y 48 perros y corrió 5 km.",
    "it": "Lunedì 3 luglio la donna Anna Moor ha pagato 25 euro per sette gatti e 48 cani e ha corso 5 km.",
    "pt": "Na segunda, 3 de julho, a mulher Anna Moor pagou 25 euros por sete gatos e 48 cães e correu 5 km.",
    "nl": "Op maandag 3 juli betaalde Anna Moor 25 euro voor zes katten en 48 honden en liep ze 5 km.",
}


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "quotations"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fault_is_planted_and_the_rest_stays(kind: str, language: str) -> None:
    text = TEXTS[language]
    planted = plant(kind, text, text, language)
    assert planted is not None
    assert planted.text != text
    assert planted.text[: planted.start] == text[: planted.start]
    assert text.endswith(planted.text[planted.end :])


def test_what_the_source_has_is_no_fault() -> None:
    assert plant("numbers", "He saw 48 cats.", "48, 51, 55 and 59 cats", "en") is None
    assert plant("numbers", "He saw 48 cats.", "He saw cats.", "en") is None


def test_the_words_of_a_quotation_change_places() -> None:
    text = 'He said "we shall never know this".'
    planted = plant("quotations", text, text, "en")
    assert planted is not None
    assert planted.text == 'He said "we never shall know this".'


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_check_finds_the_faults_of_each_language(tmp_path: Path, language: str) -> None:
    path = tmp_path / "own.jsonl"
    path.write_text(json.dumps({"document": f"{TEXTS[language]} x", "summary": TEXTS[language][:-1] + " !"}))
    done = invoke("perturb", "--data", path, "--language", language, "--show")
    assert done.exit_code == 0, done.output
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in done.output.splitlines()[2:]]
    shares = {row[1]: (row[2], row[3]) for row in rows if row}
    assert [kind for kind in KINDS if shares[kind] not in (("100.0%", "1"), ("–", "0"))] == [], done.output
    assert shares["untouched, flagged"] == ("0.0%", "1")
