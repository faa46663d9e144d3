"""What each profile of a platform accepts and refuses.

The cause of a refusal is a restriction: a rule, with the option after a colon where a rule has several. The profile of
another one that extends a platform has its restrictions too.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["EXPECTATIONS", "Expectation"]


class Expectation(NamedTuple):
    """Names of bundles."""

    accepted: tuple[str, ...]
    #: restriction → bundle
    refused: Mapping[str, str]


_DATES = {"cert-expired": "expired", "cert-not-yet-valid": "not-yet-valid"}
_LEFT = {"cert-expires-soon": "ten-days-left", "cert-expires-soon:short-lived": "valid-for-twelve-days"}
_PAIR = {"bundle-part-missing": "no-key", "key-does-not-match-certificate": "key-of-another-certificate"}
_PEM = {"pem-not-pem-encoded": "der-certificate"}
_NAMES = {"cert-name-missing": "no-host", "cert-issuer-empty": "no-issuer"}
_TWO_FILES = {"bundle-several-certificates": "full-chain-and-key"}
_CHAIN = {"chain-missing": "no-chain", "chain-missing:even-from-root": "no-chain-below-a-root"}
_ORDER = {"chain-out-of-order": "reversed-chain"}
_ONE_FILE = {"bundle-chain-apart": "three-files"}
_PUBLIC = {"cert-self-signed": "self-signed", "chain-root-unknown": "unknown-root"}

_ACM = (_PEM | _DATES | _PAIR | _NAMES | _TWO_FILES | _CHAIN | _ORDER) | {
    "pem-layout-not-allowed:trailing-space": "white-space-at-the-end-of-lines",
    "cert-version-not-3": "version-1",
    "cert-key-algorithm-not-allowed": "ed25519",
    "cert-ocsp-address-too-long": "long-ocsp-address",
    "key-encrypted": "encrypted-key",
    "bundle-key-with-certificate": "everything-in-one-file",
    "bundle-too-large:max-certificate": "large-certificate",
    "bundle-too-large:max-chain": "large-chain",
    "bundle-too-large:max-key": "key-with-large-attributes",
    "chain-contains-leaf": "leaf-in-the-chain",
    "chain-unrelated-certificate": "unrelated-in-the-chain",
    "chain-key-algorithm-mismatch": "rsa-below-ec-cas",
}

EXPECTATIONS: Mapping[str, Expectation] = MappingProxyType(
    {
        "emqx-cloud": Expectation(
            ("three-files", "self-signed", "rsa-1024", "two-way-with-a-client"),
            _PEM
            | _DATES
            | _LEFT
            | _PAIR
            | _NAMES
            | _TWO_FILES
            | _CHAIN
            | _ORDER
            | {
                "cert-version-not-3": "version-1",
                "cert-key-algorithm-not-allowed": "rsa-4096",
                "cert-unreadable": "not-a-certificate",
                "cert-self-signature-invalid": "damaged-self-signature",
                "key-encrypted": "encrypted-key",
                "chain-contains-leaf": "leaf-in-the-chain",
                "chain-duplicate-certificate": "twice-in-the-chain",
                "chain-unrelated-certificate": "unrelated-in-the-chain",
                "chain-issuer-missing": "gap-in-the-chain",
                "chain-key-algorithm-mismatch": "rsa-below-ec-cas",
            },
        ),
        "emqx-cloud-dedicated": Expectation(
            ("full-chain-and-key", "self-signed"),
            _PEM
            | _DATES
            | _LEFT
            | _PAIR
            | _CHAIN
            | _ONE_FILE
            | {
                "cert-key-algorithm-not-allowed": "rsa-4096",
                "key-encrypted": "encrypted-key",
                "key-format-not-allowed": "sec1-key",
                "chain-key-algorithm-mismatch": "rsa-below-ec-cas",
            },
        ),
        "emqx-cloud-byoc": Expectation(
            ("everything-in-one-file",),
            _PEM
            | _DATES
            | _LEFT
            | _PAIR
            | _NAMES
            | _CHAIN
            | _ONE_FILE
            | _ORDER
            | {
                "cert-version-not-3": "version-1",
                "cert-key-algorithm-not-allowed": "rsa-4096",
                "cert-self-signed": "self-signed",
                "key-encrypted": "encrypted-key",
                "key-format-not-allowed": "sec1-key",
                "bundle-key-apart": "full-chain-and-key",
                "chain-key-algorithm-mismatch": "rsa-below-ec-cas",
            },
        ),
        "emqx-broker": Expectation(("full-chain-and-key", "everything-in-one-file"), _PEM | _PAIR | _ONE_FILE | _ORDER),
        "aws-acm": Expectation(("three-files", "p521", "chain-with-its-root"), _ACM),
        "aws-cloudfront": Expectation(
            ("three-files", "p256"),
            _ACM | {"cert-key-algorithm-not-allowed": "p384", "chain-contains-root": "chain-with-its-root"},
        ),
        "aws-iam-server-certificate": Expectation(
            ("three-files",),
            _PEM
            | _DATES
            | _PAIR
            | _TWO_FILES
            | _CHAIN
            | {
                "key-encrypted": "encrypted-key",
                "bundle-key-with-certificate": "everything-in-one-file",
                "bundle-too-large:max-certificate": "large-certificate",
                "bundle-too-large:max-chain": "large-chain",
                "bundle-too-large:max-key": "key-with-large-attributes",
            },
        ),
        "aws-iot": Expectation(
            ("device-and-its-ca",),
            {
                "pem-not-pem-encoded": "der-certificate-of-a-device",
                "bundle-part-missing": "three-files",
                "cert-key-algorithm-not-allowed": "rsa-1024-of-a-device",
                "cert-signature-algorithm-not-allowed": "sha1-of-a-device",
                "cert-expired": "expired-device",
                "bundle-client-not-issued-by-client-ca": "device-of-another-ca",
                "bundle-too-large:max-client": "large-device-certificate",
                "bundle-too-large:max-client-ca-each": "large-ca-of-devices",
            },
        ),
        "gcp-compute-ssl": Expectation(
            ("full-chain-and-key",),
            _PEM
            | _PAIR
            | _CHAIN
            | _ONE_FILE
            | {
                "cert-key-algorithm-not-allowed": "p521",
                "cert-key-algorithm-not-allowed:doubtful": "rsa-4096",
                "cert-self-signed": "self-signed",
                "key-encrypted": "encrypted-key",
                "chain-too-long": "six-certificates",
            },
        ),
        "gcp-certificate-manager": Expectation(
            ("full-chain-and-key",),
            _PEM | _PAIR | _ONE_FILE | _ORDER | {"bundle-too-large:max-client-ca-each": "large-client-ca"},
        ),
        "azure-keyvault": Expectation(
            ("certificate-and-key-without-text",),
            _PEM
            | {
                "pem-layout-not-allowed:crlf": "line-ends-of-windows",
                "pem-layout-not-allowed:text": "everything-in-one-file",
                "cert-key-algorithm-not-allowed": "ed25519",
                "cert-name-too-long": "long-subject",
                "cert-expired": "expired",
                "key-encrypted": "encrypted-key-with-its-certificate",
                "key-format-not-allowed": "pkcs1-key-with-its-certificate",
                "bundle-part-missing": "no-key",
                "bundle-key-apart": "full-chain-and-key",
                "bundle-several-certificates": "full-chain-and-key",
            },
        ),
        "azure-app-service": Expectation(
            ("chain-with-its-root",),
            _PEM
            | _PUBLIC
            | _CHAIN
            | {
                "cert-key-algorithm-not-allowed": "rsa-1024",
                "cert-key-algorithm-not-allowed:doubtful": "p256",
                "cert-extended-key-usage-missing": "no-extended-key-usage",
                "cert-extended-key-usage-lacks-purpose": "client-certificate-as-server",
                "bundle-part-missing": "no-key",
                "chain-root-missing": "three-files",
            },
        ),
        "azure-app-gateway": Expectation(
            ("chain-with-its-root", "self-signed"),
            _PEM
            | _DATES
            | _CHAIN
            | {
                "cert-common-name-missing": "no-common-name",
                "bundle-part-missing": "no-key",
                "bundle-too-large:max-client-ca": "large-client-ca",
                "bundle-too-large:max-packed": "large-certificate",
                "chain-root-missing": "three-files",
            },
        ),
        "cloudflare-custom": Expectation(
            ("three-files", "no-chain", "p256"),
            _PEM
            | _LEFT
            | _PAIR
            | _PUBLIC
            | _TWO_FILES
            | {
                "pem-block-not-allowed:EC PARAMETERS": "ec-parameters",
                "cert-key-algorithm-not-allowed": "rsa-1024",
                "cert-san-missing": "no-alternative-names",
                "cert-expired": "expired",
                "key-encrypted": "encrypted-key",
            },
        ),
        "cloudflare-saas": Expectation(
            ("three-files", "no-chain"),
            _PUBLIC
            | {
                "cert-signature-algorithm-not-allowed": "sha384",
                "cert-san-missing": "no-alternative-names",
                "cert-common-name-not-in-san": "other-common-name",
                "cert-name-too-long:max-common-name": "long-common-name",
                "cert-name-too-long:max-alternative-name": "long-alternative-name",
            },
        ),
        "fastly": Expectation(
            ("three-files", "full-chain-and-key", "p384"),
            _PEM
            | _PAIR
            | _PUBLIC
            | {
                "cert-key-algorithm-not-allowed": "rsa-1024",
                "cert-key-algorithm-not-allowed:doubtful": "rsa-4096",
                "cert-san-missing": "no-alternative-names",
            },
        ),
        "tencent-tdmq-mqtt": Expectation(
            ("three-files", "full-chain-and-key"),
            {
                "cert-version-not-3": "version-1",
                "cert-extended-key-usage-missing": "no-extended-key-usage",
                "cert-extended-key-usage-lacks-purpose": "client-certificate-as-server",
                "cert-san-missing": "no-alternative-names",
                "cert-common-name-missing": "no-common-name",
                "bundle-too-large:max-full-chain": "large-certificate",
                "chain-too-long": "six-certificates",
            },
        ),
        "kubernetes-tls": Expectation(
            ("full-chain-and-key",),
            _PEM
            | _PAIR
            | _ONE_FILE
            | {
                "key-encrypted": "encrypted-key",
                "bundle-too-large:max-total": "large-chain",
            },
        ),
        "cert-manager": Expectation(
            ("full-chain-and-key",),
            _PEM
            | _PAIR
            | _ONE_FILE
            | _ORDER
            | {
                "key-encrypted": "encrypted-key",
                "bundle-too-large:max-total": "large-chain",
                "chain-contains-root": "chain-with-its-root",
            },
        ),
        "nginx": Expectation(("full-chain-and-key", "everything-in-one-file"), _PEM | _PAIR | _ONE_FILE | _ORDER),
        "haproxy": Expectation(
            ("everything-in-one-file", "key-beside-by-its-name"),
            _PEM | _PAIR | _ONE_FILE | _ORDER | {"bundle-key-apart": "full-chain-and-key"},
        ),
        "mosquitto": Expectation(("full-chain-and-key", "everything-in-one-file"), _PEM | _PAIR | _ONE_FILE),
        "apache": Expectation(
            ("full-chain-and-key",),
            _PEM | _PAIR | _ONE_FILE | _ORDER | {"bundle-key-with-certificate": "everything-in-one-file"},
        ),
    }
)
