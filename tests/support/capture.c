// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

struct _KapkaTestCapture {
  int fd;
  int stop_fd; /* an eventfd that ends the thread */
  GThread *thread;
  GMutex lock; /* guards the members below */
  GCond changed;
  GString *text;
  gboolean ended;
};

/* Returns FALSE at the end of the stream or when the owner asks the thread to stop. */
static gboolean
read_some (KapkaTestCapture *self) {
  struct pollfd fds[] = {
    { .fd = self->fd, .events = POLLIN },
    { .fd = self->stop_fd, .events = POLLIN },
  };
  char buffer[4096];

  if (poll (fds, G_N_ELEMENTS (fds), -1) < 0)
    return errno == EINTR;
  if (fds[1].revents != 0)
    return FALSE;

  ssize_t length = read (self->fd, buffer, sizeof buffer);
  if (length <= 0)
    return FALSE;

  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_string_append_len (self->text, buffer, length);
  g_cond_broadcast (&self->changed);
  return TRUE;
}

static gpointer
read_all (gpointer data) {
  KapkaTestCapture *self = data;

  while (read_some (self))
    continue;

  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  self->ended = TRUE;
  g_cond_broadcast (&self->changed);
  return NULL;
}

KapkaTestCapture *
kapka_test_capture_new (int fd) {
  KapkaTestCapture *self = g_new0 (KapkaTestCapture, 1);

  self->fd = fd;
  self->stop_fd = eventfd (0, EFD_CLOEXEC);
  self->text = g_string_new (NULL);
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->thread = g_thread_new ("capture", read_all, self);
  return self;
}

void
kapka_test_capture_free (KapkaTestCapture *capture) {
  if (capture == NULL)
    return;
  eventfd_write (capture->stop_fd, 1);
  g_thread_join (capture->thread);
  close (capture->fd);
  close (capture->stop_fd);
  g_string_free (capture->text, TRUE);
  g_mutex_clear (&capture->lock);
  g_cond_clear (&capture->changed);
  g_free (capture);
}

char *
kapka_test_capture_get_text (KapkaTestCapture *capture) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&capture->lock);

  return g_utf8_make_valid (capture->text->str, capture->text->len);
}

gboolean
kapka_test_capture_wait_end (KapkaTestCapture *capture, guint deadline_ms) {
  gint64 deadline_usec = g_get_monotonic_time () + deadline_ms * G_TIME_SPAN_MILLISECOND;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&capture->lock);

  while (!capture->ended)
    if (!g_cond_wait_until (&capture->changed, &capture->lock, deadline_usec))
      return capture->ended;
  return TRUE;
}

static char *
find_line (const char *text, const char *prefix) {
  const char *start = text;

  for (const char *end = strchr (start, '\n'); end != NULL; end = strchr (start, '\n')) {
    if (g_str_has_prefix (start, prefix))
      return g_strndup (start, end - start);
    start = end + 1;
  }
  return NULL;
}

char *
kapka_test_capture_wait_line (KapkaTestCapture *capture, const char *prefix, guint deadline_ms) {
  gint64 deadline_usec = g_get_monotonic_time () + deadline_ms * G_TIME_SPAN_MILLISECOND;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&capture->lock);
  char *line = find_line (capture->text->str, prefix);

  while (line == NULL && !capture->ended &&
         g_cond_wait_until (&capture->changed, &capture->lock, deadline_usec))
    line = find_line (capture->text->str, prefix);
  return line;
}
