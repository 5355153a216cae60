// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/theme/look.h"

#include <QStyle>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace polylogue::ui::theme {

namespace {

// The names that stylesheet.cpp selects by.
QString nameOf(Look look)
{
    switch (look) {
    case Look::Primary:
        return u"primary"_s;
    case Look::Quiet:
        return u"quiet"_s;
    case Look::Link:
        return u"link"_s;
    case Look::Bare:
        return u"bare"_s;
    case Look::Secondary:
        return u"secondary"_s;
    case Look::Warning:
        return u"warning"_s;
    case Look::Bad:
        return u"bad"_s;
    case Look::Card:
        return u"card"_s;
    case Look::Popup:
        return u"popup"_s;
    }
    return {};
}

} // namespace

void setLook(QWidget *widget, Look look)
{
    const QString name = nameOf(look);
    if (widget->property("look").toString() == name)
        return;
    widget->setProperty("look", name);
    // A style sheet looks at properties only when a widget is polished, which before its first time
    // would have it forget the font that it is given between the two.
    if (!widget->testAttribute(Qt::WA_WState_Polished))
        return;
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

} // namespace polylogue::ui::theme
