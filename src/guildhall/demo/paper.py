"""A signed sheet of paper as a scanner would bring it: a page of PDF with a text, a line and a signature."""

from collections.abc import Sequence

SIGNATURE = "300 190 m 318 240 330 170 345 205 c 352 222 360 190 372 200 c 390 214 398 186 440 202 c S"
"""A pen's way over the paper."""
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>"


def signed(heading: str, lines: Sequence[str]) -> bytes:
    """An A4 sheet (595 x 842 points) with these words, signed; Western characters only."""
    return _document(_page(heading, lines).encode("cp1252"))


def _page(heading: str, lines: Sequence[str]) -> str:
    words = "".join(f"({_spelled(line)}) Tj T*\n" for line in lines)
    return (
        f"BT /F 15 Tf 70 760 Td ({_spelled(heading)}) Tj ET\n"
        f"BT /F 10 Tf 15 TL 70 725 Td\n{words}ET\n"
        f"0.8 w 290 185 m 480 185 l S\n1.4 w {SIGNATURE}\n"
        "BT /F 8 Tf 290 172 Td (Signature) Tj ET\n"
    )


def _spelled(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _document(page: bytes) -> bytes:
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        PAGE,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(page), page),
        FONT,
    )
    written, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(written))
    return written + head + table + trailer
