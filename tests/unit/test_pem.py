"""Blocks line by line: each defect with its place, and what is salvaged of a damaged block."""

from __future__ import annotations

from base64 import b64encode
from typing import NamedTuple

import pytest

from pemlint.model import Location, Span
from pemlint.pem import Document, parse
from pemlint.pem.reader import MAX_DAMAGED
from tests.builder import block

#: 132 characters of base64: lines of 64, 64 and 4
DER = b"\x30\x60" + bytes(range(0x40, 0xA0))
#: the same with two padding characters
PADDED = b"\x30\x5f" + bytes(range(0x40, 0x9F))
ONE, TWO, THREE = (b64encode(DER).decode()[at : at + 64] for at in (0, 64, 128))
BODY = f"{ONE}\n{TWO}\n{THREE}\n"
BEGIN, END = "-----BEGIN X-----", "-----END X-----"
GOOD = f"{BEGIN}\n{BODY}{END}\n"
HEADERS = "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00112233\n"


class Case(NamedTuple):
    """A text, its defects as (kind, text of the span, line, fatal), and whether each block's DER is known."""

    text: str
    defects: tuple[tuple[str, str, int, bool], ...]
    known: tuple[bool, ...] = (True,)


CASES = {
    "good": Case(GOOD, ()),
    "two": Case(GOOD + GOOD, (), (True, True)),
    "no line end at all": Case(GOOD.rstrip(), (("missing-final-newline", "", 5, False),)),
    "crlf": Case(GOOD.replace("\n", "\r\n"), (("crlf", "\r\n", 1, False),)),
    "mixed": Case(f"{BEGIN}\r\n{BODY}{END}\n", (("mixed-line-ends", "\r", 1, False),)),
    "text": Case(f" a: b\n\n{GOOD}", (("text-between", "a: b", 1, False),)),
    "text after": Case(f"{GOOD}\n# bye\n", (("text-between", "# bye", 7, False),)),
    "long line": Case(f"{BEGIN}\n{ONE}{TWO}\n{THREE}\n{END}\n", (("long-line", ONE + TWO, 2, False),)),
    "long line, crlf": Case(
        f"{BEGIN}\r\n{ONE}{TWO}\r\n{THREE}\r\n{END}\r\n",
        (("crlf", "\r\n", 1, False), ("long-line", ONE + TWO, 2, False)),
    ),
    "white space at ends": Case(f"{BEGIN}  \n{BODY}{END}\t\n", (("trailing-whitespace", "  ", 1, False),)),
    "white space after a line": Case(
        f"{BEGIN}\n{ONE}  \n{TWO}\n{THREE}\n{END}\n", (("trailing-whitespace", "  ", 2, False),)
    ),
    "white space in a line": Case(
        f"{BEGIN}\n{ONE}\n{TWO}\n{THREE[:2]} {THREE[2:]}\n{END}\n",
        (("trailing-whitespace", f"{THREE[:2]} {THREE[2:]}", 4, False),),
    ),
    "indented body": Case(f"{BEGIN}\n  {ONE}\n{TWO}\n{THREE}\n{END}\n", (("indented", "  ", 2, False),)),
    "white space beyond a line of OpenSSL": Case(
        f"{BEGIN}{' ' * 300}\n{BODY}{END}\n", (("trailing-whitespace", " " * 300, 1, True),)
    ),
    "indented": Case("".join(f"  {line}\n" for line in GOOD.splitlines()), (("indented", "  ", 1, True),)),
    "indented end": Case(f"{BEGIN}\n{BODY}\t{END}\n", (("indented", "\t", 5, True),)),
    "unterminated": Case(f"{BEGIN}\n{BODY}", (("unterminated", BEGIN, 1, True),)),
    "unterminated, then a block": Case(f"{BEGIN}\n{BODY}{GOOD}", (("unterminated", BEGIN, 1, True),), (True, True)),
    "unterminated and cut": Case(f"{BEGIN}\n{ONE}\n{GOOD}", (("unterminated", BEGIN, 1, True),), (False, True)),
    "unterminated at the very end": Case(
        BEGIN, (("unterminated", BEGIN, 1, True), ("missing-final-newline", "", 1, False)), (False,)
    ),
    "hyphens of END": Case(f"{BEGIN}\n{BODY}-----END X----\n", (("unterminated", "-----END X----", 5, True),)),
    "hyphens of BEGIN": Case(f"----BEGIN X-----\n{BODY}{END}\n", (("end-without-begin", "----BEGIN X-----", 1, True),)),
    "hyphens of both": Case(
        f"-BEGIN X-\n{BODY}-- END X --\n",
        (("end-without-begin", "-BEGIN X-", 1, True), ("unterminated", "-- END X --", 5, True)),
    ),
    "label": Case(f"{BEGIN}\n{BODY}-----END Y-----\n", (("label-mismatch", "-----END Y-----", 5, True),)),
    "glued": Case(f"{GOOD[:-1]}{GOOD}", (("glued-boundaries", END + BEGIN, 5, True),) * 2, (True, True)),
    "glued with a blank": Case(
        f"{GOOD[:-1]} {GOOD}", (("glued-boundaries", f"{END} {BEGIN}", 5, True),) * 2, (True, True)
    ),
    "text after BEGIN": Case(f"{BEGIN}{BODY}{END}\n", (("boundary-text", BEGIN, 1, True),)),
    "text before END": Case(f"{BEGIN}\n{BODY[:-1]}{END}\n", (("boundary-text", END, 4, True),)),
    "text after END": Case(f"{GOOD[:-1]} bye\n", (("boundary-text", END, 5, True), ("text-between", "bye", 5, False))),
    "text before BEGIN": Case(f"a {GOOD}", (("text-between", "a", 1, False), ("boundary-text", BEGIN, 1, True))),
    "six hyphens": Case(f"-{GOOD}", (("text-between", "-", 1, False), ("boundary-text", BEGIN, 1, True))),
    "byte-order mark inside": Case(
        f"{GOOD}\ufeff{GOOD}",
        (("text-between", "\ufeff", 6, False), ("boundary-text", BEGIN, 6, True)),
        (True, True),
    ),
    "one line": Case(GOOD.replace("\n", "") + "\n", (("boundary-text", BEGIN, 1, True),)),
    "one line with escapes": Case(
        GOOD.replace("\n", "\\n") + "\n",
        (
            ("boundary-text", BEGIN, 1, True),
            ("text-between", "\\n", 1, False),
        ),
    ),
    "carriage returns alone": Case(
        GOOD.replace("\n", "\r"),
        (
            ("boundary-text", BEGIN, 1, True),
            ("mixed-line-ends", "\r", 1, False),
            ("missing-final-newline", "", 1, False),
        ),
    ),
    "bad base64": Case(f"{BEGIN}\n{ONE}\n{TWO}\n{THREE},\n{END}\n", (("bad-base64", ",", 4, True),)),
    "bad base64 instead of a character": Case(
        f"{BEGIN}\n?{ONE[1:]}\n{TWO}\n{THREE}\n{END}\n", (("bad-base64", "?", 2, True),), (False,)
    ),
    "padding missing": Case(block("X", PADDED).decode().replace("=", ""), (("bad-padding", "ng", 4, True),)),
    "characters missing": Case(
        f"{BEGIN}\n{ONE}\n{TWO}\n{THREE[:1]}\n{END}\n", (("bad-padding", THREE[:1], 4, True),), (False,)
    ),
    "too much padding": Case(f"{BEGIN}\n{ONE}\n{TWO}\n{THREE}=\n{END}\n", (("bad-padding", f"{THREE}=", 4, True),)),
    "padding inside": Case(f"{BEGIN}\nQQ==\n{ONE}\n{END}\n", (("bad-padding", ONE, 3, True),), (False,)),
    "blank line": Case(f"{BEGIN}\n{ONE}\n\n{TWO}\n{THREE}\n{END}\n", (("blank-line-inside", "\n", 3, True),)),
    "blank line before END": Case(f"{BEGIN}\n{BODY} \n{END}\n", (("blank-line-inside", " \n", 5, True),)),
    "blank line after BEGIN": Case(f"{BEGIN}\n\n{BODY}{END}\n", (("blank-line-inside", "\n", 2, False),)),
    "blank lines after BEGIN": Case(f"{BEGIN}\n\n\n{BODY}{END}\n", (("blank-line-inside", "\n", 2, True),)),
    "blank line before short lines": Case(
        f"{BEGIN}\n\n{ONE[:32]}\n{ONE[32:]}\n{TWO}\n{THREE}\n{END}\n", (("blank-line-inside", "\n", 2, True),)
    ),
    "comment": Case(f"{BEGIN}\n{ONE}\n# note\n{TWO}\n{THREE}\n{END}\n", (("comment-inside", "# note", 3, True),)),
    "foreign text": Case(
        f"{BEGIN}\n{ONE}\n{TWO}\n{THREE}\nsee: above\n{END}\n", (("text-inside", "see: above", 5, True),)
    ),
    "foreign header": Case(f"{BEGIN}\nSubject: a\n\n{BODY}{END}\n", (("text-inside", "Subject: a", 2, True),)),
    "headers": Case(f"{BEGIN}\n{HEADERS}\n{BODY}{END}\n", ()),
    "headers without a blank line": Case(
        f"{BEGIN}\n{HEADERS}{BODY}{END}\n", (("text-inside", "Proc-Type: 4,ENCRYPTED", 2, True),)
    ),
    "headers before short lines": Case(
        f"{BEGIN}\n{HEADERS}\n{ONE[:32]}\n{ONE[32:]}\n{TWO}\n{THREE}\n{END}\n", (("long-line", ONE[:32], 5, True),)
    ),
    "empty": Case(f"{BEGIN}\n{END}\n", (("empty", "", 1, True),), (False,)),
    "empty but for headers": Case(f"{BEGIN}\n{HEADERS}\n{END}\n", (("empty", "", 1, True),), (False,)),
    "END alone": Case(f"{END}\n", (("end-without-begin", END, 1, True),), ()),
    "END after a block": Case(f"{GOOD}{END}\n", (("end-without-begin", END, 6, True),)),
    "END after base64": Case(
        f"text\n\n{BODY}{END}\n",
        (
            ("text-between", "text", 1, False),
            ("end-without-begin", END, 6, True),
        ),
    ),
    "byte-order mark": Case(f"\ufeff{GOOD}", (("byte-order-mark", "\ufeff", 1, True),)),
    "NUL": Case(f"{GOOD}a\0\n", (("text-between", "a\0", 6, False), ("nul-bytes", "\0", 6, True))),
    # what is not a boundary
    "a boundary in prose": Case(
        f"From {BEGIN} to {END}:\n{GOOD}", (("text-between", f"From {BEGIN} to {END}:", 1, False),)
    ),
    "a block in comments": Case("".join(f"# {line}\n" for line in GOOD.splitlines()), (), ()),
    "no full boundary": Case(f"# -----BEGIN stuff\n{GOOD}", (("text-between", "# -----BEGIN stuff", 1, False),)),
    "a decoration": Case(
        f"--- BEGIN CERTIFICATES ---\n{GOOD}", (("text-between", "--- BEGIN CERTIFICATES ---", 1, False),)
    ),
    "nothing": Case("", (), ()),
    "no PEM": Case("\ufeffa text\r\nand \0 more", (), ()),
    # never judged
    "PGP": Case(f"-----BEGIN PGP MESSAGE-----\nVersion: 1\n\n{ONE}\n=abcd\n-----END PGP MESSAGE-----\n", (), (False,)),
    "PGP without headers": Case("-----BEGIN PGP MESSAGE-----\nMAA=\n-----END PGP MESSAGE-----\n", (), (False,)),
    "PGP signed text": Case(
        "-----BEGIN PGP SIGNED MESSAGE-----\n\nhello\n"
        "-----BEGIN PGP SIGNATURE-----\n\nabcd\n=ab\n-----END PGP SIGNATURE-----\n",
        (("text-between", "hello", 3, False),),
        (False, False),
    ),
}


