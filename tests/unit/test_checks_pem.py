"""The rules on files and blocks: which defect is told, where, and that what they advise works."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from pemlint import registry
from pemlint.checks.cert.unreadable import unreadable as certificate_unreadable
from pemlint.checks.key.unreadable import unreadable as key_unreadable
from pemlint.checks.pem.byte_order_mark import byte_order_mark
from pemlint.checks.pem.glued_boundaries import glued_boundaries
from pemlint.checks.pem.label_unknown import label_unknown
from pemlint.checks.pem.malformed_block import _HELP, _OTHERS, malformed_block
from pemlint.checks.pem.not_pem_encoded import not_pem_encoded
from pemlint.checks.pem.trailing_data import trailing_data
from pemlint.checks.pem.unreadable_content import unreadable_content
from pemlint.model import Severity
from pemlint.pem import parse
from tests import builder, recipes
from tests.builder import keys
from tests.project import environment, tool
from tests.unit import judging

if TYPE_CHECKING:
    from pathlib import Path

    from pemlint.rule import Rule

BLOCK = builder.server().pem
END = b"-----END CERTIFICATE-----\n"
ON_FILES: tuple[Rule, ...] = (
    byte_order_mark,
    glued_boundaries,
    label_unknown,
    malformed_block,
    not_pem_encoded,
    trailing_data,
    unreadable_content,
    certificate_unreadable,
    key_unreadable,
)


def insert(line: bytes, at: int) -> bytes:
    """The block with one more line, which becomes the one of that number."""
    lines = BLOCK.splitlines(keepends=True)
    lines.insert(at - 1, line)
    return b"".join(lines)


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (BLOCK.removesuffix(END), 1, "its END line is missing"),
        (BLOCK.replace(END, b"-----END RSA PRIVATE KEY-----\n"), 21, "ends as 'RSA PRIVATE KEY'"),
        (insert(b"# a comment\n", 5), 5, "a comment inside the block"),
        (insert(b"Subject: CN=a\n", 2), 2, "headers"),
        (insert(b"\n", 9), 9, "a blank line inside"),
        (BLOCK.replace(b"\n", b"!\n", 3).replace(b"-!", b"-"), 2, "not a base64 character"),
        (b"  " + BLOCK, 1, "white space before"),
        (BLOCK + END, 22, "no BEGIN"),
    ],
)
def test_a_defect_is_told_in_words_at_its_own_line(data: bytes, line: int, words: str) -> None:
    (found,) = judging.findings(malformed_block, judging.file(data))
    assert found.location.line == line
    assert words in found.message


def test_every_fatal_defect_has_its_rule_and_its_advice() -> None:
    examples = [example for example in recipes.examples("pem-malformed-block") if example.bad]
    kinds = set()
    for example in examples:
        (data,) = example.files.values()
        document = parse(data)
        kinds |= {defect.kind for block in document.blocks for defect in block.defects if defect.fatal}
        kinds |= {defect.kind for defect in document.defects if defect.fatal}
    # Two kinds are fatal in rare layouts only, for which the parser has tests of its own; one needs a very large file.
    assert kinds == _HELP.keys() - {"long-line", "trailing-whitespace", "too-many-blocks"}
    assert not kinds & _OTHERS


def test_each_block_is_one_finding() -> None:
    data = insert(b"# one\n", 3) + BLOCK + insert(b"# two\n", 4)
    found = judging.findings(malformed_block, judging.file(data))
    assert [(each.block, each.location.line) for each in found] == [(1, 3), (3, 47)]


def test_what_follows_from_the_first_defect_is_not_told() -> None:
    lines = insert(b"# a comment\n", 3).splitlines(keepends=True)
    lines[-2] = lines[-2][:-3] + b"\n"
    (message,) = judging.messages(malformed_block, judging.file(b"".join(lines)))
    assert message == "block 1 (CERTIFICATE) is malformed: a comment inside the block"


def test_a_second_defect_with_a_line_of_its_own_is_told_too() -> None:
    data = insert(b"# a comment\n", 3).replace(END, b"-----END CRL-----\n")
    (message,) = judging.messages(malformed_block, judging.file(data))
    assert message.endswith("a comment inside the block; line 22: the label of END is not that of BEGIN")


def test_nul_bytes_inside_a_block_are_one_cause() -> None:
    lines = BLOCK.splitlines(keepends=True)
    lines[4] = b"\0" * 8 + lines[4][8:]
    found = judging.findings(malformed_block, judging.file(b"".join(lines)))
    assert [(each.message, each.location.line) for each in found] == [("the file holds 8 NUL bytes", 5)]


def test_a_broken_block_of_another_trade_is_not_judged() -> None:
    foreign = b"-----BEGIN OPENSSH PRIVATE KEY-----\n# broken\n-----END SSH PRIVATE KEY-----\n"
    assert judging.findings(malformed_block, judging.file(foreign)) == []


def test_legacy_headers_in_disorder_get_advice_about_headers() -> None:
    data = builder.private_pem("server", form="legacy").replace(b"\n\n", b"\n")
    (found,) = judging.findings(malformed_block, judging.file(data))
    assert "one blank line after them" in found.help


@pytest.mark.parametrize("rule", ON_FILES, ids=lambda rule: rule.id)
def test_files_that_are_no_tls_files_are_left_alone(rule: Rule) -> None:
    spoilt = (
        b"\xef\xbb\xbf" + insert(b"# a comment\n", 3).rstrip() + BLOCK,
        builder.block("PUBLIC KEY", builder.server().der),
        builder.block("CERTIFICATE", bytes(range(7, 90))),
        builder.block("PRIVATE KEY", bytes(range(7, 90))),
        builder.block("CERTIFICATE", builder.server().der + b"\n"),
        b"",
    )
    for data in spoilt:
        assert judging.findings(rule, judging.file(data, "README.md", tls=False)) == []


def test_each_pair_of_glued_boundaries_is_one_finding() -> None:
    three = BLOCK.rstrip() + BLOCK.rstrip() + BLOCK
    found = judging.findings(glued_boundaries, judging.file(three))
    assert [(each.block, each.location.line, each.location.column) for each in found] == [(1, 21, 1), (2, 41, 1)]
    assert judging.findings(malformed_block, judging.file(three)) == []


def test_a_mark_before_a_block_and_one_before_text_are_told_apart() -> None:
    (before_block,) = judging.messages(byte_order_mark, judging.file(b"\xef\xbb\xbf" + BLOCK))
    (before_text,) = judging.messages(byte_order_mark, judging.file(b"\xef\xbb\xbf# text\n" + BLOCK))
    assert before_block.endswith("do not find its first block")
    assert "because text stands above" in before_text


@pytest.mark.parametrize(
    ("path", "circumstances", "severity"),
    [
        ("a.pem", (), Severity.WARNING),
        ("a.PEM", (), Severity.WARNING),
        ("a.crt", (), Severity.OFF),
        ("a.crt", ("bundle-part",), Severity.ERROR),
        ("a.pem", ("bundle-part",), Severity.ERROR),
    ],
)
def test_who_asks_for_pem_decides_how_grave_der_is(
    path: str, circumstances: tuple[str, ...], severity: Severity
) -> None:
    by_role = {
        "bundle-part": Severity.ERROR,
        "pem-extension": Severity.WARNING,
        "other-extension": Severity.OFF,
    }
    subject = judging.file(builder.server().der, path)
    (found,) = judging.findings(not_pem_encoded, subject, *circumstances, by_role=by_role)
    assert found.severity is severity


@pytest.mark.parametrize("path", ["a.crt", "a.pem", "a.key"])
def test_utf16_is_wrong_under_any_name(path: str) -> None:
    subject = judging.file(BLOCK.decode().encode("utf-16-be"), path)
    (found,) = judging.findings(not_pem_encoded, subject, by_role={"other-extension": Severity.OFF})
    assert found.severity is Severity.ERROR
    assert "iconv -f UTF-16BE" in found.help


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"see the vault\n", "no PEM block"),
        (b"PK\x03\x04\0\0", "binary data of an unknown kind"),
    ],
)
def test_a_file_without_a_block_is_named_where_one_is_expected(data: bytes, words: str) -> None:
    (message,) = judging.messages(not_pem_encoded, judging.file(data, "a.pem"))
    assert words in message
    assert words in judging.messages(not_pem_encoded, judging.file(data, "a.key"), "bundle-part")[0]
    assert judging.messages(not_pem_encoded, judging.file(data, "a.key")) == []


def test_a_damaged_block_is_not_called_no_pem() -> None:
    for data in (END, b"-----BEGIN CERTIFICATE-----\n", b"-----BEGIN CERTIFICATE-----\n" + END):
        assert judging.messages(not_pem_encoded, judging.file(data), "bundle-part") == []
        assert len(judging.messages(malformed_block, judging.file(data))) == 1


NAMES = ("a.crt", "a.pem", "my key's copy.bin", "-in.der", "certs/$HOME.cer")


@pytest.mark.parametrize(
    ("data", "holds"),
    [
        (builder.server().der, b"BEGIN CERTIFICATE"),
        (keys.pkcs8("server"), b"BEGIN PRIVATE KEY"),
        (keys.traditional("p256"), b"BEGIN PRIVATE KEY"),
        (keys.spki("server"), b"BEGIN PUBLIC KEY"),
        (builder.request(), b"BEGIN CERTIFICATE REQUEST"),
        (builder.revocation_list(issuer=builder.root()), b"BEGIN X509 CRL"),
        (builder.pkcs7(builder.server()), b"BEGIN CERTIFICATE"),
        (builder.pkcs12(builder.server(), key="server"), b"BEGIN PRIVATE KEY"),
        (BLOCK.decode().encode("utf-16"), b"BEGIN CERTIFICATE"),
        (BLOCK.decode().encode("utf-16-le"), b"BEGIN CERTIFICATE"),
    ],
    ids=["certificate", "key", "ec-key", "public", "request", "crl", "pkcs7", "pkcs12", "utf16", "utf16-no-mark"],
)
@pytest.mark.parametrize("name", NAMES)
def test_the_command_in_the_help_converts_the_file(tmp_path: Path, data: bytes, holds: bytes, name: str) -> None:
    tool("openssl")
    tool("iconv")
    (found,) = judging.findings(not_pem_encoded, judging.file(data, name), "bundle-part")
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_bytes(data)
    command = found.help.splitlines()[-1].strip()
    if "pkcs12" in command:
        command += f" -passin 'pass:{builder.PASSWORD.decode()}'"
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=tmp_path,
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (made,) = [path for path in tmp_path.rglob("*") if path.is_file() and path != tmp_path / name]
    assert made.suffix == ".pem"
    assert holds in made.read_bytes()
    assert parse(made.read_bytes()).readable


def test_a_key_store_is_converted_by_way_of_pkcs12() -> None:
    (found,) = judging.findings(not_pem_encoded, judging.file(builder.jks(builder.root()), "a.jks"))
    assert found.help.splitlines()[1:] == [
        "  keytool -importkeystore -srckeystore a.jks -destkeystore a.p12 -deststoretype PKCS12",
        "  openssl pkcs12 -in a.p12 -nodes -out a.pem",
    ]


def test_each_thing_that_cannot_be_read_is_one_finding_of_one_rule() -> None:
    cases: dict[bytes, Rule] = {
        builder.block("PUBLIC KEY", builder.server().der): unreadable_content,
        builder.block("CERTIFICATE REQUEST", builder.request()[:-9]): unreadable_content,
        builder.block("PUBLIC KEY", keys.spki("server") + b"\n"): trailing_data,
        builder.block("CERTIFICATE", keys.pkcs8("server")): certificate_unreadable,
        builder.block("CERTIFICATE", builder.server().der[:-9]): certificate_unreadable,
        builder.block("CERTIFICATE", builder.server().der + b"\n"): trailing_data,
        builder.block("PRIVATE KEY", builder.server().der): key_unreadable,
        builder.block("PRIVATE KEY", keys.pkcs8("server")[:-9]): key_unreadable,
        builder.block("PRIVATE KEY", keys.pkcs8("server") + b"\n"): trailing_data,
        BLOCK.removesuffix(END): malformed_block,
        BLOCK.decode().encode("utf-16"): not_pem_encoded,
    }
    for data, expected in cases.items():
        spoken = [rule for rule in ON_FILES for _ in judging.findings(rule, judging.file(data))]
        assert spoken == [expected], data[:40]


def test_a_certificate_that_ends_too_early_by_its_own_length_is_one_cause() -> None:
    der = builder.server().der
    short = der[:2] + (int.from_bytes(der[2:4], "big") - 10).to_bytes(2, "big") + der[4:]
    subject = judging.file(builder.block("CERTIFICATE", short))
    assert len(judging.findings(certificate_unreadable, subject)) == 1
    assert judging.findings(trailing_data, subject) == []


def test_trailing_data_says_what_it_is() -> None:
    data = builder.block("CERTIFICATE", builder.server().der + builder.intermediate().der)
    (message,) = judging.messages(trailing_data, judging.file(data))
    assert "beginning with another certificate" in message
    (binary,) = judging.messages(trailing_data, judging.file(builder.server().der + b"\0\0", "a.der"))
    assert binary.startswith("the file holds too much: 2 bytes")


def test_every_rule_on_files_is_among_those_tried_here() -> None:
    """Those that want no options."""
    found = {info.id for info in registry.infos().values() if info.subject == "File" and not info.options}
    assert found == {rule.id for rule in ON_FILES}
