// SPDX-License-Identifier: GPL-3.0-or-later
#include "service.h"

#include "wait.h"

#include <gio/gio.h>

#define MAX_TRIES 5
#define START_MS 30000
#define STOP_MS 10000

struct _KapkaTestService {
  KapkaTestDir *dir;
  guint port;
  GStrv argv;
  KapkaTestProgram *program;
};

static guint
find_free_port (void) {
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocket) socket =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GSocketAddress) found = NULL;

  g_assert_no_error (error);
  g_socket_bind (socket, any, FALSE, &error);
  g_assert_no_error (error);
  found = g_socket_get_local_address (socket, &error);
  g_assert_no_error (error);
  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (found));
}

static gboolean
is_listening (guint port) {
  g_autoptr (GSocket) socket =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.1", port);

  return g_socket_connect (socket, address, NULL, NULL);
}

static gboolean
has_decided_cb (gpointer data) {
  KapkaTestService *service = data;

  return !kapka_test_program_is_running (service->program) || is_listening (service->port);
}

/* Returns whether the program listens. */
static gboolean
start (KapkaTestService *service) {
  g_clear_pointer (&service->program, kapka_test_program_free);
  service->program = kapka_test_program_start ((const char *const *)service->argv, NULL);
  return kapka_test_wait_until (has_decided_cb, service, START_MS) &&
         kapka_test_program_is_running (service->program);
}

static void
fail (KapkaTestService *service) {
  g_autofree char *description = kapka_test_program_describe (service->program);

  g_error ("does not listen at %u: %s", service->port, description);
}

KapkaTestService *
kapka_test_service_new (KapkaTestServiceSetup setup, gpointer data) {
  KapkaTestService *service = g_new0 (KapkaTestService, 1);

  service->dir = kapka_test_dir_new ();
  for (guint i = 0; i < MAX_TRIES; i++) {
    service->port = find_free_port ();
    g_strfreev (service->argv);
    service->argv = setup (service->dir, service->port, data);
    if (start (service))
      return service;
  }
  fail (service);
  return NULL;
}

void
kapka_test_service_free (KapkaTestService *service) {
  if (service == NULL)
    return;
  kapka_test_program_free (service->program);
  kapka_test_dir_free (service->dir);
  g_strfreev (service->argv);
  g_free (service);
}

guint
kapka_test_service_get_port (KapkaTestService *service) {
  return service->port;
}

KapkaTestDir *
kapka_test_service_get_dir (KapkaTestService *service) {
  return service->dir;
}

KapkaTestProgram *
kapka_test_service_get_program (KapkaTestService *service) {
  return service->program;
}

void
kapka_test_service_stop (KapkaTestService *service) {
  kapka_test_program_stop (service->program, STOP_MS);
}

void
kapka_test_service_restart (KapkaTestService *service) {
  kapka_test_service_stop (service);
  if (!start (service))
    fail (service);
}
