// SPDX-License-Identifier: GPL-3.0-or-later
#include "kapka-paper/calls.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#if defined __x86_64__
#define MACHINE AUDIT_ARCH_X86_64
#elif defined __aarch64__
#define MACHINE AUDIT_ARCH_AARCH64
#endif

#ifdef MACHINE

static const guint32 allowed[] = {
  // Files.
  SYS_read,
  SYS_pread64,
  SYS_readv,
  SYS_write,
  SYS_pwrite64,
  SYS_writev,
  SYS_lseek,
  SYS_openat,
  SYS_close,
  SYS_fcntl,
  SYS_fadvise64,
  SYS_fstat,
  SYS_newfstatat,
  SYS_statx,
  SYS_fstatfs,
  SYS_faccessat,
  SYS_readlinkat,
  SYS_getdents64,
  SYS_getcwd,
#ifdef __x86_64__
  SYS_open,
  SYS_stat,
  SYS_lstat,
  SYS_access,
  SYS_readlink,
  SYS_poll,
  SYS_time,
  SYS_arch_prctl,
#endif
  // Memory.
  SYS_brk,
  SYS_mmap,
  SYS_munmap,
  SYS_mremap,
  SYS_mprotect,
  SYS_madvise,
  // Threads and signals, within the process.
  SYS_futex,
  SYS_set_robust_list,
  SYS_rseq,
  SYS_membarrier,
  SYS_sched_yield,
  SYS_sched_getaffinity,
  SYS_gettid,
  SYS_getpid,
  SYS_tgkill,
  SYS_rt_sigaction,
  SYS_rt_sigprocmask,
  SYS_rt_sigreturn,
  SYS_sigaltstack,
  SYS_restart_syscall,
  SYS_eventfd2,
  SYS_ppoll,
  SYS_exit,
  SYS_exit_group,
  // Questions.
  SYS_clock_gettime,
  SYS_clock_getres,
  SYS_clock_nanosleep,
  SYS_gettimeofday,
  SYS_getrandom,
  SYS_getrusage,
  SYS_sysinfo,
  SYS_uname,
  SYS_getuid,
  SYS_geteuid,
  SYS_getgid,
  SYS_getegid,
  SYS_prlimit64,
  SYS_prctl,
};

#define N_ALLOWED G_N_ELEMENTS (allowed)

/* The numbers of calls are those of this machine alone. */
static const struct sock_filter head[] = {
  BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, arch)),
  BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, MACHINE, 1, 0),
  BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
  BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, nr)),
};

/* A new thread is one call with a new process, told apart by a flag in its first argument. What is
 * allowed goes to the last line. */
static const struct sock_filter tail[] = {
  BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, SYS_clone, 0, 2),
  BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, args[0])),
  BPF_JUMP (BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 1, 0),
  BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
  BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
};

gboolean
kapka_calls_limit (void) {
  struct sock_filter filter[G_N_ELEMENTS (head) + N_ALLOWED + G_N_ELEMENTS (tail)];
  struct sock_fprog program = { G_N_ELEMENTS (filter), filter };
  struct sock_filter *line = filter + G_N_ELEMENTS (head);

  memcpy (filter, head, sizeof head);
  for (gsize i = 0; i < N_ALLOWED; i++)
    *line++ = (struct sock_filter)BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, allowed[i],
                                            (guint8)(N_ALLOWED + G_N_ELEMENTS (tail) - i - 2), 0);
  memcpy (line, tail, sizeof tail);
  return prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
         prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

#else

gboolean
kapka_calls_limit (void) {
  return FALSE;
}

#endif
