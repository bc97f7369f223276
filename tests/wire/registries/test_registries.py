"""The tables of registered values, against RFCs and the programs of this machine."""

from __future__ import annotations

import importlib.util
import pkgutil
import re
import shutil
import subprocess
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from tlswhy.wire import registries
from tlswhy.wire.codes import suite_parts
from tlswhy.wire.grease import is_grease
from tlswhy.wire.registries import (
    alerts,
    certificate_compression,
    cipher_suites,
    content_types,
    extensions,
    groups,
    handshake_types,
    signature_schemes,
    versions,
)

NAMES_OF_MODULES = [module.name for module in pkgutil.iter_modules(registries.__path__)]
HOME = Path(registries.__path__[0])
TOOL = HOME.parents[3] / "tools" / "renew_registries.py"

every_module = pytest.mark.parametrize("name", NAMES_OF_MODULES)
needs_openssl = pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is not installed")
needs_tshark = pytest.mark.skipif(not shutil.which("tshark"), reason="tshark is not installed")


def _module(name: str) -> ModuleType:
    return import_module(f"{registries.__name__}.{name}")


def _all(module: ModuleType) -> dict[int, str]:
    return {**module.UNREGISTERED, **module.NAMES}


@every_module
def test_a_number_has_one_name_and_a_name_one_number(name: str) -> None:
    module = _module(name)
    assert not set(module.NAMES) & set(module.UNREGISTERED)
    names = [value.casefold() for value in _all(module).values()]
    assert len(set(names)) == len(names)


@every_module
def test_numbers_are_sorted_and_not_grease(name: str) -> None:
    module = _module(name)
    for table in (module.NAMES, module.UNREGISTERED):
        assert list(table) == sorted(table)
        assert not [number for number in table if is_grease(number)]


@every_module
def test_a_module_says_from_what_and_when(name: str) -> None:
    assert re.search(
        r"Written by tools/renew_registries.py on \d{4}-\d\d-\d\d from:\nRFCs and drafts",
        _module(name).__doc__ or "",
    )


def test_openssl_names_are_of_known_suites_and_unique() -> None:
    assert set(cipher_suites.OPENSSL) <= set(_all(cipher_suites))
    names = [name.casefold() for name in cipher_suites.OPENSSL.values()]
    assert len(set(names)) == len(names)


def test_an_openssl_name_is_not_the_iana_name_of_another_suite() -> None:
    owners = {name: number for number, name in _all(cipher_suites).items()}
    for number, name in cipher_suites.OPENSSL.items():
        assert owners.get(name, number) == number


