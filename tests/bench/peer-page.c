// SPDX-License-Identifier: GPL-3.0-or-later
#include "peer-page.h"

#include "catalog/catalog.h"

static char *
read_file (const char *path) {
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* Icons stand in the page itself, which is the quickest way a browser has; a symbolic one takes the
 * colour of the text, as in Kapka. */
static char *
read_icon (const char *data_dir, const char *name) {
  const char *folder = g_str_has_suffix (name, "-symbolic") ? "actions" : "apps";
  g_autofree char *path = g_strdup_printf ("%s/icons/scalable/%s/%s.svg", data_dir, folder, name);
  g_autofree char *svg = read_file (path);
  g_autoptr (GString) text = g_string_new (strstr (svg, "<svg"));

  if (g_str_has_suffix (name, "-symbolic"))
    g_string_replace (text, "#2e3436", "currentColor", 0);
  return g_strdup (text->str);
}

static char *
make_doors (const char *data_dir) {
  g_autoptr (GPtrArray) problems = kapka_problems_new ();
  g_autoptr (KapkaCatalog) catalog = kapka_catalog_load (data_dir, NULL, problems);
  GString *doors = g_string_new (NULL);

  for (guint i = 0; i < KAPKA_N_SERVICES; i++) {
    const KapkaService *service = kapka_catalog_get_service (catalog, i);
    g_autofree char *icon = read_icon (data_dir, service->icon);
    g_autofree char *door = g_markup_escape_text (kapka_local_text_get (&service->door, "ru"), -1);
    g_autofree char *hint = g_markup_escape_text (kapka_local_text_get (&service->hint, "ru"), -1);

    g_string_append_printf (
        doors,
        "<button class=door><i style='background:%s'>%s</i><b>%s</b><small>%s</small></button>\n",
        service->colour, icon, door, hint);
  }
  return g_string_free (doors, FALSE);
}

static gboolean
put_icon (const GMatchInfo *match, GString *page, gpointer data_dir) {
  g_autofree char *name = g_match_info_fetch (match, 1);
  g_autofree char *icon = read_icon (data_dir, name);

  g_string_append (page, icon);
  return FALSE;
}

char *
kapka_bench_peer_page_make (const char *template_path, const char *data_dir) {
  g_autoptr (GError) error = NULL;
  g_autofree char *text = read_file (template_path);
  g_autofree char *doors = make_doors (data_dir);
  g_autoptr (GRegex) icons = g_regex_new ("@(kapka-[a-z-]+)@", 0, 0, NULL);
  g_autofree char *page =
      g_regex_replace_eval (icons, text, -1, 0, 0, put_icon, (gpointer)data_dir, &error);
  g_autoptr (GString) whole = g_string_new (page);

  g_assert_no_error (error);
  g_string_replace (whole, "@doors@", doors, 1);
  return g_strdup (whole->str);
}
