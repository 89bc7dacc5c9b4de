// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attract/attract.h"

#include <glib/gi18n.h>

#include "base/calendar.h"
#include "bundle/layers.h"
#include "config/week-hours.h"
#include "ui/access/language-names.h"
#include "ui/attract/hours-table.h"
#include "ui/attract/slide-show.h"
#include "ui/paper/split-layout.h"
#include "ui/shell/balanced.h"
#include "ui/shell/clock-label.h"
#include "ui/shell/template.h"

struct _KapkaAttract {
  GtkWidget parent_instance;

  // Template widgets
  GtkLabel *name;
  GtkLabel *name_udm;
  GtkLabel *date;
  GtkLabel *date_udm;
  KapkaSlideShow *slides;
  GtkOrientable *call_box;
  GtkBox *doors;
  KapkaHoursTable *hours;
  GtkBox *choices;

  // Borrowed
  KapkaSession *session;

  char *hours_text; // (nullable) What the week was read from.
  KapkaWeekHours week;
  KapkaHours night;
  gboolean has_night;
  char day[11]; // That the screen says; empty: it has not said any.
};

G_DEFINE_FINAL_TYPE (KapkaAttract, kapka_attract, GTK_TYPE_WIDGET)

static gboolean
speaks (KapkaAttract *self, const char *language) {
  const KapkaSettings *settings = kapka_session_get_settings (self->session);

  return g_strv_contains ((const char *const *)settings->languages, language);
}

/* The two state languages stand side by side; English is for who chooses it. */
static void
show_days (KapkaAttract *self, GDateTime *now) {
  const char *const languages[] = { "ru", speaks (self, "udm") ? "udm" : NULL, NULL };
  g_autofree char *date = kapka_calendar_format_day ("ru", now);
  g_autofree char *date_udm = kapka_calendar_format_day ("udm", now);

  gtk_label_set_label (self->date, date);
  gtk_label_set_label (self->date_udm, date_udm);
  gtk_widget_set_visible (GTK_WIDGET (self->date_udm), languages[1] != NULL);
  kapka_hours_table_show (self->hours, &self->week, languages,
                          (guint)g_date_time_get_day_of_week (now),
                          gtk_widget_get_visible (GTK_WIDGET (self->slides)));
}

static gboolean
is_night (KapkaAttract *self, GDateTime *now) {
  guint minute = (guint)(g_date_time_get_hour (now) * 60 + g_date_time_get_minute (now));

  return self->has_night && kapka_hours_hold (&self->night, minute);
}

/* While something is wiped, what this program starts would be taken for a part of the visit. */
static void
show_slides (KapkaAttract *self, gboolean night) {
  const KapkaSightChoices *sight = kapka_sight_get (kapka_session_get_sight (self->session));
  gboolean awake = gtk_widget_get_mapped (GTK_WIDGET (self)) && !night && sight->pictures;

  kapka_slide_show_set_moving (self->slides, sight->motion);
  kapka_slide_show_set_running (self->slides, awake && !kapka_session_is_wiping (self->session));
  if (!awake)
    gtk_widget_set_visible (GTK_WIDGET (self->slides), FALSE);
}

static void
show_night (KapkaAttract *self, gboolean night) {
  if (night)
    gtk_widget_add_css_class (GTK_WIDGET (self), "night");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "night");
}

/* Returns: whether they are others than before. What cannot be read leaves a week without hours. */
static gboolean
take_hours (KapkaAttract *self) {
  g_autofree char *hours = kapka_bundle_find_hours (kapka_session_get_settings (self->session));

  if (g_strcmp0 (hours, self->hours_text) == 0)
    return FALSE;
  if (!kapka_week_hours_parse (hours, &self->week))
    self->week = (KapkaWeekHours){ 0 };
  g_free (self->hours_text);
  self->hours_text = g_steal_pointer (&hours);
  return TRUE;
}

/* Says only what is another than a minute ago, so that nothing is drawn for nothing. Hours of the
 * centre may have come meanwhile: a kiosk may wait for days. */
static void
show_now (KapkaAttract *self) {
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");
  gboolean night = is_night (self, now);

  if (take_hours (self) || !g_str_equal (day, self->day))
    show_days (self, now);
  g_strlcpy (self->day, day, sizeof self->day);
  show_night (self, night);
  show_slides (self, night);
}

static void
show_texts (KapkaAttract *self) {
  const KapkaSettings *settings = kapka_session_get_settings (self->session);

  gtk_label_set_label (self->name,
                       *settings->name != '\0' ? settings->name : _ ("Public-access centre"));
  self->day[0] = '\0';
  show_now (self);
}

/* Slides leave a column to the call. */
static void
on_slides_visible_changed (KapkaAttract *self) {
  gboolean visible = gtk_widget_get_visible (GTK_WIDGET (self->slides));

  gtk_widget_set_visible (GTK_WIDGET (self->doors), !visible);
  gtk_orientable_set_orientation (self->call_box,
                                  visible ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  if (visible)
    gtk_widget_add_css_class (GTK_WIDGET (self), "with-slides");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "with-slides");
  show_texts (self);
}

/* A button claims its own touches, so this is one that fell beside all of them. */
static void
on_touched (GtkGestureClick *gesture, int n_press, double x, double y, KapkaAttract *self) {
  gtk_widget_activate_action (GTK_WIDGET (self), "win.begin", NULL);
}

/* The screen has the size of the window. When the window has just been told how large its letters
 * are, what is asked for a width and what is asked without one would not agree yet. */
static GtkSizeRequestMode
kapka_attract_get_request_mode (GtkWidget *widget) {
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
kapka_attract_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline) {
  gtk_widget_measure (gtk_widget_get_first_child (widget), orientation, -1, minimum, natural, NULL,
                      NULL);
}

