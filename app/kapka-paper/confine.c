// SPDX-License-Identifier: GPL-3.0-or-later
#include "kapka-paper/confine.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "kapka-paper/calls.h"

#define MAX_MEMORY (1024UL * 1024 * 1024)

/* A drawing of the largest screen has these, and so has a PDF of photographs. */
#define MAX_FILE_BYTES (72UL * 1024 * 1024)

#define MAX_FILES 64

static void
limit (int resource, rlim_t value) {
  struct rlimit limits = { value, value };

  setrlimit (resource, &limits);
}

/* It dies with the kiosk and cannot grow without end. Under the
 * sanitizers address space is theirs. */
gboolean
kapka_confine (guint cpu_seconds) {
  prctl (PR_SET_PDEATHSIG, SIGKILL);
#ifndef __SANITIZE_ADDRESS__
  limit (RLIMIT_AS, MAX_MEMORY);
#endif
  limit (RLIMIT_CPU, cpu_seconds);
  limit (RLIMIT_CORE, 0);
  signal (SIGXFSZ, SIG_IGN); // What is too long to be written is an error that has words.
  limit (RLIMIT_FSIZE, MAX_FILE_BYTES);
  limit (RLIMIT_NOFILE, MAX_FILES);
  return kapka_calls_limit ();
}
