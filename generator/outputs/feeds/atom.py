"""A feed as Atom (RFC 4287).

Written here: it is one small template. feedgen would bring lxml and takes a tenth of a millisecond for an entry
of which a site has thousands, each in up to four feeds.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape
from urllib.parse import quote

from generator.outputs.feeds.entries import Entry, tag
from generator.outputs.open_data.descriptor import Publisher

MOST = 50
"""Entries of a feed."""
FIRST_DAY = date(1970, 1, 1)
"""The day of a feed in which nothing has happened yet."""


def atom(name: str, title: str, page: str, found: Sequence[Entry], publisher: Publisher) -> bytes:
    """A feed. `name` is its file below `feeds/`, `page` the page that it belongs to."""
    url = publisher.site_url
    shown = found[:MOST]
    day = shown[0].day if shown else FIRST_DAY
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">\n'
        f"<id>{escape(tag(url, f'feeds/{name}'))}</id>\n<title>{escape(title)}</title>\n"
        f"<updated>{_time(day)}</updated>\n<author><name>{escape(publisher.name)}</name></author>\n"
        f'<link rel="self" type="application/atom+xml" href="{escape(url + quote(f"feeds/{name}"))}"/>\n'
        f'<link rel="alternate" type="text/html" href="{escape(url + quote(page))}"/>\n'
    )
    return (head + "".join(_entry(one, url) for one in shown) + "</feed>\n").encode()


def _entry(one: Entry, url: str) -> str:
    return (
        f"<entry>\n<id>{escape(tag(url, one.key))}</id>\n<title>{escape(one.title)}</title>\n"
        f"<published>{_time(one.day)}</published>\n<updated>{_time(one.day)}</updated>\n"
        f'<link rel="alternate" type="text/html" href="{escape(url + quote(one.address))}"/>\n'
        f'<category term="{escape(one.kind)}"/>\n<summary>{escape(one.text or one.title)}</summary>\n</entry>\n'
    )


def _time(day: date) -> str:
    """The day's beginning in Asia/Shanghai: days are all that records know."""
    return f"{day}T00:00:00+08:00"
