"""What the OpenSSL of this machine says of a chain, through libcrypto (X509_verify_cert(3)).

Theory of operation: the settings are those that libssl hands to libcrypto for Python and curl:
purpose `ssl_server`, security level 2, trusted issuers first, whole-label wildcards. The chain
is verified twice: plainly, which is the verdict, and, if it is refused, with a callback that
answers "go on" to every error, which lists them all.

Any thread may ask: a set of roots, once made, is shared and only read. OpenSSL's error queue,
which belongs to a thread and which the `ssl` module reads too, is left empty.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from ctypes import c_char_p, c_int, c_long, c_longlong, c_size_t, c_uint, c_ulong, c_void_p
from datetime import datetime
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from weakref import finalize

from msgspec import Struct

from tlswhy.pki.names import address
from tlswhy.pki.opinions import NOWHERE, Opinion, Reason, beyond_bounds

__all__ = ["ask"]

MOST_REASONS = 128

_X509_STRICT = 0x20
_TRUSTED_FIRST = 0x8000
_PARTIAL_CHAIN = 0x80000
_NO_PARTIAL_WILDCARDS = 0x4
_SECURITY_LEVEL = 2
_UNSPECIFIED = 1

_OnError = ctypes.CFUNCTYPE(c_int, c_int, c_void_p)

# time_t has 64 bits on all 64-bit systems; `long` has 32 on Windows.
_Time = c_longlong if ctypes.sizeof(c_void_p) == 8 else c_long

_Types = tuple[type | None, tuple[type, ...]]
_FUNCTIONS: dict[str, _Types] = {
    "ERR_clear_error": (None, ()),
    "ERR_get_error": (c_ulong, ()),
    "ERR_reason_error_string": (c_char_p, (c_ulong,)),
    "OPENSSL_sk_free": (None, (c_void_p,)),
    "OPENSSL_sk_new_null": (c_void_p, ()),
    "OPENSSL_sk_push": (c_int, (c_void_p, c_void_p)),
    "OpenSSL_version": (c_char_p, (c_int,)),
    "X509_STORE_CTX_free": (None, (c_void_p,)),
    "X509_STORE_CTX_get0_param": (c_void_p, (c_void_p,)),
    "X509_STORE_CTX_get_error": (c_int, (c_void_p,)),
    "X509_STORE_CTX_get_error_depth": (c_int, (c_void_p,)),
    "X509_STORE_CTX_init": (c_int, (c_void_p, c_void_p, c_void_p, c_void_p)),
    "X509_STORE_CTX_new": (c_void_p, ()),
    "X509_STORE_CTX_set_default": (c_int, (c_void_p, c_char_p)),
    "X509_STORE_CTX_set_verify_cb": (None, (c_void_p, _OnError)),
    "X509_STORE_add_cert": (c_int, (c_void_p, c_void_p)),
    "X509_STORE_free": (None, (c_void_p,)),
    "X509_STORE_new": (c_void_p, ()),
    "X509_VERIFY_PARAM_set1_host": (c_int, (c_void_p, c_char_p, c_size_t)),
    "X509_VERIFY_PARAM_set1_ip": (c_int, (c_void_p, c_char_p, c_size_t)),
    "X509_VERIFY_PARAM_set_auth_level": (None, (c_void_p, c_int)),
    "X509_VERIFY_PARAM_set_flags": (c_int, (c_void_p, c_ulong)),
    "X509_VERIFY_PARAM_set_hostflags": (None, (c_void_p, c_uint)),
    "X509_VERIFY_PARAM_set_time": (None, (c_void_p, _Time)),
    "X509_free": (None, (c_void_p,)),
    "X509_verify_cert": (c_int, (c_void_p,)),
    "X509_verify_cert_error_string": (c_char_p, (c_long,)),
    "d2i_X509": (c_void_p, (c_void_p, ctypes.POINTER(c_void_p), c_long)),
}


def ask(  # noqa: PLR0913
    chain: Sequence[bytes],
    *,
    roots: Sequence[bytes],
    host: str,
    at: datetime,
    strict: bool = False,
    partial_chain: bool = True,
) -> Opinion | None:
    """Ask OpenSSL; None where there is no libcrypto of version 1.1.1 or later.

    A certificate of the chain that it cannot read ends a handshake, so it is a refusal; a root
    that it cannot read is left out. The last few sets of roots are kept: give the same tuple.

    Args:
        chain: as sent, each in DER, the leaf first.
        host: the DNS name or address the client asked for; "" skips the check of names.
        at: the time to verify at, with a time zone.
        strict, partial_chain: X509_V_FLAG_X509_STRICT and X509_V_FLAG_PARTIAL_CHAIN. Python
            since 3.13 sets both, curl the second; earlier Python none.
    """
    library = _library()
    if library is None:
        return None
    client = _client(library)
    flags = _TRUSTED_FIRST
    flags |= _X509_STRICT if strict else 0
    flags |= _PARTIAL_CHAIN if partial_chain else 0
    library.ERR_clear_error()
    try:
        with ExitStack() as held:
            sent = _sent(library, chain, held)
            if isinstance(sent, Reason):
                return Opinion(client, ok=False, reasons=(sent,))
            question = _Question(library, sent, _store(library, tuple(roots)), host, at, flags)
            reasons = _verify(question)
            if reasons:
                reasons = _verify(question, going_on=True) or reasons
    finally:
        library.ERR_clear_error()
    return Opinion(client, ok=not reasons, reasons=reasons)


class _Sent(Struct, frozen=True):
    """Addresses of X509 objects: the leaf, and a stack of all."""

    leaf: int
    stack: int


class _Roots:
    """An X509_STORE, freed when nobody holds it any more."""

    def __init__(self, library: ctypes.CDLL, roots: tuple[bytes, ...]) -> None:
        self.pointer: int = _made(library.X509_STORE_new())
        # Not at exit: a daemon thread may still be reading it.
        finalize(self, library.X509_STORE_free, self.pointer).atexit = False
        for der in roots:
            root = _read(library, der)
            if root:
                library.X509_STORE_add_cert(self.pointer, root)
                library.X509_free(root)


class _Question(Struct, frozen=True):
    library: ctypes.CDLL
    sent: _Sent
    roots: _Roots
    host: str
    at: datetime
    flags: int


def _verify(question: _Question, *, going_on: bool = False) -> tuple[Reason, ...]:
    """The first error, or with `going_on` each that the callback is told; none if it accepts."""
    library = question.library
    found: dict[tuple[int, int], None] = {}

    def note(fine: int, context: int) -> int:
        if not fine and len(found) < MOST_REASONS:
            error = library.X509_STORE_CTX_get_error(context)
            found[error, library.X509_STORE_CTX_get_error_depth(context)] = None
        return 1

    on_error = _OnError(note)  # has to live as long as the context
    with ExitStack() as held:
        context = _made(library.X509_STORE_CTX_new())
        held.callback(library.X509_STORE_CTX_free, context)
        sent = question.sent
        roots = question.roots.pointer
        if not library.X509_STORE_CTX_init(context, roots, sent.leaf, sent.stack):
            raise MemoryError
        library.X509_STORE_CTX_set_default(context, b"ssl_server")
        refused = _configure(question, library.X509_STORE_CTX_get0_param(context))
        if refused is not None:
            return (refused,)
        if going_on:
            library.X509_STORE_CTX_set_verify_cb(context, on_error)
        verified = library.X509_verify_cert(context) == 1
        if not verified and not found:
            # OpenSSL may fail without an error of its own, as for want of memory.
            error = library.X509_STORE_CTX_get_error(context) or _UNSPECIFIED
            found[error, library.X509_STORE_CTX_get_error_depth(context)] = None
    return tuple(
        Reason(error, _text(library.X509_verify_cert_error_string(error)), depth)
        for error, depth in found
    )


def _configure(question: _Question, settings: int) -> Reason | None:
    """Fill an X509_VERIFY_PARAM; what is wrong with the name, if something is."""
    library = question.library
    library.X509_VERIFY_PARAM_set_flags(settings, question.flags)
    library.X509_VERIFY_PARAM_set_auth_level(settings, _SECURITY_LEVEL)
    library.X509_VERIFY_PARAM_set_time(settings, int(question.at.timestamp()))
    library.X509_VERIFY_PARAM_set_hostflags(settings, _NO_PARTIAL_WILDCARDS)
    if not question.host:
        return None
    packed = address(question.host)
    if packed is not None:
        fits = library.X509_VERIFY_PARAM_set1_ip(settings, packed, len(packed))
    else:
        name = _encoded(question.host)
        # OpenSSL takes a leading dot for "any name below"; Python refuses it.
        fits = not name.startswith(b".") and (
            library.X509_VERIFY_PARAM_set1_host(settings, name, len(name))
        )
    if not fits:
        return Reason("host", f"{question.host} is not the name of a host", NOWHERE)
    return None


def _encoded(host: str) -> bytes:
    """As Python's `ssl` does it; b"." if it is no DNS name."""
    try:
        return host.encode("ascii" if host.isascii() else "idna")
    except UnicodeError:
        return b"."


