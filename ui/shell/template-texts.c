// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/template-texts.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

/* What is being read of a template. */
typedef struct {
  GPtrArray *texts;
  GPtrArray *ids; // Of the objects that are open, from the outermost in.
  gboolean accessible;
  KapkaTemplateText *text; // Whose source is being read.
} Reader;

static void
text_free (KapkaTemplateText *text) {
  g_free (text->object);
  g_free (text->property);
  g_free (text->context);
  g_free (text->source);
  g_free (text);
}

static const char *
find (const char **names, const char **values, const char *name) {
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], name))
      return values[i];
  return NULL;
}

static void
open_object (Reader *reader, const char **names, const char **values) {
  const char *id = find (names, values, "id");

  g_ptr_array_add (reader->ids, g_strdup (id == NULL ? "" : id));
}

static void
open_property (Reader *reader, const char **names, const char **values) {
  const char *translatable = find (names, values, "translatable");

  if (translatable == NULL || !g_str_equal (translatable, "yes"))
    return;
  reader->text = g_new0 (KapkaTemplateText, 1);
  reader->text->object = g_strdup (g_ptr_array_index (reader->ids, reader->ids->len - 1));
  reader->text->accessible = reader->accessible;
  reader->text->property = g_strdup (find (names, values, "name"));
  reader->text->context = g_strdup (find (names, values, "context"));
  g_ptr_array_add (reader->texts, reader->text);
}

static void
on_start (GMarkupParseContext *context,
          const char *element,
          const char **names,
          const char **values,
          gpointer user_data,
          GError **error) {
  Reader *reader = user_data;

  if (g_str_equal (element, "template"))
    g_ptr_array_add (reader->ids, NULL);
  else if (g_str_equal (element, "object"))
    open_object (reader, names, values);
  else if (g_str_equal (element, "accessibility"))
    reader->accessible = TRUE;
  else if (g_str_equal (element, "property"))
    open_property (reader, names, values);
}

static void
on_end (GMarkupParseContext *context, const char *element, gpointer user_data, GError **error) {
  Reader *reader = user_data;

  if (g_str_equal (element, "object") || g_str_equal (element, "template"))
    g_ptr_array_set_size (reader->ids, (int)reader->ids->len - 1);
  else if (g_str_equal (element, "accessibility"))
    reader->accessible = FALSE;
  reader->text = NULL;
}

static void
on_text (GMarkupParseContext *context,
         const char *text,
         gsize length,
         gpointer user_data,
         GError **error) {
  Reader *reader = user_data;

  if (reader->text != NULL)
    reader->text->source = g_strndup (text, length);
}

static GPtrArray *
read_template (GBytes *xml) {
  static const GMarkupParser parser = { on_start, on_end, on_text, NULL, NULL };
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  Reader reader = { g_ptr_array_new_with_free_func ((GDestroyNotify)text_free), ids, FALSE, NULL };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, &reader, NULL);
  gsize length = 0;
  const char *data = g_bytes_get_data (xml, &length);
  g_autoptr (GError) error = NULL;

  if (!g_markup_parse_context_parse (context, data, (gssize)length, &error))
    g_critical ("%s", error->message);
  return reader.texts;
}

/* A template is named after its type: KapkaDoorButton has door-button.ui. */
static char *
resource_of (const char *type_name) {
  const char *name = type_name + strlen ("Kapka");
  GString *path = g_string_new ("/org/kapka/ui/");

  for (const char *c = name; *c != '\0'; c++) {
    if (c != name && g_ascii_isupper (*c))
      g_string_append_c (path, '-');
    g_string_append_c (path, g_ascii_tolower (*c));
  }
  g_string_append (path, ".ui");
  return g_string_free (path, FALSE);
}

static GPtrArray *
load (const char *type_name) {
  g_autofree char *path = NULL;
  g_autoptr (GBytes) xml = NULL;

  if (!g_str_has_prefix (type_name, "Kapka"))
    return NULL;
  path = resource_of (type_name);
  xml = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  return xml == NULL ? NULL : read_template (xml);
}

const GPtrArray *
kapka_template_texts_get (GType type) {
  GQuark quark = g_quark_from_static_string ("kapka-template-texts");
  GPtrArray *texts = g_type_get_qdata (type, quark);

  if (texts == NULL) {
    texts = load (g_type_name (type));
    g_type_set_qdata (type, quark, texts);
  }
  return texts;
}

const char *
kapka_template_text_translate (const KapkaTemplateText *text) {
  if (text->context == NULL)
    return gettext (text->source);
  return g_dpgettext2 (NULL, text->context, text->source);
}
