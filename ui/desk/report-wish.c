// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/report-wish.h"

KapkaReportWish *
kapka_report_wish_new (KapkaReportKind kind, int year, const char *month) {
  KapkaReportWish *wish = g_new0 (KapkaReportWish, 1);

  wish->kind = kind;
  wish->year = year;
  wish->month = g_strdup (month);
  return wish;
}

void
kapka_report_wish_free (KapkaReportWish *wish) {
  g_free (wish->month);
  g_free (wish);
}

KapkaReport *
kapka_report_wish_fulfil (const KapkaReportWish *wish,
                          const KapkaReportSource *source,
                          GError **error) {
  switch (wish->kind) {
  case KAPKA_WISH_YEARLY:
    return kapka_report_new_yearly (source, wish->year, error);
  case KAPKA_WISH_MONTH:
    return kapka_report_new_month (source, wish->month, error);
  case KAPKA_WISH_REVIEW:
    return kapka_report_new_review (source, wish->year, error);
  case KAPKA_WISH_OUTREACH:
    return kapka_report_new_outreach (source, wish->year, error);
  }
  g_return_val_if_reached (NULL);
}
