// SPDX-License-Identifier: GPL-3.0-or-later
#include "paper/document-inspection.h"

#include <glib/gi18n.h>

#include "paper/document-private.h"
#include "paper/pdf-scan.h"

/* A3, in points of 1/72 inch, and a little more for those who round. */
#define MAX_SHORT_SIDE 845
#define MAX_LONG_SIDE 1195

/* This poppler declares no automatic cleanup for it. */
typedef PopplerFontInfo FontInfo;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FontInfo, g_object_unref)

static void complain (GPtrArray *complaints, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
complain (GPtrArray *complaints, const char *format, ...) {
  va_list args;

  va_start (args, format);
  g_ptr_array_add (complaints, g_strdup_vprintf (format, args));
  va_end (args);
}

static void
check_traits (PopplerDocument *poppler, GBytes *bytes, GPtrArray *complaints) {
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  guint traits = kapka_pdf_scan (data, length);

  if ((traits & KAPKA_PDF_JAVASCRIPT) != 0 || poppler_document_has_javascript (poppler))
    complain (complaints, _ ("it holds a program in JavaScript"));
  if ((traits & KAPKA_PDF_LAUNCH) != 0)
    complain (complaints, _ ("it starts other programs"));
  if ((traits & KAPKA_PDF_SENDS) != 0)
    complain (complaints, _ ("it sends what is filled in"));
  if ((traits & KAPKA_PDF_FILES) != 0 || poppler_document_has_attachments (poppler))
    complain (complaints, _ ("it holds other files"));
  if ((traits & KAPKA_PDF_MEDIA) != 0)
    complain (complaints, _ ("it holds films or sound"));
  if ((traits & KAPKA_PDF_XFA) != 0)
    complain (complaints, _ ("it holds a second form (XFA), which is not shown here"));
  if ((traits & KAPKA_PDF_ENCRYPTED) != 0)
    complain (complaints, _ ("it is encrypted"));
  if ((traits & KAPKA_PDF_OPAQUE) != 0)
    complain (complaints, _ ("its objects are packed so that they cannot be checked"));
}

static void
check_size (KapkaDocument *document, guint index, GPtrArray *complaints) {
  g_autoptr (KapkaPopplerPage) page = poppler_document_get_page (document->poppler, (int)index);
  double width;
  double height;

  poppler_page_get_size (page, &width, &height);
  if (!(MIN (width, height) >= 1 && MIN (width, height) <= MAX_SHORT_SIDE &&
        MAX (width, height) <= MAX_LONG_SIDE))
    complain (complaints, _ ("page %u is %.0f × %.0f mm, expected A3 at most"), index + 1,
              width * 25.4 / 72, height * 25.4 / 72);
}

static void
check_font (PopplerFontsIter *font, guint index, GPtrArray *complaints) {
  const char *name = poppler_fonts_iter_get_full_name (font);

  if (!poppler_fonts_iter_is_embedded (font))
    complain (complaints, _ ("the font %s of page %u is not in the file"),
              name != NULL ? name : "?", index + 1);
}

/* Looks at the next page; poppler tells of each font once. */
static void
check_fonts (FontInfo *fonts, guint index, GPtrArray *complaints) {
  PopplerFontsIter *font = NULL;

  poppler_font_info_scan (fonts, 1, &font);
  if (font == NULL)
    return;
  do
    check_font (font, index, complaints);
  while (poppler_fonts_iter_next (font));
  poppler_fonts_iter_free (font);
}

GPtrArray *
kapka_document_inspect (GBytes *bytes, guint *out_n_pages, GError **error) {
  g_autoptr (KapkaDocument) document = kapka_document_open_bytes (bytes, error);
  g_autoptr (GPtrArray) complaints = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (FontInfo) fonts = NULL;

  if (document == NULL)
    return NULL;
  check_traits (document->poppler, bytes, complaints);
  fonts = poppler_font_info_new (document->poppler);
  for (guint i = 0; i < document->n_pages; i++) {
    check_size (document, i, complaints);
    check_fonts (fonts, i, complaints);
  }
  if (out_n_pages != NULL)
    *out_n_pages = document->n_pages;
  return g_steal_pointer (&complaints);
}
