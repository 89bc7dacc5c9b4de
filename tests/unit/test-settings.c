// SPDX-License-Identifier: GPL-3.0-or-later
#include <string.h>

#include "config/settings.h"
#include "tmpdir.h"

typedef struct {
  const char *text;
  const char *problems; // Without the path, each followed by LF.
} Case;

static const Case cases[] = {
  { "[terminal]\nlibrary=18-0142\nrural=true\n", "" },
  { "[screen]\nrotation=270\ntouch_matrix=0 -1 1 1 0 0\n", "" },
  { "[screen]\nrotation=45\n", ":2: rotation is \"45\", expected 0, 90, 180 or 270\n" },
  { "[screen]\ntouch_matrix=1 0 0 0 nan 0\n",
    ":2: touch_matrix is \"1 0 0 0 nan 0\", expected six numbers, as in 1 0 0 0 1 0: x and y of a "
    "touch, each from x, y and 1\n" },
  { "[screen]\ntouch_matrix=1 0 0 0 1 \\n0\n",
    ":2: touch_matrix is \"1 0 0 0 1 \n0\", expected six numbers, as in 1 0 0 0 1 0: x and y of a "
    "touch, each from x, y and 1\n" },
  { "[screen]\ntouch_matrix=1 0 0 0 1\n",
    ":2: touch_matrix is \"1 0 0 0 1\", expected six numbers, as in 1 0 0 0 1 0: x and y of a "
    "touch, each from x, y and 1\n" },
  { "[visit]\nidle_seconds=1\nlimit_minutes=1440\nwarning_seconds=3600\n", "" },
  { "[terminal]\nrural=yes\n", ":2: rural is \"yes\", expected true or false\n" },
  { "[terminal]\nrural=\n", ":2: rural is \"\", expected true or false\n" },
  { "[visit]\n\nidle_seconds=abc\n",
    ":3: idle_seconds is \"abc\", expected a whole number from 1 to 86400\n" },
  { "[visit]\nidle_seconds=0\n",
    ":2: idle_seconds is \"0\", expected a whole number from 1 to 86400\n" },
  { "[visit]\nportal_idle_seconds=86401\n",
    ":2: portal_idle_seconds is \"86401\", expected a whole number from 1 to 86400\n" },
  { "[visit]\nwarning_seconds=-1\n",
    ":2: warning_seconds is \"-1\", expected a whole number from 1 to 3600\n" },
  { "[visit]\nlimit_minutes=1.5\n",
    ":2: limit_minutes is \"1.5\", expected a whole number from 0 to 1440\n" },
  { "[print]\nmax_pages_per_visit=99999999999999999999\n",
    ":2: max_pages_per_visit is \"99999999999999999999\", expected a whole number from 0 to "
    "10000\n" },
  { "[print]\nmax_pages_per_day=-1\n",
    ":2: max_pages_per_day is \"-1\", expected a whole number from 0 to 100000\n" },
  { "[print]\npage_price=5.5\n",
    ":2: page_price is \"5.5\", expected roubles and kopecks, as in 5 or 5.50, up to 1000\n" },
  { "[print]\npage_price=даром\n",
    ":2: page_price is \"даром\", expected roubles and kopecks, as in 5 or 5.50, up to 1000\n" },
  { "[print]\npage_price=-1\n",
    ":2: page_price is \"-1\", expected roubles and kopecks, as in 5 or 5.50, up to 1000\n" },
  { "[print]\npage_price=\n",
    ":2: page_price is \"\", expected roubles and kopecks, as in 5 or 5.50, up to 1000\n" },
  { "[print]\npage_price=5,50\n", "" },
  { "[downloads]\nmax_mib=33\n", ":2: max_mib is \"33\", expected a whole number from 1 to 32\n" },
  { "[downloads]\nmax_total_mib=0\n",
    ":2: max_total_mib is \"0\", expected a whole number from 1 to 1024\n" },
  { "[downloads]\nmax_mib=1\nmax_total_mib=1024\n", "" },
  { "[terminal]\ntime_zone=Europe/Izhevsk\n", ":2: time_zone is \"Europe/Izhevsk\", expected a "
                                              "zone of the tz database, as in Europe/Samara\n" },
  { "[terminal]\ntime_zone=\n",
    ":2: time_zone is \"\", expected a zone of the tz database, as in Europe/Samara\n" },
  { "[terminal]\nlanguages=ru;tt\n",
    ":2: languages is \"ru;tt\", expected a list of ru, udm and en, each once, as in ru;udm;en\n" },
  { "[terminal]\nlanguages=\n",
    ":2: languages is \"\", expected a list of ru, udm and en, each once, as in ru;udm;en\n" },
  { "[terminal]\nlanguages=ru;en;ru;\n", ":2: languages is \"ru;en;ru;\", expected a list of ru, "
                                         "udm and en, each once, as in ru;udm;en\n" },
  { "[waiting]\nslides_dir=/srv/slides\nslide_seconds=5\nhours=пн-пт "
    "9:00-18:00\nnight=21:00-7:00\n",
    "" },
  { "[waiting]\nslides_dir=slides\n",
    ":2: slides_dir is \"slides\", expected an absolute path, or nothing\n" },
  { "[waiting]\nhours=пн-пт с 9 до 18\n",
    ":2: hours is \"пн-пт с 9 до 18\", expected days and times, as in пн-пт 9:00-13:00, "
    "14:00-18:00; сб 10:00-16:00\n" },
  { "[maintenance]\nhour=24\n", ":2: hour is \"24\", expected a whole number from 0 to 23\n" },
  { "[maintenance]\nhour=0\n", "" },
  { "[waiting]\nnight=ночью\n", ":2: night is \"ночью\", expected two times, as in 21:00-7:00\n" },
  { "[catalog]\nkey=\n", "" },
  { "[catalog]\nkey=ed25519:abc\n",
    ":2: key is \"ed25519:abc\", expected a key as kapka-central catalog key prints it, as in "
    "ed25519:…, or nothing\n" },
  { "[keyboard]\ndir=keys\n", ":2: dir is \"keys\", expected an absolute path, or nothing\n" },
  { "[keyboard]\nlayouts=latin;latin\n", ":2: layouts is \"latin;latin\", expected a list of "
                                         "layouts, each once, as in russian;udmurt;latin\n" },
  { "[keyboard]\nlayouts=../x\n", ":2: layouts is \"../x\", expected a list of layouts, each once, "
                                  "as in russian;udmurt;latin\n" },
  { "[keyboard]\nlayouts=\n", "" },
  { "[keyboard]\nclicks=loud\n", ":2: clicks is \"loud\", expected true or false\n" },
  { "[sync]\nproxy_auth=digest\n",
    ":2: proxy_auth is \"digest\", expected none, basic, ntlm or negotiate\n" },
  { "[sync]\nurl=http://centre.example.org/\n",
    ":2: url is \"http://centre.example.org/\", expected https (plain http only to 127.0.0.1 or "
    "[::1])\n" },
  { "[sync]\nurl=http://127.0.0.1.example.org/\n",
    ":2: url is \"http://127.0.0.1.example.org/\", expected https (plain http only to 127.0.0.1 or "
    "[::1])\n" },
  { "[sync]\nurl=http://127.0.0.1@example.org/\n",
    ":2: url is \"http://127.0.0.1@example.org/\", expected https (plain http only to 127.0.0.1 or "
    "[::1])\n" },
  { "[sync]\nurl=ftp://127.0.0.1/\n",
    ":2: url is \"ftp://127.0.0.1/\", expected https (plain http only to 127.0.0.1 or [::1])\n" },
  { "[sync]\nurl=centre\n",
    ":2: url is \"centre\", expected an address, as in https://centre.example.org/\n" },
  { "[sync]\nurl=https:///x\n",
    ":2: url is \"https:///x\", expected an address, as in https://centre.example.org/\n" },
  { "[sync]\nurl=http://127.0.0.1:8080/\n", "" },
  { "[sync]\nurl=http://[::1]:8080/\n", "" },
  { "[sync]\nurl=HTTPS://centre.example.org/\n", "" },
  { "[storage]\nstate_dir=kapka\n", ":2: state_dir is \"kapka\", expected an absolute path\n" },
  { "[storage]\nruntime_dir=\n", ":2: runtime_dir is \"\", expected an absolute path\n" },
  { "[storage]\nmedia_dir=media\n",
    ":2: media_dir is \"media\", expected an absolute path, or nothing\n" },
  { "[storage]\nmedia_dir=\n", "" },
  { "[terminal]\nlibary=18-0142\n", ":2: unknown key libary in group [terminal]\n" },
  { "[terminal]\nname[en]=Centre\n", ":2: unknown key name[en] in group [terminal]\n" },
  { "[visit]\nlibrary=18-0142\n", ":2: unknown key library in group [visit]\n" },
  { "[visits]\nidle_seconds=1\n", ":1: unknown group [visits]\n" },
  { "[terminal]\nname=a\\qb\n", ":2: name is broken by a backslash, expected \\\\ for one\n" },
  { "[visit]\nidle_seconds=5\nidle_seconds=6\n",
    ":3: key idle_seconds is twice in group [visit]\n" },
  { "[visit]\nidle_seconds=5\n[print]\n[visit]\nlimit_minutes=9\n",
    ":4: group [visit] is already in line 1; expected another name\n" },
};

