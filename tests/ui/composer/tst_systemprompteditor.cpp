// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/composer/systemprompteditor.h"
#include "ui/theme/theme.h"

#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using polylogue::app::settings::ThemeMode;
using polylogue::ui::composer::SystemPromptEditor;
using polylogue::ui::theme::Theme;

class tst_SystemPromptEditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void buttonShowsTheFirstWords();
    void everyKeystrokeIsTold();
    void setPromptIsNoEdit();
    void clearCanBeUndone();
    void escapeClosesThePanel();
};

void tst_SystemPromptEditor::buttonShowsTheFirstWords()
{
    Theme theme(ThemeMode::Light);
    SystemPromptEditor editor(theme);
    QCOMPARE(editor.accessibleName(), u"System prompt"_s);
    QCOMPARE(editor.text(), u"System prompt"_s);

    editor.setPrompt(u"JSON only\nand & nothing else, please, whatever comes"_s);

    QVERIFY(editor.text().startsWith(u"System prompt · JSON only and && "_s));
    QCOMPARE_LT(editor.text().size(), 45);
}

void tst_SystemPromptEditor::everyKeystrokeIsTold()
{
    Theme theme(ThemeMode::Light);
    SystemPromptEditor editor(theme);
    editor.show();
    QSignalSpy changed(&editor, &SystemPromptEditor::promptChanged);

    editor.click();
    QTest::keyClicks(editor.findChild<QPlainTextEdit *>(u"SystemPromptText"_s), u"abc"_s);

    QCOMPARE(changed.size(), 3);
    QCOMPARE(changed.last().first().toString(), u"abc"_s);
    QCOMPARE(editor.prompt(), u"abc"_s);
}

void tst_SystemPromptEditor::setPromptIsNoEdit()
{
    Theme theme(ThemeMode::Light);
    SystemPromptEditor editor(theme);
    QSignalSpy changed(&editor, &SystemPromptEditor::promptChanged);

    editor.setPrompt(u"abc"_s);

    QCOMPARE(changed.size(), 0);
    QCOMPARE(editor.prompt(), u"abc"_s);
}

void tst_SystemPromptEditor::clearCanBeUndone()
{
    Theme theme(ThemeMode::Light);
    SystemPromptEditor editor(theme);
    editor.show();
    editor.click();
    auto *field = editor.findChild<QPlainTextEdit *>(u"SystemPromptText"_s);
    QTest::keyClicks(field, u"abc"_s);

    editor.findChild<QPushButton *>(u"ClearSystemPrompt"_s)->click();
    QCOMPARE(editor.prompt(), QString());
    QTest::keyClick(field, Qt::Key_Z, Qt::ControlModifier);

    QCOMPARE(editor.prompt(), u"abc"_s);
}

void tst_SystemPromptEditor::escapeClosesThePanel()
{
    Theme theme(ThemeMode::Light);
    SystemPromptEditor editor(theme);
    editor.show();
    editor.click();
    auto *field = editor.findChild<QPlainTextEdit *>(u"SystemPromptText"_s);
    QVERIFY(field->isVisible());

    QTest::keyClick(field, Qt::Key_Escape);

    QVERIFY(!field->isVisible());
}

QTEST_MAIN(tst_SystemPromptEditor)
#include "tst_systemprompteditor.moc"
