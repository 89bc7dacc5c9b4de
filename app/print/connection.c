// SPDX-License-Identifier: GPL-3.0-or-later
#include "print/connection.h"

#include <glib/gi18n.h>

#include "base/error.h"

#define ANSWER_SECONDS 5

static int
on_timeout (http_t *http, void *user_data) {
  return 0; // Not to be waited for again.
}

/* Whoever is let in is so by his name on this machine; there is nobody to be asked. */
static const char *
on_password (const char *prompt,
             http_t *http,
             const char *method,
             const char *resource,
             void *data) {
  return NULL;
}

http_t *
kapka_print_connect (GError **error) {
  http_t *http = httpConnect2 (cupsServer (), ippPort (), NULL, AF_UNSPEC, cupsEncryption (), 1,
                               ANSWER_SECONDS * 1000, NULL);

  cupsSetPasswordCB2 (on_password, NULL);
  if (http == NULL)
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_NETWORK,
                 _ ("the print system does not answer: %s"), cupsLastErrorString ());
  else
    httpSetTimeout (http, ANSWER_SECONDS, on_timeout, NULL);
  return http;
}

static char *
get_resource (const char *name) {
  return g_strconcat ("/printers/", name, NULL);
}

/* A job's language is that of what is said about it, which we read: the visitor is told in our own
 * words. */
static void
set_language (ipp_t *request) {
  ipp_attribute_t *language =
      ippFindAttribute (request, "attributes-natural-language", IPP_TAG_LANGUAGE);

  ippSetString (request, &language, 0, "en");
}

ipp_t *
kapka_print_request_new (ipp_op_t operation, const char *name) {
  ipp_t *request = ippNewRequest (operation);
  g_autofree char *resource = get_resource (name);
  char uri[HTTP_MAX_URI];

  httpAssembleURI (HTTP_URI_CODING_ALL, uri, sizeof uri, "ipp", NULL, "localhost", 0, resource);
  set_language (request);
  ippAddString (request, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", NULL, uri);
  ippAddString (request, IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", NULL,
                cupsUser ());
  return request;
}

static KapkaError
translate (ipp_status_t status) {
  switch (status) {
  case IPP_STATUS_ERROR_NOT_FOUND:
    return KAPKA_ERROR_NOT_FOUND;
  case IPP_STATUS_ERROR_SERVICE_UNAVAILABLE: // Of libcups, for a print system that is gone.
    return KAPKA_ERROR_NETWORK;
  case IPP_STATUS_ERROR_NOT_ACCEPTING_JOBS:
    return KAPKA_ERROR_BUSY;
  case IPP_STATUS_ERROR_CUPS_AUTHENTICATION_CANCELED: // Nobody was there to be asked.
  case IPP_STATUS_ERROR_FORBIDDEN:
  case IPP_STATUS_ERROR_NOT_AUTHENTICATED:
  case IPP_STATUS_ERROR_NOT_AUTHORIZED:
    return KAPKA_ERROR_DENIED;
  default:
    return KAPKA_ERROR_IO;
  }
}

gboolean
kapka_print_set_error (GError **error, const char *what) {
  g_set_error (error, KAPKA_ERROR, (int)translate (cupsLastError ()), "%s: %s", what,
               cupsLastErrorString ());
  return FALSE;
}

ipp_t *
kapka_print_ask (http_t *http, ipp_t *request, const char *name, const char *path, GError **error) {
  g_autofree char *resource = path == NULL ? g_strdup ("/") : get_resource (name);
  g_autoptr (ipp_t) answer = cupsDoFileRequest (http, request, resource, path);

  if (answer != NULL && cupsLastError () <= IPP_STATUS_OK_EVENTS_COMPLETE)
    return g_steal_pointer (&answer);
  if (answer == NULL && translate (cupsLastError ()) == KAPKA_ERROR_IO)
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_NETWORK, "%s: the print system does not answer",
                 name);
  else
    kapka_print_set_error (error, name);
  return NULL;
}