static void
assert_problems (const KapkaProblems *problems, const char *path, const char *expected) {
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++) {
    g_autofree char *line = kapka_problem_to_string (g_ptr_array_index (problems, i));

    g_assert_true (g_str_has_prefix (line, path));
    g_string_append_printf (text, "%s\n", line + strlen (path));
  }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
assert_defaults (const KapkaSettings *settings) {
  g_autofree char *languages = g_strjoinv (";", settings->languages);

  g_assert_cmpstr (settings->library, ==, "");
  g_assert_cmpstr (settings->code, ==, "PC-1");
  g_assert_cmpstr (settings->name, ==, "");
  g_assert_cmpstr (settings->name_udm, ==, "");
  g_assert_false (settings->rural);
  g_assert_cmpstr (settings->time_zone, ==, "Europe/Samara");
  g_assert_cmpstr (languages, ==, "ru;udm;en");
  g_assert_cmpuint (settings->idle_seconds, ==, 60);
  g_assert_cmpuint (settings->portal_idle_seconds, ==, 300);
  g_assert_cmpuint (settings->warning_seconds, ==, 60);
  g_assert_cmpuint (settings->limit_minutes, ==, 0);
  g_assert_true (settings->ask_first_pin);
  g_assert_cmpuint (settings->staff_idle_seconds, ==, 180);
  g_assert_cmpstr (settings->printer, ==, "");
  g_assert_cmpuint (settings->max_pages_per_visit, ==, 20);
  g_assert_cmpuint (settings->max_pages_per_day, ==, 0);
  g_assert_cmpuint (settings->page_price, ==, 0);
  g_assert_cmpuint (settings->max_mib, ==, 32);
  g_assert_cmpuint (settings->max_total_mib, ==, 128);
  g_assert_cmpstr (settings->keyboard_dir, ==, "");
  g_assert_cmpuint (g_strv_length (settings->keyboard_layouts), ==, 0);
  g_assert_false (settings->clicks);
  g_assert_cmpstr (settings->url, ==, "");
  g_assert_cmpstr (settings->ca_file, ==, "");
  g_assert_cmpstr (settings->pinned_key, ==, "");
  g_assert_cmpstr (settings->proxy, ==, "");
  g_assert_cmpstr (settings->proxy_auth, ==, "none");
  g_assert_cmpstr (settings->state_dir, ==, "/var/lib/kapka");
  g_assert_cmpstr (settings->runtime_dir, ==, "/run/kapka");
  g_assert_cmpstr (settings->backup_dir, ==, "");
  g_assert_cmpstr (settings->media_dir, ==, "");
  g_assert_cmpuint (settings->maintenance_hour, ==, 4);
  g_assert_cmpstr (settings->catalog_dir, ==, "");
  g_assert_cmpstr (settings->catalog_key, ==, "");
}

