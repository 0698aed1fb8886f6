"""The small files of a release: which ids it holds, its sitemap, its word to robots."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from html import escape
from urllib.parse import quote

from generator.audience import Audience
from generator.dataset import Dataset
from generator.gone import IDS, WITHDRAWN
from generator.publication import Artifact

MOST_LISTED = 50_000
"""Pages of one sitemap, as sitemaps.org allows."""


def register_files(visible: Dataset, pages: Sequence[str], site_url: str, audience: Audience) -> Iterator[Artifact]:
    """`ids.txt`, `robots.txt`, and `sitemap.xml` where the site's address is known and robots are welcome."""
    rows = [
        f"{one}\t{entry.type_name}\t{entry.address}" + (f"\t{WITHDRAWN}" if entry.about.withdrawn else "")
        for one, entry in visible.entries.items()
    ]
    ids = "".join(f"{row}\n" for row in sorted(rows))
    yield Artifact(IDS, ids.encode)
    yield Artifact("robots.txt", _robots(site_url, audience).encode)
    if site_url and audience is Audience.PUBLIC:
        yield from _sitemaps(sorted(pages), site_url)


def _robots(site_url: str, audience: Audience) -> str:
    if audience is Audience.CAMPUS:
        return "User-agent: *\nDisallow: /\n"
    return "User-agent: *\nAllow: /\n" + (f"Sitemap: {site_url}sitemap.xml\n" if site_url else "")


def _sitemaps(pages: Sequence[str], site_url: str) -> Iterator[Artifact]:
    """One sitemap, or several with an index of them: a sitemap may list 50,000 pages."""
    parts = [pages[start : start + MOST_LISTED] for start in range(0, len(pages), MOST_LISTED)]
    if len(parts) <= 1:
        yield Artifact("sitemap.xml", partial(_listing, "urlset", "url", pages, site_url))
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield Artifact(name, partial(_listing, "urlset", "url", part, site_url))
    yield Artifact("sitemap.xml", partial(_listing, "sitemapindex", "sitemap", names, site_url))


def _listing(whole: str, one: str, paths: Sequence[str], site_url: str) -> bytes:
    rows = "".join(f"<{one}><loc>{escape(site_url + quote(path))}</loc></{one}>\n" for path in paths)
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{whole} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{rows}</{whole}>\n".encode()
