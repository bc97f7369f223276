"""Write `tlswhy/wire/registries` again from the sources on this machine.

    python tools/renew_registries.py --date 2026-11-24
    python tools/renew_registries.py --date 2026-11-24 --iana ~/iana --into /tmp/registries

It needs the programs `openssl` and `tshark` and the Python package `cryptodatahub`. IANA's own
tables are used first when the folder given by `--iana` holds them (`tls-parameters-4.csv` and
the others named in `REGISTRIES`, saved from IANA's pages of "Transport Layer Security (TLS)
Parameters" and "Transport Layer Security (TLS) Extensions").

Where sources disagree on a name the first wins, and each disagreement is printed: IANA's table,
then the values below (each group names its document), then openssl, tshark and cryptodatahub.
The modules are sorted and hold nothing that changes from run to run but the date.
"""

from __future__ import annotations

import argparse
import csv
import importlib.metadata
import importlib.resources
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

Names = dict[int, str]
Spans = tuple[tuple[int, int], ...]

HOME = Path(__file__).parent.parent / "src" / "tlswhy" / "wire" / "registries"


class Registry(Struct, frozen=True):
    """One module to write.

    title: of IANA's registry. about: what a reader of the module must know.
    known: names from documents, in the spelling wanted.
    registered: first and last number of the spans in which a name counts as registered; a name
        outside goes to `UNREGISTERED`, unless IANA's table has it.
    csv: IANA's file. tshark: the field whose values have the names. data: cryptodatahub's file.
    adds: whether tshark may name what no document here does, or is only compared.
    digits: hexadecimal digits of a number; 0 writes it as IANA does, in decimal.
    """

    title: str
    known: Names
    registered: Spans
    about: str = ""
    csv: str = ""
    tshark: str = ""
    data: str = ""
    adds: bool = True
    digits: int = 0


class _Numbered(Struct):
    code: int


class _Suite(Struct):
    code: int
    iana_name: str | None
    openssl_name: str | None


class Source(Struct, frozen=True):
    """Names as one source has them. `adds`: they fill gaps, and are not only compared."""

    name: str
    names: Names
    adds: bool = True


# RFC 2246, 4346, 5246, 8446, 6101 and 6176 (versions); RFC 4347, 6347 and 9147 (DTLS).
VERSIONS = {
    0x0002: "SSL 2.0",
    0x0300: "SSL 3.0",
    0x0301: "TLS 1.0",
    0x0302: "TLS 1.1",
    0x0303: "TLS 1.2",
    0x0304: "TLS 1.3",
    0xFEFC: "DTLS 1.3",
    0xFEFD: "DTLS 1.2",
    0xFEFF: "DTLS 1.0",
    # GB/T 38636, and what OpenSSL 0.9.8e called DTLS.
    0x0101: "TLCP 1.1",
    0x0100: "DTLS 1.0 (OpenSSL pre 0.9.8f)",
    # draft-ietf-tls-tls13: 0x7f and the number of the draft.
    **{0x7F00 + draft: f"TLS 1.3 draft {draft}" for draft in range(29)},
    0x7E01: "TLS 1.3 Google experiment 1",
    0x7E02: "TLS 1.3 Google experiment 2",
    0x7E03: "TLS 1.3 Google experiment 3",
    0xFB17: "TLS 1.3 (Facebook draft 23)",
    0xFB1A: "TLS 1.3 (Facebook draft 26)",
}

