// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/commands/command.h"
#include "ui/shell/palette.h"
#include "ui/shell/palettemodel.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue;
using namespace polylogue::ui;
using namespace polylogue::ui::shell;

namespace {

app::store::ChatRecord chat(const QString &title, int minutesAgo)
{
    app::store::ChatRecord record;
    record.id = app::conversation::ConversationId::create();
    record.title = title;
    record.changedAt =
        QDateTime(QDate(2026, 5, 4), QTime(12, 0), Qt::UTC).addSecs(-60 * minutesAgo);
    return record;
}

} // namespace

class tst_Palette : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void emptyFieldShowsWhatIsRecentUnderHeadings();
    void typingFindsAcrossAllKinds();
    void prefixLooksAmongOneKind_data();
    void prefixLooksAmongOneKind();
    void arrowsPassOverHeadings();
    void enterOpensAChat();
    void enterRunsACommandOnce();
    void enterChoosesAModel();
    void enterChoosesAPrompt();
    void escapeClosesAndStopsNothing();
    void focusGoesBackToWhereItWas();
    void disabledCommandsAreNotOffered();
    void embeddingModelsAreNotOffered();
    void nothingFoundIsSaidAndCannotBeChosen();
    void clickBesideThePanelCloses();
    void fiveThousandChatsAreSearchedBetweenTwoKeystrokes();
    void searchInMessagesIsTheLastRow();
    void searchInMessagesStandsAloneWhereNothingIsFound();
    void questionMarkIsForMessagesOnly();
    void withoutASearchNoneIsOffered();

private:
    void make(const std::function<void(const QString &)> &searchMessages);
    QStringList rows() const;
    void press(int key) { QTest::keyClick(m_field, static_cast<Qt::Key>(key)); }

    std::unique_ptr<theme::Theme> m_theme;
    std::unique_ptr<QWidget> m_window;
    commands::CommandRegistry *m_commands = nullptr;
    QList<app::store::ChatRecord> m_chats;
    QList<app::endpoint::ModelInfo> m_models;
    QList<app::store::Prompt> m_prompts;
    Palette *m_palette = nullptr;
    QLineEdit *m_field = nullptr;
    QLineEdit *m_elsewhere = nullptr;
    QStringList m_ran;
    QStringList m_searches;
};

void tst_Palette::init()
{
    m_theme = std::make_unique<theme::Theme>(app::settings::ThemeMode::Light);
    m_window = std::make_unique<QWidget>();
    m_window->resize(900, 600);
    m_elsewhere = new QLineEdit(m_window.get());
    m_ran.clear();
    m_commands = new commands::CommandRegistry(m_window.get());
    const auto add = [this](const QString &id, const QString &text, const QString &key) {
        m_commands->add(
            {.id = id, .text = text, .defaultShortcuts = {QKeySequence(key)}, .run = [this, id] {
                 m_ran.append(id);
             }});
    };
    add(u"chat.new"_s, u"New chat"_s, u"Ctrl+N"_s);
    add(u"answer.stop"_s, u"Stop"_s, u"Esc"_s);
    add(u"settings"_s, u"Settings"_s, u"Ctrl+."_s);
    m_chats = {chat(u"Seals in winter"_s, 60), chat(u"Stapler\nor seal?"_s, 5)};
    m_models = {{.id = u"llama_4_maverick"_s, .ownedBy = u"meta"_s},
                {.id = u"embed-1"_s, .capabilities = {.embeddings = true}}};
    m_prompts = {
        {.id = app::store::PromptId::create(), .name = u"Summarise"_s, .text = u"Be brief"_s}};
    m_searches.clear();
    make([this](const QString &text) { m_searches.append(text); });
}

void tst_Palette::make(const std::function<void(const QString &)> &searchMessages)
{
    m_palette = new Palette(*m_theme, *m_commands,
                            {.chats = [this] { return m_chats; },
                             .models = [this] { return m_models; },
                             .prompts = [this] { return m_prompts; },
                             .searchMessages = searchMessages},
                            m_window.get());
    m_field = m_palette->findChild<QLineEdit *>();
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_elsewhere->setFocus();
}

void tst_Palette::cleanup()
{
    m_window.reset();
    m_theme.reset();
}

QStringList tst_Palette::rows() const
{
    const QAbstractItemModel *model = m_palette->findChild<QListView *>()->model();
    QStringList texts;
    for (int row = 0; row < model->rowCount(); ++row) {
        const QModelIndex index = model->index(row, 0);
        const bool isHeading = index.data(PaletteModel::IsHeadingRole).toBool();
        texts.append((isHeading ? u"# "_s : QString()) + index.data().toString());
    }
    return texts;
}

