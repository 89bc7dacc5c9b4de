// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/portal/dialogs.h"

#include <glib/gi18n.h>

#include "ui/shell/cover.h"

/* A question that comes so soon after the last answer is of the same row. */
#define ROW_USEC (5 * G_USEC_PER_SEC)

#define MAX_TEXT_CHARS 300

struct _KapkaDialogs {
  GObject parent_instance;

  KapkaNotice *notice;
  KapkaCover *cover;                    // Of the page by the notice.
  WebKitScriptDialog *current;          // The page waits for its answer; NULL when none does.
  WebKitAuthenticationRequest *request; // Its server does, likewise.
  guint passwords;                      // How often it has asked.
  guint row;
  gint64 answered_usec; // Monotonic.
  guint asking_source;  // A question of a page that is about to show.
};

G_DEFINE_FINAL_TYPE (KapkaDialogs, kapka_dialogs, G_TYPE_OBJECT)

enum {
  SIGNAL_PASSWORD_GIVEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* A page that may not be left would be a trap, so the answer that nobody gave lets it go. */
static void
answer (WebKitScriptDialog *dialog, gboolean yes) {
  switch (webkit_script_dialog_get_dialog_type (dialog)) {
  case WEBKIT_SCRIPT_DIALOG_CONFIRM:
  case WEBKIT_SCRIPT_DIALOG_BEFORE_UNLOAD_CONFIRM:
    webkit_script_dialog_confirm_set_confirmed (dialog, yes);
    break;
  default:
    break;
  }
}

static void
answer_script (KapkaDialogs *self, gboolean yes) {
  WebKitScriptDialog *dialog = g_steal_pointer (&self->current);

  if (yes && webkit_script_dialog_get_dialog_type (dialog) == WEBKIT_SCRIPT_DIALOG_PROMPT)
    webkit_script_dialog_prompt_set_text (dialog, kapka_notice_get_entry (self->notice));
  answer (dialog, yes);
  webkit_script_dialog_close (dialog);
  webkit_script_dialog_unref (dialog);
}

static void
answer_server (KapkaDialogs *self, gboolean yes) {
  g_autoptr (WebKitAuthenticationRequest) request = g_steal_pointer (&self->request);
  WebKitCredential *credential;

  if (!yes) {
    webkit_authentication_request_cancel (request);
    return;
  }
  credential = webkit_credential_new (kapka_notice_get_entry (self->notice),
                                      kapka_notice_get_secret (self->notice),
                                      WEBKIT_CREDENTIAL_PERSISTENCE_FOR_SESSION);
  webkit_authentication_request_authenticate (request, credential);
  webkit_credential_free (credential);
  g_signal_emit (self, signals[SIGNAL_PASSWORD_GIVEN], 0);
}

static gboolean
is_asking (KapkaDialogs *self) {
  return self->current != NULL || self->request != NULL;
}

static gboolean
take_answer (KapkaDialogs *self, gboolean yes) {
  if (!is_asking (self))
    return FALSE;
  self->answered_usec = g_get_monotonic_time ();
  kapka_cover_hide (self->cover);
  if (self->current != NULL)
    answer_script (self, yes);
  else
    answer_server (self, yes);
  kapka_notice_ask (self->notice, NULL, "", NULL); // Nothing typed stays in the fields.
  return TRUE;
}

static void
on_yes_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data) {
  take_answer (KAPKA_DIALOGS (user_data), TRUE);
}

static void
on_no_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data) {
  take_answer (KAPKA_DIALOGS (user_data), FALSE);
}

static char *
shorten (const char *text) {
  if (g_utf8_strlen (text, -1) <= MAX_TEXT_CHARS)
    return g_strdup (text);

  g_autofree char *start = g_utf8_substring (text, 0, MAX_TEXT_CHARS);
  return g_strconcat (start, "…", NULL);
}

/* The words of a question in the language that is on. */
typedef struct {
  const char *icon;
  const char *title;
  char *text;
  const char *label; // Of a field to type into; NULL: there is none.
  const char *secret_label;
  const char *yes; // NULL: there is nothing to decide.
  const char *no;
} Words;

static void
words_clear (Words *words) {
  g_free (words->text);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, words_clear)

static Words
words_of_script (WebKitScriptDialog *dialog) {
  const char *message = webkit_script_dialog_get_message (dialog);

  switch (webkit_script_dialog_get_dialog_type (dialog)) {
  case WEBKIT_SCRIPT_DIALOG_CONFIRM:
    return (Words){ "kapka-question-symbolic",
                    _ ("The page asks"),
                    shorten (message),
                    NULL,
                    NULL,
                    _ ("Yes"),
                    _ ("No") };
  case WEBKIT_SCRIPT_DIALOG_BEFORE_UNLOAD_CONFIRM:
    return (Words){ "kapka-question-symbolic",
                    _ ("Leave this page?"),
                    g_strdup (_ ("What you have typed on it may be lost.")),
                    NULL,
                    NULL,
                    _ ("Leave the page"),
                    _ ("Stay") };
  case WEBKIT_SCRIPT_DIALOG_PROMPT:
    return (Words){ "kapka-question-symbolic",
                    _ ("The page asks"),
                    shorten (message),
                    _ ("Your answer"),
                    NULL,
                    _ ("Answer"),
                    _ ("Cancel") };
  default:
    return (Words){
      "kapka-portal-symbolic", _ ("The page says"), shorten (message), NULL, NULL, NULL, _ ("OK")
    };
  }
}

