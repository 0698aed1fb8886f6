"""The small example site becomes exactly the tree that was accepted (make accept)."""

from __future__ import annotations

from tests.example_site import built, expected


def test_the_site_is_the_accepted_one() -> None:
    now, accepted = built(), expected()
    assert sorted(now) == sorted(accepted)
    changed = [name for name in now if now[name] != accepted[name]]
    assert changed == [], "look at the difference, then: make accept"
