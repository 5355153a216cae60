// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/composer/modelpicker.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app;
using polylogue::ui::composer::ModelPicker;
using polylogue::ui::theme::Theme;
using Source = endpoint::Capabilities::Source;

class tst_ModelPicker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void typingFiltersAndEnterChooses();
    void arrowsMoveTheList();
    void anyIdCanBeTyped();
    void escapeLeavesTheModel();
    void embeddingModelsCannotBeChosen();
    void marksComeOnlyFromWhoKnows_data();
    void marksComeOnlyFromWhoKnows();
    void toolTipTakesForeignTextAsText();
    void statusTellsHowTheListIsDoing();
    void refreshIsAsked();
    void hasANameAndADescription();
    void narrowButtonKeepsTheName();

private:
    static endpoint::ModelInfo model(const QString &id, Source source = Source::Unknown)
    {
        endpoint::ModelInfo info{.id = id};
        info.capabilities.source = source;
        info.capabilities.images = true;
        return info;
    }
    template <typename T> T *child(const QString &name) const
    {
        return m_picker->findChild<T *>(name);
    }
    QLineEdit *filter() const { return child<QLineEdit>(u"ModelFilter"_s); }

    Theme m_theme{settings::ThemeMode::Light};
    std::unique_ptr<ModelPicker> m_picker;
};

void tst_ModelPicker::init()
{
    m_picker = std::make_unique<ModelPicker>(m_theme);
    endpoint::ModelInfo embedder = model(u"embedder"_s);
    embedder.capabilities.embeddings = true;
    m_picker->setModels({model(u"alpha-large"_s), model(u"alpha-small"_s), embedder,
                         model(u"beta"_s, Source::Catalogue)});
    m_picker->setCurrentModel(u"beta"_s);
    m_picker->show();
}

void tst_ModelPicker::cleanup()
{
    m_picker.reset();
}

void tst_ModelPicker::typingFiltersAndEnterChooses()
{
    QSignalSpy chosen(m_picker.get(), &ModelPicker::modelChosen);
    m_picker->openList();

    QTest::keyClicks(filter(), u"small alp"_s);
    QTest::keyClick(filter(), Qt::Key_Return);

    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.first().first().toString(), u"alpha-small"_s);
    QCOMPARE(m_picker->currentModel(), u"alpha-small"_s);
    QVERIFY(!filter()->isVisible());
}

void tst_ModelPicker::arrowsMoveTheList()
{
    QSignalSpy chosen(m_picker.get(), &ModelPicker::modelChosen);
    m_picker->setCurrentModel(u"alpha-large"_s);
    m_picker->openList();

    QTest::keyClick(filter(), Qt::Key_Down);
    QTest::keyClick(filter(), Qt::Key_Down);
    QTest::keyClick(filter(), Qt::Key_Up);
    QTest::keyClick(filter(), Qt::Key_Return);

    QCOMPARE(chosen.first().first().toString(), u"alpha-small"_s);
}

void tst_ModelPicker::anyIdCanBeTyped()
{
    QSignalSpy chosen(m_picker.get(), &ModelPicker::modelChosen);
    m_picker->openList();

    QTest::keyClicks(filter(), u"my/own"_s);
    QTest::keyClick(filter(), Qt::Key_Return);

    QCOMPARE(chosen.first().first().toString(), u"my/own"_s);
    QVERIFY(!m_picker->currentInfo());
}

void tst_ModelPicker::escapeLeavesTheModel()
{
    QSignalSpy chosen(m_picker.get(), &ModelPicker::modelChosen);
    m_picker->openList();
    QVERIFY(filter()->isVisible());

    QTest::keyClicks(filter(), u"alpha"_s);
    QTest::keyClick(filter(), Qt::Key_Escape);

    QVERIFY(!filter()->isVisible());
    QCOMPARE(chosen.size(), 0);
    QCOMPARE(m_picker->currentModel(), u"beta"_s);
}

void tst_ModelPicker::embeddingModelsCannotBeChosen()
{
    QSignalSpy chosen(m_picker.get(), &ModelPicker::modelChosen);
    m_picker->openList();

    QTest::keyClicks(filter(), u"embedder"_s);
    QTest::keyClick(filter(), Qt::Key_Return);

    QCOMPARE(chosen.size(), 0);
    QVERIFY(filter()->isVisible());
}

void tst_ModelPicker::marksComeOnlyFromWhoKnows_data()
{
    QTest::addColumn<Source>("source");
    QTest::addColumn<bool>("hasMarks");
    QTest::newRow("nobody") << Source::Unknown << false;
    QTest::newRow("guessed from the name") << Source::Name << false;
    QTest::newRow("catalogue") << Source::Catalogue << true;
    QTest::newRow("probe") << Source::Probe << true;
    QTest::newRow("answer") << Source::Answer << true;
    QTest::newRow("user") << Source::User << true;
}

void tst_ModelPicker::marksComeOnlyFromWhoKnows()
{
    QFETCH(Source, source);
    QFETCH(bool, hasMarks);
    m_picker->setModels({model(u"x"_s, Source::Unknown), model(u"y"_s, source)});

    m_picker->setCurrentModel(u"x"_s);
    const int without = m_picker->sizeHint().width();
    m_picker->setCurrentModel(u"y"_s);

    QCOMPARE(m_picker->sizeHint().width() > without + 20, hasMarks);
    QCOMPARE(m_picker->toolTip().contains(u"image"_s), hasMarks);
    if (source == Source::Catalogue)
        QVERIFY(m_picker->toolTip().contains(u"From the server's model list"_s.toHtmlEscaped()));
}

void tst_ModelPicker::toolTipTakesForeignTextAsText()
{
    m_picker->setCurrentModel(u"<img src='file:///etc/hostname'>"_s);

    QVERIFY(!m_picker->toolTip().contains(u"<img"_s));
    QVERIFY(m_picker->toolTip().contains(u"&lt;img"_s));
}

void tst_ModelPicker::statusTellsHowTheListIsDoing()
{
    const auto status = [this] { return child<QLabel>(u"ModelListStatus"_s)->text(); };
    QCOMPARE(status(), u"4 models"_s);

    m_picker->setLoading(true);
    QVERIFY(status().contains(u"Loading"_s));

    m_picker->setLoading(false);
    m_picker->setLoadError(base::Error{.kind = base::ErrorKind::Unauthorized});
    QVERIFY(status().contains(u"The key was not accepted"_s));

    m_picker->setLoadError({});
    m_picker->setModels({});
    QVERIFY(status().contains(u"lists no models"_s));
}

void tst_ModelPicker::refreshIsAsked()
{
    QSignalSpy asked(m_picker.get(), &ModelPicker::refreshRequested);
    m_picker->openList();

    child<QToolButton>(u"RefreshModels"_s)->click();

    QCOMPARE(asked.size(), 1);
}

void tst_ModelPicker::hasANameAndADescription()
{
    QCOMPARE(m_picker->accessibleName(), u"Model"_s);
    QCOMPARE(m_picker->accessibleDescription(), u"beta"_s);
    QCOMPARE_GE(m_picker->sizeHint().height(), 32);
}

void tst_ModelPicker::narrowButtonKeepsTheName()
{
    QCOMPARE_LT(m_picker->minimumSizeHint().width(), 200);
    m_picker->setCurrentModel(u"a"_s.repeated(400));
    QCOMPARE_LT(m_picker->sizeHint().width(), 400);
}

QTEST_MAIN(tst_ModelPicker)
#include "tst_modelpicker.moc"
