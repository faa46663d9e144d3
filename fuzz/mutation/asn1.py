"""Damages DER: elements move, change or go. The lengths of what holds them are mended, unless lying is the damage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fuzz.mutation import octets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from random import Random

__all__ = ["mutate"]

_DEEPEST = 24
_TAGS = (
    *(0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0A, 0x0C, 0x0D, 0x13, 0x14, 0x16, 0x17, 0x18, 0x1A, 0x1C, 0x1E, 0x30, 0x31),
    *(0x80, 0x81, 0x82, 0x84, 0x86, 0x87, 0x88, 0xA0, 0xA1, 0xA2, 0xA3, 0xA4, 0x24, 0x1F, 0xBF, 0x00, 0x7F),
)
_LENGTHS = (
    *(b"\x80", b"\x00", b"\x7f", b"\xff", b"\x81\x00", b"\x82\x00\x01"),
    *(b"\x84\xff\xff\xff\xff", b"\x88" + b"\x7f" * 8),
)
#: contents that some field somewhere has no good answer to
_ODD = (
    *(b"", b"\0", b"\1", b"\xff", b"\x80", b"\0\xff", b"\xff\x7f", b"\x7f" * 129, b"\xff" * 21, b"\0" * 20),
    *b"991231235959Z 500101000000Z 260230000000Z 2601010000Z 260101000000+0100 26010100000\xb2Z".split(),
    *b"20260101000000Z 00000101000000Z 99991231235959Z 20261301000000Z 20260101000000.5Z".split(),
    *b"*.example.com * *.*.com xn-- xn--zca.example . a..b example.com. b\xc3\xbccher.example a\0.example.com".split(),
    *b"1.2.3.4 127.1 http://[::1 mailto:a@b@c a@b @ ##[error]x ::error::x <b>&amp; \x1b[31mred \xe2\x80\xaegpj".split(),
    *(b"a" * 64 + b".com", b"\x0a\0\0\1", b"\x0a\0\0\0\xff\0\xff\0", b"\0" * 16, b"\xff" * 32, b"\0" * 8, b"a\nb"),
    *(b"\xd8\0", b"\0\x11\0\0", b"\x30\0", b"\x30\x80", b"\x02\0"),
    *(b"\x55\x1d" + bytes([last]) for last in (14, 15, 17, 18, 19, 20, 24, 30, 31, 32, 35, 36, 37, 54)),
    *map(bytes.fromhex, ("2b06010505070301", "2a864886f70d010101", "2a8648ce3d0201", "2b6570", "2a864886f70d01010a")),
    *map(bytes.fromhex, ("550403", "551d2000")),
)


class Node:
    """An element: with ``children`` where its content is elements again, after the octets of ``lead``."""

    __slots__ = ("children", "content", "lead", "length", "tag")

    def __init__(self, tag: bytes, content: bytes, children: list[Node] | None = None, lead: bytes = b"") -> None:
        self.tag = tag
        self.content = content
        self.children = children
        self.lead = lead
        #: length octets that are written instead of the true ones
        self.length: bytes | None = None

    def encode(self) -> bytes:
        """The element; the length is the shortest that is true, unless it lies."""
        if self.children is None:
            content = self.content
        else:
            content = self.lead + b"".join(child.encode() for child in self.children)
        return self.tag + (_length(len(content)) if self.length is None else self.length) + content

    def copy(self) -> Node:
        """The same again, down to the last element."""
        children = None if self.children is None else [child.copy() for child in self.children]
        twin = Node(self.tag, self.content, children, self.lead)
        twin.length = self.length
        return twin


def mutate(data: bytes, chance: Random, pool: Sequence[bytes] = ()) -> bytes:
    """The DER with one to three things wrong with it; what is no DER is damaged as any bytes are."""
    roots = _parse(data)
    if not roots or chance.random() < 0.1:
        return octets.mutate(data, chance, pool)
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        places = list(_places(roots))
        if not places:
            break
        siblings, index = chance.choice(places)
        chance.choice(_WAYS)(siblings, index, chance, pool)
    return b"".join(root.encode() for root in roots)


def _parse(data: bytes, depth: int = 0) -> list[Node] | None:
    """The elements that fill the bytes exactly; None where they do not."""
    nodes = []
    at = 0
    while at < len(data):
        head = _head(data, at)
        if head is None:
            return None
        start, end = head
        tag = data[at : at + 1]
        content = data[start:end]
        nodes.append(_inside(tag, content, depth))
        at = end
    return nodes


def _inside(tag: bytes, content: bytes, depth: int) -> Node:
    if depth < _DEEPEST and content:
        if tag[0] & 0x20:
            return Node(tag, content, _parse(content, depth + 1))
        lead = content[:1] if tag == b"\x03" else b""
        if tag in (b"\x03", b"\x04") and content[len(lead) :][:1] in (b"\x30", b"\x04", b"\x03", b"\x02"):
            return Node(tag, content, _parse(content[len(lead) :], depth + 1), lead)
    return Node(tag, content)


def _head(data: bytes, at: int) -> tuple[int, int] | None:
    """Where the content of an element begins and ends."""
    if at + 2 > len(data) or data[at] & 0x1F == 0x1F:
        return None
    length, start = data[at + 1], at + 2
    if length >= 0x80:
        octets_ = length & 0x7F
        length = int.from_bytes(data[start : start + octets_], "big")
        start += octets_
        if not 0 < octets_ <= 4:
            return None
    return (start, start + length) if start + length <= len(data) else None


def _length(size: int) -> bytes:
    if size < 0x80:
        return bytes([size])
    written = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([0x80 | len(written)]) + written


def _places(nodes: list[Node]) -> Iterator[tuple[list[Node], int]]:
    """Every element as the list that it stands in, and where."""
    for index, node in enumerate(nodes):
        yield nodes, index
        if node.children:
            yield from _places(node.children)


def _delete(siblings: list[Node], index: int, _chance: Random, _pool: Sequence[bytes]) -> None:
    del siblings[index]


def _double(siblings: list[Node], index: int, chance: Random, _pool: Sequence[bytes]) -> None:
    many = chance.choice((1, 1, 1, 2, 40))
    siblings[index:index] = [siblings[index].copy() for _ in range(many)]


def _swap(siblings: list[Node], index: int, chance: Random, _pool: Sequence[bytes]) -> None:
    other = chance.randrange(len(siblings))
    siblings[index], siblings[other] = siblings[other], siblings[index]


def _retag(siblings: list[Node], index: int, chance: Random, _pool: Sequence[bytes]) -> None:
    siblings[index].tag = bytes([chance.choice(_TAGS)])


def _odd(siblings: list[Node], index: int, chance: Random, _pool: Sequence[bytes]) -> None:
    node = siblings[index]
    node.content, node.children, node.lead = chance.choice(_ODD), None, b""


def _octets(siblings: list[Node], index: int, chance: Random, pool: Sequence[bytes]) -> None:
    node = siblings[index]
    if node.children is not None:
        node.content, node.children = node.lead + b"".join(child.encode() for child in node.children), None
    node.content = octets.mutate(node.content, chance, pool)


def _lie(siblings: list[Node], index: int, chance: Random, _pool: Sequence[bytes]) -> None:
    siblings[index].length = chance.choice(_LENGTHS)


def _wrap(siblings: list[Node], index: int, chance: Random, _pool: Sequence[bytes]) -> None:
    for _ in range(chance.choice((1, 1, 1, 2, 60))):
        siblings[index] = Node(bytes([chance.choice((0x30, 0x31, 0x04, 0xA0, 0xA3, 0xA4))]), b"", [siblings[index]])


def _unwrap(siblings: list[Node], index: int, _chance: Random, _pool: Sequence[bytes]) -> None:
    siblings[index : index + 1] = siblings[index].children or []


def _take(siblings: list[Node], index: int, chance: Random, pool: Sequence[bytes]) -> None:
    """An element of another input, or of elsewhere in this one, in place of this one or beside it."""
    donor = _parse(chance.choice(pool)) if pool else None
    places = list(_places(donor or siblings))
    there, at = chance.choice(places)
    siblings[index : index + chance.randrange(2)] = [there[at].copy()]


_WAYS: tuple[Callable[[list[Node], int, Random, Sequence[bytes]], None], ...] = (
    *(_delete, _double, _swap, _retag, _odd, _odd, _octets, _octets, _lie, _wrap, _unwrap, _take, _take),
)
