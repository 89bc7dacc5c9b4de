// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/access/sight-style.h"
#include "ui/keyboard/bridge.h"
#include "ui/shell/activity.h"
#include "ui/shell/aside.h"
#include "ui/shell/crossing.h"
#include "ui/shell/footer.h"
#include "ui/shell/header.h"
#include "ui/shell/means.h"
#include "ui/shell/notices.h"
#include "ui/shell/screens.h"
#include "ui/shell/window.h"

struct _KapkaWindow {
  GtkApplicationWindow parent_instance;

  // Template widgets
  GtkWidget *pages; // All but the countdown.
  GtkWidget *content;
  KapkaHeader *header;
  GtkStack *stack;
  GtkBox *keyboard_slot;
  GtkLabel *staff_note;
  KapkaFooter *footer;
  KapkaNotice *notice;
  KapkaNotice *countdown;

  // Borrowed
  GtkWidget *staff; // The layer of the librarian.

  // Owned
  KapkaSession *session;
  KapkaMeans *means; // Of the visit; NULL when there is none.
  char *note;        // About the machine, for staff.
  KapkaKeyboardBridge *keyboard;
  KapkaAside *aside;
  KapkaScreens *screens;
  KapkaNotices *notices;
  KapkaActivity *activity;
  KapkaCrossing *crossing;
  KapkaSightStyle *sight_style;
  char *asked_language; // With the touch that begins the visit; NULL: none.
  gboolean asked_sight; // With that touch: the visit opens with the choices of sight.
};

/** Gives @klass, that of the window, the actions by which screens speak to it. */
void kapka_window_class_install_actions (GtkWidgetClass *klass);
