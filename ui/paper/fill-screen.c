// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/fill-screen.h"

#include <glib/gi18n.h>

#include "ui/access/announcer.h"
#include "ui/desk/choice.h"
#include "ui/paper/fill-sheet.h"
#include "ui/paper/page-buttons.h"
#include "ui/shell/cover.h"
#include "ui/shell/notice.h"
#include "ui/shell/screen.h"
#include "ui/shell/template.h"

struct _KapkaFillScreen {
  GtkWidget parent_instance;

  // Template widgets
  GtkWidget *content;
  GtkScrolledWindow *scroller;
  KapkaFillSheet *sheet;
  GtkWidget *pager;
  GtkWidget *previous_page;
  GtkWidget *next_page;
  GtkLabel *place;
  GtkLabel *tip;
  GtkWidget *ways; // To another page, to erase all and to go on to printing; not while the keyboard
                   // needs the room.
  GtkWidget *clear;
  GtkWidget *done;
  KapkaNotice *notice;
  KapkaChoice *choice;

  // Owned
  KapkaSession *session;
  KapkaFilling *filling;
  KapkaCover *question; // Whether all is to be erased.
  KapkaCover *options;  // Of the field below.

  // Borrowed
  const KapkaField *chosen; // Whose options show.

  gboolean begun; // The visitor has been at a field.
};

static void kapka_fill_screen_screen_init (KapkaScreenInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KapkaFillScreen,
                               kapka_fill_screen,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (KAPKA_TYPE_SCREEN,
                                                      kapka_fill_screen_screen_init))

static guint
count_pages (KapkaFillScreen *self) {
  const GPtrArray *fields = kapka_filling_get_fields (self->filling);
  const KapkaField *last = g_ptr_array_index (fields, fields->len - 1);

  return last->page + 1;
}

static gboolean
has_fields (KapkaFillScreen *self, guint page) {
  const GPtrArray *fields = kapka_filling_get_fields (self->filling);

  for (guint i = 0; i < fields->len; i++)
    if (((const KapkaField *)g_ptr_array_index (fields, i))->page == page)
      return TRUE;
  return FALSE;
}

/* The next page in that @direction that asks for something; -1 when there is none. */
static int
find_page (KapkaFillScreen *self, int direction) {
  int n_pages = (int)count_pages (self);
  int page = (int)kapka_fill_sheet_get_page (self->sheet);

  do
    page += direction;
  while (page >= 0 && page < n_pages && !has_fields (self, (guint)page));
  return page < n_pages ? page : -1;
}

static void
show_place (KapkaFillScreen *self) {
  g_autofree char *text = g_strdup_printf (
      _ ("Page %u of %u"), kapka_fill_sheet_get_page (self->sheet) + 1, count_pages (self));

  gtk_label_set_label (self->place, text);
  gtk_widget_set_visible (self->pager, count_pages (self) > 1);
  kapka_page_buttons_set_open (self->previous_page, self->next_page, find_page (self, -1) >= 0,
                               find_page (self, 1) >= 0);
}

static void
show_page (KapkaFillScreen *self, guint page) {
  kapka_fill_sheet_show_page (self->sheet, page);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  show_place (self);
}

static const char *
name_field (const KapkaField *field) {
  return field->tip == NULL ? field->name : field->tip;
}

/* It is said once, not after each letter. */
static void
warn (KapkaFillScreen *self, gboolean overfull) {
  gboolean warned = gtk_widget_has_css_class (GTK_WIDGET (self->tip), "overfull");

  if (overfull && !warned)
    kapka_announce (GTK_WIDGET (self), gtk_label_get_label (self->tip));
  if (overfull)
    gtk_widget_add_css_class (GTK_WIDGET (self->tip), "overfull");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->tip), "overfull");
}

static void
show_tip (KapkaFillScreen *self) {
  const KapkaField *field = kapka_fill_sheet_get_field (self->sheet);
  gboolean overfull = field != NULL && kapka_fill_sheet_is_overfull (self->sheet, field);

  if (field == NULL)
    gtk_label_set_label (self->tip, _ ("Touch a field to write in it."));
  else if (overfull)
    gtk_label_set_label (self->tip,
                         _ ("The paper has no room for all of this. Please write less."));
  else
    gtk_label_set_label (self->tip, name_field (field));
  warn (self, overfull);
}

