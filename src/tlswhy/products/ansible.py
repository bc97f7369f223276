"""Ansible: its modules that speak HTTPS, WinRM and the galaxy."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import WEB, Product, Recipe, Role
from tlswhy.products.saying import Saying

_URLS = "lib/ansible/module_utils/urls.py, 2.9 to 2.19"

PRODUCT = Product(
    name="Ansible",
    roles=(Role.CLIENT,),
    services=WEB,
    recipes={
        Remedy.TRUST_CA: Recipe(
            "In the task; for all of them put it into the store of the managed system.",
            ("ca_path: /path/to/{ca}.pem",),
        ),
        Remedy.USE_PROXY: Recipe(
            "For a play or a task.", ("environment:", "  https_proxy: http://{proxy}")
        ),
    },
    sayings=(
        Saying(
            "Failed to validate the SSL certificate for",
            ("verify failed",),
            "fatal: [web]: FAILED! => Failed to validate the SSL certificate for a.example:443. Make sure your managed systems have a valid CA certificate installed.",
            _URLS,
            pattern=r"SSL certificate for (?P<host>[\w.-]{1,253}):(?P<port>\d{1,5})",
        ),
        Saying(
            "Proxy authentication failed",
            ("proxy-answered 407",),
            "Proxy authentication failed",
            _URLS,
            certain=False,
        ),
        Saying(
            "Connection to proxy failed",
            ("proxy-answered", "proxy-set"),
            "Connection to proxy failed",
            _URLS,
        ),
        Saying(
            "Unsupported proxy scheme:",
            ("config-error", "proxy-set"),
            "Unsupported proxy scheme: socks5. Currently ansible only supports HTTP proxies.",
            _URLS,
        ),
        Saying(
            "Unsupported proxy scheme: https",
            ("proxy-url https", "proxy-not-tls"),
            "Unsupported proxy scheme: https. Currently ansible only supports HTTP proxies.",
            _URLS,
        ),
        Saying(
            "SSL validation is not available in your version of python",
            ("config-error",),
            "SSL validation is not available in your version of python. You can use validate_certs=False",
            _URLS,
        ),
        Saying(
            "Unknown error when attempting to call Galaxy at",
            (),
            "Unknown error when attempting to call Galaxy at 'https://galaxy.ansible.com/api/': <urlopen error [SSL: CERTIFICATE_VERIFY_FAILED]>",
            "lib/ansible/galaxy/api.py",
        ),
        Saying(
            "ssl: HTTPSConnectionPool",
            (),
            "winrm UNREACHABLE! => ssl: HTTPSConnectionPool(host='192.0.2.1', port=5986): Max retries exceeded with url: /wsman",
            "lib/ansible/plugins/connection/winrm.py",
        ),
    ),
    speaks=("side client",),
)
