// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json.h"
#include "kapkactl/check-report.h"

static KapkaJson *
write_finding (const KapkaFinding *finding) {
  KapkaJson *object = kapka_json_new_object ();

  kapka_json_set_string (object, "code", kapka_finding_get_code (finding));
  kapka_json_set_string (object, "severity",
                         kapka_severity_to_string (kapka_finding_get_severity (finding)));
  kapka_json_set_string (object, "file", finding->file);
  kapka_json_set_int (object, "line", finding->line);
  kapka_json_set_string (object, "text", finding->text);
  kapka_json_set_string (object, "advice", kapka_finding_get_advice (finding));
  return object;
}

static KapkaJson *
write_findings (const KapkaFindings *findings) {
  KapkaJson *array = kapka_json_new_array ();

  for (guint i = 0; i < findings->len; i++)
    kapka_json_append_take (array, write_finding (g_ptr_array_index (findings, i)));
  return array;
}

static KapkaJson *
write_list (const KapkaCatalog *catalog) {
  KapkaJson *list = kapka_json_new_object ();

  kapka_json_set_string (list, "number", kapka_catalog_get_number (catalog));
  kapka_json_set_string (list, "date", kapka_catalog_get_date (catalog));
  kapka_json_set_string (list, "approved_by", kapka_catalog_get_approver (catalog));
  return list;
}

static KapkaJson *
write_layouts (const KapkaLayouts *layouts) {
  KapkaJson *array = kapka_json_new_array ();

  for (guint i = 0; i < layouts->len; i++)
    kapka_json_append_string (array,
                              ((const KapkaKeyboardLayout *)g_ptr_array_index (layouts, i))->id);
  return array;
}

static KapkaJson *
write_facts (const KapkaHealth *health) {
  static const char *const words[] = { "missing", "in_order", "wrong" };
  KapkaJson *facts = kapka_json_new_object ();

  kapka_json_set_string (facts, "library", health->settings->library);
  kapka_json_set_string (facts, "terminal", health->settings->code);
  kapka_json_set_take (facts, "list", write_list (health->catalog));
  kapka_json_set_take (facts, "keyboard", write_layouts (health->layouts));
  kapka_json_set_string (facts, "journal", words[health->journal]);
  kapka_json_set_string (facts, "desk", words[health->desk]);
  kapka_json_set_int (facts, "disk_free_mb", health->disk_free_mb);
  kapka_json_set_boolean (facts, "clock_synced", health->clock_synced);
  kapka_json_set_string (facts, "sync_state", health->sync_state);
  kapka_json_set_int (facts, "last_upload_ms", health->last_upload_ms);
  kapka_json_set_string (facts, "printer", health->printer);
  return facts;
}

char *
kapka_check_to_json (const KapkaHealth *health) {
  g_autoptr (KapkaJson) object = kapka_json_new_object ();
  g_autofree char *text = NULL;

  kapka_json_set_int (object, "v", 1);
  kapka_json_set_string (object, "version", KAPKA_VERSION);
  kapka_json_set_int (object, "exit_code", kapka_findings_get_exit_code (health->findings));
  kapka_json_set_take (object, "findings", write_findings (health->findings));
  kapka_json_set_take (object, "facts", write_facts (health));
  text = kapka_json_to_string (object);
  return g_strconcat (text, "\n", NULL);
}
