"""The knowledge base in the terminal."""

from __future__ import annotations

from textwrap import dedent

from tlswhy.causes import Entry
from tlswhy.model.diagnosis import Cause, Party, Remedy, Step
from tlswhy.report.explain import learn, learn_list

TEXT = """The server's certificate has expired.

## What happens
The client ends the handshake when it has read the certificate, with the alert
`certificate_expired` (45).

A second paragraph.
## Why
It was
- not renewed, or renewed on disk
  and not reloaded;
- served by one node of several.

1. first
2. second
## How we tell
    openssl x509 -noout -enddate
    date
## Fix
Renew it.
"""


def entry(id_: str = "cert-expired", *, plain: bool = False) -> Entry:
    cause = Cause(
        acts=Party.SERVER,
        look=lambda _: iter(()),
        remedies=(Remedy.RENEW_CERTIFICATE,),
        references=("RFC 5280 section 4.1.2.5",),
        step=None if plain else Step.CERTIFICATE,
        narrows=() if plain else ("reset-on-hello",),
    )
    return Entry(id_, "client_authentication", TEXT, cause)


def test_one_cause() -> None:
    assert learn(entry(), width=60) == dedent(LEARN).lstrip()


def test_a_cause_without_a_step_that_narrows_nothing() -> None:
    text = learn(entry(plain=True))
    assert "cert-expired (client authentication); mostly the server has to act" in text
    assert "Narrower than" not in text


def test_a_cause_of_which_little_is_written() -> None:
    bare = Entry("x", "version", "A title.\n", entry().cause)
    assert learn(bare).startswith("A title\nx (version, at step certificate)")


def test_the_width_holds() -> None:
    for width in (40, 80, 100):
        assert max(map(len, learn(entry(), width=width).splitlines())) <= width
        many = {id_: entry(id_) for id_ in ("cert-expired", "a-much-longer-id-of-a-cause")}
        assert max(map(len, learn_list(many, width=width).splitlines())) <= width


def test_colour_and_ascii() -> None:
    assert "\x1b[1m" in learn(entry(), colour=True)
    assert "\x1b[1m" in learn_list({"cert-expired": entry()}, colour=True)
    assert learn(entry(), ascii=True).isascii()
    assert learn_list({"cert-expired": entry()}, ascii=True).isascii()


def test_the_list() -> None:
    many = {
        "cert-expired": entry(),
        "version-x": Entry("version-x", "version", TEXT, entry().cause),
    }
    assert learn_list(many) == dedent(
        """\
        Client authentication
          cert-expired  The server's certificate has expired

        Version
          version-x     The server's certificate has expired

        tlswhy learn ID tells more of one.
        """
    )


def test_the_narrow_list() -> None:
    assert learn_list({"cert-expired": entry()}, width=40) == dedent(
        """\
        Client authentication
          cert-expired
            The server's certificate has expired

        tlswhy learn ID tells more of one.
        """
    )


LEARN = """
    The server's certificate has expired
    cert-expired (client authentication, at step certificate);
    mostly the server has to act

    What happens
      The client ends the handshake when it has read the
      certificate, with the alert `certificate_expired` (45).
      A second paragraph.

    Why
      It was
      - not renewed, or renewed on disk and not reloaded;
      - served by one node of several.
      1. first
      2. second

    How we tell
        openssl x509 -noout -enddate
        date

    Fix
      Renew it.

    Remedies
      - Renew the certificate and reload every process that
        serves it.

    Narrower than
      reset-on-hello

    References
      - RFC 5280 section 4.1.2.5
"""