static Words
words_of_server (KapkaDialogs *self) {
  g_autofree char *host = shorten (webkit_authentication_request_get_host (self->request));

  return (Words){
    "kapka-lock-symbolic",
    self->passwords == 1 ? _ ("A name and a password are needed")
                         : _ ("The name or the password is not right"),
    g_strdup_printf (_ ("The site %s wants to know who you are. Nothing is kept of it."), host),
    _ ("Name"),
    _ ("Password"),
    _ ("Sign in"),
    _ ("Cancel"),
  };
}

static Words
words_of (KapkaDialogs *self) {
  return self->current != NULL ? words_of_script (self->current) : words_of_server (self);
}

static void
set_buttons (KapkaDialogs *self, const Words *words) {
  if (words->yes == NULL)
    kapka_notice_set_buttons (self->notice, words->no, "dialog.no", NULL, NULL);
  else
    kapka_notice_set_buttons (self->notice, words->yes, "dialog.yes", words->no, "dialog.no");
}

/* @answer stands in the field already. */
static void
ask (KapkaDialogs *self, const char *answer) {
  g_auto (Words) words = words_of (self);

  kapka_notice_set (self->notice, words.icon, words.title, words.text);
  if (words.label != NULL)
    kapka_notice_ask (self->notice, words.label, answer, words.secret_label);
  set_buttons (self, &words);
  kapka_cover_show (self->cover);
}

static const char *
default_answer (WebKitScriptDialog *dialog) {
  return webkit_script_dialog_get_dialog_type (dialog) == WEBKIT_SCRIPT_DIALOG_PROMPT
             ? webkit_script_dialog_prompt_get_default_text (dialog)
             : "";
}

static gboolean
is_too_many (KapkaDialogs *self) {
  self->row = g_get_monotonic_time () - self->answered_usec < ROW_USEC ? self->row + 1 : 1;
  return is_asking (self) || self->row > KAPKA_DIALOGS_IN_A_ROW;
}

static gboolean
on_time_to_ask (gpointer user_data) {
  KapkaDialogs *self = user_data;

  self->asking_source = 0;
  if (self->current != NULL)
    ask (self, default_answer (self->current));
  return G_SOURCE_REMOVE;
}

/* WebKit hears of a question also while it waits for the page in the middle of a layout, and what
 * is shown then gets no place: it would stay unseen. */
static void
ask_soon (KapkaDialogs *self) {
  if (self->asking_source == 0)
    self->asking_source = g_idle_add_full (G_PRIORITY_DEFAULT, on_time_to_ask, self, NULL);
}

static gboolean
on_script_dialog (WebKitWebView *view, WebKitScriptDialog *dialog, KapkaDialogs *self) {
  gboolean leaving =
      webkit_script_dialog_get_dialog_type (dialog) == WEBKIT_SCRIPT_DIALOG_BEFORE_UNLOAD_CONFIRM;

  if (is_too_many (self)) {
    self->answered_usec = g_get_monotonic_time ();
    answer (dialog, leaving);
    return TRUE;
  }
  self->current = webkit_script_dialog_ref (dialog);
  ask_soon (self);
  return TRUE;
}

static void
kapka_dialogs_dispose (GObject *object) {
  KapkaDialogs *self = KAPKA_DIALOGS (object);

  g_clear_handle_id (&self->asking_source, g_source_remove);
  if (self->notice != NULL) {
    kapka_dialogs_dismiss (self);
    gtk_widget_insert_action_group (GTK_WIDGET (self->notice), "dialog", NULL);
  }
  g_clear_object (&self->cover);
  g_clear_object (&self->notice);
  G_OBJECT_CLASS (kapka_dialogs_parent_class)->dispose (object);
}

static void
kapka_dialogs_class_init (KapkaDialogsClass *klass) {
  G_OBJECT_CLASS (klass)->dispose = kapka_dialogs_dispose;
  signals[SIGNAL_PASSWORD_GIVEN] =
      g_signal_new ("password-given", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 0);
}

static void
kapka_dialogs_init (KapkaDialogs *self) {
  self->answered_usec = -ROW_USEC;
}

static const GActionEntry action_entries[] = {
  { "yes", on_yes_activated, NULL, NULL, NULL, { 0 } },
  { "no", on_no_activated, NULL, NULL, NULL, { 0 } },
};

KapkaDialogs *
kapka_dialogs_new (KapkaNotice *notice, GtkWidget *page) {
  KapkaDialogs *self = g_object_new (KAPKA_TYPE_DIALOGS, NULL);
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  self->notice = g_object_ref (notice);
  self->cover = kapka_cover_new (GTK_WIDGET (notice), page);
  g_action_map_add_action_entries (G_ACTION_MAP (actions), action_entries,
                                   G_N_ELEMENTS (action_entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (notice), "dialog", G_ACTION_GROUP (actions));
  return self;
}

void
kapka_dialogs_watch (KapkaDialogs *self, WebKitWebView *view) {
  g_signal_connect_object (view, "script-dialog", G_CALLBACK (on_script_dialog), self, 0);
}

gboolean
kapka_dialogs_ask_password (KapkaDialogs *self, WebKitAuthenticationRequest *request) {
  self->passwords = webkit_authentication_request_is_retry (request) ? self->passwords + 1 : 1;
  if (self->passwords > KAPKA_DIALOGS_PASSWORDS || is_too_many (self))
    return FALSE;
  self->request = g_object_ref (request);
  ask (self, "");
  return TRUE;
}

gboolean
kapka_dialogs_dismiss (KapkaDialogs *self) {
  return take_answer (self, FALSE);
}

void
kapka_dialogs_translate (KapkaDialogs *self) {
  g_auto (Words) words = { 0 };

  if (!is_asking (self))
    return;
  words = words_of (self);
  kapka_notice_say_again (self->notice, words.title, words.text, words.label, words.secret_label);
  set_buttons (self, &words);
}
