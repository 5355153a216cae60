// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/probe/findingpane.h"

#include "ui/probe/probewords.h"
#include "ui/probe/verdictdelegate.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace polylogue::ui::probe {

using app::probe::Capability;
using app::probe::Exchange;
using app::probe::Finding;
using app::probe::Verdict;
using theme::Metrics::Unit;

namespace {

constexpr int SignSize = 18;
constexpr int LeastTextHeight = 160;
constexpr qsizetype LongestName = 200;
constexpr qsizetype LongestWords = 2000;

//! Nobody reads base64.
QString readable(QString text)
{
    static const QRegularExpression data(u"(;base64,[A-Za-z0-9+/]{24})[A-Za-z0-9+/=]{200,}"_s);
    return text.replace(data, u"\\1\u2026"_s);
}

QString exchangeText(const Exchange &exchange, qsizetype number)
{
    const QString status = exchange.httpStatus == 0
        ? FindingPane::tr("no answer")
        : FindingPane::tr("status %1").arg(exchange.httpStatus);
    return FindingPane::tr("Request %1: POST %2, %3, %4")
               .arg(QString::number(number), exchange.path, status, text::duration(exchange.took))
        + u"\n\n"_s + readable(exchange.request) + u"\n\n"_s + FindingPane::tr("Answer:")
        + u"\n\n"_s + readable(exchange.answer);
}

} // namespace

FindingPane::FindingPane(theme::Theme &theme, QWidget *parent)
    : QScrollArea(parent)
    , m_theme(theme)
    , m_sign(new QLabel)
    , m_correction(new QComboBox)
    , m_exchanges(new QPlainTextEdit)
    , m_content(new QWidget(this))
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Details"));
    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins(2 * Unit, 0, 0, 0);
    column->setSpacing(Unit / 2);
    m_title = addLabel(tr("Capability"));
    m_model = addLabel(tr("Model"));
    auto *verdict = new QHBoxLayout;
    verdict->setContentsMargins(0, Unit, 0, 0);
    verdict->setSpacing(Unit);
    verdict->addWidget(m_sign);
    m_verdict = addLabel(tr("Verdict"));
    verdict->addWidget(m_verdict, 1);
    column->addLayout(verdict);
    m_ground = addLabel(tr("Reason"));
    m_words = addLabel(tr("The server's words"));
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_source = addLabel(tr("Source"));
    m_before = addLabel(tr("Before"));
    for (QLabel *quiet : {m_model, m_source, m_before})
        theme::setLook(quiet, theme::Look::Secondary);

    auto *correction = new QHBoxLayout;
    correction->setContentsMargins(0, Unit / 2, 0, Unit / 2);
    auto *label = new QLabel(tr("What counts:"), m_content);
    label->setBuddy(m_correction);
    m_correction->setAccessibleName(tr("What counts"));
    m_correction->addItem(tr("as found"));
    for (const Verdict known : {Verdict::Yes, Verdict::No, Verdict::Unsure})
        m_correction->addItem(verdictText(known), int(known));
    correction->addWidget(label);
    correction->addWidget(m_correction);
    correction->addStretch();
    column->addLayout(correction);

    m_question = addLabel(tr("What is asked"));
    m_purpose = addLabel(tr("Why"));
    m_proof = addLabel(tr("How it is judged"));
    m_exchanges->setReadOnly(true);
    m_exchanges->setAccessibleName(tr("Requests and answers"));
    m_exchanges->setMinimumHeight(LeastTextHeight);
    column->addSpacing(Unit / 2);
    column->addWidget(m_exchanges, 1);
    column->addStretch(); // for what nobody was asked yet
    setWidget(m_content);
    connect(m_correction, &QComboBox::activated, this, [this](int row) {
        const QVariant chosen = m_correction->itemData(row);
        Q_EMIT corrected(chosen.isValid() ? std::optional(Verdict(chosen.toInt())) : std::nullopt);
    });
    connect(&m_theme, &theme::Theme::changed, this, &FindingPane::dress);
    dress();
    showNothing();
}

QLabel *FindingPane::addLabel(const QString &name)
{
    auto *label = new QLabel(m_content);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setAccessibleName(name);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_content->layout()->addWidget(label);
    return label;
}

void FindingPane::dress()
{
    m_title->setFont(m_theme.headingFont(3));
    QFont bold = m_theme.interfaceFont();
    bold.setBold(true);
    m_verdict->setFont(bold);
    m_exchanges->setFont(m_theme.codeFont());
    showVerdict(m_finding);
}

void FindingPane::showNothing()
{
    m_finding.reset();
    m_content->hide();
}

void FindingPane::showFinding(const QString &model, Capability capability,
                              const std::optional<Finding> &finding,
                              const std::optional<Finding> &before)
{
    const auto show = [](QLabel *label, const QString &text) {
        label->setText(text);
        label->setVisible(!text.isEmpty());
    };
    m_content->show();
    show(m_title, capabilityText(capability));
    show(m_model, text::oneLine(model, LongestName));
    showVerdict(finding);
    show(m_ground, finding ? groundText(finding->judgement) : QString());
    const bool hasWords = finding && !finding->judgement.words.isEmpty()
        && shortText(*finding) == verdictText(finding->judgement.verdict);
    show(m_words,
         hasWords ? tr("“%1”").arg(finding->judgement.words.left(LongestWords)) : QString());
    show(m_source, finding ? sourceText(*finding) : QString());
    show(m_before,
         before ? tr("Before: %1. %2").arg(shortText(*before), sourceText(*before)) : QString());
    const bool isEntered = finding && finding->source == Finding::Source::User;
    m_correction->setCurrentIndex(
        isEntered ? m_correction->findData(int(finding->judgement.verdict)) : 0);
    const Explanation explanation = explanationOf(capability);
    show(m_question, tr("Asked: %1").arg(explanation.question));
    show(m_purpose, tr("Why: %1").arg(explanation.purpose));
    show(m_proof, tr("Judged: %1").arg(explanation.proof));
    m_exchanges->clear();
    m_exchanges->hide();
}

void FindingPane::showVerdict(const std::optional<Finding> &finding)
{
    m_finding = finding;
    m_sign->setVisible(finding.has_value());
    m_verdict->setText(finding ? shortText(*finding) : tr("Not asked yet"));
    if (!finding)
        return;
    QPixmap pixmap(QSize(SignSize, SignSize) * devicePixelRatioF());
    pixmap.setDevicePixelRatio(devicePixelRatioF());
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintSign(painter, m_theme, finding->judgement.verdict,
              QRectF(1, 1, SignSize - 2, SignSize - 2));
    painter.end();
    m_sign->setPixmap(pixmap);
}

void FindingPane::setExchanges(const QList<Exchange> &exchanges)
{
    QStringList texts;
    for (const Exchange &exchange : exchanges)
        texts.append(exchangeText(exchange, texts.size() + 1));
    m_exchanges->setPlainText(texts.join(u"\n\n\n"_s));
    m_exchanges->setVisible(!texts.isEmpty());
}

} // namespace polylogue::ui::probe
