"""Any bytes give a document: spans in order, places that exist, the same answer twice, and in linear time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fuzz.targets.pem import execute
from pemlint import pem
from pemlint.model import Span
from pemlint.pem import LineIndex, parse
from pemlint.pem.flawless import flawless
from pemlint.pem.reader import read
from pemlint.pem.usual import usual
from tests import builder
from tests.builder import block

repeatable = settings(derandomize=True, max_examples=300, deadline=None)

PIECES = [
    *(
        b"-----BEGIN X-----",
        b"-----END X-----",
        b"-----BEGIN CERTIFICATE-----",
        b"-----END Y-----",
        b"-----BEGIN ",
        b"-----END ",
    ),
    *(b"----BEGIN X-----", b"-----END X----", b"-----", b"-", b"--BEGIN X--END X--", b"-----BEGIN PGP MESSAGE-----"),
    *(
        b"\n",
        b"\n",
        b"\n",
        b"\r\n",
        b"\r",
        b" ",
        b"\t",
        b"\0",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\xc3\xa9",
        b"\xe2\x80\x94",
    ),
    *(
        b"MAA=",
        b"MAMCAQE=",
        b"A" * 64,
        b"QQ",
        b"=",
        b"+",
        b"/",
        b"# a",
        b"a: b",
        b"Proc-Type: 4,ENCRYPTED\nDEK-Info: x\n\n",
    ),
    *(b"\\n", b'"', b"\\", b"text here", b"a" * 300),
]
texts = st.lists(st.sampled_from(PIECES), max_size=24).map(b"".join)
anything = st.one_of(st.binary(max_size=200), texts, texts.map(lambda text: text.decode("latin-1").encode("utf-16")))


@given(anything)
@repeatable
def test_any_bytes_have_a_document(data: bytes) -> None:
    execute(data)


@given(
    ders=st.lists(st.binary(min_size=1, max_size=120), max_size=4),
    end=st.sampled_from([b"\n", b"\r\n"]),
    width=st.sampled_from([64, 76, 48, 1000]),
    between=st.sampled_from([b"", b"# a\n", b"\n\n"]),
)
@repeatable
def test_well_formed_files_round_trip(ders: list[bytes], end: bytes, width: int, between: bytes) -> None:
    data = between.join(block("X", der, width=width) for der in ders).replace(b"\n", end)
    document = parse(data)
    assert [found.der for found in document.blocks] == ders
    assert document.readable
    assert {found.label for found in document.blocks} <= {"X"}
    for found in document.blocks:
        assert data[slice(*found.span)].startswith(b"-----BEGIN X-----")
        assert data[slice(*found.span)].endswith(b"-----END X-----")
    assert flawless(data, 0) == read(data, 0)[0] == list(document.blocks)


@given(
    ders=st.lists(st.binary(min_size=1, max_size=120) | st.binary(min_size=48, max_size=48), min_size=1, max_size=3),
    slips=st.lists(
        st.tuples(st.integers(0), st.sampled_from([b"", b"\n", b"=", b" ", b"A", b"-", b"\r", b"\xff"])), max_size=2
    ),
    cut=st.booleans(),
)
@repeatable
def test_usual_files_are_read_as_all_others(ders: list[bytes], slips: list[tuple[int, bytes]], cut: bool) -> None:
    data = b"".join(block("CERTIFICATE", der) for der in ders)
    assert usual(data) is not None
    for place, slip in slips:
        # where lines and boundaries end
        ends = [at for at, octet in enumerate(data) if octet in b"\n-="]
        at = ends[place % len(ends)]
        data = data[:at] + slip + data[at + cut :]
    document = parse(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pem, "usual", lambda _: None)
        assert parse(data)[:3] == document[:3]
        execute(data)


def _naive(data: bytes, offset: int) -> tuple[int, int]:
    start = data.rfind(b"\n", 0, offset) + 1
    return data.count(b"\n", 0, offset) + 1, len(data[start:offset].decode("utf-8", "surrogateescape")) + 1


@given(
    st.lists(
        st.sampled_from([b"\n", b"a", b"\xc3\xa9", b"\xf0\x9f\x94\x92", b"\x80", b"\xff", b"x" * 1500]), max_size=40
    )
)
@repeatable
def test_places_are_those_of_a_plain_count(pieces: list[bytes]) -> None:
    data = b"".join(pieces) * 4
    index = LineIndex(data)
    for offset in {*range(0, len(data), 997), *range(4090, min(4102, len(data))), len(data)}:
        assert index.position(offset) == _naive(data, offset)
    starts = index.starts()
    assert starts[0] == 0
    assert [data[at - 1] for at in starts[1:]] == [10] * data.count(b"\n")


def test_places_outside_of_the_file_are_its_ends() -> None:
    document = parse(b"ab\nc")
    assert document.location("f", Span(-5, 99))[1:] == (1, 1, 2, 2)
    assert document.line_starts == (0, 3)


SIZE = 500_000
BLOCK = b"-----BEGIN X-----\n%b-----END X-----\n"
SHAPES = {
    "hyphens": b"-",
    "BEGIN lines": b"-----BEGIN X-----\n",
    "BEGIN on one line": b"-----BEGIN X-----",
    "half a BEGIN": b"-----BEGIN ",
    "END lines": b"-----END X-----\n",
    "END on one line": b"-----END X-----",
    "END in words": b"END ",
    "damaged END": b"-END ",
    "damaged BEGIN": b"-BEGIN A-\nAAAAAAAAAAAAAAAAAAAAA\n",
    "one line": b"A",
    "line ends": b"\n",
    "carriage returns": b"\r",
    "blanks": b" ",
    "NUL": b"\0",
    "no UTF-8": b"\xff",
    "continuation bytes": b"\x80",
    "tiny blocks": BLOCK % b"QQ==\n",
    "tiny damaged blocks": BLOCK % b"?Q==\n",
    "tiny blocks with blanks": BLOCK % b"QQ== \n",
    "glued blocks": (BLOCK % b"QQ==\n")[:-1],
    "one-line blocks": (BLOCK % b"QQ==\n").replace(b"\n", b""),
    "text before BEGIN": b"a " + BLOCK % b"MAA=\n",
    "escaped blocks": (BLOCK % b"MAA=\n").replace(b"\n", b"\\n"),
}
BODIES = {
    "short lines": b"A\n",
    "bad lines": b"?\n",
    "blank lines": b"\n",
    "one line": b"A",
    "headers": b"a: b\n",
    "folded headers": b" b: c\n",
    "escapes": b"\\n",
    "backslashes": b"\\",
    "quotes": b"'",
    "base64 lines": b"AAAA\n",
}


@pytest.mark.parametrize("embedded", [False, True], ids=["TLS", "embedded"])
@pytest.mark.parametrize(
    "data",
    [
        *(pytest.param(shape * (SIZE // len(shape)), id=name) for name, shape in SHAPES.items()),
        *(
            pytest.param(BLOCK % (b"a: b\n" + (body * (SIZE // len(body)))), id=f"body: {name}")
            for name, body in BODIES.items()
        ),
        pytest.param(b"-----BEGIN X-----\n" + b"AAAA\n" * (SIZE // 5), id="no END"),
        pytest.param(b"AAAA\n" * (SIZE // 5) + b"-----END X-----\n", id="no BEGIN"),
        pytest.param((BLOCK % b"MAA=\n" * (SIZE // 80)).decode().encode("utf-16"), id="UTF-16"),
    ],
)
def test_hostile_files_take_linear_time(data: bytes, embedded: bool) -> None:
    """Half a megabyte in half a second, on a busy machine too; what is quadratic would take many minutes."""
    start = time.process_time()
    document = parse(data, embedded=embedded)
    for found in document.blocks[::100]:
        document.location("a", found.span)
    assert time.process_time() - start < 10


def test_real_certificates_take_the_short_way() -> None:
    data = b"".join(cert.pem for cert in (builder.server(), builder.intermediate(), builder.root()))
    assert usual(data) is not None
    assert flawless(data, 0) is not None
    assert flawless(data.replace(b"\n", b"\r\n"), 0) is not None


@pytest.mark.parametrize("form", ["plain", "damaged", "UTF-16"])
@pytest.mark.parametrize("embedded", [False, True], ids=["TLS", "embedded"])
def test_what_stands_behind_very_many_blocks_is_not_read(
    monkeypatch: pytest.MonkeyPatch, form: str, embedded: bool
) -> None:
    monkeypatch.setattr(pem, "MOST_BLOCKS", 3)
    one = block("X", b"0\x00").replace(b"-----E", b"----E" if form == "damaged" and not embedded else b"-----E")
    few, many = one * 3, one * 5
    if form == "UTF-16":
        few, many = (text.decode().encode("utf-16") for text in (few, many))
    assert not [defect for defect in parse(few, embedded=embedded).defects if defect.kind == "too-many-blocks"]
    document = parse(many, embedded=embedded)
    assert len(document.blocks) == 3
    *_, beyond = document.defects
    assert beyond.kind == "too-many-blocks"
    assert document.location("a", beyond.span).line == 1 + 3 * one.count(b"\n")
