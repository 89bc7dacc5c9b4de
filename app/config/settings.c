// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/settings.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "base/ini.h"
#include "base/signing.h"
#include "config/week-hours.h"

typedef enum {
  VALUE_TEXT,
  VALUE_FLAG,
  VALUE_NUMBER,
  VALUE_PRICE,
  VALUE_ZONE,
  VALUE_LANGUAGES,
  VALUE_LAYOUTS,
  VALUE_PROXY_OR_NONE,
  VALUE_PROXY_AUTH,
  VALUE_ROTATION,
  VALUE_MATRIX_OR_NONE,
  VALUE_URL,
  VALUE_DIRECTORY,
  VALUE_DIRECTORY_OR_NONE,
  VALUE_WEEK,
  VALUE_HOURS_OR_NONE,
  VALUE_KEY_OR_NONE,
} ValueKind;

typedef struct {
  const char *group;
  const char *key;
  ValueKind kind;
  gsize offset; // Of the field in KapkaSettings.
  const char *fallback;
  // Of a number:
  guint min;
  guint max;
} Setting;

#define FIELD(name) G_STRUCT_OFFSET (KapkaSettings, name)

static const Setting known_settings[] = {
  { "terminal", "library", VALUE_TEXT, FIELD (library), "" },
  { "terminal", "code", VALUE_TEXT, FIELD (code), "PC-1" },
  { "terminal", "name", VALUE_TEXT, FIELD (name), "" },
  { "terminal", "name[udm]", VALUE_TEXT, FIELD (name_udm), "" },
  { "terminal", "rural", VALUE_FLAG, FIELD (rural), "false" },
  { "terminal", "time_zone", VALUE_ZONE, FIELD (time_zone), "Europe/Samara" },
  { "terminal", "languages", VALUE_LANGUAGES, FIELD (languages), "ru;udm;en" },
  { "screen", "rotation", VALUE_ROTATION, FIELD (rotation), "0" },
  { "screen", "touch_matrix", VALUE_MATRIX_OR_NONE, FIELD (touch_matrix), "" },
  { "visit", "idle_seconds", VALUE_NUMBER, FIELD (idle_seconds), "60", 1, 86400 },
  { "visit", "portal_idle_seconds", VALUE_NUMBER, FIELD (portal_idle_seconds), "300", 1, 86400 },
  { "visit", "warning_seconds", VALUE_NUMBER, FIELD (warning_seconds), "60", 1, 3600 },
  { "visit", "limit_minutes", VALUE_NUMBER, FIELD (limit_minutes), "0", 0, 1440 },
  { "waiting", "slides_dir", VALUE_DIRECTORY_OR_NONE, FIELD (slides_dir), "" },
  { "waiting", "slide_seconds", VALUE_NUMBER, FIELD (slide_seconds), "20", 5, 3600 },
  { "waiting", "hours", VALUE_WEEK, FIELD (hours), "" },
  { "waiting", "night", VALUE_HOURS_OR_NONE, FIELD (night), "" },
  { "staff", "ask_first_pin", VALUE_FLAG, FIELD (ask_first_pin), "true" },
  { "staff", "idle_seconds", VALUE_NUMBER, FIELD (staff_idle_seconds), "180", 10, 3600 },
  { "print", "printer", VALUE_TEXT, FIELD (printer), "" },
  { "print", "max_pages_per_visit", VALUE_NUMBER, FIELD (max_pages_per_visit), "20", 0, 10000 },
  { "print", "max_pages_per_day", VALUE_NUMBER, FIELD (max_pages_per_day), "0", 0, 100000 },
  { "print", "page_price", VALUE_PRICE, FIELD (page_price), "0" },
  { "downloads", "max_mib", VALUE_NUMBER, FIELD (max_mib), "32", 1, 32 },
  { "downloads", "max_total_mib", VALUE_NUMBER, FIELD (max_total_mib), "128", 1, 1024 },
  { "keyboard", "dir", VALUE_DIRECTORY_OR_NONE, FIELD (keyboard_dir), "" },
  { "keyboard", "layouts", VALUE_LAYOUTS, FIELD (keyboard_layouts), "" },
  { "keyboard", "clicks", VALUE_FLAG, FIELD (clicks), "false" },
  { "sync", "url", VALUE_URL, FIELD (url), "" },
  { "sync", "ca_file", VALUE_TEXT, FIELD (ca_file), "" },
  { "sync", "pinned_key", VALUE_TEXT, FIELD (pinned_key), "" },
  { "sync", "proxy", VALUE_PROXY_OR_NONE, FIELD (proxy), "" },
  { "sync", "proxy_auth", VALUE_PROXY_AUTH, FIELD (proxy_auth), "none" },
  { "storage", "state_dir", VALUE_DIRECTORY, FIELD (state_dir), KAPKA_SETTINGS_DEFAULT_STATE_DIR },
  { "storage", "runtime_dir", VALUE_DIRECTORY, FIELD (runtime_dir), "/run/kapka" },
  { "storage", "backup_dir", VALUE_DIRECTORY_OR_NONE, FIELD (backup_dir), "" },
  { "storage", "media_dir", VALUE_DIRECTORY_OR_NONE, FIELD (media_dir), "" },
  { "maintenance", "hour", VALUE_NUMBER, FIELD (maintenance_hour), "4", 0, 23 },
  { "catalog", "dir", VALUE_TEXT, FIELD (catalog_dir), "" },
  { "catalog", "key", VALUE_KEY_OR_NONE, FIELD (catalog_key), "" },
};

