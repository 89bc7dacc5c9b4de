// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/service-fields.h"

#include "ui/desk/catalog-words.h"
#include "ui/desk/field-value.h"

/* Wide enough for the words on a door. */
#define MIN_WIDTH 220

static const char *const ids[KAPKA_N_SERVICES] = { "s1", "s2", "s3", "s4", "s5", "s6" };

void
kapka_service_fields_add (KapkaDeskForm *form, KapkaDeskContext *context) {
  kapka_desk_form_begin_row (form, MIN_WIDTH);
  for (guint i = 0; i < KAPKA_N_SERVICES; i++)
    kapka_desk_form_add (form, ids[i],
                         kapka_field_new_number (kapka_catalog_words_service (context, ids[i])));
  kapka_desk_form_end_row (form);
}

gboolean
kapka_service_fields_read (KapkaDeskForm *form,
                           gint64 max,
                           gboolean optional,
                           gint64 out_services[6]) {
  gboolean right = TRUE;

  for (guint i = 0; i < KAPKA_N_SERVICES; i++) {
    KapkaField *field = kapka_desk_form_get (form, ids[i]);

    right &= optional ? kapka_field_value_read_optional_number (field, max, &out_services[i])
                      : kapka_field_value_read_number (field, max, &out_services[i]);
  }
  return right;
}

void
kapka_service_fields_write (KapkaDeskForm *form, const gint64 services[6]) {
  for (guint i = 0; i < KAPKA_N_SERVICES; i++)
    kapka_field_value_write_optional_number (kapka_desk_form_get (form, ids[i]), services[i]);
}
