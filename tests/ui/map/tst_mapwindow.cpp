// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/embeddings/textmapfile.h"
#include "app/embeddings/vectorexport.h"
#include "app/endpoint/baseurl.h"
#include "app/net/httpclient.h"
#include "app/settings/secretstore.h"
#include "app/settings/settings.h"
#include "tests/support/faultserver.h"
#include "ui/map/mappage.h"
#include "ui/map/mapsetuppage.h"
#include "ui/map/mapstartpage.h"
#include "ui/map/mapwindow.h"
#include "ui/map/plotwidget.h"
#include "ui/plot/scalebar.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QAbstractItemModel>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace polylogue;
using namespace polylogue::tests;
using namespace polylogue::ui::map;
using namespace Qt::StringLiterals;

class tst_MapWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void droppedTableBecomesAMapInOneRequest();
    void failedRequestIsToldAndTriedAgain();
    void searchFindsByWordsAndByMeaning();
    void selectionGoesIntoAChat();
    void questionGoesWithTheTexts();
    void textIsOpenedWithItsVector();
    void vectorsMadeElsewhereBecomeAMap();
    void folderBecomesTextsAsChosen();
    void coloursAndShapesTellDifferentThings();
    void savedMapIsOpenedAsItWas();
    void sampleAndColumnsCanBeChosen();
    void whatIsNoTableIsTold();
    void everyControlHasAName();

private:
    template <typename Widget> Widget *named(const QString &name) const;
    QAbstractButton *button(const QString &text) const;
    void open();
    void drop(const QString &path);
    void pressMake();
    void makeMap();
    QString write(const QString &name, int rows);
    void choose(const QString &box, const QString &item);
    qsizetype asked() const { return m_server->requests("/v1/embeddings").size(); }
    QTableView *table() const { return named<QTableView>(u"Texts"_s); }
    bool isMapThere() const { return named<QAbstractButton>(u"Save picture"_s)->isEnabled(); }

    struct Program;
    ui::theme::Theme m_theme{app::settings::ThemeMode::Light};
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<Program> m_program;
};

struct tst_MapWindow::Program
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
    std::unique_ptr<MapWindow> window;
};

namespace {

//! Vectors of two topics, by turns.
Reply answer(int rows)
{
    QByteArray data;
    for (int row = 0; row < rows; ++row)
        data += (row > 0 ? "," : "") + ("{\"index\":" + QByteArray::number(row))
            + ",\"embedding\":[" + (row % 2 == 0 ? "1,0.1," : "0.1,1,") + QByteArray::number(row)
            + "e-3]}";
    return Reply::json("{\"data\":[" + data + "],\"model\":\"e-1\"}");
}

} // namespace

void tst_MapWindow::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<FaultServer>();
    m_server->on("/v1/models",
                 Reply::json(R"({"data":[{"id":"chat"},{"id":"text-embedding-e"}]})"));
    m_program = std::make_unique<Program>(m_folder->path());
    app::endpoint::Endpoint endpoint = app::endpoint::endpointFor(m_server->url());
    endpoint.embeddingModel = u"text-embedding-e"_s;
    endpoint.quirks.sendsInputType = true;
    QVERIFY(m_program->active.use(endpoint, {}));
    QTRY_COMPARE_WITH_TIMEOUT(m_program->active.models().size(), 2, 30'000);
    open();
}

void tst_MapWindow::cleanup()
{
    m_program.reset();
}

void tst_MapWindow::open()
{
    m_program->window = std::make_unique<MapWindow>(
        MapWindowServices{.theme = m_theme,
                          .client = m_program->client,
                          .active = m_program->active,
                          .cacheFolder = m_folder->filePath(u"cache"_s)});
    m_program->window->show();
}

template <typename Widget> Widget *tst_MapWindow::named(const QString &name) const
{
    for (Widget *widget : m_program->window->findChildren<Widget *>()) {
        if (widget->accessibleName() == name)
            return widget;
    }
    qFatal("%s is missing", qPrintable(name));
}

