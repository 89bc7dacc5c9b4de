// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/outreach-page.h"

#include <glib/gi18n.h>

#include "base/number.h"
#include "desk/outreach.h"
#include "ui/desk/day-text.h"
#include "ui/desk/field-value.h"
#include "ui/desk/register.h"

/* More people than a stadium holds are a slip of the finger. */
#define MAX_PARTICIPANTS 99999

static const KapkaOption kinds[] = {
  { "seminar", N_ ("Seminar") },   { "forum", N_ ("Forum") },
  { "webinar", N_ ("Webinar") },   { "presentation", N_ ("Presentation") },
  { "training", N_ ("Training") },
};

static const KapkaOption audiences[] = {
  { "residents", N_ ("Residents") },
  { "staff", N_ ("Library staff") },
};

static const KapkaOption exactnesses[] = {
  [KAPKA_PARTICIPANTS_EXACT] = { "exact", N_ ("exactly") },
  [KAPKA_PARTICIPANTS_MORE] = { "more", N_ ("more than") },
  [KAPKA_PARTICIPANTS_ABOUT] = { "about", N_ ("about") },
};

static const KapkaOption removals[] = {
  { "duplicate", N_ ("Take away: written down twice") },
  { "test", N_ ("Take away: it was a trial") },
  { "other", N_ ("Take away for another reason") },
};

static void
add_options (KapkaDeskForm *form,
             const char *id,
             const char *label,
             const KapkaOption *options,
             guint n_options) {
  kapka_desk_form_add (form, id, kapka_field_new (label, kapka_options_new (options, n_options)));
}

static void
add_text (KapkaDeskForm *form, const char *id, const char *label) {
  kapka_desk_form_add (form, id, kapka_field_new_text (label, GTK_INPUT_PURPOSE_FREE_FORM, 20));
}

static void
make_form (KapkaDeskForm *form, KapkaDeskContext *context) {
  add_options (form, "kind", _ ("What it was"), kinds, G_N_ELEMENTS (kinds));
  add_text (form, "title", _ ("Title"));
  kapka_desk_form_begin_row (form, 200);
  kapka_desk_form_add (form, "day", kapka_field_new_day (_ ("Day")));
  kapka_desk_form_add (form, "participants", kapka_field_new_number (_ ("Participants")));
  kapka_desk_form_end_row (form);
  add_options (form, "exactness", _ ("How exact the number of participants is"), exactnesses,
               G_N_ELEMENTS (exactnesses));
  add_options (form, "audience", _ ("For whom"), audiences, G_N_ELEMENTS (audiences));
  kapka_desk_form_begin_row (form, 280);
  add_text (form, "host", _ ("Who held it (may be empty)"));
  add_text (form, "place", _ ("Place (may be empty)"));
  add_text (form, "district", _ ("District (may be empty)"));
  kapka_desk_form_end_row (form);
}

static void
fill_texts (KapkaDeskForm *form, const KapkaOutreach *outreach) {
  kapka_field_value_write_text (kapka_desk_form_get (form, "title"),
                                outreach == NULL ? "" : outreach->title);
  kapka_field_value_write_text (kapka_desk_form_get (form, "host"),
                                outreach == NULL ? "" : outreach->host);
  kapka_field_value_write_text (kapka_desk_form_get (form, "place"),
                                outreach == NULL ? "" : outreach->place);
  kapka_field_value_write_text (kapka_desk_form_get (form, "district"),
                                outreach == NULL ? "" : outreach->district);
}

static void
fill_figures (KapkaDeskForm *form, const KapkaOutreach *outreach) {
  if (outreach == NULL) {
    kapka_field_value_write_text (kapka_desk_form_get (form, "day"), "");
    kapka_field_value_write_text (kapka_desk_form_get (form, "participants"), "");
    return;
  }
  kapka_field_value_write_day (kapka_desk_form_get (form, "day"), outreach->day);
  kapka_field_value_write_number (kapka_desk_form_get (form, "participants"),
                                  outreach->participants);
}

/* The most usual answers are given already. */
static void
fill (KapkaDeskForm *form, gconstpointer item) {
  const KapkaOutreach *outreach = item;

  fill_texts (form, outreach);
  fill_figures (form, outreach);
  kapka_field_value_write_option (kapka_desk_form_get (form, "kind"),
                                  outreach == NULL ? NULL : outreach->kind);
  kapka_field_value_write_option (kapka_desk_form_get (form, "audience"),
                                  outreach == NULL ? "residents" : outreach->audience);
  kapka_field_value_write_option (
      kapka_desk_form_get (form, "exactness"),
      exactnesses[outreach == NULL ? KAPKA_PARTICIPANTS_EXACT : outreach->exactness].id);
}