def _sent(library: ctypes.CDLL, chain: Sequence[bytes], held: ExitStack) -> _Sent | Reason:
    """The flight as libcrypto has it; freed by `held`."""
    outside = beyond_bounds(chain)
    if outside is not None:
        return outside
    stack = _made(library.OPENSSL_sk_new_null())
    held.callback(library.OPENSSL_sk_free, stack)
    leaf = 0
    for index, der in enumerate(chain):
        one = _read(library, der)
        if not one:
            why = _text(library.ERR_reason_error_string(library.ERR_get_error()))
            return Reason("unreadable", why or "bytes are left over", index)
        held.callback(library.X509_free, one)
        leaf = leaf or one
        if not library.OPENSSL_sk_push(stack, one):
            raise MemoryError
    return _Sent(leaf, stack)


def _read(library: ctypes.CDLL, der: bytes) -> int | None:
    """An X509 object; None if it is none or, as libssl demands, ends too early."""
    held = ctypes.create_string_buffer(der, len(der))
    begin = ctypes.addressof(held)
    place = c_void_p(begin)
    one: int | None = library.d2i_X509(None, ctypes.byref(place), len(der))
    if one and place.value != begin + len(der):
        library.X509_free(one)
        return None
    return one


def _made(pointer: int | None) -> int:
    if not pointer:
        raise MemoryError
    return pointer