static void
kapka_attract_size_allocate (GtkWidget *widget, int width, int height, int baseline) {
  const GtkAllocation place = { 0, 0, width, height };

  gtk_widget_size_allocate (gtk_widget_get_first_child (widget), &place, -1);
}

static void
kapka_attract_map (GtkWidget *widget) {
  GTK_WIDGET_CLASS (kapka_attract_parent_class)->map (widget);
  show_now (KAPKA_ATTRACT (widget));
}

static void
kapka_attract_unmap (GtkWidget *widget) {
  GTK_WIDGET_CLASS (kapka_attract_parent_class)->unmap (widget);
  show_slides (KAPKA_ATTRACT (widget), FALSE);
}

static void
kapka_attract_dispose (GObject *object) {
  kapka_template_dispose (GTK_WIDGET (object), KAPKA_TYPE_ATTRACT);
  G_OBJECT_CLASS (kapka_attract_parent_class)->dispose (object);
}

static void
kapka_attract_finalize (GObject *object) {
  g_free (KAPKA_ATTRACT (object)->hours_text);
  G_OBJECT_CLASS (kapka_attract_parent_class)->finalize (object);
}

static void
kapka_attract_class_init (KapkaAttractClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_attract_dispose;
  G_OBJECT_CLASS (klass)->finalize = kapka_attract_finalize;
  widget_class->get_request_mode = kapka_attract_get_request_mode;
  widget_class->measure = kapka_attract_measure;
  widget_class->size_allocate = kapka_attract_size_allocate;
  widget_class->map = kapka_attract_map;
  widget_class->unmap = kapka_attract_unmap;
  g_type_ensure (KAPKA_TYPE_BALANCED);
  g_type_ensure (KAPKA_TYPE_CLOCK_LABEL);
  g_type_ensure (KAPKA_TYPE_HOURS_TABLE);
  g_type_ensure (KAPKA_TYPE_SLIDE_SHOW);
  g_type_ensure (KAPKA_TYPE_SPLIT_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/attract.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaAttract, name);
  gtk_widget_class_bind_template_child (widget_class, KapkaAttract, name_udm);
  gtk_widget_class_bind_template_child (widget_class, KapkaAttract, date);
  gtk_widget_class_bind_template_child (widget_class, KapkaAttract, date_udm);
  gtk_widget_class_bind_template_child (widget_class, KapkaAttract, slides);
  gtk_widget_class_bind_template_child (widget_class, KapkaAttract, call_box);
  gtk_widget_class_bind_template_child (widget_class, KapkaAttract, doors);
  gtk_widget_class_bind_template_child (widget_class, KapkaAttract, hours);
  gtk_widget_class_bind_template_child (widget_class, KapkaAttract, choices);
  gtk_widget_class_bind_template_callback (widget_class, on_touched);
  gtk_widget_class_bind_template_callback (widget_class, on_slides_visible_changed);
  gtk_widget_class_bind_template_callback (widget_class, show_now);
}

static void
kapka_attract_init (KapkaAttract *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The six pictograms tell from afar what the machine is for; they are no buttons. */
static void
add_door (KapkaAttract *self, const KapkaService *service) {
  GtkWidget *hue = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", service->icon, "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (icon, "door-icon");
  gtk_widget_add_css_class (hue, service->id);
  gtk_box_append (GTK_BOX (hue), icon);
  gtk_box_append (self->doors, hue);
}

static void
show_doors (KapkaAttract *self) {
  const KapkaCatalog *catalog = kapka_session_get_catalog (self->session);

  for (GtkWidget *door; (door = gtk_widget_get_first_child (GTK_WIDGET (self->doors))) != NULL;)
    gtk_box_remove (self->doors, door);
  for (guint i = 0; i < KAPKA_N_SERVICES; i++)
    add_door (self, kapka_catalog_get_service (catalog, i));
}

/* They stand before the eye, in the order of the settings. */
static void
add_language (KapkaAttract *self, const char *language, GtkWidget **last) {
  GtkWidget *button = gtk_button_new_with_label (kapka_language_get_name (language));

  gtk_widget_add_css_class (button, "attract-choice");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.begin-in");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", language);
  gtk_box_insert_child_after (self->choices, button, *last);
  *last = button;
}

static void
add_languages (KapkaAttract *self, const char *const *languages) {
  GtkWidget *last = NULL;

  if (languages[0] == NULL || languages[1] == NULL)
    return;
  for (guint i = 0; languages[i] != NULL; i++)
    add_language (self, languages[i], &last);
}

static void
on_catalog_changed (KapkaAttract *self) {
  show_doors (self);
  show_texts (self);
}

static void
take_settings (KapkaAttract *self, const KapkaSettings *settings) {
  self->has_night = kapka_hours_parse (settings->night, &self->night);
  gtk_label_set_label (self->name_udm, settings->name_udm);
  gtk_widget_set_visible (GTK_WIDGET (self->name_udm), *settings->name_udm != '\0');
  add_languages (self, (const char *const *)settings->languages);
}

GtkWidget *
kapka_attract_new (KapkaSession *session) {
  KapkaAttract *self = g_object_new (KAPKA_TYPE_ATTRACT, NULL);

  self->session = session;
  kapka_slide_show_set_session (self->slides, session);
  take_settings (self, kapka_session_get_settings (session));
  show_doors (self);
  show_texts (self);
  g_signal_connect_object (session, "notify::language", G_CALLBACK (show_texts), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (kapka_session_get_catalogs (session), "changed",
                           G_CALLBACK (on_catalog_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "wiped", G_CALLBACK (show_now), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (kapka_session_get_sight (session), "changed", G_CALLBACK (show_now),
                           self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