static void
test_cases (void) {
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
    g_autofree char *path = kapka_test_dir_write (dir, "kapka.conf", cases[i].text);
    g_autoptr (GPtrArray) problems = kapka_problems_new ();
    g_autoptr (KapkaSettings) settings = kapka_settings_load (path, problems);

    g_test_message ("%s", cases[i].text);
    g_assert_cmpstr (settings->path, ==, path);
    assert_problems (problems, path, cases[i].problems);
  }
}

/* A wrong value leaves its default and nothing else. */
static void
test_wrong_values (void) {
  static const char text[] = "[terminal]\ntime_zone=Mars\nlanguages=xx\nrural=maybe\ncode=PC-7\n"
                             "[visit]\nidle_seconds=-5\nportal_idle_seconds=7\nwarning_seconds=x\n"
                             "[sync]\nurl=gopher://a/\nproxy_auth=x\n"
                             "[storage]\nstate_dir=a\nruntime_dir=b\n";
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *path = kapka_test_dir_write (dir, "kapka.conf", text);
  g_autoptr (GPtrArray) problems = kapka_problems_new ();
  g_autoptr (KapkaSettings) settings = kapka_settings_load (path, problems);

  g_assert_cmpuint (problems->len, ==, 9);
  g_assert_cmpstr (settings->code, ==, "PC-7");
  g_assert_cmpuint (settings->portal_idle_seconds, ==, 7);
  g_free (settings->code);
  settings->code = g_strdup ("PC-1");
  settings->portal_idle_seconds = 300;
  assert_defaults (settings);
}

