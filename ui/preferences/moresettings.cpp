// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/preferences/moresettings.h"

#include "ui/preferences/keyfield.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace polylogue::ui::preferences {

using app::endpoint::Endpoint;
using app::endpoint::HeaderField;
using app::endpoint::KeyHeader;
using app::endpoint::ProxySettings;
using app::endpoint::Quirks;

namespace {

constexpr int headersHeight = 64;
constexpr int numberWidth = 120;

//! Headers that carry a key, which never goes into a profile's file, or that HTTP itself needs.
bool isOurs(const QString &name)
{
    static const QStringList ours{u"authorization"_s,
                                  u"proxy-authorization"_s,
                                  u"api-key"_s,
                                  u"x-api-key"_s,
                                  u"cookie"_s,
                                  u"host"_s,
                                  u"connection"_s,
                                  u"content-length"_s,
                                  u"transfer-encoding"_s,
                                  u"content-type"_s,
                                  u"accept"_s,
                                  u"accept-encoding"_s};
    return ours.contains(name.toLower());
}

//! A row whose label stands beside the first line of \a field.
void addRow(QFormLayout *form, const QString &text, QWidget *field)
{
    auto *label = new QLabel(text, form->parentWidget());
    label->setMinimumHeight(theme::Metrics::TargetComfortable);
    label->setBuddy(field);
    form->addRow(label, field);
}

template <typename Value> void choose(QComboBox *combo, Value value)
{
    combo->setCurrentIndex(combo->findData(static_cast<int>(value)));
}

template <typename Value> Value chosen(const QComboBox *combo)
{
    return static_cast<Value>(combo->currentData().toInt());
}

//! The number in \a field; not set where it is empty or no number of at least 0.
std::optional<double> numberIn(const QLineEdit *field)
{
    bool isNumber = false;
    const double number = field->locale().toDouble(field->text().trimmed(), &isNumber);
    return isNumber && number > 0 ? std::optional(number) : std::nullopt;
}

} // namespace

std::optional<QList<HeaderField>> headersFromText(const QString &text)
{
    // RFC 9110, 5.1 and 5.5: a token, and a value without line breaks or other controls.
    static const QRegularExpression form(
        uR"(^([!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*:\s*([^\x00-\x08\x0a-\x1f\x7f]*)$)"_s);
    QList<HeaderField> headers;
    for (const QString &line : text.split(u'\n', Qt::SkipEmptyParts)) {
        if (line.trimmed().isEmpty())
            continue;
        const QRegularExpressionMatch match = form.match(line.trimmed());
        if (!match.hasMatch() || isOurs(match.captured(1)))
            return {};
        headers.append({.name = match.captured(1), .value = match.captured(2)});
    }
    return headers;
}

MoreSettings::MoreSettings(theme::Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_form(new QFormLayout(this))
{
    m_form->setContentsMargins({});
    m_form->setVerticalSpacing(8);
    m_form->setHorizontalSpacing(16);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);

    m_name = addTextField(m_form, tr("Name"), tr("how you want to call it"));
    addProxyFields(theme, m_form);
    addCertificateFields(m_form);
    addDialectFields(m_form);
    showProxyFields();
}

void MoreSettings::setEndpoint(const Endpoint &endpoint)
{
    const QSignalBlocker quiet(this);
    m_name->setText(endpoint.name);
    const ProxySettings &proxy = endpoint.network.proxy;
    choose(m_proxyMode, proxy.mode);
    m_proxyHost->setText(proxy.host);
    m_proxyPort->setText(proxy.port > 0 ? QString::number(proxy.port) : QString());
    m_proxyUser->setText(proxy.user);
    m_caBundle->setText(endpoint.network.caBundle);
    m_clientCertificate->setText(endpoint.network.clientCertificate);
    m_clientKey->setText(endpoint.network.clientKey);
    QStringList lines;
    for (const HeaderField &header : endpoint.headers)
        lines.append(header.name + u": "_s + header.value);
    m_headers->setPlainText(lines.join(u'\n'));
    m_requestsPerSecond->setText(
        endpoint.requestsPerSecond ? locale().toString(*endpoint.requestsPerSecond) : QString());
    choose(m_keyHeader, endpoint.keyHeader);
    choose(m_maxTokensName, endpoint.quirks.maxTokensName);
    m_isGateway->setChecked(endpoint.quirks.namesFilesTwice);
    showProxyFields();
}

