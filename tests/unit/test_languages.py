"""The language tables: what each must hold, and that they tell the languages."""

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any, get_args

import attrs
import pytest

import newsparse
from newsparse.article import Reason
from newsparse.languages import (
    Captions,
    Dates,
    Language,
    Languages,
    People,
    Speech,
    builtin_codes,
    read_table,
)
from newsparse.languages.phrases import Phrases, fold, split_lines
from newsparse.parser.evidence import merge_tables
from newsparse.parser.language import detect_language

FOLDER = Path(__file__).parents[2] / "src" / "newsparse" / "languages"
CODES = (
    "ar",
    "cs",
    "da",
    "de",
    "el",
    "en",
    "es",
    "fa",
    "fi",
    "fr",
    "he",
    "hi",
    "hu",
    "id",
    "is",
    "it",
    "ja",
    "ko",
    "nb",
    "nl",
    "nn",
    "pl",
    "pt",
    "ro",
    "ru",
    "sv",
    "tr",
    "uk",
    "vi",
    "zh",
)
TABLES = (*CODES, "und")
PARTS = {"dates": Dates, "people": People, "captions": Captions, "speech": Speech}
UNITS = {"second", "minute", "hour", "day", "week", "month", "year"}
REASONS = set(get_args(Reason))

# Written for this test: nothing of them stands in a table.
SENTENCES = {
    "en": (
        "The council has voted to close the old bridge, but many of those who live there are angry.",
        "She said that they would have been home before the storm if the train had not stopped.",
    ),
    "sv": (
        "Kommunen har beslutat att stänga den gamla bron, men många som bor där är inte nöjda.",
        "Hon säger att de skulle ha varit hemma före stormen om tåget inte hade stannat.",
    ),
    "nb": (
        "Kommunen har bestemt seg for å stenge den gamle broen, men mange av dem som bor der er sinte.",
        "Hun sier at de ikke hadde vært hjemme før stormen hvis toget ble stående uten strøm.",
    ),
    "nn": (
        "Kommunen har bestemt seg for å stengje den gamle brua, men mange av dei som bur der er ikkje nøgde.",
        "Ho seier at dei ikkje hadde vore heime før stormen om toget vart ståande utan straum.",
    ),
    "da": (
        "Kommunen har besluttet at lukke den gamle bro, men mange af dem, der bor her, er ikke glade.",
        "Hun siger, at de ikke havde været hjemme før stormen, hvis toget var blevet holdende.",
    ),
    "is": (
        "Bæjarstjórn hefur ákveðið að loka gömlu brúnni, en margir þeirra sem búa þar eru ekki ánægðir.",
        "Hún segir að þau hefðu verið komin heim fyrir storminn ef lestin hefði ekki numið staðar.",
    ),
    "fi": (
        "Kunta on päättänyt sulkea vanhan sillan, mutta moni siellä asuva ei ole tyytyväinen.",
        "Hän sanoo, että he olisivat olleet kotona ennen myrskyä, jos juna ei olisi pysähtynyt.",
    ),
    "de": (
        "Der Rat hat beschlossen, die alte Brücke zu sperren, aber viele der Anwohner sind nicht froh.",
        "Sie sagt, dass sie vor dem Sturm zu Hause gewesen wären, wenn der Zug nicht gehalten hätte.",
    ),
    "nl": (
        "De gemeente heeft besloten om de oude brug te sluiten, maar veel mensen zijn er niet blij mee.",
        "Ze zegt dat ze voor de storm thuis zouden zijn geweest als de trein niet was gestopt.",
    ),
    "fr": (
        "Le conseil a décidé de fermer le vieux pont, mais beaucoup de ceux qui y vivent sont en colère.",
        "Elle dit qu'ils auraient été chez eux avant la tempête si le train ne s'était pas arrêté.",
    ),
    "es": (
        "El ayuntamiento ha decidido cerrar el viejo puente, pero muchos de los que viven allí no están contentos.",
        "Ella dice que habrían llegado a casa antes de la tormenta si el tren no se hubiera parado.",
    ),
    "it": (
        "Il comune ha deciso di chiudere il vecchio ponte, ma molti di quelli che ci vivono non sono contenti.",
        "Dice che sarebbero arrivati a casa prima della tempesta se il treno non si fosse fermato.",
    ),
    "pt": (
        "A câmara decidiu fechar a ponte velha, mas muitos dos que vivem ali não estão contentes com isso.",
        "Ela diz que teriam chegado a casa antes da tempestade se o comboio não tivesse parado.",
    ),
    "pl": (
        "Rada zdecydowała, że zamknie stary most, ale wielu z tych, którzy tam mieszkają, nie jest zadowolonych.",
        "Mówi, że byliby w domu przed burzą, gdyby pociąg się nie zatrzymał na kilka godzin.",
    ),
    "ar": (
        "قرر المجلس إغلاق الجسر القديم، لكن كثيرا من سكان الحي غير راضين عن القرار.",
        "وقالت إنهم كانوا سيصلون إلى البيت قبل العاصفة لو لم يتوقف القطار.",
    ),
    "fa": (
        "شورای شهر تصمیم گرفت پل قدیمی را ببندد، اما بسیاری از ساکنان از این تصمیم ناراضی‌اند.",
        "او می‌گوید که اگر قطار متوقف نشده بود، پیش از توفان به خانه رسیده بودند.",
    ),
    "he": (
        "המועצה החליטה לסגור את הגשר הישן, אבל רבים מהתושבים לא מרוצים מההחלטה.",
        "היא אמרה כי הם היו מגיעים הביתה לפני הסערה אם הרכבת לא הייתה נעצרת.",
    ),
    "hi": (
        "परिषद ने पुराने पुल को बंद करने का फैसला किया है, लेकिन वहां रहने वाले कई लोग इससे खुश नहीं हैं।",
        "उन्होंने कहा कि अगर ट्रेन नहीं रुकती तो वे तूफान से पहले घर पहुंच जाते।",
    ),
    "ru": (
        "Совет решил закрыть старый мост, но многие из тех, кто там живёт, этим недовольны.",
        "Она говорит, что они были бы дома ещё до бури, если бы поезд не остановился.",
        "Школу откроют только осенью, когда в новом здании уже не будет строителей и грузовиков.",
    ),
    "uk": (
        "Рада вирішила закрити старий міст, але багато хто з тих, хто там живе, цим невдоволений.",
        "Вона каже, що вони були б удома ще до бурі, якби поїзд не зупинився.",
        "Школу відкриють лише восени, коли в новій будівлі вже не буде будівельників і вантажівок.",
    ),
    "id": (
        "Dewan memutuskan untuk menutup jembatan tua itu, tetapi banyak warga yang tinggal di sana marah.",
        "Dia mengatakan bahwa mereka sudah akan berada di rumah sebelum badai jika kereta tidak berhenti.",
        "Sekolah akan dibuka kembali pada musim hujan setelah atap gedung selesai diperbaiki.",
    ),
    "vi": (
        "Hội đồng đã quyết định đóng cây cầu cũ, nhưng nhiều người sống ở đó không hài lòng.",
        "Bà nói rằng họ đã về đến nhà trước cơn bão nếu tàu không dừng lại.",
        "Trường học sẽ mở cửa lại vào mùa thu, khi mái nhà được sửa xong.",
    ),
    "cs": (
        "Rada rozhodla, že starý most uzavře, ale mnozí z těch, kteří tam bydlí, s tím nesouhlasí.",
        "Říká, že by byli doma před bouřkou, kdyby se vlak na několik hodin nezastavil.",
    ),
    "hu": (
        "A testület úgy döntött, hogy lezárja a régi hidat, de sokan nem örülnek ennek a környéken.",
        "Azt mondja, hogy a vihar előtt már otthon lettek volna, ha a vonat nem áll meg.",
    ),
    "ro": (
        "Consiliul a decis să închidă podul vechi, dar mulți dintre cei care locuiesc acolo sunt nemulțumiți.",
        "Ea spune că ar fi ajuns acasă înainte de furtună dacă trenul nu s-ar fi oprit.",
        "Primăria a anunţat că lucrările au fost oprite, iar oamenii trebuie să aştepte.",
    ),
    "el": (
        "Το συμβούλιο αποφάσισε να κλείσει την παλιά γέφυρα, αλλά πολλοί κάτοικοι δεν είναι ικανοποιημένοι.",
        "Λέει ότι θα ήταν στο σπίτι πριν από την καταιγίδα αν δεν είχε σταματήσει το τρένο.",
    ),
    "tr": (
        "Belediye meclisi eski köprüyü kapatmaya karar verdi, ancak orada yaşayanların çoğu memnun değil.",
        "Tren durmasaydı fırtınadan önce evde olacaklarını ve bu kadar geç kalmayacaklarını söyledi.",
    ),
    "ja": (
        "町議会は古い橋を閉鎖することを決めたが、近くに住む人の多くは納得していない。",
        "列車が止まらなければ、嵐の前に家に着いていたはずだと彼女は話した。",
        "学校は秋に再開される見通しだ。",
    ),
    "ko": (
        "군의회는 낡은 다리를 폐쇄하기로 했지만 근처에 사는 많은 주민은 반발하고 있다.",
        "열차가 멈추지 않았다면 폭풍이 오기 전에 집에 도착했을 것이라고 그는 말했다.",
        "학교는 가을에 다시 문을 연다.",
    ),
    "zh": (
        "镇议会决定关闭那座老桥，但是住在附近的许多居民对此并不满意。",
        "她說，如果火車沒有停下來，他們在暴風雨之前就已經到家了。",
        "学校将于秋天重新开放，届时工程已经完工。",
    ),
}


