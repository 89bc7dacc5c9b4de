// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/desk/register.h"

/** Printed things that tell people of the centre. */
extern const KapkaRegisterKind kapka_promo_register;
