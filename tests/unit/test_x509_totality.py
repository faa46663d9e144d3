"""Any bytes give an object: no exception, no deep recursion, no more work than the bytes are worth."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fuzz.targets.x509 import READERS, exercise
from pemlint import x509
from pemlint.x509 import Problem
from tests import builder
from tests.builder import der
from tests.unit import x509_skeleton as skeleton

repeatable = settings(derandomize=True, deadline=None)

NAMES = skeleton.extension("2.5.29.17", der.sequence(der.implicit(2, b"a"), der.implicit(7, bytes(4))))
SEEDS = (
    skeleton.certificate(),
    builder.server().der,
    builder.intermediate().der,
    skeleton.request(
        attributes=der.explicit(0, der.sequence(der.oid("1.2.840.113549.1.9.14"), der.set_of(der.sequence(NAMES))))
    ),
    skeleton.revocation_list(revoked=der.sequence(der.sequence(der.integer(5), der.time(skeleton.NOT_BEFORE)))),
)


@repeatable
@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    exercise(data)
    assert isinstance(x509.public_key_info(data), (x509.PublicKeyInfo, Problem))
    assert isinstance(x509.name(data), (x509.Name, Problem))


@repeatable
@given(st.recursive(st.binary(max_size=12), lambda inner: st.builds(
    der.tlv,
    st.sampled_from((0x02, 0x03, 0x04, 0x06, 0x17, 0x30, 0x31, 0xA0, 0xA3)),
    st.lists(inner, max_size=8).map(b"".join),
)))  # fmt: skip
def test_any_elements(data: bytes) -> None:
    exercise(data)


@repeatable
@given(st.sampled_from(SEEDS), st.lists(st.tuples(st.integers(0), st.integers(0, 7)), min_size=1, max_size=4))
def test_flipped_bits(seed: bytes, flips: list[tuple[int, int]]) -> None:
    data = bytearray(seed)
    for position, bit in flips:
        data[position % len(data)] ^= 1 << bit
    exercise(bytes(data))


@repeatable
@given(st.sampled_from(SEEDS), st.integers(0), st.integers(0, 40), st.binary(max_size=20))
def test_cuts_and_insertions(seed: bytes, position: int, removed: int, inserted: bytes) -> None:
    position %= len(seed) + 1
    exercise(seed[:position] + inserted + seed[position + removed :])


class FieldByField(x509.Certificate):
    """A certificate that is never taken for a usual one."""

    def _read_frame(self) -> bool:
        self._unread = False
        self._outline = None
        return False


def test_the_short_way_reads_the_same() -> None:
    seed, memo = skeleton.certificate(), x509.Memo(eager=True)
    for position in range(len(seed)):
        for value in (0x00, 0x05, 0x30, 0x81, 0xFF):
            data = seed[:position] + bytes((value,)) + seed[position + 1 :]
            quick, slow = x509.Certificate(data, memo), FieldByField(data)
            assert quick.problems() == slow.problems()
            assert (quick.irregularities, quick.extensions, quick.form) == (
                slow.irregularities,
                slow.extensions,
                slow.form,
            )


@pytest.mark.parametrize("signature", [0, 60, 200, 1000])
@pytest.mark.parametrize("name", [0, 60, 200, 1000])
def test_lengths_of_all_forms_are_read_the_same(name: int, signature: int) -> None:
    data = skeleton.certificate(
        issuer=der.sequence(),
        subject=der.sequence(skeleton.rdn("2.5.4.3", der.utf8("a" * name))),
        public_key=der.sequence(der.sequence(der.oid("1.3")), der.bit_string(b"")),
        extensions=skeleton.extensions(skeleton.extension("2.5.29.37", der.sequence(der.oid("1.3")))),
        signature=der.bit_string(bytes(signature)),
    )
    quick, slow = x509.Certificate(data), FieldByField(data)
    assert quick.framed
    assert quick.problems() == slow.problems() == ()
    assert (quick.tbs, quick.signature, quick.subject) == (slow.tbs, slow.signature, slow.subject)


def test_every_single_byte_may_be_anything() -> None:
    seed = skeleton.certificate()
    for position in range(len(seed)):
        for value in (0x00, 0x1F, 0x30, 0x7F, 0x80, 0x84, 0xFF):
            x509.certificate(seed[:position] + bytes((value,)) + seed[position + 1 :]).problems()


def nested(tag: int, depth: int) -> bytes:
    """Elements inside each other, inside out and without quadratic copying."""
    heads: list[bytes] = []
    size = 0
    for _ in range(depth):
        head = bytes((tag, 0x84)) + size.to_bytes(4, "big")
        heads.append(head)
        size += len(head)
    return b"".join(reversed(heads))


SIZE = 1 << 18
HOSTILE = {
    "nested sequences": nested(0x30, SIZE // 6),
    "nested names": skeleton.certificate(
        extensions=skeleton.extensions(skeleton.extension("2.5.29.17", nested(0xA4, SIZE // 6))),
    ),
    "many extensions": skeleton.certificate(
        extensions=skeleton.extensions(*[skeleton.extension("1.2.3", b"")] * (SIZE // 9)),
    ),
    "many broken extensions": skeleton.certificate(extensions=skeleton.extensions(b"\x30\x00" * (SIZE // 2))),
    "many names": skeleton.certificate(
        extensions=skeleton.extensions(
            skeleton.extension("2.5.29.17", der.sequence(der.implicit(2, b"a") * (SIZE // 3))),
        ),
    ),
    "many relative names": skeleton.certificate(subject=der.sequence(b"\x31\x00" * (SIZE // 2))),
    "a long identifier": skeleton.certificate(algorithm=der.sequence(der.tlv(0x06, b"\x2a" * SIZE))),
    "a long component": skeleton.certificate(algorithm=der.sequence(der.tlv(0x06, b"\xff" * SIZE + b"\x01"))),
    "a long number": skeleton.certificate(serial=der.tlv(0x02, b"\x7f" * SIZE)),
    "a long modulus": skeleton.certificate(
        public_key=der.sequence(
            der.sequence(der.oid("1.2.840.113549.1.1.1"), der.null()),
            der.bit_string(der.sequence(der.tlv(0x02, b"\x7f" * SIZE), der.integer(3))),
        ),
    ),
    "a long string": skeleton.certificate(subject=der.sequence(skeleton.rdn("2.5.4.3", der.tlv(0x0C, b", " * SIZE)))),
    "a long date": skeleton.certificate(validity=der.sequence(der.tlv(0x18, b"20260101000000." + b"1" * SIZE))),
    "many revoked": skeleton.revocation_list(revoked=der.sequence(b"\x30\x00" * (SIZE // 2))),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_work_is_bounded(name: str) -> None:
    started = time.process_time()
    exercise(HOSTILE[name], READERS[:1] if name != "many revoked" else READERS[2:])
    # linear work takes a second or two, quadratic work takes hours
    assert time.process_time() - started < 20
