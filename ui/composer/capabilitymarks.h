// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/endpoint/modelinfo.h"

#include <QStringList>

class QPainter;
class QRect;

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::composer {

//! \return "image", "PDF", "tools", as far as somebody who knows has said so: a guess from the
//!         model's name makes no mark.
QStringList capabilityMarks(const app::endpoint::Capabilities &capabilities);

//! \return who said so: "From the server's model list"; empty where there are no marks.
QString capabilitySource(const app::endpoint::Capabilities &capabilities);

//! \return the tooltip of a model: id, name, owner, marks and their source; foreign text escaped.
QString modelToolTip(const app::endpoint::ModelInfo &model);

//! \return the width in pixels that paintMarks() takes.
int widthOfMarks(const theme::Theme &theme, const QStringList &marks);

//! \brief Paints \a marks as small framed words, from the left edge of \a rect, centred upright.
void paintMarks(QPainter &painter, const theme::Theme &theme, const QStringList &marks,
                const QRect &rect, Qt::LayoutDirection direction);

} // namespace polylogue::ui::composer
