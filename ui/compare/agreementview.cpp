// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/compare/agreementview.h"

#include "ui/text/format.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::ui::compare {

using app::session::AgreedSentence;
using theme::Metrics::Unit;

namespace {

constexpr int inset = 6; // within the frame that shows the focus
constexpr int nameWidth = inset + 3 * Unit;
constexpr int markHeight = 14;
constexpr double markGap = 3;
constexpr double markRadius = 3;
constexpr qsizetype shortestWords = 12; // a word alone must be seen and hit, too
constexpr qsizetype longestQuote = 140;

double weight(const AgreedSentence &sentence)
{
    return double(std::max(sentence.words.size(), shortestWords));
}

} // namespace

AgreementView::AgreementView(theme::Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setAccessibleName(tr("Agreement of the answers, sentence by sentence"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &theme::Theme::changed, this, qOverload<>(&QWidget::update));
}

void AgreementView::setAnswers(const Answers &answers, const QStringList &names)
{
    m_answers = answers;
    m_names = names;
    m_current = {};
    updateGeometry();
    update();
    Q_EMIT currentChanged();
}

int AgreementView::rowHeight() const
{
    return std::max(markHeight + Unit, fontMetrics().height() + Unit / 2);
}

QSize AgreementView::sizeHint() const
{
    return {60 * Unit, int(m_answers.size()) * rowHeight()};
}

QSize AgreementView::minimumSizeHint() const
{
    return {20 * Unit, sizeHint().height()};
}

QRectF AgreementView::rectOf(const Place &place) const
{
    const QList<AgreedSentence> &sentences = m_answers.at(place.answer);
    double all = 0;
    double before = 0;
    for (qsizetype i = 0; i < sentences.size(); ++i) {
        before += i < place.sentence ? weight(sentences.at(i)) : 0;
        all += weight(sentences.at(i));
    }
    const double room = width() - nameWidth - inset + markGap;
    const double top = double(place.answer) * rowHeight() + (rowHeight() - markHeight) / 2.0;
    const double left = nameWidth + room * before / all;
    const double wide = room * weight(sentences.at(place.sentence)) / all;
    return {left, top, std::max(wide - markGap, 2.0), double(markHeight)};
}

std::optional<AgreementView::Place> AgreementView::placeAt(const QPointF &point) const
{
    const auto answer = qsizetype(point.y() / rowHeight());
    if (answer < 0 || answer >= m_answers.size())
        return {};
    for (qsizetype i = 0; i < m_answers.at(answer).size(); ++i) {
        const Place place{.answer = answer, .sentence = i};
        const QRectF rect = rectOf(place);
        if (point.x() >= rect.left() && point.x() < rect.right() + markGap)
            return place;
    }
    return {};
}

void AgreementView::paintMark(QPainter &painter, const Place &place) const
{
    const theme::Tokens &tokens = m_theme.tokens();
    const AgreedSentence &sentence = m_answers.at(place.answer).at(place.sentence);
    const QRectF rect = rectOf(place).adjusted(0.5, 0.5, -0.5, -0.5);
    // What says the same as the sentence in focus is framed with it.
    const bool isCounterpart = m_current.answer >= 0 && m_current.answer != place.answer
        && m_answers.at(m_current.answer)
                .at(m_current.sentence)
                .counterparts.value(place.answer, -1)
            == place.sentence;
    const bool isLit = place == m_current || isCounterpart;
    QPainterPath shape;
    shape.addRoundedRect(rect, markRadius, markRadius);
    if (isAlone(sentence)) {
        painter.fillPath(shape, tokens.warnBg);
        painter.setPen(QPen(tokens.warn, 1));
        painter.drawPath(shape);
        painter.drawLine(QPointF(rect.left() + 3, rect.center().y()),
                         QPointF(rect.right() - 3, rect.center().y()));
    } else {
        painter.fillPath(shape, tokens.accent);
    }
    if (isLit) {
        painter.setPen(QPen(tokens.text, 2));
        painter.drawRoundedRect(rect.adjusted(-1, -1, 1, 1), markRadius + 1, markRadius + 1);
    }
}

void AgreementView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (qsizetype answer = 0; answer < m_answers.size(); ++answer) {
        painter.setPen(m_theme.tokens().text2);
        const QRectF row(inset, double(answer) * rowHeight(), nameWidth - inset, rowHeight());
        painter.drawText(row, Qt::AlignVCenter | Qt::AlignLeading, m_names.value(answer));
        for (qsizetype i = 0; i < m_answers.at(answer).size(); ++i)
            paintMark(painter, {.answer = answer, .sentence = i});
    }
    if (hasFocus() && m_current.answer < 0) {
        painter.setPen(QPen(m_theme.tokens().accent, 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), markRadius, markRadius);
    }
}

void AgreementView::setCurrent(const Place &place)
{
    if (place == m_current)
        return;
    m_current = place;
    setAccessibleDescription(describedCurrent());
    update();
    Q_EMIT currentChanged();
}

void AgreementView::mouseMoveEvent(QMouseEvent *event)
{
    if (const auto place = placeAt(event->position()))
        setCurrent(*place);
}

void AgreementView::mousePressEvent(QMouseEvent *event)
{
    if (const auto place = placeAt(event->position()))
        setCurrent(*place);
}

void AgreementView::keyPressEvent(QKeyEvent *event)
{
    const bool isArrow = event->key() == Qt::Key_Left || event->key() == Qt::Key_Right
        || event->key() == Qt::Key_Up || event->key() == Qt::Key_Down;
    if (!isArrow || m_answers.isEmpty()) {
        QWidget::keyPressEvent(event);
        return;
    }
    const qsizetype last = m_answers.size() - 1;
    Place next = m_current;
    if (event->key() == Qt::Key_Up)
        next.answer = std::max<qsizetype>(next.answer - 1, 0);
    else if (event->key() == Qt::Key_Down)
        next.answer = std::min(next.answer + 1, last);
    else if (event->key() == Qt::Key_Left)
        --next.sentence;
    else
        ++next.sentence;
    next.answer = std::clamp<qsizetype>(next.answer, 0, last);
    const qsizetype sentences = m_answers.at(next.answer).size();
    next.sentence = std::clamp<qsizetype>(next.sentence, 0, sentences - 1);
    if (sentences > 0)
        setCurrent(next);
}

QString AgreementView::describedCurrent() const
{
    if (m_current.answer < 0)
        return {};
    const AgreedSentence &sentence = m_answers.at(m_current.answer).at(m_current.sentence);
    const QString quote = u'“' + text::oneLine(sentence.words, longestQuote) + u'”';
    const QString name = m_names.value(m_current.answer);
    if (isAlone(sentence))
        return tr("Only %1: %2").arg(name, quote);
    QStringList others;
    for (qsizetype other = 0; other < sentence.counterparts.size(); ++other) {
        const qsizetype counterpart = sentence.counterparts.at(other);
        if (counterpart >= 0)
            others << tr("%1: “%2”")
                          .arg(m_names.value(other),
                               text::oneLine(m_answers.at(other).at(counterpart).words,
                                             longestQuote));
    }
    return tr("%1: %2 – also %3").arg(name, quote, others.join(u"; "_s));
}

} // namespace polylogue::ui::compare
