// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/desk/desk-context.h"
#include "ui/desk/desk-form.h"
#include "ui/shell/options.h"

/**
 * KapkaRegisterKind:
 * What makes a register one of events, of promo products, of publications or of past years. List,
 * save and remove run in the thread of the journal and must not touch the screen.
 */
typedef struct {
  const char *title;     // In English, as all texts here; shown in the language of the interface.
  const char *add_label; // Of the button that begins a new item.
  const char *empty;     // Stands where nothing is written yet.
  const char *icon;
  gboolean of_all_years; // Else one year is shown at a time.
  GDestroyNotify free_item;

  /** Adds the fields. */
  void (*make_form) (KapkaDeskForm *form, KapkaDeskContext *context);

  /** (nullable) Returns: (transfer floating): the head of the columns of make_row(). */
  GtkWidget *(*make_head) (void);

  /** (nullable) Returns: (transfer floating): what shows in the row of @item instead of its title
   * and details. */
  GtkWidget *(*make_row) (gconstpointer item);

  /** Names @item; (transfer full) for both. */
  void (*describe) (gconstpointer item, char **out_title, char **out_details);

  /** Returns: (transfer full): the items of these days, in the order in which they show. */
  GPtrArray *(*list) (KapkaDesk *desk, const char *first_day, const char *last_day, GError **error);

  /** Writes @item, or the beginnings of a new one when it is %NULL, into @form. */
  void (*fill) (KapkaDeskForm *form, gconstpointer item);

  /** Returns: (transfer full): the new state of @item (%NULL: a new one); %NULL when a field says
   * that it is wrong. */
  gpointer (*read) (KapkaDeskForm *form, gconstpointer item, const char *today);

  gboolean (*save) (KapkaDesk *desk, gconstpointer item, GError **error);

  /** For what an item is taken away, each a button. */
  const KapkaOption *removals;
  guint n_removals;
  gboolean (*remove) (KapkaDesk *desk, gconstpointer item, const char *reason, GError **error);
} KapkaRegisterKind;

/**
 * KapkaRegister:
 * A list of things that were written down at the desk, with a form to add one or to change it.
 */
#define KAPKA_TYPE_REGISTER (kapka_register_get_type ())
G_DECLARE_FINAL_TYPE (KapkaRegister, kapka_register, KAPKA, REGISTER, GtkWidget)

/** Returns: (transfer floating): an empty register of @kind, which is a static table. */
GtkWidget *kapka_register_new (const KapkaRegisterKind *kind, KapkaDeskContext *context);

/** Shows the list, loaded anew; a form that is being filled in stays. */
void kapka_register_show (KapkaRegister *self);

/** Puts @button (transfer floating) beside the one that adds. */
void kapka_register_add_button (KapkaRegister *self, GtkWidget *button);

/** Says above the list how something went, as kapka_answer_show(). */
void kapka_register_say (KapkaRegister *self, const char *style, const char *text);

/** Says above the list why something did not go. */
void kapka_register_say_error (KapkaRegister *self, const GError *error);
