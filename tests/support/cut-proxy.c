// SPDX-License-Identifier: GPL-3.0-or-later
#include "cut-proxy.h"

#include "cut-session.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

struct _KapkaTestCutProxy {
  GSocketAddress *target;
  GSocket *place;    /* keeps the port while nobody listens at it */
  GSocket *listener; /* (nullable): the network is gone */
  guint port;
  int closing_fd; /* readable once all has to end */
  GThread *thread;
  GMutex lock; /* guards all below */
  GCond changed;
  KapkaTestFate fate;
  guint first;      /* connection that meets it */
  guint last;       /* 0: none does */
  guint n_sessions; /* threads that carry a connection */
  guint n_connections;
  guint n_cuts;
  guint64 bytes[2]; /* of the newest connection */
};

/* One connection. */
typedef struct {
  KapkaTestCutProxy *proxy;
  GSocket *kiosk;
  guint number;
  gboolean doomed;
  KapkaTestFate fate;
} Session;

static void
count_cb (KapkaTestWay way, gsize length, gpointer data) {
  Session *session = data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&session->proxy->lock);

  if (session->number == session->proxy->n_connections)
    session->proxy->bytes[way] += length;
}

/* The last thing that the thread of a connection does with @proxy. */
static void
leave (KapkaTestCutProxy *proxy, gboolean was_cut) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&proxy->lock);

  proxy->n_sessions--;
  proxy->n_cuts += was_cut;
  g_cond_broadcast (&proxy->changed);
}

static gpointer
session_cb (gpointer data) {
  Session *session = data;
  KapkaTestCutProxy *proxy = session->proxy;
  GSocket *there = g_socket_new (g_socket_address_get_family (proxy->target), G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_DEFAULT, NULL);
  gboolean was_cut = FALSE;

  if (g_socket_connect (there, proxy->target, NULL, NULL))
    was_cut = kapka_test_cut_session_carry (session->kiosk, there,
                                            session->doomed ? &session->fate : NULL,
                                            proxy->closing_fd, count_cb, session);
  g_object_unref (there);
  g_object_unref (session->kiosk);
  g_free (session);
  leave (proxy, was_cut);
  return NULL;
}

static void
begin_session (KapkaTestCutProxy *proxy, GSocket *kiosk) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&proxy->lock);
  Session *session = g_new0 (Session, 1);

  session->proxy = proxy;
  session->kiosk = kiosk;
  session->number = ++proxy->n_connections;
  session->doomed = session->number >= proxy->first && session->number <= proxy->last;
  session->fate = proxy->fate;
  proxy->bytes[KAPKA_TEST_WAY_REQUEST] = 0;
  proxy->bytes[KAPKA_TEST_WAY_ANSWER] = 0;
  proxy->n_sessions++;
  g_cond_broadcast (&proxy->changed);
  g_thread_unref (g_thread_new ("cut-proxy-session", session_cb, session));
}

static gpointer
listen_cb (gpointer data) {
  KapkaTestCutProxy *proxy = data;
  struct pollfd fds[] = {
    { .fd = g_socket_get_fd (proxy->listener), .events = POLLIN },
    { .fd = proxy->closing_fd, .events = POLLIN },
  };

  while (TRUE) {
    TEMP_FAILURE_RETRY (poll (fds, G_N_ELEMENTS (fds), -1));
    if (fds[1].revents != 0)
      return NULL;
    GSocket *kiosk = g_socket_accept (proxy->listener, NULL, NULL);

    if (kiosk != NULL)
      begin_session (proxy, kiosk);
  }
}

/* Both who keeps the port and who listens at it let the other have it too. */
static GSocket *
bind_to (guint port) {
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.1", port);
  GSocket *socket =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);

  g_assert_no_error (error);
  g_socket_bind (socket, address, TRUE, &error);
  g_assert_no_error (error);
  return socket;
}

static void
take_free_port (KapkaTestCutProxy *proxy) {
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketAddress) own = NULL;

  proxy->place = bind_to (0);
  own = g_socket_get_local_address (proxy->place, &error);
  g_assert_no_error (error);
  proxy->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (own));
}