static const char *const known_languages[] = { "ru", "udm", "en", NULL };
static const char *const known_rotations[] = { "0", "90", "180", "270", NULL };
static const char *const known_proxies[] = { "http", "https", "socks5", NULL };
static const char *const known_proxy_auth[] = { "none", "basic", "ntlm", "negotiate", NULL };

/* Returns what was expected when @text is no zone name, NULL when it is one. */
static const char *
check_zone (const char *text) {
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (text);

  return zone == NULL ? _ ("a zone of the tz database, as in Europe/Samara") : NULL;
}

static const char *
check_languages (char **languages) {
  const char *expected = _ ("a list of ru, udm and en, each once, as in ru;udm;en");

  for (guint i = 0; languages[i] != NULL; i++)
    if (!g_strv_contains (known_languages, languages[i]) ||
        g_strv_contains ((const char *const *)languages + i + 1, languages[i]))
      return expected;
  return languages[0] == NULL ? expected : NULL;
}

/* Whether there is a file of that name is for those to say who read it. */
static const char *
check_layouts (char **layouts) {
  for (guint i = 0; layouts[i] != NULL; i++)
    if (*layouts[i] == '\0' || strchr (layouts[i], '/') != NULL ||
        g_strv_contains ((const char *const *)layouts + i + 1, layouts[i]))
      return _ ("a list of layouts, each once, as in russian;udmurt;latin");
  return NULL;
}

/* Plain http is allowed to this machine alone: the counts of a library travel only through TLS
 * (sync.md §3.2). */
static const char *
check_url (const char *text) {
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);
  gboolean loopback;

  if (*text == '\0')
    return NULL;
  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    return _ ("an address, as in https://centre.example.org/");
  loopback =
      g_str_equal (g_uri_get_host (uri), "127.0.0.1") || g_str_equal (g_uri_get_host (uri), "::1");
  if (g_str_equal (g_uri_get_scheme (uri), "https") ||
      (loopback && g_str_equal (g_uri_get_scheme (uri), "http")))
    return NULL;
  return _ ("https (plain http only to 127.0.0.1 or [::1])");
}

