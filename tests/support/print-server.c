// SPDX-License-Identifier: GPL-3.0-or-later
#include "print-server.h"

#include "desktop-config.h"
#include "print-config.h"
#include "program.h"
#include "room.h"
#include "tmpdir.h"
#include "wait.h"

#include <gio/gio.h>
#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#define START_MS 30000
#define COMMAND_MS 20000
#define CALL_MS 2000

#define QUEUE "Kiosk"

/* The port of the printer; all ports of its network namespace are free. */
#define PORT 8631
#define STRINGIFY(text) #text
#define URI(port) "ipp://localhost:" STRINGIFY (port) "/ipp/print"

/* Inside the namespaces, where /run is empty and private. */
#define CUPS_DIR "/run/cups"

struct _KapkaTestPrintServer {
  KapkaTestDir *dir;
  char *socket;
  char *bus_address;
  char *printed_dir;
  char **environment; /* of the programs inside */
  KapkaTestRoom *room;
  KapkaTestProgram *bus;
  KapkaTestProgram *avahi;
  KapkaTestProgram *cups;
  KapkaTestProgram *printer; /* (nullable): NULL while it is off */
};

static KapkaTestProgram *
start_inside (KapkaTestPrintServer *self, const char *const *argv) {
  return kapka_test_room_start (self->room, argv, (const char *const *)self->environment);
}

static void
start_bus (KapkaTestPrintServer *self) {
  g_autofree char *config = kapka_test_write_bus_config (self->dir, "system-bus");
  const char *argv[] = { "dbus-daemon",   "--nofork", "--nopidfile", "--print-address=1",
                         "--config-file", config,     NULL };

  self->bus = start_inside (self, argv);
  self->bus_address =
      kapka_test_program_wait_line (self->bus, KAPKA_TEST_STREAM_OUT, "unix:", START_MS);
  self->environment =
      g_environ_setenv (self->environment, "DBUS_SYSTEM_BUS_ADDRESS", self->bus_address, TRUE);
}

typedef struct {
  KapkaTestPrintServer *server;
  KapkaTestCondition condition;
  KapkaTestProgram *program;
} Start;

/* Nothing will come of a dead program. */
static gboolean
is_ready_or_dead_cb (gpointer data) {
  Start *start = data;

  return start->condition (start->server) || !kapka_test_program_is_running (start->program);
}

static void
wait_for (KapkaTestPrintServer *self, KapkaTestCondition condition, KapkaTestProgram *program) {
  Start start = { self, condition, program };

  kapka_test_wait_until (is_ready_or_dead_cb, &start, START_MS);
  if (!condition (self)) {
    g_autofree char *description = kapka_test_program_describe (program);
    g_error ("not ready within %d ms: %s", START_MS, description);
  }
}

static gboolean
has_avahi_cb (gpointer data) {
  KapkaTestPrintServer *self = data;
  gboolean has_owner = FALSE;
  g_autoptr (GDBusConnection) bus =
      g_dbus_connection_new_for_address_sync (self->bus_address,
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                  G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, NULL);

  if (bus == NULL)
    return FALSE;

  g_autoptr (GVariant) reply = g_dbus_connection_call_sync (
      bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "NameHasOwner",
      g_variant_new ("(s)", "org.freedesktop.Avahi"), G_VARIANT_TYPE ("(b)"),
      G_DBUS_CALL_FLAGS_NONE, CALL_MS, NULL, NULL);
  if (reply != NULL)
    g_variant_get (reply, "(b)", &has_owner);
  return has_owner;
}

/* The printer does not start without an mDNS responder, even when told to announce nothing. */
static void
start_avahi (KapkaTestPrintServer *self) {
  g_autofree char *config = kapka_test_write_avahi_config (self->dir);
  const char *argv[] = { "avahi-daemon", "--no-drop-root", "--no-chroot", "--no-rlimits",
                         "-f",           config,           NULL };

  self->avahi = start_inside (self, argv);
  wait_for (self, has_avahi_cb, self->avahi);
}

static gboolean
has_cups_cb (gpointer data) {
  KapkaTestPrintServer *self = data;
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (self->socket);
  g_autoptr (GSocketConnection) connection =
      g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), NULL, NULL);

  return connection != NULL;
}

static void
start_cups (KapkaTestPrintServer *self) {
  g_autofree char *config = kapka_test_write_cupsd_config (self->dir, self->socket);
  g_autofree char *files = kapka_test_write_cups_files_config (self->dir, CUPS_DIR);
  const char *argv[] = { "cupsd", "-f", "-c", config, "-s", files, NULL };

  self->cups = start_inside (self, argv);
  wait_for (self, has_cups_cb, self->cups);
}

