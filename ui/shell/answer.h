// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

/**
 * kapka_answer_show:
 * @label: of the style class `answer`
 * @style: (nullable): `good`, `bad` or `wait`
 * @text: (nullable): how it went; %NULL hides the label
 *
 * Shows it, and has a screen reader say it.
 */
void kapka_answer_show (GtkLabel *label, const char *style, const char *text);

/** Shows why something was not done. */
void kapka_answer_show_error (GtkLabel *label, const GError *error);