void tst_Palette::emptyFieldShowsWhatIsRecentUnderHeadings()
{
    auto *model = m_palette->findChild<PaletteModel *>();
    const QAbstractItemModelTester tester(model);

    m_palette->open();

    QCOMPARE(rows(),
             (QStringList{u"# Chats"_s, u"Stapler or seal?"_s, u"Seals in winter"_s,
                          u"# Commands"_s, u"New chat"_s, u"Stop"_s, u"Settings"_s, u"# Models"_s,
                          u"llama_4_maverick"_s, u"# Prompts"_s, u"Summarise"_s}));
    QCOMPARE(model->index(4, 0).data(PaletteModel::DetailRole).toString(), u"Ctrl+N"_s);
}

void tst_Palette::typingFindsAcrossAllKinds()
{
    m_palette->open();

    QTest::keyClicks(m_field, u"sea"_s);

    QCOMPARE(rows().first(3),
             (QStringList{u"# Chats"_s, u"Seals in winter"_s, u"Stapler or seal?"_s}));
    m_field->clear();
    QTest::keyClicks(m_field, u"st"_s);
    QCOMPARE(rows().first(2), (QStringList{u"# Chats"_s, u"Stapler or seal?"_s}));
    QVERIFY(rows().contains(u"Stop"_s));
}

void tst_Palette::prefixLooksAmongOneKind_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("commands") << u">"_s
                              << QStringList{u"# Commands"_s, u"New chat"_s, u"Stop"_s,
                                             u"Settings"_s};
    QTest::newRow("a command") << u"> set"_s << QStringList{u"# Commands"_s, u"Settings"_s};
    QTest::newRow("models") << u"@lm"_s << QStringList{u"# Models"_s, u"llama_4_maverick"_s};
    QTest::newRow("prompts") << u"/sum"_s << QStringList{u"# Prompts"_s, u"Summarise"_s};
}

void tst_Palette::prefixLooksAmongOneKind()
{
    QFETCH(const QString, typed);

    m_palette->open(typed);

    QTEST(rows(), "expected");
}

void tst_Palette::arrowsPassOverHeadings()
{
    m_palette->open();
    const auto *list = m_palette->findChild<QListView *>();
    const auto current = [list] { return list->currentIndex().data().toString(); };

    QCOMPARE(current(), u"Stapler or seal?"_s);
    QVERIFY(m_field->accessibleDescription().startsWith(current()));
    press(Qt::Key_Up);
    QCOMPARE(current(), u"Stapler or seal?"_s);
    press(Qt::Key_Down);
    press(Qt::Key_Down);
    QCOMPARE(current(), u"New chat"_s);
    press(Qt::Key_PageDown);
    QCOMPARE(current(), u"Summarise"_s);
    press(Qt::Key_PageUp);
    QCOMPARE(current(), u"Stapler or seal?"_s);
}

void tst_Palette::enterOpensAChat()
{
    QSignalSpy spy(m_palette, &Palette::chatChosen);
    m_palette->open();
    QTest::keyClicks(m_field, u"winter"_s);

    press(Qt::Key_Return);

    QCOMPARE(spy.count(), 1);
    QCOMPARE(spy.first().first().value<app::conversation::ConversationId>(), m_chats.first().id);
    QVERIFY(m_palette->isHidden());
}

void tst_Palette::enterRunsACommandOnce()
{
    QSignalSpy spy(m_palette, &Palette::commandChosen);
    m_palette->open();
    QTest::keyClicks(m_field, u">nc"_s);

    press(Qt::Key_Return);

    QCOMPARE(m_ran, QStringList{u"chat.new"_s});
    QCOMPARE(spy.count(), 1);
}

void tst_Palette::enterChoosesAModel()
{
    QSignalSpy spy(m_palette, &Palette::modelChosen);
    m_palette->open(u"@"_s);

    press(Qt::Key_Enter);

    QCOMPARE(spy.count(), 1);
    QCOMPARE(spy.first().first().toString(), u"llama_4_maverick"_s);
}

void tst_Palette::enterChoosesAPrompt()
{
    QSignalSpy spy(m_palette, &Palette::promptChosen);
    m_palette->open(u"/"_s);

    press(Qt::Key_Return);

    QCOMPARE(spy.count(), 1);
    QCOMPARE(spy.first().first().value<app::store::PromptId>(), m_prompts.first().id);
}

