// SPDX-License-Identifier: GPL-3.0-or-later
#include "paper/document-fields.h"

#include <math.h>

#include "paper/document-private.h"

/* A place of less is a mistake of whoever made the form; nobody could see what stands in it. */
#define MIN_POINTS 3

/* As far as two rectangles of the same place may be apart. */
#define SAME_POINTS 0.1

typedef PopplerFormField PlaceField;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlaceField, g_object_unref)

void
kapka_field_free (KapkaField *field) {
  if (field == NULL)
    return;
  g_free (field->name);
  g_free (field->tip);
  g_free (field->value);
  g_free (field->mark);
  g_strfreev (field->options);
  g_free (field);
}

/* A text of the file as the program can bear it; NULL for none. Takes @text. */
static char *
take_text (char *text) {
  g_autofree char *raw = text;
  g_autofree char *valid = raw == NULL ? NULL : g_utf8_make_valid (raw, -1);

  if (valid == NULL || *valid == '\0')
    return NULL;
  return g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), KAPKA_FIELD_MAX_LETTERS));
}

static gboolean
is_same_place (const PopplerRectangle *a, const PopplerRectangle *b) {
  return fabs (a->x1 - b->x1) < SAME_POINTS && fabs (a->y1 - b->y1) < SAME_POINTS &&
         fabs (a->x2 - b->x2) < SAME_POINTS && fabs (a->y2 - b->y2) < SAME_POINTS;
}

/* What is typed into a hidden place would not come out of the printer. On a page that lies on its
 * side the library gives fields and annotations in different ways: such a form stays for the pen.
 */
static gboolean
is_printed (GList *annotations, const PopplerRectangle *area) {
  for (GList *l = annotations; l != NULL; l = l->next) {
    PopplerAnnotMapping *mapping = l->data;
    PopplerAnnotFlag flags = poppler_annot_get_flags (mapping->annot);

    if (poppler_annot_get_annot_type (mapping->annot) == POPPLER_ANNOT_WIDGET &&
        is_same_place (&mapping->area, area))
      return (flags & POPPLER_ANNOT_FLAG_PRINT) != 0 && (flags & POPPLER_ANNOT_FLAG_HIDDEN) == 0;
  }
  return FALSE;
}

/* Measured from above, and without what lies beside the paper. */
static gboolean
take_area (KapkaField *field, const PopplerRectangle *area) {
  double width = field->page_width;
  double height = field->page_height;
  double left = CLAMP (area->x1, 0, width);
  double top = CLAMP (height - area->y2, 0, height);

  field->left = left;
  field->top = top;
  field->width = CLAMP (area->x2, 0, width) - left;
  field->height = CLAMP (height - area->y1, 0, height) - top;
  return field->width >= MIN_POINTS && field->height >= MIN_POINTS;
}

static gboolean
read_text (KapkaField *field, PopplerFormField *place) {
  int max_length = poppler_form_field_text_get_max_len (place);
  PopplerFormTextType type = poppler_form_field_text_get_text_type (place);

  field->kind = KAPKA_FIELD_TEXT;
  field->multiline = type == POPPLER_FORM_TEXT_MULTILINE;
  field->max_length =
      max_length > 0 ? (guint)MIN (max_length, KAPKA_FIELD_MAX_LETTERS) : KAPKA_FIELD_MAX_LETTERS;
  field->value = take_text (poppler_form_field_text_get_text (place));
  return type != POPPLER_FORM_TEXT_FILE_SELECT && !poppler_form_field_text_is_password (place);
}

static gboolean
read_box (KapkaField *field, PopplerFormField *place) {
  PopplerFormButtonType type = poppler_form_field_button_get_button_type (place);

  field->kind = type == POPPLER_FORM_BUTTON_RADIO ? KAPKA_FIELD_RADIO : KAPKA_FIELD_CHECK;
  field->mark = g_strdup_printf ("%d", field->id);
  if (poppler_form_field_button_get_state (place))
    field->value = g_strdup (field->mark);
  return type != POPPLER_FORM_BUTTON_PUSH;
}

/* A choice that may be typed as well is one of its options here. */
static gboolean
read_choice (KapkaField *field, PopplerFormField *place) {
  int n_options = MIN (poppler_form_field_choice_get_n_items (place), KAPKA_FIELD_MAX_OPTIONS);

  field->kind = KAPKA_FIELD_CHOICE;
  field->options = g_new0 (char *, n_options + 1);
  for (int i = 0; i < n_options; i++) {
    char *option = take_text (poppler_form_field_choice_get_item (place, i));

    field->options[i] = option == NULL ? g_strdup ("") : option;
    if (field->value == NULL && poppler_form_field_choice_is_item_selected (place, i))
      field->value = g_strdup (field->options[i]);
  }
  return n_options > 0;
}