SUITES = {
    0x00FF: "TLS_EMPTY_RENEGOTIATION_INFO_SCSV",  # RFC 5746
    0x5600: "TLS_FALLBACK_SCSV",  # RFC 7507
    # draft-irtf-cfrg-aegis-aead
    0x1306: "TLS_AEGIS_256_SHA512",
    0x1307: "TLS_AEGIS_128L_SHA256",
    # draft-ietf-tls-ecc-01, reserved since by IANA
    0x0047: "OLD_TLS_ECDH_ECDSA_WITH_NULL_SHA",
    0x0048: "OLD_TLS_ECDH_ECDSA_WITH_RC4_128_SHA",
    0x0049: "OLD_TLS_ECDH_ECDSA_WITH_DES_CBC_SHA",
    0x004A: "OLD_TLS_ECDH_ECDSA_WITH_3DES_EDE_CBC_SHA",
    0x004B: "OLD_TLS_ECDH_ECDSA_WITH_AES_128_CBC_SHA",
    0x004C: "OLD_TLS_ECDH_ECDSA_WITH_AES_256_CBC_SHA",
    # draft-agl-tls-chacha20poly1305: another nonce than RFC 7905 has
    0xCC13: "OLD_TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
    0xCC14: "OLD_TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
    0xCC15: "OLD_TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
    # NSS, sslproto.h
    0xFEFE: "SSL_RSA_FIPS_WITH_DES_CBC_SHA",
    0xFEFF: "SSL_RSA_FIPS_WITH_3DES_EDE_CBC_SHA",
    0xFFE0: "SSL_RSA_OLDFIPS_WITH_3DES_EDE_CBC_SHA",
    0xFFE1: "SSL_RSA_OLDFIPS_WITH_DES_CBC_SHA",
    # RFC 6101 appendix C
    0x001C: "SSL_FORTEZZA_KEA_WITH_NULL_SHA",
    0x001D: "SSL_FORTEZZA_KEA_WITH_FORTEZZA_CBC_SHA",
    # OpenSSL 3, gost_engine
    0xFF85: "OLD_TLS_GOSTR341112_256_WITH_28147_CNT_IMIT",
    # In the manner of its neighbours, which GM/T 0024 names
    0xE052: "ECDHE_SM4_CCM_SM3",
}

# OpenSSL knows more than `openssl ciphers` lists: what an engine or an old build adds.
OPENSSL_SUITES = {
    0xC100: "GOST2012-KUZNYECHIK-KUZNYECHIKOMAC",
    0xC101: "GOST2012-MAGMA-MAGMAOMAC",
    0xC102: "IANA-GOST2012-GOST8912-GOST8912",
    0xCC13: "ECDHE-RSA-CHACHA20-POLY1305-OLD",
    0xCC14: "ECDHE-ECDSA-CHACHA20-POLY1305-OLD",
    0xCC15: "DHE-RSA-CHACHA20-POLY1305-OLD",
    0xFF85: "LEGACY-GOST2012-GOST8912-GOST8912",
    0xFF87: "GOST2012-NULL-GOST12",
}

GROUPS = {
    # RFC 8734, RFC 9189 and RFC 8998
    31: "brainpoolP256r1tls13",
    32: "brainpoolP384r1tls13",
    33: "brainpoolP512r1tls13",
    34: "GC256A",
    35: "GC256B",
    36: "GC256C",
    37: "GC256D",
    38: "GC512A",
    39: "GC512B",
    40: "GC512C",
    41: "curveSM2",
    # draft-ietf-tls-mlkem, draft-ietf-tls-ecdhe-mlkem, draft-yang-tls-hybrid-sm2-mlkem
    512: "MLKEM512",
    513: "MLKEM768",
    514: "MLKEM1024",
    4587: "SecP256r1MLKEM768",
    4588: "X25519MLKEM768",
    4589: "SecP384r1MLKEM1024",
    4590: "curveSM2MLKEM768",
    # draft-tls-westerbaan-xyber768d00, draft-kwiatkowski-tls-ecdhe-kyber
    25497: "X25519Kyber768Draft00",
    25498: "SecP256r1Kyber768Draft00",
    # Google's and Cloudflare's experiments
    16696: "CECPQ2",
    0xFE30: "X25519Kyber512Draft00",
    0xFE31: "X25519Kyber768Draft00Old",
    0xFE32: "P256Kyber768Draft00",
    # oqs-provider
    0x2F39: "x25519_kyber512",
    0x2F4B: "p256_mlkem512",
    0x2F4C: "p384_mlkem768",
    0x2F4D: "p521_mlkem1024",
    0x2FB6: "x25519_mlkem512",
    0x2FB7: "x448_mlkem768",
}

