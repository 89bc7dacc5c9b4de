// SPDX-License-Identifier: GPL-3.0-or-later
// The catalogue of the centre on its way to a kiosk, with the real programs: signed and published,
// fetched after an upload or carried on a flash drive; whatever is wrong with it, the one before
// stays and the counts have been sent.
#include <glib/gstdio.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "bundle/bundle.h"
#include "certificate.h"
#include "nginx.h"
#include "outcome.h"
#include "sync-kiosk.h"

#define RUN_MS 60000
#define NOBODY 65534
#define HEAD_OF_LIST "[List]\nNumber=%s\nDate=2026-11-01\nApprovedBy=Центр\n\n"
#define PORTAL "[gosuslugi]\nName=Госуслуги\nUrl=https://gosuslugi.ru/\nServices=s3;\n"

typedef struct {
  SyncKiosk *kiosk;
  char *lists; // What the centre publishes.
  char *key;   // File of its key.
  char *public_key;
  char *bundle; // File that it has published.
} Fixture;

static KapkaTestOutcome run (const char *program, ...) G_GNUC_NULL_TERMINATED;

/* Runs the program that the environment names @program; its words are those of the source. */
static KapkaTestOutcome
run (const char *program, ...) {
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_auto (GStrv) environment =
      g_environ_setenv (g_get_environ (), "TEXTDOMAINDIR", "/nowhere", TRUE);
  va_list words;
  const char *word;

  g_ptr_array_add (argv, (char *)g_getenv (program));
  va_start (words, program);
  while ((word = va_arg (words, const char *)) != NULL)
    g_ptr_array_add (argv, (char *)word);
  va_end (words);
  g_ptr_array_add (argv, NULL);
  return kapka_test_outcome_run ((const char *const *)argv->pdata, (const char *const *)environment,
                                 RUN_MS);
}

static void
assert_says (const char *text, const char *words) {
  if (strstr (text, words) == NULL)
    g_error ("\"%s\" is not in: %s", words, text);
}

/* Without @key the kiosk takes nothing from the centre. */
static void
configure (Fixture *fixture, const char *key) {
  g_autofree char *lines =
      g_strdup_printf ("url=%s\n[terminal]\nlibrary=18-0142\n[catalog]\nkey=%s\n",
                       kapka_test_centre_get_url (fixture->kiosk->centre), key);

  sync_kiosk_configure (fixture->kiosk, lines);
}

static void
set_up (Fixture *fixture, gconstpointer data) {
  g_autofree char *dir = NULL;
  g_autoptr (KapkaSigningKey) key = NULL;
  g_autoptr (GError) error = NULL;

  fixture->kiosk = sync_kiosk_new ();
  sync_kiosk_work (fixture->kiosk, "2026-03-02", 2);
  fixture->lists = kapka_test_dir_make (fixture->kiosk->dir, "lists");
  g_free (kapka_test_dir_write (fixture->kiosk->dir, "lists/forms.ini",
                                "[blank]\nName=Бланк\nFile=poa.pdf\n"));
  fixture->key = kapka_test_dir_join (fixture->kiosk->dir, "centre.key");
  g_free (kapka_test_centre_run (fixture->kiosk->centre,
                                 (const char *[]){ "catalog", "key", fixture->key, NULL }));
  key = kapka_signing_key_load (fixture->key, &error);
  g_assert_no_error (error);
  fixture->public_key = kapka_signing_key_get_public (key);
  dir = g_path_get_dirname (kapka_test_centre_get_database (fixture->kiosk->centre) +
                            strlen ("sqlite:"));
  fixture->bundle = g_build_filename (dir, "catalog.kapka", NULL);
  configure (fixture, fixture->public_key);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  sync_kiosk_free (fixture->kiosk);
  g_free (fixture->lists);
  g_free (fixture->key);
  g_free (fixture->public_key);
  g_free (fixture->bundle);
}

/* Puts a list with @number into the folder, and with @more in it. */
static void
write_list (Fixture *fixture, const char *number, const char *more) {
  g_autofree char *text = g_strdup_printf (HEAD_OF_LIST PORTAL "%s", number, more);

  g_free (kapka_test_dir_write (fixture->kiosk->dir, "lists/portals.ini", text));
}

