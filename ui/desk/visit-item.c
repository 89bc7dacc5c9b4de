// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/visit-item.h"

struct _KapkaVisitItem {
  GObject parent_instance;

  char day[11];
  KapkaVisitLine *line; // (nullable)
};

G_DEFINE_FINAL_TYPE (KapkaVisitItem, kapka_visit_item, G_TYPE_OBJECT)

enum { SIGNAL_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
kapka_visit_item_finalize (GObject *object) {
  g_clear_pointer (&KAPKA_VISIT_ITEM (object)->line, kapka_visit_line_free);
  G_OBJECT_CLASS (kapka_visit_item_parent_class)->finalize (object);
}

static void
kapka_visit_item_class_init (KapkaVisitItemClass *klass) {
  G_OBJECT_CLASS (klass)->finalize = kapka_visit_item_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", KAPKA_TYPE_VISIT_ITEM, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kapka_visit_item_init (KapkaVisitItem *self) {
}

KapkaVisitItem *
kapka_visit_item_new (const char *day) {
  KapkaVisitItem *self = g_object_new (KAPKA_TYPE_VISIT_ITEM, NULL);

  g_strlcpy (self->day, day, sizeof self->day);
  return self;
}

const char *
kapka_visit_item_get_day (KapkaVisitItem *self) {
  return self->day;
}

const KapkaVisitLine *
kapka_visit_item_get_line (KapkaVisitItem *self) {
  return self->line;
}

void
kapka_visit_item_take_line (KapkaVisitItem *self, KapkaVisitLine *line) {
  g_clear_pointer (&self->line, kapka_visit_line_free);
  self->line = line;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}