# RFC 8446 section 6 and appendix B.2; the retired ones from RFC 5246 section 7.2.
RFC_ALERTS = """
    close_notify(0) unexpected_message(10) bad_record_mac(20) decryption_failed(21)
    record_overflow(22) decompression_failure(30) handshake_failure(40) no_certificate(41)
    bad_certificate(42) unsupported_certificate(43) certificate_revoked(44)
    certificate_expired(45) certificate_unknown(46) illegal_parameter(47) unknown_ca(48)
    access_denied(49) decode_error(50) decrypt_error(51) export_restriction(60)
    protocol_version(70) insufficient_security(71) internal_error(80)
    inappropriate_fallback(86) user_canceled(90) no_renegotiation(100) missing_extension(109)
    unsupported_extension(110) certificate_unobtainable(111) unrecognized_name(112)
    bad_certificate_status_response(113) bad_certificate_hash_value(114)
    unknown_psk_identity(115) certificate_required(116) no_application_protocol(120)
"""
# RFC 8446 section 4.2.7; draft-ietf-tls-ecdhe-mlkem; draft-ietf-tls-mlkem.
RFC_GROUPS = """
    secp256r1(0x0017) secp384r1(0x0018) secp521r1(0x0019) x25519(0x001D) x448(0x001E)
    ffdhe2048(0x0100) ffdhe3072(0x0101) ffdhe4096(0x0102) ffdhe6144(0x0103) ffdhe8192(0x0104)
    SecP256r1MLKEM768(0x11EB) X25519MLKEM768(0x11EC) SecP384r1MLKEM1024(0x11ED)
    MLKEM512(0x0200) MLKEM768(0x0201) MLKEM1024(0x0202) X25519Kyber768Draft00(0x6399)
"""
# RFC 8446 section 4.2.3; draft-ietf-tls-mldsa; RFC 8734.
RFC_SCHEMES = """
    rsa_pkcs1_sha256(0x0401) rsa_pkcs1_sha384(0x0501) rsa_pkcs1_sha512(0x0601)
    ecdsa_secp256r1_sha256(0x0403) ecdsa_secp384r1_sha384(0x0503) ecdsa_secp521r1_sha512(0x0603)
    rsa_pss_rsae_sha256(0x0804) rsa_pss_rsae_sha384(0x0805) rsa_pss_rsae_sha512(0x0806)
    ed25519(0x0807) ed448(0x0808) rsa_pss_pss_sha256(0x0809) rsa_pss_pss_sha384(0x080a)
    rsa_pss_pss_sha512(0x080b) rsa_pkcs1_sha1(0x0201) ecdsa_sha1(0x0203)
    ecdsa_brainpoolP256r1tls13_sha256(0x081A) mldsa44(0x0904) mldsa65(0x0905) mldsa87(0x0906)
"""
# RFC 8446 section 4.2; RFC 9849; RFC 5746; RFC 9001; RFC 5077; RFC 7366; RFC 7627; RFC 8449.
RFC_EXTENSIONS = """
    server_name(0) max_fragment_length(1) status_request(5) supported_groups(10)
    signature_algorithms(13) use_srtp(14) heartbeat(15)
    application_layer_protocol_negotiation(16) signed_certificate_timestamp(18)
    client_certificate_type(19) server_certificate_type(20) padding(21) encrypt_then_mac(22)
    extended_master_secret(23) record_size_limit(28) session_ticket(35) pre_shared_key(41)
    early_data(42) supported_versions(43) cookie(44) psk_key_exchange_modes(45)
    certificate_authorities(47) oid_filters(48) post_handshake_auth(49)
    signature_algorithms_cert(50) key_share(51) quic_transport_parameters(57)
    encrypted_client_hello(0xfe0d) renegotiation_info(0xff01)
"""
# RFC 8446 appendix B.3; the retired ones from RFC 5246 section 7.4; RFC 8879.
RFC_HANDSHAKE_TYPES = """
    hello_request(0) client_hello(1) server_hello(2) hello_verify_request(3)
    new_session_ticket(4) end_of_early_data(5) hello_retry_request(6) encrypted_extensions(8)
    certificate(11) server_key_exchange(12) certificate_request(13) server_hello_done(14)
    certificate_verify(15) client_key_exchange(16) finished(20) certificate_url(21)
    certificate_status(22) supplemental_data(23) key_update(24) compressed_certificate(25)
    message_hash(254)
"""
# RFC 8446 appendix B.1; RFC 6520; RFC 9146; RFC 9147.
RFC_CONTENT_TYPES = """
    change_cipher_spec(20) alert(21) handshake(22) application_data(23) heartbeat(24)
    tls12_cid(25) ACK(26)
"""


@pytest.mark.parametrize(
    ("module", "text"),
    [
        (alerts, RFC_ALERTS),
        (groups, RFC_GROUPS),
        (signature_schemes, RFC_SCHEMES),
        (extensions, RFC_EXTENSIONS),
        (handshake_types, RFC_HANDSHAKE_TYPES),
        (content_types, RFC_CONTENT_TYPES),
        (certificate_compression, "zlib(1) brotli(2) zstd(3)"),
    ],
)
def test_values_of_the_rfcs(module: ModuleType, text: str) -> None:
    for name, number in re.findall(r"(\w+)\((\w+)\)", text):
        assert module.NAMES[int(number, 0)] == name


@pytest.mark.parametrize(
    ("number", "name"),
    [
        (0x00FF, "TLS_EMPTY_RENEGOTIATION_INFO_SCSV"),  # RFC 5746 section 3.3
        (0x5600, "TLS_FALLBACK_SCSV"),  # RFC 7507 section 2
        (0x1301, "TLS_AES_128_GCM_SHA256"),  # RFC 8446 appendix B.4
        (0xC02F, "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"),  # RFC 5289 section 3.2
        (0xCCA8, "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"),  # RFC 7905 section 2
        (0xC0AA, "TLS_PSK_DHE_WITH_AES_128_CCM_8"),  # RFC 6655 section 4
        (0xC102, "TLS_GOSTR341112_256_WITH_28147_CNT_IMIT"),  # RFC 9189 section 11
        (0xC0B4, "TLS_SHA256_SHA256"),  # RFC 9150 section 10
        (0xD005, "TLS_ECDHE_PSK_WITH_AES_128_CCM_SHA256"),  # RFC 8442 section 3
        (0x00C6, "TLS_SM4_GCM_SM3"),  # RFC 8998 section 2
    ],
)
def test_suites_of_the_rfcs(number: int, name: str) -> None:
    assert cipher_suites.NAMES[number] == name


