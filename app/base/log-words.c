// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log-words.h"

#include <string.h>

/* An identifier of a tile is as long as anything gets. */
#define MAX_WORD 64

typedef struct {
  const char *word;
  KapkaLogSide side;
} Event;

/* The words stay what they are: filters and scripts of administrators are built on them. */
static const Event events[] = {
  { "authority-ends", KAPKA_LOG_OF_KIOSK },
  { "care-failed", KAPKA_LOG_OF_KIOSK },
  { "catalogue-changed", KAPKA_LOG_OF_KIOSK },
  { "catalogue-fetched", KAPKA_LOG_OF_KIOSK },
  { "catalogue-mistake", KAPKA_LOG_OF_KIOSK },
  { "catalogue-refused", KAPKA_LOG_OF_KIOSK },
  { "catalogue-unfetched", KAPKA_LOG_OF_KIOSK },
  { "command-failed", KAPKA_LOG_OF_KIOSK },
  { "config-mistake", KAPKA_LOG_OF_KIOSK },
  { "counts-unknown", KAPKA_LOG_OF_KIOSK },
  { "desk-backup-failed", KAPKA_LOG_OF_KIOSK },
  { "desk-differs", KAPKA_LOG_OF_KIOSK },
  { "desk-print-failed", KAPKA_LOG_OF_KIOSK },
  { "desk-report-failed", KAPKA_LOG_OF_KIOSK },
  { "document-failed", KAPKA_LOG_OF_VISIT },
  { "download-failed", KAPKA_LOG_OF_VISIT },
  { "drive-failed", KAPKA_LOG_OF_VISIT },
  { "drives-unwatched", KAPKA_LOG_OF_KIOSK },
  { "events-unwritten", KAPKA_LOG_OF_KIOSK },
  { "fault", KAPKA_LOG_OF_KIOSK },
  { "health-unwritten", KAPKA_LOG_OF_KIOSK },
  { "journal-damaged", KAPKA_LOG_OF_KIOSK },
  { "kiosk-closed", KAPKA_LOG_OF_KIOSK },
  { "kiosk-end-unwritten", KAPKA_LOG_OF_KIOSK },
  { "kiosk-ended", KAPKA_LOG_OF_KIOSK },
  { "kiosk-start", KAPKA_LOG_OF_KIOSK },
  { "kiosk-stop", KAPKA_LOG_OF_KIOSK },
  { "kiosk-unstarted", KAPKA_LOG_OF_KIOSK },
  { "kiosk-up", KAPKA_LOG_OF_KIOSK },
  { "library-message", KAPKA_LOG_OF_KIOSK },
  { "night-done", KAPKA_LOG_OF_KIOSK },
  { "night-failed", KAPKA_LOG_OF_KIOSK },
  { "portal-check", KAPKA_LOG_OF_KIOSK },
  { "portal-check-unread", KAPKA_LOG_OF_KIOSK },
  { "portal-down", KAPKA_LOG_OF_KIOSK },
  { "portal-failed", KAPKA_LOG_OF_VISIT },
  { "portal-unguarded", KAPKA_LOG_OF_VISIT },
  { "power-failed", KAPKA_LOG_OF_KIOSK },
  { "print-failed", KAPKA_LOG_OF_VISIT },
  { "print-job", KAPKA_LOG_OF_VISIT },
  { "print-note-failed", KAPKA_LOG_OF_VISIT },
  { "printer-failed", KAPKA_LOG_OF_KIOSK },
  { "rollup-repaired", KAPKA_LOG_OF_KIOSK },
  { "save-failed", KAPKA_LOG_OF_VISIT },
  { "screen-unopened", KAPKA_LOG_OF_KIOSK },
  { "slide-failed", KAPKA_LOG_OF_KIOSK },
  { "socket-failed", KAPKA_LOG_OF_KIOSK },
  { "staff-closed", KAPKA_LOG_OF_KIOSK },
  { "staff-pin-wrong", KAPKA_LOG_OF_KIOSK },
  { "store-failed", KAPKA_LOG_OF_KIOSK },
  { "sync-detail", KAPKA_LOG_OF_KIOSK },
  { "sync-run", KAPKA_LOG_OF_KIOSK },
  { "visit-end", KAPKA_LOG_OF_VISIT },
  { "web-process-crash", KAPKA_LOG_OF_VISIT },
  { "web-process-large", KAPKA_LOG_OF_VISIT },
};

static const char *const fields[] = {
  "KAPKA_ACKED",  "KAPKA_CODE",      "KAPKA_CURL",
  "KAPKA_DOMAIN", "KAPKA_EARLIER",   "KAPKA_ERROR",
  "KAPKA_EVENT",  "KAPKA_EXIT",      "KAPKA_FAILING",
  "KAPKA_HTTP",   "KAPKA_LIMIT_MIB", "KAPKA_MISTAKES",
  "KAPKA_PORTAL", "KAPKA_REASON",    "KAPKA_SECONDS",
  "KAPKA_SENT",   "KAPKA_VERSION",   "KAPKA_WORKING",
  NULL,
};

KapkaLogSide
kapka_log_get_side (const char *word) {
  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    if (g_str_equal (events[i].word, word))
      return events[i].side;
  return KAPKA_LOG_UNKNOWN;
}

gboolean
kapka_log_has_field (const char *field) {
  return g_strv_contains (fields, field);
}

gboolean
kapka_log_is_word (const char *value) {
  gsize length = strlen (value);

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (value[i]) && strchr ("._:+-", value[i]) == NULL)
      return FALSE;
  return length > 0 && length <= MAX_WORD;
}
