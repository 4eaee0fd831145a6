#include "Guard.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

// Only what signal-safety(7) allows happens in the handlers.

volatile int zmap_guard_depth = 0;
volatile unsigned long zmap_guard_calls = 0;

enum { ticks_a_second = 2, line_size = 4096 };

static char line[line_size];
static volatile size_t line_length = 0;
static int end_status = 70;
static pthread_t guarded_thread;
static volatile unsigned long last_calls = 0;
static volatile int stuck_ticks = 0;
static volatile int allowed_seconds = 1;

static void end(const char *reason) {
  if (write(2, line, line_length) < 0 || write(2, reason, strlen(reason)) < 0) _exit(end_status);
  _exit(end_status);
}

static void on_fatal(int number) {
  if (zmap_guard_depth > 0 && pthread_equal(pthread_self(), guarded_thread)) {
    end("damaged: the HDF5 library crashed on it\n");
  }
  signal(number, SIG_DFL);
  raise(number);
}

static void on_tick(int number) {
  (void)number;
  if (zmap_guard_depth <= 0 || zmap_guard_calls != last_calls) {
    last_calls = zmap_guard_calls;
    stuck_ticks = 0;
    return;
  }
  stuck_ticks = stuck_ticks + 1;
  if (stuck_ticks >= allowed_seconds * ticks_a_second) end("damaged: the HDF5 library does not come to an end on it\n");
}

void zmap_guard_install(int status) {
  end_status = status;
  guarded_thread = pthread_self();

  // A stack of its own: endless recursion is one of the ways to crash.
  stack_t stack = {.ss_size = 1 << 16};
  stack.ss_sp = malloc(stack.ss_size);
  if (stack.ss_sp != NULL) sigaltstack(&stack, NULL);

  struct sigaction fatal = {.sa_handler = on_fatal, .sa_flags = SA_ONSTACK | SA_NODEFER};
  static const int numbers[] = {SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGILL};
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) sigaction(numbers[i], &fatal, NULL);

  struct sigaction tick = {.sa_handler = on_tick, .sa_flags = SA_ONSTACK | SA_RESTART};
  sigaction(SIGVTALRM, &tick, NULL);
  timer_t timer;
  struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGVTALRM};
  const struct timespec tick_time = {0, 1000000000 / ticks_a_second};
  struct itimerspec every = {tick_time, tick_time};
  // The thread's own processor time: waiting for a slow disk is no fault of the file.
  if (timer_create(CLOCK_THREAD_CPUTIME_ID, &event, &timer) == 0) timer_settime(timer, 0, &every, NULL);
}

void zmap_guard_describe(const char *text, size_t length) {
  line_length = 0;
  if (length > line_size) length = line_size;
  memcpy(line, text, length);
  line_length = length;
}

void zmap_guard_allow(int seconds) { allowed_seconds = seconds; }
