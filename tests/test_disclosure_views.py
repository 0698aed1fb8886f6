"""What readers see of disclosures, the catalogue, clauses, rules and calendars."""

from __future__ import annotations

from datetime import date

import pytest

from generator.publication import Fragment
from generator.records.calendar.views import landing as calendars
from generator.records.catalogue.model import CatalogueItem
from generator.records.catalogue.views import landing as catalogue
from generator.records.catalogue.views import page as catalogue_page
from generator.records.clause.model import Clause
from generator.records.clause.views import landing as clauses
from generator.records.clause.views import page as clause_page
from generator.records.disclosure.model import Disclosure
from generator.records.disclosure.views import lists
from generator.records.disclosure.views.coverage import coverage
from generator.records.disclosure.views.page import page
from generator.records.disclosure.views.pages import batches
from generator.records.disclosure.views.panels import panel
from generator.records.disclosure.views.summary import events, figures, headline, summarize
from generator.records.disclosure.views.withheld import withheld
from generator.records.rule.views import landing as rules
from tests.shown import addresses, facts_of, further_pages, html_of, record, words_of

G1, G2, G3 = (f"disclosures/GK-2026-00{number}.yml" for number in (1, 2, 3))
AS_OF = date(2026, 5, 1)
WITHHELD = """# without: text
withheld:
  ground: 商业秘密
  basis: 合同约定的保密条款
  decided_by: 学校信息公开领导小组
  review_on: 2027-03-12
"""
UNPUBLISHED = "# without: text\n# without: published\n# without: secrecy_review\n"
CORRECTION = """item: QD-3
title: 2025年工会工作报告（更正）
unit: XGH
produced: 2026-04-07
published: 2026-04-08
secrecy_review:
  on: 2026-04-08
  by: 学校保密办公室
text: 教工之家开放天数应为 310 天。
replaces:
  record: GK-2026-001
  reason: 开放天数漏计
"""


def shown(overlay: dict[str, str], record_id: str = "GK-2026-001", on: date = AS_OF) -> str:
    facts = facts_of(overlay, on)
    found = record(facts, record_id)
    assert isinstance(found, Disclosure)
    return html_of(page(found, facts))


def section(fragment: Fragment | None) -> str:
    assert fragment is not None
    return html_of(fragment)


def test_a_page_says_when_it_was_made_reviewed_and_published() -> None:
    html = shown({})
    words = words_of(html)
    assert "GK-2026-001 ● 已公开 2025年工会工作报告" in words
    assert "公开日期 2026-03-12（形成后第 8 个工作日）" in words
    assert "保密审查 2026-03-11，学校保密办公室" in words
    assert "2026-03-12 ● 公开 用了 8 个工作日，期限 20 个" in words
    assert {"catalogue/QD-3.html", "units/XGH.html", "disclosures/year-2026.html"} <= addresses(html)


def test_a_late_one_says_so_in_the_head_and_at_its_deadline() -> None:
    words = words_of(shown({G1: "published: 2026-04-10\n"}))
    assert "◆ 迟公开 ◆ 迟 11 天" in words
    assert "2026-03-30 ◇ 公开期限：20 个工作日" in words
    assert "用了 28 个工作日，期限 20 个，迟 11 天（8 个工作日）" in words


def test_what_is_owed_is_overdue_or_has_days_left() -> None:
    words = words_of(shown({G1: UNPUBLISHED + "produced: 2026-03-02\n"}))
    assert "○ 待公开 ▲ 逾期 32 天" in words
    assert "公开期限：20 个工作日 逾期 32 天（22 个工作日），还没有公开" in words
    assert "还没有公开。公开以后，内容写在这里。" in words
    assert "今天（2026-05-01）" not in words
    words = words_of(shown({G1: UNPUBLISHED + "produced: 2026-04-15\n"}))
    assert "今天（2026-05-01）" in words
    assert "2026-05-15 ◇ 公开期限：20 个工作日 还有 14 天" in words


def test_before_its_day_nothing_has_happened() -> None:
    facts = facts_of({G1: UNPUBLISHED + "produced: 2026-04-15\n"}, date(2026, 4, 20))
    found = record(facts, "GK-2026-001")
    assert isinstance(found, Disclosure)
    assert summarize(found, facts).state.word == "未到期"
    assert not facts_of({}, date(2026, 3, 11)).of_type(Disclosure)


