// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace polylogue::ui::map {

//! \brief Where texts come from: a file, a folder, a paste; or a map that was saved.
class MapStartPage final : public QWidget
{
    Q_OBJECT

public:
    explicit MapStartPage(QWidget *parent = nullptr);

    void showProblem(const QString &problem); //!< empty: none
    void showReading(qsizetype done, qsizetype total); //!< files

Q_SIGNALS:
    void pathChosen(const QString &path); //!< of a file or a folder
    void vectorsChosen(const QString &path); //!< of a file that has vectors, whatever it looks like
    void textPasted(const QString &text);
    void labRequested();

private:
    void chooseFile();
    void chooseFolder();
    void chooseVectors();

    QPlainTextEdit *m_text = nullptr; // these are children
    QPushButton *m_use = nullptr;
    QLabel *m_problem = nullptr;
};

} // namespace polylogue::ui::map