static gboolean
read_kind (KapkaField *field, PopplerFormField *place) {
  switch (poppler_form_field_get_field_type (place)) {
  case POPPLER_FORM_FIELD_TEXT:
    return read_text (field, place);
  case POPPLER_FORM_FIELD_BUTTON:
    return read_box (field, place);
  case POPPLER_FORM_FIELD_CHOICE:
    return read_choice (field, place);
  case POPPLER_FORM_FIELD_SIGNATURE:
  case POPPLER_FORM_FIELD_UNKNOWN:
  default:
    return FALSE;
  }
}

/* NULL for a place that a visitor cannot fill in. */
static KapkaField *
read_field (PopplerFormField *place) {
  g_autoptr (KapkaField) field = g_new0 (KapkaField, 1);

  field->id = poppler_form_field_get_id (place);
  if (poppler_form_field_is_read_only (place) || !read_kind (field, place))
    return NULL;
  field->name = take_text (poppler_form_field_get_name (place));
  if (field->name == NULL)
    field->name = g_strdup_printf ("%d", field->id);
  field->tip = take_text (poppler_form_field_get_alternate_ui_name (place));
  if (field->value == NULL)
    field->value = g_strdup ("");
  return g_steal_pointer (&field);
}

/* NULL for what is not offered. */
static KapkaField *
take_field (KapkaDocument *document,
            guint index,
            const PopplerFormFieldMapping *place,
            GList *annotations) {
  g_autoptr (KapkaField) field =
      is_printed (annotations, &place->area) ? read_field (place->field) : NULL;

  if (field == NULL)
    return NULL;
  field->page = index;
  kapka_document_get_page_size (document, index, &field->page_width, &field->page_height);
  return take_area (field, &place->area) ? g_steal_pointer (&field) : NULL;
}

static void
list_page (KapkaDocument *document, guint index, GPtrArray *fields) {
  g_autoptr (KapkaPopplerPage) page = poppler_document_get_page (document->poppler, (int)index);
  GList *annotations = poppler_page_get_annot_mapping (page);
  GList *places = g_list_reverse (poppler_page_get_form_field_mapping (page));

  for (GList *l = places; l != NULL && fields->len <= KAPKA_DOCUMENT_MAX_FIELDS; l = l->next) {
    KapkaField *field = take_field (document, index, l->data, annotations);

    if (field != NULL)
      g_ptr_array_add (fields, field);
  }
  poppler_page_free_form_field_mapping (places);
  poppler_page_free_annot_mapping (annotations);
}

GPtrArray *
kapka_document_list_fields (KapkaDocument *document) {
  GPtrArray *fields = g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_field_free);

  for (guint i = 0; i < document->n_pages && fields->len <= KAPKA_DOCUMENT_MAX_FIELDS; i++)
    list_page (document, i, fields);
  if (fields->len > KAPKA_DOCUMENT_MAX_FIELDS)
    g_ptr_array_set_size (fields, 0);
  return fields;
}

static void
choose (PopplerFormField *place, const KapkaField *field, const char *value) {
  poppler_form_field_choice_unselect_all (place);
  for (int i = 0; field->options[i] != NULL; i++)
    if (g_str_equal (field->options[i], value)) {
      poppler_form_field_choice_select_item (place, i);
      return;
    }
}

static void
fill_place (KapkaDocument *document, const KapkaField *field, const char *value) {
  g_autoptr (PlaceField) place = poppler_document_get_form_field (document->poppler, field->id);

  if (place == NULL)
    return;
  if (field->kind == KAPKA_FIELD_TEXT)
    poppler_form_field_text_set_text (place, value);
  else if (field->kind == KAPKA_FIELD_CHOICE)
    choose (place, field, value);
  else if (field->kind == KAPKA_FIELD_CHECK || g_str_equal (value, field->mark))
    poppler_form_field_button_set_state (place, g_str_equal (value, field->mark));
}

static gboolean
is_ticked_by (const KapkaField *field, const char *value) {
  return field->mark != NULL && g_str_equal (value, field->mark);
}

/* A field that has not changed keeps the look that the blank gives it. */
static void
fill_places (KapkaDocument *document, const GPtrArray *fields, GHashTable *values, gboolean ticks) {
  for (guint i = 0; i < fields->len; i++) {
    const KapkaField *field = g_ptr_array_index (fields, i);
    const char *value = g_hash_table_lookup (values, field->name);

    if (value != NULL && is_ticked_by (field, value) == ticks &&
        (ticks || !g_str_equal (value, field->value)))
      fill_place (document, field, value);
  }
}

/* Of boxes with one name, the library unticks all with one of them: the tick comes last. */
void
kapka_document_fill (KapkaDocument *document, const GPtrArray *fields, GHashTable *values) {
  fill_places (document, fields, values, FALSE);
  fill_places (document, fields, values, TRUE);
}
