// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/file-words.h"

#include "base/i18n.h"
#include "base/number.h"

#define KIB 1024
#define MIB (1024 * 1024)

typedef struct {
  const char *name;
  const char *icon;
} Words;

static const Words words[] = {
  [KAPKA_FILE_KIND_PDF] = { N_ ("PDF document"), "kapka-form-symbolic" },
  [KAPKA_FILE_KIND_TEXT] = { N_ ("Text"), "kapka-paper-symbolic" },
  [KAPKA_FILE_KIND_TABLE] = { N_ ("Table"), "kapka-chart-symbolic" },
  [KAPKA_FILE_KIND_SLIDES] = { N_ ("Slides"), "kapka-portal-symbolic" },
  [KAPKA_FILE_KIND_PICTURE] = { N_ ("Picture"), "kapka-eye-symbolic" },
  [KAPKA_FILE_KIND_XML] = { N_ ("XML data"), "kapka-paper-symbolic" },
  [KAPKA_FILE_KIND_SIGNATURE] = { N_ ("Electronic signature"), "kapka-lock-symbolic" },
  [KAPKA_FILE_KIND_ARCHIVE] = { N_ ("ZIP archive"), "kapka-documents-symbolic" },
};

const char *
kapka_file_words_kind (KapkaFileKind kind) {
  return _ (words[kind].name);
}

const char *
kapka_file_words_icon (KapkaFileKind kind) {
  return words[kind].icon;
}

char *
kapka_file_words_size (guint64 bytes) {
  g_autofree char *size = NULL;

  if (bytes < MIB)
    return g_strdup_printf (_ ("%u KB"), (guint)((bytes + KIB - 1) / KIB));
  size = kapka_number_format_tenths (kapka_i18n_get_language (),
                                     (gint64)((bytes * 10 + MIB / 2) / MIB));
  return g_strdup_printf (_ ("%s MB"), size);
}
