// HDF5's constants are macros over lazily opened ids, which Swift cannot import:
// each is a static inline function here.
#ifndef ZMAP_CHDF5_H
#define ZMAP_CHDF5_H

#include <hdf5.h>

static inline unsigned zmap_h5f_read_only(void) { return H5F_ACC_RDONLY; }
static inline unsigned zmap_h5f_read_write(void) { return H5F_ACC_RDWR; }

#endif
