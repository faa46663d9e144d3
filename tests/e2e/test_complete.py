"""``pemlint complete``: what it adds, from where, and what it does not trust."""

from __future__ import annotations

import contextlib
import socket
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from tests import builder
from tests.builder import der, names
from tests.e2e.support import NOW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.e2e.support import Outcome, Workspace

ROOT = builder.root()
UPPER = builder.intermediate(subject="Example Upper CA", key="intermediate2", issuer=ROOT, path_length=None)
MIDDLE = builder.intermediate(issuer=UPPER)
LEAF = builder.server(issuer=MIDDLE)
KEY = builder.private_pem("server")


def complete(workspace: Workspace, *arguments: str) -> Outcome:
    return workspace.run("complete", "--now", NOW, *arguments)


def test_what_the_tree_has_is_put_behind_what_it_signed(workspace: Workspace) -> None:
    server = workspace.write("a/server.pem", KEY + LEAF.annotated)
    workspace.write_all({"extra/one.crt": MIDDLE.annotated, "extra/two.crt": UPPER.pem, "root.crt": ROOT.pem})
    shown = complete(workspace, "--diff", "a/server.pem")
    assert (shown.status, server.read_bytes()) == (0, KEY + LEAF.annotated)
    assert shown.out.startswith("--- a/server.pem\n+++ a/server.pem\n@@ -")
    assert not [line for line in KEY.decode().splitlines()[1:-1] if line in shown.out]
    outcome = complete(workspace, "a/server.pem")
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.out.splitlines() == [
        "a/server.pem: added 'CN=Example Intermediate CA', from extra/one.crt:5",
        "a/server.pem: added 'CN=Example Upper CA', from extra/two.crt:1",
        "a/server.pem: complete up to 'CN=Example Root CA', in root.crt:1",
    ]
    assert server.read_bytes() == KEY + LEAF.annotated + MIDDLE.pem + UPPER.pem
    again = complete(workspace, "a/server.pem")
    assert (again.status, again.out) == (0, "a/server.pem: complete up to 'CN=Example Root CA', in root.crt:1\n")


@pytest.mark.parametrize(
    ("have", "options", "expected"),
    [
        (LEAF.pem + UPPER.pem, (), LEAF.pem + MIDDLE.pem + UPPER.pem),
        (LEAF.pem + MIDDLE.pem, (), LEAF.pem + MIDDLE.pem + UPPER.pem),
        (LEAF.pem + MIDDLE.pem[:-1], (), LEAF.pem + MIDDLE.pem + UPPER.pem),
        (LEAF.pem, ("--with-root",), LEAF.pem + MIDDLE.pem + UPPER.pem + ROOT.pem),
        (LEAF.pem + MIDDLE.pem + UPPER.pem + ROOT.pem, (), LEAF.pem + MIDDLE.pem + UPPER.pem + ROOT.pem),
        (MIDDLE.pem, (), MIDDLE.pem + UPPER.pem),
        (builder.self_signed().pem, (), builder.self_signed().pem),
    ],
)
def test_only_what_is_missing_is_added(
    workspace: Workspace, have: bytes, options: tuple[str, ...], expected: bytes
) -> None:
    path = workspace.write("chain.pem", have)
    workspace.write("all.pem", UPPER.pem + ROOT.pem + MIDDLE.pem)
    assert complete(workspace, *options, "chain.pem").status == 0
    assert path.read_bytes() == expected


def test_the_chain_alone(workspace: Workspace) -> None:
    server = workspace.write("server.crt", LEAF.pem)
    workspace.write("all.pem", UPPER.pem + ROOT.pem + MIDDLE.pem)
    assert complete(workspace, "server.crt", "-o", "chain.pem").status == 0
    assert server.read_bytes() == LEAF.pem
    assert (workspace.path / "chain.pem").read_bytes() == MIDDLE.pem + UPPER.pem
    assert workspace.check("server.crt", "chain.pem").status == 0
    assert complete(workspace, "server.crt", "-o", "chain.pem").status == 0
    key = workspace.write("server.key", KEY)
    refused = complete(workspace, "server.crt", "-o", "server.key")
    assert (refused.status, key.read_bytes()) == (2, KEY)
    assert "holds something else than certificates" in refused.err


