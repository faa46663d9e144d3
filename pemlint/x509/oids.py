"""Object identifiers that certificates are made of, and what they are called. Names as in the standards cited."""

from __future__ import annotations

from pemlint import der
from pemlint.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Final

COMMON_NAME: Final = "2.5.4.3"
#: an attribute of a request (PKCS #9)
CHALLENGE_PASSWORD: Final = "1.2.840.113549.1.9.7"  # noqa: S105 - its name, no password
#: attributes of a request that hold extensions (PKCS #9, and Microsoft's own)
EXTENSION_REQUESTS: Final = ("1.2.840.113549.1.9.14", "1.3.6.1.4.1.311.2.1.14")

SUBJECT_DIRECTORY_ATTRIBUTES: Final = "2.5.29.9"
SUBJECT_KEY_IDENTIFIER: Final = "2.5.29.14"
KEY_USAGE: Final = "2.5.29.15"
SUBJECT_ALTERNATIVE_NAME: Final = "2.5.29.17"
ISSUER_ALTERNATIVE_NAME: Final = "2.5.29.18"
BASIC_CONSTRAINTS: Final = "2.5.29.19"
NAME_CONSTRAINTS: Final = "2.5.29.30"
CRL_NUMBER: Final = "2.5.29.20"
DELTA_CRL_INDICATOR: Final = "2.5.29.27"
CERTIFICATE_ISSUER: Final = "2.5.29.29"
ISSUING_DISTRIBUTION_POINT: Final = "2.5.29.28"
CRL_DISTRIBUTION_POINTS: Final = "2.5.29.31"
CERTIFICATE_POLICIES: Final = "2.5.29.32"
POLICY_MAPPINGS: Final = "2.5.29.33"
AUTHORITY_KEY_IDENTIFIER: Final = "2.5.29.35"
POLICY_CONSTRAINTS: Final = "2.5.29.36"
EXTENDED_KEY_USAGE: Final = "2.5.29.37"
FRESHEST_CRL: Final = "2.5.29.46"
INHIBIT_ANY_POLICY: Final = "2.5.29.54"
AUTHORITY_INFO_ACCESS: Final = "1.3.6.1.5.5.7.1.1"
SUBJECT_INFO_ACCESS: Final = "1.3.6.1.5.5.7.1.11"

ANY_PURPOSE: Final = "2.5.29.37.0"
SERVER_AUTH: Final = "1.3.6.1.5.5.7.3.1"
CLIENT_AUTH: Final = "1.3.6.1.5.5.7.3.2"
TIME_STAMPING: Final = "1.3.6.1.5.5.7.3.8"
#: what a certificate can be for (RFC 5280 4.2.1.12), by the names of the standards
PURPOSES: Final[Mapping[str, str]] = {
    ANY_PURPOSE: "anyExtendedKeyUsage",
    SERVER_AUTH: "serverAuth",
    CLIENT_AUTH: "clientAuth",
    "1.3.6.1.5.5.7.3.3": "codeSigning",
    "1.3.6.1.5.5.7.3.4": "emailProtection",
    TIME_STAMPING: "timeStamping",
    "1.3.6.1.5.5.7.3.9": "OCSPSigning",
    "1.3.6.1.4.1.11129.2.4.4": "precertificateSigning",
}

RSA: Final = "1.2.840.113549.1.1.1"
RSA_PSS: Final = "1.2.840.113549.1.1.10"
EC: Final = "1.2.840.10045.2.1"
DSA: Final = "1.2.840.10040.4.1"
PRIME_FIELD: Final = "1.2.840.10045.1.1"

#: attribute types of names (RFC 4514 section 3, RFC 4519, RFC 5280 appendix A)
ATTRIBUTES: Final[Mapping[str, str]] = {
    "2.5.4.3": "CN",
    "2.5.4.4": "SN",
    "2.5.4.5": "serialNumber",
    "2.5.4.6": "C",
    "2.5.4.7": "L",
    "2.5.4.8": "ST",
    "2.5.4.9": "STREET",
    "2.5.4.10": "O",
    "2.5.4.11": "OU",
    "2.5.4.12": "title",
    "2.5.4.15": "businessCategory",
    "2.5.4.17": "postalCode",
    "2.5.4.42": "GN",
    "2.5.4.43": "initials",
    "2.5.4.44": "generationQualifier",
    "2.5.4.46": "dnQualifier",
    "2.5.4.65": "pseudonym",
    "2.5.4.97": "organizationIdentifier",
    "0.9.2342.19200300.100.1.1": "UID",
    "0.9.2342.19200300.100.1.25": "DC",
    "1.2.840.113549.1.9.1": "emailAddress",
    "1.3.6.1.4.1.311.60.2.1.1": "jurisdictionL",
    "1.3.6.1.4.1.311.60.2.1.2": "jurisdictionST",
    "1.3.6.1.4.1.311.60.2.1.3": "jurisdictionC",
}


