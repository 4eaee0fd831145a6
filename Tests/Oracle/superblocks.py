#!/usr/bin/env python3
"""First bytes of HDF5 files, written by the library itself: the expected values of Tests/ZMAPCoreTests.

Prints TSV: name, superblock version, offset of the signature, size of the file, 96 bytes from the signature on.
Needs h5py.
"""
import ctypes
import os
import re
import tempfile

import h5py


EARLIEST = (h5py.h5f.LIBVER_EARLIEST, h5py.h5f.LIBVER_LATEST)


def write(path, libver=EARLIEST, user_block=None, btree_k=None):
    creation = h5py.h5p.create(h5py.h5p.FILE_CREATE)
    access = h5py.h5p.create(h5py.h5p.FILE_ACCESS)
    access.set_fclose_degree(h5py.h5f.CLOSE_STRONG)
    access.set_libver_bounds(*libver)
    if user_block:
        creation.set_userblock(user_block)
    if btree_k:
        # The one thing that asks for version 1, and h5py does not show it.
        library = ctypes.CDLL(re.search(r"/\S*libhdf5[-.]\S*so\S*", open("/proc/self/maps").read()).group())
        library.H5Pset_istore_k.argtypes = [ctypes.c_int64, ctypes.c_uint]
        assert library.H5Pset_istore_k(creation.id, btree_k) >= 0
    file = h5py.File(h5py.h5f.create(path.encode(), h5py.h5f.ACC_TRUNC, creation, access))
    file["X"] = list(range(1000))
    file.close()


CASES = {
    "version 0": {},
    "version 1": {"btree_k": 64},
    "version 2": {"libver": (h5py.h5f.LIBVER_V18, h5py.h5f.LIBVER_V18)},
    "version 3": {"libver": (h5py.h5f.LIBVER_V110, h5py.h5f.LIBVER_V110)},
    "version 0 behind a user block": {"user_block": 512},
    "version 2 behind a user block": {"user_block": 2048, "libver": (h5py.h5f.LIBVER_V18, h5py.h5f.LIBVER_V18)},
}

print("name", "version", "offset", "size", "bytes", sep="\t")
for name, arguments in CASES.items():
    with tempfile.TemporaryDirectory() as room:
        path = os.path.join(room, "x.h5")
        write(path, **arguments)
        data = open(path, "rb").read()
        offset = data.index(b"\x89HDF\r\n\x1a\n")
        print(name, data[offset + 8], offset, len(data), data[offset : offset + 96].hex(), sep="\t")
