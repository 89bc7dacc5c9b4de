// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/publication-register.h"

#include <glib/gi18n.h>

#include "desk/publication.h"
#include "ui/desk/day-text.h"
#include "ui/desk/field-value.h"

static const KapkaOption channels[] = {
  { "library_site", N_ ("Site of the library") },
  { "national_library", N_ ("Site of the National library") },
  { "administration_site", N_ ("Site of the administration") },
  { "social_network", N_ ("Social network") },
  { "media", N_ ("Newspaper, radio, TV") },
};

static const KapkaOption removals[] = {
  { "other", N_ ("Yes, take it away") },
};

static void
make_form (KapkaDeskForm *form, KapkaDeskContext *context) {
  kapka_desk_form_add (
      form, "channel",
      kapka_field_new (_ ("Where"), kapka_options_new (channels, G_N_ELEMENTS (channels))));
  kapka_desk_form_add (form, "title",
                       kapka_field_new_text (_ ("Title"), GTK_INPUT_PURPOSE_FREE_FORM, 20));
  kapka_desk_form_add (form, "day", kapka_field_new_day (_ ("Day of publication")));
  kapka_desk_form_add (form, "address",
                       kapka_field_new_text (_ ("Address of the page or the issue (may be empty)"),
                                             GTK_INPUT_PURPOSE_URL, 20));
}

static void
fill (KapkaDeskForm *form, gconstpointer item) {
  const KapkaPublication *publication = item;

  kapka_field_value_write_option (kapka_desk_form_get (form, "channel"),
                                  publication == NULL ? NULL : publication->channel);
  kapka_field_value_write_text (kapka_desk_form_get (form, "title"),
                                publication == NULL ? "" : publication->title);
  kapka_field_value_write_text (kapka_desk_form_get (form, "address"),
                                publication == NULL ? "" : publication->address);
  if (publication == NULL)
    kapka_field_value_write_text (kapka_desk_form_get (form, "day"), "");
  else
    kapka_field_value_write_day (kapka_desk_form_get (form, "day"), publication->day);
}

static gpointer
read_form (KapkaDeskForm *form, gconstpointer item, const char *today) {
  const KapkaPublication *old = item;
  KapkaPublication *publication = g_new0 (KapkaPublication, 1);
  gboolean right = kapka_field_value_read_option (
      kapka_desk_form_get (form, "channel"), _ ("Choose where it was."), &publication->channel);

  publication->no = old == NULL ? 0 : old->no;
  right &= kapka_field_value_read_text (kapka_desk_form_get (form, "title"), _ ("Type the title."),
                                        &publication->title);
  right &= kapka_field_value_read_day (kapka_desk_form_get (form, "day"), today, publication->day);
  right &= kapka_field_value_read_text (kapka_desk_form_get (form, "address"), NULL,
                                        &publication->address);
  if (!right)
    g_clear_pointer (&publication, kapka_publication_free);
  return publication;
}

static void
describe (gconstpointer item, char **out_title, char **out_details) {
  const KapkaPublication *publication = item;
  g_autofree char *day = kapka_day_text_format (publication->day);
  const char *channel =
      kapka_options_find_label (channels, G_N_ELEMENTS (channels), publication->channel);
  gboolean addressed = publication->address[0] != '\0';

  *out_title = g_strdup (publication->title);
  *out_details =
      g_strdup_printf ("%s · %s%s%s", day, channel, addressed ? " · " : "", publication->address);
}

static gboolean
save (KapkaDesk *desk, gconstpointer item, GError **error) {
  return kapka_publication_save (desk, item, error);
}

static gboolean
take_away (KapkaDesk *desk, gconstpointer item, const char *reason, GError **error) {
  const KapkaPublication *publication = item;

  return kapka_publication_remove (desk, publication->no, error);
}

const KapkaRegisterKind kapka_publication_register = {
  .title = N_ ("Publications"),
  .add_label = N_ ("Add a publication"),
  .empty = N_ ("No publication has been written down for this year."),
  .icon = "kapka-portal-symbolic",
  .free_item = (GDestroyNotify)kapka_publication_free,
  .make_form = make_form,
  .describe = describe,
  .list = kapka_publication_list,
  .fill = fill,
  .read = read_form,
  .save = save,
  .removals = removals,
  .n_removals = G_N_ELEMENTS (removals),
  .remove = take_away,
};
