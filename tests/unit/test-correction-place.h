// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "desk/correction.h"
#include "test-desk-place.h"

/** Fails the test unless @call, which reports to a variable `error`, is done. */
#define OK(call)                                                                                   \
  G_STMT_START {                                                                                   \
    g_autoptr (GError) call_error = NULL;                                                          \
    GError **error = &call_error;                                                                  \
    gboolean call_good = (call);                                                                   \
    g_assert_no_error (call_error);                                                                \
    g_assert_true (call_good);                                                                     \
  }                                                                                                \
  G_STMT_END

/** Fails the test unless @call is refused (USAGE) and has written nothing. */
#define REFUSED(self, call)                                                                        \
  G_STMT_START {                                                                                   \
    g_autoptr (GError) call_error = NULL;                                                          \
    GError **error = &call_error;                                                                  \
    gint64 before = kapka_place_read_int ((self)->place, "SELECT count(*) FROM event");            \
    kapka_correction_place_assert_refused ((call), error, KAPKA_ERROR_USAGE);                      \
    g_assert_cmpint (kapka_place_read_int ((self)->place, "SELECT count(*) FROM event"), ==,       \
                     before);                                                                      \
  }                                                                                                \
  G_STMT_END

/** Begins @visit, has it open the tiles of @requests (as in `gosuslugi:s3 mfc:s2`) and, if
 * @end_reason is not %NULL, ends it. */
void kapka_correction_place_visit (KapkaDeskPlace *self,
                                   const char *visit,
                                   const char *requests,
                                   const char *end_reason);

/** Prints a form of @pages pages in @visit, counted under `s4`. */
void kapka_correction_place_print (KapkaDeskPlace *self, const char *visit, gint64 pages);

/** Returns: (transfer full): the event_id of the first event of @visit with @item under @service.
 */
char *
kapka_correction_place_find (KapkaDeskPlace *self, const char *visit, const char *item_service);

/** Returns: (transfer full): the event_id of the correction that was written last. */
char *kapka_correction_place_find_last (KapkaDeskPlace *self);

/** Fails the test unless the roll-up of @day is @counts, as in `s3=1 users=1`, keys sorted, and the
 * journal is sound. */
void kapka_correction_place_assert (KapkaDeskPlace *self, const char *day, const char *counts);

/** Fails the test unless @good is %FALSE with an error @code, which is cleared. */
void kapka_correction_place_assert_refused (gboolean good, GError **error, KapkaError code);
