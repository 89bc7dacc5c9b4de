// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/reason.h"

#include <sysexits.h>

#include "base/error.h"
#include "base/i18n.h"

typedef struct {
  const char *word;
  int exit_code;
  const char *sentence;
} ReasonRow;

#define NEW_CODE                                                                                   \
  N_ ("A new connection code is needed. The journal is being kept, no data will be lost.")
#define PROGRAM                                                                                    \
  N_ ("The upload was started wrongly or failed by itself; please tell the administrator.")
#define CERTIFICATE N_ ("An administrator is needed: the certificate.")

static const ReasonRow reasons[] = {
  [KAPKA_SYNC_REASON_OK] = { "ok", EX_OK, N_ ("The central library has accepted all data.") },
  [KAPKA_SYNC_REASON_USAGE] = { "usage", EX_USAGE, PROGRAM },
  [KAPKA_SYNC_REASON_INTERNAL] = { "internal", EX_SOFTWARE, PROGRAM },
  [KAPKA_SYNC_REASON_REJECTED] = { "rejected", EX_DATAERR,
                                   N_ ("Some days were not accepted: %s.") },
  [KAPKA_SYNC_REASON_CONFLICT] = { "conflict", EX_DATAERR,
                                   N_ ("Two copies of the journal disagree; please tell the "
                                       "methodologist.") },
  [KAPKA_SYNC_REASON_NO_JOURNAL] = { "no_journal", EX_NOINPUT, N_ ("The journal was not found.") },
  [KAPKA_SYNC_REASON_DISK_FULL] = { "disk_full", EX_CANTCREAT,
                                    N_ ("There is no space left on the disk.") },
  [KAPKA_SYNC_REASON_READ_ONLY] = { "read_only", EX_CANTCREAT, N_ ("The disk can only be read.") },
  [KAPKA_SYNC_REASON_JOURNAL_DAMAGED] = { "journal_damaged", EX_IOERR,
                                          N_ ("The journal is damaged; the surviving records are "
                                              "kept.") },
  [KAPKA_SYNC_REASON_IO] = { "io", EX_IOERR, N_ ("The disk reads with errors.") },
  [KAPKA_SYNC_REASON_NETWORK] = { "network", EX_TEMPFAIL,
                                  N_ ("There is no connection; the data will be sent later by "
                                      "itself.") },
  [KAPKA_SYNC_REASON_PROXY] = { "proxy", EX_TEMPFAIL, N_ ("The proxy server does not answer.") },
  [KAPKA_SYNC_REASON_PORTAL] = { "portal", EX_TEMPFAIL,
                                 N_ ("The network asks to sign in on its own page.") },
  [KAPKA_SYNC_REASON_SERVER_BUSY] = { "server_busy", EX_TEMPFAIL,
                                      N_ ("The centre is busy; the data will be sent later.") },
  [KAPKA_SYNC_REASON_TLS_CLOCK] = { "tls_clock", EX_TEMPFAIL,
                                    N_ ("A wrong clock prevents a secure connection.") },
  [KAPKA_SYNC_REASON_BUSY] = { "busy", EX_TEMPFAIL, N_ ("An upload is already running.") },
  [KAPKA_SYNC_REASON_STOPPED] = { "stopped", EX_TEMPFAIL, N_ ("The upload was interrupted.") },
  [KAPKA_SYNC_REASON_PROTOCOL] = { "protocol", EX_PROTOCOL,
                                   N_ ("Something else answers at the address of the central "
                                       "library (a redirect, a wrong signature, no common "
                                       "version).") },
  [KAPKA_SYNC_REASON_NOT_ENROLLED] = { "not_enrolled", EX_NOPERM, NEW_CODE },
  [KAPKA_SYNC_REASON_TOKEN] = { "token", EX_NOPERM, NEW_CODE },
  [KAPKA_SYNC_REASON_REVOKED] = { "revoked", EX_NOPERM, NEW_CODE },
  [KAPKA_SYNC_REASON_NO_CENTRE] = { "no_centre", EX_CONFIG,
                                    N_ ("An administrator is needed: the address.") },
  [KAPKA_SYNC_REASON_CONFIG] = { "config", EX_CONFIG,
                                 N_ ("An administrator is needed: a setting.") },
  [KAPKA_SYNC_REASON_TLS_CA] = { "tls_ca", EX_CONFIG, CERTIFICATE },
  [KAPKA_SYNC_REASON_TLS_NAME] = { "tls_name", EX_CONFIG, CERTIFICATE },
  [KAPKA_SYNC_REASON_PROXY_AUTH] = { "proxy_auth", EX_CONFIG,
                                     N_ ("An administrator is needed: the password of the "
                                         "proxy.") },
  [KAPKA_SYNC_REASON_JOURNAL_NEWER] = { "journal_newer", EX_CONFIG,
                                        N_ ("An administrator is needed: the version of the "
                                            "program.") },
};
G_STATIC_ASSERT (G_N_ELEMENTS (reasons) == KAPKA_SYNC_N_REASONS);

const char *
kapka_sync_reason_to_string (KapkaSyncReason reason) {
  return reasons[reason].word;
}

gboolean
kapka_sync_reason_from_string (const char *word, KapkaSyncReason *out_reason) {
  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_strcmp0 (reasons[i].word, word) == 0) {
      *out_reason = (KapkaSyncReason)i;
      return TRUE;
    }
  return FALSE;
}

int
kapka_sync_reason_exit_code (KapkaSyncReason reason) {
  return reasons[reason].exit_code;
}

char *
kapka_sync_reason_sentence (KapkaSyncReason reason, const char *days) {
  const char *sentence = _ (reasons[reason].sentence);
  g_auto (GStrv) around = NULL;

  if (reason != KAPKA_SYNC_REASON_REJECTED)
    return g_strdup (sentence);
  around = g_strsplit (sentence, "%s", 2);
  return g_strjoinv (days == NULL ? "" : days, around);
}

KapkaSyncReason
kapka_sync_reason_from_error (const GError *error) {
  if (error->domain != KAPKA_ERROR)
    return KAPKA_SYNC_REASON_INTERNAL;
  switch ((KapkaError)error->code) {
  case KAPKA_ERROR_USAGE:
    return KAPKA_SYNC_REASON_USAGE;
  case KAPKA_ERROR_NOT_FOUND:
    return KAPKA_SYNC_REASON_NO_JOURNAL;
  case KAPKA_ERROR_FULL:
    return KAPKA_SYNC_REASON_DISK_FULL;
  case KAPKA_ERROR_READ_ONLY:
    return KAPKA_SYNC_REASON_READ_ONLY;
  case KAPKA_ERROR_IO:
    return KAPKA_SYNC_REASON_IO;
  case KAPKA_ERROR_CORRUPT:
    return KAPKA_SYNC_REASON_JOURNAL_DAMAGED;
  case KAPKA_ERROR_NEWER:
    return KAPKA_SYNC_REASON_JOURNAL_NEWER;
  case KAPKA_ERROR_BUSY:
    return KAPKA_SYNC_REASON_BUSY;
  case KAPKA_ERROR_CONFIG:
    return KAPKA_SYNC_REASON_CONFIG;
  case KAPKA_ERROR_NETWORK:
  case KAPKA_ERROR_PROTOCOL:
  case KAPKA_ERROR_DENIED:
  case KAPKA_ERROR_DATA:
  case KAPKA_ERROR_INTERNAL:
  default:
    return KAPKA_SYNC_REASON_INTERNAL;
  }
}
