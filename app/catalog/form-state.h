// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"

/** KapkaFormState: whether a form can be used, the more of a hindrance the later. */
typedef enum {
  KAPKA_FORM_READY,
  KAPKA_FORM_NOT_YET,  // It will be accepted from a later day on.
  KAPKA_FORM_OUTDATED, // Its last day is over; whoever needs one of before may still print it.
  KAPKA_FORM_NO_BLANK, // Its PDF has not been supplied yet.
  KAPKA_FORM_MISSING,  // Its PDF is named and not there.
  KAPKA_FORM_CHANGED,  // Its PDF is not the one that was checked.
} KapkaFormState;

/**
 * kapka_form_state_of:
 * @form: a form
 * @today: as `YYYY-MM-DD`
 *
 * Reads the whole PDF where a digest of it is known.
 *
 * Returns: how @form is now.
 */
KapkaFormState kapka_form_state_of (const KapkaTile *form, const char *today);

/** Returns: whether a form in @state may be printed. */
gboolean kapka_form_state_is_printable (KapkaFormState state);
