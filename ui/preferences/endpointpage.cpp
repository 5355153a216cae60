// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/preferences/endpointpage.h"

#include "app/endpoint/baseurl.h"
#include "app/net/connectiontest.h"
#include "app/settings/secretstore.h"
#include "ui/preferences/endpointform.h"
#include "ui/preferences/localserversbutton.h"
#include "ui/preferences/stepslist.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QVBoxLayout>

#include <functional>
#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::ui::preferences {

using app::base::Error;
using app::base::Result;
using app::base::Status;
using app::endpoint::Endpoint;
using app::endpoint::KeySource;
using app::net::ConnectionStep;
using app::net::ConnectionTest;
using theme::Look;
using theme::setLook;

namespace {

constexpr int columnWidth = 660;

} // namespace

class EndpointPage::Private
{
    Q_DECLARE_TR_FUNCTIONS(polylogue::ui::preferences::EndpointPage)

public:
    Private(EndpointPage *owner, theme::Theme &theme, app::net::HttpClient &httpClient,
            app::net::LearnedDrops &learnedDrops, app::settings::SecretStore &secretStore)
        : page(owner)
        , client(httpClient)
        , learned(learnedDrops)
        , secrets(secretStore)
        , form(new EndpointForm(theme, owner))
        , steps(new StepsList(theme, owner))
    { }

    void build(theme::Theme &theme);
    QLayout *buttonRow();
    void onEdited();
    bool hasProblem();
    void showBusy(bool busy);
    void whenKeyIsKnown(const std::function<void(const QString &key)> &then);
    void startTest(bool acceptsWhenUsable);
    void runTest(const QString &key);
    void onTestFinished(bool usable);
    void accept(bool onlySaving);
    void keepSecretsAndAccept(const QString &key);
    void writeSecrets(QList<std::pair<QString, QString>> pending,
                      const std::function<void()> &then);
    void onKeychainFailed(const Error &error);
    void connectLocalServers();

    EndpointPage *page;
    app::net::HttpClient &client;
    app::net::LearnedDrops &learned;
    app::settings::SecretStore &secrets;

    // Children of the page.
    EndpointForm *form;
    StepsList *steps;
    QLabel *title = nullptr;
    QScrollArea *area = nullptr;
    QPushButton *start = nullptr;
    QPushButton *save = nullptr; // in the settings, beside "Save and use"
    QPushButton *test = nullptr;
    QPushButton *thisRun = nullptr; // stands there once the keychain has failed
    LocalServersButton *local = nullptr;
    QPushButton *practice = nullptr;
    QPushButton *cancel = nullptr;

    QString startText = tr("Start chatting");
    QString startAnywayText = tr("Start chatting anyway");
    std::unique_ptr<ConnectionTest> running;
    bool isInSettings = false;
    bool acceptsWhenUsable = false;
    bool onlySaves = false; // what the user chose last: to save, or to begin too
};

EndpointPage::EndpointPage(theme::Theme &theme, app::net::HttpClient &client,
                           app::net::LearnedDrops &learned, app::settings::SecretStore &secrets,
                           QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(this, theme, client, learned, secrets))
{
    d->build(theme);
    edit({});
}

EndpointPage::~EndpointPage() = default;

void EndpointPage::edit(const Endpoint &endpoint)
{
    const bool isNew = endpoint.id.isNull() || endpoint.isPractice;
    d->running.reset();
    d->local->cancel();
    d->steps->clear();
    d->form->setEndpoint(isNew ? Endpoint() : endpoint);
    d->title->setText(isNew ? tr("Where are your models?") : tr("Edit the endpoint"));
    d->cancel->setVisible(d->isInSettings || !endpoint.id.isNull());
    d->practice->setVisible(isNew);
    d->thisRun->hide();
    d->onEdited();
}

void EndpointPage::setInSettings(bool isInUse)
{
    d->isInSettings = true;
    d->startText = isInUse ? tr("Save") : tr("Save and use");
    d->startAnywayText = isInUse ? tr("Save anyway") : tr("Save and use anyway");
    d->save->setVisible(!isInUse);
    d->onEdited();
}

void EndpointPage::focusFirstField()
{
    d->form->focusAddress();
}

QString EndpointPage::proxyPassword() const
{
    return d->form->proxyPassword();
}

