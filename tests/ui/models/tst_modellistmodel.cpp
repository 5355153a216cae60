// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/models/modellistmodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace Qt::StringLiterals;
using polylogue::app::endpoint::ModelInfo;
using polylogue::ui::models::ModelListModel;

class tst_ModelListModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void embeddingModelsComeLastAndCannotBeChosen();
    void filterTakesWordsInAnyOrder_data();
    void filterTakesWordsInAnyOrder();
    void whatWasTypedIsOfferedUnlessListed();
    void findsTheRowOfAModel();
    void staysSoundWithNothing();

private:
    static ModelInfo model(const QString &id, const QString &name = {}, bool embeds = false)
    {
        ModelInfo info{.id = id, .name = name};
        if (embeds)
            info.capabilities.embeddings = true;
        return info;
    }
    QStringList rows() const;

    std::unique_ptr<ModelListModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void tst_ModelListModel::init()
{
    m_model = std::make_unique<ModelListModel>();
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_model->setModels({model(u"gemini-2.5-flash"_s, u"Gemini Flash"_s),
                        model(u"text-embed"_s, {}, true), model(u"llama_4_maverick"_s),
                        model(u"gemini-2.5-pro"_s, u"Gemini Pro"_s)});
}

void tst_ModelListModel::cleanup()
{
    m_tester.reset();
    m_model.reset();
}

QStringList tst_ModelListModel::rows() const
{
    QStringList rows;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex index = m_model->index(row);
        const bool isTyped = index.data(ModelListModel::IsTypedRole).toBool();
        const bool canChoose = index.flags().testFlag(Qt::ItemIsEnabled);
        rows << (isTyped         ? u"use "_s
                     : canChoose ? u""_s
                                 : u"grey "_s)
                + index.data(ModelListModel::IdRole).toString();
    }
    return rows;
}

void tst_ModelListModel::embeddingModelsComeLastAndCannotBeChosen()
{
    QCOMPARE(rows(),
             QStringList({u"gemini-2.5-flash"_s, u"llama_4_maverick"_s, u"gemini-2.5-pro"_s,
                          u"grey text-embed"_s}));
}

void tst_ModelListModel::filterTakesWordsInAnyOrder_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("part of an id")
        << u"2.5"_s << QStringList{u"gemini-2.5-flash"_s, u"gemini-2.5-pro"_s, u"use 2.5"_s};
    QTest::newRow("two words") << u"pro gem"_s
                               << QStringList{u"gemini-2.5-pro"_s, u"use pro gem"_s};
    QTest::newRow("any case, white space around")
        << u"  LLAMA "_s << QStringList{u"llama_4_maverick"_s, u"use LLAMA"_s};
    QTest::newRow("by name") << u"gemini flash"_s
                             << QStringList{u"gemini-2.5-flash"_s, u"use gemini flash"_s};
}

void tst_ModelListModel::filterTakesWordsInAnyOrder()
{
    QFETCH(QString, filter);
    QFETCH(QStringList, expected);

    m_model->setFilter(filter);

    QCOMPARE(rows(), expected);
}

void tst_ModelListModel::whatWasTypedIsOfferedUnlessListed()
{
    m_model->setFilter(u"my-own-model"_s);
    QCOMPARE(rows(), QStringList{u"use my-own-model"_s});

    m_model->setFilter(u"gemini-2.5-pro"_s);
    QCOMPARE(rows(), QStringList{u"gemini-2.5-pro"_s});
}

void tst_ModelListModel::findsTheRowOfAModel()
{
    QCOMPARE(m_model->rowOf(u"llama_4_maverick"_s), 1);
    QCOMPARE(m_model->rowOf(u"unknown"_s), -1);
}

void tst_ModelListModel::staysSoundWithNothing()
{
    m_model->setModels({});
    QCOMPARE(rows(), QStringList());

    m_model->setFilter(u"x"_s);
    QCOMPARE(rows(), QStringList{u"use x"_s});
    QCOMPARE(m_model->data({}, Qt::DisplayRole), QVariant());
}

QTEST_GUILESS_MAIN(tst_ModelListModel)
#include "tst_modellistmodel.moc"
