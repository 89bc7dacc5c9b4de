// SPDX-License-Identifier: GPL-3.0-or-later
#include "paper/document-room.h"

#include <cairo-pdf.h>

#include "paper/document-private.h"

typedef PopplerDocument KapkaPopplerDocument;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaPopplerDocument, g_object_unref)

/* The letters of one page and where they stand. */
typedef struct {
  char *text;
  PopplerRectangle *places;
  guint n_places;
} Letters;

static void
letters_clear (Letters *letters) {
  g_free (letters->text);
  g_free (letters->places);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Letters, letters_clear)

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length) {
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* The library tells where the letters of a page are, but not those of its fields: on a sheet that
 * is written flat all letters are of the page. */
static GBytes *
write_sheet (KapkaDocument *document, guint index) {
  g_autoptr (KapkaPopplerPage) page = poppler_document_get_page (document->poppler, (int)index);
  GByteArray *bytes = g_byte_array_new ();
  double width;
  double height;
  cairo_surface_t *surface;
  cairo_t *cr;

  kapka_document_get_page_size (document, index, &width, &height);
  surface = cairo_pdf_surface_create_for_stream (append_cb, bytes, width, height);
  cr = cairo_create (surface);
  poppler_page_render_for_printing (page, cr);
  cairo_show_page (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}

static gboolean
read_letters (KapkaDocument *document, guint index, Letters *letters) {
  g_autoptr (GBytes) bytes = write_sheet (document, index);
  g_autoptr (KapkaPopplerDocument) sheet = poppler_document_new_from_bytes (bytes, NULL, NULL);
  g_autoptr (KapkaPopplerPage) page = sheet == NULL ? NULL : poppler_document_get_page (sheet, 0);

  if (page == NULL)
    return FALSE;
  letters->text = poppler_page_get_text (page);
  return letters->text != NULL &&
         poppler_page_get_text_layout (page, &letters->places, &letters->n_places);
}

static guint
count_letters (const char *text) {
  guint n_letters = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (!g_unichar_isspace (g_utf8_get_char (at)))
      n_letters++;
  return n_letters;
}

static gboolean
is_within (const KapkaField *field, const PopplerRectangle *letter) {
  double x = (letter->x1 + letter->x2) / 2 - field->left;
  double y = (letter->y1 + letter->y2) / 2 - field->top;

  return x >= 0 && x <= field->width && y >= 0 && y <= field->height;
}

/* What the page itself has in that place counts too: better no warning than a wrong one. */
static gboolean
has_room (const KapkaField *field, const Letters *letters, const char *value) {
  const char *at = letters->text;
  guint n_within = 0;

  for (guint i = 0; i < letters->n_places && *at != '\0'; i++, at = g_utf8_next_char (at))
    if (!g_unichar_isspace (g_utf8_get_char (at)) && is_within (field, &letters->places[i]))
      n_within++;
  return n_within >= count_letters (value);
}

GPtrArray *
kapka_document_list_overfull (KapkaDocument *document,
                              guint page,
                              const GPtrArray *fields,
                              GHashTable *values) {
  GPtrArray *overfull = g_ptr_array_new ();
  g_auto (Letters) letters = { 0 };
  gboolean readable = read_letters (document, page, &letters);

  for (guint i = 0; readable && i < fields->len; i++) {
    KapkaField *field = g_ptr_array_index (fields, i);
    const char *value = g_hash_table_lookup (values, field->name);

    if (field->page == page && field->kind == KAPKA_FIELD_TEXT && value != NULL &&
        !has_room (field, &letters, value))
      g_ptr_array_add (overfull, field);
  }
  return overfull;
}
