// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/file-name.h"
#include "files/new-file.h"
#include "report/writers.h"

static char *
make_name (const KapkaReport *report, KapkaReportFormat format) {
  return kapka_file_name_clean (kapka_report_get_file_stem (report),
                                kapka_report_format_get_ending (format), "kapka");
}

char *
kapka_report_export (const KapkaReport *report,
                     KapkaReportFormat format,
                     const char *directory,
                     GError **error) {
  g_autofree char *name = make_name (report, format);
  g_autoptr (GBytes) contents = kapka_report_write (report, format, error);

  return contents == NULL ? NULL : kapka_new_file_write (directory, name, contents, error);
}

char *
kapka_report_export_to_drive (const KapkaReport *report,
                              KapkaReportFormat format,
                              const KapkaDrive *drive,
                              GError **error) {
  g_autofree char *name = make_name (report, format);
  g_autoptr (GBytes) contents = kapka_report_write (report, format, error);

  return contents == NULL ? NULL : kapka_new_file_write_to_drive (drive, name, contents, error);
}
