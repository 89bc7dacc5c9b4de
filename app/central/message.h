// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** The longest body of a request: 256 KiB (sync.md §4). */
#define KAPKA_REQUEST_MAX_BYTES (256 * 1024)

/** KapkaHeader: one line of a head. */
typedef struct {
  char *name;
  char *value;
} KapkaHeader;

/** KapkaRequest: an HTTP request, wherever it came from. */
typedef struct {
  char *method;
  char *path;         // As sent, with whatever follows a `?`.
  GPtrArray *headers; // Of owned KapkaHeader.
  GByteArray *body;
} KapkaRequest;

KapkaRequest *kapka_request_new (const char *method, const char *path);
void kapka_request_free (KapkaRequest *request);
void kapka_request_add_header (KapkaRequest *request, const char *name, const char *value);

/** Takes all headers of this name away. */
void kapka_request_remove_header (KapkaRequest *request, const char *name);

/** Returns: (transfer none) (nullable): the value of a header that is there exactly once; names
 * have no case. */
const char *kapka_request_get_header (const KapkaRequest *request, const char *name);

/** Returns: how often a header is there. */
guint kapka_request_count_header (const KapkaRequest *request, const char *name);

/** KapkaResponse: the answer to it. */
typedef struct {
  guint status;
  GPtrArray *headers; // Of owned KapkaHeader.
  GBytes *body;
  int fd;         // Of a file that is the body instead; -1: none.
  gsize fd_bytes; // How much of it.
  guint delay_ms; // How long it has to be held back, so that guessing takes time.
} KapkaResponse;

/** Takes a reference of @body. */
KapkaResponse *kapka_response_new (guint status, const char *content_type, GBytes *body);

/** An answer whose body is the first @size bytes of the file @fd: (transfer full). */
KapkaResponse *
kapka_response_new_from_fd (guint status, const char *content_type, int fd, gsize size);
void kapka_response_free (KapkaResponse *response);
void kapka_response_add_header (KapkaResponse *response, const char *name, const char *value);
const char *kapka_response_get_header (const KapkaResponse *response, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaRequest, kapka_request_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaResponse, kapka_response_free)
