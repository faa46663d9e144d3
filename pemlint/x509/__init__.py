"""Certificates, requests and revocation lists (RFC 5280, RFC 2986): every field a value or the reason why not.

All readers are total: any bytes give an object, in time linear in their number.
"""

from __future__ import annotations

from pemlint.der import Problem
from pemlint.x509.certificate import Certificate, certificate
from pemlint.x509.extensions import AuthorityKeyIdentifier, BasicConstraints, Extension, NameConstraints
from pemlint.x509.general_names import GeneralName, address_text
from pemlint.x509.keys import AlgorithmIdentifier, PublicKeyInfo, public_key_info
from pemlint.x509.memo import Memo
from pemlint.x509.names import Attribute, Name, name
from pemlint.x509.request import CertificateRequest, request

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pemlint.x509.crl import RevocationList, Revoked, revocation_list
else:
    from pemlint.later import later

    __getattr__ = later(globals(), crl="RevocationList Revoked revocation_list")

__all__ = [
    "AlgorithmIdentifier",
    "Attribute",
    "AuthorityKeyIdentifier",
    "BasicConstraints",
    "Certificate",
    "CertificateRequest",
    "Extension",
    "GeneralName",
    "Memo",
    "Name",
    "NameConstraints",
    "Problem",
    "PublicKeyInfo",
    "RevocationList",
    "Revoked",
    "address_text",
    "certificate",
    "name",
    "public_key_info",
    "request",
    "revocation_list",
]