def test_versions_of_the_rfcs() -> None:
    assert {number for number in versions.NAMES if number < 0xFE00} == {2, *range(0x300, 0x305)}
    assert versions.NAMES[0xFEFC] == "DTLS 1.3"
    assert versions.UNREGISTERED[0x7F00 + 28] == "TLS 1.3 draft 28"


def test_drafts_chacha20_is_not_taken_for_the_registered_suite() -> None:
    assert cipher_suites.UNREGISTERED[0xCC14].startswith("OLD_TLS_ECDHE_ECDSA_WITH_CHACHA20")
    assert 0xCC14 not in cipher_suites.NAMES


@needs_openssl
def test_openssl_names_every_suite_alike() -> None:
    every = "ALL:COMPLEMENTOFALL:@SECLEVEL=0"
    lines = _run("openssl", "ciphers", "-V", "-stdname", every).splitlines()
    assert len(lines) > 20
    for line in lines:
        fields = re.fullmatch(
            r"\s*0x(..),0x(..) - (\S+)\s+- (\S+)\s+\S+\s+"
            r"Kx=(\S+)\s+Au=(\S+)\s+Enc=(\S+)\s+Mac=(\S+)\s*",
            line,
        )
        assert fields, line
        high, low, name, own, kx, auth, cipher, mac = fields.groups()
        number = int(high + low, 16)
        assert _all(cipher_suites)[number] == name
        assert cipher_suites.OPENSSL[number] == own
        parts = suite_parts(number)
        assert parts is not None, line
        assert parts.kx in OPENSSL_EXCHANGES.get(kx, (kx,)), line
        assert parts.auth == {"None": "anon"}.get(auth, auth), line
        assert (parts.kind == "null") == (cipher == "None"), line
        assert (parts.kind == "aead") == (mac == "AEAD"), line
        assert mac in {"AEAD", parts.mac_or_hash}, line


# OpenSSL prints no E for keys that are used once.
OPENSSL_EXCHANGES = {
    "any": ("TLS13",),
    "DH": ("DHE", "DH"),
    "ECDH": ("ECDHE", "ECDH"),
    "DHEPSK": ("DHE_PSK",),
    "ECDHEPSK": ("ECDHE_PSK",),
    "RSAPSK": ("RSA_PSK",),
}


@needs_tshark
@pytest.mark.parametrize(
    ("module", "field"),
    [
        (cipher_suites, "tls.handshake.ciphersuite"),
        (groups, "tls.handshake.extensions_supported_group"),
        (alerts, "tls.alert_message.desc"),
        (extensions, "tls.handshake.extension.type"),
        (signature_schemes, "tls.handshake.sig_hash_alg"),
        (versions, "tls.handshake.version"),
        (content_types, "tls.record.content_type"),
        (certificate_compression, "tls.compress_certificate.algorithm"),
    ],
)
def test_every_value_that_tshark_knows_is_here(module: ModuleType, field: str) -> None:
    values = _tshark_values()[field]
    assert values
    assert not [value for value in values if value not in _all(module) and not is_grease(value)]


@needs_tshark
def test_tshark_names_the_registered_suites_and_alerts_alike() -> None:
    for module, field in (
        (cipher_suites, "tls.handshake.ciphersuite"),
        (alerts, "tls.alert_message.desc"),
    ):
        for number, name in _tshark_values()[field].items():
            ours = module.NAMES.get(number)
            assert ours is None or ours.casefold() == name.casefold().replace(" ", "_")


@cache
def _tshark_values() -> dict[str, dict[int, str]]:
    found: dict[str, dict[int, str]] = {}
    for line in _run("tshark", "-G", "values").splitlines():
        if line.startswith("V\ttls."):
            _, field, number, name = line.split("\t")
            if number[0].isdigit():
                found.setdefault(field, {})[int(number, 0)] = name
    return found


