// SPDX-License-Identifier: GPL-3.0-or-later
#include "bundle/bundle-version.h"

#include <string.h>

#include "base/day.h"

#define N_DIGITS (KAPKA_BUNDLE_VERSION_SIZE - 1)

gboolean
kapka_bundle_version_is_valid (gint64 version) {
  char day[sizeof "2026-11-27"];
  gint64 number = version % 100;

  if (version < 1000000000 || version > G_GINT64_CONSTANT (9999999999) || number < 1)
    return FALSE;
  g_snprintf (day, sizeof day, "%04u-%02u-%02u", (guint)(version / 1000000),
              (guint)(version / 10000 % 100), (guint)(version / 100 % 100));
  return kapka_day_is_valid (day);
}

gboolean
kapka_bundle_version_parse (const char *text, gint64 *out_version) {
  gint64 version;

  if (strlen (text) != N_DIGITS || strspn (text, "0123456789") != N_DIGITS)
    return FALSE;
  version = g_ascii_strtoll (text, NULL, 10);
  if (!kapka_bundle_version_is_valid (version))
    return FALSE;
  *out_version = version;
  return TRUE;
}

void
kapka_bundle_version_format (gint64 version, char text[KAPKA_BUNDLE_VERSION_SIZE]) {
  g_snprintf (text, KAPKA_BUNDLE_VERSION_SIZE, "%010" G_GINT64_FORMAT, version);
}

gint64
kapka_bundle_version_first_of (const char *day) {
  gint64 year = g_ascii_strtoll (day, NULL, 10);
  gint64 month = g_ascii_strtoll (day + strlen ("2026-"), NULL, 10);
  gint64 number = g_ascii_strtoll (day + strlen ("2026-11-"), NULL, 10);

  return ((year * 100 + month) * 100 + number) * 100 + 1;
}
