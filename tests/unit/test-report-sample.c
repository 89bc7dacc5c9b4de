// SPDX-License-Identifier: GPL-3.0-or-later
#include "test-report-sample.h"

static const KapkaYearlyUsers users[KAPKA_YEARLY_N_YEARS] = {
  { 2015, TRUE, 10748, 4486 },
  { 2016, TRUE, 13868, 4379 },
  { 2017, TRUE, 19426, 4049 },
  { 2018, TRUE, 18240, 4137 },
};

static const struct {
  const char *label;
  gint64 requests;
} services[KAPKA_N_SERVICES] = {
  { "Предоставление информации о деятельности органов гос. власти", 5823 },
  { "Подача обращений в органы гос. власти в форме электронного сообщения", 1461 },
  { "Предоставление доступа к информации о гос. услугах", 15559 },
  { "Печать форм и бланков документов", 4464 },
  { "Получение результата предоставления гос. услуги в виде электронного документа", 7735 },
  { "Получение сведений о ходе предоставления государственных (муниципальных) услуг в "
    "соответствии с регламентом получения услуги Единого портала государственных услуг",
    2505 },
};

KapkaYearlyReport *
kapka_report_sample_2018 (void) {
  KapkaYearlyReport *report = g_new0 (KapkaYearlyReport, 1);

  report->library = g_strdup ("18-0142");
  report->name = g_strdup ("Центр общественного доступа");
  report->year = 2018;
  report->today = g_strdup ("2019-01-10");
  report->over = TRUE;
  report->requests_known = TRUE;
  for (guint i = 0; i < KAPKA_YEARLY_N_YEARS; i++)
    report->users[i] = users[i];
  for (guint i = 0; i < KAPKA_N_SERVICES; i++) {
    report->services[i].id = g_strdup_printf ("s%u", i + 1);
    report->services[i].label = g_strdup (services[i].label);
    report->services[i].requests = services[i].requests;
    report->requests += services[i].requests;
  }
  return report;
}
