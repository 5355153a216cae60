// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QMimeData>

#include <functional>
#include <map>

namespace polylogue::ui::transcript {

//! \brief Text in several forms, each made when somebody asks for it.
class LateMimeData final : public QMimeData
{
    Q_OBJECT

public:
    //! \param make is called in the GUI thread, any time while this lives
    void offer(const QString &mimeType, std::function<QString()> make);

    QStringList formats() const override;
    bool hasFormat(const QString &mimeType) const override;

protected:
    QVariant retrieveData(const QString &mimeType, QMetaType type) const override;

private:
    std::map<QString, std::function<QString()>> m_makers;
};

} // namespace polylogue::ui::transcript