class Signature(NamedTuple):
    """A signature algorithm: its standard name, its hash (empty when the scheme fixes it) and the kind of key."""

    name: str
    hash_name: str
    key_kind: str


#: RFC 3279, 4055, 5758, 8410, 8692, 9814, 9881; FIPS 204 and 205
SIGNATURES: Final[Mapping[str, Signature]] = {
    "1.2.840.113549.1.1.2": Signature("md2WithRSAEncryption", "MD2", "RSA"),
    "1.2.840.113549.1.1.3": Signature("md4WithRSAEncryption", "MD4", "RSA"),
    "1.2.840.113549.1.1.4": Signature("md5WithRSAEncryption", "MD5", "RSA"),
    "1.2.840.113549.1.1.5": Signature("sha1WithRSAEncryption", "SHA-1", "RSA"),
    "1.3.14.3.2.29": Signature("sha1WithRSASignature", "SHA-1", "RSA"),
    "1.2.840.113549.1.1.14": Signature("sha224WithRSAEncryption", "SHA-224", "RSA"),
    "1.2.840.113549.1.1.11": Signature("sha256WithRSAEncryption", "SHA-256", "RSA"),
    "1.2.840.113549.1.1.12": Signature("sha384WithRSAEncryption", "SHA-384", "RSA"),
    "1.2.840.113549.1.1.13": Signature("sha512WithRSAEncryption", "SHA-512", "RSA"),
    RSA_PSS: Signature("rsassaPss", "", "RSA"),
    "2.16.840.1.101.3.4.3.13": Signature("id-rsassa-pkcs1-v1-5-with-sha3-224", "SHA3-224", "RSA"),
    "2.16.840.1.101.3.4.3.14": Signature("id-rsassa-pkcs1-v1-5-with-sha3-256", "SHA3-256", "RSA"),
    "2.16.840.1.101.3.4.3.15": Signature("id-rsassa-pkcs1-v1-5-with-sha3-384", "SHA3-384", "RSA"),
    "2.16.840.1.101.3.4.3.16": Signature("id-rsassa-pkcs1-v1-5-with-sha3-512", "SHA3-512", "RSA"),
    "1.2.840.10045.4.1": Signature("ecdsa-with-SHA1", "SHA-1", "EC"),
    "1.2.840.10045.4.3.1": Signature("ecdsa-with-SHA224", "SHA-224", "EC"),
    "1.2.840.10045.4.3.2": Signature("ecdsa-with-SHA256", "SHA-256", "EC"),
    "1.2.840.10045.4.3.3": Signature("ecdsa-with-SHA384", "SHA-384", "EC"),
    "1.2.840.10045.4.3.4": Signature("ecdsa-with-SHA512", "SHA-512", "EC"),
    "2.16.840.1.101.3.4.3.9": Signature("id-ecdsa-with-sha3-224", "SHA3-224", "EC"),
    "2.16.840.1.101.3.4.3.10": Signature("id-ecdsa-with-sha3-256", "SHA3-256", "EC"),
    "2.16.840.1.101.3.4.3.11": Signature("id-ecdsa-with-sha3-384", "SHA3-384", "EC"),
    "2.16.840.1.101.3.4.3.12": Signature("id-ecdsa-with-sha3-512", "SHA3-512", "EC"),
    "1.2.840.10040.4.3": Signature("dsa-with-sha1", "SHA-1", "DSA"),
    "2.16.840.1.101.3.4.3.1": Signature("dsa-with-sha224", "SHA-224", "DSA"),
    "2.16.840.1.101.3.4.3.2": Signature("dsa-with-sha256", "SHA-256", "DSA"),
    "2.16.840.1.101.3.4.3.3": Signature("dsa-with-sha384", "SHA-384", "DSA"),
    "2.16.840.1.101.3.4.3.4": Signature("dsa-with-sha512", "SHA-512", "DSA"),
    "1.3.101.112": Signature("Ed25519", "", "Ed25519"),
    "1.3.101.113": Signature("Ed448", "", "Ed448"),
    "2.16.840.1.101.3.4.3.17": Signature("ML-DSA-44", "", "ML-DSA"),
    "2.16.840.1.101.3.4.3.18": Signature("ML-DSA-65", "", "ML-DSA"),
    "2.16.840.1.101.3.4.3.19": Signature("ML-DSA-87", "", "ML-DSA"),
    "2.16.840.1.101.3.4.3.20": Signature("SLH-DSA-SHA2-128s", "", "SLH-DSA"),
    "2.16.840.1.101.3.4.3.21": Signature("SLH-DSA-SHA2-128f", "", "SLH-DSA"),
    "2.16.840.1.101.3.4.3.22": Signature("SLH-DSA-SHA2-192s", "", "SLH-DSA"),
    "2.16.840.1.101.3.4.3.23": Signature("SLH-DSA-SHA2-192f", "", "SLH-DSA"),
    "2.16.840.1.101.3.4.3.24": Signature("SLH-DSA-SHA2-256s", "", "SLH-DSA"),
    "2.16.840.1.101.3.4.3.25": Signature("SLH-DSA-SHA2-256f", "", "SLH-DSA"),
    "2.16.840.1.101.3.4.3.26": Signature("SLH-DSA-SHAKE-128s", "", "SLH-DSA"),
    "2.16.840.1.101.3.4.3.27": Signature("SLH-DSA-SHAKE-128f", "", "SLH-DSA"),
    "2.16.840.1.101.3.4.3.28": Signature("SLH-DSA-SHAKE-192s", "", "SLH-DSA"),
    "2.16.840.1.101.3.4.3.29": Signature("SLH-DSA-SHAKE-192f", "", "SLH-DSA"),
    "2.16.840.1.101.3.4.3.30": Signature("SLH-DSA-SHAKE-256s", "", "SLH-DSA"),
    "2.16.840.1.101.3.4.3.31": Signature("SLH-DSA-SHAKE-256f", "", "SLH-DSA"),
}

