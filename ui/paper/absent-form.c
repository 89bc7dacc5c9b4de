// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/absent-form.h"

#include <glib/gi18n.h>

#include "ui/paper/form-words.h"
#include "ui/shell/notice.h"

struct _KapkaAbsentForm {
  GtkWidget parent_instance;

  // Borrowed
  KapkaNotice *notice; // The only child.
  const KapkaTile *tile;
  const KapkaTile *portal; // (nullable): for the same matter.

  // Owned
  KapkaSession *session;
};

G_DEFINE_FINAL_TYPE (KapkaAbsentForm, kapka_absent_form, GTK_TYPE_WIDGET)

/* Where a blank is to be had: never a guess. */
static char *
say_way (KapkaAbsentForm *self, const char *language) {
  const char *authority = kapka_local_text_get (&self->tile->authority, language);

  if (self->portal != NULL)
    return g_strdup_printf (_ ("This centre still has to supply the blank: ask a librarian. The "
                               "authority’s own site may have it: “%s”."),
                            kapka_local_text_get (&self->portal->name, language));
  if (authority != NULL)
    return g_strdup_printf (_ ("This centre still has to supply the blank: ask a librarian. It is "
                               "to be had from the authority itself: %s."),
                            authority);
  return g_strdup (_ ("This centre still has to supply the blank: ask a librarian."));
}

static char *
say_why (KapkaAbsentForm *self, const char *language) {
  if (kapka_form_words_look (self->session, self->tile) == KAPKA_FORM_NO_BLANK)
    return say_way (self, language);
  return g_strdup (_ ("Its file is not the one that was checked. Please call a librarian: it will "
                      "be put right here."));
}

static void
set_buttons (KapkaAbsentForm *self) {
  g_autofree char *open = NULL;

  if (self->portal == NULL) {
    kapka_notice_set_buttons (self->notice, _ ("Back"), "win.back", _ ("Call a librarian"),
                              "win.help");
    return;
  }
  open = g_action_print_detailed_name (
      "win.tile", g_variant_new ("(ss)", self->portal->id, self->portal->services[0]));
  kapka_notice_set_buttons (self->notice, _ ("Open the site"), open, _ ("Back"), "win.back");
}

static void
show_words (KapkaAbsentForm *self) {
  const char *language = kapka_session_get_language (self->session);
  g_autofree char *facts = kapka_form_words_facts (self->tile, language);
  g_autofree char *why = say_why (self, language);
  g_autofree char *text = g_strdup_printf ("%s\n\n%s", why, facts);
  g_autofree char *state =
      kapka_form_words_state (self->tile, kapka_form_words_look (self->session, self->tile));
  g_autofree char *title =
      g_strdup_printf ("%s. %s", kapka_local_text_get (&self->tile->name, language), state);

  kapka_notice_set (self->notice, "kapka-form-symbolic", title, g_strchomp (text));
  set_buttons (self);
}

static void
kapka_absent_form_dispose (GObject *object) {
  KapkaAbsentForm *self = KAPKA_ABSENT_FORM (object);

  if (self->notice != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->notice)));
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kapka_absent_form_parent_class)->dispose (object);
}

static void
kapka_absent_form_class_init (KapkaAbsentFormClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_absent_form_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
kapka_absent_form_init (KapkaAbsentForm *self) {
  self->notice = KAPKA_NOTICE (kapka_notice_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->notice), GTK_WIDGET (self));
}

GtkWidget *
kapka_absent_form_new (KapkaSession *session, const KapkaTile *tile) {
  KapkaAbsentForm *self = g_object_new (KAPKA_TYPE_ABSENT_FORM, NULL);
  const KapkaTile *portal =
      tile->portal == NULL
          ? NULL
          : kapka_catalog_find_tile (kapka_session_get_catalog (session), tile->portal);

  self->session = g_object_ref (session);
  self->tile = tile;
  self->portal = portal != NULL && portal->enabled ? portal : NULL;
  show_words (self);
  g_signal_connect_object (session, "notify::language", G_CALLBACK (show_words), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