def test_what_is_withheld_shows_its_ground_and_no_content() -> None:
    html = shown({G1: WITHHELD})
    words = words_of(html)
    assert "■ 不予公开" in words
    assert "理由 商业秘密 依据 合同约定的保密条款 决定机构 学校信息公开领导小组 复查日期 2027-03-12" in words
    assert "公开内容" not in words
    assert "2027-03-12 ○ 重新审查是否公开" in words


def test_a_corrected_page_points_at_its_correction_and_back() -> None:
    old = shown({G3: CORRECTION})
    assert "◆ 已更正" in words_of(old)
    assert "本页内容已更正，以更正为准" in words_of(old)
    assert "disclosures/GK-2026-003.html" in addresses(old)
    new = shown({G3: CORRECTION}, "GK-2026-003")
    assert "本页是更正 被更正 2025年工会工作报告 原因 开放天数漏计" in words_of(new)


def test_figures_stand_in_a_table_and_as_bars_of_the_same_numbers() -> None:
    html = shown({}, "GK-2026-002")
    assert "帮扶合计 ＝ 春节送温暖 ＋ 日常帮扶 164 人次" in words_of(html)
    assert html.count("gk-chart-row") == 2
    assert 'width="1000"' in html
    assert 'width="281"' in html
    assert 'aria-label="柱状图（人次）：春节送温暖、日常帮扶；数字见数据表。"' in html


def test_periods_stand_in_the_order_of_time() -> None:
    rows = ((50, "2024—2025学年"), (40, "2023—2024学年"), (45, "2022—2023学年"))
    figures = "".join(f"  - {{label: 申请, value: {value}, of: 件, period: {period}}}\n" for value, period in rows)
    words = words_of(shown({G1: f"figures:\n{figures}"}))
    assert "2022—2023学年 2023—2024学年 2024—2025学年" in words
    assert "2022—2023学年 45 件 2023—2024学年 40 件 2024—2025学年 50 件" in words


def test_a_suppressed_cell_has_no_bar_and_a_word_of_explanation() -> None:
    figures = (
        "figures:\n  - label: 春节送温暖\n    value: 128\n    of: 人次\n  - label: 日常帮扶\n    value: 36\n    of: 人次\n"
        "  - label: 重病慰问\n    value: <5\n    of: 人次\n  - label: 收支差\n    value: -3.50\n    of: 万元\n"
    )
    html = shown({G2: figures}, "GK-2026-002")
    assert "重病慰问 &lt;5" in words_of(html)
    assert "人数很少，写出来可能认出是谁" in words_of(html)
    assert "−3.50" in html
    assert html.count('width="0"') == 1


def test_what_is_left_says_of_what() -> None:
    figures = (
        "figures:\n  - {label: 年初结余, value: 1200, of: 元}\n  - {label: 筹集资金, value: 30000, of: 元}\n"
        "  - {label: 帮扶支出, value: 28400, of: 元}\n"
        "  - {label: 结余, value: 2800, of: 元, sum_of: [年初结余, 筹集资金], minus: [帮扶支出]}\n"
    )
    assert "结余 ＝ 年初结余 ＋ 筹集资金 － 帮扶支出 2,800 元" in words_of(shown({G1: figures}))


def test_a_notice_says_how_long_and_where_to_object() -> None:
    notice = (
        "notice:\n  from: 2026-03-12\n  to: 2026-03-19\n  contacts:\n    - 校工会\n"
        "  objections:\n    - on: 2026-03-16\n      outcome: 不成立\n      note: 核对原件一致\n"
    )
    words = words_of(shown({G1: notice}))
    assert "公示期 2026-03-12 至 2026-03-19（6 个工作日） 受理异议 校工会" in words
    assert "2026-03-16 不成立 核对原件一致" in words
    running = notice.replace("2026-03-19", "2026-05-20")
    assert "◔ 公示中" in words_of(shown({G1: running}))
    assert "2026-05-20 ○ 公示结束 还有 19 天" in words_of(shown({G1: running}))


def test_a_request_shows_its_own_clock() -> None:
    request = "kind: 依申请\nrequest:\n  received: 2026-02-02\n  answered: 2026-03-10\n"
    words = words_of(shown({G1: request}))
    assert "◆ 迟答复 ◆ 迟 10 天" in words
    assert "2026-02-28 ◇ 答复期限：15 个工作日" in words


