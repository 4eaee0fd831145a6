// Linux system calls and constants that Swift's Glibc module does not show:
// variadic functions, and what only _GNU_SOURCE declares.
#ifndef ZMAP_CSYSTEM_H
#define ZMAP_CSYSTEM_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "Guard.h"

#if defined(__linux__)
#include <linux/falloc.h>
#include <linux/fs.h>
#endif

static inline int zmap_open(const char *path, int flags, mode_t mode) {
  return open(path, flags | O_CLOEXEC, mode);
}

/// Opens for reading without marking the file as used, where the kernel allows that: to its owner.
static inline int zmap_open_unnoticed(const char *path) {
  int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOATIME);
  return descriptor < 0 && errno == EPERM ? open(path, O_RDONLY | O_CLOEXEC) : descriptor;
}

/// Takes an exclusive open-file-description lock on the whole file; errno EAGAIN when another holds it.
static inline int zmap_lock_exclusive(int descriptor, int wait) {
  struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
  return fcntl(descriptor, wait ? F_OFD_SETLKW : F_OFD_SETLK, &lock);
}

/// Whether another process of this machine has the file open for writing: 1 or 0, or -1 where the file system
/// can't tell. Asks for a read lease, which the kernel grants only while there is no writer, and gives it back.
static inline int zmap_has_writer(int descriptor) {
  // A lease that is broken is told by a signal which would end the process.
  void (*old)(int) = signal(SIGIO, SIG_IGN);
  int result = fcntl(descriptor, F_SETLEASE, F_RDLCK) == 0 ? 0 : errno == EAGAIN ? 1 : -1;
  if (result == 0) fcntl(descriptor, F_SETLEASE, F_UNLCK);
  signal(SIGIO, old);
  return result;
}

/// Reserves length bytes from offset without changing the file's size.
static inline int zmap_reserve(int descriptor, int64_t offset, int64_t length) {
  return fallocate(descriptor, FALLOC_FL_KEEP_SIZE, offset, length);
}

/// Starts writing a range of dirty pages to the disk and does not wait for it; only a hint.
static inline void zmap_start_writeback(int descriptor, int64_t offset, int64_t length) {
  sync_file_range(descriptor, offset, length, SYNC_FILE_RANGE_WRITE);
}

/// Makes target share source's blocks (copy on write); errno EOPNOTSUPP or EXDEV where that can't be.
static inline int zmap_clone(int target, int source) { return ioctl(target, FICLONE, source); }

static inline ssize_t zmap_copy_range(int from, int64_t *from_offset, int to, int64_t *to_offset, size_t length) {
  return copy_file_range(from, (off64_t *)from_offset, to, (off64_t *)to_offset, length, 0);
}

/// Renames, and fails with EEXIST rather than replacing target.
static inline int zmap_rename_exclusive(const char *source, const char *target) {
  return renameat2(AT_FDCWD, source, AT_FDCWD, target, RENAME_NOREPLACE);
}

/// How many processors this process may run on.
static inline int zmap_processor_count(void) {
  cpu_set_t set;
  return sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
}

static inline int zmap_terminal_width(int descriptor) {
  struct winsize size;
  return ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

#endif
