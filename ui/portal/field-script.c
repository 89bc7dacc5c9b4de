// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/portal/field-script.h"

/* Finds `field`, also in open shadow trees and in frames of the same site; of one that is hidden
 * from the page it finds what it is in. */
#define FIND_FIELD                                                                                 \
  "const inside = (element) => element.shadowRoot || element.contentDocument;"                     \
  "let field = document.activeElement;"                                                            \
  "while (field && inside (field) && inside (field).activeElement)"                                \
  "  field = inside (field).activeElement;"                                                        \
  "if (!field) return '';"

const char *
kapka_field_script_ask (void) {
  return FIND_FIELD
      "const show = () => field.scrollIntoViewIfNeeded (true);"
      "addEventListener ('resize', show, { once: true }); show ();"
      "const hint = (field.getAttribute ('enterkeyhint') || 'enter').toLowerCase ();"
      "if (hint != 'enter') return hint;"
      "if (field.isContentEditable || field.localName == 'textarea') return 'newline';"
      "return field.type == 'search' || field.inputMode == 'search' ||"
      "  field.closest ('[role=search]') ? 'search' : '';";
}

const char *
kapka_field_script_next (void) {
  return FIND_FIELD
      "const others = /^(hidden|submit|button|reset|image|checkbox|radio|file|color|range)$/;"
      "const is_text = (element) => element.localName == 'textarea' ||"
      "  (element.localName == 'input' && !others.test (element.type)) ||"
      "  (element.isContentEditable && !element.parentElement?.isContentEditable);"
      "const takes = (element) => is_text (element) && !element.disabled && !element.readOnly &&"
      "  element.tabIndex >= 0 && element.getClientRects ().length > 0;"
      "const gather = (root, all) => { for (const element of root.querySelectorAll ('*')) {"
      "  if (takes (element)) all.push (element);"
      "  if (inside (element)) gather (inside (element), all); } return all; };"
      "const all = gather (document, []), at = all.indexOf (field);"
      "const next = at >= 0 ? all[at + 1] : all.find ((element) =>"
      "  field.compareDocumentPosition (element) & Node.DOCUMENT_POSITION_FOLLOWING);"
      "next?.focus (); return '';";
}
