// SPDX-License-Identifier: GPL-3.0-or-later
// Runs in every frame, in a world that pages do not see.
'use strict';

// Nothing is dragged out of a page.
addEventListener('dragstart', (event) => event.preventDefault(), true);

// The engine opens no window for what a script has made; in place of the page it becomes a document.
addEventListener('click', (event) => {
  for (const node of event.composedPath())
    if (node.localName === 'a' && String(node.href).startsWith('blob:'))
      node.removeAttribute('target');
}, true);
