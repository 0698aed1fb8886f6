"""The yearly report, drafted from records: as a page, and as a Word file that an office can finish."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn

from generator.dataset import Facts
from generator.documents import Draft, DraftPart, Grid, Words
from generator.outputs.drafts import site
from generator.outputs.drafts.body import TO_WRITE
from generator.outputs.drafts.package import BODY, HEADS
from generator.outputs.drafts.word import docx_bytes
from generator.prose import Link
from generator.records.disclosure.views import pages, report
from generator.records.disclosure.views.school_year import school_years
from tests.shown import addresses, facts_of, further_pages, html_of, words_of
from tests.small_site import build, copy_of, tree, world, write

G1, G2, G3, G4 = (f"disclosures/GK-2026-00{number}.yml" for number in (1, 2, 3, 4))
HELD = """item: QD-3
title: 评标记录
unit: XGH
produced: 2026-03-02
published: 2026-03-09
secrecy_review:
  on: 2026-03-06
  by: 学校保密办公室
withheld:
  ground: 商业秘密
  basis: 合同约定
  decided_by: 领导小组
  review_on: 2026-04-01
"""
ASKED = """item: QD-3
title: 关于食堂补贴的申请答复
unit: XGH
produced: 2026-03-02
published: 2026-03-09
kind: 依申请
secrecy_review:
  on: 2026-03-06
  by: 学校保密办公室
text: 补贴按规定发放。
request:
  received: 2026-02-02
  extended: 是
  answered: 2026-03-02
