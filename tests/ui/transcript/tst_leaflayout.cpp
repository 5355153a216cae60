// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/markdown/parser.h"
#include "ui/theme/theme.h"
#include "ui/transcript/codelayout.h"
#include "ui/transcript/leaflayout.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::ui;
using namespace polylogue::ui::transcript;

namespace {

LeafContent textLeaf(const QString &markdown)
{
    return TextContent{markdown::parse(markdown).first(), Tone::Reading};
}

} // namespace

class tst_LeafLayout final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void heightsAreWholeAndGrowAsWidthShrinks_data();
    void heightsAreWholeAndGrowAsWidthShrinks();
    void everyOffsetIsFoundWhereItIsDrawn_data();
    void everyOffsetIsFoundWhereItIsDrawn();
    void linksAreTargets();
    void codeLaysOutOnlyWhatIsPainted();
    void codeKeepsItsLinesWhileItGrows();
    void wrappedCodeDoesNotScroll();
    void foldedCodeShowsItsBeginning();
    void wideBlocksScrollInside_data();
    void wideBlocksScrollInside();
    void tablesGrowInPlace();
    void errorCardsOfferTheirActions();
    void errorDetailsAreFolded();
    void theLineOfActionsFitsAnyWidth_data();
    void theLineOfActionsFitsAnyWidth();
    void aNotesActionsFitAnyWidth();
    void picturesFitTheirRoom_data();
    void picturesFitTheirRoom();

private:
    theme::Theme m_theme{polylogue::app::settings::ThemeMode::Light};
    Style m_style;
};

void tst_LeafLayout::initTestCase()
{
    m_style = styleFor(m_theme, {});
}

void tst_LeafLayout::heightsAreWholeAndGrowAsWidthShrinks_data()
{
    QTest::addColumn<QString>("text");
    QTest::addRow("paragraph") << u"word "_s.repeated(200);
    QTest::addRow("heading") << u"# A rather long heading that wraps somewhere in the middle"_s;
    QTest::addRow("list item") << u"- "_s + u"word "_s.repeated(60);
    QTest::addRow("quote") << u"> "_s + u"word "_s.repeated(60);
    QTest::addRow("table") << u"| a | b |\n|---|---|\n| %1 | %1 |\n"_s.arg(u"word "_s.repeated(40));
    QTest::addRow("code") << u"```\nint a;\nint b;\n```"_s;
    QTest::addRow("right to left") << u"مرحبا بالعالم هذا نص "_s.repeated(12);
    QTest::addRow("CJK and emoji") << u"日本語の文章👩‍👩‍👧"_s.repeated(30);
}

void tst_LeafLayout::heightsAreWholeAndGrowAsWidthShrinks()
{
    QFETCH(QString, text);
    qreal previous = 0;
    for (const qreal width : {760.0, 500.0, 320.0, 180.0}) {
        const auto layout = makeLayout(textLeaf(text), m_style, width);
        QCOMPARE(layout->height(), std::round(layout->height()));
        QVERIFY(layout->height() >= previous);
        QVERIFY(layout->naturalWidth() <= width);
        previous = layout->height();
    }
}

void tst_LeafLayout::everyOffsetIsFoundWhereItIsDrawn_data()
{
    heightsAreWholeAndGrowAsWidthShrinks_data();
}

void tst_LeafLayout::everyOffsetIsFoundWhereItIsDrawn()
{
    QFETCH(QString, text);
    const LeafContent content = textLeaf(text);
    const QString plain = selectableText(content);
    const auto layout = makeLayout(content, m_style, 400);
    for (int offset = 0; offset < plain.size(); ++offset) {
        if (plain.at(offset).isSpace() || !plain.at(offset).isLetterOrNumber()
            || plain.at(offset).unicode() >= 0x300)
            continue; // blanks may have no width, clusters no middle
        const QRectF area = layout->characterRect(offset);
        const int found = layout->offsetAt(QPointF(area.left() + 0.5, area.center().y()));
        QVERIFY2(found == offset || found == offset + 1,
                 qPrintable(u"%1 found at %2"_s.arg(offset).arg(found)));
    }
}