static KapkaTestOutcome
run_publish (Fixture *fixture, const char *version) {
  const char *database = kapka_test_centre_get_database (fixture->kiosk->centre);

  return run ("KAPKA_CENTRAL", "--database", database, "--data-dir", g_getenv ("KAPKA_DATA_DIR"),
              "catalog", "publish", fixture->lists, "--key", fixture->key, version, NULL);
}

static void
publish (Fixture *fixture, const char *number) {
  g_auto (KapkaTestOutcome) outcome = { 0 };

  write_list (fixture, number, "");
  outcome = run_publish (fixture, NULL);
  g_assert_cmpint (outcome.exit_code, ==, 0);
  assert_says (outcome.out, "is published: files ");
}

/* Returns what the upload says of the catalogue, having assured that it is content itself. */
static char *
run_sync (Fixture *fixture) {
  g_auto (KapkaTestOutcome) outcome =
      run ("KAPKA_SYNC", "--config", fixture->kiosk->config, "--once", NULL);

  g_assert_cmpint (outcome.exit_code, ==, 0);
  g_assert_true (g_str_has_prefix (outcome.out, "ok: "));
  sync_kiosk_assert_recorded (fixture->kiosk, 0, "ok");
  sync_kiosk_assert_agrees (fixture->kiosk);
  return g_steal_pointer (&outcome.err);
}

static void
assert_sync_says (Fixture *fixture, const char *words) {
  g_autofree char *said = run_sync (fixture);

  if (words == NULL)
    g_assert_cmpstr (said, ==, "");
  else
    assert_says (said, words);
}

static KapkaTestOutcome
run_kapkactl (Fixture *fixture, const char *word, const char *next, const char *last) {
  return run ("KAPKACTL", "--config", fixture->kiosk->config, "--data-dir",
              g_getenv ("KAPKA_DATA_DIR"), word, next, last, NULL);
}

/* What whoever reads the catalogue finds in it, as the kiosk does. */
static void
assert_shows (Fixture *fixture, const char *number) {
  g_auto (KapkaTestOutcome) outcome = run_kapkactl (fixture, "check", NULL, NULL);
  g_autofree char *words = g_strdup_printf ("List of portals: number %s of ", number);

  assert_says (outcome.out, words);
}

static void
test_published (Fixture *fixture, gconstpointer data) {
  g_auto (KapkaTestOutcome) none = run_kapkactl (fixture, "catalog", NULL, NULL);
  g_auto (KapkaTestOutcome) shown = { 0 };

  g_assert_cmpint (none.exit_code, ==, 0);
  assert_says (none.out, "No catalogue of the centre is here yet.");
  assert_sync_says (fixture, NULL);
  publish (fixture, "77-Ц");
  assert_sync_says (fixture, "is in use now");
  assert_shows (fixture, "77-Ц");
  shown = run_kapkactl (fixture, "catalog", "show", NULL);
  g_assert_cmpint (shown.exit_code, ==, 0);
  assert_says (shown.out, "all in order");
  assert_says (shown.out, fixture->public_key);
  // The second time there is nothing to say.
  assert_sync_says (fixture, NULL);
  publish (fixture, "78-Ц");
  assert_sync_says (fixture, "is in use now");
  assert_shows (fixture, "78-Ц");
}

