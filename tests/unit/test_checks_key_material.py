"""The rules on what a private key is made of, and on labels with a slip."""

from __future__ import annotations

import time

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from pemlint import pairs
from pemlint.checks.key.does_not_match_request import does_not_match_request
from pemlint.checks.key.parameters_inconsistent import parameters_inconsistent
from pemlint.checks.key.primes_composite import primes_composite
from pemlint.checks.key.public_exponent_weak import public_exponent_weak
from pemlint.checks.key.too_weak import too_weak
from pemlint.checks.key.unreadable import unreadable
from pemlint.checks.pem.label_unknown import label_unknown
from pemlint.crypto import Primality
from pemlint.crypto.primality import _is_prime
from pemlint.material import LABELS, PrivateKey
from tests import builder
from tests.builder import keys, odd_keys
from tests.unit import judging

ONE, TWO = odd_keys.usual_primes()


def rsa_key(p: int, q: int, *, e: int = 65537, **wrong: int) -> PrivateKey:
    (key,) = judging.file(builder.block("RSA PRIVATE KEY", odd_keys.pkcs1(p, q, e=e, **wrong))).keys
    return key


def key_of(name: str) -> PrivateKey:
    (key,) = judging.file(builder.private_pem(name)).keys
    return key


@pytest.mark.parametrize("wrong", ["n", "d", "dp", "dq", "qinv"])
def test_a_contradiction_has_its_own_rule_and_shows_no_number(wrong: str) -> None:
    subject = judging.file(builder.block("RSA PRIVATE KEY", odd_keys.pkcs1(ONE, TWO, **{wrong: 2})))
    (key,) = subject.keys
    assert judging.findings(unreadable, subject) == []
    (found,) = judging.findings(parameters_inconsistent, key)
    assert found.message.startswith("block 1 (RSA PRIVATE KEY) contradicts itself: its ") or wrong in {"dp", "dq"}
    told = repr((found, key, subject))
    assert not any(str(number) in told or f"{number:x}" in told.lower() for number in (ONE, TWO))


def test_a_contradiction_in_a_document_is_an_example() -> None:
    data = builder.block("RSA PRIVATE KEY", odd_keys.pkcs1(ONE, TWO, dp=2))
    (key,) = judging.file(data, "readme.md", tls=False).keys
    assert key.inconsistent
    assert judging.findings(parameters_inconsistent, key) == []


def test_a_key_that_contradicts_itself_belongs_to_nothing() -> None:
    data = builder.block("RSA PRIVATE KEY", odd_keys.pkcs1(ONE, TWO, qinv=2))
    store = judging.store({"a.pem": builder.self_signed().pem + data})
    assert list(pairs.in_tree(store.files["a.pem"], pairs.Stems(store))) == []


@pytest.mark.parametrize(
    ("exponent", "least", "words"),
    [
        (1, 3, "is 1, with which anybody can sign"),
        (2, 3, "is even"),
        (65536, 3, "is even"),
        (3, 3, ""),
        (3, 65537, "is 3; 65,537 is the least that is wanted"),
        (17, 65537, "is 17; 65,537"),
        (65537, 65537, ""),
    ],
)
def test_exponents(exponent: int, least: int, words: str) -> None:
    p, q = (odd_keys.prime_after(odd_keys.number(name, 512), fits=51) for name in ("one", "two"))
    while exponent in {3, 17} and (p - 1) % exponent * ((q - 1) % exponent) == 0:
        p, q = (odd_keys.prime_after(prime + 2, fits=51) for prime in (p, q))
    found = judging.messages(public_exponent_weak, rsa_key(p, q, e=exponent), min_exponent=least)
    assert (found == []) is (words == "")
    assert all(words in message for message in found)


def test_kinds_without_an_exponent_have_no_weak_one() -> None:
    for name in ("p256", "ed25519", "dsa-2048"):
        assert judging.findings(public_exponent_weak, key_of(name)) == []


@pytest.mark.parametrize(
    ("name", "least", "weak"),
    [
        ("rsa-1024", 2048, True),
        ("rsa-1024", 1024, False),
        ("server", 2048, False),
        ("server", 3072, True),
        ("p256", 2048, False),
        ("ed25519", 2048, False),
        ("ed448", 2048, False),
        ("dsa-2048", 4096, False),
    ],
)
def test_sizes(name: str, least: int, *, weak: bool) -> None:
    assert bool(judging.findings(too_weak, key_of(name), "unused", min_rsa_bits=least)) is weak


