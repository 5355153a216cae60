// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/store/ledgerrow.h"

#include <QList>
#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;

namespace polylogue::app::net {
class HttpClient;
}
namespace polylogue::app::store {
class ChatStore;
}
namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::inspector {

class CallsFilter;
class CallsModel;

//! \brief The ledger: the newest 10,000 HTTP calls of the program, whom it contacted, their export.
//!        Accessible name "Requests".
class LedgerWindow final : public QWidget
{
    Q_OBJECT

public:
    static constexpr int MostRows = 10'000;

    //! \param theme, \a store and \a client outlive this
    LedgerWindow(theme::Theme &theme, app::store::ChatStore &store, app::net::HttpClient &client,
                 QWidget *parent = nullptr);

    //! \brief Shows \a rows, the newest first.
    void setRows(const QList<app::store::LedgerRow> &rows);

Q_SIGNALS:
    void saveRequested(const QString &title, const QString &name, const QByteArray &bytes);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeHead();
    void makeTable();
    void load();
    void applyFilter();
    void showSums();
    QList<app::store::LedgerRow> shownRows() const;

    app::store::ChatStore &m_store;
    CallsModel *m_model;
    CallsFilter *m_filter;
    QLineEdit *m_words = nullptr;
    QComboBox *m_purpose = nullptr;
    QPushButton *m_export = nullptr;
    QTableView *m_table;
    QLabel *m_hosts;
    QLabel *m_message;
    QTimer m_reload; // calls come in bursts
};

} // namespace polylogue::ui::inspector