/* Forms with their PDFs, slides and hours come along. */
static void
test_all_kinds (Fixture *fixture, gconstpointer data) {
  g_autofree char *form = g_strdup_printf ("%s/forms/poa.pdf", g_getenv ("KAPKA_DATA_DIR"));
  g_autofree char *pdf = NULL;
  g_autofree char *copy = kapka_test_dir_join (fixture->kiosk->dir, "lists/forms/novy.pdf");
  g_auto (KapkaTestOutcome) checked = { 0 };
  gsize size;

  g_assert_true (g_file_get_contents (form, &pdf, &size, NULL));
  g_free (kapka_test_dir_write (fixture->kiosk->dir, "lists/forms/x", ""));
  g_assert_true (g_file_set_contents (copy, pdf, (gssize)size, NULL));
  g_free (kapka_test_dir_write (fixture->kiosk->dir, "lists/forms.ini",
                                "[novy]\nName=Новый бланк\nFile=novy.pdf\n"));
  g_free (kapka_test_dir_write (fixture->kiosk->dir, "lists/slides/news.svg", "<svg/>"));
  g_free (kapka_test_dir_write (fixture->kiosk->dir, "lists/hours.ini",
                                "[18-0142]\nHours=пн-пт 9:00-18:00\n"));
  publish (fixture, "80");
  assert_sync_says (fixture, "is in use now");
  checked = run_kapkactl (fixture, "check", NULL, NULL);
  assert_says (checked.out, "forms 1\n");
  assert_says (checked.out, "/slides, files 1");
}

static void
test_not_wanted (Fixture *fixture, gconstpointer data) {
  g_auto (KapkaTestOutcome) shown = { 0 };

  publish (fixture, "77");
  configure (fixture, "");
  assert_sync_says (fixture, NULL);
  shown = run_kapkactl (fixture, "catalog", "show", NULL);
  assert_says (shown.out, "[catalog] key= is empty");
  configure (fixture, fixture->public_key);
  assert_sync_says (fixture, "is in use now");
  // What is here goes out of use with the key.
  configure (fixture, "");
  assert_shows (fixture, "1 (проект)");
}

/* Changes one byte of what the centre gives out, counted from the beginning or the end. */
static void
spoil (Fixture *fixture, gssize at) {
  g_autofree char *data = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (fixture->bundle, &data, &size, NULL));
  data[at < 0 ? (gssize)size + at : at] ^= 1;
  g_assert_true (g_file_set_contents (fixture->bundle, data, (gssize)size, NULL));
}

/* The manifest, its signature, and the contents. */
static void
test_tampered (Fixture *fixture, gconstpointer data) {
  g_autofree char *bytes = NULL;
  gsize size;

  publish (fixture, "77");
  assert_sync_says (fixture, "is in use now");
  publish (fixture, "78");
  g_assert_true (g_file_get_contents (fixture->bundle, &bytes, &size, NULL));
  spoil (fixture, 200);
  assert_sync_says (fixture, "is not signed with the key");
  g_assert_true (g_file_set_contents (fixture->bundle, bytes, (gssize)size, NULL));
  spoil (fixture, (gssize)kapka_bundle_head_length ((const guint8 *)bytes) - 1);
  assert_sync_says (fixture, "is not signed with the key");
  g_assert_true (g_file_set_contents (fixture->bundle, bytes, (gssize)size, NULL));
  spoil (fixture, -1);
  assert_sync_says (fixture, "is not the file that was signed");
  g_assert_true (g_file_set_contents (fixture->bundle, bytes, (gssize)size - 1000, NULL));
  assert_sync_says (fixture, "the bundle ends within");
  assert_shows (fixture, "77");
  g_assert_true (g_file_set_contents (fixture->bundle, bytes, (gssize)size, NULL));
  assert_sync_says (fixture, "is in use now");
  assert_shows (fixture, "78");
}

static void
test_replayed (Fixture *fixture, gconstpointer data) {
  g_autofree char *bytes = NULL;
  gsize size;

  publish (fixture, "77");
  g_assert_true (g_file_get_contents (fixture->bundle, &bytes, &size, NULL));
  publish (fixture, "78");
  assert_sync_says (fixture, "is in use now");
  g_assert_true (g_file_set_contents (fixture->bundle, bytes, (gssize)size, NULL));
  assert_sync_says (fixture, "is older than");
  assert_shows (fixture, "78");
}

static void
test_wrong_key (Fixture *fixture, gconstpointer data) {
  g_autoptr (KapkaSigningKey) other = kapka_signing_key_new ();
  g_autofree char *other_key = kapka_signing_key_get_public (other);

  publish (fixture, "77");
  configure (fixture, other_key);
  assert_sync_says (fixture, "is not signed with the key");
  configure (fixture, fixture->public_key);
  assert_sync_says (fixture, "is in use now");
}

