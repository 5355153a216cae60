// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/endpoint/baseurl.h"
#include "app/net/httpclient.h"
#include "app/settings/secretstore.h"
#include "app/settings/settings.h"
#include "tests/support/faultserver.h"
#include "ui/map/labwindow.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QAbstractItemModel>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace polylogue;
using namespace polylogue::tests;
using namespace polylogue::ui::map;
using namespace Qt::StringLiterals;

class tst_LabWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void textsAreQueriesAndDocuments();
    void serverWithoutInputTypeIsTold();
    void textsAreComparedEachWithEach();
    void otherModelIsAskedForTheMapsTexts();
    void nearDuplicatesAreListedAndCopied();
    void hitRateIsMeasuredByLabel();
    void failedRequestIsTold();
    void withoutAMapItIsSaid();
    void everyControlHasAName();

private:
    QWidget *page(int number) const;
    template <typename Widget> Widget *named(int page, const QString &name) const;
    QString result(int page) const { return named<QLabel>(page, u"Result"_s)->text(); }
    QString cell(int page, const QString &table, int row, int column) const;
    void press(int page, const QString &text);

    struct Program;
    ui::theme::Theme m_theme{app::settings::ThemeMode::Light};
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<Program> m_program;
};

struct tst_LabWindow::Program
{
    explicit Program(const QString &folder)
        : settings(folder)
        , active(settings, secrets, client,
                 []() -> app::base::Result<app::session::PracticeAddress> {
                     return app::base::Error{.kind = app::base::ErrorKind::Network};
                 })
    { }

    app::settings::SettingsStore settings;
    app::settings::MemorySecretStore secrets;
    app::net::HttpClient client;
    app::session::ActiveEndpoint active;
    std::unique_ptr<LabWindow> window;
};

namespace {

enum Page { QueryAndDocument, Matrix, TwoModels, Duplicates, HitRate };

Reply vectors(const QByteArrayList &vectors)
{
    QByteArray data;
    for (qsizetype row = 0; row < vectors.size(); ++row)
        data += (row > 0 ? "," : "") + ("{\"index\":" + QByteArray::number(row))
            + ",\"embedding\":[" + vectors.at(row) + "]}";
    return Reply::json("{\"data\":[" + data + "],\"model\":\"other\"}");
}

app::embeddings::TextMap someMap()
{
    app::embeddings::TextMap map{.title = u"m"_s, .model = u"first"_s};
    for (const QString &text : {u"goal"_s, u"match"_s, u"price"_s, u"market"_s})
        map.corpus.append({.text = text, .label = map.corpus.size() < 2 ? u"Sport"_s : u"Trade"_s});
    map.vectors = std::make_shared<const app::projection::Matrix>(app::projection::Matrix{
        .rows = 4, .columns = 2, .values = {1, 0, 1, 0.01F, 0, 1, 0.3F, 1}});
    return map;
}

} // namespace

void tst_LabWindow::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<FaultServer>();
    m_server->on("/v1/models", Reply::json(R"({"data":[{"id":"text-embedding-e"}]})"));
    m_program = std::make_unique<Program>(m_folder->path());
    app::endpoint::Endpoint endpoint = app::endpoint::endpointFor(m_server->url());
    endpoint.embeddingModel = u"text-embedding-e"_s;
    endpoint.quirks.sendsInputType = true;
    QVERIFY(m_program->active.use(endpoint, {}));
    QTRY_COMPARE_WITH_TIMEOUT(m_program->active.models().size(), 1, 30'000);
    m_program->window = std::make_unique<LabWindow>(MapWindowServices{.theme = m_theme,
                                                                      .client = m_program->client,
                                                                      .active = m_program->active},
                                                    nullptr);
    m_program->window->show();
}

void tst_LabWindow::cleanup()
{
    m_program.reset();
}

QWidget *tst_LabWindow::page(int number) const
{
    auto *tabs = m_program->window->findChild<QTabWidget *>();
    tabs->setCurrentIndex(number);
    return tabs->widget(number);
}

template <typename Widget> Widget *tst_LabWindow::named(int number, const QString &name) const
{
    for (Widget *widget : page(number)->findChildren<Widget *>()) {
        if (widget->accessibleName() == name)
            return widget;
    }
    qFatal("%s is missing", qPrintable(name));
}

QString tst_LabWindow::cell(int number, const QString &table, int row, int column) const
{
    return named<QTableView>(number, table)->model()->index(row, column).data().toString();
}

void tst_LabWindow::press(int number, const QString &text)
{
    for (QAbstractButton *button : page(number)->findChildren<QAbstractButton *>()) {
        if (button->text() == text) {
            QVERIFY(button->isEnabled());
            button->click();
            return;
        }
    }
    qFatal("%s is missing", qPrintable(text));
}