void MoreSettings::apply(Endpoint &endpoint) const
{
    endpoint.name = m_name->text().trimmed();
    const auto mode = chosen<ProxySettings::Mode>(m_proxyMode);
    endpoint.network.proxy = {.mode = mode};
    if (mode == ProxySettings::Mode::Manual)
        endpoint.network.proxy = {.mode = mode,
                                  .host = m_proxyHost->text().trimmed(),
                                  .port = m_proxyPort->text().toInt(),
                                  .user = m_proxyUser->text().trimmed()};
    endpoint.network.caBundle = m_caBundle->text().trimmed();
    endpoint.network.clientCertificate = m_clientCertificate->text().trimmed();
    endpoint.network.clientKey = m_clientKey->text().trimmed();
    endpoint.headers = headersFromText(m_headers->toPlainText()).value_or(endpoint.headers);
    endpoint.requestsPerSecond = numberIn(m_requestsPerSecond);
    endpoint.keyHeader = chosen<KeyHeader>(m_keyHeader);
    endpoint.quirks.maxTokensName = chosen<Quirks::MaxTokensName>(m_maxTokensName);
    // The box stands for three quirks; where it was not touched they may differ.
    if (m_isGateway->isChecked() != endpoint.quirks.namesFilesTwice) {
        endpoint.quirks.namesFilesTwice = m_isGateway->isChecked();
        endpoint.quirks.camelCaseEncodingFormat = m_isGateway->isChecked();
        endpoint.quirks.sendsInputType = m_isGateway->isChecked();
    }
}

QString MoreSettings::proxyPassword() const
{
    return m_proxyMode->currentData().toInt() == static_cast<int>(ProxySettings::Mode::Manual)
        ? m_proxyPassword->text()
        : QString();
}

QString MoreSettings::problem() const
{
    const bool isManual = chosen<ProxySettings::Mode>(m_proxyMode) == ProxySettings::Mode::Manual;
    const int port = m_proxyPort->text().toInt();
    if (isManual && (m_proxyHost->text().trimmed().isEmpty() || port < 1 || port > 65535))
        return tr("The proxy needs a host and a port from 1 to 65535.");
    if (m_clientCertificate->text().trimmed().isEmpty() != m_clientKey->text().trimmed().isEmpty())
        return tr("A client certificate needs its private key, and the key its certificate.");
    if (!headersFromText(m_headers->toPlainText()))
        return tr("Extra headers are lines of the form “Name: value”. Keys do not belong there: "
                  "this file is not secret.");
    if (!m_requestsPerSecond->text().trimmed().isEmpty() && !numberIn(m_requestsPerSecond))
        return tr("Requests per second is a number above 0, or empty for no limit.");
    return {};
}

void MoreSettings::addProxyFields(theme::Theme &theme, QFormLayout *form)
{
    m_proxyMode = new QComboBox(this);
    m_proxyMode->addItem(tr("as the system says"), static_cast<int>(ProxySettings::Mode::System));
    m_proxyMode->addItem(tr("none"), static_cast<int>(ProxySettings::Mode::None));
    m_proxyMode->addItem(tr("this one"), static_cast<int>(ProxySettings::Mode::Manual));
    m_proxyMode->setAccessibleName(tr("Proxy"));
    addRow(form, tr("Proxy"), m_proxyMode);
    connect(m_proxyMode, &QComboBox::currentIndexChanged, this, [this] {
        showProxyFields();
        Q_EMIT edited();
    });
    m_proxyHost = addTextField(form, tr("Proxy host"), u"proxy.example.org"_s);
    m_proxyPort = addTextField(form, tr("Proxy port"), u"3128"_s);
    m_proxyPort->setMaximumWidth(numberWidth);
    m_proxyUser = addTextField(form, tr("Proxy user"), tr("only where it asks for one"));
    m_proxyPassword = new KeyField(theme, this);
    m_proxyPassword->setAccessibleName(tr("Proxy password"));
    addRow(form, tr("Proxy password"), m_proxyPassword);
    connect(m_proxyPassword, &QLineEdit::textEdited, this, &MoreSettings::edited);
}