/* The centre has signed what no kiosk can use. */
static void
test_mistake (Fixture *fixture, gconstpointer data) {
  g_autoptr (GPtrArray) files =
      g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_bundle_file_free);
  g_autoptr (KapkaSigningKey) key = kapka_signing_key_load (fixture->key, NULL);
  g_autoptr (GBytes) bytes = NULL;
  gsize size;
  const char *signed_bytes;

  publish (fixture, "77");
  assert_sync_says (fixture, "is in use now");
  g_ptr_array_add (files, kapka_bundle_file_new ("portals.ini", g_bytes_new ("[x\n", 3)));
  bytes = kapka_bundle_build (G_GINT64_CONSTANT (2099010101), files, key);
  signed_bytes = g_bytes_get_data (bytes, &size);
  g_assert_true (g_file_set_contents (fixture->bundle, signed_bytes, (gssize)size, NULL));
  assert_sync_says (fixture, "has mistakes");
  assert_shows (fixture, "77");
}

/* The line breaks within the catalogue, after the counts have gone. */
static void
test_cut (Fixture *fixture, gconstpointer data) {
  KapkaTestCutProxy *network = kapka_test_centre_get_network (fixture->kiosk->centre);
  const KapkaTestFate fate = { KAPKA_TEST_WAY_ANSWER, 5000, KAPKA_TEST_CUT_RESET, 0, 0 };

  publish (fixture, "77");
  kapka_test_cut_proxy_cut (network, &fate);
  assert_sync_says (fixture, "was not taken");
  assert_shows (fixture, "1 (проект)");
  kapka_test_cut_proxy_heal (network);
  assert_sync_says (fixture, "is in use now");
}

/* How the line is spoiled: nobody is there, it breaks, or it is silent until it is gone. */
typedef enum {
  FLAP_REFUSED,
  FLAP_REQUEST,
  FLAP_ANSWER_CLOSED,
  FLAP_ANSWER_RESET,
  FLAP_SILENT
} Flap;
#define N_FLAPS (FLAP_SILENT + 1)

/* Returns what an upload of nothing says, whose catalogue never comes. */
static char *
wait_in_vain (Fixture *fixture) {
  KapkaTestCutProxy *network = kapka_test_centre_get_network (fixture->kiosk->centre);
  guint connections = kapka_test_cut_proxy_count_connections (network);
  g_autoptr (KapkaTestProgram) program = sync_kiosk_start (fixture->kiosk, "--once");

  kapka_test_cut_proxy_wait_connections (network, connections + 1, RUN_MS);
  kapka_test_cut_proxy_go_away (network);
  sync_kiosk_assert_end (program, 0, "ok");
  kapka_test_cut_proxy_come_back (network);
  return kapka_test_program_get_text (program, KAPKA_TEST_STREAM_ERR);
}

static KapkaTestFate
choose_fate (Fixture *fixture, GRand *rand, Flap flap) {
  KapkaTestFate fate = { .way = KAPKA_TEST_WAY_ANSWER, .cut = KAPKA_TEST_CUT_RESET };
  GStatBuf info;

  g_assert_cmpint (g_stat (fixture->bundle, &info), ==, 0);
  if (flap == FLAP_SILENT)
    return (KapkaTestFate){ .way = KAPKA_TEST_WAY_REQUEST, .cut = KAPKA_TEST_CUT_STALL };
  if (flap == FLAP_ANSWER_CLOSED)
    fate.cut = KAPKA_TEST_CUT_CLOSE;
  if (flap == FLAP_REQUEST)
    fate.way = KAPKA_TEST_WAY_REQUEST;
  // Shorter than the request of any kiosk, or than the bundle without its headers.
  fate.after = (guint64)g_rand_int_range (rand, 0, flap == FLAP_REQUEST ? 100 : (int)info.st_size);
  return fate;
}

