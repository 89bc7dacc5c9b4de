// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"

/** KapkaFormGroup: forms that stand together on the shelf. */
typedef struct {
  const KapkaLocalText *name; // (nullable): borrowed; %NULL for all the others.
  GPtrArray *forms;           // Of borrowed KapkaTile, those with a blank first.
} KapkaFormGroup;

/**
 * kapka_form_groups_by_event:
 * @forms: (element-type KapkaTile): forms of @catalog
 *
 * Returns: (transfer full) (element-type KapkaFormGroup): a group for each life event that one of
 * @forms is needed in, in the order of the catalogue, then one of all the others; but groups with a
 * blank before those without one. A form stands in each group that it belongs to; no group is
 * empty.
 */
GPtrArray *kapka_form_groups_by_event (const KapkaCatalog *catalog, const GPtrArray *forms);

/** Returns: (transfer full) (element-type KapkaFormGroup): the same by the authority that a form
 * goes to, in the order of @forms; those that go to none come last. */
GPtrArray *kapka_form_groups_by_authority (const GPtrArray *forms);
