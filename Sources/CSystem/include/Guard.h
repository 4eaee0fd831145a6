// A guard around a C library that may crash, or not come to an end, on damaged input.
#ifndef ZMAP_GUARD_H
#define ZMAP_GUARD_H

#include <stddef.h>

/// Installs handlers: a fatal signal inside a guarded call, or one such call that takes long in processor
/// time, writes the prepared line to stderr and ends the process with status. Elsewhere signals do as ever.
/// Call it on the thread that makes the guarded calls.
void zmap_guard_install(int status);

/// Prepares the line's beginning, which names the file; the reason is added by the guard.
void zmap_guard_describe(const char *text, size_t length);

/// Processor seconds that one guarded call may take; the default is 1.
void zmap_guard_allow(int seconds);

extern volatile int zmap_guard_depth;
extern volatile unsigned long zmap_guard_calls;

static inline void zmap_guard_enter(void) {
  zmap_guard_depth = zmap_guard_depth + 1;
  zmap_guard_calls = zmap_guard_calls + 1;
}

static inline void zmap_guard_leave(void) { zmap_guard_depth = zmap_guard_depth - 1; }

#endif