def told(document: Document, data: bytes) -> list[tuple[str, str, int, bool]]:
    """All defects of a document in the order of their places."""
    defects = [*document.defects, *(defect for found in document.blocks for defect in found.defects)]
    return [
        (kind, data[span.start : span.end].decode(), document.location("", span).line, fatal)
        for kind, span, _, fatal in sorted(defects, key=lambda defect: (defect.span, defect.kind))
    ]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_each_defect_is_named_at_its_place(case: Case) -> None:
    data = case.text.encode()
    document = parse(data)
    assert sorted(told(document, data)) == sorted(case.defects)
    assert tuple(found.der is not None for found in document.blocks) == case.known
    assert {found.der for found in document.blocks} <= {None, DER, PADDED}
    assert [found.ordinal for found in document.blocks] == list(range(1, len(case.known) + 1))


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_readable_means_without_fatal_defect(case: Case) -> None:
    document = parse(case.text.encode())
    assert document.readable == (not any(fatal for *_, fatal in case.defects))


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_details_are_short_and_hold_no_key_material(case: Case) -> None:
    document = parse(case.text.encode())
    for defect in (*document.defects, *(defect for found in document.blocks for defect in found.defects)):
        assert 5 < len(defect.detail) <= 100
        assert not any(part in defect.detail for part in (ONE[:8], TWO[:8]))
    shown = repr(document) + str(document.blocks) + f"{document.lines!r}"
    assert ONE[:8] not in shown
    assert DER[10:20].hex() not in shown
    assert repr(DER[10:20])[2:-1] not in shown


