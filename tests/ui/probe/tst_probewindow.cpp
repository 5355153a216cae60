// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/net/httpclient.h"
#include "app/net/learneddrops.h"
#include "app/practice/practiceserver.h"
#include "app/probe/capabilityprobe.h"
#include "app/session/activeendpoint.h"
#include "app/settings/secretstore.h"
#include "app/settings/settings.h"
#include "app/store/chatstore.h"
#include "ui/probe/findingpane.h"
#include "ui/probe/probemodel.h"
#include "ui/probe/probewindow.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace polylogue;
using namespace Qt::StringLiterals;
using app::probe::Capability;
using app::probe::Verdict;
using ui::probe::ProbeModel;

class tst_ProbeWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void asksOnlyAfterAQuestion();
    void showsWhatWasSentAndWhatCame();
    void isCorrectedByHand();
    void isSharedAndTakenOver();
    void asksOfModelsThatNobodyLists();
    void marksOfTheListFollow();

private:
    template <typename Widget> Widget *named(const QString &name) const
    {
        for (auto *widget : m_window->findChildren<Widget *>()) {
            if (widget->accessibleName() == name)
                return widget;
        }
        return nullptr;
    }
    QPushButton *button(const QString &text) const
    {
        for (auto *found : m_window->findChildren<QPushButton *>()) {
            if (found->text() == text)
                return found;
        }
        return nullptr;
    }
    QMessageBox *question() const
    {
        for (auto *box : m_window->findChildren<QMessageBox *>()) {
            if (box->isVisible())
                return box;
        }
        return nullptr;
    }
    void confirm(const QString &label);
    void choose(const QString &model, Capability capability);
    QTableView *table() const { return named<QTableView>(u"Models and what they can do"_s); }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<ui::theme::Theme> m_theme;
    std::unique_ptr<app::practice::PracticeServer> m_practice;
    std::unique_ptr<app::settings::SettingsStore> m_settings;
    std::unique_ptr<app::settings::MemorySecretStore> m_secrets;
    std::unique_ptr<app::net::HttpClient> m_client;
    std::unique_ptr<app::net::LearnedDrops> m_learned;
    std::unique_ptr<app::session::ActiveEndpoint> m_active;
    std::unique_ptr<app::store::ChatStore> m_store;
    std::unique_ptr<app::probe::CapabilityProbe> m_probe;
    std::unique_ptr<ui::probe::ProbeWindow> m_window;
};

void tst_ProbeWindow::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_theme = std::make_unique<ui::theme::Theme>(app::settings::ThemeMode::Light);
    m_practice = std::make_unique<app::practice::PracticeServer>();
    m_settings = std::make_unique<app::settings::SettingsStore>(m_directory->path());
    m_secrets = std::make_unique<app::settings::MemorySecretStore>();
    m_client = std::make_unique<app::net::HttpClient>();
    m_learned = std::make_unique<app::net::LearnedDrops>();
    m_store = std::make_unique<app::store::ChatStore>(m_directory->path());
    m_active = std::make_unique<app::session::ActiveEndpoint>(
        *m_settings, *m_secrets, *m_client,
        [this]() -> app::base::Result<app::session::PracticeAddress> {
            if (const auto listening = m_practice->listen(); !listening)
                return listening.error();
            return app::session::PracticeAddress{.baseUrl = m_practice->baseUrl(),
                                                 .key = m_practice->key()};
        });
    m_probe = std::make_unique<app::probe::CapabilityProbe>(*m_client, *m_store, *m_learned);
    m_active->setKnowledge([this](const QString &model, const app::endpoint::Capabilities &listed) {
        return m_probe->findings().capabilities(model, listed);
    });
    connect(m_probe.get(), &app::probe::CapabilityProbe::changed, m_active.get(),
            &app::session::ActiveEndpoint::applyKnowledge);
    connect(m_active.get(), &app::session::ActiveEndpoint::changed, m_probe.get(),
            [this] { m_probe->use(m_active->endpoint()->id); });
    QVERIFY(m_active->usePractice());
    QTRY_COMPARE(m_active->models().size(), 4);
    m_window = std::make_unique<ui::probe::ProbeWindow>(*m_theme, *m_probe, *m_active);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void tst_ProbeWindow::cleanup()
{
    m_window.reset();
    m_active->disconnect();
    m_probe.reset();
    m_active.reset();
    m_store.reset();
    m_client.reset();
    m_practice.reset();
    m_theme.reset();
}

void tst_ProbeWindow::confirm(const QString &label)
{
    QTRY_VERIFY(question());
    for (QAbstractButton *answer : question()->buttons()) {
        if (answer->text().remove(u'&') == label)
            return answer->click();
    }
    QFAIL("no such button");
}

void tst_ProbeWindow::choose(const QString &model, Capability capability)
{
    const auto *matrix = qobject_cast<ProbeModel *>(table()->model());
    table()->setCurrentIndex(matrix->index(matrix->rowOf(capability), matrix->columnOf(model)));
}

