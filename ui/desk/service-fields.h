// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/desk/desk-context.h"
#include "ui/desk/desk-form.h"

/* The six services as numbers of a form. */

/** Adds a field for each service, called as its door. */
void kapka_service_fields_add (KapkaDeskForm *form, KapkaDeskContext *context);

/** Reads them as kapka_field_value_read_number(), or, when @optional, as its optional sister. */
gboolean kapka_service_fields_read (KapkaDeskForm *form,
                                    gint64 max,
                                    gboolean optional,
                                    gint64 out_services[6]);

/** Writes them; a negative number is an empty field. */
void kapka_service_fields_write (KapkaDeskForm *form, const gint64 services[6]);
