// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/field-value.h"

#include <glib/gi18n.h>

#include "base/number.h"
#include "ui/desk/day-text.h"
#include "ui/shell/options.h"

#define NO_BREAK_SPACE 0x00a0

static const char *
get_text (KapkaField *field) {
  return gtk_editable_get_text (GTK_EDITABLE (kapka_field_get_control (field)));
}

static void
set_text (KapkaField *field, const char *text) {
  gtk_editable_set_text (GTK_EDITABLE (kapka_field_get_control (field)), text);
  kapka_field_complain (field, NULL);
}

gboolean
kapka_field_value_read_day (KapkaField *field, const char *today, char out_day[11]) {
  g_autofree char *problem = kapka_day_text_parse (get_text (field), today, out_day);

  kapka_field_complain (field, problem);
  return problem == NULL;
}

void
kapka_field_value_write_day (KapkaField *field, const char *day) {
  g_autofree char *text = kapka_day_text_format (day);

  set_text (field, text);
}

/* Numbers may be typed as they are printed: «10 748». */
static char *
dup_digits (const char *text) {
  GString *digits = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (*at != ' ' && g_utf8_get_char (at) != NO_BREAK_SPACE)
      g_string_append_len (digits, at, g_utf8_next_char (at) - at);
  return g_string_free (digits, FALSE);
}

static char *
explain_number (const char *digits, gint64 max, gint64 *out_number) {
  guint64 number;

  for (const char *at = digits; *at != '\0'; at++)
    if (!g_ascii_isdigit (*at))
      return g_strdup (_ ("Type a whole number in digits, not less than 0."));
  if (!g_ascii_string_to_unsigned (digits, 10, 0, (guint64)max, &number, NULL)) {
    g_autofree char *most = kapka_number_format (max);

    return g_strdup_printf (_ ("This is too much: at most %s."), most);
  }
  *out_number = (gint64)number;
  return NULL;
}

static gboolean
read_number (KapkaField *field, gint64 empty, gint64 max, gint64 *out_number) {
  g_autofree char *digits = dup_digits (get_text (field));
  g_autofree char *problem = NULL;

  if (*digits == '\0')
    *out_number = empty;
  else
    problem = explain_number (digits, max, out_number);
  kapka_field_complain (field, problem);
  return problem == NULL;
}

gboolean
kapka_field_value_read_number (KapkaField *field, gint64 max, gint64 *out_number) {
  return read_number (field, 0, max, out_number);
}

gboolean
kapka_field_value_read_optional_number (KapkaField *field, gint64 max, gint64 *out_number) {
  return read_number (field, -1, max, out_number);
}

gboolean
kapka_field_value_read_some (KapkaField *field, gint64 max, gint64 *out_number) {
  gint64 number;

  if (!read_number (field, 0, max, &number))
    return FALSE;
  if (number == 0) {
    kapka_field_complain (field, _ ("Type a number, at least 1."));
    return FALSE;
  }
  *out_number = number;
  return TRUE;
}

void
kapka_field_value_write_number (KapkaField *field, gint64 number) {
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  set_text (field, text);
}

void
kapka_field_value_write_optional_number (KapkaField *field, gint64 number) {
  if (number < 0)
    set_text (field, "");
  else
    kapka_field_value_write_number (field, number);
}

gboolean
kapka_field_value_read_text (KapkaField *field, const char *complaint, char **out_text) {
  char *text = g_strstrip (g_strdup (get_text (field)));

  if (*text == '\0' && complaint != NULL) {
    kapka_field_complain (field, complaint);
    g_free (text);
    return FALSE;
  }
  kapka_field_complain (field, NULL);
  g_free (*out_text);
  *out_text = text;
  return TRUE;
}

void
kapka_field_value_write_text (KapkaField *field, const char *text) {
  set_text (field, text == NULL ? "" : text);
}

gboolean
kapka_field_value_read_option (KapkaField *field, const char *complaint, char **out_id) {
  const char *id = kapka_options_get (KAPKA_OPTIONS (kapka_field_get_control (field)));

  kapka_field_complain (field, id == NULL ? complaint : NULL);
  if (id == NULL)
    return FALSE;
  g_free (*out_id);
  *out_id = g_strdup (id);
  return TRUE;
}

void
kapka_field_value_write_option (KapkaField *field, const char *id) {
  kapka_options_set (KAPKA_OPTIONS (kapka_field_get_control (field)), id);
  kapka_field_complain (field, NULL);
}
