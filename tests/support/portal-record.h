// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "portal-server.h"

/**
 * KapkaTestPortalRecord: what a web server knows and has seen, shared by its thread and the test.
 * Each function takes the lock itself.
 */
typedef struct _KapkaTestPortalRecord KapkaTestPortalRecord;

/** KapkaTestPage: what to answer at one path. */
typedef struct {
  guint status; /* 0: the body is all that is sent, status line and headers included */
  char *content_type;
  GBytes *body;
  GStrv headers; /* names and values in turn */
} KapkaTestPage;

/** kapka_test_portal_record_new: Returns: (transfer full): an empty record */
KapkaTestPortalRecord *kapka_test_portal_record_new (void);

/** kapka_test_portal_record_free: @record: (nullable) (transfer full): freed */
void kapka_test_portal_record_free (KapkaTestPortalRecord *record);

/** kapka_test_portal_record_set_page: @page: (transfer full): replaces an earlier one */
void kapka_test_portal_record_set_page (KapkaTestPortalRecord *record,
                                        const char *path,
                                        KapkaTestPage *page);

/** kapka_test_portal_record_dup_page: Returns: (transfer full) (nullable): a copy */
KapkaTestPage *kapka_test_portal_record_dup_page (KapkaTestPortalRecord *record, const char *path);

/** kapka_test_portal_record_set_secret: @secret: see kapka_test_portal_server_set_secret() */
void kapka_test_portal_record_set_secret (KapkaTestPortalRecord *record, const char *secret);

/** kapka_test_portal_record_dup_secret: Returns: (transfer full): the secret, or "" */
char *kapka_test_portal_record_dup_secret (KapkaTestPortalRecord *record);

/** kapka_test_page_free: @page: (nullable) (transfer full): freed */
void kapka_test_page_free (KapkaTestPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaTestPage, kapka_test_page_free)

/** kapka_test_portal_record_add_request: @request: (transfer full): the newest request */
void kapka_test_portal_record_add_request (KapkaTestPortalRecord *record,
                                           KapkaTestRequest *request);

/** kapka_test_portal_record_count: Returns: how many requests for @path (NULL: any) came */
guint kapka_test_portal_record_count (KapkaTestPortalRecord *record, const char *path);

/** kapka_test_portal_record_wait_request: Returns: (transfer full) (nullable): a copy */
KapkaTestRequest *kapka_test_portal_record_wait_request (KapkaTestPortalRecord *record,
                                                         const char *path,
                                                         guint number,
                                                         guint deadline_ms);

/** kapka_test_portal_record_add_report: notes that a page has reported @value for @key */
void kapka_test_portal_record_add_report (KapkaTestPortalRecord *record,
                                          const char *key,
                                          const char *value);

/** kapka_test_portal_record_wait_report: Returns: (transfer full) (nullable): the oldest value */
char *kapka_test_portal_record_wait_report (KapkaTestPortalRecord *record,
                                            const char *key,
                                            guint deadline_ms);

/** kapka_test_portal_record_describe: Returns: (transfer full): a line per request */
char *kapka_test_portal_record_describe (KapkaTestPortalRecord *record);