void
kapka_test_cut_proxy_come_back (KapkaTestCutProxy *proxy) {
  g_autoptr (GError) error = NULL;

  g_assert_null (proxy->listener);
  proxy->listener = bind_to (proxy->port);
  g_socket_set_listen_backlog (proxy->listener, 1024);
  g_socket_listen (proxy->listener, &error);
  g_assert_no_error (error);
  proxy->thread = g_thread_new ("cut-proxy", listen_cb, proxy);
}

void
kapka_test_cut_proxy_go_away (KapkaTestCutProxy *proxy) {
  eventfd_t value;

  if (proxy->listener == NULL)
    return;
  eventfd_write (proxy->closing_fd, 1);
  g_thread_join (proxy->thread);
  g_clear_object (&proxy->listener);
  g_mutex_lock (&proxy->lock);
  while (proxy->n_sessions > 0)
    g_cond_wait (&proxy->changed, &proxy->lock);
  g_mutex_unlock (&proxy->lock);
  eventfd_read (proxy->closing_fd, &value);
}

KapkaTestCutProxy *
kapka_test_cut_proxy_new (GSocketAddress *target) {
  KapkaTestCutProxy *proxy = g_new0 (KapkaTestCutProxy, 1);

  proxy->target = g_object_ref (target);
  proxy->closing_fd = eventfd (0, EFD_CLOEXEC);
  g_assert_cmpint (proxy->closing_fd, >=, 0);
  g_mutex_init (&proxy->lock);
  g_cond_init (&proxy->changed);
  take_free_port (proxy);
  kapka_test_cut_proxy_come_back (proxy);
  return proxy;
}

KapkaTestCutProxy *
kapka_test_cut_proxy_new_for_port (guint port) {
  g_autoptr (GSocketAddress) target = g_inet_socket_address_new_from_string ("127.0.0.1", port);

  return kapka_test_cut_proxy_new (target);
}

void
kapka_test_cut_proxy_free (KapkaTestCutProxy *proxy) {
  if (proxy == NULL)
    return;
  kapka_test_cut_proxy_go_away (proxy);
  g_object_unref (proxy->place);
  g_object_unref (proxy->target);
  close (proxy->closing_fd);
  g_mutex_clear (&proxy->lock);
  g_cond_clear (&proxy->changed);
  g_free (proxy);
}

guint
kapka_test_cut_proxy_get_port (KapkaTestCutProxy *proxy) {
  return proxy->port;
}

void
kapka_test_cut_proxy_cut (KapkaTestCutProxy *proxy, const KapkaTestFate *fate) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&proxy->lock);

  proxy->fate = *fate;
  proxy->first = proxy->n_connections + fate->skip + 1;
  proxy->last = fate->times == 0 ? G_MAXUINT : proxy->first + fate->times - 1;
}

void
kapka_test_cut_proxy_heal (KapkaTestCutProxy *proxy) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&proxy->lock);

  proxy->last = 0;
}

guint64
kapka_test_cut_proxy_get_bytes (KapkaTestCutProxy *proxy, KapkaTestWay way) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&proxy->lock);

  return proxy->bytes[way];
}

guint
kapka_test_cut_proxy_count_connections (KapkaTestCutProxy *proxy) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&proxy->lock);

  return proxy->n_connections;
}

void
kapka_test_cut_proxy_wait_connections (KapkaTestCutProxy *proxy, guint number, guint deadline_ms) {
  gint64 until_usec = g_get_monotonic_time () + deadline_ms * G_TIME_SPAN_MILLISECOND;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&proxy->lock);

  while (proxy->n_connections < number)
    if (!g_cond_wait_until (&proxy->changed, &proxy->lock, until_usec))
      g_error ("%u connections came, expected %u", proxy->n_connections, number);
}

guint
kapka_test_cut_proxy_count_cuts (KapkaTestCutProxy *proxy) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&proxy->lock);

  while (proxy->n_sessions > 0)
    g_cond_wait (&proxy->changed, &proxy->lock);
  return proxy->n_cuts;
}
