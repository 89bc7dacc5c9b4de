// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "central/receiver.h"
#include "test-centre-kiosk.h"
#include "test-store-place.h"

#define NOW_MS G_GINT64_CONSTANT (1772571248000) // 2026-03-03T20:54:08Z
#define LATER_MS (NOW_MS + G_GINT64_CONSTANT (14) * 24 * 60 * 60 * 1000)
#define DAY "2026-03-02"
#define CODE "K7QF-2M8P-XW3D"

/** ReceiverCentre: a receiver at the store of a place, at NOW_MS. Begins as zeroes. */
typedef struct {
  KapkaStorePlace *place;
  KapkaClock *clock;
  KapkaLimits *limits;
  KapkaReceiver *receiver;
} ReceiverCentre;

void receiver_centre_init (ReceiverCentre *centre, KapkaStorePlace *place);
void receiver_centre_clear (ReceiverCentre *centre);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ReceiverCentre, receiver_centre_clear)

/** Fills @kiosk, the first of library @number, and has it enrolled. */
void receiver_centre_add_kiosk (ReceiverCentre *centre, CentreKiosk *kiosk, guint number);

/** Fails the test unless the store answers @sql so. */
void receiver_centre_assert_answer (ReceiverCentre *centre, const char *sql, const char *expected);

/**
 * receiver_centre_post:
 * @kiosk: (nullable): whose token is sent
 * @body: (transfer full): what is sent
 *
 * Returns: (transfer full): what the receiver says.
 */
KapkaResponse *receiver_centre_post (ReceiverCentre *centre,
                                     const CentreKiosk *kiosk,
                                     const char *path,
                                     char *body);

/** Sends @body (transfer full) as an upload of @kiosk; the test fails unless the days are answered
 * by the words @expected. */
void receiver_centre_upload (ReceiverCentre *centre,
                             const CentreKiosk *kiosk,
                             char *body,
                             const char *expected);

/** Returns: (transfer full): the answer to an enrolment of @kiosk by @code, after @predecessor:
 * (nullable). */
KapkaResponse *receiver_centre_enrol (ReceiverCentre *centre,
                                      const CentreKiosk *kiosk,
                                      const char *code,
                                      const CentreKiosk *predecessor);

/** Returns: (transfer full): the text of the answer to an enrolment that is granted. */
char *
receiver_centre_enrol_text (ReceiverCentre *centre, const CentreKiosk *kiosk, const char *code);

/** Returns: (transfer full): what @kiosk says it has; @rows joined by commas. */
char *receiver_have_json (const CentreKiosk *kiosk, const char *rows);

/** Returns: (transfer full): the body of @response, which has to be JSON. */
KapkaJson *receiver_parse_body (const KapkaResponse *response);

/** Takes @response and fails the test unless it is this problem. */
void receiver_assert_problem (KapkaResponse *response, guint status, const char *code);

/** Takes @response, which has to be signed for @kiosk. Returns: (transfer full): its body. */
KapkaJson *receiver_take_signed (KapkaResponse *response, const CentreKiosk *kiosk);
