"""The preview server: pages with the word that reloads them, everything else as it is, and word of changes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from generator import preview
from generator.ahead import Work
from generator.outputs.templates import BrokenTemplateError
from generator.preview import Fresh, PreviewServer, watched_changes
from generator.publication import Artifact

PAGE = "<!doctype html><html><body><p>第一版</p></body></html>"
TAG = '<script src="/.gongkai/reload.js"></script></body>'


@pytest.fixture
def server(tmp_path: Path) -> Iterator[PreviewServer]:
    site = tmp_path / "site"
    (site / "proposals").mkdir(parents=True)
    (site / "index.html").write_text(PAGE, "utf-8")
    (site / "proposals" / "TA-1.html").write_text("<p>没有 body 结尾", "utf-8")
    (site / "x.css").write_text("a::after { content: '</body>' }", "utf-8")
    (tmp_path / "secret.html").write_text("secret", "utf-8")
    with PreviewServer(("127.0.0.1", 0), site) as made:
        thread = threading.Thread(target=made.serve_forever, args=(0.01,))
        thread.start()
        yield made
        made.announce()
        made.shutdown()
        thread.join()


class Reply:
    """An answer, read whole."""

    def __init__(self, response: HTTPResponse) -> None:
        self.status, self.headers, self.body = response.status, response.headers, response.read().decode()


def ask(server: PreviewServer, path: str, method: str = "GET") -> Reply:
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=5)
    try:
        connection.request(method, path)
        return Reply(connection.getresponse())
    finally:
        connection.close()


@pytest.mark.parametrize("path", ["/", "/index.html", "/index.html?q=1#x"])
def test_a_page_gets_the_script_that_reloads_it(server: PreviewServer, path: str) -> None:
    reply = ask(server, path)
    assert (reply.status, reply.body) == (200, PAGE.replace("</body>", TAG))
    assert reply.headers["Content-Type"] == "text/html; charset=utf-8"
    assert reply.headers["Cache-Control"] == "no-store"
    assert int(reply.headers["Content-Length"]) == len(reply.body.encode())


def test_everything_else_is_sent_as_it_is(server: PreviewServer) -> None:
    assert ask(server, "/x.css").body == "a::after { content: '</body>' }"
    assert ask(server, "/proposals/TA-1.html").body == "<p>没有 body 结尾"
    assert ask(server, "/none.html").status == 404
    assert ask(server, "/", "HEAD").body == ""


@pytest.mark.parametrize(
    "path", ["/../secret.html", "/..%2fsecret.html", "//secret.html", "/proposals/../../secret.html"]
)
def test_nothing_outside_the_site_is_served(server: PreviewServer, path: str) -> None:
    reply = ask(server, path)
    assert "secret" not in reply.body
    assert reply.status != 200


def test_the_script_listens_for_changes(server: PreviewServer) -> None:
    reply = ask(server, "/.gongkai/reload.js")
    assert reply.headers["Content-Type"] == "text/javascript"
    assert 'new EventSource("/.gongkai/events")' in reply.body
    assert "location.reload()" in reply.body


def test_a_change_is_announced_to_every_open_page(server: PreviewServer) -> None:
    streams = [HTTPConnection("127.0.0.1", server.server_port, timeout=5) for _ in range(2)]
    try:
        open_pages = []
        for one in streams:
            one.request("GET", "/.gongkai/events")
            response = one.getresponse()
            assert response.headers["Content-Type"] == "text/event-stream"
            assert response.readline() == b": open\n"
            assert response.readline() == b"\n"
            open_pages.append(response)
        for _ in range(2):
            server.announce()
            assert [one.readline() + one.readline() for one in open_pages] == [b"data: changed\n\n"] * 2
    finally:
        for one in streams:
            one.close()


def test_a_silent_connection_is_spoken_to(server: PreviewServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview, "_HEARTBEAT", 0.01)
    assert server.next_version(server.version) == server.version
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=5)
    try:
        connection.request("GET", "/.gongkai/events")
        response = connection.getresponse()
        assert [response.readline() for _ in range(4)] == [b": open\n", b"\n", b": still here\n", b"\n"]
    finally:
        connection.close()


def test_a_version_that_has_passed_is_told_at_once(server: PreviewServer) -> None:
    seen = server.version
    server.announce()
    assert server.next_version(seen) == seen + 1


def test_the_site_may_be_switched_while_it_is_served(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(name, "utf-8")
    site = tmp_path / "site"
    site.symlink_to("one")
    with PreviewServer(("127.0.0.1", 0), site) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        assert ask(server, "/").body == "one"
        site.unlink()
        site.symlink_to("two")
        assert ask(server, "/").body == "two"
        server.shutdown()
        thread.join()


def work(*paths: str, made: list[str]) -> Work:
    def artifacts() -> Iterator[Artifact]:
        for path in paths:
            made.append(path)
            yield Artifact(path, PAGE.replace("第一版", path).encode)

    return Work(paths[0], artifacts, None)


def test_pages_that_changed_are_made_when_they_are_asked_for_until_all_is_published(server: PreviewServer) -> None:
    made: list[str] = []
    published: list[bool | None] = [None]
    group = work("lists/a.html", "lists/b.html", made=made)
    page = work("proposals/TA-1.html", made=made)
    server.fresh = Fresh(
        dict.fromkeys(("lists/a.html", "lists/b.html"), group) | {page.name: page}, lambda: published[0]
    )
    assert ask(server, "/").body == PAGE.replace("</body>", TAG)
    assert made == []
    for path in ("/lists/b.html", "/lists/a.html?q=1", "/lists/b.html"):
        assert f"<p>{path.partition('?')[0][1:]}</p>" in ask(server, path).body
    assert made == ["lists/a.html", "lists/b.html"], "a group once"
    assert TAG in ask(server, "/proposals/TA-1.html").body
    published[0] = False  # it failed: what was seen is still seen
    assert "<p>proposals/TA-1.html</p>" in ask(server, "/proposals/TA-1.html").body
    published[0] = True
    assert ask(server, "/proposals/TA-1.html").body == "<p>没有 body 结尾"
    assert ask(server, "/lists/a.html").status == 404


def test_where_a_page_cannot_be_made_the_last_one_stays(server: PreviewServer) -> None:
    def broken() -> Iterator[Artifact]:
        raise BrokenTemplateError("模板写得不对")

    server.fresh = Fresh({"index.html": Work("index.html", broken, None)}, lambda: None)
    for _ in range(2):
        assert ask(server, "/").body == PAGE.replace("</body>", TAG)


def test_only_this_machine_is_served(server: PreviewServer) -> None:
    assert server.server_address[0] == "127.0.0.1"


def test_changes_are_named_relative_to_the_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("data", "content"):
        (tmp_path / name).mkdir()
    (tmp_path / "mkdocs.yml").write_text("", "utf-8")
    watched: list[Path] = []

    def watch(*roots: Path, **_: object) -> Iterator[set[tuple[int, str]]]:
        watched.extend(roots)
        yield {(1, str(tmp_path / "data" / "b.yml")), (2, str(tmp_path / "content" / "a.md"))}

    monkeypatch.setattr("watchfiles.watch", watch)
    assert list(watched_changes(tmp_path)) == [["content/a.md", "data/b.yml"]]
    assert watched == [tmp_path / "data", tmp_path / "content", tmp_path / "mkdocs.yml"]
