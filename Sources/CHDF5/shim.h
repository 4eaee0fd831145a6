// HDF5's constants are macros over lazily opened ids, and in later releases many of its functions are
// macros over versions of themselves; Swift can import neither: each is a static inline function here.
#ifndef ZMAP_CHDF5_H
#define ZMAP_CHDF5_H

#define H5_USE_110_API
#include <hdf5.h>
#include <stdint.h>

static inline unsigned zmap_h5f_read_only(void) { return H5F_ACC_RDONLY; }
static inline unsigned zmap_h5f_read_write(void) { return H5F_ACC_RDWR; }

static inline hid_t zmap_h5p_file_access(void) { return H5P_FILE_ACCESS; }
static inline hid_t zmap_h5p_dataset_access(void) { return H5P_DATASET_ACCESS; }
static inline hid_t zmap_h5p_dataset_transfer(void) { return H5P_DATASET_XFER; }
static inline hid_t zmap_h5p_default(void) { return H5P_DEFAULT; }
static inline hid_t zmap_h5s_all(void) { return H5S_ALL; }
static inline hsize_t zmap_h5s_unlimited(void) { return H5S_UNLIMITED; }

static inline hid_t zmap_h5t_int8(void) { return H5T_NATIVE_INT8; }
static inline hid_t zmap_h5t_int16(void) { return H5T_NATIVE_INT16; }
static inline hid_t zmap_h5t_int32(void) { return H5T_NATIVE_INT32; }
static inline hid_t zmap_h5t_int64(void) { return H5T_NATIVE_INT64; }
static inline hid_t zmap_h5t_uint8(void) { return H5T_NATIVE_UINT8; }
static inline hid_t zmap_h5t_uint16(void) { return H5T_NATIVE_UINT16; }
static inline hid_t zmap_h5t_uint32(void) { return H5T_NATIVE_UINT32; }
static inline hid_t zmap_h5t_uint64(void) { return H5T_NATIVE_UINT64; }
static inline hid_t zmap_h5t_float(void) { return H5T_NATIVE_FLOAT; }
static inline hid_t zmap_h5t_double(void) { return H5T_NATIVE_DOUBLE; }
static inline hid_t zmap_h5t_reference(void) { return H5T_STD_REF_OBJ; }
static inline hid_t zmap_h5t_string(void) { return H5T_C_S1; }
static inline size_t zmap_h5t_variable(void) { return H5T_VARIABLE; }

/// Makes the library print nothing of its own on this thread.
static inline herr_t zmap_h5_silence(void) { return H5Eset_auto2(H5E_DEFAULT, NULL, NULL); }

/// Starts the library: nothing done at exit, external links never followed.
static inline herr_t zmap_h5_start(void) {
  H5dont_atexit();
  if (H5open() < 0) return -1;
  return H5Lunregister(H5L_TYPE_EXTERNAL);
}

/// Locks as a good neighbour, and goes on where the file system knows no locks.
static inline herr_t zmap_h5p_lock_best_effort(hid_t access) {
#if H5_VERSION_GE(1, 10, 7)
  return H5Pset_file_locking(access, 1, 1);
#else
  return 0;
#endif
}

typedef herr_t (*zmap_h5_visitor)(const char *name, int kind, void *context);

struct zmap_h5_visit {
  zmap_h5_visitor visitor;
  void *context;
};

static inline herr_t zmap_h5_each_link(hid_t group, const char *name, const H5L_info_t *info, void *data) {
  (void)group;
  struct zmap_h5_visit *visit = (struct zmap_h5_visit *)data;
  return visit->visitor(name, (int)info->type, visit->context);
}

/// Calls visitor for each link of group; kind is H5L_type_t. A visitor's value other than 0 ends it.
static inline herr_t zmap_h5l_iterate(hid_t group, int by_creation, zmap_h5_visitor visitor, void *context) {
  struct zmap_h5_visit visit = {visitor, context};
  hsize_t position = 0;
  return H5Literate(group, by_creation ? H5_INDEX_CRT_ORDER : H5_INDEX_NAME, H5_ITER_INC, &position,
                    zmap_h5_each_link, &visit);
}

static inline herr_t zmap_h5_each_attribute(hid_t object, const char *name, const H5A_info_t *info, void *data) {
  (void)object;
  (void)info;
  struct zmap_h5_visit *visit = (struct zmap_h5_visit *)data;
  return visit->visitor(name, 0, visit->context);
}

static inline herr_t zmap_h5a_iterate(hid_t object, zmap_h5_visitor visitor, void *context) {
  struct zmap_h5_visit visit = {visitor, context};
  hsize_t position = 0;
  return H5Aiterate2(object, H5_INDEX_NAME, H5_ITER_INC, &position, zmap_h5_each_attribute, &visit);
}

/// The kind (H5L_type_t) of the link name in group.
static inline herr_t zmap_h5l_kind(hid_t group, const char *name, int *kind) {
  H5L_info_t info;
  if (H5Lget_info(group, name, &info, H5P_DEFAULT) < 0) return -1;
  *kind = (int)info.type;
  return 0;
}

/// Where an object's header stands, its kind (H5O_type_t), and how many hard links lead to it.
static inline herr_t zmap_h5o_info(hid_t object, uint64_t *address, int *kind, unsigned *links) {
  H5O_info_t info;
  if (H5Oget_info2(object, &info, H5O_INFO_BASIC) < 0) return -1;
  *address = (uint64_t)info.addr;
  *kind = (int)info.type;
  *links = info.rc;
  return 0;
}

/// The deepest description on the error stack, which says what was found wrong.
static inline herr_t zmap_h5e_deepest(unsigned n, const H5E_error2_t *error, void *data) {
  if (n == 0) *(H5E_error2_t *)data = *error;
  return 0;
}

/// Copies the reason of the last error into text, and forgets the error.
static inline void zmap_h5_reason(char *text, size_t size) {
  H5E_error2_t deepest = {0};
  hid_t stack = H5Eget_current_stack();
  text[0] = 0;
  if (stack < 0) return;
  H5Ewalk2(stack, H5E_WALK_UPWARD, zmap_h5e_deepest, &deepest);
  if (deepest.desc != NULL) {
    size_t length = 0;
    while (length + 1 < size && deepest.desc[length] != 0) {
      text[length] = deepest.desc[length];
      length++;
    }
    text[length] = 0;
  }
  H5Eclose_stack(stack);
}

#endif
