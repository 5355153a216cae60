// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/preferences/endpointform.h"

#include "ui/preferences/keyfield.h"
#include "ui/preferences/moresettings.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace polylogue::ui::preferences {

using app::base::Result;
using app::endpoint::BaseUrl;
using app::endpoint::Endpoint;
using app::endpoint::KeySource;
using theme::Look;
using theme::setLook;

namespace {

//! Whether what is sent to \a url can be read on the way: http to another computer.
bool isReadableOnTheWay(const QUrl &url)
{
    const QString host = url.host();
    const bool isThisComputer = host == "localhost"_L1 || host.endsWith(".localhost"_L1)
        || host.startsWith("127."_L1) || host == "::1"_L1;
    return url.scheme() == "http"_L1 && !isThisComputer;
}

QLabel *fieldLabel(const QString &text, QWidget *field, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setBuddy(field);
    return label;
}

} // namespace

EndpointForm::EndpointForm(theme::Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins({});
    rows->setSpacing(4);
    addAddress(rows);
    rows->addSpacing(8);
    addKey(theme, rows);
    addMore(theme, rows);
    setEndpoint({});
}

void EndpointForm::setEndpoint(const Endpoint &endpoint)
{
    m_endpoint = endpoint;
    m_isNew = endpoint.id.isNull();
    if (m_isNew)
        m_endpoint.keySource = KeySource::Keychain;
    m_isMoreEdited = false;
    m_resolvedBaseUrl = m_endpoint.baseUrl;
    m_address->setText(endpoint.baseUrl.toDisplayString());
    m_key->clear();
    m_keyVariable->setText(endpoint.keyVariable);
    setKeySource(m_endpoint.keySource);
    m_more->setEndpoint(m_endpoint);
    setUnfolded(false);
    showWhatWillBeCalled();
}

Endpoint EndpointForm::endpoint() const
{
    Endpoint endpoint = m_endpoint;
    if (!m_resolvedBaseUrl.isEmpty())
        endpoint.baseUrl = m_resolvedBaseUrl;
    else if (const Result<BaseUrl> typed = address())
        endpoint.baseUrl = typed->url;
    m_more->apply(endpoint);
    if (endpoint.name.isEmpty())
        endpoint.name = endpoint.baseUrl.host();
    endpoint.keySource = keySource();
    endpoint.keyVariable =
        endpoint.keySource == KeySource::Environment ? m_keyVariable->text().trimmed() : QString();
    return endpoint;
}

Result<BaseUrl> EndpointForm::address() const
{
    return app::endpoint::parseBaseUrl(m_address->text());
}

void EndpointForm::setAddress(const QString &address)
{
    m_address->setText(address);
    onAddressEdited();
}

void EndpointForm::setResolvedBaseUrl(const QUrl &url)
{
    m_resolvedBaseUrl = url;
    showWhatWillBeCalled();
}

bool EndpointForm::isAddressCertain() const
{
    const Result<BaseUrl> typed = address();
    return !m_resolvedBaseUrl.isEmpty() || (typed && !typed->isGuessed);
}

void EndpointForm::setKeySource(KeySource source)
{
    m_keySource->setCurrentIndex(m_keySource->findData(static_cast<int>(source)));
    showKeyFields();
}

QString EndpointForm::key() const
{
    switch (keySource()) {
    case KeySource::None:
        return {};
    case KeySource::Keychain:
    case KeySource::ThisRun:
        return m_key->key();
    case KeySource::Environment:
        return cleanedKey(
            qEnvironmentVariable(m_keyVariable->text().trimmed().toLocal8Bit().constData()));
    }
    return {};
}

bool EndpointForm::usesKeptKey() const
{
    return !m_isNew && m_endpoint.keySource == KeySource::Keychain && m_key->key().isEmpty()
        && app::endpoint::originOf(endpoint().baseUrl)
        == app::endpoint::originOf(m_endpoint.baseUrl);
}

QString EndpointForm::proxyPassword() const
{
    return m_more->proxyPassword();
}

QString EndpointForm::problem() const
{
    const QString variable = m_keyVariable->text().trimmed();
    if (keySource() == KeySource::Environment && variable.isEmpty())
        return tr("Name the environment variable that holds the key.");
    if (keySource() == KeySource::Environment && key().isEmpty())
        return tr("The environment variable %1 is not set in this program.").arg(variable);
    return m_more->problem();
}

void EndpointForm::focusAddress()
{
    m_address->setFocus(Qt::OtherFocusReason);
    m_address->selectAll();
}

void EndpointForm::addAddress(QVBoxLayout *rows)
{
    m_address = new QLineEdit(this);
    m_address->setAccessibleName(tr("Base URL"));
    m_address->setPlaceholderText(u"https://api.example.org/v1"_s);
    m_address->setInputMethodHints(Qt::ImhUrlCharactersOnly | Qt::ImhNoPredictiveText);
    m_willCall = new QLabel(this);
    m_willCall->setTextFormat(Qt::PlainText);
    m_willCall->setWordWrap(true);
    setLook(m_willCall, Look::Secondary);
    rows->addWidget(fieldLabel(tr("Base &URL"), m_address, this));
    rows->addWidget(m_address);
    rows->addWidget(m_willCall);
    connect(m_address, &QLineEdit::textEdited, this, &EndpointForm::onAddressEdited);
    connect(m_address, &QLineEdit::returnPressed, this, &EndpointForm::submitted);
}

