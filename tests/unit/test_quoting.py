"""What messages repeat of what somebody wrote, and what they do not."""

from __future__ import annotations

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
