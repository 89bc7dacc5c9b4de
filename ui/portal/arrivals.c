// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/portal/arrivals.h"

#include <glib/gi18n.h>

#include "ui/access/announcer.h"
#include "ui/paper/form.h"
#include "ui/portal/download.h"
#include "ui/shell/cover.h"

/* What comes so soon after the last is of the same row. */
#define ROW_USEC (5 * G_USEC_PER_SEC)

struct _KapkaArrivals {
  GObject parent_instance;

  // Borrowed
  const KapkaTile *tile;
  GtkWidget *line; // Shows that one is under way.

  // Owned
  KapkaSession *session;
  KapkaDownloads *downloads;
  KapkaIdleHold *hold; // While one is under way.
  KapkaNotice *notice;
  KapkaCover *cover; // Of the page by the notice.
  guint row;
  gint64 last_usec; // Monotonic.
};

G_DEFINE_FINAL_TYPE (KapkaArrivals, kapka_arrivals, G_TYPE_OBJECT)

static guint refused_signal;

static gboolean
may_tell (KapkaArrivals *self) {
  gint64 now_usec = g_get_monotonic_time ();

  self->row = now_usec - self->last_usec < ROW_USEC ? self->row + 1 : 1;
  self->last_usec = now_usec;
  return self->row <= KAPKA_ARRIVALS_IN_A_ROW &&
         gtk_widget_get_mapped (gtk_widget_get_parent (GTK_WIDGET (self->notice)));
}

static void
tell (KapkaArrivals *self, KapkaSavedDocument *document) {
  kapka_notice_set (self->notice, "kapka-documents-symbolic",
                    _ ("The document is in “My documents”"),
                    kapka_saved_document_get_name (document));
  kapka_notice_set_buttons (self->notice, _ ("Go on"), "arrivals.dismiss", _ ("My documents"),
                            "win.documents");
  kapka_cover_show (self->cover);
}

static void
on_taken (KapkaDownloads *downloads, KapkaSavedDocument *document, KapkaArrivals *self) {
  kapka_visit_document_received (kapka_session_get_visit (self->session), self->tile);
  if (!may_tell (self))
    return;
  kapka_session_touch (self->session);
  if (kapka_saved_document_get_kind (document) == KAPKA_FILE_KIND_PDF)
    gtk_widget_activate_action (GTK_WIDGET (self->notice), "win.paper", "(sus)", self->tile->id,
                                (guint32)KAPKA_PAPER_DOCUMENT,
                                kapka_saved_document_get_path (document));
  else
    tell (self, document);
}

static void
on_refused (KapkaDownloads *downloads, guint failure, KapkaArrivals *self) {
  if (may_tell (self))
    g_signal_emit (self, refused_signal, 0, failure);
}

/* The list is opened from the notice, too; it has been read then. */
static void
on_unmap (GtkWidget *parent, KapkaArrivals *self) {
  kapka_arrivals_dismiss (self);
}

static void
on_dismiss_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data) {
  kapka_arrivals_dismiss (KAPKA_ARRIVALS (user_data));
}

static void
say_line (KapkaArrivals *self) {
  GtkWidget *label = gtk_widget_get_last_child (self->line);

  kapka_announce (label, gtk_label_get_text (GTK_LABEL (label)));
}

/* The visitor waits for a document that is on its way. */
static void
on_active_changed (KapkaDownloads *downloads, GParamSpec *pspec, KapkaArrivals *self) {
  gboolean active = FALSE;

  g_object_get (downloads, "active", &active, NULL);
  if (active && self->hold == NULL) {
    self->hold = kapka_idle_watch_hold (kapka_session_get_idle_watch (self->session));
    say_line (self);
  } else if (!active) {
    g_clear_pointer (&self->hold, kapka_idle_hold_free);
  }
}

static void
kapka_arrivals_dispose (GObject *object) {
  KapkaArrivals *self = KAPKA_ARRIVALS (object);

  g_clear_object (&self->downloads);
  if (self->notice != NULL)
    gtk_widget_insert_action_group (GTK_WIDGET (self->notice), "arrivals", NULL);
  g_clear_object (&self->cover);
  g_clear_object (&self->notice);
  g_clear_pointer (&self->hold, kapka_idle_hold_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kapka_arrivals_parent_class)->dispose (object);
}

static void
kapka_arrivals_class_init (KapkaArrivalsClass *klass) {
  G_OBJECT_CLASS (klass)->dispose = kapka_arrivals_dispose;
  refused_signal = g_signal_new ("refused", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
kapka_arrivals_init (KapkaArrivals *self) {
  self->last_usec = -ROW_USEC;
}

static const GActionEntry action_entries[] = {
  { "dismiss", on_dismiss_activated, NULL, NULL, NULL, { 0 } },
};

KapkaArrivals *
kapka_arrivals_new (KapkaBrowser *browser,
                    KapkaSession *session,
                    const KapkaTile *tile,
                    KapkaNotice *notice,
                    GtkWidget *line) {
  KapkaArrivals *self = g_object_new (KAPKA_TYPE_ARRIVALS, NULL);
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  GtkWidget *pages =
      gtk_overlay_get_child (GTK_OVERLAY (gtk_widget_get_parent (GTK_WIDGET (notice))));

  self->session = g_object_ref (session);
  self->tile = tile;
  self->line = line;
  self->notice = g_object_ref (notice);
  self->cover = kapka_cover_new (GTK_WIDGET (notice), pages);
  g_action_map_add_action_entries (G_ACTION_MAP (actions), action_entries,
                                   G_N_ELEMENTS (action_entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (notice), "arrivals", G_ACTION_GROUP (actions));
  self->downloads = kapka_downloads_new (browser, session, tile, pages);
  g_object_bind_property (self->downloads, "active", line, "visible", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self->downloads, "notify::active", G_CALLBACK (on_active_changed), self,
                           0);
  g_signal_connect_object (self->downloads, "taken", G_CALLBACK (on_taken), self, 0);
  g_signal_connect_object (self->downloads, "refused", G_CALLBACK (on_refused), self, 0);
  g_signal_connect_object (gtk_widget_get_parent (GTK_WIDGET (notice)), "unmap",
                           G_CALLBACK (on_unmap), self, 0);
  return self;
}

gboolean
kapka_arrivals_dismiss (KapkaArrivals *self) {
  gboolean showed = kapka_cover_is_shown (self->cover);

  kapka_cover_hide (self->cover);
  return showed;
}
