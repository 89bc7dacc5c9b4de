// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit.h"

#include <string.h>

#include "contrast.h"
#include "wait.h"

/* So long a fault has to last. */
#define PATIENCE_MS 1500

/* A finger of an old hand. */
#define TARGET_PIXELS 64

/* Pictograms are larger than letters; WCAG asks so much of them. */
#define PICTOGRAM_CONTRAST 3.0

/* So far rounding may take a rectangle. */
#define ROUNDING 2

/* A button may be thicker below. */
#define UNEVEN 4

/* Of a covering, at the least. */
#define TOO_MUCH_OVERLAP 3

struct _KapkaTestAudit {
  KapkaTestKiosk *kiosk;
  double contrast;
  GPtrArray *fresh; // Faults that may be gone at the next look.
  guint n_faults;
};

KapkaTestAudit *
kapka_test_audit_new (KapkaTestKiosk *kiosk, double contrast) {
  KapkaTestAudit *audit = g_new0 (KapkaTestAudit, 1);

  audit->kiosk = kiosk;
  audit->contrast = contrast;
  audit->fresh = g_ptr_array_new_with_free_func (g_free);
  return audit;
}

void
kapka_test_audit_set_contrast (KapkaTestAudit *audit, double contrast) {
  audit->contrast = contrast;
}

KapkaTestKiosk *
kapka_test_audit_get_kiosk (KapkaTestAudit *audit) {
  return audit->kiosk;
}

void
kapka_test_audit_free (KapkaTestAudit *audit) {
  if (audit == NULL)
    return;
  g_ptr_array_unref (audit->fresh);
  g_free (audit);
}

void
kapka_test_audit_blame (KapkaTestAudit *audit, const char *screen, const char *format, ...) {
  g_autofree char *fault = NULL;
  va_list arguments;

  va_start (arguments, format);
  fault = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_ptr_array_add (audit->fresh, g_strdup_printf ("%s: %s", screen, fault));
}

static void
keep_faults (KapkaTestAudit *self) {
  for (guint i = 0; i < self->fresh->len; i++)
    g_test_message ("%s", (const char *)self->fresh->pdata[i]);
  self->n_faults += self->fresh->len;
  g_ptr_array_set_size (self->fresh, 0);
}

void
kapka_test_audit_finish (KapkaTestAudit *audit) {
  keep_faults (audit);
  if (audit->n_faults > 0)
    g_test_fail_printf ("%u faults", audit->n_faults);
}

static gboolean
contains (const KapkaTestRect *outer, const KapkaTestRect *inner, int tolerance) {
  return inner->x >= outer->x - tolerance && inner->y >= outer->y - tolerance &&
         inner->x + inner->width <= outer->x + outer->width + tolerance &&
         inner->y + inner->height <= outer->y + outer->height + tolerance;
}

/* What a screen reader knows of one control. */
typedef struct {
  KapkaTestRect rect;
  char *name;
} Spoken;

static void
free_spoken (gpointer data) {
  Spoken *spoken = data;

  g_free (spoken->name);
  g_free (spoken);
}

static gboolean
is_control (AtspiRole role) {
  static const AtspiRole others[] = { ATSPI_ROLE_LABEL,  ATSPI_ROLE_HEADING, ATSPI_ROLE_IMAGE,
                                      ATSPI_ROLE_PANEL,  ATSPI_ROLE_FILLER,  ATSPI_ROLE_FRAME,
                                      ATSPI_ROLE_DIALOG, ATSPI_ROLE_LIST,    ATSPI_ROLE_LIST_ITEM };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (role == others[i])
      return FALSE;
  return TRUE;
}

static gboolean
collect_spoken_cb (KapkaTestElement *element, guint depth, gpointer data) {
  GPtrArray *all = data;
  Spoken *spoken = NULL;

  if (!is_control (kapka_test_element_get_role (element)))
    return FALSE;
  spoken = g_new0 (Spoken, 1);
  spoken->name = kapka_test_element_get_name (element);
  if (kapka_test_element_get_rect (element, &spoken->rect))
    g_ptr_array_add (all, spoken);
  else
    free_spoken (spoken);
  return FALSE;
}

/* GTK calls what has no name by its type. */
static gboolean
is_name (const char *name) {
  return *name != '\0' && !g_str_has_prefix (name, "Gtk") && !g_str_has_prefix (name, "Kapka");
}

/* The tree knows of a control what is inside its padding, which is the same on both sides. */
static gboolean
is_inside (const KapkaTestRect *bounds, const KapkaTestRect *inner) {
  return contains (bounds, inner, ROUNDING) &&
         ABS (2 * bounds->x + bounds->width - 2 * inner->x - inner->width) <= 2 * UNEVEN &&
         ABS (2 * bounds->y + bounds->height - 2 * inner->y - inner->height) <= 2 * UNEVEN;
}

