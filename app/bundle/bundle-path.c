// SPDX-License-Identifier: GPL-3.0-or-later
#include "bundle/bundle-path.h"

#include <string.h>

#include "base/ini.h"

#define NAME_MAX_BYTES 200
#define PAPER_MAX_BYTES (8 * 1024 * 1024)

/* Where files of one kind may lie. */
typedef struct {
  const char *folder;         // With its slash; "" for the top.
  const char *const *names;   // (nullable): just these.
  const char *const *endings; // (nullable): or any that ends so, in small letters.
  gsize max_bytes;
} Place;

static const char *const lists[] = { "events.ini",  "forms.ini",    "hours.ini",
                                     "portals.ini", "services.ini", NULL };
static const char *const slide_lists[] = { "slides.ini", NULL };
static const char *const papers[] = { ".pdf", NULL };
static const char *const slides[] = { ".png", ".jpg", ".jpeg", ".svg", ".pdf", NULL };

static const Place places[] = {
  { "", lists, NULL, KAPKA_INI_MAX_BYTES },
  { "forms/", NULL, papers, PAPER_MAX_BYTES },
  { "forms/guides/", NULL, papers, PAPER_MAX_BYTES },
  { "slides/", slide_lists, NULL, KAPKA_INI_MAX_BYTES },
  { "slides/", NULL, slides, PAPER_MAX_BYTES },
};

/* What a shell, a terminal or a file manager could take for something else is no name. */
static gboolean
is_plain_name (const char *name) {
  gsize length = strlen (name);

  if (length == 0 || length > NAME_MAX_BYTES || *name == '.' || strchr (name, '/') != NULL ||
      strchr (name, '\\') != NULL || !g_utf8_validate (name, (gssize)length, NULL))
    return FALSE;
  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    if (!g_unichar_isprint (g_utf8_get_char (at)))
      return FALSE;
  return TRUE;
}

static gboolean
has_ending (const char *name, const char *const *endings) {
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (guint i = 0; endings[i] != NULL; i++)
    if (g_str_has_suffix (lower, endings[i]) && strlen (lower) > strlen (endings[i]))
      return TRUE;
  return FALSE;
}

static gboolean
lies_in (const char *path, const Place *place) {
  const char *name;

  if (!g_str_has_prefix (path, place->folder))
    return FALSE;
  name = path + strlen (place->folder);
  return is_plain_name (name) && ((place->names != NULL && g_strv_contains (place->names, name)) ||
                                  (place->endings != NULL && has_ending (name, place->endings)));
}

gboolean
kapka_bundle_path_check (const char *path, gsize *out_max_bytes) {
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    if (lies_in (path, &places[i])) {
      *out_max_bytes = places[i].max_bytes;
      return TRUE;
    }
  return FALSE;
}