void tst_LeafLayout::linksAreTargets()
{
    const auto layout = makeLayout(
        textLeaf(u"See [the **page**](https://a.org) and ![seal](http://b.org/x.png)."_s), m_style,
        600);
    const QList<Target> targets = layout->targets();
    QCOMPARE(targets.size(), 2);
    QCOMPARE(targets.at(0).label, u"the page"_s);
    QCOMPARE(targets.at(0).link, u"https://a.org"_s);
    QCOMPARE(targets.at(1).link, u"http://b.org/x.png"_s);
    QVERIFY(targets.at(0).contains(targets.at(0).areas.first().center()));
    QVERIFY(!targets.at(0).contains(QPointF(2, 5)));
}

void tst_LeafLayout::codeLaysOutOnlyWhatIsPainted()
{
    QString code = u"```\n"_s;
    for (int line = 0; line < 2'500; ++line)
        code += u"value_%1 = compute(%1)\n"_s.arg(line);
    CodeLayout layout(std::get<TextContent>(textLeaf(code)), m_style, 700);
    QVERIFY(layout.height() > 2'500 * m_style.codeLine);
    QCOMPARE(layout.laidOutRows(), 0);

    QImage image(700, 400, QImage::Format_RGB32);
    QPainter painter(&image);
    PaintContext context{m_style};
    context.clip = QRectF(0, 10'000, 700, 400);
    painter.translate(0, -10'000);
    layout.paint(painter, context);
    QVERIFY(layout.laidOutRows() > 10);
    QVERIFY(layout.laidOutRows() < 40);
}

void tst_LeafLayout::codeKeepsItsLinesWhileItGrows()
{
    auto layout = makeLayout(textLeaf(u"```\none\ntw"_s), m_style, 700);
    const qreal before = layout->height();
    QVERIFY(layout->update(textLeaf(u"```\none\ntwo\nthree"_s)));
    QCOMPARE(layout->height(), before + m_style.codeLine);
    QCOMPARE(layout->height(),
             makeLayout(textLeaf(u"```\none\ntwo\nthree"_s), m_style, 700)->height());
    QVERIFY(!layout->update(textLeaf(u"```\nother\ntext"_s)));
    QVERIFY(!layout->update(textLeaf(u"paragraph"_s)));
}

void tst_LeafLayout::wrappedCodeDoesNotScroll()
{
    auto content = std::get<TextContent>(textLeaf(u"```\n"_s + u"0123456789 "_s.repeated(40)));
    const CodeLayout wide(content, m_style, 500);
    content.codeView.wraps = true;
    CodeLayout wrapped(content, m_style, 500);

    QVERIFY(wide.maximumScroll() > 0);
    QCOMPARE(wrapped.maximumScroll(), 0.0);
    QCOMPARE_GT(wrapped.height(), wide.height());
    QVERIFY(std::abs(CodeLayout::estimate(content, m_style, 500) - wrapped.height())
            <= 2 * m_style.codeLine);
    for (int offset = 0; offset < content.block.content.text.size(); ++offset)
        QVERIFY(wrapped.characterRect(offset).right() <= 500);
}

void tst_LeafLayout::foldedCodeShowsItsBeginning()
{
    auto content =
        std::get<TextContent>(textLeaf(u"```py\n"_s + u"line = 1\n"_s.repeated(100) + u"```"_s));
    const CodeLayout whole(content, m_style, 500);
    content.codeView.isFolded = true;
    const CodeLayout folded(content, m_style, 500);
    const auto commands = [](const CodeLayout &layout) {
        QList<Command> list;
        for (const Target &target : layout.targets())
            list += target.command;
        return list;
    };

    QCOMPARE_LT(folded.height(), whole.height() / 4);
    QCOMPARE(folded.height(), CodeLayout::estimate(content, m_style, 500));
    QVERIFY(commands(whole).contains(Command::ToggleFold));
    QVERIFY(folded.targets().constLast().label.contains(u"100"_s));
    QVERIFY(folded.targets().constLast().areas.first().bottom() <= folded.height());
    QVERIFY(folded.characterRect(800).bottom() <= folded.height()); // what is not shown

    const auto brief = std::get<TextContent>(textLeaf(u"```\na\n```"_s));
    QVERIFY(!commands(CodeLayout(brief, m_style, 500)).contains(Command::ToggleFold));
}

void tst_LeafLayout::wideBlocksScrollInside_data()
{
    QTest::addColumn<QString>("text");
    QTest::addRow("code") << u"```\n"_s + u"0123456789"_s.repeated(40);
    QTest::addRow("table") << [] {
        QString row = u"|"_s;
        QString line = u"|"_s;
        for (int column = 0; column < 30; ++column) {
            row += u" a rather wide cell |"_s;
            line += u"---|"_s;
        }
        return row + u'\n' + line + u'\n' + row;
    }();
}

void tst_LeafLayout::wideBlocksScrollInside()
{
    QFETCH(QString, text);
    const auto layout = makeLayout(textLeaf(text), m_style, 500);
    QVERIFY(layout->maximumScroll() > 0);
    QVERIFY(!layout->scrollHandle().isEmpty());
    const qreal handle = layout->scrollHandle().left();
    layout->setScroll(1e9);
    QCOMPARE(layout->scroll(), layout->maximumScroll());
    QVERIFY(layout->scrollHandle().left() > handle);
    QVERIFY(layout->scrollHandle().right() <= 500);
    layout->setScroll(-5);
    QCOMPARE(layout->scroll(), 0.0);
}

void tst_LeafLayout::tablesGrowInPlace()
{
    const QString table = u"| a | b |\n|---|---|\n| 1 | 2 |\n"_s;
    auto layout = makeLayout(textLeaf(table), m_style, 500);
    const LeafContent more = textLeaf(table + u"| 3 | a much longer cell than before |\n"_s);
    QVERIFY(layout->update(more));
    const auto fresh = makeLayout(more, m_style, 500);
    QCOMPARE(layout->height(), fresh->height());
    const auto last = static_cast<int>(selectableText(more).size()) - 1;
    QCOMPARE(layout->characterRect(last), fresh->characterRect(last));
}

void tst_LeafLayout::errorCardsOfferTheirActions()
{
    ErrorContent error;
    error.text.title = u"The key was refused"_s;
    error.text.serverWords = u"<b>Incorrect</b> API key"_s;
    error.text.actions = {text::ErrorAction::ReplaceKey, text::ErrorAction::CopyDetails};
    for (const qreal width : {700.0, 170.0}) {
        const auto card = makeLayout(error, m_style, width);
        const QList<Target> targets = card->targets();
        QCOMPARE(targets.size(), 2);
        QCOMPARE(targets.at(0).errorAction, text::ErrorAction::ReplaceKey);
        QCOMPARE(targets.at(0).label, text::actionText(text::ErrorAction::ReplaceKey));
        QVERIFY(!targets.at(0).boundingRect().intersects(targets.at(1).boundingRect()));
        for (const Target &target : targets) {
            QVERIFY(target.boundingRect().height() >= theme::Metrics::TargetMinimum);
            QVERIFY(target.boundingRect().bottom() <= card->height());
        }
    }
}

void tst_LeafLayout::errorDetailsAreFolded()
{
    ErrorContent error;
    error.text.title = u"It failed"_s;
    error.text.details = u"Status: 500\nRequest: req_1"_s;
    const auto closed = makeLayout(error, m_style, 600);
    QCOMPARE(closed->targets().last().command, Command::ToggleDetails);
    QVERIFY(!spokenText(error).contains(u"req_1"_s));
    error.showsDetails = true;
    QVERIFY(makeLayout(error, m_style, 600)->height() > closed->height());
    QVERIFY(spokenText(error).contains(u"req_1"_s));
}

void tst_LeafLayout::theLineOfActionsFitsAnyWidth_data()
{
    QTest::addColumn<bool>("isOwn");
    QTest::addColumn<int>("version");
    QTest::addColumn<QList<MessageAction>>("steps");
    using A = MessageAction;
    for (const bool isOwn : {false, true}) {
        const char *who = isOwn ? "own message" : "answer";
        QTest::addRow("%s, first version", who) << isOwn << 1 << QList<A>{A::NextVersion};
        QTest::addRow("%s, second", who)
            << isOwn << 2 << QList<A>{A::PreviousVersion, A::NextVersion};
        QTest::addRow("%s, third", who) << isOwn << 3 << QList<A>{A::PreviousVersion};
    }
}

void tst_LeafLayout::theLineOfActionsFitsAnyWidth()
{
    QFETCH(bool, isOwn);
    QFETCH(int, version);
    QFETCH(QList<MessageAction>, steps);
    FooterContent footer;
    footer.facts = {u"1.2 s to first token"_s, u"214 tokens"_s};
    footer.marks = {u"edited"_s};
    footer.version = version;
    footer.versions = 3;
    footer.actions = {MessageAction::Copy, MessageAction::Edit, MessageAction::Regenerate};
    footer.isOwn = isOwn;
    for (const qreal width : {760.0, 300.0, 150.0}) {
        const auto line = makeLayout(footer, m_style, width);
        QList<MessageAction> offered;
        const QList<Target> targets = line->targets();
        for (const Target &target : targets) {
            const QRectF area = target.boundingRect();
            QVERIFY(area.width() >= theme::Metrics::TargetMinimum);
            QVERIFY(area.height() >= theme::Metrics::TargetMinimum);
            QVERIFY(area.left() >= -4 && area.right() <= width + 4); // half a gap's padding
            QVERIFY(area.bottom() <= line->height());
            QVERIFY(!target.label.isEmpty());
            if (target.command == Command::Message)
                offered += target.action;
            for (const Target &other : targets)
                QVERIFY(&other == &target || !other.boundingRect().intersects(area));
        }
        for (const MessageAction action : footer.actions + steps)
            QCOMPARE(offered.count(action), 1);
        QCOMPARE(offered.size(), footer.actions.size() + steps.size());
        QCOMPARE(targets.size(), offered.size() + 1); // and the menu
    }
    const qreal first =
        makeLayout(footer, m_style, 760)->targets().constFirst().areas.first().left();
    QVERIFY(isOwn ? first > 200 : first > 0); // below a block that stands at the right
}

void tst_LeafLayout::aNotesActionsFitAnyWidth()
{
    const NoteContent note{u"The program ended while this came in."_s,
                           {MessageAction::Continue, MessageAction::Regenerate}};
    qreal previous = 0;
    for (const qreal width : {760.0, 300.0, 120.0}) {
        const auto layout = makeLayout(note, m_style, width);
        QCOMPARE(layout->targets().size(), 2);
        for (const Target &target : layout->targets()) {
            QVERIFY(target.boundingRect().height() >= theme::Metrics::TargetMinimum);
            QVERIFY(target.boundingRect().right() <= width);
            QVERIFY(target.boundingRect().bottom() <= layout->height());
        }
        QVERIFY(layout->height() >= previous);
        previous = layout->height();
    }
}

void tst_LeafLayout::picturesFitTheirRoom_data()
{
    QTest::addColumn<QSize>("pixels");
    QTest::addColumn<QSize>("shown");
    QTest::newRow("as it is") << QSize(320, 240) << QSize(320, 240);
    QTest::newRow("wide") << QSize(4000, 1000) << QSize(600, 150);
    QTest::newRow("tall") << QSize(100, 1120) << QSize(50, 560);
    QTest::newRow("a line") << QSize(4000, 1) << QSize(600, 24); // can be pointed at
    QTest::newRow("a point") << QSize(1, 1) << QSize(1, 24);
}

void tst_LeafLayout::picturesFitTheirRoom()
{
    QFETCH(const QSize, pixels);
    QFETCH(const QSize, shown);
    const PictureContent content{.pixelSize = pixels};
    const auto layout = makeLayout(content, m_style, 600);
    QCOMPARE(QSizeF(layout->naturalWidth(), layout->height()).toSize(), shown);

    QImage asked(10, 10, QImage::Format_RGB32);
    asked.fill(Qt::red);
    QSize wanted;
    const PictureProvider provider = [&](const auto &, const QSize &size) {
        wanted = size;
        return asked;
    };
    QImage page(shown * 2, QImage::Format_RGB32);
    page.setDevicePixelRatio(2);
    page.fill(Qt::white);
    QPainter painter(&page);
    PaintContext context{m_style};
    context.clip = QRectF(QPointF(), QSizeF(shown));
    context.pictures = &provider;
    layout->paint(painter, context);
    painter.end();
    QCOMPARE(wanted.width(), 2 * shown.width());
    QCOMPARE(page.pixelColor(page.width() / 2, 0), QColor(Qt::red));
    QCOMPARE(layout->targets().size(), 1);
    QCOMPARE(layout->targets().first().command, Command::OpenPicture);
}

QTEST_MAIN(tst_LeafLayout)
#include "tst_leaflayout.moc"
