"""Examples of the rule ``cert-pkilint-note``, which ``pkilint`` judges."""

from __future__ import annotations

import hashlib

from tests import builder
from tests.builder import keys


def _identifier() -> bytes:
    """The key identifier as RFC 5280 4.2.1.2 first proposes it."""
    return hashlib.sha1(keys.pkcs1_public("server")).digest()


def bad_made_up_key_identifier() -> bytes:
    return builder.server(subject_key_identifier=b"server").annotated


def good_standard_key_identifier() -> bytes:
    return builder.server(subject_key_identifier=_identifier()).annotated
