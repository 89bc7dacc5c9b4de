// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/form-groups.h"

static void
form_group_free (KapkaFormGroup *group) {
  g_ptr_array_unref (group->forms);
  g_free (group);
}

static KapkaFormGroup *
form_group_new (const KapkaLocalText *name) {
  KapkaFormGroup *group = g_new0 (KapkaFormGroup, 1);

  group->name = name;
  group->forms = g_ptr_array_new ();
  return group;
}

static guint
count_blanks (const KapkaFormGroup *group) {
  guint n = 0;

  while (n < group->forms->len &&
         ((const KapkaTile *)g_ptr_array_index (group->forms, n))->file != NULL)
    n++;
  return n;
}

static void
add_form (KapkaFormGroup *group, const KapkaTile *form) {
  guint place = form->file != NULL ? count_blanks (group) : group->forms->len;

  g_ptr_array_insert (group->forms, (int)place, (gpointer)form);
}

static gboolean
has_blank (const KapkaFormGroup *group) {
  return ((const KapkaTile *)g_ptr_array_index (group->forms, 0))->file != NULL;
}

/* Whoever comes for a sheet of paper looks first at what there is. */
static GPtrArray *
put_blanks_first (GPtrArray *groups) {
  guint n = 0;

  for (guint i = 0; i < groups->len; i++)
    if (has_blank (g_ptr_array_index (groups, i)))
      g_ptr_array_insert (groups, (int)n++, g_ptr_array_steal_index (groups, i));
  return groups;
}

static void
add_group (GPtrArray *groups, KapkaFormGroup *group) {
  if (group->forms->len > 0)
    g_ptr_array_add (groups, group);
  else
    form_group_free (group);
}

static KapkaFormGroup *
collect_event (const KapkaLifeEvent *event, const GPtrArray *forms, GHashTable *placed) {
  KapkaFormGroup *group = form_group_new (&event->name);

  for (guint i = 0; i < forms->len; i++) {
    KapkaTile *form = g_ptr_array_index (forms, i);

    if (!g_strv_contains ((const char *const *)form->events, event->id))
      continue;
    add_form (group, form);
    g_hash_table_add (placed, form);
  }
  return group;
}

static KapkaFormGroup *
collect_others (const GPtrArray *forms, GHashTable *placed) {
  KapkaFormGroup *group = form_group_new (NULL);

  for (guint i = 0; i < forms->len; i++)
    if (!g_hash_table_contains (placed, g_ptr_array_index (forms, i)))
      add_form (group, g_ptr_array_index (forms, i));
  return group;
}

GPtrArray *
kapka_form_groups_by_event (const KapkaCatalog *catalog, const GPtrArray *forms) {
  const GPtrArray *events = kapka_catalog_get_events (catalog);
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify)form_group_free);
  g_autoptr (GHashTable) placed = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < events->len; i++)
    add_group (groups, collect_event (g_ptr_array_index (events, i), forms, placed));
  add_group (groups, collect_others (forms, placed));
  return put_blanks_first (groups);
}

/* Two forms for one authority name it by the same Russian words. */
static KapkaFormGroup *
ensure_authority (GPtrArray *groups, const KapkaTile *form) {
  for (guint i = 0; i < groups->len; i++) {
    KapkaFormGroup *group = g_ptr_array_index (groups, i);

    if (g_str_equal (group->name->ru, form->authority.ru))
      return group;
  }
  g_ptr_array_add (groups, form_group_new (&form->authority));
  return g_ptr_array_index (groups, groups->len - 1);
}

GPtrArray *
kapka_form_groups_by_authority (const GPtrArray *forms) {
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify)form_group_free);
  KapkaFormGroup *others = form_group_new (NULL);

  for (guint i = 0; i < forms->len; i++) {
    const KapkaTile *form = g_ptr_array_index (forms, i);

    add_form (form->authority.ru == NULL ? others : ensure_authority (groups, form), form);
  }
  add_group (groups, others);
  return put_blanks_first (groups);
}
