// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/promo-register.h"

#include <glib/gi18n.h>

#include "base/number.h"
#include "desk/promo.h"
#include "ui/desk/day-text.h"
#include "ui/desk/field-value.h"

#define MAX_PRINT_RUN 999999

static const KapkaOption kinds[] = {
  { "card", N_ ("Business card") }, { "booklet", N_ ("Booklet") },   { "poster", N_ ("Poster") },
  { "flyer", N_ ("Flyer") },        { "bookmark", N_ ("Bookmark") }, { "other", N_ ("Other") },
};

static const KapkaOption removals[] = {
  { "other", N_ ("Yes, take it away") },
};

static void
make_form (KapkaDeskForm *form, KapkaDeskContext *context) {
  kapka_desk_form_add (
      form, "kind",
      kapka_field_new (_ ("What it is"), kapka_options_new (kinds, G_N_ELEMENTS (kinds))));
  kapka_desk_form_add (form, "title",
                       kapka_field_new_text (_ ("Title"), GTK_INPUT_PURPOSE_FREE_FORM, 20));
  kapka_desk_form_begin_row (form, 200);
  kapka_desk_form_add (form, "day", kapka_field_new_day (_ ("Day of issue")));
  kapka_desk_form_add (form, "print-run", kapka_field_new_number (_ ("Print run, copies")));
  kapka_desk_form_end_row (form);
}

static void
fill (KapkaDeskForm *form, gconstpointer item) {
  const KapkaPromo *promo = item;

  kapka_field_value_write_option (kapka_desk_form_get (form, "kind"),
                                  promo == NULL ? NULL : promo->kind);
  kapka_field_value_write_text (kapka_desk_form_get (form, "title"),
                                promo == NULL ? "" : promo->title);
  if (promo == NULL) {
    kapka_field_value_write_text (kapka_desk_form_get (form, "day"), "");
    kapka_field_value_write_text (kapka_desk_form_get (form, "print-run"), "");
    return;
  }
  kapka_field_value_write_day (kapka_desk_form_get (form, "day"), promo->day);
  kapka_field_value_write_number (kapka_desk_form_get (form, "print-run"), promo->print_run);
}

static gpointer
read_form (KapkaDeskForm *form, gconstpointer item, const char *today) {
  const KapkaPromo *old = item;
  KapkaPromo *promo = g_new0 (KapkaPromo, 1);
  gboolean right = kapka_field_value_read_option (kapka_desk_form_get (form, "kind"),
                                                  _ ("Choose what it is."), &promo->kind);

  promo->no = old == NULL ? 0 : old->no;
  right &= kapka_field_value_read_text (kapka_desk_form_get (form, "title"), _ ("Type the title."),
                                        &promo->title);
  right &= kapka_field_value_read_day (kapka_desk_form_get (form, "day"), today, promo->day);
  right &= kapka_field_value_read_some (kapka_desk_form_get (form, "print-run"), MAX_PRINT_RUN,
                                        &promo->print_run);
  if (!right)
    g_clear_pointer (&promo, kapka_promo_free);
  return promo;
}

static void
describe (gconstpointer item, char **out_title, char **out_details) {
  const KapkaPromo *promo = item;
  g_autofree char *day = kapka_day_text_format (promo->day);
  g_autofree char *number = kapka_number_format (promo->print_run);
  g_autofree char *print_run = g_strdup_printf (_ ("print run: %s"), number);

  *out_title = g_strdup (promo->title);
  *out_details = g_strdup_printf (
      "%s · %s · %s", day, kapka_options_find_label (kinds, G_N_ELEMENTS (kinds), promo->kind),
      print_run);
}

static gboolean
save (KapkaDesk *desk, gconstpointer item, GError **error) {
  return kapka_promo_save (desk, item, error);
}

static gboolean
take_away (KapkaDesk *desk, gconstpointer item, const char *reason, GError **error) {
  const KapkaPromo *promo = item;

  return kapka_promo_remove (desk, promo->no, error);
}

const KapkaRegisterKind kapka_promo_register = {
  .title = N_ ("Printed products"),
  .add_label = N_ ("Add a printed product"),
  .empty = N_ ("No printed product has been written down for this year."),
  .icon = "kapka-paper-symbolic",
  .free_item = (GDestroyNotify)kapka_promo_free,
  .make_form = make_form,
  .describe = describe,
  .list = kapka_promo_list,
  .fill = fill,
  .read = read_form,
  .save = save,
  .removals = removals,
  .n_removals = G_N_ELEMENTS (removals),
  .remove = take_away,
};
