// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/attachment.h"
#include "app/inspection/inspection.h"

#include <QFutureWatcher>
#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <functional>

class QComboBox;
class QTabWidget;
class QToolButton;

namespace polylogue::app::net {
class HttpClient;
class LearnedDrops;
} // namespace polylogue::app::net
namespace polylogue::app::session {
class ActiveEndpoint;
}
namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::inspector {

class CodePage;
class InspectorPage;

//! \brief What would go out now, and what went out and came back, of the chat that is shown.
//!
//! Follows the chat with coalescing timers and works on another thread, and only while it is in
//! view. Accessible name "Inspector".
class InspectorPanel final : public QWidget
{
    Q_OBJECT

public:
    struct Services
    {
        theme::Theme &theme;
        app::net::HttpClient &client;
        const app::net::LearnedDrops &learned;
        const app::session::ActiveEndpoint &active;
        const app::attachments::AttachmentLoader &loader;
        const app::store::BlobStore &blobs;
    };

    //! What is inspected. Asked only while the panel is in view.
    struct Source
    {
        QPointer<app::session::ChatSession> session = {}; //!< null: a chat that does not exist yet
        std::function<app::attachments::Draft()> draft = {};
        std::function<app::session::ChatOptions()> options = {};
    };

    //! \param services what they name outlives this
    explicit InspectorPanel(const Services &services, QWidget *parent = nullptr);
    ~InspectorPanel() override;

    void setSource(const Source &source);
    //! \brief What would go out is another: a key was pressed, a parameter chosen.
    void requestChanged();
    //! \brief Shows what went out for \a answer and what came back.
    void showAnswer(const app::conversation::MessageId &answer);

Q_SIGNALS:
    void closeRequested();
    void ledgerRequested(); //!< all requests of the program are to be shown
    void saveRequested(const QString &title, const QString &name, const QByteArray &bytes);

protected:
    void showEvent(QShowEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *makeHead();
    void addPage(InspectorPage *page, const QString &title);
    InspectorPage *page() const; //!< the one in view
    //! \return the exchange that the page in view is about; 0 for the next request.
    quint64 wanted() const;
    bool isOfThisChat(const app::net::Exchange &exchange) const;
    void listExchanges();
    void refresh();
    void refreshNext();
    void refreshAnswer();
    void start(const std::function<app::inspection::Inspection()> &work);
    void onInspected();
    app::inspection::FileNames fileNames(const app::net::Exchange &exchange) const;

    Services m_services;
    Source m_source;
    QComboBox *m_choice = nullptr;
    QToolButton *m_close = nullptr;
    QTabWidget *m_tabs = nullptr;
    CodePage *m_code = nullptr;
    QTimer m_typing; // until keys pause
    QTimer m_arriving; // until the next look at what comes in
    QFutureWatcher<app::inspection::Inspection> m_work;
    InspectorPage *m_workPage = nullptr; // what the work is for
    quint64 m_workNumber = 0;
    bool m_isOutdated = false; // something changed since the work began
    QList<quint64> m_listed;
};

} // namespace polylogue::ui::inspector
