// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/message.h"

#include <unistd.h>

static void
header_free (KapkaHeader *header) {
  g_free (header->name);
  g_free (header->value);
  g_free (header);
}

static GPtrArray *
headers_new (void) {
  return g_ptr_array_new_with_free_func ((GDestroyNotify)header_free);
}

static void
headers_add (GPtrArray *headers, const char *name, const char *value) {
  KapkaHeader *header = g_new0 (KapkaHeader, 1);

  header->name = g_strdup (name);
  header->value = g_strdup (value);
  g_ptr_array_add (headers, header);
}

/* A header that two readers could take from different lines is none. */
static const char *
headers_get (const GPtrArray *headers, const char *name) {
  const char *value = NULL;

  for (guint i = 0; i < headers->len; i++) {
    const KapkaHeader *header = g_ptr_array_index (headers, i);

    if (g_ascii_strcasecmp (header->name, name) != 0)
      continue;
    if (value != NULL)
      return NULL;
    value = header->value;
  }
  return value;
}

KapkaRequest *
kapka_request_new (const char *method, const char *path) {
  KapkaRequest *request = g_new0 (KapkaRequest, 1);

  request->method = g_strdup (method);
  request->path = g_strdup (path);
  request->headers = headers_new ();
  request->body = g_byte_array_new ();
  return request;
}

void
kapka_request_free (KapkaRequest *request) {
  if (request == NULL)
    return;
  g_free (request->method);
  g_free (request->path);
  g_ptr_array_unref (request->headers);
  g_byte_array_unref (request->body);
  g_free (request);
}

void
kapka_request_add_header (KapkaRequest *request, const char *name, const char *value) {
  headers_add (request->headers, name, value);
}

void
kapka_request_remove_header (KapkaRequest *request, const char *name) {
  for (guint i = request->headers->len; i > 0; i--) {
    const KapkaHeader *header = g_ptr_array_index (request->headers, i - 1);

    if (g_ascii_strcasecmp (header->name, name) == 0)
      g_ptr_array_remove_index (request->headers, i - 1);
  }
}

const char *
kapka_request_get_header (const KapkaRequest *request, const char *name) {
  return headers_get (request->headers, name);
}

guint
kapka_request_count_header (const KapkaRequest *request, const char *name) {
  guint count = 0;

  for (guint i = 0; i < request->headers->len; i++) {
    const KapkaHeader *header = g_ptr_array_index (request->headers, i);

    count += g_ascii_strcasecmp (header->name, name) == 0 ? 1 : 0;
  }
  return count;
}

KapkaResponse *
kapka_response_new (guint status, const char *content_type, GBytes *body) {
  KapkaResponse *response = g_new0 (KapkaResponse, 1);

  response->status = status;
  response->headers = headers_new ();
  response->body = g_bytes_ref (body);
  response->fd = -1;
  kapka_response_add_header (response, "Content-Type", content_type);
  // A cache on the way must not answer the next kiosk with this one's ack.
  kapka_response_add_header (response, "Cache-Control", "no-store");
  return response;
}

KapkaResponse *
kapka_response_new_from_fd (guint status, const char *content_type, int fd, gsize size) {
  g_autoptr (GBytes) none = g_bytes_new_static ("", 0);
  KapkaResponse *response = kapka_response_new (status, content_type, none);

  response->fd = fd;
  response->fd_bytes = size;
  return response;
}

void
kapka_response_free (KapkaResponse *response) {
  if (response == NULL)
    return;
  if (response->fd >= 0)
    close (response->fd);
  g_ptr_array_unref (response->headers);
  g_bytes_unref (response->body);
  g_free (response);
}

void
kapka_response_add_header (KapkaResponse *response, const char *name, const char *value) {
  headers_add (response->headers, name, value);
}

const char *
kapka_response_get_header (const KapkaResponse *response, const char *name) {
  return headers_get (response->headers, name);
}
