// SPDX-License-Identifier: GPL-3.0-or-later
// Loaded before the kiosk it writes down, whenever it gets SIGUSR2, what no one outside can see of
// its widgets: sizes, colours, what is cut off. The file is that of KAPKA_PROBE, a widget is a
// line; view.c reads it.

#include <glib-unix.h>
#include <gtk/gtk.h>

typedef struct {
  GString *text;
  GtkWindow *window;
  graphene_rect_t screen;
} Dump;

/* The part of a widget that shows or can be scrolled into sight. */
typedef struct {
  graphene_rect_t rect;
  float opacity;
  gboolean covered; // Another widget lies over it.
  gboolean away;    // It is scrolled out of sight.
  float beyond;     // What of its height does not show at the same time as the rest.
} Sight;

/* In pixels: two lines of the largest letters. */
#define ENOUGH_TO_READ 140

static gboolean
scrolls (GtkWidget *viewport, GtkOrientation orientation) {
  GtkPolicyType horizontal = GTK_POLICY_NEVER;
  GtkPolicyType vertical = GTK_POLICY_NEVER;
  GtkWidget *window = gtk_widget_get_parent (viewport);

  if (!GTK_IS_SCROLLED_WINDOW (window))
    return FALSE;
  gtk_scrolled_window_get_policy (GTK_SCROLLED_WINDOW (window), &horizontal, &vertical);
  return (orientation == GTK_ORIENTATION_VERTICAL ? vertical : horizontal) != GTK_POLICY_NEVER;
}

/* What lies beyond the edge of a scrolled area counts as if it had been scrolled in; what is higher
 * than an area in which several lines can be read, as if it had been scrolled through. */
static void
cut (Sight *sight, const graphene_rect_t *edge, gboolean scrolled) {
  graphene_rect_t rest = GRAPHENE_RECT_INIT (0, 0, 0, 0);

  if (scrolled) {
    float bottom = sight->rect.origin.y + sight->rect.size.height;

    sight->away = sight->away || sight->rect.origin.y < edge->origin.y - 1 ||
                  bottom > edge->origin.y + edge->size.height + 1;
    if (edge->size.height >= ENOUGH_TO_READ)
      sight->beyond += MAX (sight->rect.size.height - edge->size.height, 0);
    sight->rect.size.height = MIN (sight->rect.size.height, edge->size.height);
    sight->rect.origin.y = CLAMP (sight->rect.origin.y, edge->origin.y,
                                  edge->origin.y + edge->size.height - sight->rect.size.height);
  }
  graphene_rect_intersection (&sight->rect, edge, &rest);
  sight->rect = rest;
}

static void
look (Dump *dump, GtkWidget *widget, const graphene_rect_t *rect, Sight *sight) {
  *sight = (Sight){ *rect, (float)gtk_widget_get_opacity (widget), FALSE, FALSE, 0 };
  for (GtkWidget *parent = widget; parent != GTK_WIDGET (dump->window);
       parent = gtk_widget_get_parent (parent)) {
    graphene_rect_t edge;

    if (parent != widget)
      sight->opacity *= (float)gtk_widget_get_opacity (parent);
    if (!gtk_widget_get_can_target (parent) && !gtk_widget_get_can_focus (parent))
      sight->covered = TRUE;
    if (gtk_widget_get_overflow (parent) == GTK_OVERFLOW_HIDDEN && !GTK_IS_STACK (parent) &&
        parent != widget && gtk_widget_compute_bounds (parent, GTK_WIDGET (dump->window), &edge))
      cut (sight, &edge, scrolls (parent, GTK_ORIENTATION_VERTICAL));
  }
  cut (sight, &dump->screen, FALSE);
  sight->rect.size.height += sight->beyond;
}

static void
add_rect (GString *text, const graphene_rect_t *rect) {
  g_string_append_printf (text, "\t%.0f\t%.0f\t%.0f\t%.0f", rect->origin.x, rect->origin.y,
                          rect->size.width, rect->size.height);
}