# RFC 5246 section 7.4.1.4.1: a hash and a signature, which no later document names as one.
HASHES = {1: "md5", 2: "sha1", 3: "sha224", 4: "sha256", 5: "sha384", 6: "sha512"}
SIGNATURES = {1: "rsa_pkcs1", 2: "dsa", 3: "ecdsa"}

SCHEMES = {
    **{
        hash_ << 8 | signature: f"{by}_{over}"
        for hash_, over in HASHES.items()
        for signature, by in SIGNATURES.items()
    },
    # RFC 8446 section 4.2.3
    0x0403: "ecdsa_secp256r1_sha256",
    0x0503: "ecdsa_secp384r1_sha384",
    0x0603: "ecdsa_secp521r1_sha512",
    # draft-ietf-tls-tls13-pkcs1
    0x0420: "rsa_pkcs1_sha256_legacy",
    0x0520: "rsa_pkcs1_sha384_legacy",
    0x0620: "rsa_pkcs1_sha512_legacy",
    # draft-wang-tls-raw-public-key-with-ibc, RFC 8998 and RFC 9367
    0x0704: "eccsi_sha256",
    0x0705: "iso_ibs1",
    0x0706: "iso_ibs2",
    0x0707: "iso_chinese_ibs",
    0x0708: "sm2sig_sm3",
    0x0709: "gostr34102012_256a",
    0x070A: "gostr34102012_256b",
    0x070B: "gostr34102012_256c",
    0x070C: "gostr34102012_256d",
    0x070D: "gostr34102012_512a",
    0x070E: "gostr34102012_512b",
    0x070F: "gostr34102012_512c",
    # RFC 8734
    0x081A: "ecdsa_brainpoolP256r1tls13_sha256",
    0x081B: "ecdsa_brainpoolP384r1tls13_sha384",
    0x081C: "ecdsa_brainpoolP512r1tls13_sha512",
    # RFC 9189: hash Intrinsic(8)
    0x0840: "gostr34102012_256",
    0x0841: "gostr34102012_512",
    # draft-ietf-tls-mldsa
    0x0904: "mldsa44",
    0x0905: "mldsa65",
    0x0906: "mldsa87",
    # draft-reddy-tls-slhdsa
    0x0911: "slhdsa_sha2_128s",
    0x0912: "slhdsa_sha2_128f",
    0x0913: "slhdsa_sha2_192s",
    0x0914: "slhdsa_sha2_192f",
    0x0915: "slhdsa_sha2_256s",
    0x0916: "slhdsa_sha2_256f",
    0x0917: "slhdsa_shake_128s",
    0x0918: "slhdsa_shake_128f",
    0x0919: "slhdsa_shake_192s",
    0x091A: "slhdsa_shake_192f",
    0x091B: "slhdsa_shake_256s",
    0x091C: "slhdsa_shake_256f",
    # OpenSSL, t1_lib.c: before RFC 9189
    0xEDED: "gostr34102001_gostr3411",
    0xEEEE: "gostr34102012_256_gostr34112012_256",
    0xEFEF: "gostr34102012_512_gostr34112012_512",
}

