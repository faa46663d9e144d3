"""Fetching a certificate by its address: the only place that touches the network, and only for ``--online``.

The address stands in a certificate, which anybody may have written. So nothing is sent but a request for its path;
only HTTP and HTTPS are spoken, on their own ports; no address of a private network is asked; redirects are followed a
few times and judged like the first address; and there is a limit on octets and on the time of it all. No proxy of the
environment is used.
"""

from __future__ import annotations

import http.client
import io
import ipaddress
import socket
from urllib.parse import urljoin, urlsplit

from pemlint.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Final

__all__ = ["Fetcher", "RefusedError"]

#: octets of an answer with its headers: chains have some thousands
MOST_OCTETS: Final = 128 * 1024
#: seconds for one certificate, redirects included
MOST_SECONDS: Final = 10.0
MOST_REDIRECTS: Final = 3
_LONGEST: Final = 2_000
_PIECE: Final = 16 * 1024
_PORTS: Final = {"http": 80, "https": 443}
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_OK: Final = 200


class RefusedError(Exception):
    """Nothing was fetched; the text says why, to stand after the address."""


class _Target(NamedTuple):
    scheme: str
    host: str
    port: int
    #: path and query
    path: str


class _Answer(NamedTuple):
    """What was answered, and where a redirect leads."""

    status: int
    location: str
    body: bytes


class Fetcher:
    """Fetches by HTTP. ``clock`` gives seconds that only grow; ``private`` lets addresses of any network be asked."""

    __slots__ = ("_agent", "_clock", "_private")

    def __init__(self, clock: Callable[[], float], agent: str, *, private: bool = False) -> None:
        self._clock = clock
        self._agent = agent
        self._private = private

    def __call__(self, url: str) -> bytes:
        """What stands at an address. Raises RefusedError."""
        deadline = self._clock() + MOST_SECONDS
        seen: set[str] = set()
        for _ in range(MOST_REDIRECTS + 1):
            if url in seen:
                raise RefusedError("it leads back to itself")
            seen.add(url)
            target = self._target(url)
            try:
                answer = self._ask(url, target, deadline)
            except TimeoutError:
                raise RefusedError(f"no answer within {MOST_SECONDS:.0f} seconds") from None
            except (OSError, http.client.HTTPException, ValueError) as error:
                raise RefusedError(f"{type(error).__name__} while asking") from None
            if answer.status in _REDIRECTS:
                url = answer.location
                continue
            if answer.status != _OK:
                raise RefusedError(f"the answer is HTTP {answer.status}")
            return answer.body
        raise RefusedError(f"more than {MOST_REDIRECTS} redirects")

    def _target(self, url: str) -> _Target:
        """The parts of an address that may be asked. Raises RefusedError."""
        if len(url) > _LONGEST or not url.isascii() or not url.isprintable() or " " in url:
            raise RefusedError("it is no address")
        try:
            parts = urlsplit(url)
            port = parts.port or _PORTS.get(parts.scheme, 0)
        except ValueError:
            raise RefusedError("it is no address") from None
        if parts.scheme not in _PORTS:
            raise RefusedError("only http and https are asked")
        if not parts.hostname or parts.username is not None or parts.password is not None:
            raise RefusedError("it is no address of a host alone")
        if port != _PORTS[parts.scheme] and not self._private:
            raise RefusedError(f"port {port} is not that of {parts.scheme}")
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        return _Target(parts.scheme, parts.hostname, port, path)

    def _ask(self, url: str, target: _Target, deadline: float) -> _Answer:
        """The answer, read whole. Raises RefusedError, OSError, HTTPException or ValueError."""
        with self._connected(target, deadline) as connection:
            host = f"[{target.host}]" if ":" in target.host else target.host
            port = "" if target.port == _PORTS[target.scheme] else f":{target.port}"
            # Without HTTP/1.1 the connection ends with the answer, so that nothing has to be understood to read it.
            request = (
                f"GET {target.path} HTTP/1.0\r\nHost: {host}{port}\r\nUser-Agent: {self._agent}\r\n"
                "Accept: */*\r\nConnection: close\r\n\r\n"
            )
            connection.sendall(request.encode("ascii"))
            data = self._all(connection, deadline)
        answer = http.client.HTTPResponse(_Octets(data))  # type: ignore[arg-type]
        answer.begin()
        return _Answer(answer.status, urljoin(url, answer.getheader("Location", "")), answer.read())

    def _all(self, connection: socket.socket, deadline: float) -> bytes:
        pieces: list[bytes] = []
        size = 0
        while size <= MOST_OCTETS:
            connection.settimeout(self._left(deadline))
            piece = connection.recv(_PIECE)
            if not piece:
                return b"".join(pieces)
            pieces.append(piece)
            size += len(piece)
        raise RefusedError(f"the answer has more than {MOST_OCTETS:,} octets")

    def _left(self, deadline: float) -> float:
        left = deadline - self._clock()
        if left <= 0:
            raise TimeoutError
        return left

    def _connected(self, target: _Target, deadline: float) -> socket.socket:
        """A connection to the address that was judged, and to no other one that the name might lead to next."""
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
        for family, kind, protocol, _, address in found:
            if not self._private and not _is_public(str(address[0])):
                raise RefusedError("it lies in a private network")
            connection = socket.socket(family, kind, protocol)
            try:
                connection.settimeout(self._left(deadline))
                connection.connect(address)
                return self._secured(connection, target)
            except BaseException:
                connection.close()
                raise
        raise RefusedError("the host has no address")

    def _secured(self, connection: socket.socket, target: _Target) -> socket.socket:
        if target.scheme == "http":
            return connection
        import ssl

        return ssl.create_default_context().wrap_socket(connection, server_hostname=target.host)


def _is_public(address: str) -> bool:
    """Whether an address is one that anybody can reach."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    return found.is_global and not found.is_multicast


class _Octets:
    """What ``http.client`` wants to read from: octets that are there already."""

    __slots__ = ("_data",)

    def __init__(self, data: bytes) -> None:
        self._data = data

    def makefile(self, _mode: str) -> io.BytesIO:
        """The octets as a file."""
        return io.BytesIO(self._data)
