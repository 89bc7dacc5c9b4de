// SPDX-License-Identifier: GPL-3.0-or-later
#include "print/job-private.h"

#include "base/error.h"
#include "print/printer-private.h"

gboolean
kapka_job_stage_is_last (KapkaJobStage stage) {
  return stage == KAPKA_JOB_DONE || stage == KAPKA_JOB_CANCELLED || stage == KAPKA_JOB_FAILED;
}

/* A job waits in the printer for paper as if it were being printed. */
KapkaJobStage
kapka_job_judge (ipp_jstate_t state, KapkaPrinterTrouble trouble) {
  switch (state) {
  case IPP_JSTATE_COMPLETED:
    return KAPKA_JOB_DONE;
  case IPP_JSTATE_CANCELED:
    return KAPKA_JOB_CANCELLED;
  case IPP_JSTATE_ABORTED:
    return KAPKA_JOB_FAILED;
  case IPP_JSTATE_STOPPED:
    return KAPKA_JOB_STUCK;
  case IPP_JSTATE_PENDING:
  case IPP_JSTATE_HELD:
  case IPP_JSTATE_PROCESSING:
  default:
    if (trouble & KAPKA_PRINTER_IN_NEED)
      return KAPKA_JOB_STUCK;
    return state == IPP_JSTATE_PROCESSING ? KAPKA_JOB_PRINTING : KAPKA_JOB_WAITING;
  }
}

static gboolean
get_state (http_t *http, const char *queue, int id, ipp_jstate_t *out_state, GError **error) {
  ipp_t *request = kapka_print_request_new (IPP_OP_GET_JOB_ATTRIBUTES, queue);
  g_autoptr (ipp_t) answer = NULL;
  ipp_attribute_t *state;

  ippAddInteger (request, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", id);
  ippAddString (request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes", NULL,
                "job-state");
  answer = kapka_print_ask (http, request, queue, NULL, error);
  if (answer == NULL)
    return FALSE;
  state = ippFindAttribute (answer, "job-state", IPP_TAG_ENUM);
  if (state == NULL) {
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_IO, "job %d has no state", id);
    return FALSE;
  }
  *out_state = (ipp_jstate_t)ippGetInteger (state, 0);
  return TRUE;
}

gboolean
kapka_job_look (const char *queue, int id, KapkaJobState *out_state, GError **error) {
  g_autoptr (http_t) http = kapka_print_connect (error);
  g_autoptr (KapkaPrinter) printer = NULL;
  ipp_jstate_t state;

  if (http == NULL)
    return FALSE;
  printer = kapka_printer_look_through (http, queue, error);
  if (printer == NULL || !get_state (http, queue, id, &state, error))
    return FALSE;
  out_state->stage = kapka_job_judge (state, printer->trouble);
  out_state->trouble = printer->trouble;
  return TRUE;
}

gboolean
kapka_job_cancel (const char *queue, int id, GError **error) {
  g_autoptr (http_t) http = kapka_print_connect (error);

  if (http == NULL)
    return FALSE;
  return cupsCancelJob2 (http, queue, id, TRUE) <= IPP_STATUS_OK_EVENTS_COMPLETE ||
         kapka_print_set_error (error, queue);
}
