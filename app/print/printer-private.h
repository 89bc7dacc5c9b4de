// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "print/connection.h"
#include "print/printer.h"

/** Like kapka_printer_look(), through a connection that is there. */
KapkaPrinter *kapka_printer_look_through (http_t *http, const char *queue, GError **error);
