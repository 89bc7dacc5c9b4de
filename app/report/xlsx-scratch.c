// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/xlsx-scratch.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sys/statvfs.h>

#include "base/error.h"

static gboolean
has_room (const char *place, guint64 needed) {
  struct statvfs status;

  if (statvfs (place, &status) != 0)
    return FALSE;
  if (status.f_bavail >= needed / status.f_frsize + 1)
    return TRUE;
  errno = ENOSPC;
  return FALSE;
}

static gboolean
make_in (KapkaXlsxScratch *scratch, const char *place) {
  g_autofree char *directory = g_build_filename (place, "kapka-XXXXXX", NULL);

  if (g_mkdtemp (directory) == NULL)
    return FALSE;
  scratch->workbook = g_build_filename (directory, "report.xlsx", NULL);
  scratch->directory = g_steal_pointer (&directory);
  return TRUE;
}

gboolean
kapka_xlsx_scratch_make (KapkaXlsxScratch *scratch,
                         const char *const *places,
                         guint64 needed,
                         GError **error) {
  int saved_errno = ENOENT;

  for (guint i = 0; places[i] != NULL; i++) {
    if (has_room (places[i], needed) && make_in (scratch, places[i]))
      return TRUE;
    saved_errno = errno;
  }
  g_set_error (error, KAPKA_ERROR, saved_errno == ENOSPC ? KAPKA_ERROR_FULL : KAPKA_ERROR_IO,
               "no place to make a workbook in: %s", g_strerror (saved_errno));
  return FALSE;
}

void
kapka_xlsx_scratch_clear (KapkaXlsxScratch *scratch) {
  if (scratch->workbook != NULL)
    g_unlink (scratch->workbook);
  if (scratch->directory != NULL)
    g_rmdir (scratch->directory);
  g_clear_pointer (&scratch->workbook, g_free);
  g_clear_pointer (&scratch->directory, g_free);
}
