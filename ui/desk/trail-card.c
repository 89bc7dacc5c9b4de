// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/trail-card.h"

#include <glib/gi18n.h>

#include "ui/desk/catalog-words.h"
#include "ui/desk/date-words.h"
#include "ui/desk/trail-words.h"
#include "ui/desk/visit-words.h"

static GtkWidget *
make_label (const char *text, const char *style) {
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_width_chars (GTK_LABEL (label), 10);
  gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
make_card (const char *title, const char *details) {
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *card = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM,
                                  "focusable", TRUE, "spacing", 10, NULL);
  g_autofree char *name = g_strdup_printf ("%s. %s", title, details);

  gtk_box_append (GTK_BOX (words), make_label (title, "card-title"));
  gtk_box_append (GTK_BOX (words), make_label (details, "note"));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (card), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_add_css_class (card, "card");
  return card;
}

/* Several cards have buttons of the same words: a screen reader hears whose it is. */
static void
add_button (GtkWidget *card,
            const char *label,
            const char *title,
            const char *action,
            const char *event_id) {
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autofree char *name = g_strdup_printf ("%s: %s", label, title);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", event_id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "header-button");
  gtk_box_append (GTK_BOX (card), button);
}

static char *
describe_event (KapkaDeskContext *context, const KapkaTrailLine *line) {
  const KapkaEvent *event = line->event;
  g_autofree char *time = kapka_date_words_time (event->at.utc_ms, event->at.utc_off_min);
  gint64 pages = kapka_event_get_count (event, "pages");
  const char *service = line->service == NULL
                            ? _ ("does not count")
                            : kapka_catalog_words_service (context, line->service);

  if (pages == 0)
    return g_strdup_printf ("%s · %s", time, service);
  return g_strdup_printf (_ ("%s · %s · pages: %d"), time, service, (int)pages);
}

static const char *
get_title (KapkaDeskContext *context, const KapkaEvent *event) {
  if (event->item != NULL)
    return kapka_catalog_words_tile (context, event->item);
  return event->kind == KAPKA_EVENT_PRINT ? _ ("Printed page") : _ ("Added by hand");
}

GtkWidget *
kapka_trail_card_new_event (KapkaDeskContext *context, const KapkaTrailLine *line) {
  const char *title = get_title (context, line->event);
  g_autofree char *details = describe_event (context, line);
  GtkWidget *card = make_card (title, details);

  if (line->service == NULL)
    return card;
  add_button (card, _ ("Another service"), title, "visit.reclassify", line->event->event_id);
  add_button (card, _ ("Do not count"), title, "visit.void-event", line->event->event_id);
  return card;
}

static char *
describe_act (const KapkaTrailLine *line) {
  const KapkaEvent *event = line->event;
  g_autofree char *moment = kapka_date_words_moment (event->at.utc_ms, event->at.utc_off_min);
  const char *author = kapka_trail_words_author (event->author);
  const char *reason = kapka_visit_words_reason (event->reason);

  if (line->undone)
    return g_strdup_printf (_ ("%s · %s · %s · undone"), author, moment, reason);
  return g_strdup_printf ("%s · %s · %s", author, moment, reason);
}

GtkWidget *
kapka_trail_card_new_act (KapkaDeskContext *context, GPtrArray *trail, const KapkaTrailLine *line) {
  g_autofree char *title = kapka_trail_words_act (context, trail, line->act);
  g_autofree char *details = describe_act (line);
  GtkWidget *card = make_card (title, details);
  gboolean undoing = kapka_trail_words_is_undoing (trail, line->act);

  if (line->undone)
    gtk_widget_add_css_class (card, "undone");
  else
    add_button (card, undoing ? _ ("Put back") : _ ("Undo"), title, "visit.undo",
                line->event->event_id);
  return card;
}