ALERTS = {
    # RFC 8446 section 6, RFC 5246 section 7.2, RFC 6101 section 5.4
    0: "close_notify",
    10: "unexpected_message",
    20: "bad_record_mac",
    21: "decryption_failed",
    22: "record_overflow",
    30: "decompression_failure",
    40: "handshake_failure",
    41: "no_certificate",
    42: "bad_certificate",
    43: "unsupported_certificate",
    44: "certificate_revoked",
    45: "certificate_expired",
    46: "certificate_unknown",
    47: "illegal_parameter",
    48: "unknown_ca",
    49: "access_denied",
    50: "decode_error",
    51: "decrypt_error",
    52: "too_many_cids_requested",  # RFC 9147
    60: "export_restriction",
    70: "protocol_version",
    71: "insufficient_security",
    80: "internal_error",
    86: "inappropriate_fallback",  # RFC 7507
    90: "user_canceled",
    100: "no_renegotiation",
    109: "missing_extension",
    110: "unsupported_extension",
    # RFC 6066 section 9
    111: "certificate_unobtainable",
    112: "unrecognized_name",
    113: "bad_certificate_status_response",
    114: "bad_certificate_hash_value",
    115: "unknown_psk_identity",  # RFC 4279
    116: "certificate_required",
    117: "general_error",  # RFC 9846
    120: "no_application_protocol",  # RFC 7301
    121: "ech_required",  # RFC 9849
    # draft-ietf-tls-tls13-18 and before
    1: "end_of_early_data",
}

EXTENSIONS = {
    # draft-gutmann-tls-lts, RFC 8870, ETSI TS 103 523-2
    26: "tls_lts",
    34: "delegated_credential",  # RFC 9345
    36: "TLMSP",
    37: "TLMSP_proxying",
    38: "TLMSP_delegate",
    39: "supported_ekt_ciphers",
    53: "connection_id (deprecated)",  # RFC 9146 appendix A
    54: "connection_id",
    57: "quic_transport_parameters",  # RFC 9001
    58: "ticket_request",  # RFC 9149
    59: "dnssec_chain",  # RFC 9102
    # draft-pismenny-tls-dtls-plaintext-sequence-number
    60: "sequence_number_encryption_algorithms",
    61: "rrc",  # RFC 9853
    62: "tls_flags",  # draft-ietf-tls-tlsflags
    # RFC 9849
    0xFD00: "ech_outer_extensions",
    0xFE0D: "encrypted_client_hello",
    # draft-ietf-tls-tls13 before 23
    40: "key_share (TLS 1.3 drafts)",
    46: "ticket_early_data_info (TLS 1.3 drafts)",
    # draft-vvv-tls-alps, first and second number; draft-balfanz-tls-channelid
    17513: "application_settings_old",
    17613: "application_settings",
    30031: "channel_id_old",
    30032: "channel_id",
    51764: "trust_anchors",  # draft-ietf-tls-trust-anchor-ids
    65445: "quic_transport_parameters_draft",  # draft-ietf-quic-tls before 33
    65486: "encrypted_server_name",  # draft-ietf-tls-esni-02
}

HANDSHAKE_TYPES = {
    # RFC 8446 section 4, RFC 5246 section 7.4
    0: "hello_request",
    1: "client_hello",
    2: "server_hello",
    3: "hello_verify_request",  # RFC 6347
    4: "new_session_ticket",  # RFC 5077
    5: "end_of_early_data",
    6: "hello_retry_request",
    8: "encrypted_extensions",
    9: "request_connection_id",  # RFC 9147
    10: "new_connection_id",
    11: "certificate",
    12: "server_key_exchange",
    13: "certificate_request",
    14: "server_hello_done",
    15: "certificate_verify",
    16: "client_key_exchange",
    17: "client_certificate_request",  # RFC 9261
    20: "finished",
    21: "certificate_url",  # RFC 6066
    22: "certificate_status",
    23: "supplemental_data",  # RFC 4680
    24: "key_update",
    25: "compressed_certificate",  # RFC 8879
    26: "ekt_key",  # RFC 8870
    254: "message_hash",
    # draft-agl-tls-nextprotoneg, draft-balfanz-tls-channelid
    67: "next_protocol",
    203: "channel_id",
}

CONTENT_TYPES = {
    20: "change_cipher_spec",
    21: "alert",
    22: "handshake",
    23: "application_data",
    24: "heartbeat",  # RFC 6520
    25: "tls12_cid",  # RFC 9146
    26: "ACK",  # RFC 9147
    27: "return_routability_check",  # RFC 9853
}