/* The counts go first, if there are any: what is spoiled is the one connection after them. */
static void
fail_once (Fixture *fixture, GRand *rand, Flap flap) {
  KapkaTestCutProxy *network = kapka_test_centre_get_network (fixture->kiosk->centre);
  guint connections = kapka_test_cut_proxy_count_connections (network);
  gboolean counts = flap != FLAP_REFUSED && flap != FLAP_SILENT && g_rand_boolean (rand);
  KapkaTestFate fate = choose_fate (fixture, rand, flap);
  g_autofree char *said = NULL;

  g_test_message ("flap %d%s after byte %" G_GUINT64_FORMAT, flap, counts ? " with counts" : "",
                  fate.after);
  fate.skip = counts ? 1 : 0;
  if (counts)
    sync_kiosk_work (fixture->kiosk, "2026-03-05", 1);
  kapka_test_cut_proxy_cut (network, &fate);
  if (flap == FLAP_REFUSED)
    kapka_test_cut_proxy_go_away (network);
  said = flap == FLAP_SILENT ? wait_in_vain (fixture) : run_sync (fixture);
  if (flap == FLAP_REFUSED)
    kapka_test_cut_proxy_come_back (network);
  assert_says (said, "was not taken");
  g_assert_cmpuint (kapka_test_cut_proxy_count_connections (network), ==,
                    connections + fate.skip + (flap == FLAP_REFUSED ? 0 : 1));
  kapka_test_cut_proxy_heal (network);
}

/* However often the line breaks, the catalogue before stays in use and nothing of a half one is
 * left; as soon as the line holds the newest one comes. */
static void
test_flapping (Fixture *fixture, gconstpointer data) {
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261127);
  g_autofree char *draft = kapka_test_dir_join (fixture->kiosk->dir, "state/bundle/new");

  publish (fixture, "100");
  assert_sync_says (fixture, "is in use now");
  for (guint i = 0; i < 8; i++) {
    g_autofree char *before = g_strdup_printf ("%u", 100 + i);
    g_autofree char *after = g_strdup_printf ("%u", 101 + i);
    guint failures = (guint)g_rand_int_range (rand, 1, 4);

    publish (fixture, after);
    for (guint j = 0; j < failures; j++)
      fail_once (fixture, rand,
                 i < N_FLAPS && j == 0 ? (Flap)i : (Flap)g_rand_int_range (rand, 0, N_FLAPS));
    g_assert_false (g_file_test (draft, G_FILE_TEST_EXISTS));
    assert_shows (fixture, before);
    assert_sync_says (fixture, "is in use now");
    assert_shows (fixture, after);
    assert_sync_says (fixture, NULL);
  }
}

/* As it is in a real network: through nginx, which neither keeps a large bundle nor changes what it
 * is called. */
static void
test_nginx (Fixture *fixture, gconstpointer data) {
  SyncKiosk *kiosk = fixture->kiosk;
  g_autofree char *authority = kapka_test_make_authority (kiosk->dir);
  g_autofree char *certificate =
      kapka_test_issue_certificate (kiosk->dir, authority, KAPKA_TEST_CERTIFICATE_SELF_SIGNED);
  g_autoptr (KapkaTestService) nginx = kapka_test_nginx_new (&(KapkaTestNginxSetup){
      .certificate = certificate, .upstream = kapka_test_centre_get_upstream (kiosk->centre) });
  g_autofree char *lines =
      g_strdup_printf ("url=https://127.0.0.1:%u/\nca_file=%s\n[catalog]\nkey=%s\n",
                       kapka_test_service_get_port (nginx), authority, fixture->public_key);
  g_autofree char *large = g_strnfill (6 * 1024 * 1024, 'x');

  sync_kiosk_configure (kiosk, lines);
  g_free (kapka_test_dir_write (kiosk->dir, "lists/slides/large.svg", large));
  publish (fixture, "77");
  assert_sync_says (fixture, "is in use now");
  assert_shows (fixture, "77");
  assert_sync_says (fixture, NULL);
}

static void
test_no_network (Fixture *fixture, gconstpointer data) {
  publish (fixture, "77");
  assert_sync_says (fixture, "is in use now");
  kapka_test_centre_stop (fixture->kiosk->centre);
  assert_sync_says (fixture, "was not taken");
  sync_kiosk_work (fixture->kiosk, "2026-03-05", 1);
  sync_kiosk_assert_run (fixture->kiosk, "--once", EX_TEMPFAIL, "network");
  assert_shows (fixture, "77");
  kapka_test_centre_start (fixture->kiosk->centre);
}

