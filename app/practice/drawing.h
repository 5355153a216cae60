// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace polylogue::app::practice {

//! \brief A picture that somebody asked for.
struct Drawing
{
    QString title = {}; //!< "a red circle"
    QByteArray png = {}; //!< 320 x 240 pixels
};

//! \return what "draw a red circle" asks for; not set where \a wish is no wish for a picture.
std::optional<Drawing> drawingAskedFor(const QString &wish);

} // namespace polylogue::app::practice