REGISTRIES = {
    "versions": Registry(
        title="Protocol versions",
        about="No registry of IANA: the documents of each version say the number.",
        known=VERSIONS,
        registered=((0x0002, 0x0002), (0x0300, 0x0304), (0xFEFC, 0xFEFD), (0xFEFF, 0xFEFF)),
        tshark="tls.handshake.version",
        digits=4,
    ),
    "cipher_suites": Registry(
        title="TLS Cipher Suites",
        about="`OLD_` before a name tells a draft's suite from the registered one of that name.",
        known=SUITES,
        registered=(
            *((0x0000, 0x001B), (0x001E, 0x0046), (0x0067, 0x006D), (0x0084, 0x00FF)),
            *((0x1301, 0x1307), (0x5600, 0x5600), (0xC001, 0xC0B5), (0xC100, 0xC106)),
            *((0xCCA8, 0xCCAE), (0xD001, 0xD005)),
        ),
        csv="tls-parameters-4.csv",
        tshark="tls.handshake.ciphersuite",
        digits=4,
    ),
    "groups": Registry(
        title="TLS Supported Groups",
        known=GROUPS,
        registered=(
            *((1, 41), (256, 260), (512, 514), (4587, 4590), (25497, 25498)),
            (0xFF01, 0xFF02),
        ),
        csv="tls-parameters-8.csv",
        tshark="tls.handshake.extensions_supported_group",
    ),
    "signature_schemes": Registry(
        title="TLS SignatureScheme",
        about="IANA does not name the pairs of RFC 5246 (hash, signature); ours are like the rest.",
        known=SCHEMES,
        registered=((0x0000, 0x0FFF),),
        csv="tls-signaturescheme.csv",
        tshark="tls.handshake.sig_hash_alg",
        digits=4,
    ),
    "alerts": Registry(
        title="TLS Alerts",
        about="`_RESERVED` behind a retired name is left out: peers still send the alert.",
        known=ALERTS,
        registered=((0, 0), (10, 255)),
        csv="tls-parameters-6.csv",
        tshark="tls.alert_message.desc",
        adds=False,
    ),
    "extensions": Registry(
        title="TLS ExtensionType Values",
        known=EXTENSIONS,
        registered=(
            (0, 39),
            (41, 45),
            (47, 62),
            (0xFD00, 0xFD00),
            (0xFE0D, 0xFE0D),
            (0xFF01, 0xFF01),
        ),
        csv="tls-extensiontype-values-1.csv",
        tshark="tls.handshake.extension.type",
        data="extension-type.json",
    ),
    "handshake_types": Registry(
        title="TLS HandshakeType",
        about="`_RESERVED` behind a retired name is left out: peers still send the message.",
        known=HANDSHAKE_TYPES,
        registered=((0, 26), (254, 254)),
        csv="tls-parameters-7.csv",
    ),
    "content_types": Registry(
        title="TLS ContentType",
        known=CONTENT_TYPES,
        registered=((20, 27),),
        csv="tls-parameters-5.csv",
        tshark="tls.record.content_type",
        adds=False,
    ),
    "certificate_compression": Registry(
        title="TLS Certificate Compression Algorithm IDs",
        known={},
        registered=((1, 3),),
        csv="certificate-compression-algorithm-ids.csv",
        tshark="tls.compress_certificate.algorithm",
        data="certificate-compression-algorithm.json",
    ),
    "compression_methods": Registry(
        title="TLS Compression Method Identifiers",
        known={},
        registered=((0, 64),),
        csv="comp-meth-ids-2.csv",
        tshark="tls.handshake.comp_method",
    ),
}


def main(arguments: Sequence[str] | None = None) -> None:
    options = _options().parse_args(arguments)
    for module, registry in REGISTRIES.items():
        read = list(_sources(module, registry, options.iana))
        for line in disagreements(read):
            _say(f"{module}: {line}")
        tables = {**split(registry, read)}
        if module == "cipher_suites":
            tables["OPENSSL"] = _openssl_names(set(tables["NAMES"]) | set(tables["UNREGISTERED"]))
        text = render(registry, tables, sources=_versions(read), date=options.date)
        (options.into / f"{module}.py").write_text(text)


