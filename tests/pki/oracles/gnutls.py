"""GnuTLS: libgnutls as a client with its default priorities, by ctypes, as gnutls-cli uses it."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from ctypes import POINTER, c_char_p, c_int, c_long, c_size_t, c_ssize_t, c_uint, c_void_p
from ctypes.util import find_library
from functools import cache

from pki.oracles import Case, Verdict
from pki.oracles.flight import flight

_CLIENT = 1 << 1
_AGAIN = -28
_CREDENTIALS = _X509 = 1
_DER = 0
_HOST, _PURPOSE = 1, 2
_SERVER_AUTH = b"1.3.6.1.5.5.7.3.1"
_NOT_ASKED = 0xFFFFFFFF
"""The status of a session that ended before it looked at the certificate."""

_Time = ctypes.CFUNCTYPE(c_long, POINTER(c_long))
_Move = ctypes.CFUNCTYPE(c_ssize_t, c_void_p, c_void_p, c_size_t)
_Free = ctypes.CFUNCTYPE(None, c_void_p)
_Wait = ctypes.CFUNCTYPE(c_int, c_void_p, c_uint)


class _Datum(ctypes.Structure):
    _fields_ = (("data", c_void_p), ("size", c_uint))


class _Wanted(ctypes.Structure):
    """gnutls_typed_vdata_st: without a size the value ends with a zero."""

    _fields_ = (("type", c_int), ("data", c_char_p), ("size", c_uint))


_FUNCTIONS: dict[str, tuple[type | None, tuple[type, ...]]] = {
    "gnutls_certificate_allocate_credentials": (c_int, (c_void_p,)),
    "gnutls_certificate_free_credentials": (None, (c_void_p,)),
    "gnutls_certificate_set_x509_trust_mem": (c_int, (c_void_p, POINTER(_Datum), c_int)),
    "gnutls_certificate_verification_status_print": (
        c_int,
        (c_uint, c_int, POINTER(_Datum), c_uint),
    ),
    "gnutls_credentials_set": (c_int, (c_void_p, c_int, c_void_p)),
    "gnutls_deinit": (None, (c_void_p,)),
    "gnutls_global_set_time_function": (None, (_Time,)),
    "gnutls_handshake": (c_int, (c_void_p,)),
    "gnutls_init": (c_int, (c_void_p, c_uint)),
    "gnutls_priority_set_direct": (c_int, (c_void_p, c_char_p, c_void_p)),
    "gnutls_session_get_verify_cert_status": (c_uint, (c_void_p,)),
    "gnutls_session_set_verify_cert2": (None, (c_void_p, POINTER(_Wanted), c_uint, c_uint)),
    "gnutls_strerror": (c_char_p, (c_int,)),
    "gnutls_transport_set_pull_function": (None, (c_void_p, _Move)),
    "gnutls_transport_set_pull_timeout_function": (None, (c_void_p, _Wait)),
    "gnutls_transport_set_push_function": (None, (c_void_p, _Move)),
}


def verdicts(cases: Sequence[Case]) -> list[Verdict]:
    return [_verdict(_library(), case) for case in cases]


def missing() -> str:
    return "" if find_library("gnutls") else "libgnutls"


@cache
def _library() -> ctypes.CDLL:
    library = ctypes.CDLL(find_library("gnutls"))
    for name, (result, arguments) in _FUNCTIONS.items():
        function = getattr(library, name)
        function.restype = result
        function.argtypes = arguments
    return library


def _verdict(library: ctypes.CDLL, case: Case) -> Verdict:
    credentials = c_void_p()
    _done(library.gnutls_certificate_allocate_credentials(ctypes.byref(credentials)))
    session = c_void_p()
    _done(library.gnutls_init(ctypes.byref(session), _CLIENT))
    # The library uses these until the session is gone, so they have to live as long.
    wanted = (_Wanted * 2)(_Wanted(_HOST, case.host.encode()), _Wanted(_PURPOSE, _SERVER_AUTH))
    now = _Time(lambda _: int(case.at.timestamp()))
    read = _Move(_reader(flight(case.chain)))
    write = _Move(lambda _to, _from, size: size)
    wait = _Wait(lambda _to, _milliseconds: 1)
    try:
        for root in case.roots:
            # What cannot be read is left out.
            one = _Datum(ctypes.cast(c_char_p(root), c_void_p), len(root))
            library.gnutls_certificate_set_x509_trust_mem(credentials, ctypes.byref(one), _DER)
        library.gnutls_global_set_time_function(now)
        _done(library.gnutls_priority_set_direct(session, b"NORMAL:-VERS-TLS1.3", None))
        _done(library.gnutls_credentials_set(session, _CREDENTIALS, credentials))
        library.gnutls_session_set_verify_cert2(session, wanted, len(wanted), 0)
        library.gnutls_transport_set_push_function(session, write)
        library.gnutls_transport_set_pull_function(session, read)
        library.gnutls_transport_set_pull_timeout_function(session, wait)
        error = _AGAIN
        while error == _AGAIN:  # a message in several records
            error = library.gnutls_handshake(session)
        status = library.gnutls_session_get_verify_cert_status(session)
        if status == _NOT_ASKED:
            return Verdict(ok=False, reason=library.gnutls_strerror(error).decode())
        return Verdict(ok=not status, reason=_words(library, status) if status else "")
    finally:
        library.gnutls_deinit(session)
        library.gnutls_certificate_free_credentials(credentials)
        library.gnutls_global_set_time_function(_system_time())


def _reader(said: bytes) -> Callable[[object, int, int], int]:
    place = 0

    def read(_from: object, to: int, size: int) -> int:
        nonlocal place
        part = said[place : place + size]
        ctypes.memmove(to, part, len(part))
        place += len(part)
        return len(part)

    return read


@cache
def _system_time() -> ctypes._FuncPointer:
    """The C library's time(), which GnuTLS uses unless told otherwise."""
    return ctypes.cast(ctypes.CDLL(None).time, _Time)


def _words(library: ctypes.CDLL, status: int) -> str:
    words = _Datum()
    _done(
        library.gnutls_certificate_verification_status_print(status, _X509, ctypes.byref(words), 0)
    )
    text = ctypes.string_at(words.data, words.size)
    _Free.in_dll(library, "gnutls_free")(words.data)
    return text.decode().strip()


def _done(result: int) -> None:
    assert result >= 0, result
