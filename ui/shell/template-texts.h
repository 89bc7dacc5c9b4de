// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib-object.h>

/** KapkaTemplateText: one text for people in a template. */
typedef struct {
  char *object;        // Id of the object that has it; NULL: the widget of the template itself.
  gboolean accessible; // For the screen reader alone.
  char *property;
  char *context; // Nullable.
  char *source;  // In English, as the catalogues know it.
} KapkaTemplateText;

/**
 * kapka_template_texts_get:
 * @type: of a widget
 *
 * Reads the template of @type once; later calls answer from memory.
 *
 * Returns: (transfer none) (element-type KapkaTemplateText) (nullable): its texts; %NULL when the
 * type has no template
 */
const GPtrArray *kapka_template_texts_get (GType type);

/** Returns: (transfer none): @text in the language that is on. */
const char *kapka_template_text_translate (const KapkaTemplateText *text);
