// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

/**
 * KapkaField:
 * A line of a form: what is asked for, where it is answered, and, when the answer cannot be taken,
 * why. The complaint is the description of the control for a screen reader, and goes as soon as the
 * answer changes.
 */
#define KAPKA_TYPE_FIELD (kapka_field_get_type ())
G_DECLARE_FINAL_TYPE (KapkaField, kapka_field, KAPKA, FIELD, GtkWidget)

/** Returns: (transfer floating): a field called @label that is answered by @control: a #GtkEntry or
 * a #KapkaOptions. */
GtkWidget *kapka_field_new (const char *label, GtkWidget *control);

/**
 * kapka_field_new_text:
 * @purpose: decides which keyboard opens
 * @width: in letters
 *
 * Returns: (transfer floating): a field that is typed into. Enter goes to what comes next.
 */
GtkWidget *kapka_field_new_text (const char *label, GtkInputPurpose purpose, int width);

/** Returns: (transfer floating): a text field for a day. */
GtkWidget *kapka_field_new_day (const char *label);

/** Returns: (transfer floating): a text field for a number. */
GtkWidget *kapka_field_new_number (const char *label);

/** Returns: (transfer none): what the field is answered by. */
GtkWidget *kapka_field_get_control (KapkaField *field);

/** Says below the control what is wrong with its answer; %NULL: nothing. */
void kapka_field_complain (KapkaField *field, const char *complaint);

gboolean kapka_field_is_wrong (KapkaField *field);
