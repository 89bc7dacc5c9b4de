// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/history-register.h"

#include <glib/gi18n.h>
#include <stdlib.h>

#include "base/number.h"
#include "ui/desk/field-value.h"
#include "ui/desk/past-year.h"
#include "ui/desk/service-fields.h"

#define FIRST_YEAR 1900
#define MAX_FIGURE 999999999

static const KapkaOption removals[] = {
  { "other", N_ ("Yes, take it away") },
};

static void
make_form (KapkaDeskForm *form, KapkaDeskContext *context) {
  kapka_desk_form_set_hint (
      form, _ ("Figures from an old report. What the report does not say stays empty."));
  kapka_desk_form_begin_row (form, 220);
  kapka_desk_form_add (form, "year", kapka_field_new_number (_ ("Year")));
  kapka_desk_form_add (form, "users", kapka_field_new_number (_ ("Users")));
  kapka_desk_form_add (form, "rural", kapka_field_new_number (_ ("Of them in rural libraries")));
  kapka_desk_form_end_row (form);
  kapka_service_fields_add (form, context);
  kapka_desk_form_add (
      form, "source",
      kapka_field_new_text (_ ("Source: which report"), GTK_INPUT_PURPOSE_FREE_FORM, 20));
}

static void
fill (KapkaDeskForm *form, gconstpointer item) {
  static const KapkaPastYear nothing = { 0, { -1, -1, -1, -1, -1, -1, -1, -1 }, NULL, TRUE };
  const KapkaPastYear *year = item == NULL ? &nothing : item;

  kapka_field_value_write_optional_number (kapka_desk_form_get (form, "year"),
                                           item == NULL ? -1 : year->year);
  // Another year is another item.
  gtk_widget_set_sensitive (GTK_WIDGET (kapka_desk_form_get (form, "year")), item == NULL);
  kapka_field_value_write_optional_number (kapka_desk_form_get (form, "users"), year->figures[0]);
  kapka_field_value_write_optional_number (kapka_desk_form_get (form, "rural"), year->figures[1]);
  kapka_service_fields_write (form, &year->figures[2]);
  kapka_field_value_write_text (kapka_desk_form_get (form, "source"), year->source);
}

static gboolean
read_year (KapkaDeskForm *form, const char *today, int *out_year) {
  KapkaField *field = kapka_desk_form_get (form, "year");
  g_autofree char *problem = NULL;
  gint64 year;

  if (!kapka_field_value_read_number (field, G_MAXINT32, &year))
    return FALSE;
  *out_year = (int)year;
  if (year >= FIRST_YEAR && year <= atoi (today))
    return TRUE;
  problem = g_strdup_printf (_ ("Type a year from %d to %d."), FIRST_YEAR, atoi (today));
  kapka_field_complain (field, problem);
  return FALSE;
}

static gboolean
has_figure (const KapkaPastYear *year) {
  for (guint i = 0; i < KAPKA_PAST_N_FIGURES; i++)
    if (year->figures[i] >= 0)
      return TRUE;
  return FALSE;
}

/* What each figure may be alone, and how they fit together. */
static gboolean
check_figures (KapkaDeskForm *form, const KapkaPastYear *year) {
  if (!has_figure (year)) {
    kapka_field_complain (kapka_desk_form_get (form, "users"), _ ("Type at least one figure."));
    return FALSE;
  }
  if (year->figures[0] >= 0 && year->figures[1] > year->figures[0]) {
    kapka_field_complain (kapka_desk_form_get (form, "rural"),
                          _ ("These are a part of the users and cannot be more."));
    return FALSE;
  }
  return TRUE;
}

static gboolean
read_fields (KapkaDeskForm *form, const char *today, KapkaPastYear *year) {
  gboolean right = read_year (form, today, &year->year);

  right &= kapka_field_value_read_optional_number (kapka_desk_form_get (form, "users"), MAX_FIGURE,
                                                   &year->figures[0]);
  right &= kapka_field_value_read_optional_number (kapka_desk_form_get (form, "rural"), MAX_FIGURE,
                                                   &year->figures[1]);
  right &= kapka_service_fields_read (form, MAX_FIGURE, TRUE, &year->figures[2]);
  right &=
      kapka_field_value_read_text (kapka_desk_form_get (form, "source"),
                                   _ ("Type from which report the figures are."), &year->source);
  return right && check_figures (form, year);
}