static const Spoken *
find_spoken (GPtrArray *all, const KapkaTestRect *bounds) {
  for (guint i = 0; i < all->len; i++) {
    const Spoken *spoken = all->pdata[i];

    if (is_name (spoken->name) && is_inside (bounds, &spoken->rect))
      return spoken;
  }
  return NULL;
}

/* What lies over something has a place of its own, which may have the same middle. */
static gboolean
is_whole (const KapkaTestRect *bounds, const KapkaTestRect *inner) {
  return 2 * inner->width > bounds->width && 2 * inner->height > bounds->height;
}

static void
judge_name (KapkaTestAudit *self,
            const char *screen,
            KapkaTestView *view,
            guint i,
            GPtrArray *all) {
  const KapkaTestWidget *widget = kapka_test_view_get (view, i);
  const Spoken *spoken = find_spoken (all, &widget->bounds);
  g_autofree char *what = kapka_test_view_describe (view, i);

  if (!widget->covered && spoken == NULL)
    kapka_test_audit_blame (self, screen, "%s has no name for a screen reader", what);
  else if (widget->covered && spoken != NULL && is_whole (&widget->bounds, &spoken->rect))
    kapka_test_audit_blame (self, screen, "%s is covered, and yet a screen reader finds it", what);
}

static void
judge_names (KapkaTestAudit *self, const char *screen, KapkaTestView *view) {
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (free_spoken);

  kapka_test_screen_visit (kapka_test_kiosk_get_screen (self->kiosk), collect_spoken_cb, all);
  for (guint i = 0; i < kapka_test_view_get_length (view); i++)
    if (kapka_test_view_is_control (kapka_test_view_get (view, i)))
      judge_name (self, screen, view, i, all);
}

/* A field of a paper is as low as its line: the sheet finds it for a finger that falls beside it,
 * which the test `filling` tries. */
static gboolean
is_on_paper (KapkaTestView *view, guint i) {
  int depth = kapka_test_view_get (view, i)->depth;

  while (i-- > 0) {
    const KapkaTestWidget *widget = kapka_test_view_get (view, i);

    if (widget->depth >= depth)
      continue;
    depth = widget->depth;
    if (g_str_equal (widget->type, "KapkaFillPlace"))
      return TRUE;
  }
  return FALSE;
}

static void
judge_target (KapkaTestAudit *self, const char *screen, KapkaTestView *view, guint i) {
  const KapkaTestWidget *widget = kapka_test_view_get (view, i);
  g_autofree char *what = kapka_test_view_describe (view, i);

  if (g_str_equal (widget->type, "KapkaKey") || is_on_paper (view, i))
    return;
  if (widget->bounds.width < TARGET_PIXELS || widget->bounds.height < TARGET_PIXELS)
    kapka_test_audit_blame (self, screen, "%s is too small for a finger", what);
}

static gboolean
is_picture (const KapkaTestWidget *widget) {
  return g_str_equal (widget->type, "GtkImage");
}

static void
judge_contrast (KapkaTestAudit *self, const char *screen, KapkaTestView *view, guint i) {
  const KapkaTestWidget *widget = kapka_test_view_get (view, i);
  gboolean letters = !is_picture (widget);
  guint32 ground = kapka_test_contrast_find_ground (view, &widget->core, letters ? 2 : 0);
  guint32 ink = kapka_test_contrast_get_ink (widget, ground);
  double contrast = kapka_test_contrast (ink, ground);
  g_autofree char *what = kapka_test_view_describe (view, i);

  if (contrast < (letters ? self->contrast : PICTOGRAM_CONTRAST))
    kapka_test_audit_blame (self, screen, "%s stands out by %.2f only (#%06x on #%06x)", what,
                            contrast, ink, ground);
  else if (!kapka_test_contrast_has_ink (view, &widget->core, ink, ground))
    kapka_test_audit_blame (self, screen, "%s is not to be seen (#%06x on #%06x)", what, ink,
                            ground);
}

/* Returns: whether it can be seen. */
static gboolean
judge_place (KapkaTestAudit *self, const char *screen, KapkaTestView *view, guint i) {
  const KapkaTestWidget *widget = kapka_test_view_get (view, i);
  const KapkaTestWidget *control = kapka_test_view_get_control (view, i);
  g_autofree char *what = kapka_test_view_describe (view, i);
  gboolean cut = widget->seen.width < widget->core.width - ROUNDING ||
                 widget->seen.height < widget->core.height - ROUNDING;

  if (widget->ellipsized)
    kapka_test_audit_blame (self, screen, "%s is shortened", what);
  if (cut)
    kapka_test_audit_blame (self, screen, "%s is cut off: %dx%d of %dx%d show", what,
                            widget->seen.width, widget->seen.height, widget->core.width,
                            widget->core.height);
  if (control != NULL && !contains (&control->bounds, &widget->core, ROUNDING))
    kapka_test_audit_blame (self, screen, "%s does not fit in its button", what);
  return !cut;
}

