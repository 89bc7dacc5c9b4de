// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/sight.h"

static const KapkaSightChoices usual = {
  100, KAPKA_SCHEME_USUAL, KAPKA_SPACING_USUAL, KAPKA_SPACING_USUAL, TRUE, TRUE
};

struct _KapkaSight {
  GObject parent_instance;

  KapkaSightChoices choices;
};

G_DEFINE_FINAL_TYPE (KapkaSight, kapka_sight, G_TYPE_OBJECT)

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
kapka_sight_class_init (KapkaSightClass *klass) {
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kapka_sight_init (KapkaSight *self) {
  self->choices = usual;
}

KapkaSight *
kapka_sight_new (void) {
  return g_object_new (KAPKA_TYPE_SIGHT, NULL);
}

const KapkaSightChoices *
kapka_sight_get (KapkaSight *self) {
  return &self->choices;
}

static gboolean
are_equal (const KapkaSightChoices *a, const KapkaSightChoices *b) {
  return a->text_percent == b->text_percent && a->scheme == b->scheme && a->letters == b->letters &&
         a->lines == b->lines && a->pictures == b->pictures && a->motion == b->motion;
}

void
kapka_sight_set (KapkaSight *self, const KapkaSightChoices *choices) {
  if (are_equal (&self->choices, choices))
    return;
  self->choices = *choices;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

gboolean
kapka_sight_is_usual (KapkaSight *self) {
  return are_equal (&self->choices, &usual);
}

void
kapka_sight_reset (KapkaSight *self) {
  kapka_sight_set (self, &usual);
}