void EndpointPage::Private::build(theme::Theme &theme)
{
    auto *outer = new QVBoxLayout(page);
    outer->setContentsMargins({});
    area = new QScrollArea(page);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    outer->addWidget(area);

    auto *content = new QWidget(area);
    auto *centred = new QHBoxLayout(content);
    centred->setContentsMargins(24, 24, 24, 24);
    auto *column = new QWidget(content);
    column->setMaximumWidth(columnWidth);
    centred->addStretch(1);
    centred->addWidget(column, 1000);
    centred->addStretch(1);

    auto *rows = new QVBoxLayout(column);
    rows->setContentsMargins({});
    rows->setSpacing(12);
    rows->addStretch(2);
    title = new QLabel(column);
    title->setTextFormat(Qt::PlainText);
    title->setFont(theme.headingFont(1));
    QObject::connect(&theme, &theme::Theme::changed, page,
                     [this, &theme] { title->setFont(theme.headingFont(1)); });
    rows->addWidget(title);
    auto *subtitle = new QLabel(tr("A gateway or server that speaks the OpenAI dialect."), column);
    setLook(subtitle, Look::Secondary);
    rows->addWidget(subtitle);
    rows->addWidget(form);
    rows->addWidget(steps);
    thisRun = new QPushButton(tr("Use the key for this run only"), column);
    rows->addWidget(thisRun, 0, Qt::AlignLeft);
    rows->addLayout(buttonRow());
    rows->addStretch(3);
    content->setBackgroundRole(QPalette::Base);
    area->setWidget(content);
    content->setAutoFillBackground(true);

    QObject::connect(form, &EndpointForm::edited, page, [this] { onEdited(); });
    QObject::connect(form, &EndpointForm::submitted, page, [this] { startTest(false); });
    QObject::connect(thisRun, &QPushButton::clicked, page, [this] {
        form->setKeySource(KeySource::ThisRun);
        accept(onlySaves);
    });
    auto *escape = new QShortcut(Qt::Key_Escape, page);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    QObject::connect(escape, &QShortcut::activated, page, [this] {
        if (cancel->isVisible())
            Q_EMIT page->cancelled();
    });
}

QLayout *EndpointPage::Private::buttonRow()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    const auto add = [this](QLayout *line, const QString &label, auto onClick) {
        auto *button = new QPushButton(label, page);
        line->addWidget(button);
        QObject::connect(button, &QPushButton::clicked, page, onClick);
        return button;
    };
    start = add(row, startText, [this] { accept(false); });
    setLook(start, Look::Primary);
    save = add(row, tr("Save"), [this] { accept(true); });
    save->hide();
    test = add(row, tr("Test"), [this] { startTest(false); });
    cancel = add(row, tr("Cancel"), [this] { Q_EMIT page->cancelled(); });
    setLook(cancel, Look::Quiet);
    row->addStretch(1);
    auto *others = new QHBoxLayout; // in a row of its own: all of them do not fit into one
    others->setSpacing(8);
    local = new LocalServersButton(client, page);
    others->addWidget(local);
    connectLocalServers();
    setLook(local, Look::Quiet);
    practice =
        add(others, tr("Use the practice endpoint"), [this] { Q_EMIT page->practiceRequested(); });
    setLook(practice, Look::Quiet);
    others->addStretch(1);
    auto *rows = new QVBoxLayout;
    rows->setSpacing(8);
    rows->addLayout(row);
    rows->addLayout(others);
    return rows;
}

//! Whatever was tested is not what stands there now.
void EndpointPage::Private::onEdited()
{
    running.reset();
    acceptsWhenUsable = false;
    steps->clear();
    thisRun->hide();
    start->setText(startText);
    test->setText(tr("Test"));
    showBusy(false);
}

void EndpointPage::Private::showBusy(bool busy)
{
    const bool isComplete = form->address().has_value();
    start->setEnabled(isComplete && !busy);
    save->setEnabled(isComplete && !busy);
    test->setEnabled(isComplete && !busy);
}

//! Says what is wrong with the fields. \return whether something is.
bool EndpointPage::Private::hasProblem()
{
    const QString problem = form->problem();
    if (!problem.isEmpty())
        steps->setProblem({.title = problem, .mark = tr("not tested")});
    return !problem.isEmpty() || !form->address();
}

//! \a then is called with the key that is typed in, kept or in the environment; empty for none.
void EndpointPage::Private::whenKeyIsKnown(const std::function<void(const QString &key)> &then)
{
    if (form->endpoint().keySource != KeySource::Keychain || !form->usesKeptKey()) {
        then(form->key());
        return;
    }
    secrets.read(app::settings::keySecretName(form->endpoint()), page,
                 [this, then](const Result<QString> &key) {
                     if (key)
                         then(*key);
                     else
                         onKeychainFailed(key.error());
                 });
}