static void
test_every_value (void) {
  static const char text[] =
      "[terminal]\nlibrary=18-0142\ncode=PC-2\nname=Центр\nname[udm]=Центр у\n"
      "rural=true\ntime_zone=Europe/Moscow\nlanguages=udm;ru\n"
      "[visit]\nidle_seconds=10\nportal_idle_seconds=20\nwarning_seconds=30\n"
      "limit_minutes=40\n[staff]\nask_first_pin=false\nidle_seconds=50\n[print]\nprinter=P\nmax_"
      "pages_per_visit=0\nmax_pages_per_day=7\npage_price=5.05\n"
      "[downloads]\nmax_mib=2\nmax_total_mib=3\n"
      "[keyboard]\ndir=/k\nlayouts=latin;tatar;\nclicks=true\n"
      "[sync]\nurl=https://c.example.org/\nca_file=/a\npinned_key=sha256//k\nproxy=http://p:1\n"
      "proxy_auth=ntlm\n[storage]\nstate_dir=/s\nruntime_dir=/r\nbackup_dir=/b\nmedia_dir=/m\n"
      "[catalog]\ndir=/c\nkey=ed25519:PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw\n";
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *path = kapka_test_dir_write (dir, "kapka.conf", text);
  g_autoptr (GPtrArray) problems = kapka_problems_new ();
  g_autoptr (KapkaSettings) first = kapka_settings_load (path, problems);
  g_autoptr (KapkaSettings) settings = kapka_settings_ref (first);
  g_autofree char *languages = g_strjoinv (";", settings->languages);
  g_autofree char *layouts = g_strjoinv (";", settings->keyboard_layouts);

  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpstr (settings->keyboard_dir, ==, "/k");
  g_assert_cmpstr (layouts, ==, "latin;tatar");
  g_assert_true (settings->clicks);
  g_assert_cmpstr (settings->library, ==, "18-0142");
  g_assert_cmpstr (settings->code, ==, "PC-2");
  g_assert_cmpstr (settings->name, ==, "Центр");
  g_assert_cmpstr (settings->name_udm, ==, "Центр у");
  g_assert_true (settings->rural);
  g_assert_cmpstr (settings->time_zone, ==, "Europe/Moscow");
  g_assert_cmpstr (languages, ==, "udm;ru");
  g_assert_cmpuint (settings->idle_seconds, ==, 10);
  g_assert_cmpuint (settings->portal_idle_seconds, ==, 20);
  g_assert_cmpuint (settings->warning_seconds, ==, 30);
  g_assert_cmpuint (settings->limit_minutes, ==, 40);
  g_assert_false (settings->ask_first_pin);
  g_assert_cmpuint (settings->staff_idle_seconds, ==, 50);
  g_assert_cmpstr (settings->printer, ==, "P");
  g_assert_cmpuint (settings->max_pages_per_visit, ==, 0);
  g_assert_cmpuint (settings->max_pages_per_day, ==, 7);
  g_assert_cmpuint (settings->page_price, ==, 505);
  g_assert_cmpuint (settings->max_mib, ==, 2);
  g_assert_cmpuint (settings->max_total_mib, ==, 3);
  g_assert_cmpstr (settings->url, ==, "https://c.example.org/");
  g_assert_cmpstr (settings->ca_file, ==, "/a");
  g_assert_cmpstr (settings->pinned_key, ==, "sha256//k");
  g_assert_cmpstr (settings->proxy, ==, "http://p:1");
  g_assert_cmpstr (settings->proxy_auth, ==, "ntlm");
  g_assert_cmpstr (settings->state_dir, ==, "/s");
  g_assert_cmpstr (settings->runtime_dir, ==, "/r");
  g_assert_cmpstr (settings->backup_dir, ==, "/b");
  g_assert_cmpstr (settings->media_dir, ==, "/m");
  g_assert_cmpstr (settings->catalog_dir, ==, "/c");
  g_assert_cmpstr (settings->catalog_key, ==,
                   "ed25519:PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw");
}

