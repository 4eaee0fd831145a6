// What a virtual file driver in Swift, and writing, need of HDF5 beyond its functions.
#ifndef ZMAP_CHDF5_DRIVER_H
#define ZMAP_CHDF5_DRIVER_H

#include <hdf5.h>
#include <stdlib.h>

/// A driver class with everything set that a single, ordinary file needs; the callbacks are the caller's.
static inline H5FD_class_t zmap_h5fd_class(void) {
  static const H5FD_mem_t map[H5FD_MEM_NTYPES] = H5FD_FLMAP_DICHOTOMY;
  H5FD_class_t driver = {0};
#ifdef H5FD_CLASS_VERSION
  driver.version = H5FD_CLASS_VERSION;
  driver.value = (H5FD_class_value_t)517;
#endif
  driver.name = "zmap";
  driver.maxaddr = (haddr_t)INT64_MAX;
  driver.fc_degree = H5F_CLOSE_STRONG;
  driver.fapl_size = sizeof(void *);
  for (int type = 0; type < H5FD_MEM_NTYPES; type++) driver.fl_map[type] = map[type];
  return driver;
}

static inline unsigned long zmap_h5fd_features(void) {
  return H5FD_FEAT_AGGREGATE_METADATA | H5FD_FEAT_ACCUMULATE_METADATA | H5FD_FEAT_DATA_SIEVE |
         H5FD_FEAT_AGGREGATE_SMALLDATA | H5FD_FEAT_DEFAULT_VFD_COMPATIBLE;
}

/// An open file as the library holds it: its own part first, then the context that opened it.
struct zmap_h5fd {
  H5FD_t base;
  void *context;
};

static inline H5FD_t *zmap_h5fd_new(void *context) {
  struct zmap_h5fd *file = (struct zmap_h5fd *)calloc(1, sizeof *file);
  if (file != NULL) file->context = context;
  return (H5FD_t *)file;
}

static inline void *zmap_h5fd_context(const H5FD_t *file) { return ((const struct zmap_h5fd *)file)->context; }

static inline hid_t zmap_h5p_group_create(void) { return H5P_GROUP_CREATE; }
static inline hid_t zmap_h5p_dataset_create(void) { return H5P_DATASET_CREATE; }
static inline hid_t zmap_h5t_ieee_f32le(void) { return H5T_IEEE_F32LE; }
static inline hid_t zmap_h5t_ieee_f64le(void) { return H5T_IEEE_F64LE; }
static inline hid_t zmap_h5t_std_i64le(void) { return H5T_STD_I64LE; }

#endif
