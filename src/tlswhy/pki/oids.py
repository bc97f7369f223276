"""Object identifiers that occur in certificates, and what they are called.

Names are those OpenSSL prints, because that is what users search for.
"""

from __future__ import annotations

from typing import NamedTuple

COMMON_NAME = "2.5.4.3"
ORGANIZATION = "2.5.4.10"
ORGANIZATIONAL_UNIT = "2.5.4.11"
EMAIL_ADDRESS = "1.2.840.113549.1.9.1"

ATTRIBUTES = {
    COMMON_NAME: "CN",
    "2.5.4.4": "SN",
    "2.5.4.5": "serialNumber",
    "2.5.4.6": "C",
    "2.5.4.7": "L",
    "2.5.4.8": "ST",
    "2.5.4.9": "street",
    ORGANIZATION: "O",
    ORGANIZATIONAL_UNIT: "OU",
    "2.5.4.12": "title",
    "2.5.4.42": "GN",
    "2.5.4.97": "organizationIdentifier",
    "0.9.2342.19200300.100.1.1": "UID",
    "0.9.2342.19200300.100.1.25": "DC",
    EMAIL_ADDRESS: "emailAddress",
}
"""Of distinguished names (RFC 4519; emailAddress is PKCS #9)."""

SUBJECT_KEY_IDENTIFIER = "2.5.29.14"
KEY_USAGE = "2.5.29.15"
SUBJECT_ALT_NAME = "2.5.29.17"
BASIC_CONSTRAINTS = "2.5.29.19"
NAME_CONSTRAINTS = "2.5.29.30"
CRL_DISTRIBUTION_POINTS = "2.5.29.31"
AUTHORITY_KEY_IDENTIFIER = "2.5.29.35"
EXTENDED_KEY_USAGE = "2.5.29.37"
AUTHORITY_INFO_ACCESS = "1.3.6.1.5.5.7.1.1"
TLS_FEATURE = "1.3.6.1.5.5.7.1.24"
SIGNED_CERTIFICATE_TIMESTAMPS = "1.3.6.1.4.1.11129.2.4.2"
NETSCAPE_CERT_TYPE = "2.16.840.1.113730.1.1"

EXTENSIONS = {
    SUBJECT_KEY_IDENTIFIER: "subjectKeyIdentifier",
    KEY_USAGE: "keyUsage",
    SUBJECT_ALT_NAME: "subjectAltName",
    BASIC_CONSTRAINTS: "basicConstraints",
    NAME_CONSTRAINTS: "nameConstraints",
    CRL_DISTRIBUTION_POINTS: "crlDistributionPoints",
    AUTHORITY_KEY_IDENTIFIER: "authorityKeyIdentifier",
    EXTENDED_KEY_USAGE: "extendedKeyUsage",
    AUTHORITY_INFO_ACCESS: "authorityInfoAccess",
    TLS_FEATURE: "tlsfeature",
    SIGNED_CERTIFICATE_TIMESTAMPS: "CT Precertificate SCTs",
    NETSCAPE_CERT_TYPE: "nsCertType",
    "2.5.29.32": "certificatePolicies",
    "2.5.29.33": "policyMappings",
    "2.5.29.36": "policyConstraints",
    "2.5.29.54": "inhibitAnyPolicy",
    "1.3.6.1.5.5.7.1.7": "sbgp-ipAddrBlock",
    "1.3.6.1.5.5.7.1.8": "sbgp-autonomousSysNum",
    "1.3.6.1.5.5.7.1.14": "proxyCertInfo",
    "1.3.6.1.5.5.7.48.1.5": "OCSP No Check",
    "1.3.6.1.4.1.11129.2.4.3": "CT Precertificate Poison",
}

UNDERSTOOD_WHEN_CRITICAL = frozenset(
    {
        KEY_USAGE,
        SUBJECT_ALT_NAME,
        BASIC_CONSTRAINTS,
        NAME_CONSTRAINTS,
        CRL_DISTRIBUTION_POINTS,
        EXTENDED_KEY_USAGE,
        NETSCAPE_CERT_TYPE,
        "2.5.29.32",
        "2.5.29.33",
        "2.5.29.36",
        "2.5.29.54",
        "1.3.6.1.5.5.7.1.7",
        "1.3.6.1.5.5.7.1.8",
        "1.3.6.1.5.5.7.1.14",
        "1.3.6.1.5.5.7.48.1.5",
    }
)
"""What OpenSSL 3.0 evaluates; any other extension marked critical makes it refuse the chain.

The two key identifiers are missing as they are there: RFC 5280 forbids to mark them.
"""

SERVER_AUTH = "1.3.6.1.5.5.7.3.1"
STEP_UP = frozenset({"2.16.840.1.113730.4.1", "1.3.6.1.4.1.311.10.3.3"})
"""Netscape's and Microsoft's server-gated cryptography, which OpenSSL takes for serverAuth."""

ANY_USAGE = "2.5.29.37.0"

USAGES = {
    SERVER_AUTH: "serverAuth",
    "1.3.6.1.5.5.7.3.2": "clientAuth",
    "1.3.6.1.5.5.7.3.3": "codeSigning",
    "1.3.6.1.5.5.7.3.4": "emailProtection",
    "1.3.6.1.5.5.7.3.8": "timeStamping",
    "1.3.6.1.5.5.7.3.9": "OCSPSigning",
    ANY_USAGE: "anyExtendedKeyUsage",
}