static void
assert_unusable (const char *path, const char *expected) {
  g_autoptr (GPtrArray) problems = kapka_problems_new ();
  g_autoptr (KapkaSettings) settings = kapka_settings_load (path, problems);

  assert_problems (problems, path, expected);
  assert_defaults (settings);
}

static void
test_unusable (void) {
  static const char utf16[] = "\xFF\xFE[\0v\0]\0\n\0";
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *missing = kapka_test_dir_join (dir, "missing.conf");
  g_autofree char *wide = kapka_test_dir_join (dir, "wide.conf");
  g_autofree char *large = kapka_test_dir_join (dir, "large.conf");
  g_autofree char *bytes = g_strnfill (10 * 1024 * 1024, '\n');

  g_assert_true (g_file_set_contents (wide, utf16, sizeof utf16 - 1, NULL));
  g_assert_true (g_file_set_contents (large, bytes, -1, NULL));
  assert_unusable (missing, ": No such file or directory\n");
  assert_unusable (kapka_test_dir_get_path (dir), ": not a regular file\n");
  assert_unusable (wide, ":1: not UTF-8, expected a text file in UTF-8\n");
  assert_unusable (large, ": larger than 1048576 bytes, expected a short text\n");
}

/* A line that breaks off spoils its group alone. */
static void
test_truncated (void) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *path = kapka_test_dir_write (
      dir, "kapka.conf", "\xEF\xBB\xBF[visit]\r\nidle_seconds=9\r\n[print]\r\nprin");
  g_autoptr (GPtrArray) problems = kapka_problems_new ();
  g_autoptr (KapkaSettings) settings = kapka_settings_load (path, problems);

  assert_problems (problems, path,
                   ":4: expected [group], Key=value or a comment that begins with #\n");
  g_assert_cmpuint (settings->idle_seconds, ==, 9);
}

int
main (int argc, char *argv[]) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/settings/cases", test_cases);
  g_test_add_func ("/settings/wrong-values", test_wrong_values);
  g_test_add_func ("/settings/every-value", test_every_value);
  g_test_add_func ("/settings/unusable", test_unusable);
  g_test_add_func ("/settings/truncated", test_truncated);
  return g_test_run ();
}
