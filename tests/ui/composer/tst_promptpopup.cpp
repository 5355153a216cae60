// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/settings/settings.h"
#include "ui/composer/messageedit.h"
#include "ui/composer/promptpopup.h"
#include "ui/theme/theme.h"

#include <QBoxLayout>
#include <QListView>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app;
using namespace polylogue::ui::composer;
using polylogue::ui::theme::Theme;

class tst_PromptPopup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aSlashInAnEmptyFieldOpensIt();
    void otherSlashesDoNot_data();
    void otherSlashesDoNot();
    void whatIsTypedFilters();
    void returnTakesTheChosenOne();
    void escapeLeavesTheTextAlone();
    void withoutPromptsNothingOpens();

private:
    QStringList names() const
    {
        QStringList names;
        const QAbstractItemModel *model = list()->model();
        for (int row = 0; row < model->rowCount(); ++row)
            names += model->index(row, 0).data().toString();
        return names;
    }
    QListView *list() const { return m_popup->findChild<QListView *>(); }
    void type(const QString &text) { QTest::keyClicks(m_edit, text); }

    Theme m_theme{settings::ThemeMode::Light};
    std::unique_ptr<QWidget> m_window;
    MessageEdit *m_edit = nullptr; // the window's
    PromptPopup *m_popup = nullptr; // the window's
};

void tst_PromptPopup::init()
{
    m_window = std::make_unique<QWidget>();
    m_window->resize(700, 500);
    auto *layout = new QVBoxLayout(m_window.get());
    layout->addStretch(1);
    m_edit = new MessageEdit(m_window.get());
    m_edit->setFixedHeight(60);
    layout->addWidget(m_edit);
    m_popup = new PromptPopup(m_theme, *m_edit, m_edit);
    m_popup->setPrompts({{u"Glossary"_s, u"Explain {term}"_s},
                         {u"Summary"_s, u"Summarize this"_s},
                         {u"Short summary"_s, u"In one line"_s}});
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_edit->setFocus();
}

void tst_PromptPopup::aSlashInAnEmptyFieldOpensIt()
{
    QVERIFY(!m_popup->isVisible());
    type(u"/"_s);
    QVERIFY(m_popup->isVisible());
    QCOMPARE(names().size(), 3);
    QVERIFY(m_popup->geometry().bottom() < m_edit->geometry().top());
    QVERIFY(m_window->rect().contains(m_popup->geometry()));
    QVERIFY(m_edit->hasFocus());
}

void tst_PromptPopup::otherSlashesDoNot_data()
{
    QTest::addColumn<QString>("before");
    QTest::newRow("behind words") << u"and"_s;
    QTest::newRow("in a second line") << u"and\n"_s;
}

void tst_PromptPopup::otherSlashesDoNot()
{
    QFETCH(QString, before);
    m_edit->replaceText(before);
    type(u"/"_s);
    QVERIFY(!m_popup->isVisible());
    m_edit->setPlainText(u"/usr/bin"_s); // pasted
    QVERIFY(!m_popup->isVisible());
}

void tst_PromptPopup::whatIsTypedFilters()
{
    type(u"/summ"_s);
    const QStringList both{u"Summary"_s, u"Short summary"_s};
    QCOMPARE(names(), both);
    type(u"xyz"_s);
    QVERIFY(!m_popup->isVisible());
    for (int times = 0; times < 3; ++times)
        QTest::keyClick(m_edit, Qt::Key_Backspace);
    QVERIFY(m_popup->isVisible());
    m_edit->replaceText({});
    QVERIFY(!m_popup->isVisible());
}

void tst_PromptPopup::returnTakesTheChosenOne()
{
    QSignalSpy chosen(m_popup, &PromptPopup::chosen);
    QSignalSpy sent(m_edit, &MessageEdit::sendPressed);
    type(u"/"_s);
    QTest::keyClick(m_edit, Qt::Key_Down);
    QTest::keyClick(m_edit, Qt::Key_Down);
    QTest::keyClick(m_edit, Qt::Key_Down); // the last one stays chosen
    QTest::keyClick(m_edit, Qt::Key_Up);
    QTest::keyClick(m_edit, Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.first().first().toString(), u"Summarize this"_s);
    QVERIFY(m_edit->toPlainText().isEmpty());
    QVERIFY(!m_popup->isVisible());
    QCOMPARE(sent.size(), 0);
}

void tst_PromptPopup::escapeLeavesTheTextAlone()
{
    type(u"/summ"_s);
    QTest::keyClick(m_edit, Qt::Key_Escape);
    QVERIFY(!m_popup->isVisible());
    type(u"ary"_s);
    QVERIFY(!m_popup->isVisible());
    QCOMPARE(m_edit->toPlainText(), u"/summary"_s);
    QSignalSpy sent(m_edit, &MessageEdit::sendPressed);
    QTest::keyClick(m_edit, Qt::Key_Return);
    QCOMPARE(sent.size(), 1);
}

void tst_PromptPopup::withoutPromptsNothingOpens()
{
    m_popup->setPrompts({});
    type(u"/"_s);
    QVERIFY(!m_popup->isVisible());
}

QTEST_MAIN(tst_PromptPopup)
#include "tst_promptpopup.moc"
