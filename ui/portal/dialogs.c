// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/portal/dialogs.h"

#include <glib/gi18n.h>

/* A question that comes so soon after the last answer is of the same row. */
#define ROW_USEC (5 * G_USEC_PER_SEC)

#define MAX_TEXT_CHARS 300

struct _KapkaDialogs {
  GObject parent_instance;

  KapkaNotice *notice;
  WebKitScriptDialog *current;          // The page waits for its answer; NULL when none does.
  WebKitAuthenticationRequest *request; // Its server does, likewise.
  guint passwords;                      // How often it has asked.
  guint row;
  gint64 answered_usec; // Monotonic.
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
  gtk_widget_set_visible (GTK_WIDGET (self->notice), FALSE);
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

static void
show_notice (KapkaDialogs *self) {
  gtk_widget_set_visible (GTK_WIDGET (self->notice), TRUE);
  gtk_widget_child_focus (GTK_WIDGET (self->notice), GTK_DIR_TAB_FORWARD);
}

static void
show_dialog (KapkaDialogs *self, WebKitScriptDialog *dialog) {
  g_autofree char *text = shorten (webkit_script_dialog_get_message (dialog));

  switch (webkit_script_dialog_get_dialog_type (dialog)) {
  case WEBKIT_SCRIPT_DIALOG_CONFIRM:
    kapka_notice_set (self->notice, "kapka-help-symbolic", _ ("The page asks"), text);
    kapka_notice_set_buttons (self->notice, _ ("Yes"), "dialog.yes", _ ("No"), "dialog.no");
    break;
  case WEBKIT_SCRIPT_DIALOG_BEFORE_UNLOAD_CONFIRM:
    kapka_notice_set (self->notice, "kapka-help-symbolic", _ ("Leave this page?"),
                      _ ("What you have typed on it may be lost."));
    kapka_notice_set_buttons (self->notice, _ ("Leave the page"), "dialog.yes", _ ("Stay"),
                              "dialog.no");
    break;
  case WEBKIT_SCRIPT_DIALOG_PROMPT:
    kapka_notice_set (self->notice, "kapka-help-symbolic", _ ("The page asks"), text);
    kapka_notice_ask (self->notice, _ ("Your answer"),
                      webkit_script_dialog_prompt_get_default_text (dialog), NULL);
    kapka_notice_set_buttons (self->notice, _ ("Answer"), "dialog.yes", _ ("Cancel"), "dialog.no");
    break;
  default:
    kapka_notice_set (self->notice, "kapka-portal-symbolic", _ ("The page says"), text);
    kapka_notice_set_buttons (self->notice, _ ("OK"), "dialog.no", NULL, NULL);
  }
  show_notice (self);
}

static gboolean
is_too_many (KapkaDialogs *self) {
  self->row = g_get_monotonic_time () - self->answered_usec < ROW_USEC ? self->row + 1 : 1;
  return is_asking (self) || self->row > KAPKA_DIALOGS_IN_A_ROW;
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
  show_dialog (self, dialog);
  return TRUE;
}

static void
kapka_dialogs_dispose (GObject *object) {
  KapkaDialogs *self = KAPKA_DIALOGS (object);

  if (self->notice != NULL) {
    kapka_dialogs_dismiss (self);
    gtk_widget_insert_action_group (GTK_WIDGET (self->notice), "dialog", NULL);
  }
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
kapka_dialogs_new (KapkaNotice *notice) {
  KapkaDialogs *self = g_object_new (KAPKA_TYPE_DIALOGS, NULL);
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  self->notice = g_object_ref (notice);
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
  g_autofree char *host = shorten (webkit_authentication_request_get_host (request));
  g_autofree char *text =
      g_strdup_printf (_ ("The site %s wants to know who you are. Nothing is kept of it."), host);

  self->passwords = webkit_authentication_request_is_retry (request) ? self->passwords + 1 : 1;
  if (self->passwords > KAPKA_DIALOGS_PASSWORDS || is_too_many (self))
    return FALSE;
  self->request = g_object_ref (request);
  kapka_notice_set (self->notice, "kapka-lock-symbolic",
                    self->passwords == 1 ? _ ("A name and a password are needed")
                                         : _ ("The name or the password is not right"),
                    text);
  kapka_notice_ask (self->notice, _ ("Name"), "", _ ("Password"));
  kapka_notice_set_buttons (self->notice, _ ("Sign in"), "dialog.yes", _ ("Cancel"), "dialog.no");
  show_notice (self);
  return TRUE;
}

gboolean
kapka_dialogs_dismiss (KapkaDialogs *self) {
  return take_answer (self, FALSE);
}
