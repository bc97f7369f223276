"""Terraform and OpenTofu, and the cloud libraries in their providers."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

PRODUCT = Product(
    name="Terraform",
    roles=(Role.CLIENT,),
    sayings=(
        Saying(
            "failed to request discovery document:",
            ("side client",),
            (
                "Error: Failed to query available provider packages. Could not retrieve the"
                " list of available versions for provider hashicorp/aws: could not connect to"
                " registry.terraform.io: failed to request discovery document: Get"
                ' "https://registry.terraform.io/.well-known/terraform.json": tls: failed to'
                " verify certificate: x509: certificate signed by unknown authority"
            ),
            "internal/getproviders, svchost/disco, 0.13 to 1.9",
            pattern=r'discovery document: Get \\?"?(?P<host>https?://[\w.-]{1,253}(?::\d{1,5})?)',
        ),
        Saying(
            "Could not retrieve the list of available versions for provider",
            ("side client",),
            (
                "Could not retrieve the list of available versions for provider hashicorp/aws:"
                " could not query provider registry for registry.terraform.io/hashicorp/aws:"
                " the request failed after 2 attempts, please try again later: Get"
                ' "https://registry.terraform.io/v1/providers/hashicorp/aws/versions": tls:'
                " failed to verify certificate: x509: certificate signed by unknown authority"
            ),
            "internal/getproviders, 0.13 to 1.9",
            certain=False,
        ),
        Saying(
            "Error while installing hashicorp/",
            ("side client",),
            (
                "Error: Failed to install provider. Error while installing hashicorp/aws"
                " v5.0.0: could not query provider registry for"
                " registry.terraform.io/hashicorp/aws: failed to retrieve authentication"
                " checksums for provider: tls: failed to verify certificate: x509: certificate"
                " signed by unknown authority"
            ),
            "internal/getproviders, 0.13 to 1.9",
            certain=False,
        ),
        Saying(
            "RequestError: send request failed",
            ("side client",),
            (
                "RequestError: send request failed caused by: Post"
                ' "https://sts.amazonaws.com/": tls: failed to verify certificate: x509:'
                " certificate signed by unknown authority"
            ),
            "aws-sdk-go",
        ),
        Saying(
            "https response error StatusCode: 0, RequestID: , ",
            ("side client",),
            (
                "operation error S3: ListObjectsV2, https response error StatusCode: 0,"
                " RequestID: , HostID: , request send failed, Get"
                ' "https://bucket.s3.amazonaws.com/": tls: failed to verify certificate: x509:'
                " certificate signed by unknown authority"
            ),
            "aws-sdk-go-v2, smithy-go",
        ),
        Saying(
            "request send failed, Post",
            ("side client",),
            (
                "operation error STS: GetCallerIdentity, request send failed, Post"
                ' "https://sts.amazonaws.com/": tls: failed to verify certificate: x509:'
                " certificate signed by unknown authority"
            ),
            "smithy-go",
            pattern=r'request send failed, Post \\?"(?P<host>https?://[\w.-]{1,253}(?::\d{1,5})?)',
        ),
        Saying(
            "StatusCode=0 -- Original Error:",
            ("side client",),
            (
                "azure.BearerAuthorizer#WithAuthorization: Failed to refresh the Token for"
                " request to https://management.azure.com/: StatusCode=0 -- Original Error:"
                " adal: Failed to execute the refresh request. Error = 'Post"
                ' "https://login.microsoftonline.com/a/oauth2/token": tls: failed to verify'
                " certificate: x509: certificate signed by unknown authority"
            ),
            "go-autorest",
        ),
    ),
)
