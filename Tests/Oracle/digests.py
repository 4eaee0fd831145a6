#!/usr/bin/env python3
"""Digests of generated content, by hashlib: the expected values of Tests/DigestTests.

Byte i of the content is (i * 31 + (i >> 8) * 17 + (i >> 16) * 7) & 255. Prints TSV:
size, part size (empty: not divided), SHA-256, ETag.
"""
import hashlib

MIB = 1 << 20
CASES = [(0, None), (1, None), (1_000_003, None), (3 * MIB, 5 * MIB), (12 * MIB, 5 * MIB),
         (10 * MIB, 5 * MIB), (17 * MIB + 1, 8 * MIB), (12 * MIB, 5_000_000), (20 * MIB, 7 * MIB)]


def content(size):
    return bytes((i * 31 + (i >> 8) * 17 + (i >> 16) * 7) & 255 for i in range(size))


def etag(data, part):
    if part is None:
        return hashlib.md5(data).hexdigest()
    parts = [hashlib.md5(data[i:i + part]).digest() for i in range(0, len(data), part)]
    return f"{hashlib.md5(b''.join(parts)).hexdigest()}-{len(parts)}"


print("size", "part", "sha256", "etag", sep="\t")
for size, part in CASES:
    data = content(size)
    print(size, part or "", hashlib.sha256(data).hexdigest(), etag(data, part), sep="\t")
