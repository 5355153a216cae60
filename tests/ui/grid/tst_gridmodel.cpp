// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/grid/gridfixture.h"
#include "ui/grid/gridfilter.h"
#include "ui/grid/gridmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace polylogue;
using namespace polylogue::tests;
using namespace polylogue::ui::grid;
using namespace Qt::StringLiterals;

class tst_GridModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_grid.reset(); }
    void showsColumnsAndLanes();
    void tellsCellsAsTheyCome();
    void filtersRows();

private:
    ui::theme::Theme m_theme{app::settings::ThemeMode::Light};
    std::unique_ptr<GridFixture> m_grid;
};

namespace {

Reply refusal()
{
    return Reply::json(R"({"error":{"message":"no pictures"}})", 400);
}

} // namespace

void tst_GridModel::init()
{
    m_grid = std::make_unique<GridFixture>();
}

void tst_GridModel::showsColumnsAndLanes()
{
    m_grid->make(2, {u"m1"_s, u"m2"_s});
    GridModel model(m_theme, *m_grid->runner);
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);

    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.columnCount(), 4);
    QStringList heads;
    for (int column = 0; column < 4; ++column)
        heads << model.headerData(column, Qt::Horizontal).toString();
    QCOMPARE(heads, QStringList({u"city"_s, u"country"_s, u"m1"_s, u"m2"_s}));
    QCOMPARE(model.index(1, 0).data().toString(), u"City 1"_s);
    QCOMPARE(model.index(1, 3).data().toString(), QString());
    QCOMPARE(model.laneOf(3), 1);
}

void tst_GridModel::tellsCellsAsTheyCome()
{
    m_grid->server.on(ChatPath, {Reply::chat({"It is in France.\nNow you know."}), refusal()});
    m_grid->make(2);
    m_grid->runner->setParallel(1);
    GridModel model(m_theme, *m_grid->runner);
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QSignalSpy changes(&model, &GridModel::dataChanged);

    QVERIFY(m_grid->runToEnd());

    QTRY_COMPARE(model.index(0, 2).data(GridModel::StateRole).toInt(),
                 int(app::grid::GridRunner::CellState::Answered));
    QCOMPARE_GE(changes.size(), 1);
    // One line, whatever came; Italy was expected of the first row.
    QCOMPARE(model.index(0, 2).data().toString(), u"✗ It is in France. Now you know."_s);
    QCOMPARE(model.index(0, 2).data(GridModel::ExpectedRole), QVariant(false));
    QCOMPARE(model.index(0, 2).data(GridModel::TextRole).toString(),
             u"It is in France.\nNow you know."_s);
    QVERIFY(model.index(1, 2).data().toString().contains(u"no pictures"_s));
    QCOMPARE(model.index(1, 2).data(Qt::ForegroundRole).value<QColor>(), m_theme.tokens().bad);
}

void tst_GridModel::filtersRows()
{
    m_grid->server.on(ChatPath,
                      {Reply::chat({"France"}), Reply::chat({"france "}), refusal(),
                       Reply::chat({"Spain"}), Reply::chat({"Spain"})});
    m_grid->make(4, {u"m1"_s, u"m2"_s});
    m_grid->runner->setParallel(1);
    GridModel model(m_theme, *m_grid->runner);
    GridFilter filter;
    filter.setSourceModel(&model);
    const QAbstractItemModelTester tester(&filter,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    QVERIFY(m_grid->runToEnd());
    const auto rows = [&](GridFilter::Show show) {
        filter.setShown(show);
        QStringList shown;
        for (int row = 0; row < filter.rowCount(); ++row)
            shown << filter.index(row, 0).data().toString().right(1);
        return shown.join(QString());
    };
    QTRY_COMPARE(m_grid->runner->state(), app::grid::GridRunner::State::Ended);
    QTest::qWait(150); // the last cells are told

    QCOMPARE(rows(GridFilter::Show::All), u"0123"_s);
    QCOMPARE(rows(GridFilter::Show::Failed), u"1"_s);
    QCOMPARE(rows(GridFilter::Show::Different), u"0"_s);
    QCOMPARE(rows(GridFilter::Show::NotAsExpected), u"0123"_s); // Italy, then France
    QCOMPARE(rows(GridFilter::Show::Waiting), QString());
    filter.setWords(u"CITY 2"_s);
    QCOMPARE(rows(GridFilter::Show::All), u"2"_s);
    filter.setWords(u"spain"_s);
    QCOMPARE(rows(GridFilter::Show::Answered), u"123"_s);
}

QTEST_MAIN(tst_GridModel)
#include "tst_gridmodel.moc"