static gboolean
read_exactness (KapkaDeskForm *form, KapkaParticipants *out_exactness) {
  g_autofree char *id = NULL;

  if (!kapka_field_value_read_option (kapka_desk_form_get (form, "exactness"),
                                      _ ("Choose how exact the number is."), &id))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (exactnesses); i++)
    if (g_str_equal (exactnesses[i].id, id))
      *out_exactness = (KapkaParticipants)i;
  return TRUE;
}

/* Every field is looked at, so that all that is wrong shows at once. */
static gboolean
read_fields (KapkaDeskForm *form, const char *today, KapkaOutreach *outreach) {
  gboolean right = kapka_field_value_read_option (kapka_desk_form_get (form, "kind"),
                                                  _ ("Choose what it was."), &outreach->kind);

  right &= kapka_field_value_read_text (kapka_desk_form_get (form, "title"), _ ("Type the title."),
                                        &outreach->title);
  right &= kapka_field_value_read_day (kapka_desk_form_get (form, "day"), today, outreach->day);
  right &= kapka_field_value_read_some (kapka_desk_form_get (form, "participants"),
                                        MAX_PARTICIPANTS, &outreach->participants);
  right &= read_exactness (form, &outreach->exactness);
  right &= kapka_field_value_read_option (kapka_desk_form_get (form, "audience"),
                                          _ ("Choose for whom it was."), &outreach->audience);
  right &= kapka_field_value_read_text (kapka_desk_form_get (form, "host"), NULL, &outreach->host);
  right &=
      kapka_field_value_read_text (kapka_desk_form_get (form, "place"), NULL, &outreach->place);
  return right & kapka_field_value_read_text (kapka_desk_form_get (form, "district"), NULL,
                                              &outreach->district);
}

static gpointer
read_form (KapkaDeskForm *form, gconstpointer item, const char *today) {
  g_autoptr (KapkaOutreach) outreach =
      item == NULL ? g_new0 (KapkaOutreach, 1) : kapka_outreach_copy (item);

  return read_fields (form, today, outreach) ? g_steal_pointer (&outreach) : NULL;
}

static char *
describe_participants (const KapkaOutreach *outreach) {
  g_autofree char *number = kapka_number_format (outreach->participants);

  switch (outreach->exactness) {
  case KAPKA_PARTICIPANTS_MORE:
    return g_strdup_printf (_ ("participants: more than %s"), number);
  case KAPKA_PARTICIPANTS_ABOUT:
    return g_strdup_printf (_ ("participants: about %s"), number);
  case KAPKA_PARTICIPANTS_EXACT:
  default:
    return g_strdup_printf (_ ("participants: %s"), number);
  }
}

static void
describe (gconstpointer item, char **out_title, char **out_details) {
  const KapkaOutreach *outreach = item;
  g_autofree char *day = kapka_day_text_format (outreach->day);
  g_autofree char *participants = describe_participants (outreach);
  const char *kind = kapka_options_find_label (kinds, G_N_ELEMENTS (kinds), outreach->kind);
  GString *details = g_string_new (NULL);

  g_string_append_printf (details, "%s · %s · %s", day, kind, participants);
  if (outreach->host[0] != '\0')
    g_string_append_printf (details, " · %s", outreach->host);
  if (outreach->place[0] != '\0')
    g_string_append_printf (details, " · %s", outreach->place);
  *out_title = g_strdup (outreach->title);
  *out_details = g_string_free (details, FALSE);
}

static gboolean
save (KapkaDesk *desk, gconstpointer item, GError **error) {
  return kapka_outreach_save (desk, item, error);
}

static gboolean
take_away (KapkaDesk *desk, gconstpointer item, const char *reason, GError **error) {
  const KapkaOutreach *outreach = item;

  return kapka_outreach_remove (desk, outreach->id, reason, error);
}

static const KapkaRegisterKind outreach_register = {
  .title = N_ ("Events of the library"),
  .add_label = N_ ("Add an event"),
  .empty = N_ ("No seminar, forum or training has been written down for this year."),
  .icon = "kapka-letter-symbolic",
  .free_item = (GDestroyNotify)kapka_outreach_free,
  .make_form = make_form,
  .describe = describe,
  .list = kapka_outreach_list,
  .fill = fill,
  .read = read_form,
  .save = save,
  .removals = removals,
  .n_removals = G_N_ELEMENTS (removals),
  .remove = take_away,
};

GtkWidget *
kapka_outreach_page_new (KapkaDeskContext *context) {
  return kapka_register_new (&outreach_register, context);
}