void tst_LabWindow::textsAreQueriesAndDocuments()
{
    m_server->on("/v1/embeddings", {vectors({"1,0", "0,1"}), vectors({"0.6,0.8", "1,0"})});
    named<QPlainTextEdit>(QueryAndDocument, u"Texts to compare"_s)->setPlainText(u"one\n\ntwo"_s);

    press(QueryAndDocument, u"Compare"_s);

    QTRY_VERIFY_WITH_TIMEOUT(result(QueryAndDocument).contains(u"find their own"_s), 30'000);
    QVERIFY(m_server->requests("/v1/embeddings").at(0).body.contains("\"search_query\""));
    QVERIFY(m_server->requests("/v1/embeddings").at(1).body.contains("\"search_document\""));
    // The first lies nearer to the second's document than to its own.
    const QString table = u"Queries and documents"_s;
    QCOMPARE(cell(QueryAndDocument, table, 0, 0), u"one"_s);
    QCOMPARE(cell(QueryAndDocument, table, 0, 1), QLocale().toString(0.6, 'f', 3));
    QCOMPARE(cell(QueryAndDocument, table, 0, 2), u"2"_s);
    QCOMPARE(cell(QueryAndDocument, table, 1, 1), QLocale().toString(0.0, 'f', 3));
    QVERIFY(result(QueryAndDocument).contains(u"0 of 2"_s));
}

void tst_LabWindow::serverWithoutInputTypeIsTold()
{
    m_server->on("/v1/embeddings",
                 {Reply::json(R"({"error":{"message":"unknown field input_type"}})", 400),
                  vectors({"1,0"}),
                  Reply::json(R"({"error":{"message":"unknown field input_type"}})", 400),
                  vectors({"1,0"})});
    named<QPlainTextEdit>(QueryAndDocument, u"Texts to compare"_s)->setPlainText(u"one"_s);

    press(QueryAndDocument, u"Compare"_s);

    QTRY_VERIFY_WITH_TIMEOUT(result(QueryAndDocument).contains(u"does not know input_type"_s),
                             30'000);
}

void tst_LabWindow::textsAreComparedEachWithEach()
{
    m_server->on("/v1/embeddings", vectors({"1,0", "0.6,0.8", "0,2"}));
    named<QPlainTextEdit>(Matrix, u"Texts to compare"_s)->setPlainText(u"a\nb\nc"_s);

    press(Matrix, u"Compare"_s);

    QTRY_COMPARE_WITH_TIMEOUT(cell(Matrix, u"Cosines"_s, 0, 1), QLocale().toString(0.6, 'f', 3),
                              30'000);
    QCOMPARE(cell(Matrix, u"Cosines"_s, 2, 1), QLocale().toString(0.8, 'f', 3));
    QCOMPARE(cell(Matrix, u"Cosines"_s, 2, 2), QLocale().toString(1.0, 'f', 3));
}

void tst_LabWindow::otherModelIsAskedForTheMapsTexts()
{
    m_program->window->setMap(someMap());
    // For this one the first text is like the third.
    m_server->on("/v1/embeddings", vectors({"1,0", "0,1", "1,0.01", "0.3,1"}));

    page(TwoModels);
    press(TwoModels, u"Compare"_s);

    QTRY_VERIFY_WITH_TIMEOUT(result(TwoModels).startsWith(u"overlap@3"_s), 30'000);
    QCOMPARE(m_server->requests("/v1/embeddings").size(), 1);
    const QString table = u"Neighbours by either model"_s;
    auto *texts = named<QTableView>(TwoModels, u"Texts and their overlap"_s);
    for (int row = 0; row < 4; ++row) {
        if (cell(TwoModels, u"Texts and their overlap"_s, row, 0) == u"goal"_s)
            texts->selectRow(row);
    }
    QCOMPARE(cell(TwoModels, table, 0, 0), u"✓ match"_s);
    QCOMPARE(cell(TwoModels, table, 0, 1), u"✓ price"_s);
    QCOMPARE(named<QTableView>(TwoModels, table)->model()->headerData(1, Qt::Horizontal).toString(),
             u"other"_s);
}

void tst_LabWindow::nearDuplicatesAreListedAndCopied()
{
    m_program->window->setMap(someMap());

    press(Duplicates, u"Find"_s);

    const QString table = u"Near-duplicates"_s;
    QTRY_COMPARE_WITH_TIMEOUT(named<QTableView>(Duplicates, table)->model()->rowCount(), 2, 30'000);
    QCOMPARE(cell(Duplicates, table, 0, 1), u"goal"_s);
    QCOMPARE(cell(Duplicates, table, 0, 2), u"match"_s);
    auto *view = named<QTableView>(Duplicates, table);
    view->selectRow(0);
    view->setFocus();
    QTest::keyClick(view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), cell(Duplicates, table, 0, 0) + u"\tgoal\tmatch"_s);
}

void tst_LabWindow::hitRateIsMeasuredByLabel()
{
    m_program->window->setMap(someMap());

    press(HitRate, u"Measure"_s);

    QTRY_VERIFY_WITH_TIMEOUT(result(HitRate).contains(u"of 4 texts"_s), 30'000);
    QCOMPARE(cell(HitRate, u"Hit rate by neighbours"_s, 0, 1), QLocale().toString(1.0, 'f', 3));
    QCOMPARE(cell(HitRate, u"Hit rate by label"_s, 0, 0), u"Sport"_s);
}

void tst_LabWindow::failedRequestIsTold()
{
    m_server->on("/v1/embeddings", Reply::json(R"({"error":{"message":"pay first"}})", 402));
    named<QPlainTextEdit>(Matrix, u"Texts to compare"_s)->setPlainText(u"a\nb"_s);

    press(Matrix, u"Compare"_s);

    QTRY_VERIFY_WITH_TIMEOUT(result(Matrix).contains(u"pay first"_s), 30'000);
}

void tst_LabWindow::withoutAMapItIsSaid()
{
    m_program->window->setMap({});

    for (const int number : {TwoModels, Duplicates, HitRate})
        QCOMPARE(result(number), u"Make or open a map first."_s);
}

void tst_LabWindow::everyControlHasAName()
{
    QCOMPARE(m_program->window->accessibleName(), u"Lab"_s);
    for (int number = QueryAndDocument; number <= HitRate; ++number) {
        for (const QTableView *table : page(number)->findChildren<QTableView *>())
            QVERIFY(!table->accessibleName().isEmpty());
        for (const QComboBox *box : page(number)->findChildren<QComboBox *>())
            QVERIFY(!box->accessibleName().isEmpty());
    }
}

QTEST_MAIN(tst_LabWindow)
#include "tst_labwindow.moc"
