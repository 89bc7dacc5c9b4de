// SPDX-License-Identifier: GPL-3.0-or-later
#include "keyboard/key-spec.h"

#include <glib/gi18n.h>
#include <string.h>

#define MIN_WIDTH 1.0
#define MAX_WIDTH 12.0

/* So much fits on a key with large letters. */
#define MAX_CHARACTERS 5

/* What is written in braces. A semicolon is among them because it separates keys in the file. */
static const struct {
  const char *name;
  KapkaKeyAction action;
  const char *text;
} commands[] = {
  { "space", KAPKA_KEY_SPACE, " " },      { "semicolon", KAPKA_KEY_TEXT, ";" },
  { "shift", KAPKA_KEY_SHIFT, NULL },     { "backspace", KAPKA_KEY_BACKSPACE, NULL },
  { "enter", KAPKA_KEY_ENTER, NULL },     { "layout", KAPKA_KEY_LAYOUT, NULL },
  { "symbols", KAPKA_KEY_SYMBOLS, NULL }, { "hide", KAPKA_KEY_HIDE, NULL },
  { "left", KAPKA_KEY_LEFT, NULL },       { "right", KAPKA_KEY_RIGHT, NULL },
  { "tab", KAPKA_KEY_TAB, NULL },
};

static const char *
read_width (const char *text, KapkaKeySpec *key) {
  char *end = NULL;

  key->width = g_ascii_strtod (text, &end);
  if (end == text || *end != '\0' || !(key->width >= MIN_WIDTH && key->width <= MAX_WIDTH))
    return _ ("the width of a key is a number from 1 to 12");
  return NULL;
}

static const char *
read_command (const char *token, KapkaKeySpec *key) {
  g_autofree char *inner = g_strndup (token + 1, strlen (token) - 2);
  char *space = strchr (inner, ' ');
  const char *wrong = NULL;

  if (space != NULL) {
    *space = '\0';
    wrong = read_width (space + 1, key);
  }
  for (guint i = 0; wrong == NULL && i < G_N_ELEMENTS (commands); i++) {
    if (g_str_equal (commands[i].name, inner)) {
      key->action = commands[i].action;
      key->text = g_strdup (commands[i].text);
      key->shifted = g_strdup (commands[i].text);
      return NULL;
    }
  }
  return wrong != NULL
             ? wrong
             : _ ("expected {shift}, {backspace}, {enter}, {space}, {semicolon}, {layout}, "
                  "{symbols}, {hide}, {left}, {right} or {tab}");
}

static gboolean
is_command (const char *token) {
  return strlen (token) > 2 && token[0] == '{' && g_str_has_suffix (token, "}");
}

static gboolean
is_printable (const char *text) {
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isprint (g_utf8_get_char (text)) && g_utf8_get_char (text) != 0x200d)
      return FALSE;
  return TRUE;
}

static const char *
check_text (const char *text) {
  if (*text == '\0')
    return _ ("a key is empty");
  if (g_utf8_strlen (text, -1) > MAX_CHARACTERS)
    return _ ("longer than 5 characters");
  return is_printable (text) ? NULL : _ ("not a text that can be seen");
}

/* Letters are typed composed, whatever form the file has: a page would not find them otherwise. */
static char *
compose (const char *text) {
  return g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
}

static const char *
read_text (const char *token, const char *shifted, KapkaKeySpec *key) {
  const char *wrong = check_text (token);

  if (wrong == NULL && *shifted != '\0')
    wrong = check_text (shifted);
  key->text = compose (token);
  key->shifted = *shifted != '\0' ? compose (shifted) : g_utf8_strup (key->text, -1);
  return wrong;
}

KapkaKeySpec *
kapka_key_spec_read (const char *token, const char *shifted, const char **out_wrong) {
  KapkaKeySpec *key = g_new0 (KapkaKeySpec, 1);

  key->width = 1;
  *out_wrong = is_command (token) ? read_command (token, key) : read_text (token, shifted, key);
  return key;
}

void
kapka_key_spec_free (KapkaKeySpec *key) {
  g_free (key->text);
  g_free (key->shifted);
  g_clear_pointer (&key->alternatives, g_ptr_array_unref);
  g_free (key);
}

const char *
kapka_key_action_name (KapkaKeyAction action) {
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (commands[i].action == action && action != KAPKA_KEY_TEXT)
      return commands[i].name;
  return "text";
}
