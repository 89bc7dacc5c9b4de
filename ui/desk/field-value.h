// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/desk/field.h"

/* What was typed into a field, or chosen. What cannot be taken stays as it is and the field says
 * why; then these return %FALSE and leave what they should fill. */

/** @out_day: `YYYY-MM-DD`, not after @today. */
gboolean kapka_field_value_read_day (KapkaField *field, const char *today, char out_day[11]);
void kapka_field_value_write_day (KapkaField *field, const char *day);

/** @max: the largest number that can be. An empty field is 0. */
gboolean kapka_field_value_read_number (KapkaField *field, gint64 max, gint64 *out_number);

/** Like kapka_field_value_read_number(), but an empty field is -1. */
gboolean kapka_field_value_read_optional_number (KapkaField *field, gint64 max, gint64 *out_number);

/** Like kapka_field_value_read_number() for a number that must be there and be at least 1. */
gboolean kapka_field_value_read_some (KapkaField *field, gint64 max, gint64 *out_number);
void kapka_field_value_write_number (KapkaField *field, gint64 number);

/** A negative @number is an empty field. */
void kapka_field_value_write_optional_number (KapkaField *field, gint64 number);

/** @complaint: (nullable): what to say when nothing is typed; %NULL: that may be. */
gboolean kapka_field_value_read_text (KapkaField *field, const char *complaint, char **out_text);
void kapka_field_value_write_text (KapkaField *field, const char *text);

/** @complaint: what to say when nothing is chosen. */
gboolean kapka_field_value_read_option (KapkaField *field, const char *complaint, char **out_id);
void kapka_field_value_write_option (KapkaField *field, const char *id);
