"""Bytes to text: what the caller says, then what the bytes prove, then what they declare."""

import codecs
import re
from encodings.aliases import aliases
from typing import TypeAlias

from attrs import frozen

from newsparse.article import Note
from newsparse.errors import DecodeError

__all__ = ["Decoded", "decode", "has_controls"]


@frozen
class Decoded:
    """Text made of bytes.

    Attributes:
        text: All of it; a byte order mark is no part of it.
        encoding: The codec; ``data.decode(encoding, "replace")`` is the text.
        notes: What was guessed, contradicted or replaced.
    """

    text: str
    encoding: str
    notes: tuple[Note, ...] = ()

    @property
    def is_utf8(self) -> bool:
        """Whether the bytes are this very text in UTF-8, without a mark."""
        replaced = any(note.code == _REPLACED for note in self.notes)
        return self.encoding == "utf-8" and not replaced


# Codecs that make text of bytes.  Python has more under the names a document may state: some run
# decompressors, some raise what no reader expects.
_TEXT_CODECS = (
    "ascii big5 big5hkscs cp037 cp437 cp500 cp720 cp737 cp775 cp850 cp852 cp855 cp857 cp858 cp860"
    " cp861 cp862 cp863 cp864 cp865 cp866 cp869 cp874 cp932 cp949 cp950 cp1125 cp1250 cp1251"
    " cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 euc_jp euc_jis_2004 euc_jisx0213 euc_kr"
    " gb18030 gb2312 gbk iso2022_jp iso8859_1 iso8859_2 iso8859_3 iso8859_4 iso8859_5 iso8859_6"
    " iso8859_7 iso8859_8 iso8859_9 iso8859_10 iso8859_11 iso8859_13 iso8859_14 iso8859_15"
    " iso8859_16 johab koi8_r koi8_t koi8_u kz1048 latin_1 mac_cyrillic mac_greek mac_iceland"
    " mac_latin2 mac_roman mac_turkish ptcp154 shift_jis shift_jis_2004 shift_jisx0213 tis_620"
    " utf_8 utf_8_sig utf_16 utf_16_le utf_16_be utf_32 utf_32_le utf_32_be"
)
_CODECS = frozenset(_TEXT_CODECS.split())
# Names in documents that Python's table of aliases lacks.
_ALIASES = {
    "cp1252_1": "cp1252",
    "dos_874": "cp874",
    "iso_8859_8_i": "iso8859_8",
    "koi": "koi8_r",
    "koi8": "koi8_r",
    "ks_c_5601": "cp949",
    "macintosh": "mac_roman",
    "sjis": "cp932",
    "unicode_1_1_utf_8": "utf_8",
    "windows_31j": "cp932",
    "windows_874": "cp874",
    "windows_949": "cp949",
}
# What documents mean by a name: browsers read the larger set, so everybody writes it.
_MEANT = {
    "ascii": "cp1252",
    "latin_1": "cp1252",
    "iso8859_1": "cp1252",
    "iso8859_9": "cp1254",
    "iso8859_11": "cp874",
    "tis_620": "cp874",
    "shift_jis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
# Whether bytes are these is seen in the bytes; a document that could state it is not in them.
_SEEN_ONLY = frozenset(name for name in _CODECS if name.startswith(("utf_16", "utf_32")))

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WITH_BOM = {
    "utf_8": "utf-8-sig",
    "utf_16_le": "utf-16",
    "utf_16_be": "utf-16",
    "utf_32_le": "utf-32",
    "utf_32_be": "utf-32",
}

_REPLACED = "bytes_replaced"  # code of a note
_HEAD = 65_536
_CONTROLS = bytes(frozenset(range(32)) - {0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1B})
# Text has hardly a control byte; one in fifty is far above any export seen, far below images.
_BINARY_SHARE = 0.02
# Of wide characters without a mark, so many are from the first 256: at least their spaces.
_WIDE_SHARE = 0.2
# Of twenty letters beyond ASCII, so many may be damaged: a page with some bad bytes passes, one
# in another encoding does not.
_GOOD_PER_BAD = 20


def decode(data: bytes, *, encoding: str | None = None, declared: tuple[str, ...] = ()) -> Decoded:
    """Decode *data*.

    Args:
        data: The whole input.
        encoding: What the caller says; it wins.
        declared: Names of encodings that the document states, the most trusted first.

    Raises:
        DecodeError: If the caller's encoding is unknown, or the data is no text.
    """
    if encoding is not None:
        return _decode_as_told(data, encoding)
    wide = _wide_encoding(data)
    if wide is not None:
        return _replaced(data, wide)
    _refuse_binary(data)
    names = [(name, _codec(name)) for name in declared]
    found = _decode_proven(data, names) or _decode_declared(data, names) or _decode_guessed(data)
    return _with_contradictions(found, names)


def _decode_as_told(data: bytes, encoding: str) -> Decoded:
    try:
        codec = codecs.lookup(encoding).name.replace("-", "_")
    except (LookupError, ValueError):
        codec = ""
    if codec not in _CODECS:
        raise DecodeError(f"unknown encoding {encoding!r}")
    if codec not in _SEEN_ONLY:
        _refuse_binary(data)
    bom = next((name for mark, name in _BOMS if data.startswith(mark)), None)
    marked = _WITH_BOM.get(codec)
    return _replaced(data, marked if marked and marked == bom else codec.replace("_", "-"))


def _wide_encoding(data: bytes) -> str | None:
    """A byte order mark, or the zeros that every other byte of UTF-16 is in most languages."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name
    head = data[: _HEAD - _HEAD % 4]
    if b"\0" not in head:
        return None
    least = len(head) * _WIDE_SHARE
    odd, even = head[1::2].count(0), head[::2].count(0)
    if max(odd, even) <= least or min(odd, even) > least * 1.2:
        return _utf32(head)
    return "utf-16-le" if odd > even else "utf-16-be"


def _utf32(head: bytes) -> str | None:
    zeros = [head[i::4].count(0) * 4 for i in range(4)]
    if min(zeros[2:]) >= len(head) - 3 > 0:
        return "utf-32-le"
    return "utf-32-be" if min(zeros[:2]) >= len(head) - 3 > 0 else None


def _refuse_binary(data: bytes) -> None:
    if has_controls(data[:_HEAD]):
        raise DecodeError("binary data, not text")


def has_controls(head: bytes) -> bool:
    """Whether bytes hold more control characters than text in any one-byte encoding does."""
    return len(head) - len(head.translate(None, _CONTROLS)) > _BINARY_SHARE * len(head)


def _codec(name: str) -> str | None:
    """The codec that a document means by a name, or ``None``; a look into tables, no more."""
    key = _NO_NAME.sub("_", name[:40].strip().lower())
    for known in (key, key.removeprefix("x_"), key.removeprefix("cs")):
        codec = _ALIASES.get(known) or aliases.get(known, known)
        codec = _MEANT.get(codec, codec)
        if codec in _CODECS and codec not in _SEEN_ONLY:
            return codec.replace("_", "-")
    return None


_NO_NAME = re.compile(r"[^a-z0-9]")
Names: TypeAlias = list[tuple[str, str | None]]


def _decode_proven(data: bytes, names: Names) -> Decoded | None:
    """UTF-8, also with some damage; and the one encoding that hides in ASCII."""
    if any(codec == "iso2022-jp" for _, codec in names) and b"\x1b$" in data:
        return _tolerated(data, "iso2022-jp")
    return _strict(data, "utf-8") or _tolerated(data, "utf-8")


def _decode_declared(data: bytes, names: Names) -> Decoded | None:
    codecs_ = [codec for _, codec in names if codec is not None and codec != "utf-8"]
    for attempt in (_strict, _tolerated):
        for codec in codecs_:
            found = attempt(data, codec)
            if found is not None:
                return found
    return None


def _decode_guessed(data: bytes) -> Decoded:
    codec = _guess(data)
    found = (_strict(data, codec) or _tolerated(data, codec)) if codec else None
    found = found or _replaced(data, "cp1252")
    note = Note(
        code="encoding_guessed",
        message=f"the bytes are not UTF-8 and state no encoding that fits; read as {found.encoding}",
    )
    return Decoded(found.text, found.encoding, (note, *found.notes))


def _strict(data: bytes, codec: str) -> Decoded | None:
    try:
        return Decoded(data.decode(codec), codec)
    except UnicodeDecodeError:
        return None


def _tolerated(data: bytes, codec: str) -> Decoded | None:
    """Decode with replacements if they are few against the letters beyond ASCII."""
    found = _replaced(data, codec)
    n_bad = found.text.count("\ufffd")
    n_good = len(found.text) - len(found.text.encode("ascii", "ignore")) - n_bad
    return found if n_bad * _GOOD_PER_BAD <= n_good else None


def _replaced(data: bytes, codec: str) -> Decoded:
    exact = _strict(data, codec)
    if exact is not None:
        return exact
    text = data.decode(codec, "replace")
    n_bad = text.count("\ufffd")
    note = Note(
        code=_REPLACED,
        message=f"{n_bad} places are not {codec} and became U+FFFD",
    )
    return Decoded(text, codec, (note,))


def _with_contradictions(found: Decoded, names: Names) -> Decoded:
    """Say where the text is not in the encoding that it states."""
    if found.text.isascii():
        return found
    notes = tuple(
        Note(
            code="encoding_differs",
            message=f"states the encoding {name[:40]!r}, which it is not in; read as {found.encoding}",
        )
        for name, codec in names
        if codec != found.encoding
    )
    return Decoded(found.text, found.encoding, (*found.notes, *notes[:1]))


# -- guessing

# Encodings that text without a declaration was found in, most usual first.  The detector knows
# many more, and names them for short texts that are in none of them.
_LIKELY = (
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258"),
    *("cp932", "euc_jp", "gb18030", "big5", "cp949", "koi8_r", "koi8_u", "cp866"),
    *("iso8859_2", "iso8859_5", "iso8859_7", "cp437", "cp850", "cp852", "mac_roman"),
)
_N_WINDOWS = 64
_WINDOW = 1024
# With fewer letters beyond ASCII, the most usual encoding is a better guess than the detector's.
_MIN_HIGH = 24
_HIGH = re.compile(rb"[\x80-\xff]")


def _guess(data: bytes) -> str | None:
    sample = _sample(data)
    if len(sample) - len(sample.translate(None, bytes(range(128, 256)))) < _MIN_HIGH:
        return None
    from charset_normalizer import from_bytes  # noqa: PLC0415 - costly, and hardly ever needed

    best = from_bytes(sample, cp_isolation=list(_LIKELY)).best()
    return best.encoding.replace("_", "-") if best else None


def _sample(data: bytes) -> bytes:
    """Pieces of at most 64 KB in all, from the whole text, around letters beyond ASCII."""
    pieces, at = [], 0
    for i in range(_N_WINDOWS):
        found = _HIGH.search(data, max(at, i * len(data) // _N_WINDOWS))
        if found is None:
            break
        start = data.rfind(b" ", at, found.start()) + 1 or found.start()
        start = max(start, found.start() - _WINDOW // 4)
        end = data.find(b" ", start + _WINDOW, start + 2 * _WINDOW)
        at = end if end >= 0 else start + _WINDOW
        pieces.append(data[start:at])
    return b" ".join(pieces)