def test_short_dsa_keys_and_curves_are_weak_at_any_size_of_rsa() -> None:
    (short,) = judging.file(builder.block("DSA PRIVATE KEY", odd_keys.dsa_1024())).keys
    assert judging.messages(too_weak, short, min_rsa_bits=512) == [
        "the private key (DSA 1024) has 1,024 bits; 2,048 is the least that is safe"
    ]
    for curve in (ec.SECP192R1(), ec.SECP224R1()):
        data = ec.derive_private_key(7, curve).private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        (key,) = judging.file(builder.block("PRIVATE KEY", data)).keys
        assert bool(judging.findings(too_weak, key, min_rsa_bits=512)) is (curve.key_size < 224)


def verdict(primality: Primality, key: PrivateKey, **options: int) -> list[str]:
    assert key.public is not None
    return judging.messages(primes_composite, pairs.RsaKey(key, key.public, primality), **options)


def test_primes_are_told_from_products() -> None:
    primality = Primality()
    product = odd_keys.prime_after(odd_keys.number("a", 512)) * odd_keys.prime_after(odd_keys.number("b", 512))
    assert verdict(primality, rsa_key(ONE, TWO)) == []
    assert verdict(primality, key_of("server")) == []
    assert verdict(primality, rsa_key(ONE, product)) == ["one of the two primes of the RSA key can be divided"]
    assert verdict(primality, rsa_key(ONE + 2 * 65537, product)) == [
        "both of the two primes of the RSA key can be divided"
    ]


def test_small_numbers_are_told_right() -> None:
    primes = [number for number in range(2, 2000) if all(number % other for other in range(2, number))]
    assert [number for number in range(-3, 2000) if _is_prime(number)] == primes
    # strong pseudoprimes to the first bases alone
    assert not any(map(_is_prime, (561, 2047, 1373653, 25326001, 3215031751)))


def test_the_work_on_primes_is_bounded() -> None:
    primality = Primality()
    broken = rsa_key(ONE, TWO + 2 * 65537)
    assert verdict(primality, broken, max_bits=1024) == []
    assert verdict(primality, broken, max_keys=0) == []
    assert verdict(primality, broken, max_keys=1) != []
    # the second key is one too many, and the first is known
    assert verdict(primality, rsa_key(ONE, TWO + 4 * 65537), max_keys=1) == []
    assert verdict(primality, broken, max_keys=1) != []


def test_which_keys_are_tested_does_not_depend_on_who_asks_first() -> None:
    broken = [rsa_key(ONE, TWO + factor * 65537) for factor in (2, 4, 6)]
    publics = [key.public for key in broken if key.public]
    for order in (broken, broken[::-1]):
        primality = Primality(publics)
        tested = [key for key in order if verdict(primality, key, max_keys=2)]
        assert {key.spki_sha256 for key in tested} == {key.spki_sha256 for key in broken[:2]}


def test_a_large_key_counts_for_what_it_costs() -> None:
    primality = Primality()
    assert verdict(primality, key_of("rsa-4096"), max_keys=8) == []
    assert verdict(primality, rsa_key(ONE, TWO + 2 * 65537), max_keys=8) == []
    assert verdict(primality, rsa_key(ONE, TWO + 2 * 65537), max_keys=9) != []


def test_a_binary_key_is_tested_too() -> None:
    (key,) = judging.file(odd_keys.pkcs1(ONE, TWO + 2 * 65537), "a.key").keys
    assert key.place.block is None
    assert len(verdict(Primality(), key)) == 1


def labels(*written: str) -> list[str]:
    data = b"".join(builder.block(label, b"\x30\x03\x02\x01\x07") for label in written)
    return [found.help.rpartition(": ")[2] for found in judging.findings(label_unknown, judging.file(data))]


def test_labels_that_are_known_have_no_slip() -> None:
    assert labels(*sorted(LABELS)) == []


