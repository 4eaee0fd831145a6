#!/usr/bin/env python3
"""Zips that zmap-markers must refuse, each damaged in one way: Tests/Fixtures/markers-refused/*.zip.

And one that it must read, with sizes in a zip64 field as `zip -fz` writes them: Tests/Fixtures/markers/zip64.zip.
"""
import io
import struct
import zipfile
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "Fixtures" / "markers-refused"
TABLE = b"celltype,gene,overall_rank\nNeurons,elavl3,1\nNeurons,sox2,2\n"


def archive(*entries, method=zipfile.ZIP_DEFLATED):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as z:
        for name, content in entries:
            z.writestr(zipfile.ZipInfo(name), content, method, 9 if method == zipfile.ZIP_DEFLATED else None)
    return bytearray(data.getvalue())


def patched(data, central, local, form, value):
    """The zip with a field of its only entry changed, in the directory and in the entry's own header."""
    directory = data.rindex(b"PK\1\2")
    struct.pack_into(form, data, directory + central, value)
    struct.pack_into(form, data, local, value)
    return data


def zip64(data, size):
    """The zip with `size` for its only entry's, in a zip64 field of the directory."""
    directory, end = data.rindex(b"PK\1\2"), data.rindex(b"PK\5\6")
    struct.pack_into("<I", data, directory + 24, 0xFFFFFFFF)
    struct.pack_into("<H", data, directory + 30, 12)
    data[end:end] = struct.pack("<HHQ", 1, 8, size)
    struct.pack_into("<I", data, end + 12 + 12, end + 12 - directory)
    return data


one = archive(("t.csv", TABLE))
cases = {
    "no-csv": archive(("readme.txt", b"hello"), ("__MACOSX/._t.csv", b"\0")),
    "two-csv": archive(("a.csv", TABLE), ("b/C.CSV", TABLE)),
    "no-entries": archive(),
    "encrypted": patched(bytearray(one), 8, 6, "<H", 1),
    "wrong-crc": patched(bytearray(one), 16, 14, "<I", 0xDEADBEEF),
    "unknown-method": patched(bytearray(one), 10, 8, "<H", 14),
    "smaller-than-stated": patched(bytearray(one), 24, 22, "<I", len(TABLE) + 1),
    "larger-than-stated": patched(bytearray(archive(("t.csv", bytes(1 << 16)))), 24, 22, "<I", 4000),
    "of-four-gigabytes": patched(bytearray(one), 24, 22, "<I", 0xFFFFFFFE),
    "of-zeros": archive(("t.csv", bytes(30_000_000))),
    "of-ten-gigabytes": zip64(bytearray(one), 10_000_000_000),
    "damaged-deflate": one[:40] + b"\xff\xff\xff" + one[43:],
    "cut-short": one[:-10],
    "directory-elsewhere": one[:-6] + struct.pack("<I", 9) + one[-2:],
}
OUT.mkdir(parents=True, exist_ok=True)
for name, data in cases.items():
    (OUT / f"{name}.zip").write_bytes(data)
good = zip64(bytearray(one), len(TABLE))
struct.pack_into("<I", good, 22, 0xFFFFFFFF)
(OUT.parent / "markers" / "zip64.zip").write_bytes(good)
