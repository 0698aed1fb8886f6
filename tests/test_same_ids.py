"""Which of two files that bear one id is told to go."""

from __future__ import annotations

import pytest

from generator.same_ids import same_ids

PROPOSALS = tuple(f"data/proposals/8-3/TA-0803-{number:03d}.yml" for number in range(1, 5))


@pytest.mark.parametrize(
    ("paths", "stray"),
    [
        ((*PROPOSALS, "data/proposals/8-2/TA-0803-002.yml"), "data/proposals/8-2/TA-0803-002.yml"),
        ((*PROPOSALS, "data/proposals/9-1/TA-0803-002.yml"), "data/proposals/9-1/TA-0803-002.yml"),
        ((*PROPOSALS, "data/proposals/TA-0803-002.yml"), "data/proposals/TA-0803-002.yml"),
        (("data/units/HQC.yml", "data/units/old/HQC.yml"), "data/units/old/HQC.yml"),
        (("data/units/a/hqc.yml", "data/units/b/HQC.yml"), "data/units/a/hqc.yml"),
    ],
)
def test_the_one_in_the_less_fitting_place(paths: tuple[str, ...], stray: str) -> None:
    (found,) = same_ids(paths, lambda path: path)
    assert found.position.path == stray
    assert "换一个没有用过的编号" in found.remedy


def test_two_that_say_the_same_are_a_copy() -> None:
    (found,) = same_ids((*PROPOSALS, "data/proposals/8-2/TA-0803-002.yml"), lambda _: "the same")
    assert found.message == "编号与另一个文件相同，内容也一样：data/proposals/8-3/TA-0803-002.yml"
    assert found.remedy.startswith("像是复制出来的：删去一份")


def test_no_file_is_hashed_where_ids_are_all_different() -> None:
    def digest(path: str) -> str:
        raise AssertionError(path)

    assert list(same_ids(PROPOSALS, digest)) == []
