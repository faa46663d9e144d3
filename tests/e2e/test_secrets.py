"""A private key that somebody pasted into the wrong place gets into no output, in whatever notation it was pasted."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING

import pytest

from pemlint.cli import main
from tests import builder
from tests.builder import keys
from tests.e2e.everything import OF_CONFIGURATIONS, QUICK, READING, Everything
from tests.e2e.leaks import Secrets

if TYPE_CHECKING:
    from tests.e2e.support import Workspace

PEM = builder.private_pem("server").decode()
LINES = PEM.splitlines()[1:-1]
DER = keys.pkcs8("server")
#: the whole secret of a key
SEED = keys.pkcs8("ed25519")[-32:]
#: what stands before the first number of an RSA key is the same in all of them
SECRETS = Secrets([DER[38:], SEED])

WRITTEN = {
    "PEM": PEM,
    "escaped PEM": PEM.replace("\n", "\\n"),
    "body": "".join(LINES),
    "line": LINES[7],
    "piece": LINES[7][20:38],
    "shifted by one": base64.b64encode(DER[1:]).decode(),
    "shifted by two": base64.b64encode(DER[2:]).decode(),
    "URL-safe": base64.urlsafe_b64encode(DER).decode(),
    "percent": "".join(LINES).replace("+", "%2B").replace("/", "%2F"),
    "hexadecimal": DER.hex(),
    "capitals": DER.hex().upper(),
    "colons": DER.hex(":"),
    "as OpenSSL prints it": ":\n    ".join(DER[at : at + 15].hex(":") for at in range(0, len(DER), 15)),
    "number": str(int.from_bytes(DER)),
    "list": str(list(DER)),
    "bytes": DER.decode("latin-1"),
    "seed": base64.b64encode(SEED).decode(),
    "seed in hexadecimal": SEED.hex(),
    "seed with colons": SEED.hex(":").upper(),
    "seed as a number": str(int.from_bytes(SEED)),
    "seed as bytes": SEED.decode("latin-1"),
}
#: the same in a file of TOML; a number may stand there without quotes too
TOML = {
    **{name: json.dumps(text) for name, text in WRITTEN.items()},
    "literal": f"'''{PEM}'''",
    "integer": str(int.from_bytes(DER)),
    "hexadecimal integer": f"0x{DER.hex()}",
    "seed as an integer": str(int.from_bytes(SEED)),
    "digits of the seed": str(int.from_bytes(SEED))[:17],
    "array": str(list(SEED)),
}
#: notations that tell more of what a reader of configurations does than others
TELLING = ("escaped PEM", "line", "colons", "list", "seed", "seed in hexadecimal", "integer", "seed as an integer")

MANIFEST = '[bundle]\nname = "a"\ncertificate = "server.crt"\nprivate-key = "server.key"\n'
IN_A_MANIFEST = {
    "name": MANIFEST.replace('"a"', "{}"),
    "certificate": MANIFEST.replace('"server.crt"', "{}"),
    "private-key": MANIFEST.replace('"server.key"', "{}"),
    "pin": MANIFEST.replace('"server.key"', "{{ spki-sha256 = {} }}"),
    "profile": MANIFEST + "profile = {}\n",
    "authentication": MANIFEST + "authentication = {}\n",
    "hosts": MANIFEST + "hosts = [{}]\n",
    "chain": MANIFEST + "chain = {}\n",
    "roots": MANIFEST + "roots = [{}]\n",
    "client": MANIFEST + 'authentication = "two-way"\n[[bundle.client]]\ncertificate = {}\n',
    "key": MANIFEST + "{} = 1\n",
    "table": MANIFEST + "[{}]\na = 1\n",
    "broken": MANIFEST + "x = y {}\n",
}
IN_A_CONFIGURATION = {
    "profile": "profile = {}\n",
    "extends": "extends = {}\n",
    "override": '[[override]]\npaths = ["**"]\nprofile = {}\n',
    "paths": '[[override]]\npaths = [{}]\nprofile = "default"\n',
    "exclude": "exclude = [{}]\n",
    "list": '[rules.cert-key-algorithm-not-allowed]\nseverity = "error"\nallow = [{}]\n',
    "option": '[rules.cert-expires-soon]\nseverity = "error"\ndays = {}\n',
    "why": '[rules]\ncert-extended-key-usage-missing = {{ severity = "error", why = {0}, source = {0} }}\n',
    "severity": "[rules]\nchain-missing = {}\n",
    "rule": '[rules.{}]\nseverity = "error"\n',
    "role": '[rules.chain-missing]\nby-role = {{ {} = "error" }}\n',
    "reason": '[[ignore]]\nrules = ["key"]\nreason = {}\n',
    "ignored": '[[ignore]]\nrules = [{}]\nreason = "x"\n',
    "pin": '[[ignore]]\nspki-sha256 = [{}]\nreason = "x"\n',
    "fingerprint": '[[ignore]]\nfingerprint = [{}]\nreason = "x"\n',
    "until": '[[ignore]]\nrule = "key"\nuntil = {}\nreason = "x"\n',
    "ignored paths": '[[ignore]]\npaths = [{}]\nreason = "x"\n',
    "key": "{} = 1\n",
    "broken": "a = b {}\n",
    "bundle": '[[bundle]]\nname = {0}\ncertificate = "absent.crt"\nprivate-key = {0}\nhosts = [{0}]\n',
}


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Everything:
    return Everything(monkeypatch, capfd)


@pytest.mark.parametrize("place", IN_A_MANIFEST)
def test_a_key_in_a_manifest(workspace: Workspace, said: Everything, place: str) -> None:
    workspace.write("server.crt", builder.server(extended_key_usage=None).pem)
    workspace.write("server.key", builder.private_pem("other"))
    for number, text in enumerate(TOML.values()):
        workspace.write(f"{number}.bundle.toml", IN_A_MANIFEST[place].format(text))
    # a pin of 32 bytes is a digest to everybody who does not know the key
    workspace.write("seed.key", builder.private_pem("ed25519") if place == "pin" else builder.public_pem("ed25519"))
    assert SECRETS.found_in(said.said(".", only=READING if place in {"name", "certificate"} else QUICK)) == []
    for number in range(len(TOML)) if place == "profile" else ():
        outcome = workspace.run("config", f"{number}.bundle.toml")
        assert SECRETS.found_in(outcome.out + outcome.err) == [], number


@pytest.mark.parametrize("place", IN_A_CONFIGURATION)
def test_a_key_in_a_configuration(workspace: Workspace, said: Everything, place: str) -> None:
    workspace.write("server.crt", builder.server(extended_key_usage=None).pem)
    for notation in TELLING:
        workspace.write("pemlint.toml", IN_A_CONFIGURATION[place].format(TOML[notation]))
        assert SECRETS.found_in(said.said(".", only=["check"])) == [], notation
        for kind in OF_CONFIGURATIONS["config"]:
            outcome = workspace.run("config", "server.crt", "--output-format", kind)
            assert outcome.out or outcome.err
            assert SECRETS.found_in(outcome.out + outcome.err) == [], notation


@pytest.mark.parametrize("place", ["ignore[{}] reason", "ignore[cert-expires] {}", "ignore[key] {}", "ignore {}", "{}"])
def test_a_key_in_a_comment(workspace: Workspace, said: Everything, place: str) -> None:
    for number, notation in enumerate(("line", "seed", "seed in hexadecimal", "number", "colons")):
        comment = f"# pemlint: {place.format(WRITTEN[notation])}\n"
        workspace.write(f"{number}.pem", comment.encode() + builder.public_pem("server"))
    assert SECRETS.found_in(said.said("--show-suppressed", ".", only=["check"])) == []
    workspace.run("check", "--write-baseline", "known.json")
    assert SECRETS.found_in((workspace.path / "known.json").read_text()) == []


@pytest.mark.parametrize("notation", ["escaped PEM", "line", "hexadecimal", "seed", "seed in hexadecimal"])
@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--profile", "{}"),
        ("check", "--config", "{}"),
        ("check", "--now", "{}"),
        ("check", "--select", "{}"),
        ("check", "--fail-on", "{}"),
        ("check", "--output-format", "{}"),
        ("check", "--{}"),
        ("explain", "{}"),
        ("rules", "--profile", "{}"),
        ("{}",),
    ],
    ids=" ".join,
)
def test_a_key_on_the_command_line(
    workspace: Workspace, capfd: pytest.CaptureFixture[str], arguments: tuple[str, ...], notation: str
) -> None:
    workspace.write("server.crt", builder.server().pem)
    main([argument.format(WRITTEN[notation]) for argument in arguments])
    out, err = capfd.readouterr()
    assert SECRETS.found_in(out + err) == []
    assert out or err


#: what is left out of a name whether the key is known or not; with the key in the tree the others are too
NO_NAMES = (
    "body",
    "line",
    "shifted by one",
    "shifted by two",
    "URL-safe",
    "percent",
    "hexadecimal",
    "colons",
    "number",
)
KNOWN = ("piece", "seed", "seed in hexadecimal", "seed with colons")


def test_a_key_in_the_names_of_a_certificate(workspace: Workspace, said: Everything) -> None:
    ca = builder.root(subject=(("O", WRITTEN["line"]), ("CN", WRITTEN["body"])))
    for notation in NO_NAMES:
        text = WRITTEN[notation]
        made = builder.server(
            issuer=ca, subject=text, alternative_names=[text, f"URI:https://{text}/", f"email:{text}"]
        )
        workspace.write(f"{notation.replace(' ', '-')}.pem", made.pem)
    assert SECRETS.found_in(said.said("--select", "ALL", ".", only=["check"]) + said.said(".", only=QUICK)) == []


def test_a_key_of_the_tree_in_the_names_of_a_certificate(workspace: Workspace, said: Everything) -> None:
    workspace.write("server.key", PEM)
    workspace.write("seed.der", keys.pkcs8("ed25519"))
    for notation in KNOWN:
        text = WRITTEN[notation]
        workspace.write(f"{notation.replace(' ', '-')}.pem", builder.server(subject=text, alternative_names=[text]).pem)
    assert SECRETS.found_in(said.said("--select", "ALL", ".", only=["check"]) + said.said(".", only=QUICK)) == []


def test_a_key_in_the_name_of_a_file(workspace: Workspace, said: Everything) -> None:
    workspace.write("server.key", PEM)
    workspace.write("seed.der", keys.pkcs8("ed25519"))
    for notation in (*NO_NAMES, *KNOWN):
        name = WRITTEN[notation].replace("/", "_")[:200]
        workspace.write(f"{name}.pem", builder.server().pem.replace(b"M", b"*", 1))
        workspace.write(f"{name}.d/a.pem", builder.root().pem)
        workspace.write(f"{name}.bundle.toml", MANIFEST)
    assert SECRETS.found_in(said.said(".")) == []


def test_a_file_that_cannot_be_read_and_has_a_key_for_a_name(workspace: Workspace, said: Everything) -> None:
    workspace.write("seed.key", builder.private_pem("ed25519"))
    name = f"{WRITTEN['seed in hexadecimal']}.pem"
    text = said.said(name, "seed.key")
    assert text.count("(withheld).pem: no such file") == len(READING)
    assert SECRETS.found_in(text) == []