static void
test_flash_drive (Fixture *fixture, gconstpointer data) {
  g_autofree char *rubbish =
      kapka_test_dir_write (fixture->kiosk->dir, "rubbish", "kapka-bundle 1\nrubbish");
  g_autofree char *large = kapka_test_dir_write (fixture->kiosk->dir, "large", "kapka-bundle 1\n");
  g_auto (KapkaTestOutcome) too_large = { 0 };
  g_auto (KapkaTestOutcome) missing = { 0 };
  g_auto (KapkaTestOutcome) refused = { 0 };
  g_auto (KapkaTestOutcome) taken = { 0 };
  g_auto (KapkaTestOutcome) again = { 0 };

  publish (fixture, "77");
  missing = run_kapkactl (fixture, "catalog", "import", "/nowhere");
  g_assert_cmpint (missing.exit_code, ==, EX_NOINPUT);
  refused = run_kapkactl (fixture, "catalog", "import", rubbish);
  g_assert_cmpint (refused.exit_code, ==, EX_DATAERR);
  g_assert_cmpint (truncate (large, KAPKA_BUNDLE_MAX_BYTES + 1), ==, 0);
  too_large = run_kapkactl (fixture, "catalog", "import", large);
  g_assert_cmpint (too_large.exit_code, ==, EX_DATAERR);
  taken = run_kapkactl (fixture, "catalog", "import", fixture->bundle);
  g_assert_cmpint (taken.exit_code, ==, 0);
  assert_says (taken.out, "is in use now");
  assert_shows (fixture, "77");
  again = run_kapkactl (fixture, "catalog", "import", fixture->bundle);
  assert_says (again.out, "is in use already");
  assert_sync_says (fixture, NULL);
}

/* What root takes from a drive is the kiosk's own, so that the next upload can replace it. */
static void
test_owner (Fixture *fixture, gconstpointer data) {
  const char *dir = kapka_test_dir_get_path (fixture->kiosk->dir);
  g_autofree char *link = kapka_test_dir_join (fixture->kiosk->dir, "state/bundle/current");
  g_auto (KapkaTestOutcome) taken = { 0 };
  GStatBuf info;

  if (geteuid () != 0) {
    g_test_skip ("only root can give a directory away");
    return;
  }
  publish (fixture, "77");
  g_assert_cmpint (g_chmod (dir, 0711), ==, 0);
  g_assert_cmpint (chown (fixture->kiosk->state_dir, NOBODY, NOBODY), ==, 0);
  taken = run_kapkactl (fixture, "catalog", "import", fixture->bundle);
  g_assert_cmpint (taken.exit_code, ==, 0);
  g_assert_cmpint (g_lstat (link, &info), ==, 0);
  g_assert_cmpuint (info.st_uid, ==, NOBODY);
  g_assert_cmpint (chown (fixture->kiosk->state_dir, 0, 0), ==, 0);
}

static void
give_state_to (Fixture *fixture, const char *owner) {
  const char *const argv[] = { "chown", "-R", owner, fixture->kiosk->state_dir, NULL };
  g_auto (KapkaTestOutcome) given = kapka_test_outcome_run (argv, NULL, RUN_MS);

  g_assert_cmpint (given.exit_code, ==, 0);
}

/* So is what root fetches by starting the upload by hand. */
static void
test_owner_of_fetched (Fixture *fixture, gconstpointer data) {
  g_autofree char *link = kapka_test_dir_join (fixture->kiosk->dir, "state/bundle/current");
  GStatBuf info;

  if (geteuid () != 0) {
    g_test_skip ("only root can give a directory away");
    return;
  }
  publish (fixture, "77");
  g_assert_cmpint (g_chmod (kapka_test_dir_get_path (fixture->kiosk->dir), 0711), ==, 0);
  give_state_to (fixture, "65534:65534");
  assert_sync_says (fixture, "is in use now");
  g_assert_cmpint (g_lstat (link, &info), ==, 0);
  g_assert_cmpuint (info.st_uid, ==, NOBODY);
  give_state_to (fixture, "0:0");
}

