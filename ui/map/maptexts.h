// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/embeddings/textmap.h"
#include "ui/plot/plot.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;

namespace polylogue::ui::map {

class MapTableModel;

//! \brief The texts of a map as a table, all or some of them, and what can be done with those that
//!        are chosen: the selected rows, or all that are shown where none is selected.
class MapTexts final : public QWidget
{
    Q_OBJECT

public:
    explicit MapTexts(QWidget *parent = nullptr);

    //! \brief Other texts, or the same with other clusters.
    void setMap(const app::embeddings::TextMap &map);
    void setMarks(const plot::Plot &plot);
    void showAll();
    //! \param words how many and why
    void showSome(const QList<qsizetype> &points, const QString &words);
    //! \brief Selects its row. \return whether it is shown.
    bool select(qsizetype point);

Q_SIGNALS:
    void allRequested();
    void selectionChanged(const QList<qsizetype> &points);
    void openRequested(qsizetype point);
    //! The chosen texts for a chat, as they are sent.
    void contextRequested(const QString &texts);
    void questionAsked(const QString &question, const QString &texts);
    void exportRequested(const QList<qsizetype> &points);

private:
    QWidget *makeQuestion();
    QWidget *makeButtons();
    QList<qsizetype> chosenPoints() const;
    QString chosenText() const;
    void enableActions();
    void onSelection();
    void openChosen();
    void copyChosen();
    void ask();

    app::embeddings::Corpus m_corpus;
    MapTableModel *m_model = nullptr; // this one and the following are children
    QLabel *m_count = nullptr;
    QPushButton *m_all = nullptr;
    QTableView *m_table = nullptr;
    QLineEdit *m_question = nullptr;
    QPushButton *m_ask = nullptr;
    QPushButton *m_open = nullptr;
    QList<QPushButton *> m_actions; // that take any text
};

} // namespace polylogue::ui::map
