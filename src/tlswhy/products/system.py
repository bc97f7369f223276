"""Linux itself: clock, trust store, resolver, firewall, and the environment of a shell."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role

_ENVIRONMENT = "Read by curl, Python, Go, pip and many more."

PRODUCT = Product(
    name="Linux",
    usual=True,
    roles=(Role.NETWORK, Role.CLIENT),
    recipes={
        Remedy.FIX_CLOCK: Recipe(
            "Step the clock now, and keep it.",
            ("timedatectl set-ntp true", "chronyc makestep", "timedatectl"),
        ),
        Remedy.TRUST_CA: Recipe(
            "Debian and Ubuntu first, then Red Hat and Fedora.",
            (
                "cp {ca}.pem /usr/local/share/ca-certificates/{ca}.crt",
                "update-ca-certificates",
                "cp {ca}.pem /etc/pki/ca-trust/source/anchors/ && update-ca-trust",
            ),
        ),
        Remedy.UPDATE_TRUST_STORE: Recipe(
            "Debian and Ubuntu first, then Red Hat and Fedora.",
            (
                "apt-get update && apt-get install ca-certificates",
                "dnf upgrade ca-certificates",
            ),
        ),
        Remedy.LOG_IN_TO_PORTAL: Recipe(
            "A plain page is what a portal answers.", ("xdg-open http://example.com/",)
        ),
        Remedy.USE_RIGHT_PORT: Recipe("On the server: who listens where.", ("ss -ltnp",)),
        Remedy.START_SERVICE: Recipe(
            "On the server: does anything listen, on which address, and is it up.",
            ("ss -ltnp 'sport = :{port}'", "systemctl --failed"),
        ),
        Remedy.OPEN_FIREWALL: Recipe(
            "On the server, whichever of them is in use.",
            (
                "nft insert rule inet filter input tcp dport {port} accept",
                "ufw allow {port}/tcp",
                "firewall-cmd --permanent --add-port={port}/tcp && firewall-cmd --reload",
            ),
        ),
        Remedy.FIX_DNS: Recipe(
            "What this machine is told, and what the name servers say.",
            (
                "getent ahosts {host}",
                "dig +short {host}",
                "dig +trace {host}",
                "resolvectl flush-caches",
            ),
        ),
        Remedy.CLAMP_MSS: Recipe(
            "On the router or VPN gateway; ping finds what the path carries (1372 + 28 bytes).",
            (
                "ping -c 3 -M do -s 1372 {host}",
                "iptables -t mangle -A FORWARD -p tcp --tcp-flags SYN,RST SYN \\",
                "  -j TCPMSS --clamp-mss-to-pmtu",
            ),
        ),
        Remedy.PROXY_URL_HTTP: Recipe(
            f"{_ENVIRONMENT} The variable's name is about the target, its http:// about the proxy.",
            ("export HTTPS_PROXY=http://{proxy} https_proxy=http://{proxy}",),
        ),
        Remedy.USE_PROXY: Recipe(
            "For a shell; sudo, cron and systemd units have variables of their own.",
            ("export HTTPS_PROXY=http://{proxy} https_proxy=http://{proxy}",),
        ),
        Remedy.PROXY_URL_HTTPS: Recipe(
            _ENVIRONMENT, ("export HTTPS_PROXY=https://{proxy} https_proxy=https://{proxy}",)
        ),
        Remedy.PROXY_URL_SOCKS: Recipe(
            f"{_ENVIRONMENT} The h in socks5h leaves DNS to the proxy.",
            ("export ALL_PROXY=socks5h://{proxy} HTTPS_PROXY=socks5h://{proxy}",),
        ),
        Remedy.PROXY_CREDENTIALS: Recipe(
            "Signs such as @ : / in the password are written %40 %3A %2F.",
            ("export HTTPS_PROXY=http://USER:PASSWORD@{proxy}",),
        ),
        Remedy.PROXY_ADDRESS: Recipe(
            "Where it may be set, and how it is unset.",
            ("env | grep -i _proxy", "unset HTTPS_PROXY https_proxy ALL_PROXY all_proxy"),
        ),
        Remedy.BYPASS_PROXY: Recipe(
            _ENVIRONMENT,
            (
                "export NO_PROXY=localhost,127.0.0.1,{host}",
                "export no_proxy=$NO_PROXY",
            ),
        ),
    },
)
