"""Bytes to text: the caller's word, then what the bytes prove, then what they state."""

import codecs

import pytest

from newsparse.errors import DecodeError
from newsparse.markup.decoding import decode

CZECH = "Přívoz do Vařnu odjel včas, řekla Ada Lundová. „Jsme šťastní.“ "


def codes(found: object) -> list[str]:
    return [note.code for note in found.notes]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("bom", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides(bom: bytes, encoding: str) -> None:
    """It is no part of the text, and what the document states beside it counts for nothing."""
    found = decode(bom + CZECH.encode(encoding), declared=("windows-1252",))
    assert found.text == CZECH
    assert (bom + CZECH.encode(encoding)).decode(found.encoding) == CZECH


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_characters_are_seen_without_a_mark(encoding: str) -> None:
    """Every other byte of them is zero."""
    assert decode(("The ferry left on time. " * 9).encode(encoding)).encoding == encoding


def test_utf_8_wins_over_a_lying_declaration() -> None:
    """Text that is UTF-8 by its bytes is nothing else; that it says so is noted."""
    found = decode(CZECH.encode(), declared=("iso-8859-2",))
    assert (found.text, found.encoding) == (CZECH, "utf-8")
    assert codes(found) == ["encoding_differs"]


def test_a_declaration_is_heard_where_the_bytes_are_not_utf_8() -> None:
    """Without a note: the document says what it is."""
    found = decode(CZECH.encode("cp1250"), declared=("windows-1250",))
    assert (found.text, found.encoding, found.notes) == (CZECH, "cp1250", ())


@pytest.mark.parametrize(
    ("stated", "text", "encoding"),
    [
        ("ISO-8859-1", "“café”", "cp1252"),
        ("latin1", "“café”", "cp1252"),
        ("us-ascii", "“café”", "cp1252"),
        ("iso-8859-9", "“ılık”", "cp1254"),
        ("x-sjis", "①フェリー", "cp932"),
        ("gb2312", "渡輪", "gb18030"),
        ("ks_c_5601-1987", "똠방각하", "cp949"),
        (" KOI8-R ", "паром", "koi8-r"),
    ],
)
def test_names_mean_what_browsers_make_of_them(stated: str, text: str, encoding: str) -> None:
    """Everybody writes the larger set: “Latin-1” holds curly quotation marks."""
    found = decode(text.encode(encoding), declared=(stated,))
    assert (found.text, found.encoding, found.notes) == (text, encoding, ())


@pytest.mark.parametrize(
    "name",
    [
        *("hex", "zlib", "bz2", "rot13", "base64", "uu", "idna", "punycode", "undefined", "mbcs"),
        *("unicode_escape", "raw_unicode_escape", "utf-7", "utf-16", "", "\x00", "é", "x" * 9999),
    ],
)
def test_a_stated_name_runs_no_other_codec(name: str) -> None:
    """Python knows codecs that decompress, or raise what no reader expects."""
    found = decode(b"caf\xe9 " * 3, declared=(name,))
    assert found.text == "café " * 3


@pytest.mark.parametrize("name", ["hex", "rot13", "no-such-thing", "utf-7", "a\x00b"])
def test_a_caller_who_names_no_text_encoding_is_told(name: str) -> None:
    """The caller's word is law, where it is one."""
    with pytest.raises(DecodeError, match="unknown encoding"):
        decode(b"text", encoding=name)


def test_the_caller_wins_over_everything() -> None:
    """Over valid UTF-8 too."""
    found = decode("é".encode(), encoding="cp1252", declared=("utf-8",))
    assert (found.text, found.encoding) == ("Ã©", "cp1252")


def test_some_damage_leaves_utf_8_what_it_is() -> None:
    """One bad byte in a page turned the whole of it into another encoding elsewhere."""
    data = CZECH.encode() * 9 + b"\xff" + CZECH.encode()
    found = decode(data)
    assert (found.encoding, found.text.count("\ufffd")) == ("utf-8", 1)
    assert codes(found) == ["bytes_replaced"]
    assert data.decode(found.encoding, "replace") == found.text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(CZECH * 9, "cp1250"), ("Паром ушёл вовремя. " * 9, "cp1251"), ("フェリー、" * 9, "cp932")],
)
def test_what_states_nothing_is_guessed_with_a_note(text: str, encoding: str) -> None:
    """From pieces of at most 64 KB, from all over the text."""
    found = decode(text.encode(encoding))
    assert found.text == text
    assert codes(found) == ["encoding_guessed"]


def test_a_few_letters_beyond_ascii_are_windows_1252() -> None:
    """Detectors call one English line with an accent anything at all."""
    assert decode("naïve café".encode("cp1252")).text == "naïve café"


@pytest.mark.parametrize(
    "data", [bytes(range(32)) * 9, b"\x89PNG\r\n\x1a\n\x08\x06" + b"\x1f\x15a" * 99]
)
def test_binary_data_is_refused(data: bytes) -> None:
    """Images and archives make no text."""
    with pytest.raises(DecodeError, match="binary"):
        decode(data)


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\xff", b"\xfe", b"\xff\xfe", b"\x00"])
def test_the_shortest_inputs_do_no_harm(data: bytes) -> None:
    """They are text, or refused."""
    try:
        found = decode(data)
    except DecodeError:
        return
    assert found.text == data.decode(found.encoding, "replace")