static gpointer
read_form (KapkaDeskForm *form, gconstpointer item, const char *today) {
  KapkaPastYear *year = g_new0 (KapkaPastYear, 1);

  year->added = item == NULL;
  if (!read_fields (form, today, year))
    g_clear_pointer (&year, kapka_past_year_free);
  return year;
}

static char *
format_figure (gint64 figure) {
  return figure < 0 ? g_strdup ("—") : kapka_number_format (figure);
}

static void
describe (gconstpointer item, char **out_title, char **out_details) {
  const KapkaPastYear *year = item;
  g_autofree char *users = format_figure (year->figures[0]);
  g_autofree char *rural = format_figure (year->figures[1]);
  g_autofree char *requests = format_figure (kapka_past_year_get_requests (year));

  *out_title = g_strdup_printf ("%d", year->year);
  *out_details = g_strdup_printf (_ ("users: %s, of them rural: %s; requests: %s; source: %s"),
                                  users, rural, requests, year->source);
}

static GtkWidget *
make_cell (const char *text, gboolean first, const char *css_class) {
  return g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", first ? 0.0f : 1.0f, "wrap", TRUE,
                       "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "css-classes",
                       (const char *const[]){ css_class, NULL }, NULL);
}

/* The first line of a row, or the head above all rows. */
static GtkWidget *
make_line (const char *const *texts, const char *css_class) {
  GtkWidget *line = g_object_new (GTK_TYPE_BOX, "homogeneous", TRUE, "spacing", 8, NULL);

  for (guint i = 0; texts[i] != NULL; i++)
    gtk_box_append (GTK_BOX (line), make_cell (texts[i], i == 0, css_class));
  return line;
}

static GtkWidget *
make_head (void) {
  const char *const names[] = { _ ("Year"), _ ("People"), _ ("rural"), _ ("Requests"), NULL };
  GtkWidget *head = make_line (names, "note");

  gtk_widget_add_css_class (head, "past-head");
  return head;
}

static char *
format_services (const KapkaPastYear *year) {
  GString *text = g_string_new (_ ("By service:"));

  for (guint i = 2; i < KAPKA_PAST_N_FIGURES; i++) {
    g_autofree char *figure = format_figure (year->figures[i]);

    g_string_append_printf (text, "%s %s", i == 2 ? "" : " ·", figure);
  }
  return g_string_free (text, FALSE);
}

static GtkWidget *
make_row (gconstpointer item) {
  const KapkaPastYear *year = item;
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  g_autofree char *number = g_strdup_printf ("%d", year->year);
  g_autofree char *users = format_figure (year->figures[0]);
  g_autofree char *rural = format_figure (year->figures[1]);
  g_autofree char *requests = format_figure (kapka_past_year_get_requests (year));
  g_autofree char *services = format_services (year);
  const char *const texts[] = { number, users, rural, requests, NULL };

  gtk_box_append (GTK_BOX (row), make_line (texts, "heading"));
  gtk_box_append (GTK_BOX (row), make_cell (services, TRUE, "past-services"));
  gtk_box_append (GTK_BOX (row), make_cell (year->source, TRUE, "note"));
  return row;
}

static GPtrArray *
list (KapkaDesk *desk, const char *first_day, const char *last_day, GError **error) {
  return kapka_past_year_list (desk, error);
}

static gboolean
save (KapkaDesk *desk, gconstpointer item, GError **error) {
  return kapka_past_year_save (desk, item, error);
}

static gboolean
take_away (KapkaDesk *desk, gconstpointer item, const char *reason, GError **error) {
  return kapka_past_year_remove (desk, item, error);
}

const KapkaRegisterKind kapka_history_register = {
  .title = N_ ("Past years"),
  .add_label = N_ ("Add a year"),
  .empty = N_ ("No figures of the years before Kapka have been written down yet. With them the "
               "yearly report spans those years too."),
  .icon = "kapka-chart-symbolic",
  .of_all_years = TRUE,
  .free_item = (GDestroyNotify)kapka_past_year_free,
  .make_form = make_form,
  .make_head = make_head,
  .make_row = make_row,
  .describe = describe,
  .list = list,
  .fill = fill,
  .read = read_form,
  .save = save,
  .removals = removals,
  .n_removals = G_N_ELEMENTS (removals),
  .remove = take_away,
};
