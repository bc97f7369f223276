from __future__ import annotations

import pytest

from tlswhy.hops.http_digest import Challenge, answer, answerable, challenges

# RFC 7616 section 3.9.1: Mufasa, "Circle of Life", GET /dir/index.html.
REALM = "http-auth@example.org"
NONCE = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v"
OPAQUE = "FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"
CNONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"


def challenge(**told: str) -> Challenge:
    return Challenge("digest", {"realm": REALM, "nonce": NONCE, "opaque": OPAQUE, **told})


def answered(to: Challenge, cnonce: str = CNONCE) -> str:
    return answer(
        to,
        method="GET",
        uri="/dir/index.html",
        user="Mufasa",
        password="Circle of Life",
        cnonce=cnonce,
    )


@pytest.mark.parametrize(
    ("algorithm", "response"),
    [
        ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
        ("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
    ],
)
def test_the_example_of_rfc_7616(algorithm: str, response: str) -> None:
    said = answered(challenge(algorithm=algorithm, qop="auth, auth-int"))
    assert said == (
        f'Digest username="Mufasa", realm="{REALM}", nonce="{NONCE}", uri="/dir/index.html", '
        f'response="{response}", algorithm={algorithm}, opaque="{OPAQUE}", qop=auth, '
        f'nc=00000001, cnonce="{CNONCE}"'
    )


# curl 7.88.1, option --proxy-digest, to each of these algorithms.
@pytest.mark.parametrize(
    ("algorithm", "cnonce", "response"),
    [
        (
            "MD5-sess",
            "MzQ2MWNhY2RlZjk3YTIxMWJmMmVlMzcwZjU1YTFmYzQ=",
            "fcb8597c54dcef4955668a09086cda52",
        ),
        (
            "SHA-256-sess",
            "ODFkZWI0MzA1N2MzZjg2MTk3ZjFmODNhMGUxZjkwMGI=",
            "6b486531d631d42968ac23fc3f045fcda4899721371027f71f40b17ba8dd1ec9",
        ),
        (
            "SHA-256",
            "ZTg2MzA5NmFhMjE5MjQ1ODhmMzMyOWNiMzUzM2NmZjk=",
            "1ee45fe04123f660b53442be880d5a975cb84c5929bc87f3465e0b5638461346",
        ),
    ],
)
def test_what_curl_answers(algorithm: str, cnonce: str, response: str) -> None:
    told = {"realm": "lab", "nonce": "abc", "algorithm": algorithm, "qop": "auth"}
    said = answer(
        Challenge("digest", told),
        method="CONNECT",
        uri="a.test:443",
        user="ann",
        password="secret",
        cnonce=cnonce,
    )
    assert f'response="{response}", algorithm={algorithm}, qop=auth' in said


def test_the_example_of_rfc_2069() -> None:
    # Section 2.4, with the response of its erratum 749: no qop, no algorithm.
    told = {"realm": "testrealm@host.com", "nonce": "dcd98b7102dd2f0e8b11d0f600bfb0c093"}
    said = answer(
        Challenge("digest", told),
        method="GET",
        uri="/dir/index.html",
        user="Mufasa",
        password="CircleOfLife",
        cnonce="not sent",
    )
    assert said.endswith(', response="1949323746fe6a43ef61f9606e7febea"')
    assert "cnonce" not in said


def test_a_session_without_qop_needs_the_cnonce() -> None:
    assert answered(challenge(algorithm="MD5-sess")).endswith(f', cnonce="{CNONCE}"')


def test_requests_with_one_nonce_are_counted() -> None:
    said = answer(
        challenge(qop="auth"), method="GET", uri="/", user="u", password="p", cnonce="c", count=17
    )
    assert ", nc=00000011, " in said


def test_quotes_are_escaped() -> None:
    said = answer(
        Challenge("digest", {"realm": 'a"b', "nonce": "n"}),
        method="GET",
        uri="/",
        user="c\\d",
        password="p",
        cnonce="c",
    )
    assert said.startswith('Digest username="c\\\\d", realm="a\\"b", ')


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ((), []),
        (("",), []),
        (("Basic",), [("basic", {})]),
        (("NTLM", "Negotiate"), [("ntlm", {}), ("negotiate", {})]),
        (("Negotiate, NTLM",), [("negotiate", {}), ("ntlm", {})]),
        (("NTLM TlRMTVNTUAACAAAA==",), [("ntlm", {})]),
        # RFC 9110 section 11.6.1.
        (
            ('Basic realm="simple", Newauth realm="apps", type=1, title="Login to \\"apps\\""',),
            [
                ("basic", {"realm": "simple"}),
                ("newauth", {"realm": "apps", "type": "1", "title": 'Login to "apps"'}),
            ],
        ),
        (('Digest REALM = "a, b",nonce=c',), [("digest", {"realm": "a, b", "nonce": "c"})]),
        (('Digest qop=""',), [("digest", {"qop": ""})]),
        (("realm=lost",), []),
        (("Digest nonce=a, nonce=b",), [("digest", {"nonce": "a"})]),
    ],
)
def test_challenges(values: tuple[str, ...], found: list[tuple[str, dict[str, str]]]) -> None:
    assert [(told.scheme, told.parameters) for told in challenges(values)] == found


@pytest.mark.parametrize(
    "offered",
    [
        Challenge("basic", {"realm": "a"}),
        Challenge("digest", {"realm": "a"}),
        challenge(algorithm="SHA-512-256"),
        challenge(algorithm="token"),
        challenge(qop="auth-int"),
    ],
)
def test_what_cannot_be_answered(offered: Challenge) -> None:
    first, second = challenge(qop="auth-int,AUTH", algorithm="md5"), challenge(algorithm="SHA-256")
    assert answerable([offered]) is None
    assert answerable([offered, first, second]) is first


@pytest.mark.parametrize(("told", "stale"), [("TRUE", True), ("false", False), (None, False)])
def test_a_nonce_that_is_too_old(told: str | None, stale: bool) -> None:
    assert challenge(**({} if told is None else {"stale": told})).stale is stale
