"""What all types show up in: the home page, what is due, papers, templates; with types made for the purpose."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from generator.dataset import Dataset, Facts
from generator.entry import Entry
from generator.model import Find, Record, field
from generator.outputs.due import owed
from generator.outputs.overview import MOST_DUE, MOST_NEW, overview_sections, summaries
from generator.outputs.pages import Press, further_pages, record_pages
from generator.outputs.papers import papers
from generator.outputs.templates import BrokenTemplateError, Templates
from generator.prose import Link
from generator.publication import Clock, Event, Fragment, Page, State, Summary, Tone
from generator.record_type import AnyType, Batch, RecordType, Views
from generator.shells import Rendered, ShellError, prototypes
from generator.values import Day, Line

ON = date(2026, 5, 1)


class Note(Record):
    """A record with a day, a deadline and a title."""

    type_name = "note"
    type_label = "便条"
    folder = "notes"
    title: Line = field("标题", "标题", "无题")
    written: Day | None = field("写于", "哪天写的", None, happened=True)
    due: Day | None = field("期限", "哪天到期", None)
    answered: Day | None = field("答复", "哪天答复", None, happened=True)

    def heading(self, find: Find) -> str:
        return self.title


def _summarize(note: Note, facts: Facts) -> Summary:
    clock = Clock(note.due, note.answered, facts.as_of) if note.due else None
    return Summary(
        note.id, "note", "便条", note.address, note.title, note.written, None, State("在", "○", Tone.IDLE), clock
    )


def _page(note: Note, facts: Facts) -> Page:
    return Page(note.address, note.title, "述" * 200, "note.html", {"title": note.title})


def _events(note: Note, facts: Facts) -> Iterator[Event]:
    if note.written:
        yield Event(note.written, "写", f"{note.id} 写成", note.id)
        yield Event(note.written, "写", f"{note.id} 又写", note.id)
    if note.answered:
        yield Event(note.answered, "答", f"{note.id} 答复", note.id)
    yield Event(ON + timedelta(days=1), "将", "还没有发生", note.id)


def _further(facts: Facts) -> Iterator[Page]:
    yield Page("notes/all.html", "全部", "全部便条", "note.html", {"title": f"{len(facts.of_type(Note))} 张"})


NOTE: AnyType = RecordType(
    model=Note,
    offers=lambda: Views(
        summarize=_summarize,
        page=_page,
        events=_events,
        batches=lambda facts: (Batch("all", _further),),
        sections={"notes": lambda facts: Fragment("note.html")},
    ),
)
BACK = {"on": "2026-04-01", "by": "校工会", "reason": "有误"}


def facts_of(*records: Record) -> Facts:
    return Facts(Dataset(Entry(one, f"data/notes/{one.id}.yml", "") for one in records), ON)


def note(number: int, **fields: Any) -> Note:
    return Note.model_validate({"id": f"BT-{number}", "title": f"第 {number} 张", **fields})


def section(name: str, facts: Facts) -> dict[str, Any]:
    """What a section of all types is given."""
    landings = {"notes": Link("notes.html", "便条")}
    return dict(overview_sections([NOTE], landings, [])[name](facts).context)


def test_withdrawn_records_are_in_no_list() -> None:
    facts = facts_of(note(1), note(2, withdrawn=BACK, due="2026-01-01", written="2026-01-01"))
    assert [one.id for one in summaries([NOTE], facts)] == ["BT-1"]
    home = section("home", facts)
    assert (home["count"], home["due_count"], home["news"]) == (1, 0, [])
    assert home["types"] == [(Link("notes.html", "便条"), 1)]
    assert section("due", facts)["overdue"] == section("due", facts)["soon"] == []


def test_what_is_owed_is_in_the_order_of_its_deadlines() -> None:
    facts = facts_of(
        note(1, due="2026-05-11"),
        note(2, due="2026-05-12"),
        note(3, due="2025-01-01", answered="2026-01-01"),
        note(4, due="2026-03-01"),
        note(5, due="2026-03-01"),
        note(6),
    )
    assert [one.id for one in owed([NOTE], facts)] == ["BT-4", "BT-5", "BT-1"]
    due = section("due", facts)
    listed = {key: [row.id for group in due[key] for row in group.rows] for key in ("overdue", "soon")}
    assert listed == {"overdue": ["BT-4", "BT-5"], "soon": ["BT-1"]}
    assert due["later"] == 1


def test_the_home_page_shows_the_first_of_what_is_due_and_counts_the_rest() -> None:
    home = section("home", facts_of(*(note(number, due="2026-04-01") for number in range(1, MOST_DUE + 4))))
    assert (len(home["due"]), home["due_count"]) == (MOST_DUE, MOST_DUE + 3)


def test_news_is_the_latest_of_each_record_and_nothing_that_is_to_come() -> None:
    facts = facts_of(
        note(1, written="2026-04-01"),
        note(2, written="2026-04-03", answered="2026-04-30"),
        note(3, written="2026-04-03"),
    )
    news = section("home", facts)["news"]
    assert [event.text for event, _ in news] == ["BT-2 答复", "BT-3 写成", "BT-1 写成"]
    assert news[0][1] == Link("notes/BT-2.html", "第 2 张")
    many = facts_of(*(note(number, written="2026-04-01") for number in range(1, MOST_NEW + 5)))
    assert len(section("home", many)["news"]) == MOST_NEW


@pytest.fixture
def templates(tmp_path: Path) -> Templates:
    for name, text in {
        "ours/note.html": "<p>{{ title }}</p>",
        "ours/other.html": "ours",
        "site/other.html": "{{ day | iso }} {{ day | day }}",
        "site/undefined.html": "一\n二 {{ title.nothing }}",
        "site/wrong.html": "一\n{% if %}",
        "site/includes.html": "{% include 'nowhere.html' %}",
        "ours/withdrawn.html": "{{ title }} {{ withdrawn.reason }}",
    }.items():
        place = tmp_path / name
        place.parent.mkdir(exist_ok=True)
        place.write_text(text, "utf-8")
    return Templates([tmp_path / "site", tmp_path / "ours"])


def test_templates_escape_and_those_of_the_site_come_first(templates: Templates) -> None:
    assert templates.render(Fragment("note.html", {"title": "<b>&\"'"})) == "<p>&lt;b&gt;&amp;&#34;&#39;</p>"
    assert templates.render(Fragment("other.html", {"day": date(2026, 3, 5)})) == "2026-03-05 2026年3月5日"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("undefined.html", r"undefined\.html 第 2 行：.*nothing"),
        ("wrong.html", r"wrong\.html 第 2 行写得不对"),
        ("includes.html", r"没有模板 nowhere\.html（includes\.html 要用它）"),
        ("missing.html", r"没有模板 missing\.html"),
        ("note.html", r"note\.html 第 1 行：.*title"),
    ],
)
def test_a_broken_template_says_which_where_and_why(templates: Templates, name: str, said: str) -> None:
    with pytest.raises(BrokenTemplateError, match=said):
        templates.render(Fragment(name, {"title": "x"} if name != "note.html" else {}))


def test_our_templates_are_compiled_once_and_again_when_they_change(
    templates: Templates, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert templates
    compiled = tmp_path / "compiled"
    compiled.mkdir()
    monkeypatch.setattr("generator.outputs.installed.COMPILED", compiled)
    monkeypatch.setattr("sys.dont_write_bytecode", False)

    def rendered(name: str, **context: object) -> str:
        return Templates([tmp_path / "site", tmp_path / "ours"], tmp_path / "ours").render(Fragment(name, context))

    assert rendered("note.html", title="一") == "<p>一</p>"
    assert rendered("other.html", day=date(2026, 3, 5)) == "2026-03-05 2026年3月5日"
    (kept,) = compiled.iterdir()  # the site's own is not there
    before = kept.read_bytes()
    monkeypatch.setattr("jinja2.Environment.compile", None)
    assert rendered("note.html", title="二") == "<p>二</p>"
    monkeypatch.undo()
    monkeypatch.setattr("generator.outputs.installed.COMPILED", compiled)
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    kept.write_bytes(before[:-20])
    assert rendered("note.html", title="三") == "<p>三</p>"
    (tmp_path / "ours/note.html").write_text("<b>{{ title }}</b>", "utf-8")
    assert rendered("note.html", title="四") == "<b>四</b>"
    assert kept.read_bytes() != before
    assert list(compiled.iterdir()) == [kept]


def test_where_compiled_templates_are_not_written_they_are_known_while_the_process_runs(
    templates: Templates, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert templates
    monkeypatch.setattr("generator.outputs.installed.COMPILED", tmp_path / "compiled")
    monkeypatch.setattr("sys.dont_write_bytecode", True)

    def rendered(title: str) -> str:
        return Templates([tmp_path / "ours"], tmp_path / "ours").render(Fragment("note.html", {"title": title}))

    assert rendered("一") == "<p>一</p>"
    with monkeypatch.context() as patch:
        patch.setattr("jinja2.Environment.compile", None)
        assert rendered("二") == "<p>二</p>"
    (tmp_path / "ours/note.html").write_text("<b>{{ title }}</b>", "utf-8")
    assert rendered("三") == "<b>三</b>"
    assert not (tmp_path / "compiled").exists()


SHELL = "<title>gkslottitle</title><meta content='gkslotdescription'><i>gkslotedit</i><h1>gkslotbody</h1>"


@pytest.fixture
def press(templates: Templates) -> Press:
    shells = prototypes(Rendered({"notes/gkslotaddress.html": SHELL}, {}, {}))
    return Press([NOTE], templates, shells, {"notes": Link("notes.html", "便条")})


def test_each_record_has_a_page_and_types_have_further_ones(press: Press) -> None:
    facts = facts_of(note(1), note(2, withdrawn=BACK))
    assert NOTE.views.batches is not None
    further = (one for batch in NOTE.views.batches(facts) for one in further_pages(press, NOTE, batch, facts))
    made = {one.path: one.make().decode() for one in (*record_pages(press, NOTE, facts), *further)}
    assert list(made) == ["notes/BT-1.html", "notes/BT-2.html", "notes/all.html"]
    assert "<title>第 1 张</title>" in made["notes/BT-1.html"]
    assert f"content='{'述' * 140}'" in made["notes/BT-1.html"], "a description is cut"
    assert "<i>data/notes/BT-1.yml</i><p>第 1 张</p>" in made["notes/BT-1.html"]
    assert "第 2 张：已撤回公开" in made["notes/BT-2.html"]
    assert "第 2 张 有误" in made["notes/BT-2.html"]
    assert "<p>2 张</p>" in made["notes/all.html"]


def test_a_page_of_a_folder_without_a_prototype_is_an_error(press: Press) -> None:
    with pytest.raises(ShellError, match=r"letters/x\.html 的地址不在任何一种记录的目录下"):
        press.stamp(Page("letters/x.html", "x", "x", "note.html"), Markup())


def test_papers_lead_to_attachments_whatever_they_are_called() -> None:
    one = note(1, attachments=[{"file": "2026/通知 #1?.pdf", "title": "通知"}], written="2026-01-02", due="2027-01-01")
    made = papers(one, NOTE, [NOTE], facts_of(one))
    assert made.attachments == (Link("attachments/2026/%E9%80%9A%E7%9F%A5%20%231%3F.pdf", "通知"),)
    assert (made.latest, made.as_of, made.source) == (date(2026, 1, 2), ON, "data/notes/BT-1.yml")


def test_papers_name_the_records_that_name_this_one_but_not_twice() -> None:
    one, two, three = note(1, related=["BT-2"]), note(2, related=["BT-1"]), note(3, related=["BT-1"])
    made = papers(one, NOTE, [NOTE], facts_of(one, two, three))
    assert [link.title for link in made.related] == ["第 2 张"]
    assert [link.title for link in made.referrers] == ["第 3 张"]
