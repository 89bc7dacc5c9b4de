// SPDX-License-Identifier: GPL-3.0-or-later
#include <gio/gio.h>
#include <signal.h>

#include "tmpdir.h"
#include "ui/portal/memory.h"
#include "ui/portal/process-guard.h"

#define DEADLINE_SECONDS 60

#define PAGE "WebKitWebProcess"
#define LIMIT_MIB 32

/* Takes twice the limit, says so, and stays until the test lets go of it. */
#define GREEDY "x=$(head -c 67108864 /dev/zero | tr \"\\0\" a); echo greedy; read end"
#define MODEST "while [ $(cat /proc/$$/oom_score_adj) != 1000 ]; do sleep 0.05; done; echo marked"

typedef struct {
  guint total_mib;
  guint page_mib;
  guint network_mib;
} Row;

static void
test_limits (void) {
  static const Row rows[] = {
    { 0, 682, 256 },     { 1024, 512, 192 },  { 1900, 633, 237 },
    { 3900, 1300, 487 }, { 8000, 1536, 512 }, { G_MAXUINT, 1536, 512 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    KapkaMemoryLimits limits = kapka_memory_limits_for (rows[i].total_mib);

    g_assert_cmpuint (limits.page_mib, ==, rows[i].page_mib);
    g_assert_cmpuint (limits.network_mib, ==, rows[i].network_mib);
    g_assert_cmpuint (limits.hard_page_mib, >, limits.page_mib);
  }
}

static void
test_settings (void) {
  g_autoptr (WebKitMemoryPressureSettings) settings = kapka_memory_make_settings (700);

  g_assert_cmpuint (webkit_memory_pressure_settings_get_memory_limit (settings), ==, 700);
  g_assert_cmpfloat (webkit_memory_pressure_settings_get_kill_threshold (settings), ==, 1.0);
  g_assert_cmpfloat (webkit_memory_pressure_settings_get_poll_interval (settings), <=, 1.0);
}

typedef struct {
  KapkaTestDir *dir;
  KapkaProcessGuard *guard;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data) {
  f->dir = kapka_test_dir_new ();
  f->guard = kapka_process_guard_new (LIMIT_MIB);
}

static void
tear_down (Fixture *f, gconstpointer data) {
  g_assert_finalize_object (f->guard);
  kapka_test_dir_free (f->dir);
}

/* A shell under the name @name, below a shell in the place of the sandbox; it runs @script and says
 * what became of it. */
static GSubprocess *
start (Fixture *f, const char *name, const char *script) {
  g_autofree char *program = kapka_test_dir_join (f->dir, name);
  g_autofree char *copy =
      g_strdup_printf ("cp /bin/sh '%s' && '%s' -c '%s'; echo ended $?", program, program, script);
  g_autoptr (GError) error = NULL;
  GSubprocess *shell =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                        "/bin/sh", "-c", copy, NULL);

  g_assert_no_error (error);
  return shell;
}

static void
on_line (GObject *source, GAsyncResult *result, gpointer user_data) {
  char **out_line = user_data;

  *out_line =
      g_data_input_stream_read_line_finish_utf8 (G_DATA_INPUT_STREAM (source), result, NULL, NULL);
}

static void
on_deadline (gpointer user_data) {
  g_error ("The page says nothing");
}

/* Waits for the next line of what @shell runs, while the guard is at work. */
static char *
await_line (GSubprocess *shell) {
  GInputStream *pipe = g_subprocess_get_stdout_pipe (shell);
  GDataInputStream *stream = g_object_get_data (G_OBJECT (shell), "lines");
  guint deadline = g_timeout_add_once (DEADLINE_SECONDS * 1000, on_deadline, NULL);
  char *line = NULL;

  if (stream == NULL) {
    stream = g_data_input_stream_new (pipe);
    g_object_set_data_full (G_OBJECT (shell), "lines", stream, g_object_unref);
  }
  g_data_input_stream_read_line_async (stream, G_PRIORITY_DEFAULT, NULL, on_line, &line);
  while (line == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (deadline);
  return line;
}

static void
test_greedy_page (Fixture *f, gconstpointer data) {
  g_autoptr (GSubprocess) shell = start (f, PAGE, GREEDY);
  g_autofree char *line = await_line (shell);

  /* The guard may strike before the page has said anything. */
  if (g_str_equal (line, "greedy")) {
    g_free (line);
    line = await_line (shell);
  }
  g_assert_cmpstr (line, ==, "ended 137");
  g_assert_true (kapka_process_guard_has_just_struck (f->guard));
}

static void
test_modest_page (Fixture *f, gconstpointer data) {
  g_autoptr (GSubprocess) shell = start (f, PAGE, MODEST);
  g_autofree char *marked = await_line (shell);
  g_autofree char *ended = await_line (shell);

  g_assert_cmpstr (marked, ==, "marked");
  g_assert_cmpstr (ended, ==, "ended 0");
  g_assert_false (kapka_process_guard_has_just_struck (f->guard));
}

static gboolean
on_waited (gpointer user_data) {
  *(gboolean *)user_data = TRUE;
  return G_SOURCE_REMOVE;
}

/* The printing system and the network may need what they need. */
static void
test_other_program (Fixture *f, gconstpointer data) {
  g_autoptr (GSubprocess) shell = start (f, "SomeOtherProgram", GREEDY);
  g_autofree char *line = await_line (shell);
  gboolean waited = FALSE;

  g_assert_cmpstr (line, ==, "greedy");
  g_timeout_add (1000, on_waited, &waited);
  while (!waited)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (kapka_process_guard_has_just_struck (f->guard));
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/memory/limits", test_limits);
  g_test_add_func ("/memory/settings", test_settings);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/memory/greedy-page", test_greedy_page);
  ADD ("/memory/modest-page", test_modest_page);
  ADD ("/memory/other-program", test_other_program);
#undef ADD
  return g_test_run ();
}
