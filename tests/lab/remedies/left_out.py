"""Recipes that nothing here carries out, each with the reason.

`PRODUCTS` has programs that the tests cannot run at all, `RECIPES` single recipes of the others.
Their form is looked at in `tests/products`.
"""

from __future__ import annotations

from collections.abc import Mapping

from tlswhy.model.diagnosis import Remedy

_WINDOWS = "needs Windows"
_NO_PACKAGE = "is in no package of Debian 12"
_CODE = "is a line for somebody's program, in a language that is not at hand here"
_BROWSER = "is a setting of a browser, which has to be clicked or deployed"
_LANGUAGE = "needs a language and libraries that the tests do not install"
_LIBRARY = "is a Python library that the tests do not install"
_CLOUD = "is a setting in somebody else's service"

_NOT_YET = "is looked at by its form alone, and not carried out yet"

PRODUCTS: Mapping[str, str] = {
    "aiohttp": _LIBRARY,
    "alpine_apk": "needs Alpine Linux",
    "android": "needs Android",
    "ansible": _NO_PACKAGE,
    "apple": "needs macOS or iOS",
    "apt": "asks a mirror on the network",
    "boto": _LIBRARY,
    "bun": _NO_PACKAGE,
    "cargo": "asks an index on the network",
    "chromium": _BROWSER,
    "cloudflare": _CLOUD,
    "conda": _NO_PACKAGE,
    "consul": _NO_PACKAGE,
    "containerd": "its daemon needs rights over the whole machine",
    "deno": _NO_PACKAGE,
    "dnf": "needs Red Hat's or Fedora's system",
    "docker": "its daemon needs rights over the whole machine",
    "dotnet": _NO_PACKAGE,
    "dovecot": _NOT_YET,
    "envoy": _NO_PACKAGE,
    "erlang": _LANGUAGE,
    "etcd": "is a cluster of its own that the tests do not start",
    "firefox": _BROWSER,
    "gitlab_runner": _NO_PACKAGE,
    "glib": "needs a desktop's libraries",
    "go": "the recipes are for Go 1.22 to 1.24, and Debian 12 has 1.19",
    "gradle": "asks a repository on the network",
    "haskell": _LANGUAGE,
    "homebrew": "needs macOS or a home of its own",
    "httpx": _LIBRARY,
    "ingress_nginx": "needs a cluster",
    "jakarta_mail": _LANGUAGE,
    "kafka": _NO_PACKAGE,
    "kestrel": _NO_PACKAGE,
    "kubernetes": "needs a cluster",
    "librdkafka": _NOT_YET,
    "libressl": _NO_PACKAGE,
    "lighttpd": "is looked at by its own check alone",
    "maven": "asks a repository on the network",
    "mbedtls": _CODE,
    "minio": _NO_PACKAGE,
    "mongodb": _NOT_YET,
    "mosquitto": _NOT_YET,
    "mssql_jdbc": _LANGUAGE,
    "mysql": _NOT_YET,
    "nix": _NO_PACKAGE,
    "openldap": _NOT_YET,
    "openvpn": _NOT_YET,
    "pacman": "needs Arch Linux",
    "perl": _LANGUAGE,
    "pgjdbc": _LANGUAGE,
    "php": _LANGUAGE,
    "pip": "asks an index on the network",
    "powershell": _NO_PACKAGE,
    "prometheus": "is a server of its own that the tests do not start",
    "python_ldap": _LIBRARY,
    "python_servers": _LIBRARY,
    "redis": _NOT_YET,
    "remote_desktop": _WINDOWS,
    "rlang": _LANGUAGE,
    "ruby": _LANGUAGE,
    "rustls": _CODE,
    "snap": "needs snapd, and a shop on the network",
    "sql_server": _WINDOWS,
    "traefik": _NO_PACKAGE,
    "urllib3": _LIBRARY,
    "uv": _NO_PACKAGE,
    "vault": _NO_PACKAGE,
    "wget2": "is Wget's again, with the same options",
    "windows": _WINDOWS,
    "winget": _WINDOWS,
    "wolfssl": _CODE,
}

