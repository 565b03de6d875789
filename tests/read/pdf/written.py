"""Writes small PDFs, operator by operator, so that a test can say exactly how a page was drawn."""

from __future__ import annotations

from dataclasses import dataclass, field

A4 = (595, 842)


@dataclass
class Drawing:
    """A page or a form: what is drawn, in points from its lower left corner."""

    size: tuple[int, int] = A4
    rotate: int = 0
    crop: tuple[int, int, int, int] | None = None
    forms: list[Drawing] = field(default_factory=list)
    image: bool = False
    operators: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, text: str, size: float = 10, turn: int = 0) -> Drawing:
        """Text from its baseline's beginning, turned by `turn` counter-clockwise quarter turns."""
        a, b, c, d = ((1, 0, 0, 1), (0, 1, -1, 0), (-1, 0, 0, -1), (0, -1, 1, 0))[turn % 4]
        code = text.encode("utf-16-be").hex()
        self.operators.append(f"BT /F1 {size} Tf {a} {b} {c} {d} {x} {y} Tm <{code}> Tj ET")
        return self

    def draw(self, *operators: str) -> Drawing:
        self.operators += operators
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.5) -> Drawing:
        return self.draw(f"{width} w {x0} {y0} m {x1} {y1} l S")

    def grid(self, xs: list[float], ys: list[float], width: float = 0.5) -> Drawing:
        """Strokes along all of `xs` and `ys`."""
        for x in xs:
            self.line(x, min(ys), x, max(ys), width)
        for y in ys:
            self.line(min(xs), y, max(xs), y, width)
        return self

    def form(self, form: Drawing, matrix: str = "1 0 0 1 0 0") -> Drawing:
        """Show a form under a matrix."""
        self.forms.append(form)
        return self.draw(f"q {matrix} cm /X{len(self.forms)} Do Q")

    def cells(self, xs: list[float], ys: list[float], texts: list[list[str]], size: float = 10) -> Drawing:
        """Texts in the cells of a grid: rows downwards from the largest of `ys`."""
        for top, row in zip(sorted(ys, reverse=True), texts, strict=False):
            for left, text in zip(sorted(xs), row, strict=False):
                if text:
                    self.text(left + 3, top - size - 3, text, size)
        return self


def pdf(*pages: Drawing) -> bytes:
    """A whole PDF. Its font names characters by UTF-16 and is not embedded."""
    return _Writer().written(pages)


class _Writer:
    def __init__(self) -> None:
        self.objects: list[bytes] = []
        self.numbers: dict[int, int] = {}

    def written(self, pages: tuple[Drawing, ...]) -> bytes:
        catalog, tree = self.add(b""), self.add(b"")
        described = b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /CIDSystemInfo "
        described += b"<< /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /W [1 1 500 13 15 500 17 26 500] >>"
        child = self.add(described)
        self.font = self.add(
            b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [%d 0 R] >>" % child
        )
        kids = [self.page(page, tree) for page in pages]
        self.objects[tree - 1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % kid for kid in kids), len(kids))
        self.objects[catalog - 1] = b"<< /Type /Catalog /Pages %d 0 R >>" % tree
        return self.file(catalog)

    def add(self, body: bytes) -> int:
        self.objects.append(body)
        return len(self.objects)

    def stream(self, dictionary: bytes, data: bytes) -> bytes:
        return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (dictionary, len(data), data)

    def resources(self, drawing: Drawing) -> bytes:
        shown = [b"/X%d %d 0 R" % (index, self.form(form)) for index, form in enumerate(drawing.forms, 1)]
        if drawing.image:
            pixel = self.stream(b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", b"\0")
            shown.append(b"/Im %d 0 R" % self.add(pixel))
            drawing.draw("q 500 0 0 700 20 20 cm /Im Do Q")
        return b"<< /Font << /F1 %d 0 R >> /XObject << %s >> >>" % (self.font, b" ".join(shown))

    def form(self, form: Drawing) -> int:
        number = self.numbers.get(id(form))
        if number is None:
            self.numbers[id(form)] = number = self.add(b"")
            dictionary = b"/Type /XObject /Subtype /Form /BBox [0 0 2000 2000] /Resources %s" % self.resources(form)
            self.objects[number - 1] = self.stream(dictionary, "\n".join(form.operators).encode("latin-1"))
        return number

    def page(self, page: Drawing, tree: int) -> int:
        resources = self.resources(page)
        content = self.add(self.stream(b"", "\n".join(page.operators).encode("latin-1")))
        crop = b" /CropBox [%d %d %d %d]" % page.crop if page.crop else b""
        return self.add(
            b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 %d %d]%s /Rotate %d /Resources %s /Contents %d 0 R >>"
            % (tree, *page.size, crop, page.rotate, resources, content)
        )

    def file(self, catalog: int) -> bytes:
        out, offsets = b"%PDF-1.7\n", []
        for number, body in enumerate(self.objects, 1):
            offsets.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
        head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1)
        return out + head + table + b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(offsets) + 1, catalog, len(out))
