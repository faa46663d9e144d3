"""What ``default`` holds against certificates that others test with: errors are told of what is plainly wrong."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pemlint.cli import main
from tests.corpus import CORPUS, needs_corpus

if TYPE_CHECKING:
    import pytest

FOLDERS = ("cpython", "pyca", "s2n-pems")
#: faults for which every client, or every reader, refuses a certificate whoever has issued it
PLAIN = frozenset(
    {
        "cert-duplicate-extension",
        "cert-expired",
        "cert-issuer-empty",
        "cert-not-yet-valid",
        "cert-revoked",
        "cert-self-signature-invalid",
        "cert-signature-algorithm-mismatch",
        "cert-unknown-critical-extension",
        "cert-unreadable",
        "chain-extended-key-usage-not-permitted",
        "chain-issuer-may-not-sign",
        "chain-issuer-not-ca",
    }
)


@needs_corpus
def test_no_more_than_two_in_a_hundred_certificates_have_another_error(capsys: pytest.CaptureFixture[str]) -> None:
    paths = [str(CORPUS / folder) for folder in FOLDERS]
    command = ["check", "--isolated", "--now", "2026-11-01", "--output-format", "json", "--exit-zero", "--", *paths]
    assert main(command) == 0
    report = json.loads(capsys.readouterr().out)
    errors = [
        finding
        for finding in report["findings"]
        if finding["severity"] == "error" and finding["rule"].startswith(("cert-", "chain-"))
    ]
    assert len(errors) > 100, "most of them have expired"
    doubtful = {(each["path"], each["line"]): each["rule"] for each in errors if each["rule"] not in PLAIN}
    assert len(doubtful) <= report["summary"]["certificates"] // 50, doubtful
