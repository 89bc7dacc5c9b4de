// SPDX-License-Identifier: GPL-3.0-or-later
#include "print/submit.h"

#include <cups/cups.h>
#include <cups/pwg.h>
#include <math.h>

#include "base/error.h"
#include "paper/document.h"
#include "print/options.h"
#include "print/printer-private.h"

KapkaJobTicket *
kapka_job_ticket_copy (const KapkaJobTicket *ticket) {
  KapkaJobTicket *copy = g_new0 (KapkaJobTicket, 1);

  copy->queue = g_strdup (ticket->queue);
  copy->id = ticket->id;
  return copy;
}

void
kapka_job_ticket_free (KapkaJobTicket *ticket) {
  if (ticket == NULL)
    return;
  g_free (ticket->queue);
  g_free (ticket);
}

static gboolean
check_ready (const KapkaPrinter *printer, GError **error) {
  if ((printer->trouble & (KAPKA_PRINTER_STOPPED | KAPKA_PRINTER_REFUSING)) == 0)
    return TRUE;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_BUSY, "printer %s is stopped or takes no jobs",
               printer->name);
  return FALSE;
}

static void
add_keyword (ipp_t *request, const char *name, const char *keyword) {
  if (keyword != NULL)
    ippAddString (request, IPP_TAG_JOB, IPP_TAG_KEYWORD, name, NULL, keyword);
}

/* Hundredths of a millimetre in a point. */
#define PER_POINT (2540.0 / 72.0)

/* Paper as large as the first page, for a profile that names none. */
static const char *
find_page_media (const KapkaPrintOrder *order) {
  g_autoptr (KapkaDocument) document = NULL;
  pwg_media_t *media;
  double width;
  double height;

  if (order->profile->media != NULL)
    return NULL;
  document = kapka_document_open (order->path, NULL);
  if (document == NULL)
    return NULL;
  kapka_document_get_page_size (document, 0, &width, &height);
  media = pwgMediaForSize ((int)lround (width * PER_POINT), (int)lround (height * PER_POINT));
  return media == NULL ? NULL : media->pwg;
}

static ipp_t *
make_request (const KapkaPrintOrder *order, const KapkaPrinter *printer) {
  ipp_t *request = kapka_print_request_new (IPP_OP_PRINT_JOB, printer->name);
  KapkaPrintOptions options;

  kapka_print_options_choose (order->profile, find_page_media (order), printer, &options);
  ippAddString (request, IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", NULL, order->title);
  ippAddString (request, IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", NULL,
                "application/pdf");
  ippAddInteger (request, IPP_TAG_JOB, IPP_TAG_INTEGER, "copies", (int)order->copies);
  add_keyword (request, "sides", options.sides);
  add_keyword (request, "media", options.media);
  add_keyword (request, "print-color-mode", options.colour_mode);
  add_keyword (request, "print-scaling", options.scaling);
  return request;
}

static int
read_id (ipp_t *answer) {
  ipp_attribute_t *id = ippFindAttribute (answer, "job-id", IPP_TAG_INTEGER);

  return id == NULL ? 0 : ippGetInteger (id, 0);
}

/* Where no print system answers there is no printer; only one that was sent a document and then
 * said nothing is told apart. */
static KapkaPrinter *
find_printer (http_t **out_http, const char *queue, GError **error) {
  g_autoptr (GError) failure = NULL;
  g_autoptr (http_t) http = kapka_print_connect (&failure);
  KapkaPrinter *printer = http == NULL ? NULL : kapka_printer_look_through (http, queue, &failure);

  if (printer != NULL) {
    *out_http = g_steal_pointer (&http);
    return printer;
  }
  if (g_error_matches (failure, KAPKA_ERROR, KAPKA_ERROR_NETWORK))
    failure->code = KAPKA_ERROR_NOT_FOUND;
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

KapkaJobTicket *
kapka_print_submit (const KapkaPrintOrder *order, GError **error) {
  g_autoptr (http_t) http = NULL;
  g_autoptr (KapkaPrinter) printer = find_printer (&http, order->printer, error);
  g_autoptr (ipp_t) answer = NULL;

  if (printer == NULL || !check_ready (printer, error))
    return NULL;
  answer = kapka_print_ask (http, make_request (order, printer), printer->name, order->path, error);
  if (answer == NULL)
    return NULL;
  return kapka_job_ticket_copy (
      &(KapkaJobTicket){ .queue = printer->name, .id = read_id (answer) });
}

static KapkaPrintOrder *
order_copy (const KapkaPrintOrder *order) {
  KapkaPrintOrder *copy = g_memdup2 (order, sizeof *order);

  copy->printer = g_strdup (order->printer);
  copy->path = g_strdup (order->path);
  copy->title = g_strdup (order->title);
  return copy;
}

static void
order_free (gpointer data) {
  KapkaPrintOrder *order = data;

  g_free ((char *)order->printer);
  g_free ((char *)order->path);
  g_free ((char *)order->title);
  g_free (order);
}

static void
submit_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable) {
  GError *error = NULL;
  KapkaJobTicket *ticket = kapka_print_submit (data, &error);

  if (ticket == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, ticket, (GDestroyNotify)kapka_job_ticket_free);
}

void
kapka_print_submit_async (const KapkaPrintOrder *order,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data) {
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, kapka_print_submit_async);
  g_task_set_task_data (task, order_copy (order), order_free);
  g_task_run_in_thread (task, submit_in_thread);
}

KapkaJobTicket *
kapka_print_submit_finish (GAsyncResult *result, GError **error) {
  g_return_val_if_fail (g_async_result_is_tagged (result, kapka_print_submit_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
