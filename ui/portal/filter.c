// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/portal/filter.h"

#include <string.h>

#include "base/json.h"

/* Views of one portal share the filter; another portal writes its own anew. */
#define IDENTIFIER "navigation"

/* The engine reports a load that a filter has stopped under a number that its header does not name.
 */
#define POLICY_ERROR_BLOCKED_BY_FILTER 104

/* Labels of a name as the engine writes them; a user or a port in front has other characters. */
#define ANY_LABELS "([a-z0-9_-]+\\.)+"

static KapkaJson *
make_rule (const char *pattern, const char *action_type) {
  KapkaJson *rule = kapka_json_new_object ();
  KapkaJson *trigger = kapka_json_new_object ();
  KapkaJson *action = kapka_json_new_object ();
  KapkaJson *types = kapka_json_new_array ();

  kapka_json_append_string (types, "top-document");
  kapka_json_set_string (trigger, "url-filter", pattern);
  kapka_json_set_boolean (trigger, "url-filter-is-case-sensitive", TRUE);
  kapka_json_set_take (trigger, "resource-type", types);
  kapka_json_set_string (action, "type", action_type);
  kapka_json_set_take (rule, "trigger", trigger);
  kapka_json_set_take (rule, "action", action);
  return rule;
}

/* The engine compares whole addresses in its own writing: lower case, the usual port left out, a
 * slash behind the origin. */
static char *
write_pattern (const char *origin) {
  const char *any = strstr (origin, "://*.");
  g_autofree char *start = any == NULL ? NULL : g_strndup (origin, (gsize)(any - origin) + 3);
  g_autofree char *escaped = g_regex_escape_string (any == NULL ? origin : any + 5, -1);

  return g_strconcat ("^", start == NULL ? "" : start, any == NULL ? "" : ANY_LABELS, escaped, "/",
                      NULL);
}

char *
kapka_filter_write_rules (const KapkaNavigationRule *rule) {
  g_autoptr (KapkaJson) rules = kapka_json_new_array ();
  g_auto (GStrv) origins = kapka_navigation_rule_dup_origins (rule);

  kapka_json_append_take (rules, make_rule (".*", "block"));
  kapka_json_append_take (rules, make_rule ("^about:blank$", "ignore-previous-rules"));
  for (guint i = 0; origins[i] != NULL; i++) {
    g_autofree char *pattern = write_pattern (origins[i]);

    kapka_json_append_take (rules, make_rule (pattern, "ignore-previous-rules"));
  }
  return kapka_json_to_string (rules);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  WebKitUserContentFilter *filter = webkit_user_content_filter_store_save_finish (
      WEBKIT_USER_CONTENT_FILTER_STORE (source), result, &error);

  if (filter == NULL) {
    g_prefix_error (&error, "the list of the portal could not be made into a filter: ");
    g_task_return_error (task, error);
    return;
  }
  webkit_user_content_manager_add_filter (g_task_get_source_object (task), filter);
  webkit_user_content_filter_unref (filter);
  g_task_return_boolean (task, TRUE);
}

void
kapka_filter_attach_async (WebKitUserContentManager *manager,
                           const KapkaNavigationRule *rule,
                           const char *directory,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data) {
  g_autoptr (WebKitUserContentFilterStore) store = webkit_user_content_filter_store_new (directory);
  g_autofree char *text = kapka_filter_write_rules (rule);
  g_autoptr (GBytes) rules = g_bytes_new (text, strlen (text));

  webkit_user_content_filter_store_save (store, IDENTIFIER, rules, cancellable, on_saved,
                                         g_task_new (manager, cancellable, callback, user_data));
}

gboolean
kapka_filter_attach_finish (GAsyncResult *result, GError **error) {
  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
kapka_filter_has_stopped (const GError *error) {
  return g_error_matches (error, WEBKIT_POLICY_ERROR, POLICY_ERROR_BLOCKED_BY_FILTER);
}
