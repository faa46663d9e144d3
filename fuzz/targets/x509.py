"""Certificates, requests and revocation lists, every field of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fuzz import seeds
from fuzz.mutation import asn1
from fuzz.targets import Target
from pemlint import x509
from pemlint.x509 import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["READERS", "TARGET", "exercise"]

READERS: tuple[Callable[[bytes], Any], ...] = (x509.certificate, x509.request, x509.revocation_list)


def execute(data: bytes) -> None:
    """Read it as everything that there is."""
    exercise(data)
    for found in (x509.public_key_info(data), x509.name(data)):
        if isinstance(found, Problem):
            assert found.reason
            assert 0 <= found.offset <= len(data)
        else:
            assert isinstance(found, (x509.PublicKeyInfo, x509.Name))


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