static gboolean
has_printer_cb (gpointer data) {
  KapkaTestPrintServer *self = data;

  return kapka_test_room_is_listening (self->room, PORT);
}

static void
start_printer (KapkaTestPrintServer *self) {
  g_autofree char *receiver = kapka_test_write_receiver (self->dir, self->printed_dir);
  g_autofree char *spool = kapka_test_dir_make (self->dir, "printer");
  const char *argv[] = { "ippeveprinter",
                         "-2",
                         "-s",
                         "10,10",
                         "-n",
                         "localhost",
                         "-p",
                         G_STRINGIFY (PORT),
                         "-r",
                         "off",
                         "-d",
                         spool,
                         "-c",
                         receiver,
                         "-f",
                         "application/pdf",
                         "Kiosk Printer",
                         NULL };

  self->printer = start_inside (self, argv);
  wait_for (self, has_printer_cb, self->printer);
}

/* Runs a command of CUPS on the queue; returns its output. */
static char *
command (KapkaTestPrintServer *self, const char *name, const char *const *arguments) {
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_add_many (builder, name, "-h", self->socket, NULL);
  g_strv_builder_addv (builder, (const char **)arguments);
  g_auto (GStrv) argv = g_strv_builder_end (builder);
  return kapka_test_program_run ((const char *const *)argv, (const char *const *)self->environment,
                                 COMMAND_MS);
}

/* Says so itself in its log when it has asked the printer what it can do, and not before lpadmin
 * returns; until then it would undo a change of the state of the queue. */
static gboolean
has_queue_cb (gpointer data) {
  KapkaTestPrintServer *self = data;
  g_autofree char *log = kapka_test_program_get_text (self->cups, KAPKA_TEST_STREAM_ERR);

  return strstr (log, "Printer \"" QUEUE "\" is now available.") != NULL;
}

static void
make_queue (KapkaTestPrintServer *self) {
  const char *const arguments[] = { "-p", QUEUE, "-E", "-v", URI (PORT), "-m", "everywhere", NULL };

  g_free (command (self, "/usr/sbin/lpadmin", arguments));
  wait_for (self, has_queue_cb, self->cups);
}

KapkaTestPrintServer *
kapka_test_print_server_new (void) {
  KapkaTestPrintServer *self = g_new0 (KapkaTestPrintServer, 1);

  self->dir = kapka_test_dir_new ();
  self->socket = kapka_test_dir_join (self->dir, "cups.sock");
  self->printed_dir = kapka_test_dir_make (self->dir, "printed");
  self->environment = g_environ_setenv (NULL, "PATH", "/usr/sbin:/usr/bin:/sbin:/bin", TRUE);
  self->room = kapka_test_room_new ("mkdir /run/avahi-daemon " CUPS_DIR " && cd " CUPS_DIR
                                    " && mkdir root spool cache state tmp");
  start_bus (self);
  start_avahi (self);
  start_cups (self);
  start_printer (self);
  make_queue (self);
  return self;
}

void
kapka_test_print_server_free (KapkaTestPrintServer *server) {
  if (server == NULL)
    return;
  kapka_test_room_free (server->room);
  kapka_test_program_free (server->printer);
  kapka_test_program_free (server->cups);
  kapka_test_program_free (server->avahi);
  kapka_test_program_free (server->bus);
  kapka_test_dir_free (server->dir);
  g_strfreev (server->environment);
  g_free (server->printed_dir);
  g_free (server->bus_address);
  g_free (server->socket);
  g_free (server);
}

const char *
kapka_test_print_server_get_queue (KapkaTestPrintServer *server G_GNUC_UNUSED) {
  return QUEUE;
}

char **
kapka_test_print_server_add_environment (KapkaTestPrintServer *server, char **environment) {
  environment = g_environ_setenv (environment, "CUPS_SERVER", server->socket, TRUE);
  return g_environ_setenv (environment, "DBUS_SYSTEM_BUS_ADDRESS", server->bus_address, TRUE);
}

void
kapka_test_print_server_set_printer_on (KapkaTestPrintServer *server, gboolean on) {
  if (on && server->printer == NULL)
    start_printer (server);
  else if (!on)
    g_clear_pointer (&server->printer, kapka_test_program_free);
}

void
kapka_test_print_server_set_accepting (KapkaTestPrintServer *server, gboolean accepting) {
  const char *const arguments[] = { QUEUE, NULL };

  g_free (command (server, accepting ? "/usr/sbin/cupsaccept" : "/usr/sbin/cupsreject", arguments));
}

void
kapka_test_print_server_set_enabled (KapkaTestPrintServer *server, gboolean enabled) {
  const char *const arguments[] = { QUEUE, NULL };

  g_free (command (server, enabled ? "/usr/sbin/cupsenable" : "/usr/sbin/cupsdisable", arguments));
}