/* The letters alone, without the room that the label has for more. */
static graphene_rect_t
get_letters (GtkLabel *label, const graphene_rect_t *bounds) {
  PangoLayout *layout = gtk_label_get_layout (label);
  PangoRectangle ink;
  int x;
  int y;
  graphene_point_t at = GRAPHENE_POINT_INIT (0, 0);
  graphene_point_t origin = GRAPHENE_POINT_INIT (0, 0);

  pango_layout_get_pixel_extents (layout, &ink, NULL);
  gtk_label_get_layout_offsets (label, &x, &y);
  at = GRAPHENE_POINT_INIT ((float)(x + ink.x), (float)(y + ink.y));
  if (!gtk_widget_compute_point (
          GTK_WIDGET (label), GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (label))), &at, &origin))
    origin = bounds->origin;
  return GRAPHENE_RECT_INIT (origin.x, origin.y, (float)ink.width, (float)ink.height);
}

/* The pictogram alone, which is a square, without its badge and the room that the widget has for
 * more. */
static graphene_rect_t
get_pictogram (GtkWidget *image, const graphene_rect_t *bounds) {
  int width = gtk_widget_get_width (image);
  int height = gtk_widget_get_height (image);
  float side = (float)MIN (width, height);
  graphene_point_t at = GRAPHENE_POINT_INIT (((float)width - side) / 2, ((float)height - side) / 2);
  graphene_point_t origin = GRAPHENE_POINT_INIT (0, 0);

  if (!gtk_widget_compute_point (image, GTK_WIDGET (gtk_widget_get_root (image)), &at, &origin))
    origin = bounds->origin;
  return GRAPHENE_RECT_INIT (origin.x, origin.y, side, side);
}

static graphene_rect_t
get_core (GtkWidget *widget, const graphene_rect_t *bounds) {
  if (GTK_IS_LABEL (widget))
    return get_letters (GTK_LABEL (widget), bounds);
  return GTK_IS_IMAGE (widget) ? get_pictogram (widget, bounds) : *bounds;
}

/* A style may take a pictogram away by its opacity, which nothing but what is drawn tells of. */
static gboolean
is_drawn (GtkWidget *widget) {
  g_autoptr (GdkPaintable) widget_paintable = gtk_widget_paintable_new (widget);
  g_autoptr (GdkPaintable) image = gdk_paintable_get_current_image (widget_paintable);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderNode *node = NULL;

  gdk_paintable_snapshot (image, snapshot, 1, 1);
  node = gtk_snapshot_free_to_node (snapshot);
  if (node == NULL)
    return FALSE;
  gsk_render_node_unref (node);
  return TRUE;
}

static void
add_flags (GString *text, GtkWidget *widget, const Sight *sight) {
  gboolean ellipsized = GTK_IS_LABEL (widget) &&
                        pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget)));

  g_string_append_c (text, '\t');
  if (gtk_widget_get_focusable (widget) && gtk_widget_get_can_focus (widget))
    g_string_append_c (text, 'f');
  if (gtk_widget_has_focus (widget))
    g_string_append_c (text, 'F');
  if (gtk_widget_is_sensitive (widget))
    g_string_append_c (text, 's');
  if (ellipsized)
    g_string_append_c (text, 'e');
  if (sight->covered)
    g_string_append_c (text, 'c');
  if (sight->away)
    g_string_append_c (text, 'a');
  if (GTK_IS_IMAGE (widget) && !is_drawn (widget))
    g_string_append_c (text, 'u');
}

static void
add_ink (GString *text, GtkWidget *widget, const Sight *sight) {
  GdkRGBA ink;
  PangoFontDescription *font = NULL;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &ink);
  g_string_append_printf (text, "\t%.0f\t%.0f\t%.0f\t%.0f", ink.red * 255, ink.green * 255,
                          ink.blue * 255, ink.alpha * sight->opacity * 255);
  font = pango_context_get_font_description (gtk_widget_get_pango_context (widget));
  g_string_append_printf (text, "\t%.1f",
                          pango_font_description_get_size (font) / (double)PANGO_SCALE);
}

