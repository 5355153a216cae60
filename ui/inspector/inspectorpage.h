// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/inspection/inspection.h"

#include <QWidget>

namespace polylogue::ui::inspector {

//! \brief A page of the inspector.
class InspectorPage : public QWidget
{
    Q_OBJECT

public:
    //! What a page is about while no request is chosen.
    enum class About {
        Next, //!< the request that would go out now
        Latest, //!< the newest one that was sent
        Answer, //!< what the newest answer says, also one of an earlier run
    };

    using QWidget::QWidget;

    virtual About about() const = 0;
    virtual void show(const app::inspection::Inspection &inspection) = 0;
    //! \brief Shows \a words in place of an inspection that there is not.
    virtual void showNothing(const QString &words) = 0;

Q_SIGNALS:
    void saveRequested(const QString &title, const QString &name, const QByteArray &bytes);
};

} // namespace polylogue::ui::inspector