def test_stated_figures_stand_beside_the_computed_ones() -> None:
    stated = (
        "stated:\n  - of:\n      figure: 合计\n      label: 帮扶合计\n    value: 146人次\n    source: 《简报》第2期\n"
    )
    words = words_of(shown({G2: stated}, "GK-2026-002"))
    assert "帮扶合计 原文 146人次 算出 164人次 ▲ 不符 《简报》第2期" in words


@pytest.mark.parametrize(
    ("of", "value", "said"),
    [
        ("figure: 合计, label: 收到, year: 2023", "40件", "2023年收到 原文 40件 算出 40件 ● 相符"),
        ("figure: 金额, label: 收到, to: 2024", "50件", "2024年收到 原文 50件 算出 50件 ● 相符"),
        ("figure: 增长, label: 收到, year: 2024", "20%", "2023—2024年收到的增长 原文 20% 算出 25% ▲ 不符"),
        (
            "figure: 年均增长, label: 收到, from: 2021, to: 2023",
            "0%",
            "2021—2023年收到的年均增长 原文 0% 算出 0% ● 相符",
        ),
        ("figure: 增加额, label: 收到, year: 2024", "10件", "2023—2024年收到的增加额 原文 10件 算出 10件 ● 相符"),
        ("figure: 增加额, label: 收到, year: 2024", "减少5件", "算出 10件 ▲ 不符"),
        ("figure: 占比, label: 同意, base: 收到", "54%", "同意占收到的比例 原文 54% 算出 54% ● 相符"),
        (
            "figure: 占比, label: 同意, base: 收到, year: 2024",
            "54.0%",
            "2024年同意占收到的比例 原文 54.0% 算出 54.0% ● 相符",
        ),
        (
            "figure: 占比, label: 同意, base: 书面, year: 2024",
            "90%",
            "2024年同意占书面的比例 原文 90% 算出 — ○ 无法核对",
        ),
        ("figure: 合计, label: 2024年入会, year: 2024", "7人", "2024年入会 原文 7人 算出 7人"),
        *(
            (
                f"figure: 增长, label: 学员{year}",
                "50%",
                "2023-2024学年至2024-2025学年学员的增长 原文 50% 算出 50% ● 相符",
            )
            for year in ("", ", year: 2024", ", from: 2023, to: 2024", ", year: 2025")
        ),
        ("figure: 增长, label: 收到", "25%", "收到的增长 原文 25% 算出 — ○ 无法核对"),
        ("figure: 合计, label: 收到", "130件", "收到（各期合计） 原文 130件 算出 130件 ● 相符"),
        ("figure: 合计, label: 收到, from: 2023, to: 2024", "90件", "2023—2024年收到 原文 90件 算出 90件 ● 相符"),
        ("figure: 合计, label: 收到, from: 2021, to: 2024", "130件", "原文 130件 算出 — ○ 无法核对"),
        ("figure: 合计, label: 经费", "2.4万元", "经费（各期合计） 原文 2.4万元 算出 2.3万元 ◆ 四舍五入差"),
        ("figure: 合计, label: 学员, year: 2023", "20人", "2023-2024学年学员 原文 20人 算出 20人 ● 相符"),
    ],
)
def test_quotations_of_several_years_name_them(of: str, value: str, said: str) -> None:
    rows = (
        ("收到", "2021年", 40, "件"),
        ("收到", "2023年", 40, "件"),
        ("收到", "2024年", 50, "件"),
        ("同意", "2024年", 27, "件"),
        ("书面", "2024年", "<5", "件"),
        ("2024年入会", "2024", 7, "人"),
        ("学员", "2024-2025学年", 30, "人"),
        ("经费", "2023年", "1.1", "万元"),
        ("经费", "2024年", "1.2", "万元"),
        ("学员", "2023-2024学年", 20, "人"),
    )
    figures = "".join(f"  - {{label: {a}, period: {b}, value: {c}, of: {d}}}\n" for a, b, c, d in rows)
    body = f"figures:\n{figures}stated:\n  - of: {{{of}}}\n    value: {value}\n    source: 报告\n"
    assert said in words_of(shown({G1: body}))


def test_figures_of_any_subset_name_what_they_count() -> None:
    facts = facts_of({G1: "published: 2026-04-10\n", G3: CORRECTION.replace("GK-2026-001", "GK-2026-002")})
    found = {one.key: one for one in figures(facts.of_type(Disclosure), facts)}
    assert (found["disclosure-in-time"].value, found["disclosure-in-time"].of) == ("2", "3 条")
    assert [one.id for one in found["disclosure-late"].counted] == ["GK-2026-001"]
    assert "66.7%" in found["disclosure-in-time"].label
    assert not figures((), facts)[0].counted
    assert [one.value for one in headline(facts)] == ["2"]