@pytest.mark.parametrize("label", sorted(LABELS - {"CMS", "PKCS7"}))
def test_a_slip_of_one_letter_is_told(label: str) -> None:
    slips = {label[:at] + label[at + 1 :] for at in range(1, len(label), 3)}
    slips |= {f"{label[:at]}Q{label[at:]}" for at in range(1, len(label), 3)}
    slips |= {f"{label[:2]}Q{label[3:]}", label.lower(), label.title()}
    for slip in slips - LABELS:
        (near,) = labels(slip) or [""]
        # DSA for RSA is as near as what was meant
        assert near in LABELS or slip.strip() in {"DSA PUBLIC KEY", "EC PUBLIC KEY"}, slip


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("CERTIFCATE", "CERTIFICATE"),
        ("CERTIFICTAE", "CERTIFICATE"),
        ("CERTIFICATES", "CERTIFICATE"),
        ("CERTFICATE REQUST", "CERTIFICATE REQUEST"),
        ("RSAA PRIVATE KEY", "RSA PRIVATE KEY"),
        ("PRIVATE-KEY", "PRIVATE KEY"),
        ("RSA PRIVATEKEY", "RSA PRIVATE KEY"),
        ("RSA  PRIVATE KEY", "RSA PRIVATE KEY"),
        ("X.509 CRL", "X509 CRL"),
    ],
)
def test_what_was_meant(slip: str, meant: str) -> None:
    assert labels(slip) == [meant]


@pytest.mark.parametrize(
    "label",
    [
        "OPENSSH PRIVATE KEY",
        "SSH2 ENCRYPTED PRIVATE KEY",
        "SSH2 PUBLIC KEY",
        "PGP PUBLIC KEY BLOCK",
        "PGP PRIVATE KEY BLOCK",
        "PGP MESSAGE",
        "PGP SIGNATURE",
        "DSA PUBLIC KEY",
        "EC PUBLIC KEY",
        "DH PRIVATE KEY",
        "ED25519 PRIVATE KEY",
        "ATTRIBUTE CERTIFICATE",
        "SSL SESSION PARAMETERS",
        "OPENVPN STATIC KEY V1",
        "PRIVACY-ENHANCED MESSAGE",
        "AGE ENCRYPTED FILE",
        "LICENSE",
        "CERT",
        "KEY",
        "ID",
        "SIGNATURE",
        "TOKEN",
        "SECRET KEY",
    ],
)
def test_labels_of_others_are_no_slips(label: str) -> None:
    assert labels(label) == []


def test_a_boundary_whose_two_labels_differ_is_told_by_another_rule() -> None:
    data = builder.self_signed().pem.replace(b"BEGIN CERTIFICATE", b"BEGIN CERTIFCATE")
    assert judging.findings(label_unknown, judging.file(data)) == []


def test_many_labels_take_no_time() -> None:
    made = [f"CERTIF{number:05d}CATE" for number in range(3000)]
    began = time.monotonic()
    assert labels(*made) == []
    assert time.monotonic() - began < 5


def request(key: str) -> bytes:
    return builder.block("CERTIFICATE REQUEST", builder.request(key=key))


def test_the_message_says_where_both_halves_of_a_request_belong() -> None:
    store = judging.store(
        {
            "a.csr": request("server"),
            "a.key": builder.private_pem("other"),
            "b/other.crt": builder.self_signed(subject="other.example.com", key="other").pem,
            "c/server.key": builder.private_pem("server"),
        }
    )
    (pairing,) = pairs.requests_in_tree(store.files["a.csr"], pairs.Stems(store))
    (found,) = judging.findings(does_not_match_request, pairing)
    assert found.message == (
        "the private key does not belong to the request (a.csr:1); it belongs to 'CN=other.example.com' "
        "(b/other.crt:1); the key of the request is c/server.key:1"
    )
    assert [each.location.path for each in found.related] == ["a.csr", "b/other.crt", "c/server.key"]


def test_a_request_among_several_keys_needs_one_of_them() -> None:
    every = builder.private_pem("other") + builder.private_pem("server")
    store = judging.store({"a.pem": request("server") + every, "b.csr": request("spare"), "b.pem": every})
    (own,) = pairs.requests_in_tree(store.files["a.pem"], pairs.Stems(store))
    (strange,) = pairs.requests_in_tree(store.files["b.csr"], pairs.Stems(store))
    assert (own.matches, own.origin) == (True, "same-file")
    assert (strange.matches, strange.origin) == (False, "same-stem")


def test_a_request_that_asks_for_a_second_certificate_of_another_key_is_judged_with_its_key() -> None:
    keys_pem = builder.private_pem("server")
    store = judging.store({"a.crt": builder.self_signed().pem, "a.key": keys_pem, "a.csr": request("spare")})
    (pairing,) = pairs.requests_in_tree(store.files["a.csr"], pairs.Stems(store))
    assert not pairing.matches
    assert pairing.key.spki_sha256 == key_of("server").spki_sha256
    assert keys.spki("spare") in store.files["a.csr"].requests[0].der
