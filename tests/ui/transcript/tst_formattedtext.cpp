// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/theme/theme.h"
#include "ui/transcript/formattedtext.h"
#include "ui/transcript/textlines.h"

#include <QPainter>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue;
using namespace polylogue::ui;
using namespace polylogue::ui::transcript;
using markdown::InlineFormat;
using markdown::InlineText;

namespace {

constexpr qreal Width = 400;
constexpr qreal LineHeight = 24;

QString repeated(const QString &words, qsizetype length)
{
    QString text;
    for (int number = 1; text.size() < length; ++number)
        text += words.arg(number);
    return text;
}

//! Every 500 characters a link of 40, a stretch of code, and bold.
InlineText formatted(const QString &text)
{
    InlineText result{.text = text};
    for (int start = 100; start + 300 < text.size(); start += 500) {
        result.runs.append({start, 40, InlineFormat::Link, u"https://example.org/%1"_s.arg(start)});
        result.runs.append({start + 100, 25, InlineFormat::Code, {}});
        result.runs.append({start + 200, 60, InlineFormat::Strong, {}});
    }
    return result;
}

QImage imageOf(const FormattedText &text, const Style &style, const QRectF &area, int from, int to)
{
    QImage image(area.size().toSize(), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setPen(Qt::black);
    painter.translate(-area.topLeft());
    text.paint(painter, {}, {.style = style, .clip = area}, from, to);
    return image;
}

} // namespace

class tst_FormattedText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLongTextStandsAsInOneLayout_data();
    void aLongTextStandsAsInOneLayout();
    void eachCharacterIsFoundWhereItStands_data();
    void eachCharacterIsFoundWhereItStands();
    void aTextThatGrowsStandsAsOneThatIsThere_data();
    void aTextThatGrowsStandsAsOneThatIsThere();
    void aChangeAtTheBeginningIsSeen();
    void aSelectionAcrossPiecesHasNoGap();
    void aTextWithoutAnyPlaceToBreakHasLines();

private:
    void addTexts();
    FormattedText::Shape shape() const
    {
        return {.font = m_style.readingFont, .width = Width, .lineHeight = LineHeight};
    }

    theme::Theme m_theme{app::settings::ThemeMode::Light};
    Style m_style = styleFor(m_theme, {});
};