def raw(code: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{code}.toml").read_text("utf-8"))


def table(code: str) -> Language:
    return read_table((FOLDER / f"{code}.toml").read_text("utf-8"))


def test_the_tables_are_the_files() -> None:
    """Adding a language is adding a file."""
    assert builtin_codes() == CODES
    assert sorted(path.stem for path in FOLDER.glob("*.toml")) == sorted(TABLES)


@pytest.mark.parametrize("code", CODES)
def test_a_table_is_whole(code: str) -> None:
    """All that the parser asks of every language."""
    found = table(code)
    assert found.code == code
    assert found.name.istitle() or " " in found.name
    assert 40 <= len(found.words) <= 120
    assert len(found.dates.months) == 12
    assert len(found.dates.weekdays) == 7
    assert all(found.dates.months) and all(found.dates.weekdays)  # noqa: PT018
    assert set(found.dates.units) >= UNITS - {"second"}
    assert set(found.dates.units) <= UNITS
    assert found.dates.order in {"dmy", "mdy", "ymd"}
    assert found.dates.ago and found.dates.now  # noqa: PT018
    assert all("{n}" in row and "{unit}" in row for row in found.dates.ago)
    assert found.dates.published and found.dates.updated  # noqa: PT018
    assert found.people.by and found.people.joint  # noqa: PT018
    assert found.captions.credit
    assert found.speech.marks and found.speech.verbs and found.speech.pronouns  # noqa: PT018
    assert {"navigation", "related", "share", "newsletter", "cookie"} <= set(found.boilerplate)


@pytest.mark.parametrize("code", TABLES)
def test_a_table_names_only_known_reasons(code: str) -> None:
    assert set(table(code).boilerplate) <= REASONS


def strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for item in value.values() for text in strings(item)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("code", TABLES)
def test_all_is_in_lower_case_but_agencies(code: str) -> None:
    """Verbs, months and phrases are compared with lines in lower case."""
    loaded = raw(code)
    for key in ("agencies", "name"):
        loaded.pop(key, None)
    assert not [text for text in strings(loaded) if text != text.lower()]


@pytest.mark.parametrize("code", TABLES)
def test_apostrophes_are_straight(code: str) -> None:
    """Both kinds match a straight one."""
    loaded = raw(code)
    for key in ("marks", "inner"):
        loaded.get("speech", {}).pop(key, None)
    assert not [text for text in strings(loaded) if "’" in text]


@pytest.mark.parametrize("code", TABLES)
def test_no_phrase_stands_twice_for_one_reason(code: str) -> None:
    found = raw(code)
    groups = {**found.get("boilerplate", {}), "notice": found.get("notice", "")}
    for reason, text in groups.items():
        counted = Counter(split_lines(text))
        assert not [phrase for phrase, n in counted.items() if n > 1], reason


@pytest.mark.parametrize("code", TABLES)
def test_no_line_is_boilerplate_for_two_reasons(code: str) -> None:
    """Which one it would be must not depend on the order of the file."""
    found = raw(code).get("boilerplate", {})
    counted = Counter(phrase for text in found.values() for phrase in set(split_lines(text)))
    assert not [phrase for phrase, n in counted.items() if n > 1]


@pytest.mark.parametrize("code", TABLES)
def test_a_name_of_a_month_or_day_means_one(code: str) -> None:
    dates = table(code).dates
    for rows in (dates.months, dates.weekdays):
        counted = Counter(name for row in rows for name in set(row))
        assert not [name for name, n in counted.items() if n > 1]


@pytest.mark.parametrize("code", TABLES)
def test_every_phrase_can_match(code: str) -> None:
    """One that is empty once it is folded would match everything or nothing."""
    for text in strings(raw(code).get("boilerplate", {})):
        assert all(fold(line.strip("…")) for line in split_lines(text))


@pytest.mark.parametrize("code", TABLES)
def test_the_head_stands_before_the_first_part(code: str) -> None:
    """Detection reads only that far."""
    text = (FOLDER / f"{code}.toml").read_text("utf-8")
    head = tomllib.loads(text.split("\n[", 1)[0])
    whole = tomllib.loads(text)
    assert {key: head[key] for key in ("code", "name")} == {k: whole[k] for k in ("code", "name")}
    assert head.get("words") == whole.get("words")
    assert head.get("letters") == whole.get("letters")


@pytest.mark.parametrize(
    "text",
    [
        'code = "xx"\nname = "X"\nmonhts = ""',
        'code = "xx"\nname = "X"\n[dates]\nmonhts = ""',
        'code = "xx"\nname = "X"\n[speech]\nverb = "said"',
        'name = "X"',
    ],
)
def test_a_key_that_is_unknown_or_missing_is_an_error(text: str) -> None:
    """A slip of the pen is not passed over."""
    with pytest.raises(TypeError):
        read_table(text)


def test_a_table_that_is_no_toml_is_an_error() -> None:
    with pytest.raises(ValueError, match="line 1"):
        read_table("code: xx")


def test_the_readme_lists_the_keys() -> None:
    """Every key of a table is explained, and nothing that is none."""
    readme = (FOLDER / "README.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| (`[^|]+`) \| (.+) \|$", readme, re.MULTILINE))
    names = {name for row in rows for name in re.findall(r"`([\w\[\].]+)`", row)}
    heads = {name for name in names if not name.startswith("[")}
    parts = {name.strip("[]") for name in names if name.startswith("[")}
    fields = {field.name for field in attrs.fields(Language)}
    assert heads == fields - set(PARTS) - {"boilerplate", "storyless"}
    assert parts == {*PARTS, "boilerplate", "dates.units", "storyless"}
    for part, cls in PARTS.items():
        told = set(re.findall(r"`(\w+)`", rows[f"`[{part}]`"]))
        assert {field.name for field in attrs.fields(cls)} - {"units"} <= told, part


