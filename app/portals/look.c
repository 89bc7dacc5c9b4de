// SPDX-License-Identifier: GPL-3.0-or-later
#include "portals/look.h"

#include "http/http-page.h"
#include "portals/authorities.h"

#define MAX_BYTES 4096
#define MAX_SECONDS 20
#define MAX_REDIRECTS 5

static void
set (KapkaPortalLook *look, KapkaPortalVerdict verdict, const char *detail) {
  look->verdict = verdict;
  g_free (look->detail);
  look->detail = g_strdup (detail);
}

static void
suspect (KapkaPortalLook *look, KapkaPortalVerdict verdict, const char *detail) {
  set (look, verdict, detail);
  look->suspect = TRUE;
}

/* A second look at the certificates says who issued them: only a hint, nothing is trusted by it. */
static void
name_issuer (KapkaPortalLook *look, const KapkaPortalWay *way, const char *url) {
  KapkaHttpOptions options = *way->http;
  g_auto (GStrv) chain = NULL;
  const KapkaAuthority *authority;

  options.url = url;
  chain = kapka_http_page_list_certificates (&options, MAX_SECONDS);
  authority = kapka_authorities_name_issuer (way->authorities, (const char *const *)chain);
  if (authority != NULL)
    set (look, KAPKA_VERDICT_CERTIFICATE_AUTHORITY, authority->name);
}

/* Somebody who asks who we are, or asks us to come by a browser, is at home. */
static void
judge_status (KapkaPortalLook *look, int status) {
  g_autofree char *detail = g_strdup_printf ("HTTP %d", status);

  if (status >= 500 || status == 404 || status == 410)
    set (look, KAPKA_VERDICT_DOWN, detail);
  else
    set (look, KAPKA_VERDICT_OK, detail);
}

static void
judge_failure (KapkaPortalLook *look,
               const KapkaPortalWay *way,
               const char *url,
               const KapkaHttpAnswer *answer) {
  switch (answer->result) {
  case KAPKA_HTTP_NETWORK:
  case KAPKA_HTTP_TIMEOUT:
    suspect (look, KAPKA_VERDICT_NO_NETWORK, answer->message);
    break;
  case KAPKA_HTTP_NO_NAME:
    suspect (look, KAPKA_VERDICT_NO_NAME, answer->message);
    break;
  case KAPKA_HTTP_DECLINED:
    suspect (look, KAPKA_VERDICT_DOWN, answer->message);
    break;
  case KAPKA_HTTP_CUT:
    suspect (look, KAPKA_VERDICT_SILENT, answer->message);
    break;
  case KAPKA_HTTP_PROXY:
  case KAPKA_HTTP_PROXY_AUTH:
    set (look, KAPKA_VERDICT_PROXY, answer->message);
    break;
  case KAPKA_HTTP_TLS_CLOCK:
    set (look, KAPKA_VERDICT_CERTIFICATE_DATE, answer->message);
    break;
  case KAPKA_HTTP_TLS_NAME:
    set (look, KAPKA_VERDICT_CERTIFICATE_HOST, answer->message);
    break;
  case KAPKA_HTTP_TLS_CA:
    set (look, KAPKA_VERDICT_CERTIFICATE_ISSUER, answer->message);
    name_issuer (look, way, url);
    break;
  case KAPKA_HTTP_NOT_HTTP:
    set (look, KAPKA_VERDICT_DOWN, answer->message);
    break;
  default:
    set (look, KAPKA_VERDICT_NOT_CHECKED, answer->message);
  }
}

/* Returns: (transfer full) (nullable): where the look goes on. */
static char *
judge (KapkaPortalLook *look,
       const KapkaPortalWay *way,
       const char *url,
       const KapkaHttpAnswer *answer,
       const KapkaNavigationRule *rule) {
  look->status = answer->status;
  if (answer->result != KAPKA_HTTP_ANSWERED) {
    judge_failure (look, way, url, answer);
    return NULL;
  }
  if (rule == NULL || answer->location == NULL) {
    judge_status (look, answer->status);
    return NULL;
  }
  if (!kapka_navigation_rule_allows (rule, answer->location)) {
    g_autofree char *host = kapka_navigation_rule_display_host (answer->location);

    set (look, KAPKA_VERDICT_REDIRECT, host != NULL ? host : "");
    return NULL;
  }
  return g_strdup (answer->location);
}

void
kapka_portal_look (KapkaPortalLook *look,
                   const KapkaPortalWay *way,
                   const char *url,
                   const KapkaNavigationRule *rule) {
  KapkaHttpOptions options = *way->http;
  gint64 begin_usec = g_get_monotonic_time ();
  g_autofree char *next = g_strdup (url);

  *look = (KapkaPortalLook){ 0 };
  for (guint i = 0; next != NULL && i <= MAX_REDIRECTS; i++) {
    g_autofree char *here = g_steal_pointer (&next);
    g_autoptr (KapkaHttpAnswer) answer = NULL;

    options.url = here;
    answer = kapka_http_page_get (&options, MAX_BYTES, MAX_SECONDS);
    next = judge (look, way, here, answer, rule);
  }
  if (next != NULL)
    set (look, KAPKA_VERDICT_DOWN, "redirects without end");
  look->ms = (g_get_monotonic_time () - begin_usec) / 1000;
  if (look->verdict == KAPKA_VERDICT_OK && look->ms > way->slow_ms)
    look->verdict = KAPKA_VERDICT_SLOW;
}

void
kapka_portal_look_clear (KapkaPortalLook *look) {
  g_clear_pointer (&look->detail, g_free);
}
