"""Extensions (RFC 5280 4.2): the list, and the ones that pemlint judges as typed values."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["AuthorityKeyIdentifier", "BasicConstraints", "Extension", "GeneralName", "NameConstraints"]


class Extension(NamedTuple):
    """One extension: ``value`` is the content of its OCTET STRING, ``offset`` where that starts in the whole DER."""

    oid: str
    critical: bool
    value: bytes
    offset: int


class GeneralName(NamedTuple):
    """One name of a GeneralNames (RFC 5280 4.2.1.6).

    ``kind`` is ``DNS``, ``IP``, ``email``, ``URI``, ``directory``, ``RID``, ``other``, ``x400`` or ``edi``. ``value`` is
    text: a canonical address for IP (with ``/prefix`` in name constraints; empty when the length is wrong), RFC 4514
    for directory, the dotted type for other. ``raw`` is the content as encoded.
    """

    kind: str
    value: str
    raw: bytes


class BasicConstraints(NamedTuple):
    """RFC 5280 4.2.1.9."""

    ca: bool
    path_length: int | None


class AuthorityKeyIdentifier(NamedTuple):
    """RFC 5280 4.2.1.1."""

    key_identifier: bytes | None
    issuer: tuple[GeneralName, ...] | None
    serial: int | None


class NameConstraints(NamedTuple):
    """RFC 5280 4.2.1.10."""

    permitted: tuple[GeneralName, ...]
    excluded: tuple[GeneralName, ...]