@pytest.mark.parametrize("code", SENTENCES)
def test_sentences_tell_their_language(code: str) -> None:
    """One sentence of news is enough."""
    for sentence in SENTENCES[code]:
        assert detect_language([sentence], Languages())[0] == code, sentence


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("हैं में उन्होंने", "hi"),
        ("أيضًا أيضاً", "ar"),
        ("fo\u0308r och a\u0308r", None),
    ],
)
def test_marks_are_part_of_words(text: str, code: str | None) -> None:
    """Vowel signs do not cut words into letters, nor do accents set apart."""
    assert detect_language([text], Languages())[0] == code


def test_addresses_are_no_words() -> None:
    text = "Færgen sejlede igen mandag, og der var mange på kajen, da den lagde til ved havnen i byen."
    link = "[e](https://a.example/e/c/a?e=%C3%A9%C3%A8) https://e.example/e/e/c/a "
    assert detect_language([link * 20 + text], Languages())[0] == "da"


def test_thin_evidence_for_two_neighbours_names_neither() -> None:
    """A language without a table has some words of those beside it."""
    own = ["flurb", "grent", "mosk"] * 130
    assert detect_language([" ".join([*own, *["og", "er", "til"] * 8])], Languages())[0] is None


@pytest.mark.parametrize(
    "text",
    [
        "Lorem ipsum dolor sit amet",
        "12 345 67 89",
        "A",
        "ქალაქში გუშინ წვიმდა.",
        "",
        "Xyzzy plugh quux frobnicate garply waldo fred",
    ],
)
def test_what_is_in_none_of_them_has_no_language(text: str) -> None:
    assert detect_language([text], Languages())[0] is None


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        *(("sv", "sv"), ("sv-FI", "sv"), ("SV_se", "sv"), ("no", "nb"), ("no-NO", "nb")),
        *(("nn-NO", "nn"), ("eo", "und"), (None, "und"), ("", "und")),
    ],
)
def test_a_tag_finds_the_nearest_table(tag: str | None, code: str) -> None:
    assert Languages().get(tag).code == code


