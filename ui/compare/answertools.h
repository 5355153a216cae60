// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/compare/laneanswer.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

class QAction;

namespace polylogue::app::net {
class HttpClient;
}
namespace polylogue::app::session {
class ActiveEndpoint;
}
namespace polylogue::app::store {
class ChatStore;
}
namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::compare {

class AgreementStrip;
class BlindBar;
class ComparePage;
class CompareTools;
class DiffDialog;

//! \brief What can be asked of the answers of a comparison: in what they differ, where they agree,
//!        which is the best while nobody is named.
//!
//! In blind mode the lanes change places with each question, and their models are not named until
//! the user has voted.
class AnswerTools final : public QObject
{
    Q_OBJECT

public:
    struct Services
    {
        theme::Theme &theme;
        app::net::HttpClient &client;
        app::session::ActiveEndpoint &active;
        app::store::ChatStore &store;
    };

    //! \param services and \a header outlive this; child of \a page
    AnswerTools(const Services &services, CompareTools &header, ComparePage &page);

    void showDifference();
    void toggleAgreement();
    void toggleBlind();
    void setBlind(bool blind);

Q_SIGNALS:
    void gridRequested();

private:
    void connectComparison();
    QList<LaneAnswer> answers() const;
    void refresh();
    void onRunningChanged();
    void shuffle();
    void setNamesHidden(bool hidden);
    void showResults();

    Services m_services;
    ComparePage &m_page;
    QAction *m_agreement = nullptr; // children
    QAction *m_blind = nullptr;
    AgreementStrip *m_strip = nullptr; // the page's; made when first shown
    BlindBar *m_bar = nullptr; // the page's; made when first shown
    QPointer<DiffDialog> m_difference;
    QTimer m_soon; // several lanes end at once
    bool m_areNamesHidden = false;
    bool m_hasVoted = false; // on the answers that are shown
    bool m_wasRunning = false;
};

} // namespace polylogue::ui::compare