def merge(sources: Iterable[Source]) -> Names:
    """All names; the first source that has a number names it.

    Raises:
        ValueError: two numbers would have one name.
    """
    found: Names = {}
    for source in sources:
        if source.adds:
            found |= {n: name for n, name in source.names.items() if n not in found}
    owners: dict[str, int] = {}
    for number, name in found.items():
        if owners.setdefault(name.casefold(), number) != number:
            raise ValueError(f"{name} is {number:#x} and {owners[name.casefold()]:#x}")
    return found


def disagreements(sources: Sequence[Source]) -> Iterator[str]:
    """Where a later source names a number otherwise than the one that wins, beyond spelling."""
    for place, source in enumerate(sources):
        for number, name in sorted(source.names.items()):
            before = next((s for s in sources[:place] if number in s.names), None)
            if before is not None and _letters(before.names[number]) != _letters(name):
                yield (
                    f"{number:#06x} is {before.names[number]!r} in {before.name}"
                    f" and {name!r} in {source.name}"
                )


def split(registry: Registry, sources: Sequence[Source]) -> dict[str, Names]:
    """The two tables of a module: registered names, and those that programs just use."""
    iana = {number for source in sources if source.name == "IANA" for number in source.names}
    tables: dict[str, Names] = {"NAMES": {}, "UNREGISTERED": {}}
    for number, name in sorted(merge(sources).items()):
        spanned = any(first <= number <= last for first, last in registry.registered)
        tables["NAMES" if spanned or number in iana else "UNREGISTERED"][number] = name
    return tables


def render(registry: Registry, tables: Mapping[str, Names], *, sources: str, date: str) -> str:
    """The text of a module, as `ruff format` leaves it."""
    lines = [f'"""{registry.title}.', ""]
    if registry.about:
        lines += [registry.about, ""]
    lines += [
        "`UNREGISTERED` are numbers that programs use although IANA has not given them out.",
        f"Written by tools/renew_registries.py on {date} from:",
        f"{sources}.",
        '"""',
        "",
        "from __future__ import annotations",
    ]
    for table, names in tables.items():
        lines += ["", *_literal(table, names, registry.digits)]
    return "\n".join([*lines, ""])


def is_name(text: str) -> bool:
    """Whether a description in IANA's table is a name, and not a note on the number."""
    return not re.match(r"(?i)unassigned|reserved|grease", text)


def iana_name(text: str) -> str:
    """IANA's name without the marks of age."""
    return text.removesuffix(" (OBSOLETE)").removesuffix("_RESERVED")


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Write the tables of registered values again.")
    parser.add_argument("--date", required=True, help="YYYY-MM-DD, for the modules' docstrings")
    parser.add_argument("--iana", type=Path, help="folder with IANA's CSV files")
    parser.add_argument("--into", type=Path, default=HOME, help="folder to write to")
    return parser


def _sources(module: str, registry: Registry, iana: Path | None) -> Iterator[Source]:
    """The sources of one module, the most trusted first."""
    if iana and registry.csv:
        if (iana / registry.csv).exists():
            yield Source("IANA", _iana_names(iana / registry.csv))
        else:
            _say(f"{module}: {registry.csv} is not in {iana}")
    yield Source("RFCs and drafts", registry.known)
    if module == "cipher_suites":
        yield Source(_openssl_version(), {n: iana for n, (iana, _) in _openssl_suites().items()})
    if registry.tshark:
        names = dict(_tshark_values().get(registry.tshark, {}))
        yield Source(_tshark_version(), names, adds=registry.adds)
    if module == "cipher_suites":
        named = {n: suite.iana_name for n, suite in _suites().items() if suite.iana_name}
        yield Source(_data_version(), named)
    if registry.data:
        yield Source(_data_version(), {n: key.lower() for n, key in _data(registry.data).items()})


