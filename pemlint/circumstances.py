"""The roles and circumstances that a profile may grade by, each with what it means."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Final

__all__ = ["KNOWN"]

KNOWN: Final[Mapping[str, str]] = {
    # what a certificate is for
    "server": "a server certificate, by its extended key usage or names, or because a manifest says so",
    "client": "a client certificate, by its extended key usage or because a manifest says so",
    "ca": "an intermediate CA",
    "root": "a self-issued CA",
    "other": "a certificate for something else: signing code, mail, time stamps …",
    "unknown": "a certificate that does not say what it is for",
    "authority": "a certificate declared as chain, client CA or roots of a bundle",
    "not-needed": "a certificate in a chain that has a way to the top without it",
    # what a file is for
    "none": "a file without certificates",
    "leaf": "a file with one certificate, no CA",
    "collection": "a file with several certificates that are no chain",
    "served-chain": "a leaf and its CAs in one file",
    "ca-chain": "CAs that hang together, beside a leaf that they serve",
    "trust-bundle": "CAs that have nothing to do with each other",
    "bundle": "declared together by a manifest",
    "bundle-part": "a file that a manifest names",
    "not-deployed": "a file that a manifest names only as a client's, or as what clients trust",
    "pem-extension": "a file called .pem",
    "other-extension": "a file of another name",
    "pfx": "a PKCS#12 container",
    "pkcs7": "a PKCS#7 container",
    "embedded": "a block in a file that is no TLS file",
    # why a file was not read
    "folder": "a folder, not a file",
    "unreadable": "the system does not let it be read",
    "too-large": "it has more bytes than are read",
    "changing": "it changes each time that it is read",
    "special": "a pipe, a socket or a device",
    "outside": "a symbolic link out of the folder tree",
    "broken-link": "a symbolic link to nothing",
    "too-deep": "a folder below more folders than are entered",
    # where something is ignored
    "comment": "in a comment above a PEM block",
    "table": "in a configuration",
    # how things belong together
    "same-file": "in one file",
    "same-stem": "in two files of one name",
    "two-files": "in the certificate file and in the chain file",
    "unused": "a key without a certificate",
    "key-too": "a request whose private key is among the files",
    "unverified": "a signature that is not verified, as there are too many in the run that are slow to verify",
    "certificate-too": "a key whose certificate says it already",
    "upper-link": "the link above the last certificate, where nobody says what clients trust",
    "roots-declared": "the manifest says what clients trust",
    # where pemlint runs, and what Git says
    "ci": "in continuous integration",
    "git-ignored": "a file that Git ignores",
    # how grave a case it is, where a standard tells cases apart
    "doubtful": "something on which the pages of the platform disagree",
    "short-lived": "a certificate that is valid for fewer days in all than have to be left",
    "discouraged": "a combination that the standard advises against",
    "any-purpose": "a CA whose extended key usage is any purpose",
    "leading-dot": "a name constraint that some validators read in another way",
    "recommended": "over what is recommended, and within what is allowed",
    "tiny": "so short that anybody can break it",
    "small": "small, and still valid",
    "surplus": "more than is needed",
    "suspicious": "odd, and no proof that anything is wrong",
}
