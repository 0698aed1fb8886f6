"""Which files may be attachments, and whether one is what its name says: by the bytes that it begins with."""

from __future__ import annotations

from generator.values import shortened

_PDF = b"%PDF"
_OFFICE, _PACKAGE, _JPEG = b"\xd0\xcf\x11\xe0", b"PK\x03\x04", b"\xff\xd8\xff"
_BEGINNINGS: dict[str, tuple[bytes, ...]] = {
    "pdf": (_PDF,),
    **dict.fromkeys(("docx", "xlsx", "pptx", "ofd", "odt", "ods", "odp", "zip"), (_PACKAGE,)),
    **dict.fromkeys(("doc", "xls", "ppt", "wps", "et", "dps"), (_OFFICE, _PACKAGE)),
    "rar": (b"Rar!",),
    "7z": (b"7z\xbc\xaf",),
    "png": (b"\x89PNG",),
    "jpg": (_JPEG,),
    "jpeg": (_JPEG,),
    "gif": (b"GIF8",),
    "webp": (b"RIFF",),
    "csv": (),
    "txt": (),
}
"""By the extension, one of what such a file begins with; nothing where it may begin with anything."""
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_WIDE_TEXT = (b"\xff\xfe", b"\xfe\xff")
"""How text of two bytes a sign begins; no other text holds a zero byte."""
_KINDS = "pdf、docx、xlsx、pptx、csv、txt、png、jpg、zip 等"
_MARKUP = b"<"


def kind_fault(file: str, begins: bytes | None) -> tuple[str, str] | None:
    """What is wrong with an attachment, and how to mend it; None where it may stand, or is not there.

    `begins`: the bytes that it begins with, None where there is no such file.
    """
    if begins is None:
        return None
    name = shortened(file)
    kind = file.rpartition("/")[2].rpartition(".")[2].casefold()
    if kind not in _BEGINNINGS:
        return f"附件「{name}」的格式不能公开", f"另存为常用的格式再放进来：{_KINDS}"
    if not begins:
        return f"附件「{name}」是空文件", "换成有内容的文件；没有就删去这一项"
    if begins.removeprefix(_BYTE_ORDER_MARK).lstrip().startswith(_MARKUP):
        return f"附件「{name}」的内容是网页", "另存为 pdf 再放进来"
    wanted = _BEGINNINGS[kind]
    fits = begins.startswith(wanted) or (kind == "pdf" and _PDF in begins)
    if not wanted:
        fits = b"\0" not in begins or begins.startswith(_WIDE_TEXT)
    if not fits:
        return f"附件「{name}」的内容不是 {kind} 格式", "扩展名写错了就改名；文件坏了就重新导出"
    return None