def test_a_name_without_a_signature_is_not_enough(workspace: Workspace) -> None:
    other = builder.intermediate(issuer=UPPER, key="other")
    server = workspace.write("server.crt", LEAF.pem)
    workspace.write("other.crt", other.pem)
    outcome = complete(workspace, "server.crt")
    assert (outcome.status, outcome.out, server.read_bytes()) == (1, "", LEAF.pem)
    assert outcome.err == (
        "pemlint: server.crt: the issuer of 'CN=server.example.com', 'CN=Example Intermediate CA', is not known here\n"
    )


def test_what_is_found_is_kept_where_the_top_is_not(workspace: Workspace) -> None:
    server = workspace.write("server.crt", LEAF.pem)
    workspace.write("middle.crt", MIDDLE.pem)
    assert complete(workspace, "server.crt").status == 1
    assert server.read_bytes() == LEAF.pem + MIDDLE.pem


def test_two_cas_that_signed_each_other_end_somewhere(workspace: Workspace) -> None:
    one = builder.intermediate(subject="One", key="intermediate", issuer_name="Two", signer="intermediate2")
    two = builder.intermediate(subject="Two", key="intermediate2", issuer_name="One", signer="intermediate")
    leaf = builder.server(issuer_name="One", signer="intermediate")
    path = workspace.write("a.crt", leaf.pem)
    workspace.write("b.pem", one.pem + two.pem)
    assert complete(workspace, "a.crt").status == 1
    assert path.read_bytes() == leaf.pem + one.pem + two.pem


def test_refusals(workspace: Workspace) -> None:
    workspace.write_all({"a.crt": LEAF.pem, "b.crt": LEAF.pem, "a.key": KEY})
    assert complete(workspace, "-").status == 2
    assert complete(workspace, "a.crt", "b.crt", "-o", "c.pem").status == 2
    assert complete(workspace, "missing.crt").status == 2
    assert "holds no certificate" in complete(workspace, "a.key").err


@pytest.mark.parametrize(
    ("name", "words"), [("notes.txt", "holds no certificate that can be read"), (".", "is a folder; name its files")]
)
def test_what_was_named_and_is_no_chain_is_said(workspace: Workspace, name: str, words: str) -> None:
    workspace.write_all({"a.crt": LEAF.pem, "notes.txt": b"nothing\n", "one.crt": MIDDLE.pem, "two.crt": UPPER.pem})
    outcome = complete(workspace, "--diff", "a.crt", name)
    assert outcome.status == 2
    assert outcome.err.splitlines()[-1] == f"pemlint: error: {name}: {words}"


def test_a_wrong_order_is_no_matter_of_completeness_and_told(workspace: Workspace) -> None:
    workspace.write_all({"a.crt": MIDDLE.pem + LEAF.pem + UPPER.pem, "root.crt": ROOT.pem})
    outcome = complete(workspace, "a.crt")
    assert (outcome.status, outcome.out) == (0, "a.crt: complete up to 'CN=Example Root CA', in root.crt:1\n")
    assert outcome.err.endswith("a.crt: its blocks are out of order; 'pemlint check --fix' puts them in order\n")


