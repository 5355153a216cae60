// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/endpoint/baseurl.h"
#include "app/endpoint/endpoint.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;
class QVBoxLayout;

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::preferences {

class KeyField;
class MoreSettings;

//! \brief The fields of an endpoint: address with what will be called, key and where it is kept,
//!        and a fold with the rest. Asks no server.
class EndpointForm final : public QWidget
{
    Q_OBJECT

public:
    //! \param theme outlives this
    explicit EndpointForm(theme::Theme &theme, QWidget *parent = nullptr);

    //! \brief Shows \a endpoint's values; one with a null id is new. The key field is emptied.
    void setEndpoint(const app::endpoint::Endpoint &endpoint);
    //! \return what is shown, at the address that a test found or else the one typed in.
    app::endpoint::Endpoint endpoint() const;
    //! \return the address as typed in.
    app::base::Result<app::endpoint::BaseUrl> address() const;
    void setAddress(const QString &address);
    //! \brief The address that a test found to work; holds until another is typed in.
    void setResolvedBaseUrl(const QUrl &url);
    //! \return whether the address stands: given in full, or found by a test.
    bool isAddressCertain() const;
    void setKeySource(app::endpoint::KeySource source);
    //! \return the key that was typed in or stands in the environment; empty for none.
    QString key() const;
    //! \return whether the key in the keychain is meant: none was typed in, and the address is
    //!         still of the origin for which it was entered.
    bool usesKeptKey() const;
    QString proxyPassword() const;
    //! \return what is wrong with a field, in words; empty where all is well.
    QString problem() const;
    void focusAddress();

Q_SIGNALS:
    void edited();
    void submitted(); //!< Return in one of the lines

private:
    void addAddress(QVBoxLayout *rows);
    void addKey(theme::Theme &theme, QVBoxLayout *rows);
    void addMore(theme::Theme &theme, QVBoxLayout *rows);
    void setUnfolded(bool unfolded);
    void onAddressEdited();
    void showWhatWillBeCalled();
    void showKeyFields();
    app::endpoint::KeySource keySource() const;

    app::endpoint::Endpoint m_endpoint; // as it was, or what is known of the host typed in
    bool m_isNew = true;
    bool m_isMoreEdited = false;
    QUrl m_resolvedBaseUrl; // empty: none
    theme::Theme &m_theme;
    QLineEdit *m_address = nullptr; // children
    QLabel *m_willCall = nullptr;
    QLabel *m_keyLabel = nullptr;
    KeyField *m_key = nullptr;
    QLineEdit *m_keyVariable = nullptr;
    QComboBox *m_keySource = nullptr;
    QToolButton *m_fold = nullptr;
    MoreSettings *m_more = nullptr;
};

} // namespace polylogue::ui::preferences
