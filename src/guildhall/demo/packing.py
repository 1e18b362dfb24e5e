"""The items of the written examination as a package of QTI 3.0, as an author hands it in."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any
from xml.sax.saxutils import quoteattr

from guildhall import qti

BROKEN = "A19.xml"
"""A file that was packed with a mistake: its key names an option that it does not have."""

MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest xmlns="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1" identifier="WTT-W">
  <metadata><schema>QTI Package</schema><schemaversion>3.0.0</schemaversion></metadata>
  <organizations/>
  <resources>
{}
  </resources>
</manifest>
"""
RESOURCE = '    <resource identifier={0} type="imsqti_item_xmlv3p0" href={1}><file href={1}/></resource>'
EPOCH = (2024, 1, 1, 0, 0, 0)
"""When the files of the package were written, so that it is the same at every telling."""


def package(items: Mapping[str, Mapping[str, Any]]) -> bytes:
    """Every item as a file of its own, one file that is broken, and the manifest that names them."""
    files = {f"{name}.xml": qti.to_xml(item(name, told)) for name, told in items.items()}
    first = next(iter(files.values()))
    files[BROKEN] = first.replace(b'"A01"', b'"A19"').replace(b"<qti-value>A<", b"<qti-value>E<")
    return _zipped({"imsmanifest.xml": _manifest(files), **files})


def item(name: str, told: Mapping[str, Any]) -> qti.Item:
    """One item; `kind` says how it is answered: by choosing one, by choosing several, in a gap, by a number."""
    stem, kind = " ".join(str(told["stem"]).split()), told.get("kind", "single")
    known: dict[str, Any] = {"identifier": name, "title": _title(stem)}
    if kind == "text":
        return qti.text_entry(**known, before=stem, key=str(told["key"]), base="float", length=6)
    options = [(letter, " ".join(str(text).split())) for letter, text in told["options"].items()]
    if kind == "inline":
        before, after = stem.split("{gap}")
        return qti.inline_choice(
            **known, before=before.strip(), after=after.strip(), options=options, key=told["key"][0]
        )
    if kind == "multiple":
        return qti.multiple_choice(**known, stem=stem, options=options, key=told["key"])
    return qti.single_choice(**known, stem=stem, options=options, key=told["key"][0])


def _title(stem: str) -> str:
    """The beginning of what is asked, in whole words."""
    words, title = stem.replace("{gap}", "…").split(), ""
    for word in words:
        if len(title) + len(word) > 60:
            return f"{title} …"
        title = f"{title} {word}".strip()
    return title


def _manifest(files: Iterable[str]) -> bytes:
    resources = (RESOURCE.format(quoteattr(name.removesuffix(".xml")), quoteattr(name)) for name in files)
    return MANIFEST.format("\n".join(resources)).encode()


def _zipped(files: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