/* What both libcurl and the engine of the pages can go by. */
static const char *
check_proxy (const char *text) {
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);

  if (*text == '\0' ||
      (uri != NULL && g_strv_contains (known_proxies, g_uri_get_scheme (uri)) &&
       g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0' && g_uri_get_port (uri) > 0))
    return NULL;
  return _ ("an address with its port, as in http://proxy:3128, or nothing");
}

static const char *
check_week (const char *text) {
  KapkaWeekHours week;

  if (kapka_week_hours_parse (text, &week))
    return NULL;
  return _ ("days and times, as in пн-пт 9:00-13:00, 14:00-18:00; сб 10:00-16:00");
}

static const char *
check_hours (const char *text) {
  KapkaHours hours;

  return *text == '\0' || kapka_hours_parse (text, &hours) ? NULL
                                                           : _ ("two times, as in 21:00-7:00");
}

/* Six numbers, of which no one is infinite. */
static const char *
check_matrix (const char *text) {
  g_auto (GStrv) numbers = g_strsplit (text, " ", -1);
  guint n_numbers = g_strv_length (numbers);

  for (guint i = 0; i < n_numbers; i++) {
    char *end = NULL;

    if (!isfinite (g_ascii_strtod (numbers[i], &end)) || *numbers[i] == '\0' || *end != '\0' ||
        g_ascii_isspace (*numbers[i]))
      n_numbers = 0;
  }
  return *text == '\0' || n_numbers == 6
             ? NULL
             : _ ("six numbers, as in 1 0 0 0 1 0: x and y of a touch, each from x, y and 1");
}

static const char *
store_text (const Setting *setting, const char *text, gpointer field) {
  const char *expected = NULL;

  if (setting->kind == VALUE_ZONE)
    expected = check_zone (text);
  else if (setting->kind == VALUE_URL)
    expected = check_url (text);
  else if (setting->kind == VALUE_PROXY_OR_NONE)
    expected = check_proxy (text);
  else if (setting->kind == VALUE_PROXY_AUTH && !g_strv_contains (known_proxy_auth, text))
    expected = _ ("none, basic, ntlm or negotiate");
  else if (setting->kind == VALUE_ROTATION && !g_strv_contains (known_rotations, text))
    expected = _ ("0, 90, 180 or 270");
  else if (setting->kind == VALUE_MATRIX_OR_NONE)
    expected = check_matrix (text);
  else if (setting->kind == VALUE_DIRECTORY && !g_path_is_absolute (text))
    expected = _ ("an absolute path");
  else if (setting->kind == VALUE_DIRECTORY_OR_NONE && *text != '\0' && !g_path_is_absolute (text))
    expected = _ ("an absolute path, or nothing");
  else if (setting->kind == VALUE_WEEK)
    expected = check_week (text);
  else if (setting->kind == VALUE_HOURS_OR_NONE)
    expected = check_hours (text);
  else if (setting->kind == VALUE_KEY_OR_NONE && *text != '\0' && !kapka_public_key_is_valid (text))
    expected = _ ("a key as kapka-central catalog key prints it, as in ed25519:…, or nothing");
  if (expected == NULL) {
    g_free (*(char **)field);
    *(char **)field = g_strdup (text);
  }
  return expected;
}

static const char *
store_list (const Setting *setting, const char *text, gpointer field) {
  g_auto (GStrv) names = g_strsplit (text, ";", -1);
  guint last = g_strv_length (names);
  const char *expected;

  if (last > 0 && *names[last - 1] == '\0')
    g_clear_pointer (&names[last - 1], g_free);
  expected = setting->kind == VALUE_LANGUAGES ? check_languages (names) : check_layouts (names);
  if (expected == NULL) {
    g_strfreev (*(GStrv *)field);
    *(GStrv *)field = g_steal_pointer (&names);
  }
  return expected;
}

static const char *
store_flag (const char *text, gboolean *field) {
  if (!g_str_equal (text, "true") && !g_str_equal (text, "false"))
    return _ ("true or false");
  *field = g_str_equal (text, "true");
  return NULL;
}

static char *
store_number (const Setting *setting, const char *text, guint *field) {
  guint64 number;

  if (!g_ascii_string_to_unsigned (text, 10, setting->min, setting->max, &number, NULL))
    return g_strdup_printf (_ ("a whole number from %u to %u"), setting->min, setting->max);
  *field = (guint)number;
  return NULL;
}

/* Roubles and kopecks, as people write them: 5, 5.50, 5,50. */
static const char *
store_price (const char *text, guint *field) {
  g_auto (GStrv) parts = g_strsplit_set (text, ".,", 2);
  guint64 roubles = 0;
  guint64 kopecks = 0;

  if (parts[0] == NULL || !g_ascii_string_to_unsigned (parts[0], 10, 0, 1000, &roubles, NULL) ||
      (parts[1] != NULL && (strlen (parts[1]) != 2 ||
                            !g_ascii_string_to_unsigned (parts[1], 10, 0, 99, &kopecks, NULL))))
    return _ ("roubles and kopecks, as in 5 or 5.50, up to 1000");
  *field = (guint)(roubles * 100 + kopecks);
  return NULL;
}

/* Returns NULL when @text was stored, else what was expected. */
static char *
store (KapkaSettings *settings, const Setting *setting, const char *text) {
  gpointer field = G_STRUCT_MEMBER_P (settings, setting->offset);

  switch (setting->kind) {
  case VALUE_FLAG:
    return g_strdup (store_flag (text, field));
  case VALUE_NUMBER:
    return store_number (setting, text, field);
  case VALUE_PRICE:
    return g_strdup (store_price (text, field));
  case VALUE_LANGUAGES:
  case VALUE_LAYOUTS:
    return g_strdup (store_list (setting, text, field));
  case VALUE_TEXT:
  case VALUE_ZONE:
  case VALUE_PROXY_OR_NONE:
  case VALUE_PROXY_AUTH:
  case VALUE_ROTATION:
  case VALUE_MATRIX_OR_NONE:
  case VALUE_URL:
  case VALUE_DIRECTORY:
  case VALUE_DIRECTORY_OR_NONE:
  case VALUE_WEEK:
  case VALUE_HOURS_OR_NONE:
  case VALUE_KEY_OR_NONE:
  default:
    return g_strdup (store_text (setting, text, field));
  }
}

static const Setting *
find_setting (const char *group, const char *key) {
  for (gsize i = 0; i < G_N_ELEMENTS (known_settings); i++)
    if (g_str_equal (known_settings[i].group, group) &&
        (key == NULL || g_str_equal (known_settings[i].key, key)))
      return &known_settings[i];
  return NULL;
}

gboolean
kapka_settings_has_key (const char *group, const char *key) {
  return find_setting (group, key) != NULL;
}

static void
take_group (KapkaSettings *settings, const KapkaIniGroup *group, KapkaProblems *problems) {
  g_auto (GStrv) keys = g_key_file_get_keys (group->keys, group->name, NULL, NULL);

  if (find_setting (group->name, NULL) == NULL) {
    kapka_ini_group_problem (group, problems, NULL, _ ("unknown group [%s]"), group->name);
    return;
  }
  for (guint i = 0; keys[i] != NULL; i++) {
    const Setting *setting = find_setting (group->name, keys[i]);
    g_autofree char *text = g_key_file_get_string (group->keys, group->name, keys[i], NULL);
    g_autofree char *expected = setting == NULL ? NULL : store (settings, setting, text);

    if (setting == NULL)
      kapka_ini_group_problem (group, problems, keys[i], _ ("unknown key %s in group [%s]"),
                               keys[i], group->name);
    else if (expected != NULL)
      kapka_ini_group_problem (group, problems, keys[i], _ ("%s is \"%s\", expected %s"), keys[i],
                               text, expected);
  }
}

KapkaSettings *
kapka_settings_load (const char *path, KapkaProblems *problems) {
  KapkaSettings *settings = g_new0 (KapkaSettings, 1);
  g_autoptr (GPtrArray) groups = kapka_ini_load (path, problems);

  g_atomic_ref_count_init (&settings->refs);
  settings->path = g_strdup (path);
  for (gsize i = 0; i < G_N_ELEMENTS (known_settings); i++)
    store (settings, &known_settings[i], known_settings[i].fallback);
  for (guint i = 0; groups != NULL && i < groups->len; i++)
    take_group (settings, g_ptr_array_index (groups, i), problems);
  return settings;
}

char *
kapka_settings_dup_page_proxy (const KapkaSettings *settings) {
  g_autoptr (GUri) uri = g_uri_parse (settings->proxy, G_URI_FLAGS_NONE, NULL);

  return uri == NULL ? g_strdup ("") : g_uri_to_string_partial (uri, G_URI_HIDE_USERINFO);
}

KapkaSettings *
kapka_settings_ref (KapkaSettings *settings) {
  g_atomic_ref_count_inc (&settings->refs);
  return settings;
}

static gboolean
is_owned_text (ValueKind kind) {
  return kind != VALUE_FLAG && kind != VALUE_NUMBER && kind != VALUE_PRICE;
}

static void
free_fields (KapkaSettings *settings) {
  for (gsize i = 0; i < G_N_ELEMENTS (known_settings); i++) {
    gpointer field = G_STRUCT_MEMBER_P (settings, known_settings[i].offset);

    if (known_settings[i].kind == VALUE_LANGUAGES || known_settings[i].kind == VALUE_LAYOUTS)
      g_strfreev (*(GStrv *)field);
    else if (is_owned_text (known_settings[i].kind))
      g_free (*(char **)field);
  }
}

void
kapka_settings_unref (KapkaSettings *settings) {
  if (settings == NULL || !g_atomic_ref_count_dec (&settings->refs))
    return;
  free_fields (settings);
  g_free (settings->path);
  g_free (settings);
}
