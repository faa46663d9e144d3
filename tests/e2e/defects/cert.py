"""Defects of single certificates."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Unpack

from tests import builder
from tests.e2e.defects.bundle import HOST, Expected, Files, chain, clients, defect, error, leaf, manifest, server

if TYPE_CHECKING:
    from tests.builder.certificates import Options

NOW = builder.NOW


def _p256() -> tuple[builder.Certificate, builder.Certificate]:
    root = builder.root(subject=(("O", "Example"), ("CN", "Example EC Root CA")), key="p256-root")
    issuing = (("O", "Example"), ("CN", "Example EC CA"))
    return builder.intermediate(subject=issuing, key="p256-intermediate", issuer=root), root


@defect(
    error("cert-key-algorithm-not-allowed", "server.crt", says=("RSA 4096", "RSA 1024 and RSA 2048")),
    default=(),
)
def rsa_4096() -> Files:
    return leaf(key="rsa-4096")


@defect(error("cert-key-algorithm-not-allowed", "server.crt"), default=())
def rsa_3072() -> Files:
    return leaf(key="rsa-3072")


@defect()
def rsa_1024_is_allowed() -> Files:
    return leaf(key="rsa-1024")


@defect()
def rsa_4096_is_allowed_for_the_ca() -> Files:
    root = builder.root(key="rsa-4096")
    issuing = builder.intermediate(issuer=root)
    return leaf(issuer=issuing) | chain(issuing, root) | {"root.crt": root.pem}


@defect()
def p256_is_allowed_for_the_client() -> Files:
    return clients(key="p256-client")


@defect(error("cert-key-algorithm-not-allowed", "server.crt", says=("EC P-256",)), default=())
def p256_under_a_p256_ca() -> Files:
    issuing, root = _p256()
    return leaf(key="p256", issuer=issuing) | chain(issuing, root) | {"root.crt": root.pem}


@defect(
    error("cert-key-algorithm-not-allowed", "server.crt", says=("EC P-256",)),
    error("chain-key-algorithm-mismatch", "server.crt", says=("EC", "RSA")),
    default=(),
)
def p256_under_the_rsa_ca() -> Files:
    return leaf(key="p256")


@defect(error("chain-key-algorithm-mismatch", "server.crt", says=("RSA", "EC")), default=())
def rsa_under_a_p256_ca() -> Files:
    issuing, root = _p256()
    return leaf(issuer=issuing) | chain(issuing, root) | {"root.crt": root.pem}


@defect(error("cert-key-algorithm-not-allowed", "server.crt", says=("Ed25519",)), default=())
def ed25519_under_an_ed25519_ca() -> Files:
    root = builder.root(key="ed25519-ca")
    return leaf(key="ed25519", issuer=root) | chain(root) | {"root.crt": root.pem}


@defect(
    error("cert-key-algorithm-not-allowed", "server.crt", says=("Ed25519",)),
    error("chain-key-algorithm-mismatch", "server.crt", says=("Ed25519", "RSA")),
    default=(),
)
def ed25519_under_the_rsa_ca() -> Files:
    return leaf(key="ed25519")


@defect(
    error("cert-key-algorithm-not-allowed", "server.crt", says=("DSA",)),
    error("chain-key-algorithm-mismatch", "server.crt", says=("DSA", "RSA")),
    default=(),
)
def dsa_under_the_rsa_ca() -> Files:
    return leaf(key="dsa-2048")


@defect(error("cert-not-yet-valid", "server.crt", says=("in 90 days",)))
def starts_in_90_days() -> Files:
    return leaf(not_before=NOW + timedelta(days=90), not_after=NOW + timedelta(days=455))


@defect(error("cert-not-yet-valid", "server.crt", says=("in 300 days",)))
def starts_in_300_days() -> Files:
    return leaf(not_before=NOW + timedelta(days=300), not_after=NOW + timedelta(days=665))


@defect(Expected("warning", "cert-expires-soon", "server.crt", says=("in 100 days",)), default=())
def a_hundred_days_left() -> Files:
    return leaf(not_after=NOW + timedelta(days=100))


@defect()
def exactly_180_days_left_is_fine() -> Files:
    return leaf(not_after=NOW + timedelta(days=180))


@defect(Expected("warning", "cert-expires-soon", "server.crt", says=("in 29 days",)))
def less_than_a_month_left() -> Files:
    return leaf(not_after=NOW + timedelta(days=29, hours=23))


@defect()
def ends_this_second_in_a_year_and_began_this_second() -> Files:
    return leaf(not_before=NOW, not_after=NOW + timedelta(days=365))


@defect(error("cert-expired", "server.crt", says=("31 days ago", "2026-05-01")))
def expired() -> Files:
    return leaf(not_after=NOW - timedelta(days=31))


@defect(error("cert-expired", "chain.pem", 1))
def expired_intermediate() -> Files:
    issuing = builder.intermediate(not_after=NOW - timedelta(days=1))
    return leaf(issuer=issuing) | chain(issuing, builder.root())


@defect(error("cert-expired", "client.crt"))
def expired_client() -> Files:
    return clients(not_after=NOW - timedelta(days=1))


@defect(error("cert-version-not-3", "server.crt", says=("version 1",)))
def version_1_server_certificate() -> Files:
    return leaf(version=1) | manifest(hosts=None)


@defect(
    error("cert-version-not-3", "server.crt"),
    error("bundle-host-not-covered", "server.crt", says=(HOST, "only its common name")),
)
def version_1_server_certificate_that_has_to_cover_a_host() -> Files:
    return leaf(version=1) | manifest(hosts=f'["{HOST}"]')


@defect(Expected("warning", "cert-version-not-3", "client.crt"))
def version_1_client_certificate() -> Files:
    return clients(version=1)


@defect(error("cert-issuer-empty", "server.crt"))
def empty_issuer() -> Files:
    return leaf(issuer_name=())


@defect(error("cert-name-missing", "server.crt"), default="warning")
def no_name_at_all() -> Files:
    return leaf(subject=(("C", "CN"), ("CN", "XX")), alternative_names=None) | manifest(hosts=None)


@defect(error("cert-name-missing", "server.crt"), default=())
def a_name_that_is_not_qualified() -> Files:
    return leaf(subject="broker", alternative_names=("broker",)) | manifest(hosts='["broker"]')


@defect()
def a_common_name_alone_is_a_name() -> Files:
    return leaf(alternative_names=None) | manifest(hosts=None)


@defect()
def an_address_alone_is_a_name() -> Files:
    return leaf(subject=(("O", "XX"),), alternative_names=("2001:db8::7",)) | manifest(hosts='["2001:0db8:0:0::7"]')


@defect(error("cert-unreadable", "server.crt"))
def unreadable_public_key() -> Files:
    odd = builder.der.sequence(builder.der.integer(1))
    return leaf(public_key=odd)


@defect(error("cert-unreadable", "server.crt"))
def certificate_cut_short() -> Files:
    return {"server.crt": builder.block("CERTIFICATE", server().der[:-40])}


@defect(error("cert-unreadable", "chain.pem", 1))
def unreadable_intermediate() -> Files:
    return {"chain.pem": builder.block("CERTIFICATE", builder.intermediate().der[:-40]) + builder.root().pem}


@defect()
def self_signed_needs_no_chain() -> Files:
    return _self_signed()


@defect(error("cert-self-signature-invalid", "server.crt"))
def damaged_self_signature() -> Files:
    return _self_signed(broken_signature=True)


@defect(error("cert-self-signature-invalid", "server.crt"))
def self_signature_of_another_key() -> Files:
    return _self_signed(signer="other")


@defect(error("chain-root-unknown", "server.crt"))
def self_signed_and_not_among_the_roots() -> Files:
    return _self_signed() | manifest(chain=None) | {"root.crt": builder.root().pem}


def _self_signed(**odd: Unpack[Options]) -> Files:
    """A self-signed server certificate that the clients trust."""
    alone: Options = {"issuer": None}
    files = leaf(**(alone | odd)) | manifest(chain=None, roots='"server.crt"')
    return files | {"chain.pem": None, "root.crt": None}