def test_a_table_can_be_added_and_replaced(tmp_path: Path) -> None:
    """From outside, by code; the built-in ones stay as they are."""
    path = tmp_path / "eo.toml"
    path.write_text('code = "eo"\nname = "Esperanto"\nwords = "la kaj estas de en ne"\n')
    added = Languages({"eo": path, "sv": path})
    assert added.get("eo").name == added.get("sv").name == "Esperanto"
    assert added.codes == (*CODES, "eo")
    assert Languages().get("sv").name == "Swedish"


@pytest.mark.parametrize(
    ("phrase", "line", "kind"),
    [
        ("read more", "» Read more:", "whole"),
        ("read more", "Read more books", None),
        ("sign up for …", "Sign up for our letter", "starts"),
        ("tag …", "Tagged by nobody", None),
        ("… in your inbox", "The news in your inbox!", "ends"),
        ("… all rights reserved …", "© 2024 Varn. All rights reserved. Ltd", "inside"),
        ("don't miss", "Don’t miss", "whole"),
        ("分享到 …", "分享到微信", "starts"),
        ("来源：…", "来源：新华社", "starts"),
        ("来源：…", "来源不明的信件", None),
        ("… 不得转载", "未经许可不得转载。", "ends"),
        ("공유 …", "공유하기", None),
    ],
)
def test_phrases_match_whole_words(phrase: str, line: str, kind: str | None) -> None:
    """By where their ellipses stand."""
    assert Phrases.of(phrase).match(fold(line)) == kind


@pytest.mark.parametrize(
    ("code", "line", "hit"),
    [
        ("zh", "分享到微信朋友圈", ("share", "starts")),
        ("zh", "本文未经授权不得转载", ("copyright", "ends")),
        ("zh", "12条评论", ("comments", "whole")),
        ("zh", "来源：新华社", ("agency_tail", "starts")),
        ("zh", "来源不明的信件昨天送到镇上。", None),
        ("ja", "この記事は有料会員の方だけがご覧になれます", ("paywall", "starts")),
        ("ja", "当社cookieポリシーのページ", None),
        ("ko", "댓글 12", ("comments", "starts")),
        ("ko", "댓글창이 닫힌 까닭을 물었다.", None),
    ],
)
def test_phrases_are_found_without_blanks(
    code: str, line: str, hit: tuple[str, str] | None
) -> None:
    """In scripts without blanks a phrase is looked up by its first or last character."""
    languages = Languages()
    evidence = merge_tables((languages.get(code), *languages.common))
    assert evidence.find(fold(line)) == hit


def test_a_story_in_each_language_finds_its_table() -> None:
    for code, sentences in SENTENCES.items():
        article = newsparse.parse("Varn\n\n" + "\n\n".join(sentences), "text")
        assert article.language == code
