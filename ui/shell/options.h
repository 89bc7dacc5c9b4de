// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

/** KapkaOption: what can be chosen. */
typedef struct {
  const char *id;
  const char *label; // In English; shown in the language of the interface.
} KapkaOption;

/**
 * KapkaOptions:
 * One of a few things, all in sight, each a button as large as a finger. A list that folds out
 * would need a second touch and hide the rest of the form.
 *
 * Signals:
 *  - `changed`: another one is chosen.
 */
#define KAPKA_TYPE_OPTIONS (kapka_options_get_type ())
G_DECLARE_FINAL_TYPE (KapkaOptions, kapka_options, KAPKA, OPTIONS, GtkWidget)

/** Returns: (transfer floating): buttons for the @n_options @options, none of which is chosen;
 * their labels are not kept. */
GtkWidget *kapka_options_new (const KapkaOption *options, guint n_options);

/** Returns: (transfer none) (nullable): id of what is chosen. */
const char *kapka_options_get (KapkaOptions *options);

/** Chooses the option of @id; %NULL: none. */
void kapka_options_set (KapkaOptions *options, const char *id);

/** Returns: (transfer none): the label of @id in the language of the interface; @id itself when it
 * is none of @options. */
const char *kapka_options_find_label (const KapkaOption *options, guint n_options, const char *id);
