// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/desk/desk-context.h"

/**
 * KapkaBatchForm:
 * Takes the figures of a past day from a paper diary, day after day.
 *
 * Signals:
 *  - `left`: the person is through with it.
 */
#define KAPKA_TYPE_BATCH_FORM (kapka_batch_form_get_type ())
G_DECLARE_FINAL_TYPE (KapkaBatchForm, kapka_batch_form, KAPKA, BATCH_FORM, GtkWidget)

/** Returns: (transfer floating): an empty form. */
GtkWidget *kapka_batch_form_new (KapkaDeskContext *context);

/** Begins where it was left, without the last message. */
void kapka_batch_form_start (KapkaBatchForm *form);