void tst_Palette::escapeClosesAndStopsNothing()
{
    m_palette->open();

    press(Qt::Key_Escape);

    QVERIFY(m_palette->isHidden());
    QVERIFY2(m_ran.isEmpty(), "Esc stops an answer only where no palette is open");
    press(Qt::Key_Escape);
    QCOMPARE(m_ran, QStringList());
    QTest::keyClick(m_elsewhere, Qt::Key_Escape);
    QCOMPARE(m_ran, QStringList{u"answer.stop"_s});
}

void tst_Palette::focusGoesBackToWhereItWas()
{
    QVERIFY(m_elsewhere->hasFocus());
    m_palette->open();
    QVERIFY(m_field->hasFocus());
    m_palette->open(u">"_s);

    press(Qt::Key_Escape);

    QVERIFY(m_elsewhere->hasFocus());
}

void tst_Palette::disabledCommandsAreNotOffered()
{
    m_commands->action(u"answer.stop"_s)->setEnabled(false);

    m_palette->open(u">stop"_s);

    QVERIFY(!rows().contains(u"Stop"_s));
}

void tst_Palette::embeddingModelsAreNotOffered()
{
    m_palette->open(u"@embed"_s);

    QVERIFY(!rows().contains(u"embed-1"_s));
}

void tst_Palette::nothingFoundIsSaidAndCannotBeChosen()
{
    delete m_palette;
    make({});
    QSignalSpy spy(m_palette, &Palette::chatChosen);
    m_palette->open();
    QTest::keyClicks(m_field, u"zzzz"_s);

    press(Qt::Key_Return);
    press(Qt::Key_Down);

    QCOMPARE(rows(), QStringList{u"# Nothing found"_s});
    QCOMPARE(spy.count(), 0);
    QVERIFY(!m_palette->isHidden());
}

void tst_Palette::clickBesideThePanelCloses()
{
    m_palette->open();

    QTest::mouseClick(m_palette, Qt::LeftButton, {}, QPoint(5, 590));

    QVERIFY(m_palette->isHidden());
}

void tst_Palette::fiveThousandChatsAreSearchedBetweenTwoKeystrokes()
{
    m_chats.clear();
    for (int i = 0; i < 5000; ++i)
        m_chats.append(chat(u"A conversation about topic number %1 and what follows"_s.arg(i), i));
    m_palette->open();

    QElapsedTimer timer;
    timer.start();
    QTest::keyClicks(m_field, u"about 4711"_s);

    QCOMPARE(rows().value(1), u"A conversation about topic number 4711 and what follows"_s);
    // Ten keystrokes; a bound for slow machines and debug builds, not a measurement.
    QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
}

void tst_Palette::searchInMessagesIsTheLastRow()
{
    m_palette->open();
    QVERIFY2(!rows().contains(u"# Messages"_s), "there is nothing to search for yet");
    QTest::keyClicks(m_field, u"seal "_s);

    QCOMPARE(rows(),
             (QStringList{u"# Chats"_s, u"Seals in winter"_s, u"Stapler or seal?"_s,
                          u"# Messages"_s, u"Search messages for “seal”"_s}));
    press(Qt::Key_PageDown);
    QCOMPARE(m_field->accessibleDescription(), u"Search messages for “seal”"_s);
    press(Qt::Key_Return);
    QVERIFY(m_palette->isHidden());
    QCOMPARE(m_searches, QStringList{u"seal"_s});
}

void tst_Palette::searchInMessagesStandsAloneWhereNothingIsFound()
{
    m_palette->open();
    QTest::keyClicks(m_field, u"zzzz has:pdf"_s);

    QCOMPARE(rows(), (QStringList{u"# Messages"_s, u"Search messages for “zzzz has:pdf”"_s}));
    press(Qt::Key_Return);
    QCOMPARE(m_searches, QStringList{u"zzzz has:pdf"_s});
}

void tst_Palette::questionMarkIsForMessagesOnly()
{
    m_palette->open(u"? seal"_s);

    QCOMPARE(rows(), (QStringList{u"# Messages"_s, u"Search messages for “seal”"_s}));
    press(Qt::Key_Return);
    QCOMPARE(m_searches, QStringList{u"seal"_s});
}

void tst_Palette::withoutASearchNoneIsOffered()
{
    delete m_palette;
    make({});
    m_palette->open(u"seal"_s);

    QVERIFY(!rows().contains(u"# Messages"_s));
}

QTEST_MAIN(tst_Palette)
#include "tst_palette.moc"
