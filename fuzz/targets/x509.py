"""Certificates, requests and revocation lists, every field of them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from fuzz import seeds
from fuzz.mutation import asn1
from fuzz.targets import Target
from pemlint import x509
from pemlint.x509 import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["READERS", "TARGET", "exercise"]

_FIELDS = (
    *("tbs", "version", "serial_number", "inner_algorithm", "issuer", "not_before", "not_after", "subject"),
    *("public_key", "signature_algorithm", "signature", "unique_identifiers", "role", "is_ca", "self_issued"),
    *("basic_constraints", "key_usage", "extended_key_usage", "subject_alternative_names", "name_constraints"),
    *("subject_key_identifier", "authority_key_identifier"),
)
READERS: tuple[Callable[[bytes], Any], ...] = (x509.certificate, x509.request, x509.revocation_list)


def execute(data: bytes) -> None:
    """Read it as everything that there is; certificates in the short way, and as the latest of many, as well."""
    exercise(data)
    _same(x509.certificate(data), _LongWay(data))
    _same(x509.certificate(data), x509.certificate(data, _warm()))
    for found in (x509.public_key_info(data), x509.name(data)):
        if isinstance(found, Problem):
            assert found.reason
            assert 0 <= found.offset <= len(data)
        else:
            assert isinstance(found, (x509.PublicKeyInfo, x509.Name))


class _LongWay(x509.Certificate):
    """A certificate of which nothing is taken for usual."""

    def _read_frame(self) -> bool:
        self._unread = False
        self._outline = None
        return False


def _warm() -> x509.Memo:
    """What a run remembers after many certificates."""
    memo, before = x509.Memo(), _read_before()
    for known in ("names", "public_keys", "patterns", "moments", "extensions", "values"):
        getattr(memo, known).update(getattr(before, known))
    return memo


@cache
def _read_before() -> x509.Memo:
    memo = x509.Memo()
    for data in seeds.binaries():
        assert x509.certificate(data, memo).irregularities is not None
    return memo


def _same(found: x509.Certificate, other: x509.Certificate) -> None:
    """Nothing tells which way a certificate was read."""
    assert found.problems() == other.problems()
    assert found.irregularities == other.irregularities
    assert (found.extensions, found.trailing) == (other.extensions, other.trailing)
    for field in _FIELDS:
        assert getattr(found, field) == getattr(other, field), field


def exercise(data: bytes, readers: tuple[Callable[[bytes], Any], ...] = READERS) -> None:
    """Ask for everything that can be asked for, and check what must hold of any answer."""
    for read in readers:
        found = read(data)
        assert found.der is data
        assert 0 <= found.trailing <= len(data)
        _problems(found, len(data))
        again = read(data)
        assert again == found
        assert again.problems() == found.problems()
        _names(found, data)
        _keys(found, data)
        if isinstance(found.tbs, bytes):
            assert found.tbs in data
        if isinstance(found, x509.Certificate):
            assert found.is_ca in {True, False}
            assert found.self_issued in {True, False}


def _problems(found: Any, size: int) -> None:
    for field, problem in found.problems():
        assert field
        assert problem.reason
        assert 0 <= problem.offset <= size, (field, problem)
    for problem in found.irregularities:
        assert 0 <= problem.offset <= size, problem


def _names(found: Any, data: bytes) -> None:
    for name in (getattr(found, "issuer", None), getattr(found, "subject", None)):
        if isinstance(name, x509.Name):
            assert name.der in data
            assert isinstance(name.text(), str)
            assert isinstance(name.key, bytes)


def _keys(found: Any, data: bytes) -> None:
    for algorithm in (found.signature_algorithm, getattr(found, "inner_algorithm", None)):
        if isinstance(algorithm, x509.AlgorithmIdentifier):
            assert algorithm.der in data
            assert algorithm.name
            assert isinstance(algorithm.hash_name + algorithm.key_kind, str)
    key = getattr(found, "public_key", None)
    if isinstance(key, x509.PublicKeyInfo):
        assert x509.public_key_info(key.der) == key
        assert key.label
        assert len(key.sha256) == 64


TARGET = Target(execute, asn1.mutate, seeds.binaries, seeds.binaries, longest=1 << 14, seconds=2)
