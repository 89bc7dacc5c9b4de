// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "paper/document.h"

/** A blank with more fields is printed and filled in by pen. */
#define KAPKA_DOCUMENT_MAX_FIELDS 2000

/** What one field holds at most: options, and characters of a text, an option, a name or a tip. */
#define KAPKA_FIELD_MAX_OPTIONS 300
#define KAPKA_FIELD_MAX_LETTERS 4000

typedef enum {
  KAPKA_FIELD_TEXT,
  KAPKA_FIELD_CHECK,  // A box to tick.
  KAPKA_FIELD_RADIO,  // A box to tick; of those with one name a single one is ticked.
  KAPKA_FIELD_CHOICE, // One of several options.
} KapkaFieldKind;

/** KapkaField: a place of a form that a visitor may fill in. */
typedef struct {
  int id; // Of this place on the paper.
  KapkaFieldKind kind;
  char *name;  // Places of one name have one value.
  char *tip;   // (nullable): for a person to read.
  char *value; // As the blank has it, "" when empty; of a box that is ticked its `mark`.
  char *mark;  // Of a box: the value that ticks it.
  GStrv options;
  guint max_length; // In characters, KAPKA_FIELD_MAX_LETTERS when the blank names no other.
  gboolean multiline;
  guint page;        // From 0.
  double page_width; // In points.
  double page_height;
  double left; // In points from the left upper corner of the page, within the page.
  double top;
  double width;
  double height;
} KapkaField;

void kapka_field_free (KapkaField *field);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaField, kapka_field_free)

/**
 * kapka_document_list_fields:
 *
 * Returns: (transfer full) (element-type KapkaField): all places that can be filled in and are
 * printed, in the order of the document; none when the form is flat or beyond the limits.
 */
GPtrArray *kapka_document_list_fields (KapkaDocument *document);

/**
 * kapka_document_fill:
 * @fields: as kapka_document_list_fields() gives them
 * @values: name of a field to its value; what is not there stays as the blank has it
 *
 * From now on the pages of @document are drawn with @values.
 */
void kapka_document_fill (KapkaDocument *document, const GPtrArray *fields, GHashTable *values);
