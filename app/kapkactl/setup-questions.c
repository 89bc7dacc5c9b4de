// SPDX-License-Identifier: GPL-3.0-or-later
#include "kapkactl/setup-questions.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "base/command.h"
#include "base/error.h"
#include "http/http-client.h"
#include "kapkactl/ask.h"
#include "kapkactl/setup-people.h"
#include "print/printer.h"
#include "sync/ping.h"

#define PROXY_SECONDS 10

/* What an answer is for, beyond what the rules of kapka.conf can say of it. */
typedef gboolean (*Check) (const KapkaSettings *settings, GError **error);

typedef struct {
  const char *group;
  const char *key;
  const char *words;
  gsize place;        // Of the text in the settings; not for yes and no.
  gboolean yes_no;    // Rural is the only one.
  Check check;        // (nullable)
  gboolean of_centre; // Asked only where there is one.
} Question;

static gboolean
check_printer (const KapkaSettings *settings, GError **error) {
  g_autoptr (GError) failure = NULL;
  g_autoptr (KapkaPrinter) printer = kapka_printer_look (settings->printer, &failure);

  if (printer != NULL)
    return TRUE;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA, _ ("The printer was not found: %s"),
               failure->message);
  return FALSE;
}

/* Whether it lets us through shows with the centre and the portals. */
static gboolean
check_proxy (const KapkaSettings *settings, GError **error) {
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GError) failure = NULL;

  if (*settings->proxy == '\0')
    return TRUE;
  g_socket_client_set_enable_proxy (client, FALSE);
  g_socket_client_set_timeout (client, PROXY_SECONDS);
  connection = g_socket_client_connect_to_uri (client, settings->proxy, 0, NULL, &failure);
  if (connection != NULL)
    return TRUE;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA, _ ("The proxy does not answer: %s"),
               failure->message);
  return FALSE;
}

static gboolean
check_centre (const KapkaSettings *settings, GError **error) {
  const KapkaHttpOptions options = kapka_http_options_from_settings (settings);
  const KapkaTransport transport = kapka_http_client_get_transport (&options);
  g_autofree char *detail = NULL;
  g_autofree char *sentence = NULL;
  KapkaSyncReason reason;

  if (*settings->url == '\0')
    return TRUE;
  reason = kapka_ping_ask (&transport, &detail);
  if (reason == KAPKA_SYNC_REASON_OK)
    return TRUE;
  sentence = kapka_ping_describe (reason);
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA, "%s%s%s", sentence, detail == NULL ? "" : " ",
               detail == NULL ? "" : detail);
  return FALSE;
}

#define PLACE(field) G_STRUCT_OFFSET (KapkaSettings, field)

static const Question questions[] = {
  { "terminal", "library", N_ ("Code of the library, as in 18-0142"), PLACE (library), FALSE,
    NULL },
  { "terminal", "code", N_ ("Code of this computer in the library, as in PC-2"), PLACE (code),
    FALSE, NULL },
  { "terminal", "name", N_ ("Name of the centre, as a visitor reads it"), PLACE (name), FALSE,
    NULL },
  { "terminal", "rural", N_ ("Is the library in the country? yes or no"), 0, TRUE, NULL },
  { "print", "printer", N_ ("Queue of the printer; - for the usual one of the system"),
    PLACE (printer), FALSE, check_printer },
  { "sync", "proxy", N_ ("Proxy, as in http://proxy:3128; - for none"), PLACE (proxy), FALSE,
    check_proxy },
  { "sync", "url", N_ ("Address of the centre, as in https://kapka.example; - for none"),
    PLACE (url), FALSE, check_centre },
  { "catalog", "key", N_ ("Key of the centre's catalogue, as in ed25519:…; - for none"),
    PLACE (catalog_key), FALSE, NULL, TRUE },
};

/* As kapka.conf has it. */
static const char *
get_present (const Question *question, const KapkaSettings *settings) {
  if (question->yes_no)
    return settings->rural ? "true" : "false";
  return *(char *const *)((const char *)settings + question->place);
}

static const char *
show_present (const Question *question, const KapkaSettings *settings) {
  if (question->yes_no)
    return settings->rural ? _ ("yes") : _ ("no");
  return get_present (question, settings);
}

