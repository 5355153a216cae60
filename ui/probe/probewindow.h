// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/endpoint/modelinfo.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QMenu;
class QProgressBar;
class QPushButton;
class QTableView;

namespace polylogue::app::probe {
class CapabilityProbe;
}
namespace polylogue::app::session {
class ActiveEndpoint;
}
namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::probe {

class FindingPane;
class ProbeModel;

//! \brief What can it do? The matrix of models and capabilities of the server in use; asks,
//! corrects,
//!        exports, imports. Accessible name "What can it do?".
class ProbeWindow final : public QDialog
{
    Q_OBJECT

public:
    //! \param theme, \a probe and \a active outlive this
    ProbeWindow(theme::Theme &theme, app::probe::CapabilityProbe &probe,
                app::session::ActiveEndpoint &active, QWidget *parent = nullptr);

    //! \brief Shows what is known of \a model, also where the server does not list it.
    void showModel(const QString &model);
    //! \brief Takes in the file at \a path, after a question.
    void importFile(const QString &path);

Q_SIGNALS:
    //! \a bytes are to be written where the user says.
    void saveRequested(const QString &title, const QString &name, const QByteArray &bytes);

private:
    void layOut();
    void connectAll();
    QMenu *makeMenu();
    void showModels();
    void showProgress();
    void showCell();
    void filter();
    void refresh(const QString &model);
    void say(const QString &words, bool isBad = false);
    QString currentModel() const;
    QList<app::endpoint::ModelInfo> infosOf(const QStringList &models) const;
    void ask(const QStringList &models);
    void askFor(const QStringList &models, const QString &question);
    void chooseFile();
    void share();

    theme::Theme &m_theme;
    app::probe::CapabilityProbe &m_probe;
    app::session::ActiveEndpoint &m_active;
    QStringList m_extraModels; // asked for by name
    ProbeModel *m_model;
    QLineEdit *m_filter;
    QComboBox *m_show;
    QPushButton *m_ask;
    QPushButton *m_askAll;
    QPushButton *m_more;
    QTableView *m_table;
    QLabel *m_empty;
    FindingPane *m_pane;
    QLabel *m_status;
    QProgressBar *m_progress;
    QPushButton *m_stop;
    bool m_wasRunning = false;
};

} // namespace polylogue::ui::probe
