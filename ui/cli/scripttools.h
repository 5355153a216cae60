// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/tools/tool.h"

#include <QObject>
#include <QStringList>

namespace polylogue::ui::cli {

//! \brief Makes tools of scripts in files (app/tools/scriptjob.h): each is asked what it is.
class ScriptTools final : public QObject
{
    Q_OBJECT

public:
    explicit ScriptTools(const QStringList &files, QObject *parent = nullptr);

    //! \brief Begins; exactly one signal follows, later.
    void start();

Q_SIGNALS:
    void loaded(const QList<polylogue::app::tools::Tool> &tools); //!< in the files' order
    //! \a words say what is wrong with \a file, for the user.
    void failed(const QString &file, const QString &words);

private:
    void loadNext();

    QStringList m_files;
    QList<app::tools::Tool> m_tools;
};

} // namespace polylogue::ui::cli
