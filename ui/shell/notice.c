// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/notice.h"

#include "ui/access/announcer.h"
#include "ui/shell/balanced.h"
#include "ui/shell/fitting.h"
#include "ui/shell/scrolling.h"
#include "ui/shell/template.h"
#include "ui/shell/wrap-layout.h"

struct _KapkaNotice {
  GtkWidget parent_instance;

  // Template widgets
  GtkScrolledWindow *scroller;
  GtkImage *icon;
  GtkLabel *number;
  GtkLabel *title;
  GtkLabel *text;
  GtkEditable *entry;
  GtkEditable *secret;
  GtkButton *button;
  GtkButton *second_button;
  GtkButton *paper_button;
};

G_DEFINE_FINAL_TYPE (KapkaNotice, kapka_notice, GTK_TYPE_WIDGET)

/* A countdown says how much is left, from time to time only: nobody could listen to every second.
 */
#define SAID_EVERY 10

static void
say (KapkaNotice *self) {
  const char *title = gtk_label_get_text (self->title);
  g_autofree char *text = g_strdup_printf (
      "%s%s %s", title, g_str_has_suffix (title, "?") ? "" : ".", gtk_label_get_text (self->text));

  kapka_announce (GTK_WIDGET (self), text);
}

static void
kapka_notice_map (GtkWidget *widget) {
  GTK_WIDGET_CLASS (kapka_notice_parent_class)->map (widget);
  say (KAPKA_NOTICE (widget));
}

/* Words that are in sight as a whole leave the focus to what can be done. An area that scrolls
 * takes it even when it could not have it. */
static void
let_words_scroll (KapkaNotice *self) {
  GtkAdjustment *words = gtk_scrolled_window_get_vadjustment (self->scroller);
  gboolean scrolls = gtk_adjustment_get_upper (words) > gtk_adjustment_get_page_size (words);

  gtk_widget_set_focusable (GTK_WIDGET (self->scroller), scrolls);
  gtk_widget_set_can_focus (GTK_WIDGET (self->scroller),
                            scrolls || gtk_widget_get_visible (GTK_WIDGET (self->entry)));
}

static void
on_entry_activate (KapkaNotice *self) {
  gtk_widget_activate (GTK_WIDGET (self->button));
}

static void
kapka_notice_dispose (GObject *object) {
  kapka_template_dispose (GTK_WIDGET (object), KAPKA_TYPE_NOTICE);
  G_OBJECT_CLASS (kapka_notice_parent_class)->dispose (object);
}

static void
kapka_notice_class_init (KapkaNoticeClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_notice_dispose;
  widget_class->map = kapka_notice_map;
  g_type_ensure (KAPKA_TYPE_BALANCED);
  g_type_ensure (KAPKA_TYPE_FITTING);
  g_type_ensure (KAPKA_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/notice.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaNotice, scroller);
  gtk_widget_class_bind_template_child (widget_class, KapkaNotice, icon);
  gtk_widget_class_bind_template_child (widget_class, KapkaNotice, number);
  gtk_widget_class_bind_template_child (widget_class, KapkaNotice, title);
  gtk_widget_class_bind_template_child (widget_class, KapkaNotice, text);
  gtk_widget_class_bind_template_child (widget_class, KapkaNotice, entry);
  gtk_widget_class_bind_template_child (widget_class, KapkaNotice, secret);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activate);
  gtk_widget_class_bind_template_child (widget_class, KapkaNotice, button);
  gtk_widget_class_bind_template_child (widget_class, KapkaNotice, second_button);
  gtk_widget_class_bind_template_child (widget_class, KapkaNotice, paper_button);
}

static void
kapka_notice_init (KapkaNotice *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
  kapka_scrolling_hide_bar (self->scroller);
  let_words_scroll (self);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "changed",
                           G_CALLBACK (let_words_scroll), self, G_CONNECT_SWAPPED);
}

GtkWidget *
kapka_notice_new (void) {
  return g_object_new (KAPKA_TYPE_NOTICE, NULL);
}

static void
label_entry (GtkEditable *entry, const char *label) {
  if (label == NULL)
    return;
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
set_entry (GtkEditable *entry, const char *label, const char *text) {
  gtk_editable_set_text (entry, text);
  gtk_widget_set_visible (GTK_WIDGET (entry), label != NULL);
  label_entry (entry, label);
}

void
kapka_notice_ask (KapkaNotice *self,
                  const char *label,
                  const char *text,
                  const char *secret_label) {
  /* Above the keyboard there is room for the fields or for the pictogram. */
  if (label != NULL)
    gtk_widget_set_visible (GTK_WIDGET (self->icon), FALSE);
  set_entry (self->entry, label, text);
  set_entry (self->secret, secret_label, "");
  let_words_scroll (self);
}

void
kapka_notice_say_again (KapkaNotice *self,
                        const char *title,
                        const char *text,
                        const char *label,
                        const char *secret_label) {
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->text, text);
  label_entry (self->entry, label);
  label_entry (self->secret, secret_label);
}

const char *
kapka_notice_get_entry (KapkaNotice *self) {
  return gtk_editable_get_text (self->entry);
}

const char *
kapka_notice_get_secret (KapkaNotice *self) {
  return gtk_editable_get_text (self->secret);
}

void
kapka_notice_set (KapkaNotice *self, const char *icon, const char *title, const char *text) {
  gboolean other = g_strcmp0 (gtk_label_get_text (self->title), title) != 0;

  gtk_image_set_from_icon_name (self->icon, icon);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->text, text);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->number), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->paper_button), FALSE);
  kapka_notice_ask (self, NULL, "", NULL);
  if (other && gtk_widget_get_mapped (GTK_WIDGET (self)))
    say (self);
}

void
kapka_notice_set_number (KapkaNotice *self, guint number) {
  g_autofree char *text = g_strdup_printf ("%u", number);

  gtk_label_set_label (self->number, text);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->number), TRUE);
  if (number % SAID_EVERY == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    kapka_announce (GTK_WIDGET (self), gtk_label_get_text (self->text));
}

void
kapka_notice_set_tone (KapkaNotice *self, KapkaNoticeTone tone) {
  static const char *const css_classes[] = {
    [KAPKA_NOTICE_CALM] = "calm",
    [KAPKA_NOTICE_GOOD] = "good",
    [KAPKA_NOTICE_URGENT] = "urgent",
  };

  for (guint i = 0; i < G_N_ELEMENTS (css_classes); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self), css_classes[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self), css_classes[tone]);
}

static void
set_button (GtkButton *button, const char *label, const char *action) {
  gtk_widget_set_visible (GTK_WIDGET (button), label != NULL);
  if (label == NULL)
    return;
  gtk_button_set_label (button, label);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);
}

void
kapka_notice_set_buttons (KapkaNotice *self,
                          const char *label,
                          const char *action,
                          const char *second_label,
                          const char *second_action) {
  set_button (self->button, label, action);
  set_button (self->second_button, second_label, second_action);
}

void
kapka_notice_offer_paper (KapkaNotice *self, const char *label, const char *action) {
  set_button (self->paper_button, label, action);
}
