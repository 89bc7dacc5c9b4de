// SPDX-License-Identifier: GPL-3.0-or-later
#include "slow-names.h"

#include <arpa/inet.h>
#include <poll.h>
#include <sched.h>
#include <sys/eventfd.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <unistd.h>

#include "program.h"
#include "wait.h"

#define DELAY_USEC (30 * G_USEC_PER_SEC)
#define MAX_BYTES 512
#define HEADER_BYTES 12

#define X_SOCKETS "/tmp/.X11-unix"

/* A question, and to whom it is answered when. */
typedef struct {
  char bytes[MAX_BYTES];
  gsize length;
  struct sockaddr_in asker;
  gint64 due_usec; // Monotonic.
} Question;

struct _KapkaTestSlowNames {
  int socket;
  int stop;
  GThread *thread;
  GQueue waiting;  // Of owned Question, the first due first.
  int n_questions; // Atomic.
};

static void
enter_own_network (const char *dir) {
  /* Nobody looks up a name who has no address but 127.0.0.1. */
  const char *const network[] = {
    "sh", "-c",
    "ip link set lo up && ip addr add 10.0.0.1/32 dev lo && ip route add default dev lo", NULL
  };
  g_autofree char *path = g_build_filename (dir, "resolv.conf", NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, "nameserver 127.0.0.1\noptions timeout:60 attempts:1\n", -1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (unshare (CLONE_NEWNS | CLONE_NEWNET), ==, 0);
  g_assert_cmpint (mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL), ==, 0);
  /* In a network of its own an X server takes a number whose socket in the file system is
   * another's. */
  g_mkdir_with_parents (X_SOCKETS, 01777);
  g_assert_cmpint (mount ("tmpfs", X_SOCKETS, "tmpfs", 0, "mode=1777"), ==, 0);
  g_assert_cmpint (mount (path, "/etc/resolv.conf", NULL, MS_BIND, NULL), ==, 0);
  g_free (kapka_test_program_run (network, NULL, 10000));
}

static void
take_question (KapkaTestSlowNames *self) {
  g_autofree Question *question = g_new0 (Question, 1);
  socklen_t size = sizeof question->asker;
  gssize length = recvfrom (self->socket, question->bytes, MAX_BYTES, 0,
                            (struct sockaddr *)&question->asker, &size);

  if (length < HEADER_BYTES)
    return;
  question->length = (gsize)length;
  question->due_usec = g_get_monotonic_time () + DELAY_USEC;
  g_queue_push_tail (&self->waiting, g_steal_pointer (&question));
  g_atomic_int_inc (&self->n_questions);
}

/* The question itself, marked as an answer: there is no such name. */
static void
answer_first (KapkaTestSlowNames *self) {
  g_autofree Question *question = g_queue_pop_head (&self->waiting);

  question->bytes[2] = (char)0x81;
  question->bytes[3] = (char)0x83;
  sendto (self->socket, question->bytes, question->length, 0,
          (const struct sockaddr *)&question->asker, sizeof question->asker);
}

static int
wait_ms (KapkaTestSlowNames *self) {
  const Question *first = g_queue_peek_head (&self->waiting);

  return first == NULL ? -1 : (int)(MAX (first->due_usec - g_get_monotonic_time (), 0) / 1000 + 1);
}

static gpointer
serve (gpointer data) {
  KapkaTestSlowNames *self = data;
  struct pollfd fds[] = { { self->socket, POLLIN, 0 }, { self->stop, POLLIN, 0 } };

  while (poll (fds, G_N_ELEMENTS (fds), wait_ms (self)) >= 0 && fds[1].revents == 0) {
    const Question *first = g_queue_peek_head (&self->waiting);

    if (fds[0].revents != 0)
      take_question (self);
    if (first != NULL && first->due_usec <= g_get_monotonic_time ())
      answer_first (self);
  }
  return NULL;
}

KapkaTestSlowNames *
kapka_test_slow_names_new (const char *dir) {
  KapkaTestSlowNames *self = g_new0 (KapkaTestSlowNames, 1);
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons (53) };

  enter_own_network (dir);
  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  g_queue_init (&self->waiting);
  self->stop = eventfd (0, EFD_CLOEXEC);
  self->socket = socket (AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  g_assert_cmpint (bind (self->socket, (const struct sockaddr *)&address, sizeof address), ==, 0);
  self->thread = g_thread_new ("names", serve, self);
  return self;
}

void
kapka_test_slow_names_free (KapkaTestSlowNames *self) {
  if (self == NULL)
    return;
  eventfd_write (self->stop, 1);
  g_thread_join (self->thread);
  g_queue_clear_full (&self->waiting, g_free);
  close (self->socket);
  close (self->stop);
  g_free (self);
}

static gboolean
is_asked_cb (gpointer data) {
  return g_atomic_int_get (&((KapkaTestSlowNames *)data)->n_questions) > 0;
}

void
kapka_test_slow_names_wait_question (KapkaTestSlowNames *self, guint deadline_ms) {
  if (!kapka_test_wait_until (is_asked_cb, self, deadline_ms))
    g_error ("no name has been looked up");
}