def test_a_block_spans_its_boundaries() -> None:
    data = f"text\n{GOOD}\n{BEGIN}\n{BODY}".encode()
    first, second = parse(data).blocks
    assert data[slice(*first.span)] == GOOD.rstrip().encode()
    assert data[slice(*second.span)] == f"{BEGIN}\n{BODY}".rstrip().encode()
    assert parse(data).location("a.pem", first.span) == Location("a.pem", 2, 1, 6, 16)


def test_a_blank_line_is_told_after_a_full_line_too() -> None:
    (found,) = parse(f"{BEGIN}\n{ONE}\n\n{END}\n".encode()).blocks
    assert [defect.kind for defect in found.defects] == ["blank-line-inside"]
    assert not found.readable


def test_labels_are_those_of_begin() -> None:
    data = "-----BEGIN EC PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n-----BEGIN -----\nMAA=\n-----END -----\n"
    assert [found.label for found in parse(data.encode()).blocks] == ["EC PRIVATE KEY", ""]


def test_headers_are_read() -> None:
    text = f"{BEGIN}\nProc-Type: 4,ENCRYPTED\nDEK-Info: DES-EDE3-CBC,\n  0011\n\n{BODY}{END}\n"
    (found,) = parse(text.encode()).blocks
    assert found.headers == (("Proc-Type", "4,ENCRYPTED"), ("DEK-Info", "DES-EDE3-CBC, 0011"))
    assert found.der == DER
    assert found.readable


