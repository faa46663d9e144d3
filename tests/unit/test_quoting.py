"""What messages repeat of what somebody wrote, and what they do not."""

from __future__ import annotations

import base64

import pytest

from pemlint import quoting
from tests import builder

PEM = builder.private_pem("server").decode()
LINES = [line for line in PEM.splitlines() if not line.startswith("-")]


@pytest.mark.parametrize("text", [PEM, LINES[0], LINES[-2], "".join(LINES), f"x {LINES[3]} y", LINES[5][:40], "a\nb"])
def test_a_piece_of_a_key_is_not_repeated(text: str) -> None:
    assert quoting.could_be_key_material(text)
    for shown in (quoting.value(text), quoting.path(text), quoting.label(text)):
        assert not any(text[at : at + 12] in shown for at in range(max(len(text) - 12, 1)))


@pytest.mark.parametrize(
    "text",
    [
        "certs/production/mqtt.example.com/server.crt",
        "C:\\certs\\server.crt",
        "deployments/eu-central-1/broker/chain.pem",
        "certs/serverCertValid398DaysOld.pem",
        "userNoticeTextNotIA5String.crt",
        "sha256",
        "a" * 100,
        "",
    ],
)
def test_paths_are_repeated(text: str) -> None:
    assert not quoting.could_be_key_material(text)
    assert quoting.path(text) == f"'{text}'"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("both", "'both'"),
        (7, "7"),
        (1.5, "1.5"),
        (True, "True"),
        ([1], "a list"),
        ({"a": 1}, "a table"),
        ("x" * 61, "a long text"),
        (10**80, "a long number"),
        (LINES[0], quoting.WITHHELD),
    ],
)
def test_values(written: object, shown: str) -> None:
    assert quoting.value(written) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("CERTIFICATE", "CERTIFICATE"),
        ("PKCS #7 SIGNED DATA", "PKCS #7 SIGNED DATA"),
        ("X9.42 DH PARAMETERS", "X9.42 DH PARAMETERS"),
        ("certificate", "an unusual label"),
        ("A" * 41, "an unusual label"),
        ("\x1b[31m", "an unusual label"),
    ],
)
def test_labels(written: str, shown: str) -> None:
    assert quoting.label(written) == shown


DER = base64.b64decode("".join(LINES))
SEED = DER[100:132]
WRITTEN = {
    "PEM": PEM,
    "Base64": "".join(LINES),
    "URL-safe": base64.urlsafe_b64encode(DER).decode(),
    "shifted by one": base64.b64encode(DER[1:]).decode(),
    "shifted by two": base64.b64encode(DER[2:]).decode(),
    "a piece": LINES[7][20:38],
    "percent": "".join(LINES).replace("+", "%2B").replace("/", "%2F"),
    "hexadecimal": DER.hex(),
    "capitals": DER.hex().upper(),
    "colons": DER.hex(":"),
    "as openssl prints it": ":\n    ".join(DER[at : at + 15].hex(":") for at in range(0, len(DER), 15)),
    "C": ", ".join(f"0x{byte:02x}" for byte in DER),
    "escapes": "".join(f"\\x{byte:02x}" for byte in DER),
    "number": str(int.from_bytes(DER)),
    "list": str(list(DER)),
    "raw": DER.decode("latin-1"),
}
SHORT = {
    "32 bytes in hexadecimal": SEED.hex(),
    "with colons": SEED.hex(":"),
    "number": str(int.from_bytes(SEED)),
    "list": str(list(SEED)),
    "Base64": base64.b64encode(SEED).decode(),
    "URL-safe": base64.urlsafe_b64encode(SEED).decode(),
}


def shared(text: str, secret: str, width: int) -> set[str]:
    """The pieces of a secret in a text."""
    return {secret[at : at + width] for at in range(len(secret) - width)} & {
        text[at : at + width] for at in range(len(text) - width)
    }


@pytest.mark.parametrize("secret", [*WRITTEN.values(), *SHORT.values()], ids=[*WRITTEN, *(f"short {n}" for n in SHORT)])
def test_a_key_in_any_notation_is_not_repeated(secret: str) -> None:
    assert quoting.could_be_key_material(secret)
    assert quoting.value(secret) == quoting.WITHHELD
    assert quoting.path(secret) == quoting.WITHHELD
    assert quoting.label(secret) == "an unusual label"
    if secret != WRITTEN["raw"]:
        assert not shared(quoting.withhold(f"profile '{secret}' is unknown", strict=True), secret, 16)


@pytest.mark.parametrize("notation", [name for name in WRITTEN if name not in {"raw", "a piece"}])
def test_a_name_that_nothing_but_a_key_looks_like_is_withheld(notation: str) -> None:
    secret = WRITTEN[notation]
    shown = quoting.withhold(f"the subject 'CN={secret}' is empty")
    assert quoting.WITHHELD in shown
    assert shown.endswith("is empty")
    assert not shared(shown, secret, 16)


@pytest.mark.parametrize(
    "name",
    [
        "1f" * 32,
        "1f" * 64,
        ":".join(["1F"] * 32),
        "4" * 49,
        "2001:0db8:85a3:0000:0000:8a2e:0370:7334",
        "550e8400-e29b-41d4-a716-446655440000",
        "certs/serverCertValid398DaysOld.pem",
        "Eu1/k8s/Prod2/a1B2/c3D4/e5F6/g7H8.pem",
        "deploy/Prod1/Eu2/Broker3/TLSv13Client.pem",
        "https://github.com/example/repository/blob/0123456789abcdef0123456789abcdef01234567/README.md",
    ],
)
def test_names_of_files_and_digests_are_not_withheld(name: str) -> None:
    assert quoting.withhold(f"in '{name}' there is nothing") == f"in '{name}' there is nothing"


@pytest.mark.parametrize(
    "written",
    [
        "2001:0db8:85a3:0000:0000:8a2e:0370:7334",
        "550e8400-e29b-41d4-a716-446655440000.pem",
        "https://github.com/example/repository/blob/0123456789abcdef0123456789abcdef01234567/README.md",
        "certs/mqtt.example.com/2026-06-01T00:00:00Z/server.crt",
    ],
)
def test_what_is_written_in_a_manifest_is_repeated_unless_it_could_be_a_key(written: str) -> None:
    assert not quoting.could_be_key_material(written)
    assert quoting.withhold(written, strict=True) == written


@pytest.mark.parametrize("number", [10**9, -(10**9), 1 << 100_000], ids=["large", "negative", "huge"])
def test_the_text_of_a_large_number_is_never_made(number: int) -> None:
    assert quoting.value(number) == "a long number"


def test_what_stands_around_a_piece_of_a_key_goes_with_it() -> None:
    shown = quoting.withhold(f"a name {LINES[1]}_{LINES[2][:9]}-{LINES[3][:7]} in the middle")
    assert shown == f"a name {quoting.WITHHELD} in the middle"


@pytest.mark.parametrize(
    "text", ["a" * 40 + "aA1" * 40 + "x", "A" * 60 + "aA1" * 60, "ab " * 400, "1 " * 400, "Aa1+" * 99]
)
def test_text_made_to_be_slow_is_not(text: str) -> None:
    """Patterns that try every way to cut a text would not come to an end here."""
    for made in (text, text * 200):
        assert quoting.withhold(quoting.withhold(made, strict=True)) is not None
        assert quoting.could_be_key_material(made) in {True, False}