def test_nothing_is_asked_without_the_option(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise AssertionError

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.delitem(sys.modules, "pemlint.network", raising=False)
    workspace.write("server.crt", at_address("http://ca.example.com/ca.der").pem)
    outcome = complete(workspace, "server.crt")
    assert outcome.status == 1
    assert "pemlint.network" not in sys.modules
    assert outcome.err.endswith("is not known here; --online asks http://ca.example.com/ca.der\n")


def at_address(*urls: str, issuer: builder.Certificate = MIDDLE, **more: str) -> builder.Certificate:
    return builder.server(issuer=issuer, extensions=(access_to(*urls),), **more)  # type: ignore[arg-type]


def access_to(*urls: str) -> bytes:
    """The extension that says where the issuer's certificate is."""
    descriptions = (der.sequence(der.oid("1.3.6.1.5.5.7.48.2"), der.implicit(6, url.encode())) for url in urls)
    return names.extension("1.3.6.1.5.5.7.1.1", der.sequence(*descriptions))


class Server:
    """Answers on loopback, by path; counts what it was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[str] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked.append(self.path)
                status, headers, body = outer.answers.get(self.path, (404, {}, b""))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                with contextlib.suppress(ConnectionError):
                    self.wfile.write(body)

            def log_message(self, *_arguments: object) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._http.server_port}"
        threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True).start()

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()

    def put(self, path: str, body: bytes, status: int = 200, **headers: str) -> None:
        self.answers[path] = (status, headers, body)


@pytest.fixture(scope="module")
def listening() -> Iterator[Server]:
    server = Server()
    yield server
    server.close()


@pytest.fixture
def server(listening: Server) -> Server:
    listening.answers.clear()
    listening.asked.clear()
    return listening


ONLINE = ("--online", "--private-addresses")


@pytest.mark.parametrize("form", ["der", "pem", "pkcs7"])
def test_an_issuer_is_fetched(workspace: Workspace, server: Server, form: str) -> None:
    body = {"der": MIDDLE.der, "pem": MIDDLE.annotated, "pkcs7": builder.pkcs7(ROOT, MIDDLE)}[form]
    server.put("/ca", body)
    leaf = at_address(f"{server.url}/ca")
    path = workspace.write("server.crt", leaf.pem)
    workspace.write("roots.pem", UPPER.pem + ROOT.pem)
    outcome = complete(workspace, *ONLINE, "server.crt")
    assert (outcome.status, outcome.err) == (0, "")
    assert path.read_bytes() == leaf.pem + MIDDLE.pem + UPPER.pem
    assert f"server.crt: added 'CN=Example Intermediate CA', from {server.url}/ca\n" in outcome.out
    assert server.asked == ["/ca"]


@pytest.mark.parametrize(
    "body",
    [
        builder.intermediate(issuer=UPPER, key="other").der,
        builder.server(subject="Example Intermediate CA", key="intermediate").der,
        b"",
        b"<html>",
        MIDDLE.der[:-1],
        KEY,
    ],
)
def test_what_did_not_sign_or_may_not_is_not_used(workspace: Workspace, server: Server, body: bytes) -> None:
    server.put("/ca", body)
    leaf = at_address(f"{server.url}/ca", f"{server.url}/again")
    path = workspace.write("server.crt", leaf.pem)
    assert complete(workspace, *ONLINE, "server.crt").status == 1
    assert path.read_bytes() == leaf.pem
    assert server.asked == ["/ca", "/again"]


def test_redirects_are_few_and_go_nowhere_else(workspace: Workspace, server: Server) -> None:
    server.put("/ca", MIDDLE.der)
    server.put("/moved", b"", 301, Location="/ca")
    server.put("/round", b"", 302, Location="/round")
    for number in range(5):
        server.put(f"/{number}", b"", 307, Location=f"/{number + 1}")
    server.put("/file", b"", 302, Location="file:///etc/passwd")
    reasons = {
        "/round": "it leads back to itself",
        "/0": "more than 3 redirects",
        "/file": "only http and https are asked",
        "/none": "the answer is HTTP 404",
    }
    for path, reason in reasons.items():
        workspace.write("server.crt", at_address(server.url + path).pem)
        outcome = complete(workspace, *ONLINE, "server.crt")
        assert (outcome.status, f"pemlint: {server.url}{path}: {reason}\n" in outcome.err) == (1, True), outcome.err
    workspace.write("server.crt", at_address(f"{server.url}/moved").pem)
    workspace.write("roots.pem", UPPER.pem + ROOT.pem)
    assert complete(workspace, *ONLINE, "server.crt").status == 0


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ldap://ca.example.com/cn", "only http and https are asked"),
        ("file:///etc/passwd", "only http and https are asked"),
        ("http://", "it is no address of a host alone"),
        ("http://user:word@ca.example.com/", "it is no address of a host alone"),
        ("http://ca.example.com:25/", "port 25 is not that of http"),
        ("http://ca.example.com:x/", "it is no address"),
        ("http://[::1/", "it is no address"),
        ("http://ca.example.com/\r\nX: y", "it is no address"),
        ("http://127.0.0.1/", "it lies in a private network"),
        ("http://[::1]/", "it lies in a private network"),
        ("http://[::ffff:10.0.0.1]/", "it lies in a private network"),
        ("http://169.254.169.254/latest/meta-data", "it lies in a private network"),
        ("http://2130706433/", "it lies in a private network"),
        ("https://192.168.0.1/", "it lies in a private network"),
    ],
)
def test_addresses_that_are_not_asked(workspace: Workspace, server: Server, url: str, reason: str) -> None:
    workspace.write("server.crt", at_address(url).pem)
    outcome = complete(workspace, "--online", "server.crt")
    assert outcome.status == 1
    assert outcome.err.splitlines()[-1].endswith(f": {reason}") or f": {reason}\n" in outcome.err
    assert "\r" not in outcome.err
    assert server.asked == []


def test_loopback_is_asked_only_when_private_addresses_are(workspace: Workspace, server: Server) -> None:
    server.put("/ca", MIDDLE.der)
    workspace.write("server.crt", at_address(f"{server.url}/ca").pem)
    assert complete(workspace, "--online", "server.crt").status == 1
    assert server.asked == []


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({"Content-Length": "9999"}, MIDDLE.der),
        ({"Transfer-Encoding": "chunked"}, b"zz\r\n"),
        ({"X-Long": "y" * 70_000}, b""),
    ],
)
def test_an_answer_that_breaks_off(workspace: Workspace, server: Server, headers: dict[str, str], body: bytes) -> None:
    server.answers["/ca"] = (200, headers, body)
    workspace.write("server.crt", at_address(f"{server.url}/ca").pem)
    assert complete(workspace, *ONLINE, "server.crt").status == 1


def test_a_large_answer_is_cut_off(workspace: Workspace, server: Server) -> None:
    server.put("/ca", b"x" * 200_000)
    workspace.write("server.crt", at_address(f"{server.url}/ca").pem)
    assert "the answer has more than 131,072 octets" in complete(workspace, *ONLINE, "server.crt").err


def test_a_slow_answer_is_given_up(server: Server) -> None:
    from pemlint.network import Fetcher, RefusedError

    server.put("/ca", MIDDLE.der)
    ticks = iter(range(0, 1000, 6))
    with pytest.raises(RefusedError, match="no answer within 10 seconds"):
        Fetcher(lambda: float(next(ticks)), "test", private=True)(f"{server.url}/ca")


def test_a_chain_of_addresses_is_bounded(workspace: Workspace, server: Server) -> None:
    above = ROOT
    authorities = []
    for number in range(14):
        access = access_to(f"{server.url}/{number}")
        server.put(f"/{number}", above.der)
        above = builder.intermediate(subject=f"CA {number}", issuer=above, path_length=None, extensions=(access,))
        authorities.append(above)
    server.put("/top", above.der)
    workspace.write("server.crt", at_address(f"{server.url}/top", issuer=above).pem)
    assert complete(workspace, *ONLINE, "server.crt").status == 1
    assert len(server.asked) <= 12
