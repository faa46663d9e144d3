"""Defects of single fields and extensions, each tried with its rule alone: most of these rules are off by default."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Unpack

from tests import builder
from tests.builder import der, names
from tests.e2e.defects.bundle import HOST, Defect, Expected, Files, clients, defect, leaf, manifest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.builder.certificates import Options


def alone(
    rule: str, severity: str = "warning", file: str = "server.crt", *, says: tuple[str, ...] = ()
) -> Callable[[Callable[[], Files]], Defect]:
    """A defect that the rule finds when it is selected, at the severity that the profiles give it then."""
    return defect(Expected(severity, f"cert-{rule}", file, says=says), arguments=("--select", f"cert-{rule}"))


def issuing(**odd: Unpack[Options]) -> Files:
    """The intermediate CA with something odd about it, and the server certificate that it has issued."""
    made = builder.intermediate(**odd)
    return leaf(issuer=made) | {"chain.pem": made.pem + builder.root().pem}


def also(*more: names.GeneralName) -> Files:
    """The server certificate with more alternative names."""
    return leaf(alternative_names=(HOST, "10.0.0.7", *more))


def extended(oid: str, value: bytes, *, critical: bool = False) -> bytes:
    return names.extension(oid, value, critical=critical)


@alone("authority-key-identifier-missing", "note")
def no_authority_key_identifier() -> Files:
    return leaf(authority_key_identifier=False)


@alone("authority-key-identifier-critical", "note")
def critical_authority_key_identifier() -> Files:
    value = extended("2.5.29.35", der.sequence(der.implicit(0, bytes(20))), critical=True)
    return leaf(authority_key_identifier=False, extensions=(value,))


@alone("authority-key-identifier-incomplete")
def authority_without_key_identifier() -> Files:
    return leaf(authority_key_identifier=False, extensions=(extended("2.5.29.35", der.sequence()),))


@alone("authority-key-identifier-names-certificate")
def authority_with_a_serial_number() -> Files:
    value = der.sequence(der.implicit(0, bytes(20)), der.implicit(2, b"\x07"))
    return leaf(authority_key_identifier=False, extensions=(extended("2.5.29.35", value),))


@alone("authority-key-identifier-not-own", file="root.crt")
def root_that_names_another_key() -> Files:
    return {"root.crt": builder.root(authority_key_identifier=bytes(20)).pem}


@alone("subject-key-identifier-critical", "note")
def critical_subject_key_identifier() -> Files:
    value = extended("2.5.29.14", der.octet_string(bytes(20)), critical=True)
    return leaf(subject_key_identifier=False, extensions=(value,))


@alone("subject-key-identifier-missing", "note", "chain.pem")
def intermediate_without_key_identifier() -> Files:
    return issuing(subject_key_identifier=False)


@alone("basic-constraints-not-critical", "note", "chain.pem")
def constraints_that_are_not_critical() -> Files:
    return issuing(ca=None, extensions=(names.basic_constraints(True, critical=False),))


@alone("server-is-a-ca", "note")
def server_that_is_a_ca() -> Files:
    return leaf(ca=True, key_usage=("keyCertSign",))


@alone("key-usage-without-key-cert-sign", "note", "chain.pem", says=("cRLSign",))
def intermediate_that_must_not_sign() -> Files:
    return issuing(key_usage=("cRLSign",))


@alone("key-usage-without-crl-sign", file="chain.pem")
def intermediate_that_signs_no_revocation_lists() -> Files:
    return issuing(key_usage=("keyCertSign",))


@alone("key-usage-missing", "note", "chain.pem")
def intermediate_without_key_usage() -> Files:
    return issuing(key_usage=None)


@alone("key-usage-not-critical")
def key_usage_that_is_not_critical() -> Files:
    return leaf(key_usage=None, extensions=(names.key_usage(("digitalSignature",), critical=False),))


@alone("key-usage-cert-sign-without-ca", "note")
def server_that_signs_certificates() -> Files:
    return leaf(key_usage=("digitalSignature", "keyCertSign"))


@alone("key-usage-crl-sign-without-ca")
def server_that_signs_revocation_lists() -> Files:
    return leaf(key_usage=("digitalSignature", "cRLSign"))


@alone("key-usage-empty", "note")
def key_usage_without_a_bit() -> Files:
    return leaf(key_usage=())


@alone("unknown-critical-extension", "error", says=("1.3.6.1.4.1.32473.1",))
def critical_extension_that_nobody_knows() -> Files:
    return leaf(extensions=(extended("1.3.6.1.4.1.32473.1", der.null(), critical=True),))


@alone("duplicate-extension", "error", says=("keyUsage",))
def key_usage_twice() -> Files:
    return leaf(extensions=(names.key_usage(("digitalSignature",)),))


@alone("extension-not-critical", file="chain.pem", says=("inhibitAnyPolicy",))
def policy_limit_that_is_not_critical() -> Files:
    return issuing(extensions=(extended("2.5.29.54", der.integer(0)),))


@alone("extension-critical", says=("authorityInfoAccess",))
def critical_information() -> Files:
    issuers = der.sequence(der.oid("1.3.6.1.5.5.7.48.2"), der.implicit(6, b"http://ca.example.com/a.crt"))
    return leaf(extensions=(extended("1.3.6.1.5.5.7.1.1", der.sequence(issuers), critical=True),))


@alone("name-constraints-empty", "note", "chain.pem")
def constraints_without_names() -> Files:
    return issuing(extensions=(extended("2.5.29.30", der.sequence(), critical=True),))


@alone("name-constraints-invalid", file="chain.pem", says=("*.example.com", "wildcard"))
def constraint_with_a_wildcard() -> Files:
    return issuing(extensions=(names.name_constraints(("*.example.com",)),))


@alone("name-constraints-range", file="chain.pem")
def constraint_with_a_minimum() -> Files:
    tree = der.sequence(names.general_name("example.com"), der.implicit(0, b"\x01"))
    return issuing(extensions=(extended("2.5.29.30", der.sequence(der.explicit(0, tree)), critical=True),))


@alone("name-constraints-not-critical", file="chain.pem")
def constraints_on_names_that_are_not_critical() -> Files:
    tree = der.sequence(names.general_name("example.com"))
    return issuing(extensions=(extended("2.5.29.30", der.sequence(der.explicit(0, tree))),))


@alone("name-constraints-without-ca")
def constraints_in_a_server_certificate() -> Files:
    return leaf(extensions=(names.name_constraints(("example.com",)),))


@alone("san-missing", "note")
def common_name_only() -> Files:
    return leaf(alternative_names=None) | manifest(hosts=None)


@alone("san-not-critical", "note")
def empty_subject() -> Files:
    return leaf(subject=())


@alone("san-critical", "note")
def critical_alternative_names() -> Files:
    return leaf(alternative_names=None, extensions=(names.subject_alternative_names((HOST,), critical=True),))


@alone("san-duplicate", "note", says=("10.0.0.7",))
def address_twice() -> Files:
    return also("10.0.0.7")


@alone("common-name-not-in-san", says=("www.example.org",))
def common_name_of_another_host() -> Files:
    return leaf(subject="www.example.org")


@alone("dns-underscore", says=("my_host.example.com",))
def underscore() -> Files:
    return also("my_host.example.com")


@alone("dns-name-invalid", "note", says=("empty label",))
def name_with_two_dots() -> Files:
    return also("www..example.com")


@alone("ip-address-as-dns-name", "note", says=("10.0.0.8",))
def address_as_a_dns_name() -> Files:
    return also(der.implicit(2, b"10.0.0.8"))


@alone("ip-address-invalid", "error", says=("3 bytes",))
def address_of_three_bytes() -> Files:
    return also(der.implicit(7, b"\x0a\0\0"))


@alone("wildcard-misplaced", "note", says=("www.*.example.com",))
def wildcard_in_the_middle() -> Files:
    return also("www.*.example.com")


@alone("wildcard-public-suffix", says=("*.co.uk",))
def wildcard_over_a_country() -> Files:
    return also("*.co.uk")


@alone("serial-number-not-positive", "note", says=("negative",))
def negative_serial_number() -> Files:
    return leaf(serial=-1)


@alone("serial-number-too-long", says=("21 bytes",))
def long_serial_number() -> Files:
    return leaf(serial=1 << 160)


@alone("rsa-key-too-small", "note", says=("1,024 bits",))
def small_rsa_key() -> Files:
    return leaf(key="rsa-1024")


@alone("signature-algorithm-mismatch", "error", says=("sha256WithRSAEncryption", "sha384WithRSAEncryption"))
def two_signature_algorithms() -> Files:
    return leaf(outer_algorithm=builder.keys.algorithm("intermediate", digest="sha384"))


@alone("extended-key-usage-missing")
def no_purpose() -> Files:
    return leaf(extended_key_usage=None)


@alone("extended-key-usage-critical", "note")
def critical_purpose() -> Files:
    return leaf(extended_key_usage=None, extensions=(names.extended_key_usage(("serverAuth",), critical=True),))


@alone("extended-key-usage-empty")
def list_of_no_purposes() -> Files:
    return leaf(extended_key_usage=())


@alone("extended-key-usage-lacks-purpose", "error", "client.crt", says=("clientAuth",))
def client_with_the_purpose_of_a_server() -> Files:
    return clients(extended_key_usage=("serverAuth",))


@alone("subject-empty", "error", "chain.pem")
def intermediate_without_a_name() -> Files:
    return issuing(subject=())


@alone("san-empty")
def list_of_no_names() -> Files:
    return leaf(alternative_names=()) | manifest(hosts=None)


@alone("validity-too-long", says=("731 days",))
def valid_for_two_years() -> Files:
    return leaf(not_after=builder.LEAF_FROM + timedelta(days=730))


@alone("validity-not-positive", "note")
def valid_backwards() -> Files:
    return leaf(not_before=datetime(2026, 5, 1, tzinfo=UTC), not_after=datetime(2026, 4, 1, tzinfo=UTC))


@alone("path-length-without-ca", "note")
def path_below_a_server() -> Files:
    return leaf(path_length=0)


@alone("path-length-negative", file="chain.pem")
def path_of_less_than_nothing() -> Files:
    return issuing(path_length=-1)


@alone("path-length-in-root", "note", "root.crt")
def limited_root() -> Files:
    return {"root.crt": builder.root(path_length=3).pem}


@alone("key-usage-unfit-for-key", says=("keyEncipherment", "EC"))
def ec_key_that_enciphers() -> Files:
    return leaf(key="p256")


@alone("extended-key-usage-unfit-for-key-usage", says=("serverAuth",))
def server_that_can_neither_sign_nor_agree() -> Files:
    return leaf(key_usage=("nonRepudiation",))


@alone("rsa-exponent-invalid", "error", says=("even",))
def even_exponent() -> Files:
    return leaf(public_key=_rsa((1 << 2048) - 1, 4))


@alone("rsa-modulus-even", "error")
def even_modulus() -> Files:
    return leaf(public_key=_rsa(1 << 2047, 65537))


@alone("rsa-modulus-weak", "error", says=("small factor",))
def modulus_with_a_small_factor() -> Files:
    return leaf(public_key=_rsa(3 * ((1 << 2047) - 1), 65537))


@alone("signature-hash-weak", says=("SHA-1",))
def signed_with_sha1() -> Files:
    return leaf(digest="sha1")


@alone("dns-internal-name", says=("broker.corp",))
def internal_name() -> Files:
    return also("broker.corp")


@alone("dns-public-suffix", says=("co.uk",))
def name_of_a_registry() -> Files:
    return also("co.uk")


@alone("dns-reserved-label", says=("ab--cd",))
def reserved_label() -> Files:
    return also("ab--cd.example.com")


@alone("dns-reverse-zone", says=("7.113.0.203.in-addr.arpa",))
def name_of_an_address() -> Files:
    return also("7.113.0.203.in-addr.arpa")


@alone("dns-reverse-name-invalid", says=("7.in-addr.arpa",))
def name_of_a_part_of_an_address() -> Files:
    return also("7.in-addr.arpa")


@alone("ip-reserved", says=("10.0.0.7",))
def private_address() -> Files:
    return also()


@alone("unique-identifier")
def unique_identifier() -> Files:
    return leaf(public_key=builder.keys.spki("server") + der.implicit(2, bytes(2)))


@alone("extended-key-usage-surplus", says=("codeSigning",))
def server_that_signs_code() -> Files:
    return leaf(extended_key_usage=("serverAuth", "codeSigning"))


@alone("extended-key-usage-without-server-auth", "note", "client.crt")
def client_alone() -> Files:
    return {}


def _rsa(modulus: int, exponent: int) -> bytes:
    """A SubjectPublicKeyInfo of these numbers."""
    algorithm = der.sequence(der.oid("1.2.840.113549.1.1.1"), der.null())
    return der.sequence(algorithm, der.bit_string(der.sequence(der.integer(modulus), der.integer(exponent))))
