"""What is met at a limit is said: each case is an input that is larger than somebody needs, and what it gives."""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING

import pytest

from pemlint import directives, pem
from pemlint.manifests import bundle_toml
from pemlint.rule import MOST_MESSAGE
from tests import builder
from tests.builder import der, odd_keys
from tests.e2e.support import NOW, Workspace, one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

LARGE = "# " + "x" * (1 << 20) + "\n"
DEEP = 100_000
MANY_PATTERNS = "exclude = [" + "'a*', " * 1_001 + "]\n"


@cache
def nested(depth: int) -> bytes:
    """Sequences, each of which holds nothing but the next."""
    headers, size = list[bytes](), 0
    for _ in range(depth):
        octets = size.to_bytes((size.bit_length() + 7) // 8, "big")
        headers.append(bytes((0x30, size)) if size < 0x80 else bytes((0x30, 0x80 | len(octets))) + octets)
        size += len(headers[-1])
    return b"".join(reversed(headers))


def rsa_private(bits: int) -> bytes:
    """A key in the form of PKCS#1 of which nobody reads more than the length of its first number."""
    return der.sequence(*map(der.integer, (0, 1 << (bits - 1) | 1, 65537, 3, 3, 3, 3, 3, 3)))


BUNDLE = "[[bundle]]\ncertificate = 'a.crt'\n"
CASES: Mapping[str, tuple[str, bytes | str, str, str]] = {
    "DER that nests": ("a.crt", builder.block("CERTIFICATE", nested(DEEP)), "cert-unreadable", "expected"),
    "DER that nests, without PEM": ("a.pem", nested(DEEP), "pem-not-pem-encoded", ""),
    "a long name": (
        "a.crt",
        builder.server(subject="a" * 300_000).pem,
        "cert-name-attribute-too-long",
        "300,000 characters",
    ),
    "many names": (
        "a.crt",
        builder.server(alternative_names=[f"a{number}_.example" for number in range(2_000)]).pem,
        "cert-dns-underscore",
        "",
    ),
    "many blocks": ("a.pem", builder.root().pem * 4, "pem-malformed-block", "more than 3 blocks in the file"),
    "a large modulus": (
        "a.crt",
        builder.server(public_key=odd_keys.spki(odd_keys.number("large", 16_392) | 1, 65_537)).pem,
        "cert-rsa-key-too-large",
        "16,392 bits",
    ),
    "a large private key": (
        "a.key",
        builder.block("RSA PRIVATE KEY", rsa_private(16_392)),
        "key-unreadable",
        "over 16,384 bits",
    ),
    "a large manifest": ("a.bundle.toml", LARGE + BUNDLE, "bundle-manifest-invalid", "larger than 1048576 bytes"),
    "a manifest that nests": (
        "a.bundle.toml",
        f"a = {'[' * DEEP}{']' * DEEP}\n",
        "bundle-manifest-invalid",
        "nested too deeply",
    ),
    "a key of many parts": ("a.bundle.toml", f"a{'.a' * 150} = 1\n", "bundle-manifest-invalid", "more than 100 parts"),
    "many bundles": ("a.bundle.toml", BUNDLE * 4, "bundle-manifest-invalid", "of which the first 3 are judged"),
    "many clients": (
        "a.bundle.toml",
        f"{BUNDLE}authentication = 'two-way'\n" + "[[bundle.client]]\ncertificate = 'b.crt'\n" * 4,
        "bundle-manifest-invalid",
        "more than 3 clients",
    ),
    "many comments": (
        "a.crt",
        b"# pemlint: ignore[cert-expired] reason\n" * 4 + builder.server().pem,
        "ignore-malformed",
        "more than 3 of them",
    ),
    "a long path": ("a.bundle.toml", f"[bundle]\ncertificate = '{'a/' * 3_000}a.crt'\n", "bundle-file-missing", ""),
}


@pytest.mark.parametrize("case", CASES)
def test_a_limit_that_is_met_is_a_finding(workspace: Workspace, monkeypatch: pytest.MonkeyPatch, case: str) -> None:
    monkeypatch.setattr(bundle_toml, "MOST_BUNDLES", 3)
    monkeypatch.setattr(bundle_toml, "MOST_CLIENTS", 3)
    monkeypatch.setattr(directives, "_MOST", 3)
    monkeypatch.setattr(pem, "MOST_BLOCKS", 3)
    name, data, rule, words = CASES[case]
    workspace.write(name, data)
    outcome = workspace.check("--select", rule, name)
    assert outcome.err == ""
    messages = [each["message"] for each in outcome.report["findings"]]
    assert any(words in message for message in messages), messages
    # whatever is large in the input is small in the output
    assert max(map(len, messages)) <= MOST_MESSAGE


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"pemlint.toml": LARGE}, "pemlint.toml: larger than 1048576 bytes"),
        ({"pemlint.toml": f"a = {'[' * DEEP}"}, "pemlint.toml: not valid TOML"),
        (
            {"pemlint.toml": "extends = '0.toml'\n"}
            | {f"{number}.toml": f"extends = '{number + 1}.toml'\n" for number in range(12)},
            "'extends' goes deeper than 8 files",
        ),
        ({"pemlint.toml": MANY_PATTERNS}, "more than 1,000 patterns"),
    ],
)
def test_a_configuration_beyond_a_limit_is_refused(
    workspace: Workspace, files: dict[str, bytes | str], words: str
) -> None:
    workspace.write_all(files)
    outcome = workspace.run("check", "--now", NOW)
    assert outcome.status == 2
    assert words in one_line(outcome.err)


def test_the_stack_is_no_deeper_than_usual(workspace: Workspace) -> None:
    """What nests is not followed by functions that call themselves."""
    workspace.write("a.crt", builder.block("CERTIFICATE", nested(DEEP)))
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(400)
    try:
        assert workspace.check("a.crt").status == 1
    finally:
        sys.setrecursionlimit(limit)
