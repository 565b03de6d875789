"""Small office files written part by part, so that a test can hold exactly what it speaks of."""

from __future__ import annotations

import io
import zipfile

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_S = f'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{_OFFICE}"'


def zipped(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _relations(targets: dict[str, str]) -> str:
    found = "".join(
        f'<Relationship Id="r{at}" Type="{_OFFICE}/{kind}" Target="{part}"/>' for at, (part, kind) in enumerate(targets.items(), 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{found}</Relationships>'


def docx_of(body: str, prolog: str = "", **parts: str) -> bytes:
    """A DOCX with this body; `numbering`, `styles`, `footnotes` are the contents of those parts."""
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": _relations({"word/document.xml": "officeDocument"}),
        "word/document.xml": f"{prolog}<w:document {_W}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations({f"{name}.xml": name for name in parts}),
    }
    files |= {f"word/{name}.xml": f"<w:{name} {_W}>{content}</w:{name}>" for name, content in parts.items()}
    return zipped(files)


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def xlsx_of(*sheets: str, styles: str = "", texts: tuple[str, ...] = (), names: tuple[str, ...] = (), prolog: str = "") -> bytes:
    """An XLSX; each sheet is what stands inside of <worksheet>."""
    tabs = "".join(f'<sheet name="{(names or _NAMES)[at]}" sheetId="{at + 1}" r:id="r{at + 1}"/>' for at in range(len(sheets)))
    targets = {f"worksheets/sheet{at + 1}.xml": "worksheet" for at in range(len(sheets))}
    targets |= {"styles.xml": "styles", "sharedStrings.xml": "sharedStrings"}
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": _relations({"xl/workbook.xml": "officeDocument"}),
        "xl/workbook.xml": f"<workbook {_S}><sheets>{tabs}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _relations(targets),
        "xl/styles.xml": f"<styleSheet {_S}>{styles}</styleSheet>",
        "xl/sharedStrings.xml": f"<sst {_S}>{''.join(f'<si>{text}</si>' for text in texts)}</sst>",
    }
    files |= {f"xl/worksheets/sheet{at + 1}.xml": f"{prolog}<worksheet {_S}>{sheet}</worksheet>" for at, sheet in enumerate(sheets)}
    return zipped(files)


_NAMES = ("Sheet1", "Sheet2", "Sheet3")


def cell(reference: str, value: str, style: int = 0) -> str:
    """A number where `value` is one, else a text."""
    if value.replace(".", "").replace("-", "").isdigit():
        return f'<c r="{reference}" s="{style}"><v>{value}</v></c>'
    return f'<c r="{reference}" s="{style}" t="inlineStr"><is><t>{value}</t></is></c>'


def rows(*lines: tuple[str, ...], style: int = 0, first: int = 1) -> str:
    """Rows of cells from column A; an empty string is no cell at all."""
    out = ""
    for number, line in enumerate(lines, first):
        cells = "".join(cell(f"{chr(65 + at)}{number}", value, style) for at, value in enumerate(line) if value)
        out += f'<row r="{number}">{cells}</row>'
    return out