HASHES: Final[Mapping[str, str]] = {
    "1.2.840.113549.2.5": "MD5",
    "1.3.14.3.2.26": "SHA-1",
    "2.16.840.1.101.3.4.2.1": "SHA-256",
    "2.16.840.1.101.3.4.2.2": "SHA-384",
    "2.16.840.1.101.3.4.2.3": "SHA-512",
    "2.16.840.1.101.3.4.2.4": "SHA-224",
    "2.16.840.1.101.3.4.2.7": "SHA3-224",
    "2.16.840.1.101.3.4.2.8": "SHA3-256",
    "2.16.840.1.101.3.4.2.9": "SHA3-384",
    "2.16.840.1.101.3.4.2.10": "SHA3-512",
}

#: kinds of public keys; keys of the post-quantum schemes have the OID of their signatures
KEYS: Final[Mapping[str, str]] = {
    RSA: "RSA",
    RSA_PSS: "RSA-PSS",
    EC: "EC",
    DSA: "DSA",
    "1.2.840.10046.2.1": "DH",
    "1.2.840.113549.1.3.1": "DH",
    "1.3.101.110": "X25519",
    "1.3.101.111": "X448",
    "1.3.101.112": "Ed25519",
    "1.3.101.113": "Ed448",
    "2.16.840.1.101.3.4.4.1": "ML-KEM-512",
    "2.16.840.1.101.3.4.4.2": "ML-KEM-768",
    "2.16.840.1.101.3.4.4.3": "ML-KEM-1024",
    **{oid: found.name for oid, found in SIGNATURES.items() if found.key_kind in ("ML-DSA", "SLH-DSA")},
}

#: bytes of the keys that have one size (RFC 8410, FIPS 203 and 204)
KEY_SIZES: Final[Mapping[str, int]] = {
    "X25519": 32,
    "X448": 56,
    "Ed25519": 32,
    "Ed448": 57,
    "ML-DSA-44": 1312,
    "ML-DSA-65": 1952,
    "ML-DSA-87": 2592,
    "ML-KEM-512": 800,
    "ML-KEM-768": 1184,
    "ML-KEM-1024": 1568,
}