static void
on_arrived (KapkaFillScreen *self, const KapkaField *field) {
  show_tip (self);
}

/* Beyond the last field of a page lies the first of the next. */
static gboolean
on_leave (KapkaFillScreen *self, int direction) {
  int page = find_page (self, direction);

  if (page < 0)
    return FALSE;
  show_page (self, (guint)page);
  return TRUE;
}

/* The keyboard goes first, which has taken the place of the button. */
static void
on_finished (KapkaFillScreen *self) {
  gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
  gtk_widget_grab_focus (self->done);
}

static void
on_choose (KapkaFillScreen *self, const KapkaField *field) {
  self->chosen = field;
  kapka_choice_ask (self->choice, name_field (field), "");
  for (guint i = 0; field->options[i] != NULL; i++)
    kapka_choice_add (self->choice, field->options[i], field->options[i], NULL, NULL);
  kapka_cover_show (self->options);
}

static void
on_chosen (KapkaFillScreen *self, const char *option) {
  kapka_cover_hide (self->options);
  kapka_filling_set (self->filling, self->chosen, option);
}

static void
on_cancelled (KapkaFillScreen *self) {
  kapka_cover_hide (self->options);
}

static void
on_filling_changed (KapkaFillScreen *self) {
  gtk_widget_set_sensitive (self->clear, !kapka_filling_is_empty (self->filling));
}

static void
ask_to_clear (KapkaFillScreen *self) {
  kapka_notice_set (self->notice, "kapka-question-symbolic", _ ("Erase all that you have written?"),
                    _ ("All fields of this form will be empty again."));
  kapka_notice_set_buttons (self->notice, _ ("Keep it"), "fill.keep", _ ("Erase all"),
                            "fill.erase");
}

static void
on_clear_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaFillScreen *self = KAPKA_FILL_SCREEN (widget);

  ask_to_clear (self);
  kapka_cover_show (self->question);
}

static void
on_keep_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  kapka_cover_hide (KAPKA_FILL_SCREEN (widget)->question);
}

static void
on_erase_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaFillScreen *self = KAPKA_FILL_SCREEN (widget);

  kapka_cover_hide (self->question);
  kapka_filling_clear (self->filling);
}

static void
on_step_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  kapka_fill_sheet_step (KAPKA_FILL_SCREEN (widget)->sheet, g_variant_get_int32 (parameter));
}

static void
on_page_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaFillScreen *self = KAPKA_FILL_SCREEN (widget);
  int page = find_page (self, g_variant_get_int32 (parameter));

  if (page >= 0)
    show_page (self, (guint)page);
  show_tip (self);
}

static void
on_room_changed (KapkaFillScreen *self) {
  GtkAdjustment *across = gtk_scrolled_window_get_hadjustment (self->scroller);
  GtkAdjustment *down = gtk_scrolled_window_get_vadjustment (self->scroller);

  kapka_fill_sheet_set_room (self->sheet, (int)gtk_adjustment_get_page_size (across),
                             (int)gtk_adjustment_get_page_size (down));
}

/* Who comes here comes to write, not to what stands above the page. */
static gboolean
kapka_fill_screen_focus (GtkWidget *widget, GtkDirectionType direction) {
  KapkaFillScreen *self = KAPKA_FILL_SCREEN (widget);

  if (self->begun)
    return GTK_WIDGET_CLASS (kapka_fill_screen_parent_class)->focus (widget, direction);
  self->begun = TRUE;
  kapka_fill_sheet_return (self->sheet);
  return TRUE;
}

static gboolean
kapka_fill_screen_go_back (KapkaScreen *screen) {
  KapkaFillScreen *self = KAPKA_FILL_SCREEN (screen);

  if (!kapka_cover_is_shown (self->question) && !kapka_cover_is_shown (self->options))
    return FALSE;
  kapka_cover_hide (self->question);
  kapka_cover_hide (self->options);
  return TRUE;
}

static void
kapka_fill_screen_screen_init (KapkaScreenInterface *iface) {
  iface->go_back = kapka_fill_screen_go_back;
}

