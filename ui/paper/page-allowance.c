// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/page-allowance.h"

#include "base/log.h"
#include "journal/figures.h"

struct _KapkaPageAllowance {
  KapkaSession *session;
  GSourceOnceFunc changed;
  gpointer user_data;
  GCancellable *cancellable;
  gboolean day_known;
  guint of_others;   // Pages of the day that are not of this visit, once they are known.
  guint asked_after; // Pages of the visit that the journal had when it was asked.
};

static guint
left_of (guint allowed, guint printed) {
  return allowed > printed ? allowed - printed : 0;
}

static guint
get_printed (const KapkaPageAllowance *allowance) {
  KapkaVisit *visit = kapka_session_get_visit (allowance->session);

  return visit == NULL ? 0 : kapka_visit_get_pages (visit);
}

guint
kapka_page_allowance_get_left (const KapkaPageAllowance *allowance, gboolean *out_of_day) {
  const KapkaSettings *settings = kapka_session_get_settings (allowance->session);
  guint printed = get_printed (allowance);
  guint left = left_of (settings->max_pages_per_visit, printed);
  guint left_of_day = left_of (settings->max_pages_per_day, allowance->of_others + printed);

  *out_of_day = settings->max_pages_per_day > 0 && allowance->day_known && left_of_day < left;
  return *out_of_day ? left_of_day : left;
}

static gpointer
read_day (KapkaJournal *journal, gpointer data, GError **error) {
  KapkaFigures figures = { 0 };
  guint64 *pages = g_new0 (guint64, 1);

  if (kapka_figures_sum (journal, data, data, &figures, error))
    *pages = (guint64)MAX (figures.pages, 0);
  return pages;
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (GError) error = NULL;
  g_autofree guint64 *pages = kapka_journal_writer_run_finish (result, &error);
  KapkaPageAllowance *allowance = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL) {
    kapka_log_detail (G_LOG_LEVEL_MESSAGE, "counts-unknown", "The pages of the day are not known",
                      error->message);
    return;
  }
  allowance->day_known = TRUE;
  allowance->of_others = left_of ((guint)MIN (*pages, G_MAXINT), allowance->asked_after);
  allowance->changed (allowance->user_data);
}

static void
ask (KapkaPageAllowance *allowance) {
  KapkaInstant now;

  kapka_clock_now (kapka_session_get_clock (allowance->session), &now);
  allowance->asked_after = get_printed (allowance);
  kapka_journal_writer_run_async (kapka_session_get_writer (allowance->session), read_day,
                                  g_strdup (now.day), g_free, g_free, allowance->cancellable,
                                  on_read, allowance);
}

KapkaPageAllowance *
kapka_page_allowance_new (KapkaSession *session, GSourceOnceFunc changed, gpointer user_data) {
  KapkaPageAllowance *allowance = g_new0 (KapkaPageAllowance, 1);

  allowance->session = g_object_ref (session);
  allowance->changed = changed;
  allowance->user_data = user_data;
  allowance->cancellable = g_cancellable_new ();
  if (kapka_session_get_settings (session)->max_pages_per_day > 0)
    ask (allowance);
  return allowance;
}

void
kapka_page_allowance_free (KapkaPageAllowance *allowance) {
  if (allowance == NULL)
    return;
  g_cancellable_cancel (allowance->cancellable);
  g_object_unref (allowance->cancellable);
  g_object_unref (allowance->session);
  g_free (allowance);
}