def _iana_names(table: Path) -> Names:
    """Numbers as "0x13,0x01", "0x0403" or "29"; spans such as "42-255" have no names."""
    found: Names = {}
    with table.open(newline="") as lines:
        for number, name, *_ in csv.reader(lines):
            digits = number.replace(",0x", "")
            if re.fullmatch(r"0x[0-9A-Fa-f]+|\d+", digits) and is_name(name):
                found[int(digits, 0)] = iana_name(name)
    return found


@cache
def _openssl_suites() -> dict[int, tuple[str, str]]:
    """Number -> (IANA's name, OpenSSL's own), of all suites in this build."""
    every = "ALL:COMPLEMENTOFALL:@SECLEVEL=0"
    found: dict[int, tuple[str, str]] = {}
    for line in _run("openssl", "ciphers", "-V", "-stdname", every).splitlines():
        high, low, name, own = re.split(r"\s+-\s+|,|\s+", line.strip())[:4]
        found[int(high, 16) << 8 | int(low, 16)] = (name, own)
    return found


def _openssl_names(known: set[int]) -> Names:
    """OpenSSL's name of a suite: of this build, or of one that still had it.

    cryptodatahub also has names that other libraries gave in OpenSSL's manner; those numbers
    (private use, Chinese suites) are left out.
    """
    old = {
        number: suite.openssl_name
        for number, suite in _suites().items()
        if suite.openssl_name and number < 0xE000 and number not in {0xC6, 0xC7}
    }
    built = {number: own for number, (_, own) in _openssl_suites().items()}
    names = merge(
        [Source("", OPENSSL_SUITES), Source("", built), Source("", _without(old, OPENSSL_SUITES))]
    )
    return {number: name for number, name in sorted(names.items()) if number in known}


def _without(names: Names, known: Names) -> Names:
    return {number: name for number, name in names.items() if number not in known}


@cache
def _tshark_values() -> dict[str, Names]:
    """Field -> number -> name. GREASE and reserved numbers are no names."""
    found: dict[str, Names] = {}
    for line in _run("tshark", "-G", "values").splitlines():
        if line.startswith("V\ttls."):
            _, field, number, name = line.split("\t")
            if number[0].isdigit() and is_name(name):
                found.setdefault(field, {}).setdefault(int(number, 0), name)
    return found


def _data(name: str) -> Names:
    """Number -> key in one file of cryptodatahub."""
    entries = msgspec.json.decode(_file(name), type=dict[str, _Numbered])
    return {entry.code: key for key, entry in entries.items()}


def _suites() -> dict[int, _Suite]:
    entries = msgspec.json.decode(_file("cipher-suite.json"), type=dict[str, _Suite])
    return {entry.code: entry for entry in entries.values()}


def _file(name: str) -> bytes:
    return (importlib.resources.files("cryptodatahub") / "tls" / name).read_bytes()


def _openssl_version() -> str:
    return " ".join(_run("openssl", "version").split()[:2])


@cache
def _tshark_version() -> str:
    found = re.search(r"[0-9.]+[0-9]", _run("tshark", "--version"))
    return f"TShark {found[0] if found else ''}"


def _data_version() -> str:
    return f"cryptodatahub {importlib.metadata.version('cryptodatahub')}"


def _versions(sources: Sequence[Source]) -> str:
    return ", ".join(source.name for source in sources)


def _run(program: str, *arguments: str) -> str:
    path = shutil.which(program)
    if path is None:
        raise SystemExit(f"{program} is not installed")
    done = subprocess.run([path, *arguments], capture_output=True, text=True, check=True)
    return done.stdout


def _literal(table: str, names: Names, digits: int) -> list[str]:
    if not names:
        return [f"{table}: dict[int, str] = {{}}"]
    form = f"#0{digits + 2}x" if digits else "d"
    lines = [f'    {_upper(format(number, form))}: "{name}",' for number, name in names.items()]
    return [f"{table}: dict[int, str] = {{", *lines, "}"]


def _upper(number: str) -> str:
    """Hexadecimal digits as `ruff format` wants them."""
    return number.upper().replace("X", "x")


def _letters(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.casefold())


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