void EndpointForm::addKey(theme::Theme &theme, QVBoxLayout *rows)
{
    m_key = new KeyField(theme, this);
    m_key->setAccessibleName(tr("API key"));
    m_keyVariable = new QLineEdit(this);
    m_keyVariable->setAccessibleName(tr("Environment variable"));
    m_keyVariable->setPlaceholderText(u"OPENAI_API_KEY"_s);
    m_keySource = new QComboBox(this);
    m_keySource->setAccessibleName(tr("Where the key is kept"));
    m_keySource->addItem(tr("kept in the keychain"), static_cast<int>(KeySource::Keychain));
    m_keySource->addItem(tr("for this run only"), static_cast<int>(KeySource::ThisRun));
    m_keySource->addItem(tr("from the environment"), static_cast<int>(KeySource::Environment));
    m_keySource->addItem(tr("no key"), static_cast<int>(KeySource::None));
    m_keyLabel = fieldLabel(tr("API &key"), m_key, this);
    rows->addWidget(m_keyLabel);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_key, 1);
    row->addWidget(m_keyVariable, 1);
    row->addWidget(m_keySource);
    rows->addLayout(row);
    connect(m_keySource, &QComboBox::currentIndexChanged, this, [this] {
        showKeyFields();
        Q_EMIT edited();
    });
    for (QLineEdit *line : QList<QLineEdit *>{m_key, m_keyVariable}) {
        connect(line, &QLineEdit::textEdited, this, [this] {
            showWhatWillBeCalled(); // a key makes a warning out of a plain http address
            Q_EMIT edited();
        });
        connect(line, &QLineEdit::returnPressed, this, &EndpointForm::submitted);
    }
}

void EndpointForm::addMore(theme::Theme &theme, QVBoxLayout *rows)
{
    m_fold = new QToolButton(this);
    m_fold->setText(tr("More: name, network, headers"));
    m_fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setLook(m_fold, Look::Quiet);
    m_more = new MoreSettings(theme, this);
    rows->addWidget(m_fold);
    rows->addWidget(m_more);
    connect(m_fold, &QToolButton::clicked, this, [this] { setUnfolded(m_more->isHidden()); });
    connect(&theme, &theme::Theme::changed, this, [this] { setUnfolded(!m_more->isHidden()); });
    connect(m_more, &MoreSettings::edited, this, [this] {
        m_isMoreEdited = true;
        Q_EMIT edited();
    });
}

void EndpointForm::setUnfolded(bool unfolded)
{
    m_fold->setIcon(m_theme.icon(unfolded ? u"chevron-down"_s : u"chevron-right"_s));
    m_fold->setAccessibleDescription(unfolded ? tr("unfolded") : tr("folded"));
    m_more->setVisible(unfolded);
}

void EndpointForm::onAddressEdited()
{
    m_resolvedBaseUrl.clear();
    const Result<BaseUrl> typed = address();
    const bool isOtherHost = typed && typed->url.host() != m_endpoint.baseUrl.host();
    // What is known of a host holds until the user says otherwise.
    if (m_isNew && isOtherHost && !m_isMoreEdited) {
        m_endpoint = app::endpoint::endpointFor(typed->url);
        m_more->setEndpoint(m_endpoint);
    }
    showKeyFields();
    showWhatWillBeCalled();
    Q_EMIT edited();
}

void EndpointForm::showWhatWillBeCalled()
{
    const Result<BaseUrl> typed = address();
    Look look = Look::Secondary;
    if (typed) {
        const QUrl base = m_resolvedBaseUrl.isEmpty() ? typed->url : m_resolvedBaseUrl;
        const QString url =
            app::endpoint::endpointUrl(base, u"/chat/completions").toDisplayString();
        QString text = isAddressCertain()
            ? tr("will call %1").arg(url)
            : tr("will call %1, or where a test finds the server's API").arg(url);
        if (isReadableOnTheWay(base) && keySource() != KeySource::None) {
            text += u'\n' + tr("Without https the key can be read on its way.");
            look = Look::Warning;
        }
        m_willCall->setText(text);
    } else if (m_address->text().trimmed().isEmpty()) {
        m_willCall->setText(tr("The address that your provider or administrator names, or "
                               "localhost:11434 for a server on this computer."));
    } else if (typed.error().type == "user_info"_L1) {
        m_willCall->setText(tr("Leave the user name and password out of the address."));
        look = Look::Warning;
    } else {
        m_willCall->setText(tr("This is no web address yet."));
    }
    setLook(m_willCall, look);
}

void EndpointForm::showKeyFields()
{
    const KeySource source = keySource();
    m_keyVariable->setVisible(source == KeySource::Environment);
    m_key->setVisible(source != KeySource::Environment);
    m_key->setEnabled(source != KeySource::None);
    m_keyLabel->setBuddy(source == KeySource::Environment ? m_keyVariable
                                                          : static_cast<QLineEdit *>(m_key));
    if (source == KeySource::None)
        m_key->setPlaceholderText(tr("none is sent"));
    else if (source == KeySource::Keychain && usesKeptKey())
        m_key->setPlaceholderText(tr("kept; type another one to replace it"));
    else
        m_key->setPlaceholderText(tr("empty if the server needs none"));
    showWhatWillBeCalled();
}

KeySource EndpointForm::keySource() const
{
    return static_cast<KeySource>(m_keySource->currentData().toInt());
}

} // namespace polylogue::ui::preferences
