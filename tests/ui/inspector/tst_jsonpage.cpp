// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/json/jsoncodec.h"
#include "app/settings/settings.h"
#include "ui/inspector/jsonpage.h"
#include "ui/inspector/jsontablemodel.h"
#include "ui/inspector/jsontreemodel.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QTest>
#include <QTreeView>

using namespace polylogue;
using namespace polylogue::ui;
using namespace Qt::StringLiterals;
using app::inspection::Inspection;
using inspector::JsonPage;
using inspector::JsonTableModel;
using inspector::JsonTreeModel;

namespace {

app::json::JsonNode node(const QByteArray &text)
{
    return *app::json::parse(text);
}

} // namespace

class tst_JsonPage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTreeHasEveryValueInItsPlace();
    void whatDoesNotFitIsMarkedInItsPlace();
    void aTableHasAColumnForEachName();
    void pathAndValueAreCopied();
    void anAnswerWithoutJsonSaysSo();

private:
    theme::Theme m_theme{app::settings::ThemeMode::Light};
};

void tst_JsonPage::aTreeHasEveryValueInItsPlace()
{
    JsonTreeModel model(m_theme);
    const QAbstractItemModelTester tester(&model);
    model.setValue(node(R"({"a/b": [1.50, {"x": null}], "text": "line\nline"})"), {});

    const QModelIndex number = model.indexOf(u"/a~1b/0"_s);
    QCOMPARE(number.data(JsonTreeModel::PointerRole).toString(), u"/a~1b/0"_s);
    QCOMPARE(number.siblingAtColumn(1).data().toString(), u"1.50"_s); // as it was written
    const QModelIndex inner = model.indexOf(u"/a~1b/1/x"_s);
    QCOMPARE(inner.data().toString(), u"x"_s);
    QCOMPARE(inner.siblingAtColumn(1).data().toString(), u"null"_s);
    QCOMPARE(model.indexOf(u"/text"_s).data(JsonTreeModel::ValueRole).toString(), u"line\nline"_s);
    QVERIFY(!model.indexOf(u"/none"_s).isValid());
    QCOMPARE(model.rowCount(), 1);
    model.setValue(node("[]"), {});
    QCOMPARE(model.rowCount(model.index(0, 0)), 0);
}

void tst_JsonPage::whatDoesNotFitIsMarkedInItsPlace()
{
    JsonPage page(m_theme);
    page.resize(400, 500);
    page.QWidget::show();
    Inspection inspection;
    inspection.json = app::inspection::jsonReportOf(
        uR"({"items": [{"price": 1}, {"price": "free"}]})"_s,
        {.kind = app::endpoint::ResponseFormat::Kind::JsonSchema,
         .schema =
             R"({"properties":{"items":{"items":{"properties":{"price":{"type":"number"}}}}}})"});
    page.show(inspection);

    auto *problems = page.findChild<QListWidget *>();
    QCOMPARE(problems->count(), 1);
    QVERIFY(problems->isVisible());
    QVERIFY(problems->item(0)->text().startsWith(u"/items/1/price"));
    Q_EMIT problems->itemActivated(problems->item(0));
    const auto *tree = page.findChild<QTreeView *>();
    const QModelIndex current = tree->currentIndex();
    QCOMPARE(current.data(JsonTreeModel::PointerRole).toString(), u"/items/1/price"_s);
    QCOMPARE(current.data(Qt::ForegroundRole).value<QColor>(), m_theme.tokens().bad);
    QVERIFY(current.siblingAtColumn(1).data().toString().contains(u"number"));
}

void tst_JsonPage::aTableHasAColumnForEachName()
{
    JsonTableModel model;
    const QAbstractItemModelTester tester(&model);
    model.setRows(node(R"([{"a": 1, "b": "x"}, {"c": {"d": 2}, "a": 3}])"), u"/rows"_s);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.columnCount(), 3);
    QCOMPARE(model.headerData(2, Qt::Horizontal).toString(), u"c"_s);
    QCOMPARE(model.index(0, 1).data().toString(), u"x"_s);
    QVERIFY(!model.index(1, 1).data().isValid());
    QCOMPARE(model.index(1, 2).data().toString(), u"{\"d\":2}"_s);
    QCOMPARE(model.index(1, 0).data(JsonTreeModel::PointerRole).toString(), u"/rows/1/a"_s);
}

void tst_JsonPage::pathAndValueAreCopied()
{
    JsonPage page(m_theme);
    page.QWidget::show();
    Inspection inspection;
    inspection.json = app::inspection::jsonReportOf(uR"([{"a": "one"}, {"a": "two"}])"_s, {});
    page.show(inspection);
    auto *tree = page.findChild<QTreeView *>();
    auto *model = static_cast<JsonTreeModel *>(tree->model());
    tree->setCurrentIndex(model->indexOf(u"/1/a"_s));
    const auto press = [&](const QString &text) {
        for (QPushButton *button : page.findChildren<QPushButton *>()) {
            if (button->text() == text)
                button->click();
        }
        return QGuiApplication::clipboard()->text();
    };
    QCOMPARE(press(u"Copy &path"_s), u"/1/a"_s);
    QCOMPARE(press(u"Copy &value"_s), u"two"_s);

    // The same again: what is chosen stays chosen.
    page.show(inspection);
    QCOMPARE(tree->currentIndex().data(JsonTreeModel::PointerRole).toString(), u"/1/a"_s);
    QVERIFY(page.findChild<QComboBox *>()->isEnabled()); // there is a table too
}

void tst_JsonPage::anAnswerWithoutJsonSaysSo()
{
    JsonPage page(m_theme);
    page.QWidget::show();
    Inspection inspection;
    inspection.json = app::inspection::jsonReportOf(u"No JSON here."_s, {});
    page.show(inspection);
    QVERIFY(!page.findChild<QTreeView *>()->isVisible());
    bool isSaid = false;
    for (const QLabel *label : page.findChildren<QLabel *>())
        isSaid |= label->text() == u"This answer holds no JSON.";
    QVERIFY(isSaid);
}

QTEST_MAIN(tst_JsonPage)
#include "tst_jsonpage.moc"