def _text(words: bytes | None) -> str:
    return (words or b"").decode("ascii", "replace")


@lru_cache(1)
def _client(library: ctypes.CDLL) -> str:
    """Such as "OpenSSL 3.0.19", without the date."""
    return " ".join(_text(library.OpenSSL_version(0)).split()[:2])


@lru_cache(8)
def _store(library: ctypes.CDLL, roots: tuple[bytes, ...]) -> _Roots:
    return _Roots(library, roots)


@lru_cache(1)
def _library() -> ctypes.CDLL | None:
    """The first libcrypto that has all we call."""
    for opened in _opened():
        if all(hasattr(opened, name) for name in _FUNCTIONS):
            for name, (result, arguments) in _FUNCTIONS.items():
                function: Callable[..., object] = getattr(opened, name)
                function.restype, function.argtypes = result, arguments  # type: ignore[attr-defined]
            return opened
    return None


def _opened() -> Iterator[ctypes.CDLL]:
    for name in _names():
        try:
            yield ctypes.CDLL(name)
        except OSError:
            continue


def _names() -> Iterator[str | None]:
    """Where to look, what Python's own `ssl` uses first.

    A loaded extension module shows the functions of all libraries that it needs, except on
    Windows, where they lie beside it. None is the process itself: in some Pythons OpenSSL is
    part of the program.

    The dylib without a version is never tried: macOS ends a process that loads it.
    """
    found = find_spec("_ssl")
    origin = found.origin if found else None
    numbers = ("libcrypto-3", "libcrypto-3-x64", "libcrypto-3-arm64", "libcrypto-1_1")
    if origin and Path(origin).is_file():
        yield origin
        yield from (str(Path(origin).with_name(f"{name}.dll")) for name in numbers)
    if sys.platform == "win32":
        yield from (f"{name}.dll" for name in numbers)
        return
    yield None
    if sys.platform == "darwin":
        prefixes = ("/opt/homebrew", "/usr/local")
        yield from (f"{prefix}/opt/openssl@3/lib/libcrypto.3.dylib" for prefix in prefixes)
        return
    yield from ("libcrypto.so.4", "libcrypto.so.3", "libcrypto.so.1.1")
