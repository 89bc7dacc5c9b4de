// SPDX-License-Identifier: GPL-3.0-or-later
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "desk/outreach.h"
#include "program.h"
#include "test-desk-place.h"

#define DEADLINE_MS 60000

/** What the librarian does, one act after the other. */
typedef gboolean (*Act) (KapkaDesk *desk);

static KapkaOutreach *
get_only (KapkaDesk *desk) {
  g_autoptr (GPtrArray) outreaches = kapka_outreach_list (desk, "2026-01-01", "2026-12-31", NULL);

  g_assert_cmpuint (outreaches->len, ==, 1);
  return kapka_outreach_copy (g_ptr_array_index (outreaches, 0));
}

static gboolean
hold (KapkaDesk *desk) {
  KapkaOutreach outreach = { .kind = (char *)"forum",
                             .day = "2026-02-10",
                             .title = (char *)"Форум",
                             .audience = (char *)"residents",
                             .participants = 500 };

  return kapka_outreach_save (desk, &outreach, NULL);
}

static gboolean
recount (KapkaDesk *desk) {
  g_autoptr (KapkaOutreach) outreach = get_only (desk);

  outreach->participants = 520;
  return kapka_outreach_save (desk, outreach, NULL);
}

static gboolean
move (KapkaDesk *desk) {
  g_autoptr (KapkaOutreach) outreach = get_only (desk);

  g_strlcpy (outreach->day, "2026-01-10", sizeof outreach->day);
  return kapka_outreach_save (desk, outreach, NULL);
}

static gboolean
take_back (KapkaDesk *desk) {
  g_autoptr (KapkaOutreach) outreach = get_only (desk);

  return kapka_outreach_remove (desk, outreach->id, "test", NULL);
}

/** What the desk shows and the journal counts after so many acts. */
static const struct {
  Act act;
  const char *state;
} steps[] = {
  { hold, "" },
  { recount, "2026-02-10 1 500 " },
  { move, "2026-02-10 1 520 " },
  { take_back, "2026-01-10 1 520 " },
  { NULL, "" },
};

static gboolean
act_all (KapkaDesk *desk) {
  for (guint i = 0; steps[i].act != NULL; i++)
    if (!steps[i].act (desk) || write (STDOUT_FILENO, ".", 1) != 1)
      return FALSE;
  return TRUE;
}

/** The child under strace: the acts, each told once it is done. */
static int
work (const char *state_dir, const char *runtime_dir) {
  const KapkaDeskPerson person = { "Анна", KAPKA_ROLE_LIBRARIAN };
  g_autoptr (KapkaPlace) place = kapka_place_new ("Europe/Samara", "2026-03-02T09:00:00+04:00");
  g_autoptr (KapkaJournal) journal =
      kapka_journal_open (state_dir, runtime_dir, place->clock, KAPKA_JOURNAL_EVENTS, NULL, NULL);
  g_autoptr (KapkaDesk) desk =
      journal == NULL ? NULL : kapka_desk_open (journal, state_dir, place->clock, &person, NULL);

  return desk != NULL && act_all (desk) ? 0 : 1;
}

/** Runs the child and kills it at its @nth call of @call. Returns: how many acts were confirmed. */
static guint
work_under_strace (KapkaPlace *place, const char *call, guint nth, gboolean *out_done) {
  g_autofree char *inject = g_strdup_printf ("inject=%s:signal=KILL:when=%u", call, nth);
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  const char *const argv[] = { "strace",
                               "-f",
                               "-qq",
                               "-e",
                               inject,
                               "-o",
                               "/dev/null",
                               self,
                               "--child",
                               place->state_dir,
                               place->runtime_dir,
                               NULL };
  // The search for leaks cannot run beside strace, and needs not.
  g_auto (GStrv) envp = g_environ_setenv (g_get_environ (), "ASAN_OPTIONS", "detect_leaks=0", TRUE);
  g_autoptr (KapkaTestProgram) program = kapka_test_program_start (argv, (const char *const *)envp);
  int status = kapka_test_program_wait (program, DEADLINE_MS);
  g_autofree char *text = kapka_test_program_get_text (program, KAPKA_TEST_STREAM_OUT);

  g_assert_true (status == 0 || status == 128 + SIGKILL);
  *out_done = status == 0;
  return (guint)strlen (text);
}

/** Returns: what the journal counts, by day. */
static char *
read_counted (KapkaPlace *place) {
  return kapka_place_read_text (
      place,
      "SELECT coalesce(group_concat(e.day || ' ' || e.value || ' ' || p.value || ' ', ''), '')"
      " FROM day_count e JOIN day_count p ON p.key = 'participants' AND p.day = e.day"
      " WHERE e.key = 'events' AND e.value <> 0");
}

/** Returns: what the desk shows. */
static char *
read_shown (KapkaDesk *desk) {
  g_autoptr (GPtrArray) outreaches = kapka_outreach_list (desk, "2026-01-01", "2026-12-31", NULL);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < outreaches->len; i++) {
    const KapkaOutreach *outreach = g_ptr_array_index (outreaches, i);

    g_assert_cmpstr (outreach->title, ==, "Форум");
    g_string_append_printf (text, "%s 1 %" G_GINT64_FORMAT " ", outreach->day,
                            outreach->participants);
  }
  return g_string_free (text, FALSE);
}

/** The act that was cut short is there as a whole or not at all, in both files alike. */
static void
assert_healed (KapkaDeskPlace *place, guint n_confirmed) {
  g_autofree char *counted = NULL;
  g_autofree char *shown = NULL;
  g_autoptr (GError) error = NULL;

  kapka_desk_place_restart (place);
  counted = read_counted (place->place);
  shown = read_shown (place->desk);
  g_assert_cmpstr (counted, ==, shown);
  if (!g_str_equal (counted, steps[n_confirmed].state))
    g_assert_cmpstr (counted, ==, steps[MIN (n_confirmed + 1, G_N_ELEMENTS (steps) - 1)].state);
  g_assert_cmpint (kapka_desk_place_read_int (place, "SELECT count(*) FROM pending"), ==, 0);
  kapka_journal_check (place->journal, &error);
  g_assert_no_error (error);
}

/** Kills at each call of its kind in turn, until the child comes to its end. */
static void
test_each_call (gconstpointer data) {
  const char *call = data;
  guint stride = g_getenv ("KAPKA_LONG") == NULL ? 5 : 1;
  gboolean done = FALSE;
  guint nth = 1;

  for (; !done; nth += stride) {
    g_autoptr (KapkaDeskPlace) place = kapka_desk_place_new ();

    g_clear_pointer (&place->desk, kapka_desk_close);
    g_clear_pointer (&place->journal, kapka_journal_close);
    assert_healed (place, work_under_strace (place->place, call, nth, &done));
    g_assert_cmpuint (nth, <, 2000);
  }
  g_test_message ("killed at %s up to number %u", call, nth);
  g_assert_cmpuint (nth, >, 1 + stride);
}

int
main (int argc, char **argv) {
  if (argc == 4 && g_str_equal (argv[1], "--child"))
    return work (argv[2], argv[3]);
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/desk-kill/write", "pwrite64", test_each_call);
  g_test_add_data_func ("/desk-kill/sync", "fdatasync", test_each_call);
  g_test_add_data_func ("/desk-kill/unlink", "unlink", test_each_call);
  return g_test_run ();
}
