"""GitLab Runner and the GitLab agent."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

_NET = "gitlab-runner network/client.go, network/gitlab.go, 9 to 17"

PRODUCT = Product(
    name="GitLab Runner",
    roles=(Role.CLIENT,),
    recipes={
        Remedy.TRUST_CA: Recipe(
            "A file named after the host; or tls-ca-file in config.toml. Jobs get it too.",
            (
                "mkdir -p /etc/gitlab-runner/certs",
                "cp {ca}.pem /etc/gitlab-runner/certs/{host}.crt",
            ),
        ),
    },
    speaks=("side client",),
    sayings=(
        Saying(
            "status=couldn't execute POST against",
            ("side client",),
            (
                "ERROR: Registering runner... failed runner=abc status=couldn't execute POST"
                " against https://gitlab.example.com/api/v4/runners: Post"
                ' "https://gitlab.example.com/api/v4/runners": tls: failed to verify'
                " certificate: x509: certificate signed by unknown authority"
            ),
            _NET,
            pattern=r"couldn't execute POST against (?P<host>https?://[\w.-]{1,253}(?::\d{1,5})?)",
        ),
        Saying(
            "couldn't execute POST against",
            ("side client",),
            (
                "WARNING: Checking for jobs... failed runner=abc error=couldn't execute POST"
                " against https://gitlab.example.com/api/v4/jobs/request: Post"
                ' "https://gitlab.example.com/api/v4/jobs/request": tls: failed to verify'
                " certificate: x509: certificate signed by unknown authority"
            ),
            _NET,
            pattern=r"couldn't execute POST against (?P<host>https?://[\w.-]{1,253}(?::\d{1,5})?)",
        ),
        Saying(
            "couldn't execute PUT against",
            ("side client",),
            (
                "WARNING: Updating job... failed error=couldn't execute PUT against"
                " https://gitlab.example.com/api/v4/jobs/1: Put"
                ' "https://gitlab.example.com/api/v4/jobs/1": tls: failed to verify'
                " certificate: x509: certificate signed by unknown authority"
            ),
            _NET,
            pattern=r"couldn't execute PUT against (?P<host>https?://[\w.-]{1,253}(?::\d{1,5})?)",
        ),
        Saying(
            "couldn't execute PATCH against",
            ("side client",),
            (
                "WARNING: Appending trace to coordinator... failed error=couldn't execute PATCH"
                " against https://gitlab.example.com/api/v4/jobs/1/trace: Patch"
                ' "https://gitlab.example.com/api/v4/jobs/1/trace": tls: failed to verify'
                " certificate: x509: certificate signed by unknown authority"
            ),
            _NET,
            pattern=r"couldn't execute PATCH against (?P<host>https?://[\w.-]{1,253}(?::\d{1,5})?)",
        ),
        Saying(
            "Failed to load certificate",
            ("ca-file",),
            (
                "ERROR: Failed to load certificate error=open"
                " /etc/gitlab-runner/certs/gitlab.example.com.crt: permission denied"
                " file=/etc/gitlab-runner/certs/gitlab.example.com.crt"
            ),
            _NET,
            pattern=r"Failed to load certificate.{0,200}gitlab",
        ),
        Saying(
            "Failed to parse PEM in",
            ("ca-file",),
            "ERROR: Failed to parse PEM in /etc/gitlab-runner/certs/gitlab.example.com.crt",
            _NET,
        ),
    ),
)