void
kapka_test_print_server_set_holding (KapkaTestPrintServer *server, gboolean holding) {
  const char *option =
      holding ? "job-hold-until-default=indefinite" : "job-hold-until-default=no-hold";
  const char *const arguments[] = { "-p", QUEUE, "-o", option, NULL };

  g_free (command (server, "/usr/sbin/lpadmin", arguments));
}

char *
kapka_test_print_server_list_jobs (KapkaTestPrintServer *server) {
  const char *const arguments[] = { "-W", "all", "-o", QUEUE, NULL };

  return command (server, "lpstat", arguments);
}

gboolean
kapka_test_print_server_spool_has (KapkaTestPrintServer *server, const char *text) {
  const char *const argv[] = { "grep", "--recursive", "--quiet", "--fixed-strings",
                               text,   CUPS_DIR,      NULL };
  g_autoptr (KapkaTestProgram) grep = start_inside (server, argv);

  return kapka_test_program_wait (grep, COMMAND_MS) == 0;
}

static gboolean
is_idle_cb (gpointer data) {
  const char *const arguments[] = { "-o", QUEUE, NULL };
  g_autofree char *jobs = command (data, "lpstat", arguments);

  return *jobs == '\0';
}

void
kapka_test_print_server_wait_idle (KapkaTestPrintServer *server, guint deadline_ms) {
  if (!kapka_test_wait_until (is_idle_cb, server, deadline_ms)) {
    g_autofree char *description = kapka_test_print_server_describe (server);
    g_error ("jobs are left after %u ms\n%s", deadline_ms, description);
  }
}

static char *
get_document_path (KapkaTestPrintServer *self, guint number) {
  g_autofree char *name = g_strdup_printf ("%u.pdf", number);

  return g_build_filename (self->printed_dir, name, NULL);
}

guint
kapka_test_print_server_count_documents (KapkaTestPrintServer *server) {
  for (guint count = 0;; count++) {
    g_autofree char *path = get_document_path (server, count + 1);

    if (!g_file_test (path, G_FILE_TEST_EXISTS))
      return count;
  }
}

guint
kapka_test_print_server_get_copies (KapkaTestPrintServer *server, guint number) {
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_strdup_printf ("%u.copies", number);
  g_autofree char *path = g_build_filename (server->printed_dir, name, NULL);
  g_autofree char *copies = NULL;

  g_file_get_contents (path, &copies, NULL, &error);
  g_assert_no_error (error);
  return (guint)strtoul (copies, NULL, 10);
}

char *
kapka_test_print_server_get_attribute (KapkaTestPrintServer *server,
                                       guint number,
                                       const char *name) {
  g_autoptr (GError) error = NULL;
  g_autofree char *file = g_strdup_printf ("%u.attributes", number);
  g_autofree char *path = g_build_filename (server->printed_dir, file, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  return g_strdup (g_environ_getenv (lines, name));
}

void
kapka_test_print_server_set_trouble (KapkaTestPrintServer *server, const char *trouble) {
  g_autofree char *path = g_build_filename (server->printed_dir, "trouble", NULL);
  g_autoptr (GError) error = NULL;

  if (trouble == NULL)
    g_assert_cmpint (g_unlink (path), ==, 0);
  else
    g_file_set_contents (path, trouble, -1, &error);
  g_assert_no_error (error);
}

static gboolean
exists_cb (gpointer data) {
  return g_file_test (data, G_FILE_TEST_EXISTS);
}

char *
kapka_test_print_server_wait_document (KapkaTestPrintServer *server,
                                       guint number,
                                       guint deadline_ms) {
  char *path = get_document_path (server, number);

  if (!kapka_test_wait_until (exists_cb, path, deadline_ms)) {
    g_autofree char *description = kapka_test_print_server_describe (server);
    g_error ("document %u was not printed within %u ms\n%s", number, deadline_ms, description);
  }
  return path;
}

char *
kapka_test_print_server_describe (KapkaTestPrintServer *server) {
  KapkaTestProgram *programs[] = { server->bus, server->avahi, server->cups, server->printer };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (programs); i++) {
    g_autofree char *part = programs[i] == NULL ? NULL : kapka_test_program_describe (programs[i]);

    if (part != NULL)
      g_string_append_printf (text, "--- %s\n", part);
  }
  return g_string_free (text, FALSE);
}

guint
kapka_test_count_pages (const char *path) {
  const char *argv[] = { "pdfinfo", path, NULL };
  g_autofree char *output = kapka_test_program_run (argv, NULL, COMMAND_MS);
  const char *line = strstr (output, "Pages:");

  g_assert_nonnull (line);
  return (guint)strtoul (line + strlen ("Pages:"), NULL, 10);
}
