// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/session/agreementjob.h"
#include "ui/compare/laneanswer.h"

#include <QWidget>

#include <memory>

class QComboBox;
class QLabel;
class QPushButton;

namespace polylogue::app::net {
class HttpClient;
}
namespace polylogue::app::session {
class ActiveEndpoint;
}
namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::compare {

class AgreementView;

//! \brief Which sentences of the newest answers say the same, by the server's embedding model.
//!
//! Nothing is asked before the user asks for it.
class AgreementStrip final : public QWidget
{
    Q_OBJECT

public:
    //! \param theme, \a client and \a active outlive this
    AgreementStrip(theme::Theme &theme, app::net::HttpClient &client,
                   app::session::ActiveEndpoint &active, QWidget *parent = nullptr);
    ~AgreementStrip() override;

    //! \brief What is to be compared; what was found of other answers goes.
    void setAnswers(const QList<LaneAnswer> &answers);
    void compare();

private:
    void listModels();
    void showOffer();
    void showFound(const QList<QList<app::session::AgreedSentence>> &found);

    app::net::HttpClient &m_client;
    app::session::ActiveEndpoint &m_active;
    QList<LaneAnswer> m_answers;
    std::unique_ptr<app::session::AgreementJob> m_job;
    QComboBox *m_model = nullptr; // these are children
    QPushButton *m_compare = nullptr;
    QLabel *m_words = nullptr;
    AgreementView *m_view = nullptr;
};

} // namespace polylogue::ui::compare