void MoreSettings::addCertificateFields(QFormLayout *form)
{
    m_caBundle =
        addFileField(form, tr("Extra CA file"), tr("PEM; trusted beside the system's authorities"));
    m_clientCertificate =
        addFileField(form, tr("Client certificate"), tr("PEM; where the server asks"));
    m_clientKey = addFileField(form, tr("Client key"), tr("PEM; its private key"));
}

void MoreSettings::addDialectFields(QFormLayout *form)
{
    m_headers = new QPlainTextEdit(this);
    m_headers->setAccessibleName(tr("Extra headers"));
    m_headers->setPlaceholderText(u"X-Team: seals"_s);
    m_headers->setFixedHeight(headersHeight);
    m_headers->setTabChangesFocus(true);
    addRow(form, tr("Extra headers"), m_headers);
    connect(m_headers, &QPlainTextEdit::textChanged, this, &MoreSettings::edited);

    m_requestsPerSecond = addTextField(form, tr("Requests per second"), tr("no limit"));
    m_requestsPerSecond->setMaximumWidth(numberWidth);

    m_keyHeader = new QComboBox(this);
    m_keyHeader->setAccessibleName(tr("The key goes as"));
    m_keyHeader->addItem(u"Authorization: Bearer"_s,
                         static_cast<int>(KeyHeader::AuthorizationBearer));
    m_keyHeader->addItem(u"api-key"_s, static_cast<int>(KeyHeader::ApiKey));
    addRow(form, tr("The key goes as"), m_keyHeader);

    m_maxTokensName = new QComboBox(this);
    m_maxTokensName->setAccessibleName(tr("Length limit goes as"));
    m_maxTokensName->addItem(u"max_tokens"_s, static_cast<int>(Quirks::MaxTokensName::MaxTokens));
    m_maxTokensName->addItem(u"max_completion_tokens"_s,
                             static_cast<int>(Quirks::MaxTokensName::MaxCompletionTokens));
    addRow(form, tr("Length limit goes as"), m_maxTokensName);
    for (QComboBox *combo : {m_keyHeader, m_maxTokensName})
        connect(combo, &QComboBox::currentIndexChanged, this, &MoreSettings::edited);

    m_isGateway = new QCheckBox(tr("Gateway dialect: file_name, encodingFormat, input_type"), this);
    form->addRow(QString(), m_isGateway);
    connect(m_isGateway, &QCheckBox::toggled, this, &MoreSettings::edited);
}

QLineEdit *MoreSettings::addTextField(QFormLayout *form, const QString &label,
                                      const QString &placeholder)
{
    auto *field = new QLineEdit(this);
    field->setAccessibleName(label);
    field->setPlaceholderText(placeholder);
    addRow(form, label, field);
    connect(field, &QLineEdit::textEdited, this, &MoreSettings::edited);
    return field;
}

QLineEdit *MoreSettings::addFileField(QFormLayout *form, const QString &label,
                                      const QString &placeholder)
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    auto *field = new QLineEdit(row);
    field->setAccessibleName(label);
    field->setPlaceholderText(placeholder);
    auto *button = new QPushButton(tr("Choose …"), row);
    button->setAccessibleName(tr("Choose the file: %1").arg(label));
    layout->addWidget(field, 1);
    layout->addWidget(button);
    addRow(form, label, row);
    connect(field, &QLineEdit::textEdited, this, &MoreSettings::edited);
    connect(button, &QPushButton::clicked, this, [this, field, label] {
        auto *dialog = new QFileDialog(this, label);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(QFileDialog::ExistingFile);
        dialog->setNameFilters(
            {tr("Certificates and keys (*.pem *.crt *.cer *.key)"), tr("All files (*)")});
        connect(dialog, &QFileDialog::fileSelected, this, [this, field](const QString &path) {
            field->setText(path);
            Q_EMIT edited();
        });
        dialog->open();
    });
    return field;
}

void MoreSettings::showProxyFields()
{
    const bool isManual = chosen<ProxySettings::Mode>(m_proxyMode) == ProxySettings::Mode::Manual;
    for (QWidget *field : QList<QWidget *>{m_proxyHost, m_proxyPort, m_proxyUser, m_proxyPassword})
        m_form->setRowVisible(field, isManual);
}

} // namespace polylogue::ui::preferences
