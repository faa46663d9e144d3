"""A bundle without any fault, and what a defect is: some of its files changed, and the findings that this gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Unpack

from tests import builder
from tests.e2e.support import Found, line_of_block, line_of_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.builder.certificates import Options

__all__ = ["Defect", "Expected", "Files", "chain", "clients", "defect", "error", "files", "good", "leaf", "manifest"]

FOLDER = "certs"
HOST, ADDRESS = "mqtt.example.com", "10.0.0.7"

#: file names below ``certs/``, and their contents; None for a file that is taken away
Files = dict[str, bytes | None]

_KEYS = {
    "name": '"mqtt"',
    "profile": '"emqx-cloud"',
    "authentication": '"two-way"',
    "certificate": '"server.crt"',
    "chain": '"chain.pem"',
    "private-key": '"server.key"',
    "client-ca": '"client-ca.crt"',
    "roots": '"root.crt"',
    "hosts": f'["{HOST}", "{ADDRESS}"]',
}


class Expected(NamedTuple):
    """A finding that must be there; its line is that of a block, of a text, or given."""

    severity: str
    rule: str
    file: str
    block: int = 1
    text: str = ""
    line: int = 0
    #: what the message or the help has to contain
    says: tuple[str, ...] = ()

    def found(self, contents: Mapping[str, bytes]) -> Found:
        """The finding as it must stand in the report."""
        data = contents.get(self.file, b"")
        line = self.line or (line_of_text(data, self.text) if self.text else line_of_block(data, self.block))
        return Found(self.severity, self.rule, f"{FOLDER}/{self.file}", line)


class Defect(NamedTuple):
    """One thing wrong with the bundle, and what pemlint has to say of it under two profiles."""

    name: str
    files: Callable[[], Files]
    emqx: tuple[Expected, ...]
    default: tuple[Expected, ...]
    #: more arguments for the command line
    arguments: tuple[str, ...]


def error(
    rule: str, file: str, block: int = 1, *, text: str = "", line: int = 0, says: tuple[str, ...] = ()
) -> Expected:
    return Expected("error", rule, file, block, text, line, says)


def defect(
    *expected: Expected, default: tuple[Expected, ...] | str | None = None, arguments: tuple[str, ...] = ()
) -> Callable[[Callable[[], Files]], Defect]:
    """Declare a function that gives the changed files as a defect.

    ``default`` is what the profile of that name finds: the same for None, the same at another severity for a word.
    """

    def declare(make: Callable[[], Files]) -> Defect:
        if isinstance(default, str):
            milder = tuple(each._replace(severity=default) for each in expected)
        else:
            milder = expected if default is None else default
        return Defect(make.__name__, make, expected, milder, arguments)

    return declare


def good() -> dict[str, bytes]:
    """Every file of the bundle without a fault."""
    made = manifest() | leaf() | chain() | clients() | {"root.crt": builder.root().pem}
    return {name: data for name, data in made.items() if data is not None}


def files(changed: Files) -> dict[str, bytes]:
    """The files of the bundle with some of them changed."""
    return {name: data for name, data in (good() | changed).items() if data is not None}


def manifest(**odd: str | None) -> Files:
    """The manifest with other values, written as TOML (``_`` stands for ``-``); None takes a key away.

    ``client`` is the text of the table of the client.
    """
    values = _KEYS | {key.replace("_", "-"): value for key, value in odd.items() if key != "client"}
    lines = ["[bundle]", *(f"{key} = {value}" for key, value in values.items() if value is not None)]
    client = odd.get("client", 'certificate = "client.crt"\nprivate-key = "client.key"\n')
    text = "\n".join(lines) + "\n" + (f"\n[[bundle.client]]\n{client}" if client else "")
    return {"mqtt.bundle.toml": text.encode()}


def leaf(**odd: Unpack[Options]) -> Files:
    """The server certificate with something odd about it, and its key."""
    made = server(**odd)
    return {"server.crt": made.pem, "server.key": builder.private_pem(made.key)}


def server(**odd: Unpack[Options]) -> builder.Certificate:
    """The server certificate for the hosts of the manifest."""
    usual: Options = {"subject": HOST, "alternative_names": (HOST, ADDRESS)}
    return builder.server(**(usual | odd))


def chain(*certificates: builder.Certificate) -> Files:
    """The chain file; the intermediate and the root if nothing else is named."""
    return {"chain.pem": b"".join(one.pem for one in certificates or (builder.intermediate(), builder.root()))}


def clients(**odd: Unpack[Options]) -> Files:
    """The client with something odd about its certificate, its key, and the CA of the clients."""
    made = builder.client(**odd)
    return {
        "client.crt": made.pem,
        "client.key": builder.private_pem(made.key),
        "client-ca.crt": builder.client_ca().pem,
    }
