import pytest

from tlswhy.hops.starttls import protocols


def test_every_module_counts() -> None:
    known = protocols()
    assert {"smtp", "postgres"} <= set(known)
    assert list(known) == sorted(known)
    assert len(known) == len(list(known))
    assert "smtp" in known
    assert "telnet-tls" not in known


def test_a_name_gives_its_module() -> None:
    assert protocols()["smtp"].IMPLICIT == (465,)
    assert protocols()["postgres"].PORTS == (5432,)
    assert protocols() is protocols()
    with pytest.raises(KeyError):
        protocols()["__init__"]


@pytest.mark.parametrize("name", list(protocols()))
def test_every_module_has_what_a_dialogue_needs(name: str) -> None:
    module = protocols()[name]
    assert all(0 < port < 65536 for port in (*module.PORTS, *module.IMPLICIT))
    assert not set(module.PORTS) & set(module.IMPLICIT)
    next(module.talk("a.test"))