void tst_FormattedText::addTexts()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("words") << repeated(u"word %1 and another "_s, 30'000);
    QTest::newRow("lines") << repeated(u"line %1\u2028"_s, 20'000);
    QTest::newRow("Chinese") << repeated(u"\u6f6e\u6c34\u6765\u53bb %1"_s, 20'000);
    QTest::newRow("emoji") << repeated(u"\U0001F6A2\U0001F3F4\u200D\u2620\uFE0F%1 "_s, 20'000);
    QTest::newRow("short") << u"short"_s;
    QTest::newRow("nothing") << QString();
}

void tst_FormattedText::aLongTextStandsAsInOneLayout_data()
{
    addTexts();
}

void tst_FormattedText::aLongTextStandsAsInOneLayout()
{
    QFETCH(QString, text);
    const InlineText content = formatted(text);
    const FormattedText pieces(content, m_style, shape());

    QTextLayout whole(text, m_style.readingFont);
    whole.setTextOption(wrappingOption(text));
    whole.setFormats(formatsOf(content, m_style));
    qreal height = 0;
    whole.beginLayout();
    for (QTextLine line = whole.createLine(); line.isValid(); line = whole.createLine()) {
        line.setLineWidth(Width);
        height = placeLine(line, LineHeight, height);
    }
    whole.endLayout();

    QCOMPARE(pieces.height(), std::max(height, LineHeight));
    for (int line = 0; line < whole.lineCount(); ++line) {
        const QTextLine expected = whole.lineAt(line);
        if (expected.textLength() == 0)
            continue;
        const QRectF first = pieces.characterRect(expected.textStart());
        QCOMPARE(first.top(), expected.y());
        QCOMPARE(first.left(), 0.0);
    }
    const QList<Target> links = pieces.links();
    QCOMPARE(links.size(), std::count_if(content.runs.begin(), content.runs.end(), [](auto &run) {
                 return run.formats.testFlag(InlineFormat::Link);
             }));
    for (const Target &link : links) {
        const int start = link.link.section(u'/', -1).toInt();
        QCOMPARE(link.areas, rectanglesOf(whole, start, 40));
    }
}

void tst_FormattedText::eachCharacterIsFoundWhereItStands_data()
{
    addTexts();
    QTest::newRow("Arabic") << repeated(u"\u0627\u0644\u0645\u062F %1 \u0639\u0627\u0644 "_s,
                                        20'000);
}

void tst_FormattedText::eachCharacterIsFoundWhereItStands()
{
    QFETCH(QString, text);
    const FormattedText pieces({.text = text}, m_style, shape());
    for (int offset = 0; offset < text.size(); offset += 17) {
        if (!text.at(offset).isLetter())
            continue;
        const QRectF area = pieces.characterRect(offset);
        QVERIFY(area.bottom() <= pieces.height());
        const int found = pieces.offsetAt(area.center());
        QVERIFY2(std::abs(found - offset) <= 2, // letters that are one glyph
                 qPrintable(u"%1 instead of %2"_s.arg(found).arg(offset)));
    }
}

void tst_FormattedText::aTextThatGrowsStandsAsOneThatIsThere_data()
{
    addTexts();
}

void tst_FormattedText::aTextThatGrowsStandsAsOneThatIsThere()
{
    QFETCH(QString, text);
    FormattedText growing(formatted(text.first(std::min<qsizetype>(text.size(), 10))), m_style,
                          shape());
    for (qsizetype size = 700; size < text.size(); size += 1'777)
        growing.setText(formatted(text.first(size)));
    growing.setText(formatted(text));
    const FormattedText whole(formatted(text), m_style, shape());
    QCOMPARE(growing.height(), whole.height());
    for (int offset = 0; offset < text.size(); offset += 61)
        QCOMPARE(growing.characterRect(offset), whole.characterRect(offset));
    for (qreal top = 0; top < whole.height(); top += 2'000) {
        const QRectF area(0, top, Width, 500);
        QCOMPARE(imageOf(growing, m_style, area, 0, 0), imageOf(whole, m_style, area, 0, 0));
    }
}

void tst_FormattedText::aChangeAtTheBeginningIsSeen()
{
    QString text = repeated(u"word %1 "_s, 20'000);
    FormattedText changed(formatted(text), m_style, shape());
    text.replace(10, 4, u"a much longer one"_s);
    changed.setText(formatted(text));
    const FormattedText fresh(formatted(text), m_style, shape());
    for (int offset = 0; offset < text.size(); offset += 61)
        QCOMPARE(changed.characterRect(offset), fresh.characterRect(offset));
    InlineText bold = formatted(text);
    bold.runs.prepend({0, 50, InlineFormat::Strong, {}});
    changed.setText(bold);
    QCOMPARE(changed.characterRect(60), FormattedText(bold, m_style, shape()).characterRect(60));
    QVERIFY(changed.characterRect(40) != fresh.characterRect(40));
}

void tst_FormattedText::aSelectionAcrossPiecesHasNoGap()
{
    const QString text = repeated(u"\u2588"_s + u"%1"_s, 20'000);
    const FormattedText pieces({.text = text}, m_style, shape());
    // Within the selection every line shows its colour, at the seams of pieces too.
    const QRectF area(0, 0, Width, pieces.height());
    const QImage image = imageOf(pieces, m_style, area, 0, static_cast<int>(text.size()));
    const QRgb selection = m_style.colours.selection.rgb();
    for (int y = int(LineHeight) / 2; y < int(pieces.height()) - int(LineHeight);
         y += int(LineHeight)) {
        bool isSelected = false;
        for (int x = 0; x < int(Width) - 1 && !isSelected; ++x)
            isSelected = image.pixel(x, y) == selection;
        QVERIFY2(isSelected, qPrintable(QString::number(y)));
    }
}

void tst_FormattedText::aTextWithoutAnyPlaceToBreakHasLines()
{
    const QString text(30'000, u'a');
    const FormattedText pieces({.text = text}, m_style, shape());
    QVERIFY(pieces.naturalWidth() <= Width);
    QVERIFY(pieces.height() > 400 * LineHeight);
    const QString marks = u'a' + QString(20'000, QChar(0x0301)); // all of them over one letter
    QVERIFY(FormattedText({.text = marks}, m_style, shape()).height() >= LineHeight);
}

QTEST_MAIN(tst_FormattedText)
#include "tst_formattedtext.moc"
