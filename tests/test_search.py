"""The search index, against a plain reader of it and against plain string search."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.outputs.search.document import Document
from generator.outputs.search.folding import becomes_several, fold, prepared, table, tight, units
from generator.outputs.search.index import Index as Made
from generator.outputs.search.kept import Earlier
from generator.outputs.search.numbers import numbers_in, varint, varint_widths, varints
from generator.outputs.search.pages import article, read
from generator.outputs.search.sections import parts_of
from tests.search_reader import HEAD, Bytes, Index

_SENTENCES = (
    "关于增加食堂夜间供应窗口的提案",
    "后勤处2024年5月26日答复：已落实。",
    "科大工会〔2024〕12号",
    "每周一至周五11:30开放",
    "学生管理岗位聘用办法",
    "经费 3,000.50 元，占 5.88%",
    "第 8 届 Hello World",
)


def _document(number: int, year: int | None, text: str, title: str = "") -> Document:
    one_id = f"TA-{number:04}"
    day = date(year, 3, 1 + number % 28) if year else None
    state = ("●", "已办结", "done")
    kind = ("proposal", "提案")
    return Document(f"x/{one_id}.html", one_id, title, kind, "后勤处", state, day, year, "", (), (one_id, title), text)


def _documents(count: int = 60) -> list[Document]:
    chosen = random.Random(3)
    years = (None, 2021, 2022, 2025, 2026)
    return [
        _document(
            number, years[number % 5], "\n".join([f"标题{number}", *chosen.sample(_SENTENCES, 3)]), f"标题{number}"
        )
        for number in range(count)
    ]


def _text(document: Document) -> str:
    """Here the words themselves stand in the place of their hash."""
    return document.digest


def _index(documents: Sequence[Document]) -> Index:
    made = Made(parts_of(documents, 2026), _text, Earlier(None, lambda path, digest: False))
    return Index.of(list(made.files([["食堂", "餐厅"]])))


def test_every_part_of_every_text_is_found() -> None:
    documents = _documents()
    index = _index(documents)
    chosen = random.Random(5)
    for _ in range(150):
        line = fold(chosen.choice(_SENTENCES))
        start = chosen.randrange(len(line) - 1)
        query = line[start : start + chosen.randint(2, 6)].strip()
        if len(query) < 2:
            continue
        true = {one.address.removesuffix(".html") for one in documents if query in fold(_text(one))}
        assert true <= index.holding(query), query
        if len(query) <= 3:
            assert true == index.holding(query), query


def test_a_single_character_is_found() -> None:
    documents = _documents(20)
    assert _index(documents).holding("食") == {
        one.address.removesuffix(".html") for one in documents if "食" in _text(one)
    }


def test_titles_and_ids_are_marked_and_known_as_a_whole() -> None:
    index = _index(_documents())
    assert index.holding("标题7", HEAD) == {"x/TA-0007"}
    assert index.named("ta-0012") == {"x/TA-0012"}
    assert index.named("TA-001") == set()


def test_names_that_a_page_does_not_show_do_not_find_it() -> None:
    unseen = replace(
        _document(1, 2026, "食堂\n科大工会〔2024〕12号", "标题"), names=("TA-0001", "标题", "科大工会〔2024〕12号")
    )
    index = _index([unseen])
    assert index.holding("标题", HEAD) == index.named("标题") == set()
    assert index.named("TA-0001") == index.named("科大工会202412号") == {"x/TA-0001"}
    assert index.holding("后勤", HEAD) == set()


def test_words_do_not_run_from_line_to_line() -> None:
    assert _index([_document(1, 2026, "食堂\n价格")]).holding("堂价") == set()


def test_an_edit_of_today_changes_no_file_of_closed_years() -> None:
    documents = _documents()
    edited = [replace(one, digest="全新的内容") if one.year == 2026 else one for one in documents]
    before, after = _index(documents).files, _index(edited).files
    changed = {path for path in after if before.get(path) != after[path]}
    assert changed
    assert not [path for path in changed if "/closed/" in path or "2021" in path]


def test_the_order_of_documents_does_not_matter() -> None:
    documents = _documents()
    assert _index(documents).files == _index(documents[::-1]).files


def test_newer_ones_come_first_and_pages_without_a_year_last() -> None:
    days = [row[-1] for row in _index(_documents()).rows()]
    dated = [one for one in days if one]
    assert days == dated + [""] * (len(days) - len(dated))
    assert [one[:4] for one in dated] == sorted((one[:4] for one in dated), reverse=True)


def test_an_empty_site_has_an_index() -> None:
    assert _index([]).manifest["sections"] == [
        {"name": "live", "tier": 0, "size": 0, "hash": _index([]).manifest["sections"][0]["hash"]}
    ]


def test_the_words_of_a_page() -> None:
    page = (
        "<header>页眉</header><article><h1>标题<a>¶</a></h1><svg><path/></svg><p>第一<b>段</b>&amp;二</p>"
        "<dl><div><dt>文号</dt><dd>科大工会〔2024〕12号</dd></div></dl>"
        '<span class="s">逾期 12 天</span><p>截至 2026-05-01</p></article><footer>页脚</footer>'
    )
    found = read(article(page.encode()))
    assert found.title == "标题"
    assert found.numbers == ("科大工会〔2024〕12号",)
    assert "第一段&二" in found.text.split("\n")
    assert "页眉" not in found.text
    assert "页脚" not in found.text
    assert "12 天" not in found.text
    assert "2026" not in found.text


def test_words_are_read_by_lines_but_elements_that_show_none_may_span_them() -> None:
    article = (
        "<h1>标题</h1>\n  <p>一<b>二</b>\n三 <span\tclass='x'>四</span></p>\n<svg>\n<text>图里的字</text>\n</svg>"
        '<ul><li class="gk-line--today">今天</li>\n<li>五&nbsp;六</li></ul><!-- 没有\n的话 --><i-con>七</i-con>'
    )
    for _ in range(2):  # lines are remembered
        assert read(article.encode()).text.split("\n") == ["标题", "一二", "三 四", "五\xa0六", "七"]


@given(st.text(max_size=60))
@settings(max_examples=400)
def test_one_text_folds_as_many_do(text: str) -> None:
    folded = table()[units(prepared(text) if becomes_several()[units(text)].any() else text)]
    assert folded[tight(folded)].tobytes().decode("utf-16-le", "surrogatepass") == fold(text)


@given(st.text(alphabet="aA1 　第8届（〔〕)－—①㎡臺灣後", max_size=30))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.lists(st.integers(0, 2**32 - 1), max_size=40))
def test_numbers_come_back(numbers: list[int]) -> None:
    array = np.array(numbers, dtype=np.uint32)
    coded = varints(array, varint_widths(array)).tobytes()
    assert coded == b"".join(varint(one) for one in numbers)
    reader = Bytes(coded)
    assert [reader.number() for _ in numbers] == numbers
    again, ends = numbers_in(np.frombuffer(coded, dtype=np.uint8))
    assert again.tolist() == numbers
    assert ends[-1:].tolist() == ([len(coded) - 1] if numbers else [])


def test_what_counts_as_the_same() -> None:
    for written, folded in {
        "科大工会〔2024〕 12 号": "科大工会(2024)12号",
        "科大工会［2024］12号": "科大工会(2024)12号",
        "ＴＡ－0803—001": "ta-0803-001",
        "關於教職工食堂": "关于教职工食堂",
        "第 8 届": "第8届",
        "Hello   World": "hello world",
    }.items():
        assert fold(written) == folded
