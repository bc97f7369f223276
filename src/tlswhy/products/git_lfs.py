"""Git LFS."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

PRODUCT = Product(
    name="Git LFS",
    roles=(Role.CLIENT,),
    speaks=("side client",),
    sayings=(
        Saying(
            "batch response: Post",
            ("side client",),
            (
                "batch response: Post"
                ' "https://git.example.com/group/repo.git/info/lfs/objects/batch": tls: failed'
                " to verify certificate: x509: certificate signed by unknown authority"
            ),
            "tq/transfer_queue.go, 1 to 3",
            pattern=r'batch response: Post \\?"?(?P<host>https?://[\w.-]{1,253}(?::\d{1,5})?)',
        ),
        Saying(
            "LFS: Get",
            ("side client",),
            (
                'LFS: Get "https://lfs.example.com/objects/ab": tls: failed to verify'
                " certificate: x509: certificate signed by unknown authority"
            ),
            "tq/basic_download.go, 1 to 3",
            pattern=r'LFS: Get \\?"?(?P<host>https?://[\w.-]{1,253}(?::\d{1,5})?)',
        ),
        Saying(
            "LFS: Put",
            ("side client",),
            (
                'LFS: Put "https://lfs.example.com/objects/ab": tls: failed to verify'
                " certificate: x509: certificate signed by unknown authority"
            ),
            "tq/basic_upload.go, 1 to 3",
            pattern=r'LFS: Put \\?"?(?P<host>https?://[\w.-]{1,253}(?::\d{1,5})?)',
        ),
        Saying(
            "Error downloading object:",
            ("side client",),
            (
                "Error downloading object: big.bin (ab12): Smudge error: Error downloading"
                " big.bin: batch response: Post"
                ' "https://git.example.com/repo.git/info/lfs/objects/batch": tls: failed to'
                " verify certificate: x509: certificate signed by unknown authority"
            ),
            "commands/command_smudge.go",
            certain=False,
        ),
    ),
)