void EndpointPage::Private::startTest(bool accepts)
{
    onEdited();
    if (hasProblem())
        return;
    acceptsWhenUsable = accepts;
    showBusy(true);
    whenKeyIsKnown([this](const QString &key) { runTest(key); });
}

void EndpointPage::Private::runTest(const QString &key)
{
    const Endpoint endpoint = form->endpoint();
    const app::net::EndpointAccess access{.endpoint = endpoint,
                                          .key = key,
                                          .keyOrigin = app::endpoint::originOf(endpoint.baseUrl),
                                          .proxyPassword = form->proxyPassword()};
    steps->clear();
    steps->setHasKey(!key.isEmpty());
    running = std::make_unique<ConnectionTest>(client, learned, access, *form->address(),
                                               endpoint.defaultModel);
    QObject::connect(running.get(), &ConnectionTest::stepChanged, page,
                     [this](const ConnectionStep &step) { steps->setStep(step); });
    QObject::connect(running.get(), &ConnectionTest::finished, page,
                     [this](bool usable) { onTestFinished(usable); });
}

void EndpointPage::Private::onTestFinished(bool usable)
{
    test->setText(tr("Test again"));
    showBusy(false);
    // The user has seen where calls go and what happened: whether to go on is no question of ours.
    form->setResolvedBaseUrl(running->resolvedBaseUrl());
    start->setText(usable ? startText : startAnywayText);
    if (std::exchange(acceptsWhenUsable, false) && usable)
        accept(onlySaves);
}

void EndpointPage::Private::accept(bool onlySaving)
{
    onlySaves = onlySaving;
    if (hasProblem())
        return;
    if (!form->isAddressCertain()) {
        startTest(true);
        return;
    }
    thisRun->hide();
    showBusy(true);
    whenKeyIsKnown([this](const QString &key) { keepSecretsAndAccept(key); });
}

void EndpointPage::Private::keepSecretsAndAccept(const QString &key)
{
    Endpoint endpoint = form->endpoint();
    if (endpoint.id.isNull())
        endpoint.id = app::endpoint::EndpointId::create();
    // Nothing typed in means that the server asks for nothing.
    if (key.isEmpty() && endpoint.keySource != KeySource::Environment)
        endpoint.keySource = KeySource::None;
    QList<std::pair<QString, QString>> pending;
    if (endpoint.keySource == KeySource::Keychain && !form->usesKeptKey())
        pending.append({app::settings::keySecretName(endpoint), key});
    if (endpoint.keySource != KeySource::ThisRun && !form->proxyPassword().isEmpty())
        pending.append({app::settings::proxySecretName(endpoint), form->proxyPassword()});
    writeSecrets(pending, [this, endpoint, key] {
        showBusy(false);
        if (onlySaves)
            Q_EMIT page->saved(endpoint, key);
        else
            Q_EMIT page->accepted(endpoint, key);
    });
}

//! One after the other; the first that fails ends it.
void EndpointPage::Private::writeSecrets(QList<std::pair<QString, QString>> pending,
                                         const std::function<void()> &then)
{
    if (pending.isEmpty()) {
        then();
        return;
    }
    const auto [name, secret] = pending.takeFirst();
    secrets.write(name, secret, page, [this, pending, then](const Status &written) {
        if (written)
            writeSecrets(pending, then);
        else
            onKeychainFailed(written.error());
    });
}

void EndpointPage::Private::onKeychainFailed(const Error &error)
{
    showBusy(false);
    steps->setProblem({.title = tr("The keychain did not take or give the key"),
                       .serverWords = error.detail,
                       .advice = tr("Unlock it and try again, or type the key and use it for this "
                                    "run only. Polylogue never writes a key into a file."),
                       .mark = tr("failed")});
    thisRun->setVisible(!form->key().isEmpty());
}

void EndpointPage::Private::connectLocalServers()
{
    QObject::connect(local, &LocalServersButton::started, page, [this] { onEdited(); });
    QObject::connect(local, &LocalServersButton::nothingFound, page, [this] {
        steps->setProblem({.title = tr("No model server answers on this computer"),
                           .advice = tr("Tried the usual ports of Ollama, LM Studio, llama.cpp and "
                                        "vLLM. Start one, or type its address."),
                           .mark = tr("nothing found")});
    });
    QObject::connect(local, &LocalServersButton::chosen, page, [this](const QUrl &baseUrl) {
        form->setKeySource(KeySource::None);
        form->setAddress(baseUrl.toString());
        startTest(false);
    });
}

} // namespace polylogue::ui::preferences
