// SPDX-License-Identifier: GPL-3.0-or-later
// A library to be loaded before libpq: it makes chosen statements of a program fail as a database
// can. The environment variable KAPKA_PQ_PLAN names a file of lines "STATEMENT WHEN WHAT", which
// are used up one after the other:
//
//   STATEMENT  the first word of a command, as in COMMIT, or EXECUTE for any prepared statement
//   WHEN       "before" the statement runs, or "after" it, so that its work is done
//   WHAT       an SQLSTATE, which the server itself is made to raise, or "lost": the connection
#include <dlfcn.h>
#include <fcntl.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <unistd.h>

#define PLAN_BYTES 4096

typedef struct {
  char statement[16];
  char when[8];
  char what[8];
} Fault;

typedef PGresult *(*Exec) (PGconn *connection, const char *command);
typedef PGresult *(*ExecPrepared) (PGconn *connection,
                                   const char *name,
                                   int n_params,
                                   const char *const *values,
                                   const int *lengths,
                                   const int *formats,
                                   int result_format);

static Exec
real_exec (void) {
  return (Exec)dlsym (RTLD_NEXT, "PQexec");
}

static int
is_for (const Fault *fault, const char *command) {
  size_t length = strlen (fault->statement);

  return strncmp (command, fault->statement, length) == 0 &&
         (command[length] == '\0' || command[length] == ' ');
}

/* Takes the first line off the plan when it is about @command. Several threads and programs may
 * share a plan. */
static int
take_from (int fd, const char *command, Fault *fault) {
  char plan[PLAN_BYTES] = "";
  ssize_t length = pread (fd, plan, sizeof plan - 1, 0);
  char *rest = length > 0 ? strchr (plan, '\n') : NULL;

  if (rest == NULL ||
      sscanf (plan, "%15s %7s %7s", fault->statement, fault->when, fault->what) != 3 ||
      !is_for (fault, command))
    return 0;
  rest++;
  return pwrite (fd, rest, strlen (rest), 0) >= 0 && ftruncate (fd, (off_t)strlen (rest)) == 0;
}

static int
take (const char *command, Fault *fault) {
  const char *path = getenv ("KAPKA_PQ_PLAN");
  int fd = path == NULL ? -1 : open (path, O_RDWR | O_CLOEXEC);
  int taken;

  if (fd < 0)
    return 0;
  flock (fd, LOCK_EX);
  taken = take_from (fd, command, fault);
  close (fd);
  return taken;
}

/* Returns what the program gets to see instead of the result of its statement. */
static PGresult *
fail (PGconn *connection, const Fault *fault) {
  char sql[128];

  if (strcmp (fault->what, "lost") == 0) {
    shutdown (PQsocket (connection), SHUT_RDWR);
    return real_exec () (connection, "SELECT 1");
  }
  snprintf (sql, sizeof sql, "DO $$BEGIN RAISE EXCEPTION 'injected' USING ERRCODE = '%s'; END$$",
            fault->what);
  return real_exec () (connection, sql);
}

PGresult *
PQexec (PGconn *connection, const char *command) {
  Fault fault;

  if (!take (command, &fault))
    return real_exec () (connection, command);
  if (strcmp (fault.when, "after") == 0)
    PQclear (real_exec () (connection, command));
  return fail (connection, &fault);
}

PGresult *
PQexecPrepared (PGconn *connection,
                const char *name,
                int n_params,
                const char *const *values,
                const int *lengths,
                const int *formats,
                int result_format) {
  ExecPrepared real = (ExecPrepared)dlsym (RTLD_NEXT, "PQexecPrepared");
  Fault fault;

  if (!take ("EXECUTE", &fault))
    return real (connection, name, n_params, values, lengths, formats, result_format);
  if (strcmp (fault.when, "after") == 0)
    PQclear (real (connection, name, n_params, values, lengths, formats, result_format));
  return fail (connection, &fault);
}
