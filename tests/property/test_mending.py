"""The promise of ``--fix``: whatever was damaged, what could be read can still be, and nothing else comes or goes."""

from __future__ import annotations

import ssl
from collections import Counter
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pemlint import engine, files, fixer
from pemlint.batch import Batch
from pemlint.cli.settings import loader
from pemlint.model import Report, Source
from pemlint.pem import PemBlock, parse
from pemlint.plan import Configuration, Plan
from tests import builder
from tests.builder import keys

if TYPE_CHECKING:
    from collections.abc import Callable

LEAF, MIDDLE, ROOT = builder.server(), builder.intermediate(), builder.root()
KEY = builder.private_pem("server")
#: what is on by default, and the layout that stands nowhere in the way of a reader
RULES = {name for name, one in loader().policy("default").settings.items() if one.active} | {"pem-layout-not-allowed"}
PLAN = Plan(loader(), Configuration(), root="/", selected=frozenset(RULES))
KNOWN = {LEAF.der, MIDDLE.der, ROOT.der, keys.pkcs8("server")}


def everywhere(old: bytes, new: bytes) -> Callable[[bytes, float], bytes]:
    return lambda data, _place: data.replace(old, new)


def at_a_line(change: Callable[[bytes], bytes]) -> Callable[[bytes, float], bytes]:
    def changed(data: bytes, place: float) -> bytes:
        lines = data.splitlines(keepends=True)
        at = min(int(place * len(lines)), len(lines) - 1)
        return b"".join((*lines[:at], change(lines[at]), *lines[at + 1 :]))

    return changed


DAMAGES: dict[str, Callable[[bytes, float], bytes]] = {
    "glued": at_a_line(lambda line: line.rstrip(b"\r\n") if b"-----END" in line else line),
    "crlf": everywhere(b"\n", b"\r\n"),
    "one crlf": at_a_line(lambda line: line.replace(b"\n", b"\r\n")),
    "mark": lambda data, _place: b"\xef\xbb\xbf" + data,
    "blanks": at_a_line(lambda line: line.rstrip(b"\n") + b" \t\n"),
    "no end": lambda data, _place: data.rstrip(b"\r\n"),
    "blank line": at_a_line(lambda line: b"\n" + line),
    "comment": at_a_line(lambda line: b"# a comment\n" + line),
    "text": at_a_line(lambda line: b"Subject: CN=somebody else\n" + line),
    "indented": at_a_line(lambda line: b"   " + line),
    "hyphens": at_a_line(lambda line: line.replace(b"-----\n", b"------\n")),
    "joined": at_a_line(lambda line: line.rstrip(b"\n") if b"-----" not in line else line),
    "lost": at_a_line(lambda _line: b""),
    "octet": at_a_line(lambda line: line[:5] + b"!" + line[6:]),
    "doubled": at_a_line(lambda line: line + line),
}
ITEMS = st.lists(st.sampled_from((LEAF.pem, MIDDLE.pem, MIDDLE.annotated, ROOT.pem, ROOT.annotated, KEY)), max_size=5)
WRONGS = st.lists(st.tuples(st.sampled_from(sorted(DAMAGES)), st.floats(0, 1)), max_size=4)


def damaged(items: list[bytes], wrongs: list[tuple[str, float]]) -> bytes:
    data = b"".join(items)
    for name, place in wrongs:
        data = DAMAGES[name](data, place) if data else data
    return data


def batch(data: bytes) -> Batch:
    return Batch((Source("a.pem", "a.pem", data, tls=True, target=True),), (), {}, {})


def lint(some: Batch) -> Report:
    return engine.run(some, PLAN, now=builder.NOW, public_roots=files.public_roots, fold=False)


def mended(data: bytes, *, unsafe: bool = False) -> tuple[bytes, fixer.Mended]:
    done = fixer.mend(batch(data), lint, unsafe=unsafe)
    return done.batch.sources[0].data, done


def readable(data: bytes) -> Counter[tuple[str, bytes | None]]:
    return Counter((block.label, block.der) for block in parse(data).blocks if block.readable)


def said(blocks: tuple[PemBlock, ...]) -> Counter[tuple[str, bytes | None]]:
    return Counter((block.label, block.der) for block in blocks)


def loaded(data: bytes) -> bool:
    """Whether OpenSSL takes a file of certificates."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    with NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        try:
            context.load_verify_locations(file.name)
        except ssl.SSLError:
            return False
    return True


@given(ITEMS, WRONGS)
@settings(derandomize=True, deadline=None, max_examples=70)
def test_safe_fixes_keep_every_block(items: list[bytes], wrongs: list[tuple[str, float]]) -> None:
    data = damaged(items, wrongs)
    new, done = mended(data)
    assert done.refused == ()
    assert said(parse(new).blocks) == said(parse(data).blocks)
    assert not readable(data) - readable(new)
    assert mended(new)[0] == new
    assert [line for line in KEY.splitlines() if data.count(line) != new.count(line) and b"-----" not in line] == []
    certificates = [block for block in parse(new).blocks if block.label == "CERTIFICATE"]
    if certificates and parse(new).readable and {block.der for block in parse(new).blocks} <= KNOWN:
        assert loaded(new)


@given(ITEMS, WRONGS)
@settings(derandomize=True, deadline=None, max_examples=30)
def test_unsafe_fixes_leave_no_new_error(items: list[bytes], wrongs: list[tuple[str, float]]) -> None:
    data = damaged(items, wrongs)
    new, _ = mended(data, unsafe=True)
    before, after = (lint(batch(each)).findings for each in (mended(data)[0], new))
    assert len([each for each in after if each.severity == 3]) <= len([each for each in before if each.severity == 3])
    assert not {block.der for block in parse(new).blocks} - {block.der for block in parse(data).blocks}
    assert mended(new, unsafe=True)[0] == new


@pytest.mark.parametrize(
    ("name", "at"),
    [("glued", 19), ("comment", 5), ("text", 5), ("blank line", 5), ("indented", 0), ("hyphens", 0), ("mark", 0)],
)
def test_what_no_reader_takes_is_taken_afterwards(name: str, at: int) -> None:
    items = [MIDDLE.pem, LEAF.pem]
    data = damaged(items, [(name, (at + 0.5) / b"".join(items).count(b"\n"))])
    assert not parse(data).readable
    new, done = mended(data)
    assert [block.der for block in parse(new).blocks] == [LEAF.der, MIDDLE.der]
    assert parse(new).readable
    assert loaded(new)
    assert {each.rule.partition("-")[0] for each in done.fixed} == {"pem", "chain"}
