// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/endpoint/endpoint.h"
#include "app/net/endpointaccess.h"

#include <QWidget>

#include <memory>

namespace polylogue::app::net {
class HttpClient;
class LearnedDrops;
} // namespace polylogue::app::net
namespace polylogue::app::settings {
class SecretStore;
}
namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::preferences {

//! \brief The page "Where are your models?": base URL, key and where it is kept, network settings,
//!        a test that tells each step, and the practice endpoint one click away (ui/README.md).
class EndpointPage final : public QWidget
{
    Q_OBJECT

public:
    //! \param theme, \a client, \a learned and \a secrets outlive this
    EndpointPage(theme::Theme &theme, app::net::HttpClient &client, app::net::LearnedDrops &learned,
                 app::settings::SecretStore &secrets, QWidget *parent = nullptr);
    ~EndpointPage() override;

    //! \brief Starts with \a endpoint's values (empty for a new one); the key field stays empty.
    void edit(const app::endpoint::Endpoint &endpoint);
    void focusFirstField();
    //! \brief Words for somebody who came from the settings, not to begin: the endpoint can be
    //! saved
    //!        without being used. \param isInUse it is used already; call before edit()
    void setInSettings(bool isInUse);
    //! \return the proxy's password for this run, where the user typed one; it goes to the keychain
    //!         with the key (settings::proxySecretName()).
    QString proxyPassword() const;

Q_SIGNALS:
    //! The user starts chatting with this endpoint. \a key is what is in use for this run, also
    //! where it was written to the keychain.
    void accepted(const polylogue::app::endpoint::Endpoint &endpoint, const QString &key);
    //! The same where the user only wants to keep it; in the settings.
    void saved(const polylogue::app::endpoint::Endpoint &endpoint, const QString &key);
    void practiceRequested();
    void cancelled();

private:
    class Private;
    const std::unique_ptr<Private> d;
};

} // namespace polylogue::ui::preferences
