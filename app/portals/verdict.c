// SPDX-License-Identifier: GPL-3.0-or-later
#include "portals/verdict.h"

#include "base/i18n.h"

typedef struct {
  const char *word;
  KapkaPortalState state;
  const char *description;
  const char *advice;
} Meaning;

/* A refused redirect and an error look alike to a visitor; so do a network that is not there and
 * one that lets only others through. */
static const Meaning meanings[KAPKA_N_VERDICTS] = {
  [KAPKA_VERDICT_OK] = { "ok", KAPKA_PORTAL_READY, N_ ("works"), "" },
  [KAPKA_VERDICT_SLOW] = { "slow", KAPKA_PORTAL_READY, N_ ("answers too slowly"),
                           N_ ("Look at the speed of the connection; other portals that are slow "
                               "too point to it.") },
  [KAPKA_VERDICT_NO_NETWORK] = { "no-network", KAPKA_PORTAL_NO_NETWORK, N_ ("no network"),
                                 N_ ("Check the cable, the router and the operator's bill.") },
  [KAPKA_VERDICT_NO_NAME] = { "no-dns", KAPKA_PORTAL_NOT_FOUND, N_ ("its name is not found"),
                              N_ ("Use the name server (DNS) of the operator; foreign ones do "
                                  "not know all state portals.") },
  [KAPKA_VERDICT_WHITE_LIST] = { "white-list", KAPKA_PORTAL_NO_NETWORK,
                                 N_ ("blocked: the operator lets only its white list through"),
                                 N_ ("Nothing is broken. Wait, or connect the kiosk by cable.") },
  [KAPKA_VERDICT_CERTIFICATE_DATE] = { "certificate-date", KAPKA_PORTAL_UNSAFE,
                                       N_ ("its certificate has expired or is not valid yet"),
                                       N_ ("Check the clock of this machine; if it is right, tell "
                                           "the portal.") },
  [KAPKA_VERDICT_CERTIFICATE_HOST] = { "certificate-host", KAPKA_PORTAL_UNSAFE,
                                       N_ ("its certificate is that of another host"),
                                       N_ ("Check whether the network asks to log in; if not, "
                                           "tell the portal.") },
  [KAPKA_VERDICT_CERTIFICATE_ISSUER] = { "certificate-issuer", KAPKA_PORTAL_UNSAFE,
                                         N_ ("its certificate was issued by nobody we trust"),
                                         N_ ("Do not pass it by. Somebody may be listening; ask "
                                             "the operator.") },
  [KAPKA_VERDICT_CERTIFICATE_AUTHORITY] = { "certificate-authority", KAPKA_PORTAL_UNSAFE,
                                            N_ ("its certificate is of the Ministry of Digital "
                                                "Development, which this machine does not trust"),
                                            N_ ("Install the certificates from "
                                                "https://www.gosuslugi.ru/crt: kapkactl ca "
                                                "import FILE…") },
  [KAPKA_VERDICT_DOWN] = { "down", KAPKA_PORTAL_OUT_OF_SERVICE, N_ ("does not work"),
                           N_ ("Wait. If it stays so for days, check the address in "
                               "portals.ini.") },
  [KAPKA_VERDICT_SILENT] = { "silent", KAPKA_PORTAL_SILENT, N_ ("does not answer"),
                             N_ ("Wait. If it stays so for days, check the address in "
                                 "portals.ini.") },
  [KAPKA_VERDICT_REDIRECT] = { "redirect", KAPKA_PORTAL_OUT_OF_SERVICE,
                               N_ ("leads to a host that is not on the list"),
                               N_ ("Correct Url or ExtraHosts of the portal in portals.ini.") },
  [KAPKA_VERDICT_PROXY] = { "proxy", KAPKA_PORTAL_NO_NETWORK, N_ ("the proxy is in the way"),
                            N_ ("Check \"proxy\" in group [sync] of kapka.conf. The proxy has to "
                                "let this computer to the portals without a name and a "
                                "password.") },
  [KAPKA_VERDICT_NOT_CHECKED] = { "not-checked", KAPKA_PORTAL_UNKNOWN, N_ ("could not be checked"),
                                  N_ ("Check the address in portals.ini.") },
};

const char *
kapka_portal_verdict_to_string (KapkaPortalVerdict verdict) {
  return meanings[verdict].word;
}

gboolean
kapka_portal_verdict_from_string (const char *word, KapkaPortalVerdict *out) {
  for (gsize i = 0; i < G_N_ELEMENTS (meanings); i++)
    if (g_str_equal (word, meanings[i].word)) {
      *out = (KapkaPortalVerdict)i;
      return TRUE;
    }
  return FALSE;
}

const char *
kapka_portal_verdict_describe (KapkaPortalVerdict verdict) {
  return _ (meanings[verdict].description);
}

const char *
kapka_portal_verdict_advise (KapkaPortalVerdict verdict) {
  const char *advice = meanings[verdict].advice;

  // gettext answers an empty text with the header of its file.
  return *advice == '\0' ? "" : _ (advice);
}

KapkaPortalState
kapka_portal_verdict_get_state (KapkaPortalVerdict verdict) {
  return meanings[verdict].state;
}