def test_a_url_safe_body_is_salvaged() -> None:
    der = b"\x30\x07\x00\xfb\xef\xbe\xff\xff\xff"
    text = b64encode(der).decode()
    assert set(text) >= {"+", "/"}
    (found,) = parse(f"{BEGIN}\n{text.replace('+', '-').replace('/', '_')}\n{END}\n".encode()).blocks
    assert [defect.kind for defect in found.defects] == ["bad-base64"]
    assert "URL-safe" in found.defects[0].detail
    assert found.der == der


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("mark", ["\ufeff", ""])
def test_utf16(encoding: str, mark: str) -> None:
    data = f"{mark}é\U0001f512\r\n{GOOD}".encode(encoding)
    document = parse(data)
    (found,) = document.blocks
    assert document.encoding == encoding
    assert found.der == DER
    assert data[slice(*found.span)].decode(encoding) == GOOD.rstrip()
    assert ("utf-16", Span(0, len(data))) in [defect[:2] for defect in document.defects]
    assert list(document.defects) == sorted(document.defects, key=lambda defect: (defect.span, defect.kind))
    assert document.location("", found.span)[1:] == (2, 1, 6, 16)
    assert not document.readable


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"", "ascii"),
        (b"a", "ascii"),
        ("é".encode(), "utf-8"),
        (b"\xe9", "binary"),
        (b"a\0", "binary"),
        (b"\xff\xfe", "binary"),
    ],
)
def test_encoding(data: bytes, encoding: str) -> None:
    assert parse(data).encoding == encoding


def test_hostile_files_have_a_bounded_number_of_damaged_blocks() -> None:
    damaged = f"{BEGIN}\nQQ==?\n{END}\n".encode() * (MAX_DAMAGED + 500)
    document = parse(damaged + GOOD.encode())
    assert len(document.blocks) == MAX_DAMAGED + 1
    assert document.blocks[-1].der == DER
    assert len(parse(f"{BEGIN}\n".encode() * 5000).blocks) == MAX_DAMAGED
    assert len(parse(f"{END}\n".encode() * 5000).defects) == MAX_DAMAGED + 1
