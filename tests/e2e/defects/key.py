"""Defects of private keys."""

from __future__ import annotations

from tests import builder
from tests.builder import odd_keys
from tests.e2e.defects.bundle import Expected, Files, clients, defect, error, leaf, manifest


def _pin(key: str) -> str:
    import hashlib

    return f'{{ spki-sha256 = "{hashlib.sha256(builder.keys.spki(key)).hexdigest()}" }}'


@defect(error("key-encrypted", "server.key", says=("PKCS#8", "openssl pkey")), default=())
def encrypted_as_pkcs8() -> Files:
    return {"server.key": builder.private_pem("server", form="encrypted")}


@defect()
def encrypted_key_of_a_client_which_the_platform_never_gets() -> Files:
    return {"client.key": builder.private_pem("client", form="encrypted")}


@defect(error("key-encrypted", "server.key", says=("Proc-Type",)), default=())
def encrypted_in_the_legacy_form() -> Files:
    return {"server.key": builder.private_pem("server", form="legacy")}


@defect()
def traditional_form_is_fine() -> Files:
    return {"server.key": builder.private_pem("server", form="traditional")}


@defect(error("key-does-not-match-certificate", "server.key", says=("mqtt.example.com", "certs/server.crt:1")))
def key_of_another_certificate() -> Files:
    return {"server.key": builder.private_pem("other")}


@defect(error("key-does-not-match-certificate", "server.key", says=("certs/old/server.key:1",)))
def right_key_in_another_folder() -> Files:
    return {"server.key": builder.private_pem("other"), "old/server.key": builder.private_pem("server")}


@defect(error("key-does-not-match-certificate", "client.key"))
def client_key_of_another_certificate() -> Files:
    return {"client.key": builder.private_pem("other")}


@defect(
    error("bundle-several-certificates", "server.crt", 2, says=("mqtt.example.com",)),
    error("key-does-not-match-certificate", "server.key", says=("mqtt.example.com", "Example Intermediate CA")),
    default=(
        error("key-does-not-match-certificate", "server.key"),
        Expected("warning", "chain-duplicate-certificate", "chain.pem", 1),
    ),
)
def key_of_a_ca_in_the_certificate_file() -> Files:
    both = leaf()["server.crt"] or b""
    return {"server.crt": both + builder.intermediate().pem, "server.key": builder.private_pem("intermediate")}


@defect(error("key-does-not-match-certificate", "server.key"))
def keys_of_two_kinds() -> Files:
    return {"server.key": builder.private_pem("p256")}


@defect()
def pinned_key() -> Files:
    return manifest(private_key=_pin("server")) | {"server.key": None}


@defect(error("key-does-not-match-certificate", "server.crt", says=("pin",)))
def pinned_key_of_another_certificate() -> Files:
    return manifest(private_key=_pin("other")) | {"server.key": None}


@defect(error("key-unreadable", "server.key"))
def key_that_is_no_key() -> Files:
    return {"server.key": builder.block("PRIVATE KEY", b"\x30\x03\x02\x01\x07")}


@defect(error("key-unreadable", "server.key"))
def key_cut_short_before_it_was_encoded() -> Files:
    return {"server.key": builder.block("PRIVATE KEY", builder.keys.pkcs8("server")[:-100])}


@defect(error("key-parameters-inconsistent", "server.key", says=("qInv",)))
def key_whose_numbers_do_not_fit() -> Files:
    damaged = bytearray(builder.keys.traditional("server"))
    damaged[-1] ^= 1
    return {"server.key": builder.block("RSA PRIVATE KEY", bytes(damaged))}


@defect(
    error("key-does-not-match-certificate", "client.key"),
    error("key-too-weak", "client.key", says=("768",)),
)
def key_of_another_client_that_is_too_short() -> Files:
    primes = (odd_keys.prime_after(odd_keys.number(name, 384)) for name in ("one", "two"))
    return {"client.key": builder.block("RSA PRIVATE KEY", odd_keys.pkcs1(*primes))}


@defect()
def one_file_for_certificate_and_key() -> Files:
    files = leaf()
    both = (files["server.crt"] or b"") + (files["server.key"] or b"")
    return {"server.crt": None, "server.key": None, "server.pem": both} | manifest(
        certificate='"server.pem"', private_key='"server.pem"'
    )


@defect()
def client_without_a_declared_key() -> Files:
    return clients() | {"client.key": None} | manifest(client='certificate = "client.crt"\n')