#: named curves and the bits of their fields (SEC 2, RFC 5480, RFC 5639, GB/T 32918)
CURVES: Final[Mapping[str, tuple[str, int]]] = {
    "1.2.840.10045.3.1.1": ("P-192", 192),
    "1.3.132.0.33": ("P-224", 224),
    "1.2.840.10045.3.1.7": ("P-256", 256),
    "1.3.132.0.34": ("P-384", 384),
    "1.3.132.0.35": ("P-521", 521),
    "1.3.132.0.10": ("secp256k1", 256),
    "1.3.132.0.1": ("sect163k1", 163),
    "1.3.132.0.15": ("sect163r2", 163),
    "1.3.132.0.26": ("sect233k1", 233),
    "1.3.132.0.27": ("sect233r1", 233),
    "1.3.132.0.16": ("sect283k1", 283),
    "1.3.132.0.17": ("sect283r1", 283),
    "1.3.132.0.36": ("sect409k1", 409),
    "1.3.132.0.37": ("sect409r1", 409),
    "1.3.132.0.38": ("sect571k1", 571),
    "1.3.132.0.39": ("sect571r1", 571),
    "1.3.36.3.3.2.8.1.1.1": ("brainpoolP160r1", 160),
    "1.3.36.3.3.2.8.1.1.3": ("brainpoolP192r1", 192),
    "1.3.36.3.3.2.8.1.1.5": ("brainpoolP224r1", 224),
    "1.3.36.3.3.2.8.1.1.7": ("brainpoolP256r1", 256),
    "1.3.36.3.3.2.8.1.1.9": ("brainpoolP320r1", 320),
    "1.3.36.3.3.2.8.1.1.11": ("brainpoolP384r1", 384),
    "1.3.36.3.3.2.8.1.1.13": ("brainpoolP512r1", 512),
    "1.2.156.10197.1.301": ("SM2", 256),
}

#: hashes for which others can make a second text with the same signature (RFC 6151, RFC 6194)
WEAK_HASHES: Final = frozenset({"MD2", "MD4", "MD5", "SHA-1"})

#: extensions by the names of the standards that define them (RFC 5280, 3739, 3779, 3820, 6962, 6960, 7633, Netscape)
EXTENSIONS: Final[Mapping[str, str]] = {
    SUBJECT_DIRECTORY_ATTRIBUTES: "subjectDirectoryAttributes",
    SUBJECT_KEY_IDENTIFIER: "subjectKeyIdentifier",
    KEY_USAGE: "keyUsage",
    "2.5.29.16": "privateKeyUsagePeriod",
    SUBJECT_ALTERNATIVE_NAME: "subjectAltName",
    ISSUER_ALTERNATIVE_NAME: "issuerAltName",
    BASIC_CONSTRAINTS: "basicConstraints",
    CRL_NUMBER: "cRLNumber",
    ISSUING_DISTRIBUTION_POINT: "issuingDistributionPoint",
    NAME_CONSTRAINTS: "nameConstraints",
    CRL_DISTRIBUTION_POINTS: "cRLDistributionPoints",
    CERTIFICATE_POLICIES: "certificatePolicies",
    POLICY_MAPPINGS: "policyMappings",
    AUTHORITY_KEY_IDENTIFIER: "authorityKeyIdentifier",
    POLICY_CONSTRAINTS: "policyConstraints",
    EXTENDED_KEY_USAGE: "extKeyUsage",
    FRESHEST_CRL: "freshestCRL",
    INHIBIT_ANY_POLICY: "inhibitAnyPolicy",
    AUTHORITY_INFO_ACCESS: "authorityInfoAccess",
    "1.3.6.1.5.5.7.1.2": "biometricInfo",
    "1.3.6.1.5.5.7.1.3": "qcStatements",
    "1.3.6.1.5.5.7.1.7": "ipAddrBlocks",
    "1.3.6.1.5.5.7.1.8": "autonomousSysIds",
    SUBJECT_INFO_ACCESS: "subjectInfoAccess",
    "1.3.6.1.5.5.7.1.14": "proxyCertInfo",
    "1.3.6.1.5.5.7.1.24": "tlsFeature",
    "1.3.6.1.5.5.7.48.1.5": "ocspNoCheck",
    "1.3.6.1.4.1.11129.2.4.2": "signed certificate timestamps",
    "2.16.840.1.113730.1.1": "netscape-cert-type",
    "2.16.840.1.113730.1.13": "netscape-comment",
}

#: content octets to dotted text, for the ones that most certificates have
KNOWN: Final[Mapping[bytes, str]] = {
    der.encode_oid(oid): oid for oid in (*ATTRIBUTES, *SIGNATURES, *HASHES, *KEYS, *CURVES, *EXTENSIONS, *PURPOSES)
}