/* What is wrong is told to whoever can put it right, and nothing goes out. */
static void
assert_not_published (Fixture *fixture, const char *version, int exit_code, const char *words) {
  g_auto (KapkaTestOutcome) outcome = run_publish (fixture, version);

  g_assert_cmpint (outcome.exit_code, ==, exit_code);
  assert_says (outcome.err, words);
  assert_sync_says (fixture, NULL);
}

static void
test_not_published (Fixture *fixture, gconstpointer data) {
  publish (fixture, "77");
  assert_sync_says (fixture, "is in use now");
  assert_not_published (fixture, "--version=2020010101", EX_USAGE, "expected one above");
  assert_not_published (fixture, "--version=2099010101", EX_USAGE, "of no later day");
  assert_not_published (fixture, "--version=1", EX_USAGE, "expected a day and a number");
  write_list (fixture, "78", "[x]\nName=X\nUrl=nowhere\nServices=s3;\n");
  assert_not_published (fixture, NULL, EX_DATAERR, "portals.ini:");
  write_list (fixture, "78", "");
  g_free (kapka_test_dir_write (fixture->kiosk->dir, "lists/portal.ini", ""));
  assert_not_published (fixture, NULL, EX_DATAERR, "a bundle takes no such file");
  assert_shows (fixture, "77");
}

static void
assert_private (const char *path) {
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 07777, ==, 0600);
}

static char *
get_database (Fixture *fixture) {
  return g_strdup (kapka_test_centre_get_database (fixture->kiosk->centre));
}

/* Another machine, with nothing on it. */
static char *
make_other_database (Fixture *fixture) {
  g_autofree char *dir = kapka_test_dir_make (fixture->kiosk->dir, "other");

  return g_strconcat ("sqlite:", dir, "/central.db", NULL);
}

static void
back_up (Fixture *fixture, const char *key, const char *file, int exit_code, const char *words) {
  g_autofree char *database = get_database (fixture);
  g_autofree char *option = key == NULL ? NULL : g_strconcat ("--key=", key, NULL);
  g_auto (KapkaTestOutcome) outcome =
      run ("KAPKA_CENTRAL", "--database", database, "backup", file, option, NULL);
  g_autofree char *said = g_strconcat (outcome.out, outcome.err, NULL);

  g_assert_cmpint (outcome.exit_code, ==, exit_code);
  assert_says (said, words);
}

static void
restore (const char *database, const char *file, int exit_code, const char *words) {
  g_auto (KapkaTestOutcome) outcome =
      run ("KAPKA_CENTRAL", "--database", database, "restore", "--replace", file, NULL);
  g_autofree char *said = g_strconcat (outcome.out, outcome.err, NULL);

  g_assert_cmpint (outcome.exit_code, ==, exit_code);
  assert_says (said, words);
}

static KapkaTestOutcome
publish_at (Fixture *fixture, const char *database, const char *number) {
  write_list (fixture, number, "");
  return run ("KAPKA_CENTRAL", "--database", database, "--data-dir", g_getenv ("KAPKA_DATA_DIR"),
              "catalog", "publish", fixture->lists, NULL);
}

static void
assert_takes (Fixture *fixture, const char *bundle, const char *words) {
  g_auto (KapkaTestOutcome) taken = run_kapkactl (fixture, "catalog", "import", bundle);

  g_assert_cmpint (taken.exit_code, ==, 0);
  assert_says (taken.out, words);
}

/* The centre comes to another machine with nothing but its backup: the kiosks take what it
 * publishes there. Putting back the backup later does not take the newer catalogue away. */
