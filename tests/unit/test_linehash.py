from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pemlint.linehash import key_lines, line_hashes

#: one above 2^64 - 1
MODULUS = 18_446_744_073_709_551_616


def naive(data: bytes) -> dict[int, str]:
    """The hash of every line from its definition: windows are cut out and powers multiplied out, one by one."""
    units: list[int] = []
    starts: list[int] = []
    text = data.decode("utf-8", "replace")
    fresh, position = True, 0
    while position < len(text):
        character = text[position]
        position += 1
        if character in " \t":
            continue
        if character == "\r":
            character = "\n"
            if text[position : position + 1] == "\n":
                position += 1
        if fresh:
            starts.append(len(units))
        raw = character.encode("utf-16-be")
        units += [int.from_bytes(raw[at : at + 2]) for at in range(0, len(raw), 2)]
        fresh = character == "\n"
    if fresh:
        starts.append(len(units))
    units += [0xFFFF] + [0] * 100
    values = [
        sum(unit * 37 ** (99 - at) for at, unit in enumerate(units[start : start + 100])) % MODULUS for start in starts
    ]
    return {line: f"{value:x}:{values[:line].count(value)}" for line, value in enumerate(values, start=1)}


def every(data: bytes) -> dict[int, str]:
    return line_hashes(data, range(1, data.count(b"\n") + data.count(b"\r") + 2))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n",
        b"\n\n\n",
        b"one line",
        b"one line\n",
        b"a\nb\nc",
        b"a\r\nb\r\nc\r\n",
        b"a\rb\rc\r",
        b"a\r\r\nb\n\rc",
        b"a\r \nb",
        b"  a\tb  \n\t\n \r\n",
        b"same\n" * 20,
        b"x" * 99,
        b"x" * 100,
        b"x" * 101 + b"\n",
        b"x" * 350 + b"\n" + b"y" * 350,
        "Zoë 株式会社 🎈\n\ufeff🎈\n".encode(),
        b"\xef\xbb\xbf-----BEGIN CERTIFICATE-----\n",
        b"\xff\xfe\x00\x80\n\xc3\n\xe2\x82\n\xf0\x9f\x8e\n",
        b"\x00\x00\n\x00",
    ],
)
def test_hashes_are_those_of_the_definition(data: bytes) -> None:
    assert every(data) == naive(data)


@settings(derandomize=True, deadline=None)
@given(st.lists(st.sampled_from([b"\n", b"\r", b" ", b"\t", b"a", b"bc" * 30, "é🎈".encode(), b"\xff"]), max_size=60))
def test_hashes_are_those_of_the_definition_for_any_text(parts: list[bytes]) -> None:
    data = b"".join(parts)
    assert every(data) == naive(data)


def test_an_empty_line_at_the_end_is_the_end_of_file_alone() -> None:
    # 0xFFFF is the first of 100 code units, so that 99 multiplications by 37 follow.
    assert line_hashes(b"", [1]) == {1: f"{0xFFFF * 37**99 % MODULUS:x}:1"}


def test_white_space_and_the_form_of_line_ends_do_not_matter() -> None:
    assert every(b"a b\n\tc\n") == every(b"ab\r\nc\r\n") == every(b" a b \r c\r")


def test_equal_lines_are_numbered_from_the_top() -> None:
    block = b"x" * 100 + b"\n"
    hashes = line_hashes(block * 3, [1, 2, 3])
    assert [value.partition(":")[2] for value in hashes.values()] == ["1", "2", "3"]
    assert len({value.partition(":")[0] for value in hashes.values()}) == 1


def test_only_the_lines_asked_for_are_given() -> None:
    data = b"a\nb\nc\n"
    whole = naive(data)
    assert line_hashes(data, []) == {}
    assert line_hashes(data, [3, 1, 3]) == {1: whole[1], 3: whole[3]}
    assert line_hashes(data, [0, -1, 99, 2]) == {2: whole[2]}


def test_a_large_file_takes_time_in_proportion_to_its_size() -> None:
    data = b"\n" * 200_000 + b"A" * 1_000_000 + b"\nlast"
    began = time.monotonic()
    hashes = line_hashes(data, [200_002])
    assert time.monotonic() - began < 10
    assert hashes[200_002] == f"{sum(u * 37 ** (99 - at) for at, u in enumerate([*b'last', 0xFFFF])) % MODULUS:x}:1"


#: a comment, a key, a certificate
LABELS = ("CERTIFICATE", "PRIVATE KEY", "RSA PRIVATE KEY", "ENCRYPTED PRIVATE KEY")
BODY = b"\n".join([b"A" * 64] * 4)


def block(label: str) -> bytes:
    return b"-----BEGIN %b-----\n%b\n-----END %b-----\n" % (label.encode(), BODY, label.encode())


@pytest.mark.parametrize("label", LABELS[1:])
def test_no_hash_tells_of_a_private_key(label: str) -> None:
    far = b"#" * 100 + b"\n"
    data = far + b"# why\n" + block(label) + far + block("CERTIFICATE")
    lines = range(1, data.count(b"\n") + 1)
    secret = {number for number, line in enumerate(data.split(b"\n"), 1) if b"A" in line} & set(range(4, 8))
    assert key_lines(data, lines) == {2, 3} | secret
    assert key_lines(data.replace(b"\n", b"\r\n"), lines) == {2, 3} | secret


def test_keys_without_one_of_their_boundaries_are_keys() -> None:
    whole = block("PRIVATE KEY")
    assert key_lines(whole.partition(b"\n")[2], range(1, 9)) == {1, 2, 3, 4}
    assert key_lines(whole.rpartition(b"-----END")[0], range(1, 6)) == {1, 2, 3, 4, 5}
    assert key_lines(b"K=" + whole.replace(b"\n", b"\\n"), [1]) == {1}


def test_a_file_without_a_private_key_has_all_its_hashes() -> None:
    assert key_lines(block("CERTIFICATE") * 2, range(1, 20)) == set()
    assert key_lines(b"", [1, 2]) == set()