QAbstractButton *tst_MapWindow::button(const QString &text) const
{
    for (QAbstractButton *found : m_program->window->findChildren<QAbstractButton *>()) {
        if (found->text() == text && found->isVisible())
            return found;
    }
    qFatal("no button %s", qPrintable(text));
}

QString tst_MapWindow::write(const QString &name, int rows)
{
    QFile file(m_folder->filePath(name));
    if (!file.open(QIODevice::WriteOnly))
        qFatal("no file");
    file.write("label,title\n");
    for (int row = 0; row < rows; ++row)
        file.write((row % 2 == 0 ? "Sport,Match " : "Trade,Price ") + QByteArray::number(row)
                   + '\n');
    return file.fileName();
}

//! As the user does: programs that set an index do not activate.
void tst_MapWindow::choose(const QString &box, const QString &item)
{
    auto *combo = named<QComboBox>(box);
    const int index = combo->findText(item);
    QVERIFY2(index >= 0, qPrintable(item));
    combo->setCurrentIndex(index);
    Q_EMIT combo->activated(index);
}

void tst_MapWindow::drop(const QString &path)
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter({50, 50}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(m_program->window.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent event({50, 50}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(m_program->window.get(), &event);
}

//! Once the file is read and counted.
void tst_MapWindow::pressMake()
{
    auto *page = m_program->window->findChild<MapSetupPage *>();
    QTRY_VERIFY_WITH_TIMEOUT(page->isVisible(), 30'000);
    QAbstractButton *make = button(u"Make map"_s);
    QTRY_VERIFY_WITH_TIMEOUT(make->isEnabled(), 30'000);
    make->click();
}

void tst_MapWindow::makeMap()
{
    pressMake();
    QTRY_VERIFY_WITH_TIMEOUT(isMapThere(), 60'000);
}

void tst_MapWindow::droppedTableBecomesAMapInOneRequest()
{
    m_server->on("/v1/embeddings", answer(96));
    drop(write(u"news.csv"_s, 96));
    QLabel *estimate = named<QLabel>(u"What it takes"_s);
    QTRY_VERIFY_WITH_TIMEOUT(estimate->text().startsWith(u"96 texts, 1 request"_s), 30'000);
    QCOMPARE(asked(), 0);

    makeMap();

    QCOMPARE(asked(), 1);
    QVERIFY(
        m_server->requests("/v1/embeddings").at(0).body.contains("\"input_type\":\"clustering\""));
    const ui::plot::Plot &plot = named<PlotWidget>(u"Plot"_s)->plot();
    QCOMPARE(plot.positions.size(), size_t(96));
    QCOMPARE(plot.series.size(), 2);
    QCOMPARE(plot.series.at(0).count, 48);
    QCOMPARE(table()->model()->rowCount(), 96);
    QCOMPARE(table()->model()->index(1, 1).data().toString(), u"Trade"_s);
    QVERIFY(plot.title.contains(u"news · 96 texts · e-1 · clustering"_s));
}

void tst_MapWindow::failedRequestIsToldAndTriedAgain()
{
    m_server->on("/v1/embeddings",
                 {Reply::json(R"({"error":{"message":"pay first"}})", 402), answer(20)});
    drop(write(u"news.csv"_s, 20));
    pressMake();
    const auto isTold = [this] {
        for (const QLabel *label : m_program->window->findChildren<QLabel *>()) {
            if (label->isVisible() && label->text().contains(u"pay first"_s))
                return true;
        }
        return false;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isTold(), 30'000);

    button(u"Try again"_s)->click();

    QTRY_VERIFY_WITH_TIMEOUT(isMapThere(), 60'000);
    QCOMPARE(asked(), 2);
}

void tst_MapWindow::searchFindsByWordsAndByMeaning()
{
    m_server->on("/v1/embeddings", {answer(40), answer(1)});
    drop(write(u"news.csv"_s, 40));
    makeMap();
    auto *search = named<QLineEdit>(u"Search in the texts"_s);

    QTest::keyClicks(search, u"price 1"_s);
    // 1, 11 to 19, 21, 31
    QTRY_COMPARE_WITH_TIMEOUT(table()->model()->rowCount(), 8, 30'000);
    search->clear();
    QCOMPARE(table()->model()->rowCount(), 40);

    button(u"By meaning"_s)->click();
    QTest::keyClicks(search, u"goals"_s);
    QTest::keyClick(search, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(table()->model()->rowCount(), 20, 30'000);

    QCOMPARE(asked(), 2);
    QVERIFY(m_server->requests("/v1/embeddings")
                .at(1)
                .body.contains("\"input_type\":\"search_query\""));
    for (int row = 0; row < 20; ++row)
        QCOMPARE(table()->model()->index(row, 1).data().toString(), u"Sport"_s);
}

void tst_MapWindow::selectionGoesIntoAChat()
{
    m_server->on("/v1/embeddings", answer(20));
    drop(write(u"news.csv"_s, 20));
    makeMap();
    QSignalSpy wanted(m_program->window.get(), &MapWindow::contextRequested);
    auto *plot = named<PlotWidget>(u"Plot"_s);

    Q_EMIT plot->areaChosen({2, 5});
    QCOMPARE(table()->model()->rowCount(), 2);
    button(u"Put into a chat"_s)->click();
    QCOMPARE(wanted.at(0).at(0).toString(), u"[Sport] Match 2\n\n[Trade] Price 5"_s);

    button(u"Show all"_s)->click();
    QCOMPARE(table()->model()->rowCount(), 20);
    Q_EMIT plot->pointClicked(7);
    button(u"Put into a chat"_s)->click();
    QCOMPARE(wanted.at(1).at(0).toString(), u"[Trade] Price 7"_s);
}

void tst_MapWindow::questionGoesWithTheTexts()
{
    m_server->on("/v1/embeddings", answer(20));
    drop(write(u"news.csv"_s, 20));
    makeMap();
    QSignalSpy asked(m_program->window.get(), &MapWindow::questionAsked);
    QVERIFY(!button(u"Ask"_s)->isEnabled());
    auto *question = named<QLineEdit>(u"Question about these texts"_s);

    Q_EMIT named<PlotWidget>(u"Plot"_s)->areaChosen({2, 5});
    QTest::keyClicks(question, u"What have they in common?"_s);
    button(u"Ask"_s)->click();

    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.at(0).at(0).toString(), u"What have they in common?"_s);
    QCOMPARE(asked.at(0).at(1).toString(), u"[Sport] Match 2\n\n[Trade] Price 5"_s);
    QVERIFY(question->text().isEmpty());
    QTest::keyClick(question, Qt::Key_Return); // there is nothing to ask
    QCOMPARE(asked.size(), 1);
}

void tst_MapWindow::textIsOpenedWithItsVector()
{
    m_server->on("/v1/embeddings", answer(20));
    drop(write(u"news.csv"_s, 20));
    makeMap();
    QVERIFY(!button(u"Open"_s)->isEnabled());
    Q_EMIT named<PlotWidget>(u"Plot"_s)->pointClicked(7);

    button(u"Open"_s)->click();

    auto *dialog = named<QDialog>(u"Text"_s);
    QCOMPARE(dialog->findChild<QPlainTextEdit *>()->toPlainText(), u"Price 7"_s);
    bool isVectorTold = false;
    for (const QLabel *label : dialog->findChildren<QLabel *>())
        isVectorTold =
            isVectorTold || label->text().startsWith(u"Vector of 3 numbers, length 1."_s);
    QVERIFY(isVectorTold);
    for (QAbstractButton *each : dialog->findChildren<QAbstractButton *>()) {
        if (each->text() == "Copy vector"_L1)
            each->click();
    }
    QCOMPARE(QApplication::clipboard()->text(), u"[0.100000001, 1, 0.00700000022]"_s);
}

void tst_MapWindow::vectorsMadeElsewhereBecomeAMap()
{
    app::projection::Matrix vectors{.rows = 20, .columns = 3};
    for (int row = 0; row < 20; ++row)
        vectors.values.insert(vectors.values.end(),
                              {row % 2 == 0 ? 1.0F : 0.1F, row % 2 == 0 ? 0.1F : 1.0F, float(row)});
    const QString path = m_folder->filePath(u"vectors.npy"_s);
    QVERIFY(app::embeddings::writeVectors(path, app::embeddings::VectorFormat::Npy, {}, vectors));

    drop(path);

    QTRY_VERIFY_WITH_TIMEOUT(isMapThere(), 60'000);
    QCOMPARE(asked(), 0);
    QCOMPARE(named<PlotWidget>(u"Plot"_s)->plot().positions.size(), size_t(20));
    QCOMPARE(table()->model()->index(4, 0).data().toString(), u"5"_s);
    button(u"By meaning"_s)->click();
    auto *search = named<QLineEdit>(u"Search in the texts"_s);
    QTest::keyClicks(search, u"goals"_s);
    QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(asked(), 0); // nobody knows by which model
}

void tst_MapWindow::folderBecomesTextsAsChosen()
{
    const QDir folder(m_folder->filePath(u"letters"_s));
    QVERIFY(folder.mkpath(u"old"_s));
    const QByteArray twoParagraphs = "The first paragraph of this letter is here.\n\n"
                                     "The second paragraph of this letter is here.\n";
    for (const QString &name : {u"a.txt"_s, u"old/b.txt"_s}) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(twoParagraphs);
    }
    QLabel *estimate = named<QLabel>(u"What it takes"_s);

    drop(folder.path());
    QTRY_VERIFY_WITH_TIMEOUT(estimate->text().startsWith(u"2 texts"_s), 30'000);
    choose(u"What becomes one text"_s, u"Each paragraph is a text"_s);
    QTRY_VERIFY_WITH_TIMEOUT(estimate->text().startsWith(u"4 texts"_s), 30'000);

    QVERIFY(!button(u"Embed the title too"_s)->isChecked());
    drop(write(u"news.csv"_s, 20));
    QTRY_VERIFY_WITH_TIMEOUT(estimate->text().startsWith(u"20 texts"_s), 30'000);
    QVERIFY(!named<QComboBox>(u"What becomes one text"_s)->isVisible());
}

void tst_MapWindow::coloursAndShapesTellDifferentThings()
{
    m_server->on("/v1/embeddings", answer(30));
    QFile file(m_folder->filePath(u"prices.csv"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("label,title,price\n");
    for (int row = 0; row < 30; ++row)
        file.write((row % 2 == 0 ? "Sport,Match " : "Trade,Price ") + QByteArray::number(row) + ','
                   + QByteArray::number(row * 100) + '\n');
    file.close();
    drop(file.fileName());
    makeMap();
    const ui::plot::Plot &plot = named<PlotWidget>(u"Plot"_s)->plot();
    QVERIFY(plot.shapes.isEmpty());
    QVERIFY(!plot.scale);

    choose(u"Colour by"_s, u"Colour: price"_s);
    choose(u"Shape by"_s, u"Shape: label"_s);

    QVERIFY(plot.scale);
    QCOMPARE(plot.scale->high, 2900.0);
    QCOMPARE(plot.shapes.size(), 2);
    named<QWidget>(ui::plot::scaleText(*plot.scale));
    QCOMPARE(table()->model()->headerData(3, Qt::Horizontal).toString(), u"price"_s);
    QCOMPARE(table()->model()->index(1, 3).data().toString(), u"100"_s);

    button(u"Trade  15"_s)->click(); // its shape is put out
    QVERIFY(ui::plot::isShown(plot, 0));
    QVERIFY(!ui::plot::isShown(plot, 1));

    choose(u"Colour by"_s, u"Colour: label"_s);
    choose(u"Shape by"_s, u"Shape: as colour"_s);
    QCOMPARE(plot.series.size(), 2);
    QVERIFY(plot.shapes.isEmpty());
}

void tst_MapWindow::savedMapIsOpenedAsItWas()
{
    m_server->on("/v1/embeddings", answer(30));
    drop(write(u"news.csv"_s, 30));
    makeMap();
    const app::embeddings::TextMap before = m_program->window->findChild<MapPage *>()->map();
    const QString path = m_folder->filePath(u"saved.map"_s);
    QVERIFY(app::embeddings::writeMap(path, before));

    open();
    drop(path);
    QTRY_VERIFY_WITH_TIMEOUT(isMapThere(), 30'000);

    const app::embeddings::TextMap after = m_program->window->findChild<MapPage *>()->map();
    QCOMPARE(after.corpus, before.corpus);
    QCOMPARE(*after.vectors, *before.vectors);
    QCOMPARE(after.positions, before.positions);
    QCOMPARE(after.clusters, before.clusters);
    QCOMPARE(after.layout, before.layout);
    QCOMPARE(asked(), 1);
}

void tst_MapWindow::sampleAndColumnsCanBeChosen()
{
    drop(write(u"news.csv"_s, 96));
    QLabel *estimate = named<QLabel>(u"What it takes"_s);
    QTRY_VERIFY_WITH_TIMEOUT(estimate->text().startsWith(u"96 texts"_s), 30'000);

    named<QSpinBox>(u"Texts of each label"_s)->setValue(16);
    QTRY_VERIFY_WITH_TIMEOUT(estimate->text().startsWith(u"32 texts"_s), 30'000);

    auto *label = named<QComboBox>(u"Column of labels"_s);
    label->setCurrentIndex(0);
    QTRY_VERIFY_WITH_TIMEOUT(estimate->text().startsWith(u"16 texts"_s), 30'000);
}

void tst_MapWindow::whatIsNoTableIsTold()
{
    QFile file(m_folder->filePath(u"zeros.csv"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(100, '\0'));
    file.close();

    drop(file.fileName());

    const auto isTold = [this] {
        const auto *page = m_program->window->findChild<MapStartPage *>();
        for (const QLabel *label : page->findChildren<QLabel *>()) {
            if (label->isVisible() && label->text().contains(u"zeros.csv"_s))
                return true;
        }
        return false;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isTold(), 30'000);
}

void tst_MapWindow::everyControlHasAName()
{
    QCOMPARE(m_program->window->accessibleName(), u"Map"_s);
    named<QAbstractButton>(u"Open data"_s);
    named<QAbstractButton>(u"Save picture"_s);
    button(u"Open data…"_s);
    for (const QWidget *widget : m_program->window->findChildren<QWidget *>()) {
        const bool isControl = qobject_cast<const QAbstractButton *>(widget)
            || qobject_cast<const QComboBox *>(widget) || qobject_cast<const QTableView *>(widget)
            || qobject_cast<const QProgressBar *>(widget);
        const auto *text = qobject_cast<const QAbstractButton *>(widget);
        const bool isOurs = !widget->objectName().startsWith(u"qt_"_s)
            && !(widget->parentWidget() && widget->parentWidget()->inherits("QComboBox"))
            && !(widget->parentWidget() && widget->parentWidget()->inherits("QLineEdit"))
            && !(widget->parentWidget() && widget->parentWidget()->inherits("QTableView"));
        if (isControl && isOurs)
            QVERIFY2(!widget->accessibleName().isEmpty() || (text && !text->text().isEmpty()),
                     widget->metaObject()->className());
    }
}

QTEST_MAIN(tst_MapWindow)
#include "tst_mapwindow.moc"
