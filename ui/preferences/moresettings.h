// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/endpoint/endpoint.h"

#include <QList>
#include <QWidget>

#include <optional>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QPlainTextEdit;

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::preferences {

class KeyField;

//! \return the headers in \a text, one "Name: value" a line; not set where a line is none, or names
//!         a header that is ours to send (the key's, Host, Content-Length...).
std::optional<QList<app::endpoint::HeaderField>> headersFromText(const QString &text);

//! \brief What most people never touch: name, proxy, certificates, headers, rate, dialect.
class MoreSettings final : public QWidget
{
    Q_OBJECT

public:
    //! \param theme outlives this
    explicit MoreSettings(theme::Theme &theme, QWidget *parent = nullptr);

    //! \brief Shows \a endpoint's values.
    void setEndpoint(const app::endpoint::Endpoint &endpoint);
    //! \brief Puts what is shown into \a endpoint.
    void apply(app::endpoint::Endpoint &endpoint) const;
    QString proxyPassword() const;
    //! \return what is wrong with a field, in words; empty where all is well.
    QString problem() const;

Q_SIGNALS:
    void edited();

private:
    void addProxyFields(theme::Theme &theme, QFormLayout *form);
    void addCertificateFields(QFormLayout *form);
    void addDialectFields(QFormLayout *form);
    QLineEdit *addTextField(QFormLayout *form, const QString &label, const QString &placeholder);
    QLineEdit *addFileField(QFormLayout *form, const QString &label, const QString &placeholder);
    void showProxyFields();

    QFormLayout *m_form = nullptr; // this one and the fields are children
    QLineEdit *m_name = nullptr;
    QComboBox *m_proxyMode = nullptr;
    QLineEdit *m_proxyHost = nullptr;
    QLineEdit *m_proxyPort = nullptr;
    QLineEdit *m_proxyUser = nullptr;
    KeyField *m_proxyPassword = nullptr;
    QLineEdit *m_caBundle = nullptr;
    QLineEdit *m_clientCertificate = nullptr;
    QLineEdit *m_clientKey = nullptr;
    QPlainTextEdit *m_headers = nullptr;
    QLineEdit *m_requestsPerSecond = nullptr;
    QComboBox *m_keyHeader = nullptr;
    QComboBox *m_maxTokensName = nullptr;
    QCheckBox *m_isGateway = nullptr;
};

} // namespace polylogue::ui::preferences