void tst_ProbeWindow::asksOnlyAfterAQuestion()
{
    QCOMPARE(m_window->accessibleName(), u"What can it do?"_s);
    QCOMPARE(table()->model()->columnCount(), 4);
    m_window->showModel(u"practice-text"_s);
    QVERIFY(button(u"Ask practice-text…"_s));
    QVERIFY(named<QLabel>(u"What is asked"_s)->text().contains(u"Five numbers"_s));

    button(u"Ask practice-text…"_s)->click();
    QTRY_VERIFY(question());
    QVERIFY(question()->informativeText().contains(u"19 requests"_s));
    QVERIFY(question()->informativeText().contains(u"tokens"_s));
    confirm(u"Cancel"_s);
    QVERIFY(!m_probe->isRunning());

    button(u"Ask practice-text…"_s)->click();
    confirm(u"Ask"_s);
    QVERIFY(m_probe->isRunning());
    QVERIFY(button(u"Stop"_s)->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(!m_probe->isRunning(), 30'000);
    QVERIFY(!button(u"Stop"_s)->isVisible());
    QCOMPARE(m_probe->findings().at(u"practice-text"_s, Capability::Images)->judgement.verdict,
             Verdict::Refused);
    QVERIFY(!m_probe->findings().at(u"practice-vision"_s, Capability::Answers));
}

void tst_ProbeWindow::showsWhatWasSentAndWhatCame()
{
    const auto access = m_active->access();
    m_probe->start(*access, {u"practice-text"_s});
    QTRY_VERIFY_WITH_TIMEOUT(!m_probe->isRunning(), 30'000);
    auto *exchanges = named<QPlainTextEdit>(u"Requests and answers"_s);

    choose(u"practice-text"_s, Capability::Images);
    QTRY_VERIFY(exchanges->toPlainText().contains(u"POST /chat/completions, status 400"_s));
    QVERIFY(exchanges->toPlainText().contains(u"image_url"_s));
    QVERIFY(exchanges->toPlainText().size() < 5'000); // no base64 that nobody reads
    QVERIFY(exchanges->toPlainText().contains(u"Request 2"_s)); // asked twice
    QVERIFY(named<QLabel>(u"The server's words"_s)->text().contains(u"not supported"_s));
    QCOMPARE(named<QLabel>(u"Verdict"_s)->text(), u"refused"_s);

    choose(u"practice-vision"_s, Capability::Images);
    QCOMPARE(named<QLabel>(u"Verdict"_s)->text(), u"Not asked yet"_s);
    QVERIFY(exchanges->toPlainText().isEmpty());
}

void tst_ProbeWindow::isCorrectedByHand()
{
    choose(u"practice-vision"_s, Capability::PdfScan);
    auto *correction = named<QComboBox>(u"What counts"_s);
    correction->setCurrentIndex(correction->findText(u"yes"_s));
    Q_EMIT correction->activated(correction->currentIndex());
    QCOMPARE(m_probe->findings().at(u"practice-vision"_s, Capability::PdfScan)->source,
             app::probe::Finding::Source::User);
    QCOMPARE(m_active->capabilities(u"practice-vision"_s).scans, std::optional(true));
    QCOMPARE(m_active->capabilities(u"practice-vision"_s).source,
             app::endpoint::Capabilities::Source::User);
    QCOMPARE(correction->currentText(), u"yes"_s);

    correction->setCurrentIndex(0);
    Q_EMIT correction->activated(0);
    QVERIFY(!m_probe->findings().at(u"practice-vision"_s, Capability::PdfScan));
    QCOMPARE(m_active->capabilities(u"practice-vision"_s).scans, std::optional<bool>());
}

void tst_ProbeWindow::isSharedAndTakenOver()
{
    m_probe->correct(u"practice-vision"_s, Capability::Tools, Verdict::Yes);
    const QSignalSpy saved(m_window.get(), &ui::probe::ProbeWindow::saveRequested);
    for (QAction *action : m_window->findChildren<QAction *>()) {
        if (action->text().endsWith(u'…'))
            action->trigger();
        if (saved.size() == 3)
            break;
    }
    QCOMPARE(saved.size(), 3); // Markdown, CSV, the file to share
    QCOMPARE(saved.at(2).at(1).toString(), u"capabilities.json"_s);
    m_probe->correct(u"practice-vision"_s, Capability::Tools, {});
    QFile file(m_directory->filePath(u"shared.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(saved.at(2).at(2).toByteArray());
    file.close();

    m_window->importFile(file.fileName());
    QTRY_VERIFY(question());
    QVERIFY(question()->informativeText().contains(u"about this server"_s));
    QVERIFY(!m_probe->findings().at(u"practice-vision"_s, Capability::Tools)); // not yet
    confirm(u"Take over"_s);
    QCOMPARE(m_probe->findings().at(u"practice-vision"_s, Capability::Tools)->source,
             app::probe::Finding::Source::File);

    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("no JSON");
    file.close();
    m_window->importFile(file.fileName());
    QVERIFY(!question());
}

void tst_ProbeWindow::asksOfModelsThatNobodyLists()
{
    m_window->showModel(u"secret & model"_s);
    QCOMPARE(table()->model()->columnCount(), 5);
    QVERIFY(button(u"Ask secret && model…"_s));
    named<QLineEdit>(u"Filter models"_s)->setText(u"vision"_s);
    QCOMPARE(table()->model()->columnCount(), 1);
    QVERIFY(button(u"Ask practice-vision…"_s));
    named<QLineEdit>(u"Filter models"_s)->setText(u"nothing at all"_s);
    QVERIFY(!table()->isVisible());
    QVERIFY(!button(u"Ask…"_s)->isEnabled());
}

void tst_ProbeWindow::marksOfTheListFollow()
{
    const QSignalSpy changed(m_active.get(), &app::session::ActiveEndpoint::modelsChanged);
    m_probe->correct(u"practice-text"_s, Capability::Images, Verdict::Yes);
    QVERIFY(!changed.isEmpty());
    for (const app::endpoint::ModelInfo &model : m_active->models()) {
        if (model.id == "practice-text"_L1) {
            QCOMPARE(model.capabilities.images, std::optional(true));
            QCOMPARE(model.capabilities.source, app::endpoint::Capabilities::Source::User);
        }
    }
}

QTEST_MAIN(tst_ProbeWindow)
#include "tst_probewindow.moc"
