// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/theme/look.h"

#include <QStyle>
#include <QVariant>
#include <QWidget>

namespace polylogue::ui::theme {

namespace {

constexpr auto Property = "polylogueLook";

} // namespace

void setLook(QWidget *widget, Look look)
{
    if (lookOf(widget) == look)
        return;
    widget->setProperty(Property, static_cast<int>(look));
    if (!widget->testAttribute(Qt::WA_WState_Polished))
        return; // is dressed before it is shown
    widget->style()->polish(widget);
    widget->updateGeometry();
    widget->update();
}

std::optional<Look> lookOf(const QWidget *widget)
{
    const QVariant look = widget ? widget->property(Property) : QVariant();
    if (!look.isValid())
        return std::nullopt;
    return static_cast<Look>(look.toInt());
}

} // namespace polylogue::ui::theme
