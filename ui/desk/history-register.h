// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/desk/register.h"

/** Figures of the years before Kapka. */
extern const KapkaRegisterKind kapka_history_register;