/* An answer in words, as kapka.conf wants it. */
static char *
to_config (const Question *question, const char *answer) {
  if (question->yes_no && (kapka_command_is_yes (answer) || kapka_command_is_no (answer)))
    return g_strdup (kapka_command_is_yes (answer) ? "true" : "false");
  return g_strdup (answer);
}

static char *
read_value (const Question *question, const KapkaSettings *settings, const char *line) {
  if (*line == '\0')
    return g_strdup (get_present (question, settings));
  return g_str_equal (line, "-") ? g_strdup ("") : to_config (question, line);
}

static gboolean
take (KapkaSetupDraft **draft,
      const Question *question,
      const char *value,
      gboolean trusting,
      GError **error) {
  KapkaSetupDraft *next = NULL;

  if (!kapka_setup_draft_try (*draft, question->group, question->key, value, &next, error))
    return FALSE;
  if (!trusting && question->check != NULL && !question->check (next->settings, error)) {
    kapka_setup_draft_free (next);
    return FALSE;
  }
  kapka_setup_draft_free (*draft);
  *draft = next;
  return TRUE;
}

static char *
ask (const Question *question, const KapkaSettings *settings, GError **error) {
  g_autofree char *prompt =
      g_strdup_printf ("%s [%s]: ", _ (question->words), show_present (question, settings));
  g_autofree char *line = NULL;

  if (!kapka_command_print (prompt, error))
    return NULL;
  line = kapka_command_read_line ();
  if (line != NULL)
    return read_value (question, settings, line);
  g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_DENIED, _ ("Nothing was changed."));
  return NULL;
}

static gboolean
ask_person (KapkaSetupDraft **draft, const Question *question, gboolean trusting, GError **error) {
  g_autofree char *before = NULL;

  for (;;) {
    g_autofree char *value = ask (question, (*draft)->settings, error);
    g_autoptr (GError) failure = NULL;

    if (value == NULL)
      return FALSE;
    if (take (draft, question, value, trusting || g_strcmp0 (value, before) == 0, &failure))
      return TRUE;
    if (!g_error_matches (failure, KAPKA_ERROR, KAPKA_ERROR_DATA)) {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
    g_printerr ("%s\n", question->yes_no ? _ ("Please answer yes or no.") : failure->message);
    if (question->check != NULL)
      g_printerr ("%s\n", _ ("Who is sure gives the same answer once more."));
    g_free (before);
    before = g_steal_pointer (&value);
  }
}

static gboolean
has_to_be_asked (const Question *question, const KapkaSettings *settings) {
  return !question->of_centre || *settings->url != '\0';
}

static gboolean
ask_file (KapkaSetupDraft **draft,
          const Question *question,
          const KapkaSetupAnswers *answers,
          gboolean trusting,
          KapkaProblems *problems,
          GError **error) {
  g_autofree char *answer = kapka_setup_answers_get (answers, question->group, question->key);
  g_autofree char *value = answer == NULL ? NULL : to_config (question, answer);
  g_autoptr (GError) failure = NULL;

  if (value == NULL || take (draft, question, value, trusting, &failure))
    return TRUE;
  if (!g_error_matches (failure, KAPKA_ERROR, KAPKA_ERROR_DATA)) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return FALSE;
  }
  kapka_setup_answers_note (answers, question->group, question->key, problems, failure->message);
  return TRUE;
}

/* Whoever wrote the file sees all that is wrong with it at once. */
static gboolean
ask_whole_file (KapkaSetupDraft **draft,
                const KapkaSetupAnswers *answers,
                gboolean trusting,
                GError **error) {
  g_autoptr (GPtrArray) problems = kapka_problems_new ();

  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    if (!ask_file (draft, &questions[i], answers, trusting, problems, error))
      return FALSE;
  kapka_setup_check_people (answers, (*draft)->settings, problems);
  return kapka_command_check_problems (problems, error);
}

gboolean
kapka_setup_ask_all (KapkaSetupDraft **draft,
                     const KapkaSetupAnswers *answers,
                     gboolean trusting,
                     GError **error) {
  if (answers != NULL)
    return ask_whole_file (draft, answers, trusting, error);
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    if (has_to_be_asked (&questions[i], (*draft)->settings) &&
        !ask_person (draft, &questions[i], trusting, error))
      return FALSE;
  return TRUE;
}