static void
kapka_fill_screen_dispose (GObject *object) {
  KapkaFillScreen *self = KAPKA_FILL_SCREEN (object);

  g_clear_object (&self->question);
  g_clear_object (&self->options);
  kapka_template_dispose (GTK_WIDGET (self), KAPKA_TYPE_FILL_SCREEN);
  g_clear_object (&self->filling);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kapka_fill_screen_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class) {
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/fill-screen.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaFillScreen, content);
  gtk_widget_class_bind_template_child (widget_class, KapkaFillScreen, scroller);
  gtk_widget_class_bind_template_child (widget_class, KapkaFillScreen, sheet);
  gtk_widget_class_bind_template_child (widget_class, KapkaFillScreen, pager);
  gtk_widget_class_bind_template_child (widget_class, KapkaFillScreen, previous_page);
  gtk_widget_class_bind_template_child (widget_class, KapkaFillScreen, next_page);
  gtk_widget_class_bind_template_child (widget_class, KapkaFillScreen, place);
  gtk_widget_class_bind_template_child (widget_class, KapkaFillScreen, tip);
  gtk_widget_class_bind_template_child (widget_class, KapkaFillScreen, ways);
  gtk_widget_class_bind_template_child (widget_class, KapkaFillScreen, clear);
  gtk_widget_class_bind_template_child (widget_class, KapkaFillScreen, done);
  gtk_widget_class_bind_template_child (widget_class, KapkaFillScreen, notice);
  gtk_widget_class_bind_template_child (widget_class, KapkaFillScreen, choice);
  gtk_widget_class_bind_template_callback (widget_class, on_arrived);
  gtk_widget_class_bind_template_callback (widget_class, on_choose);
  gtk_widget_class_bind_template_callback (widget_class, on_leave);
  gtk_widget_class_bind_template_callback (widget_class, on_finished);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_cancelled);
}

static void
kapka_fill_screen_class_init (KapkaFillScreenClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_fill_screen_dispose;
  widget_class->focus = kapka_fill_screen_focus;
  g_type_ensure (KAPKA_TYPE_CHOICE);
  g_type_ensure (KAPKA_TYPE_FILL_SHEET);
  g_type_ensure (KAPKA_TYPE_NOTICE);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "fill.clear", NULL, on_clear_activated);
  gtk_widget_class_install_action (widget_class, "fill.keep", NULL, on_keep_activated);
  gtk_widget_class_install_action (widget_class, "fill.erase", NULL, on_erase_activated);
  gtk_widget_class_install_action (widget_class, "fill.step", "i", on_step_activated);
  gtk_widget_class_install_action (widget_class, "fill.page", "i", on_page_activated);
}

static void
watch_room (KapkaFillScreen *self) {
  GtkWidget *viewport = gtk_scrolled_window_get_child (self->scroller);

  gtk_viewport_set_scroll_to_focus (GTK_VIEWPORT (viewport), FALSE);
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->scroller), "changed",
                           G_CALLBACK (on_room_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "changed",
                           G_CALLBACK (on_room_changed), self, G_CONNECT_SWAPPED);
}

static void
kapka_fill_screen_init (KapkaFillScreen *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
  self->question = kapka_cover_new (GTK_WIDGET (self->notice), self->content);
  self->options = kapka_cover_new (GTK_WIDGET (self->choice), self->content);
  watch_room (self);
}

static void
on_language_changed (KapkaFillScreen *self) {
  kapka_fill_sheet_translate (self->sheet);
  show_place (self);
  show_tip (self);
  ask_to_clear (self);
}

GtkWidget *
kapka_fill_screen_new (KapkaSession *session,
                       KapkaFilling *filling,
                       KapkaKeyboardBridge *keyboard) {
  KapkaFillScreen *self = g_object_new (KAPKA_TYPE_FILL_SCREEN, NULL);
  const KapkaField *first = g_ptr_array_index (kapka_filling_get_fields (filling), 0);

  self->session = g_object_ref (session);
  self->filling = g_object_ref (filling);
  kapka_fill_sheet_set_filling (self->sheet, filling, keyboard);
  g_object_bind_property (kapka_keyboard_bridge_get_keyboard (keyboard), "visible", self->ways,
                          "visible", G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
  show_page (self, first->page);
  show_tip (self);
  on_filling_changed (self);
  g_signal_connect_object (filling, "changed", G_CALLBACK (on_filling_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::language", G_CALLBACK (on_language_changed), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
