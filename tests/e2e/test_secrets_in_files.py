"""No private key that stands in a file, whole or damaged, gets into anything that pemlint says or leaves behind."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric import x448, x25519
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from pemlint import material, pem
from pemlint.cli import main
from pemlint.cli.trace import steps
from pemlint.model import Source
from pemlint.x509 import Memo
from tests import builder
from tests.builder import keys
from tests.e2e import everything, key_damage
from tests.e2e.everything import Everything
from tests.e2e.leaks import Secrets, numbers
from tests.project import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.support import Workspace

#: name of a key and the form in which it is written
KEYS = (
    *(("server", form) for form in ("pkcs8", "traditional", "encrypted", "legacy")),
    *(("p256", form) for form in ("pkcs8", "traditional", "encrypted", "legacy")),
    *(("p521", "traditional"), ("dsa-2048", "pkcs8"), ("dsa-2048", "traditional"), ("ed25519", "pkcs8")),
    *(("ed25519", "encrypted"), ("ed448", "pkcs8"), ("x25519", "pkcs8"), ("x448", "pkcs8"), ("rsa-1024", "pkcs8")),
)
_PRIVATE = re.compile(rb"-----BEGIN ([A-Z ]*PRIVATE KEY)-----\n(.*?)-----END", re.DOTALL)


def written(name: str, form: str) -> bytes:
    """A key as PEM."""
    raw = bytes((number * 197 + 31) % 256 for number in range(56))
    if name == "x25519":
        made = x25519.X25519PrivateKey.from_private_bytes(raw[:32])
        return made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    if name == "x448":
        longer = x448.X448PrivateKey.from_private_bytes(raw)
        return longer.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return builder.private_pem(name, form=form)


def decoded(text: bytes) -> bytes:
    """What the body of a PEM block means, its headers left out."""
    return base64.b64decode(b"".join(line for line in text.split(b"\n") if b":" not in line and b"-----" not in line))


def is_readable_as_text(name: str) -> bool:
    return name in {"server", "p256", "p521", "dsa-2048", "ed25519", "ed448", "rsa-1024"}


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Everything:
    return Everything(monkeypatch, capfd)


def test_every_format_of_every_command_is_searched() -> None:
    """A command that is new has to be put into one of the tables, and is searched or known to read nothing."""
    formats = {name: formats for name, (formats, _) in everything.READING.items()}
    writing = dict.fromkeys(everything.WRITING, ())
    assert everything.commands() == {
        **formats,
        **writing,
        **everything.ABOUT_ITSELF,
        **everything.OF_CONFIGURATIONS,
        **everything.OF_REPORTS,
    }


def test_keys_damaged_in_every_way(workspace: Workspace, said: Everything) -> None:
    secrets, private = [], []
    for name, form in KEYS:
        block = written(name, form)
        der = decoded(block)
        secrets.append(der)
        private += numbers(name) if is_readable_as_text(name) else []
        workspace.write_all({f"{name}-{form}/{file}": data for file, data in key_damage.files(block, der)})
    before = {path: path.read_bytes() for path in workspace.path.rglob("*") if path.is_file()}
    text = said.said("--select", "ALL", ".", only=["check"]) + said.said(".", only=["chain", "list", "init"])
    text += said.said("p256-pkcs8", "server-traditional", only=["platforms"])
    assert len(before) > 90 * len(KEYS)
    assert text.count("PRIVATE KEY") > 100
    assert Secrets(secrets, private).found_in(text) == []
    assert {path: path.read_bytes() for path in workspace.path.rglob("*") if path.is_file()} == before


def test_every_example_of_a_key(workspace: Workspace, said: Everything) -> None:
    secrets = []
    for path in sorted((ROOT / "tests" / "examples").rglob("*")):
        data = path.read_bytes() if path.is_file() and "/key-" in path.as_posix() else b""
        found = [decoded(body) for _, body in _PRIVATE.findall(data) if "certificate-inside" not in path.name]
        if found or path.suffix == ".p8":
            secrets += found or [data]
            workspace.write(path.relative_to(ROOT / "tests" / "examples").as_posix(), data)
    assert len(secrets) > 40
    assert Secrets(secrets).found_in(said.said(".", only=everything.QUICK)) == []


def test_a_key_in_place_of_a_report_is_not_repeated(workspace: Workspace, capfd: pytest.CaptureFixture[str]) -> None:
    block = written("server", "pkcs8")
    for number, data in enumerate((block, b'{"version": "1", "findings": "' + block.replace(b"\n", b"\\n") + b'"}')):
        path = workspace.write(f"{number}.json", data)
        assert main(["merge", str(path)]) == 2
    assert Secrets([decoded(block)]).found_in("".join(capfd.readouterr())) == []


def test_the_judge_finds_a_key_in_every_notation() -> None:
    der = keys.pkcs8("server")
    secrets = Secrets([der], numbers("server"))
    piece = der[300:324]
    for text in (
        base64.b64encode(piece).decode(),
        base64.b64encode(der[301:325]).decode(),
        base64.urlsafe_b64encode(der[600:660]).decode(),
        piece.hex(),
        piece.hex(":").upper(),
        str(numbers("server")[0])[100:120],
        f"{numbers('server')[1]:,}",
        "".join(f"\\x{byte:02x}" for byte in piece),
        repr(piece)[2:-1],
        ", ".join(map(str, piece)),
        "".join(f"%{byte:02X}" for byte in piece),
    ):
        assert secrets.found_in(f"x {text} y"), text
    assert secrets.found_in("nothing to see in 1f2e3d4c5b6a7988 and 123456789012345678901234567890") == []


def test_a_report_that_is_written_to_a_file_leaves_nothing_else(workspace: Workspace) -> None:
    workspace.write_all(dict(key_damage.files(builder.private_pem("p256"), keys.pkcs8("p256"))))
    before = {path.name for path in workspace.path.iterdir()}
    workspace.run("check", "--output-format", "sarif", "--output-file", "report.sarif", ".")
    assert {path.name for path in workspace.path.iterdir()} - before == {"report.sarif"}
    assert Secrets([keys.pkcs8("p256")]).found_in((workspace.path / "report.sarif").read_text()) == []


@pytest.mark.parametrize("name", ["server", "p256", "ed25519"])
def test_what_is_printed_of_an_object_tells_nothing(name: str) -> None:
    """A traceback, a log or a failing test shows the representation of what it stumbled over."""
    secrets = Secrets([keys.pkcs8(name)], numbers(name))
    files = dict(key_damage.files(builder.private_pem(name), keys.pkcs8(name)))
    del files["label.pem"]
    for file, data in files.items():
        source = Source(file, file, data, tls=True, target=True)
        document = pem.parse(data)
        for each in (source, document, *document.blocks, *material.read(source, document, memo=Memo())):
            assert secrets.found_in(f"{each!r} {each}") == [], file


def test_the_trace_of_an_internal_error_has_no_values() -> None:
    der = keys.pkcs8("p256")

    def deep(secret: bytes) -> None:
        raise ValueError(f"stumbled over {secret.hex()}, {secret!r}")

    try:
        deep(der)
    except ValueError as error:
        trace = "\n".join(steps(error))
    assert "in deep" in trace
    assert "ValueError: " in trace
    assert Secrets([der]).found_in(trace) == []


def test_a_rule_that_fails_tells_no_value(
    workspace: Workspace, said: Everything, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    der = keys.pkcs8("p256")

    def fail(*_: object, **__: object) -> None:
        raise ValueError(der.hex())

    workspace.write("a.pem", builder.private_pem("p256"))
    monkeypatch.setattr("pemlint.anchors.key", fail)
    text = said.said("--select", "key", ".", only=["check"])
    assert "failed with ValueError" in text
    assert Secrets([der]).found_in(text) == []
    assert list(tmp_path.glob("*.tmp")) == []