static void
test_moved (Fixture *fixture, gconstpointer data) {
  g_autofree char *file = kapka_test_dir_join (fixture->kiosk->dir, "backup.db");
  g_autofree char *database = make_other_database (fixture);
  g_autofree char *bundle = kapka_test_dir_join (fixture->kiosk->dir, "other/catalog.kapka");
  g_autofree char *key = kapka_test_dir_join (fixture->kiosk->dir, "other/catalog.key");
  g_auto (KapkaTestOutcome) published = { 0 };

  publish (fixture, "77");
  assert_sync_says (fixture, "is in use now");
  back_up (fixture, fixture->key, file, 0, "whoever has this file can sign");
  assert_private (file);
  restore (database, file, 0, " of the catalogue is published");
  assert_private (key);
  assert_takes (fixture, bundle, "is in use already");
  published = publish_at (fixture, database, "78");
  g_assert_cmpint (published.exit_code, ==, 0);
  assert_says (published.out, fixture->public_key);
  assert_takes (fixture, bundle, "is in use now");
  assert_shows (fixture, "78");
  restore (database, file, 0, " of the catalogue is published");
  assert_takes (fixture, bundle, "is in use already");
}

/* Whoever keeps the key elsewhere is told that it is not in the backup. */
static void
test_key_apart (Fixture *fixture, gconstpointer data) {
  g_autofree char *file = kapka_test_dir_join (fixture->kiosk->dir, "backup.db");
  g_autofree char *database = make_other_database (fixture);
  g_autofree char *bundle = kapka_test_dir_join (fixture->kiosk->dir, "other/catalog.kapka");
  g_auto (KapkaTestOutcome) published = { 0 };

  publish (fixture, "77");
  back_up (fixture, NULL, file, 0, "its key is not");
  restore (database, file, 0, " of the catalogue is published");
  assert_takes (fixture, bundle, "is in use now");
  published = publish_at (fixture, database, "78");
  g_assert_cmpint (published.exit_code, ==, EX_NOINPUT);
  assert_says (published.err, "other/catalog.key");
}

/* A key that signs nothing the kiosks have would be missed too late, and one that is there is never
 * lost. */
static void
test_other_key (Fixture *fixture, gconstpointer data) {
  g_autofree char *file = kapka_test_dir_join (fixture->kiosk->dir, "backup.db");
  g_autofree char *database = make_other_database (fixture);
  g_autofree char *other = kapka_test_dir_join (fixture->kiosk->dir, "other/catalog.key");
  g_autoptr (KapkaSigningKey) key = kapka_signing_key_new ();
  g_autofree char *public_key = kapka_signing_key_get_public (key);
  g_autoptr (KapkaSigningKey) kept = NULL;
  g_autofree char *kept_key = NULL;

  publish (fixture, "77");
  g_assert_true (kapka_signing_key_save (key, other, NULL));
  back_up (fixture, other, file, EX_CONFIG, "is not the key with which");
  g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));
  back_up (fixture, "/nowhere", file, EX_NOINPUT, "/nowhere");
  back_up (fixture, fixture->key, file, 0, "whoever has this file can sign");
  restore (database, file, EX_CONFIG, "is another key than the one in the backup");
  kept = kapka_signing_key_load (other, NULL);
  kept_key = kapka_signing_key_get_public (kept);
  g_assert_cmpstr (kept_key, ==, public_key);
  g_assert_cmpint (g_unlink (other), ==, 0);
  restore (database, file, 0, "The key of the catalogue is in ");
}

#define ADD(name, test) g_test_add ("/bundle-sync/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  ADD ("published", test_published);
  ADD ("all-kinds", test_all_kinds);
  ADD ("not-wanted", test_not_wanted);
  ADD ("tampered", test_tampered);
  ADD ("replayed", test_replayed);
  ADD ("wrong-key", test_wrong_key);
  ADD ("mistake", test_mistake);
  ADD ("cut", test_cut);
  g_test_add ("/matrix/55-catalogue", Fixture, NULL, set_up, test_flapping, tear_down);
  ADD ("nginx", test_nginx);
  ADD ("no-network", test_no_network);
  ADD ("flash-drive", test_flash_drive);
  ADD ("owner", test_owner);
  ADD ("owner-of-fetched", test_owner_of_fetched);
  ADD ("not-published", test_not_published);
  ADD ("moved", test_moved);
  ADD ("key-apart", test_key_apart);
  ADD ("other-key", test_other_key);
  return g_test_run ();
}
