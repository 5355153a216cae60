// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/session/textfilesjob.h"
#include "app/tables/table.h"

#include <QFutureWatcher>
#include <QWidget>

class QComboBox;
class QLabel;

namespace polylogue::ui::map {

//! \brief What of files becomes one text: all of it, a page, a paragraph. Tells which could not be
//!        read.
class FilesTexts final : public QWidget
{
    Q_OBJECT

public:
    explicit FilesTexts(QWidget *parent = nullptr);
    ~FilesTexts() override;

    //! \brief Chooses pages where there are some, and makes a table of them.
    void setFiles(const QList<app::embeddings::TextFile> &files,
                  const QList<app::session::UnreadFile> &unread);

Q_SIGNALS:
    //! One row for each text, whose columns can be chosen like those of any other table.
    void tableMade(const polylogue::app::tables::Table &table);

private:
    void makeTable();

    QList<app::embeddings::TextFile> m_files;
    QFutureWatcher<app::tables::Table> m_making;
    QComboBox *m_unit = nullptr; // these are children
    QLabel *m_unread = nullptr;
};

} // namespace polylogue::ui::map