"""
OVERLAY = {G1: "published: 2026-04-10\n", G3: HELD, G4: ASKED}
PARTS = ["一、概述", "二、主动公开情况", "三、依申请公开和不予公开情况", "四、对信息公开的评议情况"]
PARTS += ["五、因信息公开受到举报、复议、诉讼的情况", "六、主要经验、问题和改进措施", "七、其他需要报告的事项"]
PARTS += ["八、清单所列事项公开情况"]


def the_draft(facts: Facts) -> Draft:
    (found,) = report.drafts(facts)
    return found


def shown(overlay: dict[str, str], on: date = date(2026, 5, 1)) -> str:
    facts = facts_of(overlay, on)
    (year,) = school_years(facts)
    return html_of(report.page(year, facts))


def test_the_draft_says_what_the_records_say_part_by_part() -> None:
    html = shown(OVERLAY)
    words = words_of(html)
    assert [one for one in PARTS if one in words] == PARTS
    assert "本站登记主动公开的信息 2 条 ，涉及目录事项 2 项、 公开单位 1 个 ；收到公开申请 1 件" in words
    assert "能核对期限的 2 条里， 1 条 在 20 个工作日以内公开，占 50.0%。" in words
    assert "2025年工会工作报告 校工会 2026-03-02 2026-04-10 迟 11 天" in words
    assert "关于食堂补贴的申请答复 校工会 2026-02-02 2026-03-02 — 按时、已延期" in words
    assert "决定不予公开 1 项：商业秘密 1 项" in words
    assert "不予公开过了复查日期的 1 项： 评标记录 。" in words
    assert "目录里没有公开记录的 1 项： 信息公开年度报告 。" in words
    assert "这一学年还没有结束" in words


def test_what_records_do_not_hold_is_marked_and_not_invented() -> None:
    words = words_of(shown({}))
    part = words.partition(PARTS[4])[2].partition(PARTS[5])[0]
    assert part.split() == ["待填写", "这一学年受到的举报、行政复议和诉讼；没有的写「没有」"]
    assert "本站没有登记这一学年收到的公开申请。" in words
    assert "这一学年没有决定不予公开的事项。" in words


def test_every_number_leads_to_the_records_that_it_counts() -> None:
    facts = facts_of(OVERLAY)
    made = {path: html_of(page) for path, page in further_pages(pages.batches, facts).items()}
    html = made["disclosures/report-2025-2026.html"]
    listed = made["disclosures/report-2025-2026-list.html"]
    assert 'href="~/disclosures/report-2025-2026-list.html#in-time"' in html
    in_time = listed.partition('id="in-time"')[2].partition("<h2")[0]
    late = listed.partition('id="late"')[2].partition("<h2")[0]
    assert "GK-2026-002" in in_time
    assert "GK-2026-001" in late
    assert "GK-2026-001" not in in_time
    assert 'id="unit-xgh"' in made["disclosures/report-2025-2026-units.html"]
    inside = {one for one in addresses(html) if one.startswith("disclosures/report-") and one.endswith(".html")}
    assert inside <= set(made)


def test_the_formal_report_and_its_deadline_stand_above_the_draft() -> None:
    formal = (
        "item: QD-6\ntitle: 2025—2026学年信息公开年度报告\nperiod:\n  school_year: 2025-2026\npublished: 2026-11-05\n"
    )
    after = date(2026, 12, 1)
    calendar = {"calendar/RL-2026.yml": world("calendar/RL-2026.yml")}
    facts = facts_of({**calendar, G2: formal}, after)
    year = next(one for one in school_years(facts) if one.year == 2025)
    words = words_of(html_of(report.page(year, facts)))
    assert "正式报告： 2025—2026学年信息公开年度报告 ◆ 迟 5 天 （期限 2026-10-31）" in words
    words = words_of(html_of(report.page(school_years(facts_of({}, after))[0], facts_of({}, after))))
    assert "正式报告还没有公开 ▲ 逾期 31 天 （期限 2026-10-31）" in words


def test_rates_stand_by_year_and_unit_with_both_numbers() -> None:
    facts = facts_of(OVERLAY)
    html = {path: html_of(page) for path, page in further_pages(pages.batches, facts).items()}[
        "disclosures/timeliness.html"
    ]
    assert "校工会，2025—2026学年：能核对的 2 条，1 条按期（50.0%），1 条迟" in html
    assert "全校，2025—2026学年：能核对的 2 条，1 条按期（50.0%），1 条迟" in html
    assert "◆ 1/2" in words_of(html)
    assert "disclosures/report-2025-2026-units.html" in addresses(html)


def test_the_word_file_reads_back_with_the_same_parts() -> None:
    made = Document(BytesIO(docx_bytes(the_draft(facts_of(OVERLAY)), "示例大学", "https://x.example.edu.cn/")))
    heads = [one.text for one in made.paragraphs if one.style is not None and one.style.name == "Heading 1"]
    assert heads == PARTS
    texts = [one.text for one in made.paragraphs]
    assert any(text.startswith(TO_WRITE) for text in texts)
    rows = [[cell.text for cell in row.cells] for table in made.tables for row in table.rows]
    assert ["按期公开（20 个工作日），占 50.0%", "1 / 2 条"] in rows
    assert ["评标记录", "校工会", "商业秘密", "合同约定", "领导小组", "2026-04-01"] in rows
    for table in made.tables:
        assert table.rows[0]._tr.get_or_add_trPr().find(qn("w:tblHeader")) is not None
        assert all(row._tr.get_or_add_trPr().find(qn("w:cantSplit")) is not None for row in table.rows)
    for name, font in (("Normal", BODY), ("Title", HEADS), ("Heading 1", HEADS)):
        fonts = made.styles[name].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) == font
        assert fonts.get(qn("w:eastAsiaTheme")) is None
    targets = {one.target_ref for one in made.part.rels.values() if one.is_external}
    assert "https://x.example.edu.cn/disclosures/report-2025-2026-list.html#in-time" in targets


def test_the_word_file_is_the_same_twice_and_bears_no_time_of_the_machine() -> None:
    draft = the_draft(facts_of(OVERLAY))
    content = docx_bytes(draft, "示例大学")
    assert content == docx_bytes(draft, "示例大学")
    with ZipFile(BytesIO(content)) as package:
        assert {one.date_time for one in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    said = Document(BytesIO(content)).core_properties
    assert said.created == said.modified
    assert said.created is not None
    assert said.created.year == 2000
    assert said.author == "示例大学"
    assert b"http://x" not in content


def test_signs_that_xml_keeps_for_itself_read_back_as_they_are() -> None:
    odd = 'A<b>&"甲"\x01\n第二行'
    part = DraftPart("one", odd, (), (Words((odd, Link("a b.html#c", odd))), Grid("t", odd, (odd,), ((odd,),))))
    draft = Draft("x.docx", "x.html", odd, odd, (part,))
    content = docx_bytes(draft, "甲&乙{title}", "https://x.example.edu.cn/")
    made, read = Document(BytesIO(content)), odd.replace("\x01", "")
    page = "网页：https://x.example.edu.cn/x.html"
    assert [one.text for one in made.paragraphs] == [read, read, page, read, read * 2, read, ""]
    assert [cell.text for cell in made.tables[0]._cells] == [read, read]
    assert made.core_properties.title == read
    assert made.core_properties.author == "甲&乙{title}"
    assert "https://x.example.edu.cn/a%20b.html#c" in {one.target_ref for one in made.part.rels.values()}
    assert not [name for name in ZipFile(BytesIO(content)).namelist() if "thumbnail" in name or "customXml" in name]


def test_without_an_address_links_are_words() -> None:
    made = Document(BytesIO(docx_bytes(the_draft(facts_of({})), "示例大学")))
    assert not [one for one in made.part.rels.values() if one.is_external]


def test_only_a_build_that_makes_one_loads_the_library() -> None:
    words = "import sys, generator.cli.main, generator.build; sys.exit('docx' in sys.modules)"
    where = Path(__file__).parent.parent
    assert subprocess.run([sys.executable, "-c", words], cwd=where, check=False).returncode == 0


def test_a_change_elsewhere_makes_no_draft_again(
    small_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copy_of(small_site, tmp_path)
    path = "disclosures/report-2025-2026.docx"
    before = tree(root / "site")[path]
    made: list[str] = []

    def counting(draft: Draft, name: str, url: str) -> bytes:
        made.append(draft.path)
        return docx_bytes(draft, name, url)

    monkeypatch.setattr(site, "docx_bytes", counting)
    proposal = "proposals/TA-0803-002.yml"
    write(root, f"data/{proposal}", world(proposal).replace("平均跑三次", "平均跑四次"))
    build(root)
    assert made == []
    assert tree(root / "site")[path] == before
    write(root, f"data/{G1}", world(G1).replace("2025年工会工作报告", "工会2025年工作报告"))
    build(root)
    assert made == [path]


def test_days_and_numbers_stay_on_one_line_and_tables_within_the_margins() -> None:
    made = Document(BytesIO(docx_bytes(the_draft(facts_of(OVERLAY)), "示例大学")))
    for table in made.tables:
        widths = [column.width for column in table.columns]
        assert sum(width.mm for width in widths if width is not None) <= 158.1
        for row in table.rows[1:]:
            for cell, width in zip(row.cells, widths, strict=True):
                assert width is not None
                assert not re.fullmatch(r"\d{4}-\d\d-\d\d", cell.text) or width.mm >= 23