def test_events_are_publications_answers_and_corrections() -> None:
    facts = facts_of({G3: CORRECTION})
    found = {one.id: [(e.day, e.kind) for e in events(one, facts)] for one in facts.of_type(Disclosure)}
    assert found["GK-2026-001"] == [(date(2026, 3, 12), "公开")]
    assert found["GK-2026-003"] == [(date(2026, 4, 8), "更正")]


def test_the_landing_page_leads_to_every_list() -> None:
    facts = facts_of({G1: UNPUBLISHED})
    html = section(lists.landing(facts))
    wanted = {"disclosures/year-2026.html", "disclosures/unit-xgh.html", "disclosures/group-qd-3.html", "withheld.html"}
    assert wanted <= addresses(html)
    assert "▲ 逾期 32 天" in words_of(html)
    made = set(further_pages(batches, facts))
    assert {one for one in addresses(html) if one.startswith("disclosures/") and "GK-" not in one} <= made


def test_a_site_without_disclosures_says_so() -> None:
    facts = facts_of({}, date(2026, 3, 1))
    html = section(lists.landing(facts))
    assert "还没有公开的事项。" in words_of(html)
    assert not further_pages(lists.batches, facts)
    assert section(coverage(facts))
    assert "没有逐项决定不予公开的事项。" in words_of(section(withheld(facts)))


def test_long_lists_are_split(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "MOST_ON_A_PAGE", 1)
    made = {path: html_of(one) for path, one in further_pages(lists.batches, facts_of({})).items()}
    assert "disclosures/year-2026-03.html" in addresses(made["disclosures/year-2026.html"])
    assert "GK-2026-001" in made["disclosures/year-2026-03.html"]
    assert "GK-2026-001" not in made["disclosures/year-2026.html"].partition("分页")[2]


def test_coverage_has_a_cell_for_every_item_and_school_year() -> None:
    html = section(coverage(facts_of({})))
    assert "2025—2026" in html
    assert "2025—2026 学年：已公开" in html
    assert "2025—2026 学年：没有公开记录" in html  # the yearly report of QD-6 was due on 31 October 2025


def test_an_item_for_each_unit_is_published_when_all_units_have() -> None:
    facts = facts_of({"catalogue/QD-3.yml": "# without: units\neach_unit: 是\n", G1: "unit: JXXY\n"})
    found = record(facts, "QD-3")
    assert isinstance(found, CatalogueItem)
    assert "2025—2026 学年：已公开" in section(coverage(facts))  # of the colleges there is only one
    facts = facts_of({"catalogue/QD-3.yml": "# without: units\neach_unit: 是\n", "units/HQC.yml": "kind: 学院\n"})
    assert "2025—2026 学年：部分单位公开（2 个单位里有 0 个）" in section(coverage(facts))
    html = section(panel(record(facts, "QD-3"), facts))
    assert "各单位、各学年：教职工代表大会相关制度" in words_of(html)
    assert "2025—2026 学年：没有公开记录" in html


def test_what_is_lasting_stays_published_and_what_is_prompt_may_not_apply() -> None:
    lasting = {"catalogue/QD-3.yml": "# without: due\nfrequency: 长期\n"}
    html = section(coverage(facts_of(lasting, date(2026, 10, 1))))
    assert "2026—2027 学年：以前公开，长期有效" in html
    prompt = {"catalogue/QD-3.yml": "# without: due\nfrequency: 即时\n"}
    html = section(coverage(facts_of(prompt, date(2026, 10, 1))))
    assert "2026—2027 学年：不适用（有了才公开，这一学年没有）" in html


def test_an_item_for_the_campus_shows_no_more_than_that() -> None:
    item = "reach: 校内\nreason: 含各单位考核等次\n"
    facts = facts_of({"catalogue/QD-3.yml": item, G1: "audience: campus\n"})
    found = record(facts, "QD-3")
    assert isinstance(found, CatalogueItem)
    words = words_of(html_of(catalogue_page(found, facts)) + section(panel(found, facts)))
    assert "◐ 校内公开" in words
    assert "含各单位考核等次" in words
    assert "2025年工会工作报告" not in words
    assert "2025—2026 学年：校内公开（含各单位考核等次）" in section(coverage(facts))


