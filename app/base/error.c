// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"

#include <errno.h>
#include <sysexits.h>

G_DEFINE_QUARK (kapka - error - quark, kapka_error)

int
kapka_error_exit_code (const GError *error) {
  if (error == NULL)
    return EX_OK;
  if (error->domain == G_OPTION_ERROR)
    return EX_USAGE;
  if (error->domain != KAPKA_ERROR)
    return EX_SOFTWARE;
  switch ((KapkaError)error->code) {
  case KAPKA_ERROR_USAGE:
    return EX_USAGE;
  case KAPKA_ERROR_DATA:
    return EX_DATAERR;
  case KAPKA_ERROR_NOT_FOUND:
    return EX_NOINPUT;
  case KAPKA_ERROR_FULL:
  case KAPKA_ERROR_READ_ONLY:
    return EX_CANTCREAT;
  case KAPKA_ERROR_IO:
  case KAPKA_ERROR_CORRUPT:
    return EX_IOERR;
  case KAPKA_ERROR_BUSY:
  case KAPKA_ERROR_NETWORK:
    return EX_TEMPFAIL;
  case KAPKA_ERROR_PROTOCOL:
    return EX_PROTOCOL;
  case KAPKA_ERROR_DENIED:
    return EX_NOPERM;
  case KAPKA_ERROR_NEWER:
  case KAPKA_ERROR_CONFIG:
    return EX_CONFIG;
  case KAPKA_ERROR_INTERNAL:
  default:
    return EX_SOFTWARE;
  }
}

KapkaError
kapka_error_from_errno (int saved_errno) {
  switch (saved_errno) {
  case ENOENT:
  case ENOTDIR:
    return KAPKA_ERROR_NOT_FOUND;
  case ENOSPC:
  case EDQUOT:
    return KAPKA_ERROR_FULL;
  case EROFS:
  case EACCES:
  case EPERM:
    return KAPKA_ERROR_READ_ONLY;
  default:
    return KAPKA_ERROR_IO;
  }
}

gboolean
kapka_error_set_errno (GError **error, int saved_errno, const char *path) {
  g_set_error (error, KAPKA_ERROR, (int)kapka_error_from_errno (saved_errno), "%s: %s", path,
               g_strerror (saved_errno));
  return FALSE;
}

gboolean
kapka_error_set_text (GError **error, KapkaError code, const char *text) {
  g_set_error_literal (error, KAPKA_ERROR, (int)code, text);
  return FALSE;
}
