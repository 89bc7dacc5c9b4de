// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/pair-reader.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"

struct _KapkaPairReader {
  FILE *file;
  guint line;        // Of the line read last.
  GString *text;     // That line, without its end.
  gboolean too_long; // It was longer than a line may be; @text is its beginning.
  gboolean kept;     // It is yet to be looked at.
};

/* A pipe on a foreign drive would keep us waiting for ever. */
static gboolean
check_regular (int fd, const char *path, GError **error) {
  struct stat info;

  if (fstat (fd, &info) != 0)
    return kapka_error_set_errno (error, errno, path);
  if (S_ISREG (info.st_mode))
    return TRUE;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA, _ ("%s is no regular file"), path);
  return FALSE;
}

KapkaPairReader *
kapka_pair_reader_new (const char *path, GError **error) {
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  KapkaPairReader *reader;

  if (fd == -1) {
    kapka_error_set_errno (error, errno, path);
    return NULL;
  }
  if (!check_regular (fd, path, error)) {
    close (fd);
    return NULL;
  }
  reader = g_new0 (KapkaPairReader, 1);
  reader->file = fdopen (fd, "r");
  reader->text = g_string_new (NULL);
  return reader;
}

void
kapka_pair_reader_free (KapkaPairReader *reader) {
  if (reader == NULL)
    return;
  fclose (reader->file);
  g_string_free (reader->text, TRUE);
  g_free (reader);
}

void
kapka_pair_free (KapkaPair *pair) {
  if (pair == NULL)
    return;
  if (pair->document != NULL)
    g_string_free (pair->document, TRUE);
  g_free (pair->mac);
  g_free (pair);
}

/* Returns FALSE at the end of the file, and with @error. */
static gboolean
read_line (KapkaPairReader *reader, GError **error) {
  int c;

  g_string_truncate (reader->text, 0);
  reader->too_long = FALSE;
  while ((c = getc_unlocked (reader->file)) != EOF && c != '\n') {
    if (reader->text->len < KAPKA_PAIR_MAX_BYTES + 1)
      g_string_append_c (reader->text, (char)c);
    else
      reader->too_long = TRUE;
  }
  if (ferror (reader->file)) {
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_IO, _ ("the file cannot be read after line %u"),
                 reader->line);
    return FALSE;
  }
  reader->line++;
  if (reader->text->len > 0 && reader->text->str[reader->text->len - 1] == '\r')
    g_string_truncate (reader->text, reader->text->len - 1);
  reader->too_long = reader->too_long || reader->text->len > KAPKA_PAIR_MAX_BYTES;
  return c != EOF || reader->text->len > 0;
}

/* Passes over empty lines. */
static gboolean
next_line (KapkaPairReader *reader, GError **error) {
  if (reader->kept) {
    reader->kept = FALSE;
    return TRUE;
  }
  while (read_line (reader, error))
    if (reader->text->len > 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_document (const KapkaPairReader *reader) {
  return *reader->text->str == '{';
}

static KapkaPair *
pair_new (guint line, const char *wrong) {
  KapkaPair *pair = g_new0 (KapkaPair, 1);

  pair->line = line;
  pair->wrong = wrong;
  return pair;
}

/* Takes the line behind a document; another document there begins a pair of its own. */
static gboolean
take_mac (KapkaPairReader *reader, KapkaPair *pair, GError **error) {
  g_autoptr (GError) failure = NULL;
  gboolean there = next_line (reader, &failure);

  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return FALSE;
  }
  if (!there || is_document (reader)) {
    reader->kept = there;
    pair->wrong = pair->wrong != NULL ? pair->wrong : _ ("the line with the MAC is missing");
  } else if (pair->wrong == NULL) {
    pair->mac = g_strndup (reader->text->str, KAPKA_PAIR_MAX_BYTES);
  }
  return TRUE;
}

KapkaPair *
kapka_pair_reader_next (KapkaPairReader *reader, GError **error) {
  g_autoptr (KapkaPair) pair = NULL;

  if (!next_line (reader, error))
    return NULL;
  if (!is_document (reader))
    return pair_new (reader->line, _ ("a document is expected here, a line that begins with {"));
  pair = pair_new (reader->line, reader->too_long ? _ ("the document is too long") : NULL);
  if (pair->wrong == NULL)
    pair->document = g_string_new_len (reader->text->str, (gssize)reader->text->len);
  if (!take_mac (reader, pair, error))
    return NULL;
  if (pair->wrong != NULL && pair->document != NULL)
    g_string_free (g_steal_pointer (&pair->document), TRUE);
  return g_steal_pointer (&pair);
}