_CA = "asks a CA on the network"
_LOAD = "shows under a load alone"
_LOOKS = "looks at something and changes nothing"
_NO_SHARE = "OpenSSL 3.0 offers no post-quantum share that could be left out"
_MACHINE = "changes the whole machine"
_NPM = "is a setting of npm, which asks a registry on the network"
_AFTER = "is about a refusal after the handshake, in the protocol of the service"
_NEWER = "is for a version that Debian 12 has not"

RECIPES: Mapping[str, Mapping[Remedy, str]] = {
    "apache": {
        Remedy.REPLACE_CERTIFICATE: _CA,
        Remedy.REISSUE_WITH_NAME: _CA,
        Remedy.GET_TRUSTED_CERTIFICATE: _CA,
        Remedy.GIVE_CERTIFICATE: "Apache does not start without; the lines are those of match-key",
        Remedy.ADD_CAPACITY: _LOAD,
    },
    "caddy": {Remedy.SERVE_NAME: "lets Caddy fetch a certificate: it asks a CA on the network"},
    "curl": {Remedy.SHRINK_CLIENT_HELLO: _NO_SHARE},
    "git": {Remedy.PROXY_ADDRESS: _LOOKS},
    "haproxy": {Remedy.ADD_CAPACITY: _LOAD},
    "java": {
        Remedy.TRUST_CA: _MACHINE,
        Remedy.WIDEN_CLIENT_CIPHERS: "says which options to take away",
        Remedy.SEND_SNI: "Java sends no name without a dot, and no other leads to this machine",
        Remedy.PROXY_ADDRESS: "is the line of proxy-url-http",
        Remedy.BYPASS_PROXY: "Java asks no proxy for this machine anyway",
    },
    "nginx": {
        Remedy.REPLACE_CERTIFICATE: _CA,
        Remedy.REISSUE_WITH_NAME: _CA,
        Remedy.GET_TRUSTED_CERTIFICATE: _CA,
        Remedy.ADD_CAPACITY: _LOAD,
    },
    "node": {
        Remedy.SHRINK_CLIENT_HELLO: _NO_SHARE,
        Remedy.PROXY_URL_HTTP: _NPM,
        Remedy.PROXY_URL_HTTPS: _NPM,
        Remedy.PROXY_CREDENTIALS: _NPM,
        Remedy.PROXY_ADDRESS: _NPM,
        Remedy.BYPASS_PROXY: _NPM,
    },
    "openssl": {
        Remedy.MATCH_CLIENT_KEY: _LOOKS,
        Remedy.SHRINK_CLIENT_HELLO: _NO_SHARE,
        Remedy.MATCH_KEY: _LOOKS,
        Remedy.ISSUE_WITHIN_CONSTRAINTS: _LOOKS,
        Remedy.SERVE_FULL_CHAIN: _LOOKS,
    },
    "postfix": {Remedy.TRUST_CLIENT_CA: _AFTER, Remedy.RELAX_CLIENT_AUTH: _AFTER},
    "postgresql": {Remedy.RELAX_CLIENT_AUTH: _AFTER, Remedy.READ_SERVER_LOG: _LOOKS},
    "python": {
        Remedy.RELAX_STRICT_CHECKS: _NEWER,
        Remedy.UPDATE_CLIENT: "asks an index on the network",
        Remedy.PROXY_URL_SOCKS: "installs a library from the network",
    },
    "system": {
        Remedy.FIX_CLOCK: _MACHINE,
        Remedy.TRUST_CA: _MACHINE,
        Remedy.UPDATE_TRUST_STORE: _MACHINE,
        Remedy.LOG_IN_TO_PORTAL: "opens a browser",
        Remedy.USE_RIGHT_PORT: _LOOKS,
        Remedy.START_SERVICE: _LOOKS,
        Remedy.OPEN_FIREWALL: _MACHINE,
        Remedy.FIX_DNS: _LOOKS,
        Remedy.CLAMP_MSS: _MACHINE,
    },
}
