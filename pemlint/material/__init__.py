"""From blocks to certificates, keys and the rest: the label says what a block should be, its structure what it is."""

from __future__ import annotations

from pemlint.material.labels import meant_label
from pemlint.material.reading import LABELS, read
from pemlint.material.records import (
    UNREAD,
    Certificate,
    CertificateRequest,
    Container,
    Foreign,
    Identity,
    Material,
    Parameters,
    Pkcs7,
    Place,
    PrivateKey,
    PublicKey,
    RevocationList,
    Unreadable,
)

__all__ = [
    "LABELS",
    "UNREAD",
    "Certificate",
    "CertificateRequest",
    "Container",
    "Foreign",
    "Identity",
    "Material",
    "Parameters",
    "Pkcs7",
    "Place",
    "PrivateKey",
    "PublicKey",
    "RevocationList",
    "Unreadable",
    "meant_label",
    "read",
]