def test_an_item_says_who_publishes_it_and_what_was_published_each_year() -> None:
    facts = facts_of({})
    found = record(facts, "QD-3")
    assert isinstance(found, CatalogueItem)
    html = html_of(catalogue_page(found, facts))
    assert "公开频率 每年 4 月 30 日前" in words_of(html)
    assert "disclosures/GK-2026-001.html" in addresses(section(panel(found, facts)))
    assert "QD-6.html" in section(catalogue(facts))


def test_a_unit_sees_what_it_must_publish_and_did() -> None:
    facts = facts_of({})
    words = words_of(section(panel(record(facts, "XGH"), facts)))
    assert words.index("信息公开年度报告") < words.index("教职工代表大会相关制度")  # what is missing comes first
    assert "✕ 没有公开记录" in words
    assert panel(record(facts, "CWC"), facts) is None


def test_a_clause_lists_its_evidence_or_says_that_there_is_none() -> None:
    facts = facts_of({G2: "clauses:\n  - 12\n"})
    found = {one.id: one for one in facts.of_type(Clause)}
    html = html_of(clause_page(found["KX-12"], facts))
    assert "公开事项 1 条" in words_of(html)
    assert "disclosures/GK-2026-002.html" in addresses(html)
    empty = Clause.model_validate({**found["KX-12"].model_dump(), "id": "KX-13", "number": "13"})
    assert "暂无公开记录" in words_of(html_of(clause_page(empty, facts)))
    assert "第12条" in words_of(section(clauses(facts)))


def test_what_is_registered_but_not_published_is_no_evidence() -> None:
    facts = facts_of({G1: UNPUBLISHED})
    found = record(facts, "KX-9")
    assert isinstance(found, Clause)
    assert "disclosures/GK-2026-001.html" not in addresses(html_of(clause_page(found, facts)))


def test_rules_say_their_numbers_and_whether_they_were_verified() -> None:
    html = section(rules(facts_of({})))
    assert "D1 清单事项在信息制作完成" in words_of(html)
    assert "公开时限 20 工作日" in words_of(html)
    assert "计提比例 2%" in words_of(html)
    assert html.index('id="P9"') < html.index('id="P10"')


def test_calendars_say_what_is_off_and_worked() -> None:
    words = words_of(section(calendars(facts_of({}))))
    assert "2026 年 248 个工作日" in words
    assert "春节 2 月 15 日 至 2 月 23 日 9 天" in words
    assert "周末上班：1 月 4 日、2 月 14 日" in words


def test_the_register_counts_grounds_and_says_which_reviews_are_overdue_or_near() -> None:
    overdue = WITHHELD.replace("2027-03-12", "2026-04-20")
    near = WITHHELD.replace("2027-03-12", "2026-05-06").replace("商业秘密", "个人隐私")
    facts = facts_of({G1: overdue, G2: near.replace("# without: text\n", "# without: text\n# without: figures\n")})
    html = section(withheld(facts))
    words = words_of(html)
    assert "2 项 逐项决定不予公开" in words
    assert "▲ 1 项 过了复查日期" in words
    assert "1 项 商业秘密" in words
    assert "▲ 复查逾期 11 天" in words
    assert "◔ 复查5 天内到期" in words
    assert words.index("复查逾期 11 天") < words.index("5 天内到期")
    counted = html.partition('id="withheld-overdue"')[2].partition("</details>")[0]
    assert "GK-2026-001" in counted
    assert "GK-2026-002" not in counted


def test_what_is_for_the_campus_stands_in_the_register_with_its_reason() -> None:
    facts = facts_of({"catalogue/QD-3.yml": "reach: 校内\nreason: 含各单位考核等次\n"})
    words = words_of(section(withheld(facts)))
    assert "含各单位考核等次" in words.partition("目录规定只在校内公开的")[2]


def test_an_objection_without_outcome_is_shown_with_its_days() -> None:
    notice = (
        "notice:\n  from: 2026-03-12\n  to: 2026-03-19\n  objections:\n    - on: 2026-03-16\n      outcome: 核查中\n"
    )
    words = words_of(shown({G1: notice}))
    assert "2026-03-16 核查中，未了结，已 46 天" in words
    assert "收到异议：核查中，未了结，已 46 天" in words
    assert "核查中，未了结" not in words_of(shown({G1: notice}, on=date(2026, 3, 16)))
