// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/enrolment-place.h"

#include "base/i18n.h"

gboolean
kapka_enrolment_is_of (const KapkaEnrolment *enrolment, const KapkaSettings *settings) {
  return *settings->library == '\0' || (g_str_equal (enrolment->library, settings->library) &&
                                        g_str_equal (enrolment->terminal, settings->code));
}

char *
kapka_enrolment_describe_difference (const KapkaEnrolment *enrolment,
                                     const KapkaSettings *settings) {
  gboolean same_zone = g_str_equal (enrolment->time_zone, settings->time_zone);
  GString *text;

  if (kapka_enrolment_is_of (enrolment, settings) && same_zone)
    return NULL;
  text = g_string_new (NULL);
  if (!kapka_enrolment_is_of (enrolment, settings))
    g_string_append_printf (text,
                            _ ("The centre knows this computer as %s of library %s, the "
                               "configuration says %s of library %s."),
                            enrolment->terminal, enrolment->library, settings->code,
                            settings->library);
  if (!same_zone && text->len > 0)
    g_string_append_c (text, ' ');
  if (!same_zone)
    g_string_append_printf (text, _ ("The centre has the time zone %s, the configuration %s."),
                            enrolment->time_zone, settings->time_zone);
  return g_string_free (text, FALSE);
}