static void
add_words (GString *text, GtkWidget *widget) {
  const char *words = GTK_IS_LABEL (widget)   ? gtk_label_get_text (GTK_LABEL (widget))
                      : GTK_IS_IMAGE (widget) ? gtk_image_get_icon_name (GTK_IMAGE (widget))
                                              : NULL;
  g_auto (GStrv) lines = g_strsplit_set (words == NULL ? "" : words, "\n\t", -1);
  g_autofree char *line = g_strjoinv (" ", lines);

  g_string_append_printf (text, "\t%s", line);
}

static const char *
get_role (GtkWidget *widget) {
  g_autoptr (GEnumClass) roles = g_type_class_ref (GTK_TYPE_ACCESSIBLE_ROLE);
  GEnumValue *role =
      g_enum_get_value (roles, (int)gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)));

  return role == NULL ? "" : role->value_nick;
}

static void
add_widget (Dump *dump, GtkWidget *widget, int depth) {
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, 0, 0);
  graphene_rect_t core;
  Sight sight;

  if (!gtk_widget_compute_bounds (widget, GTK_WIDGET (dump->window), &bounds))
    return;
  core = get_core (widget, &bounds);
  look (dump, widget, &core, &sight);
  g_string_append_printf (dump->text, "%p\t%d\t%s\t%s", (void *)widget, depth,
                          G_OBJECT_TYPE_NAME (widget), get_role (widget));
  add_flags (dump->text, widget, &sight);
  add_rect (dump->text, &bounds);
  add_rect (dump->text, &core);
  add_rect (dump->text, &sight.rect);
  add_ink (dump->text, widget, &sight);
  add_words (dump->text, widget);
  g_string_append_c (dump->text, '\n');
}

static void
add_all (Dump *dump, GtkWidget *widget, int depth) {
  if (!gtk_widget_get_mapped (widget))
    return;
  add_widget (dump, widget, depth);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    add_all (dump, child, depth + 1);
}

static void
write_down (GtkWindow *window) {
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));
  g_autoptr (GString) text = g_string_new (NULL);
  Dump dump = { text, window,
                GRAPHENE_RECT_INIT (0, 0, (float)gdk_surface_get_width (surface),
                                    (float)gdk_surface_get_height (surface)) };

  add_all (&dump, GTK_WIDGET (window), 0);
  gdk_display_sync (gdk_surface_get_display (surface));
  g_file_set_contents (g_getenv ("KAPKA_PROBE"), text->str, (gssize)text->len, NULL);
}

/* The picture that the test takes next is that of this frame. */
static void
on_after_paint (GdkFrameClock *clock, gpointer user_data) {
  g_signal_handlers_disconnect_by_func (clock, on_after_paint, user_data);
  write_down (user_data);
}

static GtkWindow *
find_window (void) {
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

    if (gtk_widget_get_mapped (GTK_WIDGET (window)))
      return window;
  }
  return NULL;
}

/* Nothing may be on its way between two colours when the picture is taken, and it is that of
 * somebody who reads for a while: by then GTK does not show any more where the focus is. */
static gboolean
on_asked (gpointer user_data) {
  GtkWindow *window = find_window ();

  if (window == NULL)
    return G_SOURCE_CONTINUE;
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, "gtk-cursor-blink",
                FALSE, NULL);
  gtk_window_set_focus_visible (window, FALSE);
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (window)), "after-paint",
                    G_CALLBACK (on_after_paint), window);
  gtk_widget_queue_draw (GTK_WIDGET (window));
  return G_SOURCE_CONTINUE;
}

/* The children of the kiosk go without it. */
__attribute__ ((constructor)) static void
start (void) {
  g_unsetenv ("LD_PRELOAD");
  g_unix_signal_add (SIGUSR2, on_asked, NULL);
}