static gboolean
overlap (const KapkaTestRect *a, const KapkaTestRect *b) {
  int width = MIN (a->x + a->width, b->x + b->width) - MAX (a->x, b->x);
  int height = MIN (a->y + a->height, b->y + b->height) - MAX (a->y, b->y);

  return width > TOO_MUCH_OVERLAP && height > TOO_MUCH_OVERLAP;
}

/* A pictogram of one colour is as good as a letter; one without any keeps the room for its time,
 * and one that the style takes away leaves words. */
static gboolean
is_shown_picture (const KapkaTestWidget *widget) {
  return g_str_has_suffix (widget->words, "-symbolic") && widget->ink[3] > 0 && !widget->undrawn;
}

static gboolean
is_text (const KapkaTestWidget *widget) {
  return !widget->covered && *widget->words != '\0' && widget->core.width > 0 &&
         widget->core.height > 0 && (!is_picture (widget) || is_shown_picture (widget));
}

static void
judge_overlap (KapkaTestAudit *self, const char *screen, KapkaTestView *view, guint i) {
  const KapkaTestWidget *widget = kapka_test_view_get (view, i);

  for (guint j = 0; j < i; j++) {
    const KapkaTestWidget *other = kapka_test_view_get (view, j);
    g_autofree char *what = NULL;

    if (!is_text (other) || other->away || widget->away || !overlap (&widget->core, &other->core))
      continue;
    what = kapka_test_view_describe (view, i);
    kapka_test_audit_blame (self, screen, "%s lies over «%s»", what, other->words);
  }
}

/* A field is known by what stands before it. */
static void
judge_face (KapkaTestAudit *self, const char *screen, KapkaTestView *view, guint i) {
  const KapkaTestWidget *control = kapka_test_view_get (view, i);
  g_autofree char *what = kapka_test_view_describe (view, i);

  if (g_str_equal (control->role, "text-box") || g_str_equal (control->role, "search-box"))
    return;
  for (guint j = i + 1; j < kapka_test_view_get_length (view) &&
                        kapka_test_view_get (view, j)->depth > control->depth;
       j++)
    if (is_text (kapka_test_view_get (view, j)))
      return;
  kapka_test_audit_blame (self, screen, "%s shows neither words nor a pictogram", what);
}

/* What is cut off already has no colours to be judged. */
static void
judge_text (KapkaTestAudit *self, const char *screen, KapkaTestView *view, guint i) {
  const KapkaTestWidget *widget = kapka_test_view_get (view, i);

  if (!judge_place (self, screen, view, i))
    return;
  judge_overlap (self, screen, view, i);
  if (widget->sensitive && !widget->away)
    judge_contrast (self, screen, view, i);
}

static void
judge_widgets (KapkaTestAudit *self, const char *screen, KapkaTestView *view) {
  for (guint i = 0; i < kapka_test_view_get_length (view); i++) {
    const KapkaTestWidget *widget = kapka_test_view_get (view, i);

    if (kapka_test_view_is_control (widget) && !widget->covered) {
      judge_target (self, screen, view, i);
      judge_face (self, screen, view, i);
    }
    if (is_text (widget))
      judge_text (self, screen, view, i);
  }
}

static gboolean
is_read (KapkaTestView *view, guint i) {
  const KapkaTestWidget *widget = kapka_test_view_get (view, i);

  return !widget->covered && kapka_test_view_get_control (view, i) == NULL &&
         (kapka_test_view_is_control (widget) || (is_text (widget) && !is_picture (widget)));
}

static void
judge_reading (KapkaTestAudit *self, const char *screen, KapkaTestView *view) {
  int before = -1;

  for (guint i = 0; i < kapka_test_view_get_length (view); i++) {
    if (!is_read (view, i))
      continue;
    if (before >= 0 && kapka_test_view_goes_back (view, (guint)before, i)) {
      g_autofree char *first = kapka_test_view_describe (view, (guint)before);
      g_autofree char *second = kapka_test_view_describe (view, i);

      kapka_test_audit_blame (self, screen, "%s is read after %s", second, first);
    }
    before = (int)i;
  }
}

typedef struct {
  KapkaTestAudit *audit;
  const char *screen;
} Look;

static gboolean
is_sound_cb (gpointer data) {
  const Look *look = data;
  g_autoptr (KapkaTestView) view = kapka_test_view_take (look->audit->kiosk);

  g_ptr_array_set_size (look->audit->fresh, 0);
  judge_names (look->audit, look->screen, view);
  judge_widgets (look->audit, look->screen, view);
  judge_reading (look->audit, look->screen, view);
  return look->audit->fresh->len == 0;
}

/* A page may draw itself once more just when the picture is taken: only what is still wrong a
 * moment later is a fault. */
void
kapka_test_audit_look (KapkaTestAudit *audit, const char *screen) {
  Look look = { audit, screen };

  keep_faults (audit);
  kapka_test_wait_until (is_sound_cb, &look, PATIENCE_MS);
  keep_faults (audit);
}