CURVES = {
    "1.2.840.10045.3.1.1": ("P-192", 192),
    "1.2.840.10045.3.1.7": ("P-256", 256),
    "1.3.132.0.10": ("secp256k1", 256),
    "1.3.132.0.33": ("P-224", 224),
    "1.3.132.0.34": ("P-384", 384),
    "1.3.132.0.35": ("P-521", 521),
    "1.3.36.3.3.2.8.1.1.7": ("brainpoolP256r1", 256),
    "1.3.36.3.3.2.8.1.1.11": ("brainpoolP384r1", 384),
    "1.3.36.3.3.2.8.1.1.13": ("brainpoolP512r1", 512),
}
"""Name and size in bits."""

RSA = "1.2.840.113549.1.1.1"
RSA_PSS = "1.2.840.113549.1.1.10"
EC = "1.2.840.10045.2.1"
DSA = "1.2.840.10040.4.1"

KEYS = {
    RSA: "rsa",
    RSA_PSS: "rsa-pss",
    EC: "ec",
    DSA: "dsa",
    "1.3.101.112": "ed25519",
    "1.3.101.113": "ed448",
    "2.16.840.1.101.3.4.3.17": "ml-dsa-44",
    "2.16.840.1.101.3.4.3.18": "ml-dsa-65",
    "2.16.840.1.101.3.4.3.19": "ml-dsa-87",
}
"""Public key algorithms (RFC 3279, RFC 8410, RFC 9881)."""


class Algorithm(NamedTuple):
    """A signature algorithm: its name, the key type it needs and its digest, "" for built-in."""

    name: str
    key: str
    digest: str


SIGNATURES = {
    "1.2.840.113549.1.1.2": Algorithm("md2WithRSAEncryption", "rsa", "md2"),
    "1.2.840.113549.1.1.4": Algorithm("md5WithRSAEncryption", "rsa", "md5"),
    "1.2.840.113549.1.1.5": Algorithm("sha1WithRSAEncryption", "rsa", "sha1"),
    "1.3.14.3.2.29": Algorithm("sha1WithRSA", "rsa", "sha1"),
    "1.2.840.113549.1.1.14": Algorithm("sha224WithRSAEncryption", "rsa", "sha224"),
    "1.2.840.113549.1.1.11": Algorithm("sha256WithRSAEncryption", "rsa", "sha256"),
    "1.2.840.113549.1.1.12": Algorithm("sha384WithRSAEncryption", "rsa", "sha384"),
    "1.2.840.113549.1.1.13": Algorithm("sha512WithRSAEncryption", "rsa", "sha512"),
    RSA_PSS: Algorithm("rsassaPss", "rsa-pss", "sha1"),
    "1.2.840.10045.4.1": Algorithm("ecdsa-with-SHA1", "ec", "sha1"),
    "1.2.840.10045.4.3.1": Algorithm("ecdsa-with-SHA224", "ec", "sha224"),
    "1.2.840.10045.4.3.2": Algorithm("ecdsa-with-SHA256", "ec", "sha256"),
    "1.2.840.10045.4.3.3": Algorithm("ecdsa-with-SHA384", "ec", "sha384"),
    "1.2.840.10045.4.3.4": Algorithm("ecdsa-with-SHA512", "ec", "sha512"),
    "1.2.840.10040.4.3": Algorithm("dsaWithSHA1", "dsa", "sha1"),
    "2.16.840.1.101.3.4.3.2": Algorithm("dsa_with_SHA256", "dsa", "sha256"),
    "2.16.840.1.101.3.4.3.3": Algorithm("dsa_with_SHA384", "dsa", "sha384"),
    "2.16.840.1.101.3.4.3.4": Algorithm("dsa_with_SHA512", "dsa", "sha512"),
    "1.3.101.112": Algorithm("ED25519", "ed25519", ""),
    "1.3.101.113": Algorithm("ED448", "ed448", ""),
    "2.16.840.1.101.3.4.3.17": Algorithm("ML-DSA-44", "ml-dsa-44", ""),
    "2.16.840.1.101.3.4.3.18": Algorithm("ML-DSA-65", "ml-dsa-65", ""),
    "2.16.840.1.101.3.4.3.19": Algorithm("ML-DSA-87", "ml-dsa-87", ""),
}

FAMILIES = {algorithm.name: algorithm.key for algorithm in SIGNATURES.values()}
"""The key type that a signature algorithm needs, by the algorithm's name."""

DIGESTS = {
    "1.3.14.3.2.26": "sha1",
    "2.16.840.1.101.3.4.2.4": "sha224",
    "2.16.840.1.101.3.4.2.1": "sha256",
    "2.16.840.1.101.3.4.2.2": "sha384",
    "2.16.840.1.101.3.4.2.3": "sha512",
}


def called(oid: str, table: dict[str, str]) -> str:
    """The name with the number behind it, or the number alone if it has no name."""
    return f"{table[oid]} ({oid})" if oid in table else oid
