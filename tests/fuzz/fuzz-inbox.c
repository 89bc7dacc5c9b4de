// SPDX-License-Identifier: GPL-3.0-or-later
/* What comes on a flash drive. A line `=` behind a document stands for its right MAC, which chance
 * would not find: a file without one stores nothing, and none stops the program. */
#include <string.h>

#include "base/digest.h"
#include "central/inbox.h"
#include "fuzz.h"
#include "receiver-place.h"

#define NOW_MS G_GINT64_CONSTANT (1772572448000) // 2026-03-03T21:14:08Z

/** Place: what lives from one input to the next. */
typedef struct {
  KapkaStore *store;
  KapkaClock *clock;
  char *path; // Of the file.
  gint64 rows;
} Place;

static Place *
place_new (void) {
  Place *place = g_new0 (Place, 1);
  g_autoptr (GError) error = NULL;
  g_autofree char *directory = g_dir_make_tmp ("kapka-fuzz-XXXXXX", &error);

  g_assert_no_error (error);
  place->store = fuzz_receiver_store_new (directory);
  place->clock = kapka_clock_new_manual ("UTC", NOW_MS, FUZZ_INSTALL);
  place->path = g_build_filename (directory, "uploads", NULL);
  place->rows = fuzz_receiver_store_count_rows (place->store);
  return place;
}

static void
append_mac (GString *text, const char *document, gsize length) {
  guint8 key[KAPKA_DIGEST_BYTES];
  guint8 mac[KAPKA_DIGEST_BYTES];
  g_autofree char *base64 = NULL;

  kapka_digest_sha256 (FUZZ_TOKEN, strlen (FUZZ_TOKEN), key);
  kapka_digest_hmac_sha256 (key, sizeof key, document, length, mac);
  base64 = kapka_digest_to_base64 (mac, sizeof mac);
  g_string_append (text, base64);
}

/* Writes the input with the MACs it asks for. Returns whether it asked. */
static gboolean
write_file (const Place *place, const char *data, gsize size) {
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  const char *end = data + size;
  const char *before = NULL; // The line before, of that many bytes.
  gsize before_length = 0;
  gboolean asked = FALSE;

  for (const char *line = data; line < end;) {
    const char *newline = memchr (line, '\n', (gsize)(end - line));
    gsize length = (gsize)((newline == NULL ? end : newline) - line);

    if (length == 1 && *line == '=' && before != NULL) {
      append_mac (text, before, before_length);
      asked = TRUE;
    } else
      g_string_append_len (text, line, (gssize)length);
    if (newline != NULL)
      g_string_append_c (text, '\n');
    before = line;
    before_length = length;
    line += length + 1;
  }
  g_file_set_contents (place->path, text->str, (gssize)text->len, &error);
  g_assert_no_error (error);
  return asked;
}

static void
receive (Place *place, gboolean asked) {
  g_autoptr (GOutputStream) answers = g_memory_output_stream_new_resizable ();
  g_autoptr (GPtrArray) problems = kapka_problems_new ();
  g_autoptr (GError) error = NULL;
  KapkaInboxTotals totals = { 0 };

  kapka_inbox_receive (place->store, place->clock, place->path, answers, &totals, problems, &error);
  g_assert_no_error (error);
  g_assert_true (totals.n_taken == 0 || asked);
  g_assert_true (totals.n_taken > 0 ||
                 fuzz_receiver_store_count_rows (place->store) == place->rows);
  g_assert_true ((totals.n_refused > 0) == (problems->len > 0));
  fuzz_receiver_store_check (place->store);
  if (totals.n_taken > 0)
    fuzz_receiver_store_reset (place->store);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size) {
  static Place *place = NULL;

  if (place == NULL)
    place = place_new ();
  receive (place, write_file (place, (const char *)data, size));
  return 0;
}
