"""nginx-proxy and Nginx Proxy Manager, nginx configured from containers."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SAYINGS = (
    Saying(
        "letsencrypt-nginx-proxy-companion",
        ("default-cert",),
        "subject: CN=letsencrypt-nginx-proxy-companion",
        ("acme-companion: functions.sh, 2.2: the certificate that stands in until there is one"),
    ),
    Saying(
        "/app/letsencrypt_service_data not found, skipping data from containers",
        ("no-certificate",),
        ("Warning: /app/letsencrypt_service_data not found, skipping data from containers"),
        "acme-companion: letsencrypt_service.sh, 2.2",
    ),
    Saying(
        "Internal Error Command failed: certbot",
        ("no-certificate",),
        "Internal Error Command failed: certbot certonly --config /etc/letsencrypt.ini",
        "Nginx Proxy Manager: backend/internal/certificate.js, 2.11",
    ),
    Saying(
        "Command failed: certbot certonly",
        ("no-certificate",),
        (
            'Error: Command failed: certbot certonly --config "/etc/letsencrypt.ini" '
            '--cert-name "npm-1" Some challenges have failed.'
        ),
        "Nginx Proxy Manager: backend/internal/certificate.js, 2.11",
    ),
    Saying(
        "/data/nginx/dummycert.pem",
        ("default-cert",),
        'cannot load certificate "/data/nginx/dummycert.pem": BIO_new_file() failed',
        "Nginx Proxy Manager: 2.11",
    ),
)

PRODUCT = Product(
    name="nginx-proxy",
    roles=(Role.REVERSE_PROXY,),
    sayings=_SAYINGS,
    speaks=("role reverse-proxy",),
)
