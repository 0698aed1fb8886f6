"""An index that is made from what the last build left of it is the one that is made from nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.beside import can_fork
from generator.meeting import Meeting
from generator.outputs.search import making
from generator.outputs.search.document import Document
from generator.outputs.search.grams import Words, pairs_of
from generator.outputs.search.index import Index
from generator.outputs.search.kept import Earlier, Stamped, Table, cut_from, cut_to, holders_from, holders_to
from generator.outputs.search.postings import encoded
from generator.outputs.search.sections import parts_of
from generator.outputs.search.shards import cut, whole
from generator.publication import Artifact
from generator.shelf import Shelf

_YEARS = (None, 2021, 2022, 2025, 2026)


class _Memory:
    """A shelf that forgets with the test."""

    def __init__(self) -> None:
        self.contents: dict[str, bytes] = {}
        self.put_now: list[str] = []

    def get(self, name: str) -> bytes | None:
        return self.contents.get(name)

    def put(self, name: str, content: bytes) -> None:
        self.contents[name] = content
        self.put_now.append(name)


class _Site:
    """The index of some documents, build after build; it counts whose words are asked for."""

    def __init__(self) -> None:
        self.kept = _Memory()
        self.release: dict[str, bytes] = {}
        self.asked: list[str] = []

    def build(self, documents: Sequence[Document]) -> dict[str, Artifact]:
        self.asked, self.kept.put_now = [], []
        earlier = Earlier(self.kept, self._stands)
        index = Index(parts_of(documents, 2026), self._text, earlier)
        files = {}
        for one in index.files([]):
            files[one.path] = one
            one.known or one.make()
        earlier.keep(index.table)
        self.release = {path: one.make() for path, one in files.items()}
        return files

    def _stands(self, path: str, digest: str) -> bool:
        return path in self.release and sha256(self.release[path]).hexdigest() == digest

    def _text(self, document: Document) -> str:
        self.asked.append(document.address)
        return document.digest


def _document(number: int, text: str = "关于增加食堂夜间供应窗口的提案", year: int | None = 2026) -> Document:
    one_id = f"TA-{number:04}"
    day = date(year, 3, 1 + number % 28) if year else None
    names = (one_id, f"标题{number}")
    text = f"{one_id}\n标题{number}\n{text}"
    state = ("●", "已办结", "done")
    return Document(
        f"x/{one_id}.html", one_id, names[1], ("proposal", "提案"), "后勤处", state, day, year, "", (), names, text
    )


def _documents() -> list[Document]:
    return [_document(number, f"第{number}号，食堂与图书馆 abc{number}", _YEARS[number % 5]) for number in range(60)]


def _from_nothing(documents: Sequence[Document]) -> dict[str, bytes]:
    return {path: one.make() for path, one in _Site().build(documents).items()}


def _edited(documents: Sequence[Document]) -> dict[str, list[Document]]:
    """What may happen to documents, by name."""
    first = documents[4]
    others = [one for one in documents if one != first]
    return {
        "a word": [replace(first, digest=f"{first.digest}\n全新的内容"), *others],
        "a title that is not a word": [replace(first, title="改了"), *others],
        "a name": [replace(first, names=(*first.names, "全新的")), *others],
        "another day": [replace(first, day=date(2026, 1, 1)), *others],
        "another year": [replace(first, year=2021, day=date(2021, 5, 1)), *others],
        "no year": [replace(first, year=None, day=None), *others],
        "one more": [*documents, _document(99, "毕业典礼")],
        "one less": others,
        "a closed year": [replace(one, digest=f"{one.digest}！改") if one.year == 2022 else one for one in documents],
        "a new year": [*documents, _document(99, "毕业典礼", 2027)],
        "nothing": list(documents),
        "nothing left": [],
    }


@pytest.mark.parametrize("what", sorted(_edited(_documents())))
def test_after_any_change_the_index_is_the_one_from_nothing(what: str) -> None:
    site, now = _Site(), _edited(_documents())[what]
    site.build(_documents())
    site.build(now)
    assert site.release == _from_nothing(now)
    site.build(_documents())
    assert site.release == _from_nothing(_documents())


@pytest.mark.parametrize("what", ["a word", "one less", "nothing left"])
@pytest.mark.skipif(not can_fork(), reason="one processor, or no fork")
def test_sections_made_by_two_processes_are_those_made_by_one(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    alone, now = _from_nothing(_documents()), _edited(_documents())[what]
    begun: list[int] = []
    begin = Meeting.begun

    def noted(count: int, do: Callable[[int], Iterable[bytes]]) -> Meeting | None:
        begun.append(count)
        return begin(count, do)

    monkeypatch.setattr(making, "WORTH", 1)
    monkeypatch.setattr(Meeting, "begun", noted)
    site = _Site()
    site.build(_documents())
    assert site.release == alone
    assert begun == [3]
    site.build(now)
    monkeypatch.setattr(making, "WORTH", 1 << 20)
    assert site.release == _from_nothing(now)


def test_only_the_words_of_pages_that_changed_are_asked_for() -> None:
    site = _Site()
    site.build(_documents())
    files = site.build(_edited(_documents())["a word"])
    assert site.asked == ["x/TA-0004.html"]
    made = {path for path, one in files.items() if not one.known}
    assert not [path for path in made if "/closed/" in path or "2021" in path]
    assert len(made) < len(files) / 2
    assert not [name for name in site.kept.put_now if "2021" in name or "live" in name]


def test_where_nothing_changed_nothing_is_made_and_nothing_written() -> None:
    site = _Site()
    site.build(_documents())
    files = site.build(_documents())
    assert all(one.known or one.path.endswith((".json",)) for one in files.values())
    assert (site.asked, site.kept.put_now) == ([], [])


@pytest.mark.parametrize(
    "what", ["table", "documents-2026", "postings-2026", "holders-2026", "documents-2021-2025", "postings-live"]
)
@pytest.mark.parametrize("how", ["lost", "of another section"])
def test_what_is_lost_or_out_of_step_costs_time_only(what: str, how: str) -> None:
    site, now = _Site(), _edited(_documents())["a word"]
    site.build(_documents())
    assert what in site.kept.contents
    other = what.replace("2026", "2021-2025") if "2026" in what else what.replace("live", "2026")
    if how == "lost" or other == what:
        del site.kept.contents[what]
    else:
        site.kept.contents[what] = site.kept.contents[other]
    site.release.pop("assets/search/now/3.bin")
    site.build(now)
    assert site.release == _from_nothing(now)


def test_files_that_the_release_has_lost_are_made_again() -> None:
    site = _Site()
    site.build(_documents())
    site.release = {}
    site.build(_documents())
    assert site.release == _from_nothing(_documents())


@given(st.lists(st.sampled_from(["食堂", "后勤处 2024", "ab12cd", "第8届", "x"]), max_size=30))
@settings(max_examples=60)
def test_a_section_comes_back_from_what_was_made_of_it(texts: list[str]) -> None:
    pairs = list(pairs_of((number, Words(text, (text,), ())) for number, text in enumerate(texts)))
    section, holders = encoded(pairs, len(texts))
    assert holders.counts.sum() == len(holders.owners) == sum(map(len, pairs))
    back = cut_from(cut_to(cut(section, 6), "x"), "x")
    assert back is not None
    again = whole(back)
    assert (again.keys.tolist(), again.sizes.tolist(), again.lists) == (
        section.keys.tolist(),
        section.sizes.tolist(),
        section.lists,
    )
    assert cut_from(cut_to(back, "x"), "y") is None
    held = holders_from(holders_to(holders, "x"), "x")
    assert held is not None
    assert (held.counts.tolist(), held.owners.tolist()) == (holders.counts.tolist(), holders.owners.tolist())
    assert holders_from(holders_to(holders, "x"), "y") is None


def test_what_other_code_kept_is_not_looked_at() -> None:
    kept = _Memory()
    Earlier(Stamped(kept, "old"), lambda path, digest: True).keep(Table(files={"a": "b"}))
    assert Earlier(Stamped(kept, "old"), lambda path, digest: True).table.files == {"a": "b"}
    assert Earlier(Stamped(kept, "new"), lambda path, digest: True).table == Table()


def test_a_damaged_table_is_none(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    Earlier(shelf, lambda path, digest: True).keep(Table(files={"a": "b"}))
    place = tmp_path / "table"
    place.write_bytes(place.read_bytes()[:-1] + b" ")
    assert Earlier(shelf, lambda path, digest: True).table == Table()