def _run(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@cache
def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("renew_registries", TOOL)
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    return tool


def test_the_tool_writes_every_module_here() -> None:
    assert sorted(_tool().REGISTRIES) == sorted(NAMES_OF_MODULES)


def test_the_first_source_names_a_number_and_the_next_fill_gaps() -> None:
    tool = _tool()
    first = tool.Source("first", {1: "one"})
    second = tool.Source("second", {1: "uno", 2: "due"})
    compared = tool.Source("third", {3: "drei"}, adds=False)
    assert tool.merge([first, second, compared]) == {1: "one", 2: "due"}
    assert list(tool.disagreements([first, second, compared])) == [
        "0x0001 is 'one' in first and 'uno' in second"
    ]


def test_a_name_for_two_numbers_is_refused() -> None:
    tool = _tool()
    with pytest.raises(ValueError, match="Same is 0x2 and 0x1"):
        tool.merge([tool.Source("a", {1: "same"}), tool.Source("b", {2: "Same"})])


def test_names_outside_the_registered_spans_are_set_apart_unless_iana_has_them() -> None:
    tool = _tool()
    registry = tool.Registry(title="T", known={}, registered=((1, 2),))
    tables = tool.split(
        registry, [tool.Source("IANA", {9: "nine"}), tool.Source("x", {1: "one", 8: "eight"})]
    )
    assert tables == {"NAMES": {1: "one", 9: "nine"}, "UNREGISTERED": {8: "eight"}}


def test_ianas_tables_come_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tool = _tool()
    (tmp_path / "alerts.csv").write_text(
        "Value,Description,DTLS-OK,Reference,Comment\n"
        "1-9,Unassigned,,,\n"
        "21,decryption_failed_RESERVED,Y,[RFC5246],\n"
        "45,late,Y,[RFC8446],\n"
        '"0x13,0x08",TLS_NEW,Y,N,[RFC9999]\n'
        '"0x0A,0x0A",Reserved,Y,N,[RFC8701]\n'
    )
    known = {45: "certificate_expired", 46: "certificate_unknown"}
    registries_ = {
        "alerts": tool.Registry(title="T", known=known, registered=((0, 99),), csv="alerts.csv"),
        "content_types": tool.Registry(title="C", known={1: "a"}, registered=(), csv="none.csv"),
    }
    said: list[str] = []
    monkeypatch.setattr(tool, "REGISTRIES", registries_)
    monkeypatch.setattr(tool, "_say", said.append)
    tool.main(["--date", "2026-01-02", "--iana", str(tmp_path), "--into", str(tmp_path)])
    assert (tmp_path / "alerts.py").read_text() == ALERTS_WRITTEN
    assert said == [
        "alerts: 0x002d is 'late' in IANA and 'certificate_expired' in RFCs and drafts",
        f"content_types: none.csv is not in {tmp_path}",
    ]


ALERTS_WRITTEN = '''"""T.

`UNREGISTERED` are numbers that programs use although IANA has not given them out.
Written by tools/renew_registries.py on 2026-01-02 from:
IANA, RFCs and drafts.
"""

from __future__ import annotations

NAMES: dict[int, str] = {
    21: "decryption_failed",
    45: "late",
    46: "certificate_unknown",
    4872: "TLS_NEW",
}

UNREGISTERED: dict[int, str] = {}
'''


@needs_openssl
@needs_tshark
def test_the_tool_writes_what_lies_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Byte for byte, where the sources have the versions that the modules name."""
    pytest.importorskip("cryptodatahub", reason="cryptodatahub is not installed")
    tool = _tool()
    monkeypatch.setattr(tool, "_say", [].append)
    written = re.search(r"on (\S+) from:\n(.+)\.\n", cipher_suites.__doc__ or "")
    assert written
    tool.main(["--date", written[1], "--into", str(tmp_path)])
    if written[2] not in (tmp_path / "cipher_suites.py").read_text():
        pytest.skip(f"the sources here are not {written[2]}")
    for name in NAMES_OF_MODULES:
        assert (tmp_path / f"{name}.py").read_bytes() == (HOME / f"{name}.py").read_bytes()
