// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/desk/register.h"

/** Where the centre was written about. */
extern const KapkaRegisterKind kapka_publication_register;
