// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kapkactl/command.h"

/** The actions of `kapkactl forms`. */
int kapka_forms_import (const KapkaCommandContext *context, GStrv arguments, GError **error);
int kapka_forms_check (const KapkaCommandContext *context, GStrv arguments, GError **error);
