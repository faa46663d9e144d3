"""What is known of the keys that were read: no piece of one gets out, and who has nothing to hide does not pay."""

from __future__ import annotations

import base64

import pytest

from pemlint import pem, redaction
from pemlint.cli import door
from pemlint.model import Source
from tests import builder
from tests.builder import keys

FORMS = ("pkcs8", "traditional", "encrypted", "legacy")
#: keys that have only the forms of PKCS#8
FORMS_OF = {"ed25519": ("pkcs8", "encrypted"), "ed448": ("pkcs8", "encrypted")}
NAMES = ("server", "p256", "ed25519", "ed448", "dsa-2048")


def source(data: bytes, name: str = "a.pem", *, tls: bool = True) -> Source:
    return Source(name, name, data, tls=tls, target=True)


def notations(secret: bytes) -> dict[str, str]:
    """Ways to write some bytes in one word."""
    return {
        "base64": base64.b64encode(secret).decode().rstrip("="),
        "shifted by one": base64.b64encode(secret[1:]).decode().rstrip("="),
        "shifted by two": base64.b64encode(secret[2:]).decode().rstrip("="),
        "in the middle": base64.b64encode(secret).decode()[5:23],
        "hexadecimal": secret.hex(),
        "capitals": secret.hex().upper(),
        "colons": secret.hex(":"),
        "half a byte off": secret.hex()[3:37],
    }


HEXADECIMAL = ("hexadecimal", "capitals", "colons", "half a byte off")


def redacted(text: str, *sources: Source) -> str:
    return redaction.redact(f"'CN={text}.example' in x/{text}.pem", sources)


def letters_of_all_kinds(text: str) -> bool:
    return not (text.islower() or text.isupper()) and any(map(str.isdigit, text))


@pytest.mark.parametrize(("name", "form"), [(name, form) for name in NAMES for form in FORMS_OF.get(name, FORMS)])
def test_no_piece_of_a_key_in_any_notation(name: str, form: str) -> None:
    pem_ = builder.private_pem(name, form=form)
    der = pem.parse(pem_).blocks[0].der
    assert der
    for at in range(len(der) // 2, len(der) - 24, 24):
        for notation, text in notations(der[at : at + 24]).items():
            if letters_of_all_kinds(text) or notation in HEXADECIMAL:
                assert text not in redacted(text, source(pem_)), f"{notation} at {at}"


@pytest.mark.parametrize(
    "data",
    [
        keys.pkcs8("ed25519"),
        builder.private_pem("ed25519").replace(b"PRIVATE KEY", b"CERTIFICATE"),
        builder.private_pem("ed25519").replace(b"\n-----END", b"*\n-----END"),
        builder.private_pem("ed25519").partition(b"-----END")[0],
        builder.private_pem("ed25519").replace(b"\n", b"\r\n"),
        base64.b64encode(keys.pkcs8("ed25519")),
        builder.private_pem("ed25519").decode().encode("utf-16"),
        builder.server().pem + builder.private_pem("ed25519"),
    ],
    ids=["DER", "wrong label", "damaged", "cut", "CRLF", "no boundaries", "UTF-16", "behind a certificate"],
)
def test_a_key_however_it_stands_in_a_file(data: bytes) -> None:
    seed = keys.pkcs8("ed25519")[-32:].hex()
    assert redacted(seed, source(data)) == "'CN=(withheld).example' in x/(withheld).pem"


def test_an_embedded_key_is_a_key() -> None:
    seed = keys.pkcs8("ed25519")[-32:].hex()
    text = b"key: |\n  " + builder.private_pem("ed25519").replace(b"\n", b"\n  ")
    assert seed not in redacted(seed, source(text, "values.yaml", tls=False))


def test_what_is_public_is_said() -> None:
    der = builder.server().der
    public = [source(builder.server().pem), source(builder.public_pem("server")), source(builder.private_pem("other"))]
    for text in notations(der[200:224]).values():
        assert text in redacted(text, *public)
    digest = builder.server().der[:32].hex()
    assert redaction.redact(digest, public) == digest


def test_digests_that_pemlint_made_are_not_looked_into() -> None:
    seed = keys.pkcs8("ed25519")[-32:].hex()
    assert redaction.redact(seed, [source(builder.private_pem("ed25519"))], {seed}) == seed


def test_no_key_is_read_again_without_need(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(pem, "parse", refuse)
    private, public = source(builder.private_pem("server")), source(builder.server().pem)
    text = "certs/production/server-0001.pem:1:1: error key-unreadable 'CN=mqtt.example.com' in block 1 (PRIVATE KEY)\n"
    assert door.passed(text, [private]) == text
    assert door.passed(text + "1f" * 32, [private], ["1f" * 32]) == text + "1f" * 32
    assert door.passed("AbCdEf0123456789", [public]) == "AbCdEf0123456789"
    with pytest.raises(AssertionError):
        door.passed("AbCdEf0123456789", [private])
