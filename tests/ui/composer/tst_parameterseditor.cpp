// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/composer/parameterseditor.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app;
using endpoint::Parameters;
using polylogue::ui::composer::ParametersEditor;
using polylogue::ui::theme::Theme;

class tst_ParametersEditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_editor.reset(); }
    void nothingIsSetAtFirst();
    void valuesComeBackAsTheyWent();
    void tickedParameterIsSetAndClearedOneIsNot();
    void othersAreNotRounded();
    void streamingHasThreeStates();
    void stopTextsMayHoldLineBreaks();
    void wrongJsonIsToldAndNotSent();
    void refusedFieldsCanBeSentAgain();

private:
    template <typename T> T *child(const QString &name) const
    {
        return m_editor->findChild<T *>(name);
    }
    void tick(const QString &field) { child<QCheckBox>(u"Set_"_s + field)->click(); }

    Theme m_theme{settings::ThemeMode::Light};
    std::unique_ptr<ParametersEditor> m_editor;
};

void tst_ParametersEditor::init()
{
    m_editor = std::make_unique<ParametersEditor>(m_theme);
    m_editor->show();
    m_editor->click();
}

void tst_ParametersEditor::nothingIsSetAtFirst()
{
    QCOMPARE(m_editor->parameters(), Parameters());
    QCOMPARE(m_editor->text(), u"Parameters"_s);
    QCOMPARE(m_editor->accessibleName(), u"Parameters"_s);
}

void tst_ParametersEditor::valuesComeBackAsTheyWent()
{
    const Parameters all{.stream = false,
                         .temperature = 0.25,
                         .topP = 0.9,
                         .maxTokens = 2000,
                         .stop = QStringList{u"END"_s, u"a\\nb"_s},
                         .seed = qint64(-7),
                         .presencePenalty = -1.5,
                         .frequencyPenalty = 2.0,
                         .reasoningEffort = u"xhigh"_s,
                         .extraJson = "{\"top_k\": 5}"};
    QSignalSpy changed(m_editor.get(), &ParametersEditor::parametersChanged);

    m_editor->setParameters(all);

    QCOMPARE(m_editor->parameters(), all);
    QCOMPARE(changed.size(), 0);
    QCOMPARE(m_editor->text(), u"Parameters · 10"_s);
    QCOMPARE(child<QDoubleSpinBox>(u"temperature"_s)->value(), 0.25);
    QCOMPARE(child<QComboBox>(u"reasoning_effort"_s)->currentText(), u"xhigh"_s);

    m_editor->setParameters({});
    QCOMPARE(m_editor->parameters(), Parameters());
    QVERIFY(!child<QCheckBox>(u"Set_seed"_s)->isChecked());
}

void tst_ParametersEditor::tickedParameterIsSetAndClearedOneIsNot()
{
    QSignalSpy changed(m_editor.get(), &ParametersEditor::parametersChanged);
    auto *temperature = child<QDoubleSpinBox>(u"temperature"_s);
    QVERIFY(!temperature->isEnabled());

    tick(u"temperature"_s);
    QVERIFY(temperature->isEnabled());
    temperature->setValue(0.3);
    QCOMPARE(m_editor->parameters(), Parameters{.temperature = 0.3});
    QCOMPARE(m_editor->text(), u"Parameters · 1"_s);

    tick(u"temperature"_s);
    QCOMPARE(m_editor->parameters(), Parameters());
    QCOMPARE(changed.size(), 3);
}

void tst_ParametersEditor::othersAreNotRounded()
{
    m_editor->setParameters({.temperature = 0.12345});

    tick(u"top_p"_s);

    QCOMPARE(m_editor->parameters().temperature, 0.12345);
    QVERIFY(m_editor->parameters().topP);
}

void tst_ParametersEditor::streamingHasThreeStates()
{
    auto *stream = child<QComboBox>(u"stream"_s);

    QTest::keyClick(stream, Qt::Key_Down);
    QCOMPARE(m_editor->parameters().stream, std::optional(true));
    QTest::keyClick(stream, Qt::Key_Down);
    QCOMPARE(m_editor->parameters().stream, std::optional(false));
    QTest::keyClick(stream, Qt::Key_Home);
    QCOMPARE(m_editor->parameters().stream, std::optional<bool>());
}

void tst_ParametersEditor::stopTextsMayHoldLineBreaks()
{
    tick(u"stop"_s);
    QVERIFY(!m_editor->parameters().stop);

    child<QPlainTextEdit>(u"stop"_s)->setPlainText(u"END\n\\n\\nUser:\n\n1\n2\n3"_s);

    QCOMPARE(*m_editor->parameters().stop, QStringList({u"END"_s, u"\n\nUser:"_s, u"1"_s, u"2"_s}));
}

void tst_ParametersEditor::wrongJsonIsToldAndNotSent()
{
    auto *json = child<QPlainTextEdit>(u"extra_json"_s);
    const auto message = [this] { return child<QLabel>(u"JsonMessage"_s)->text(); };

    json->setPlainText(u"{\n\"top_k\": "_s);
    QVERIFY2(message().startsWith(u"Not sent: line 2"_s), qPrintable(message()));
    QVERIFY(m_editor->parameters().extraJson.isEmpty());

    json->setPlainText(u"[1]"_s);
    QVERIFY(message().contains(u"object"_s));

    json->setPlainText(u" {\"top_k\": 5} "_s);
    QCOMPARE(message(), u"Valid JSON"_s);
    QCOMPARE(m_editor->parameters().extraJson, "{\"top_k\": 5}"_ba);
}

void tst_ParametersEditor::refusedFieldsCanBeSentAgain()
{
    QSignalSpy again(m_editor.get(), &ParametersEditor::sendAgainRequested);
    QVERIFY(!child<QPushButton>(u"SendAgain_top_p"_s)->isVisible());

    m_editor->setRefusedFields({u"top_p"_s, u"logit_bias"_s, u"max_completion_tokens"_s});
    QVERIFY(child<QPushButton>(u"SendAgain_top_p"_s)->isVisible());
    QVERIFY(child<QPushButton>(u"SendAgain_max_tokens"_s)->isVisible());
    child<QPushButton>(u"SendAgain_logit_bias"_s)->click();
    child<QPushButton>(u"SendAgain_top_p"_s)->click();
    QCOMPARE(again.size(), 2);
    QCOMPARE(again.at(0).first().toString(), u"logit_bias"_s);
    QCOMPARE(again.at(1).first().toString(), u"top_p"_s);

    m_editor->setRefusedFields({});
    QVERIFY(!child<QPushButton>(u"SendAgain_top_p"_s)->isVisible());
    QTRY_VERIFY(!child<QPushButton>(u"SendAgain_logit_bias"_s));
}

QTEST_MAIN(tst_ParametersEditor)
#include "tst_parameterseditor.moc"
