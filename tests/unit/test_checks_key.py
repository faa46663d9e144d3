"""The rules on private keys: whose key it is, and that nothing of a key is ever said."""

from __future__ import annotations

import subprocess
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from pemlint import pairs
from pemlint.checks.key.does_not_match_certificate import does_not_match_certificate
from pemlint.checks.key.encrypted import encrypted
from pemlint.checks.key.unreadable import unreadable
from pemlint.manifests import Declared
from pemlint.manifests.declaration import Mark
from pemlint.model import Severity
from tests import builder
from tests.builder import der, keys
from tests.project import environment, tool
from tests.unit import judging

if TYPE_CHECKING:
    from pathlib import Path

    from pemlint.model import Finding
    from pemlint.store import Store

SERVER = builder.self_signed().pem


def _in_tree(store: Store, path: str) -> list[Finding]:
    return [
        finding
        for pairing in pairs.in_tree(store.files[path], pairs.Stems(store))
        for finding in judging.findings(
            does_not_match_certificate, pairing, by_role={"same-stem": Severity.WARNING, "same-file": Severity.ERROR}
        )
    ]


def test_a_pair_that_matches_is_silent() -> None:
    store = judging.store({"a.crt": SERVER, "a.key": builder.private_pem("server")})
    assert _in_tree(store, "a.crt") == []


def test_the_message_says_where_each_half_belongs() -> None:
    store = judging.store(
        {
            "a/old.crt": builder.self_signed(subject="old.example.com", key="other").pem,
            "b/far.crt": builder.self_signed(subject="far.example.com", key="other").pem,
            "b/new.crt": SERVER,
            "b/new.key": builder.private_pem("other"),
            "c/lost.key": builder.private_pem("server"),
        }
    )
    (found,) = _in_tree(store, "b/new.crt")
    assert found.severity is Severity.WARNING
    assert (found.location.path, found.location.line) == ("b/new.key", 1)
    assert found.message == (
        "the private key does not belong to 'CN=server.example.com' (b/new.crt:1); "
        "it belongs to 'CN=far.example.com' (b/far.crt:1); "
        "the key of 'CN=server.example.com' is c/lost.key:1"
    )
    assert [each.location.path for each in found.related] == ["b/new.crt", "b/far.crt", "c/lost.key"]
    assert found.help == "use c/lost.key with this certificate"


def test_a_key_that_belongs_to_nothing_here_is_only_that() -> None:
    store = judging.store({"a.pem": SERVER + builder.private_pem("other")})
    (found,) = _in_tree(store, "a.pem")
    assert found.severity is Severity.ERROR
    assert found.message == "the private key does not belong to 'CN=server.example.com' (a.pem:1)"
    assert [each.location.path for each in found.related] == ["a.pem"]


def test_a_pinned_key_is_told_at_the_certificate() -> None:
    owner = builder.self_signed(subject="old.example.com", key="other").pem
    store = judging.store({"a.crt": SERVER, "old.crt": owner})
    (certificate,) = store.files["a.crt"].certificates
    pinned = sha256(keys.spki("other")).hexdigest()
    declared = Declared("private-key", "", Mark(3, 1, 20), pinned)
    pairing = pairs.KeyPairing("bundle", certificate, None, declared, False, store.with_public_key(pinned))
    (found,) = judging.findings(does_not_match_certificate, pairing)
    assert (found.location.path, found.block) == ("a.crt", 1)
    assert found.message == (
        "the public key of 'CN=server.example.com' is not the one that the manifest pins; "
        "that one belongs to 'CN=old.example.com' (old.crt:1)"
    )


@pytest.mark.parametrize("form", ["encrypted", "legacy"])
@pytest.mark.parametrize("path", ["a.key", "tls.key.pem", "key", "my key.pem", "-k.pem"])
def test_the_command_in_the_help_decrypts_the_key(tmp_path: Path, form: str, path: str) -> None:
    tool("openssl")
    data = builder.private_pem("server", form=form)
    (key,) = judging.file(data, path).keys
    (found,) = judging.findings(encrypted, key)
    (tmp_path / path).write_bytes(data)
    command = f"{found.help.splitlines()[-1].strip()} -passin 'pass:{builder.PASSWORD.decode()}'"
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=tmp_path,
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (made,) = [each for each in tmp_path.iterdir() if each.name != path]
    assert made.name.rpartition(".")[0].endswith("plain")
    (plain,) = judging.file(made.read_bytes()).keys
    assert plain.spki_sha256 == sha256(keys.spki("server")).hexdigest()


def test_a_plain_key_is_not_encrypted_and_an_encrypted_one_not_unreadable() -> None:
    for form in ("pkcs8", "traditional"):
        (plain,) = judging.file(builder.private_pem("server", form=form)).keys
        assert judging.findings(encrypted, plain) == []
    for form in ("encrypted", "legacy"):
        assert judging.findings(unreadable, judging.file(builder.private_pem("server", form=form))) == []


def test_a_kind_of_key_that_is_not_known_is_not_called_broken() -> None:
    unknown = der.sequence(der.integer(0), der.sequence(der.oid("1.2.3.4")), der.octet_string(b"\0" * 32))
    subject = judging.file(builder.block("PRIVATE KEY", unknown))
    assert len(subject.keys) == 1
    assert judging.findings(unreadable, subject) == []


def test_nothing_of_a_broken_key_is_said() -> None:
    whole = keys.pkcs8("server")
    for data in (whole[:-1], whole[:200], b"\x30\x82\x04\xb9" + whole[4:], whole[:30] + bytes(9) + whole[39:]):
        block = builder.block("PRIVATE KEY", data)
        for found in judging.findings(unreadable, judging.file(block)):
            told = repr(found)
            assert not any(line.decode() in told for line in block.splitlines()[1:-1])
            assert not any(data[at : at + 8].hex() in told.lower() for at in range(0, len(data) - 8, 8))
