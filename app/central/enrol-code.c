// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/enrol-code.h"

#include <string.h>
#include <sys/random.h>

#include "base/digest.h"

#define GROUP_LENGTH 4

/* 32 of them; I, L, O and U are left out. */
static const char letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/* What people type for a letter of the code, in pairs. */
static const char *const look_alikes[] = {
  "O", "0", "I", "1", "L", "1", "О", "0", "А", "A", "В", "B", "Е", "E", "К",  "K",
  "М", "M", "Н", "H", "Р", "P", "С", "C", "Т", "T", "У", "Y", "Х", "X", NULL,
};

char *
kapka_enrol_code_new (void) {
  guint8 random[KAPKA_ENROL_CODE_LENGTH];
  GString *code = g_string_new (NULL);

  if (getrandom (random, sizeof random, 0) != (gssize)sizeof random)
    g_error ("the kernel gives no random numbers");
  for (gsize i = 0; i < sizeof random; i++) {
    if (i > 0 && i % GROUP_LENGTH == 0)
      g_string_append_c (code, '-');
    g_string_append_c (code, letters[random[i] % (sizeof letters - 1)]);
  }
  return g_string_free (code, FALSE);
}

/* Returns the letter of a code that @character, in upper case, stands for; 0 for none. */
static char
read_letter (const char *character) {
  for (gsize i = 0; look_alikes[i] != NULL; i += 2)
    if (g_str_equal (character, look_alikes[i]))
      return look_alikes[i + 1][0];
  return character[1] == '\0' && strchr (letters, character[0]) != NULL ? character[0] : '\0';
}

static gboolean
is_separator (gunichar character) {
  return g_unichar_isspace (character) || g_unichar_type (character) == G_UNICODE_DASH_PUNCTUATION;
}

static char *
normalize (const char *code) {
  g_autoptr (GString) plain = g_string_new (NULL);

  for (const char *next = code; *next != '\0'; next = g_utf8_next_char (next)) {
    gunichar character = g_utf8_get_char (next);
    char text[7] = { 0 };
    char letter;

    if (is_separator (character))
      continue;
    g_unichar_to_utf8 (g_unichar_toupper (character), text);
    letter = read_letter (text);
    if (letter == '\0' || plain->len == KAPKA_ENROL_CODE_LENGTH)
      return NULL;
    g_string_append_c (plain, letter);
  }
  return plain->len == KAPKA_ENROL_CODE_LENGTH ? g_strdup (plain->str) : NULL;
}

char *
kapka_enrol_code_hash (const char *code) {
  g_autofree char *plain = g_utf8_validate (code, -1, NULL) ? normalize (code) : NULL;

  return plain == NULL ? NULL : kapka_digest_sha256_hex (plain, strlen (plain));
}
