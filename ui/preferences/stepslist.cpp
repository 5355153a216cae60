// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/preferences/stepslist.h"

#include "ui/text/errortext.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;

namespace polylogue::ui::preferences {

using app::net::ConnectionStep;
using Kind = ConnectionStep::Kind;
using State = ConnectionStep::State;

namespace {

constexpr qsizetype longestName = 80;
constexpr int markSize = 16;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ConnectionSteps)
};

QString runningTitle(Kind kind)
{
    switch (kind) {
    case Kind::Address:
        return Words::tr("Reading the address …");
    case Kind::Name:
        return Words::tr("Resolving the name …");
    case Kind::Connection:
        return Words::tr("Connecting …");
    case Kind::Models:
        return Words::tr("Asking for the list of models …");
    case Kind::Chat:
        return Words::tr("Asking for a one-word answer …");
    case Kind::Embeddings:
        return Words::tr("Asking for a vector …");
    }
    return {};
}

QString modelsTitle(const QString &subject, bool hasKey)
{
    bool isNumber = false;
    const qsizetype number = subject.toLongLong(&isNumber);
    if (!isNumber)
        return hasKey ? Words::tr("Key accepted") : Words::tr("The server answers");
    return hasKey ? Words::tr("Key accepted, %1").arg(modelCount(number))
                  : Words::tr("%1, no key needed").arg(modelCount(number));
}

QString passedTitle(Kind kind, const QString &subject, bool hasKey)
{
    switch (kind) {
    case Kind::Address:
        return Words::tr("Calls go to %1").arg(subject);
    case Kind::Name:
        return subject.isEmpty() ? Words::tr("Name resolved")
                                 : Words::tr("Name resolved: %1").arg(subject);
    case Kind::Connection:
        return subject.isEmpty() ? Words::tr("Connected, not encrypted")
                                 : Words::tr("Connected: %1").arg(subject);
    case Kind::Models:
        return modelsTitle(subject, hasKey);
    case Kind::Chat:
        return Words::tr("One-word chat with %1").arg(subject);
    case Kind::Embeddings:
        return Words::tr("Embeddings with %1").arg(subject);
    }
    return {};
}

QString skippedTitle(Kind kind)
{
    switch (kind) {
    case Kind::Address:
    case Kind::Name:
        return Words::tr("Name: nothing to resolve");
    case Kind::Connection:
        return Words::tr("Connection not tried");
    case Kind::Models:
        return Words::tr("List of models not asked for");
    case Kind::Chat:
        return Words::tr("Chat not tried");
    case Kind::Embeddings:
        return Words::tr("Embeddings not tried");
    }
    return {};
}

//! What still works where a step only warns.
QString warningTitle(Kind kind, const QString &subject, const QString &problem)
{
    if (kind == Kind::Models)
        return Words::tr("No list of models: %1").arg(problem);
    if (kind == Kind::Embeddings)
        return Words::tr("Embeddings with %1: %2").arg(subject, problem);
    return problem;
}

QString warningAdvice(Kind kind)
{
    return kind == Kind::Models
        ? Words::tr("Chatting may work all the same; type the model's id by hand.")
        : QString();
}

QLabel *plainLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setText(text);
    return label;
}

struct Mark
{
    QString icon = {};
    QColor colour = {};
};

Mark markOf(State state, const theme::Tokens &tokens)
{
    switch (state) {
    case State::Passed:
        return {u"check"_s, tokens.accent};
    case State::Warning:
        return {u"warning"_s, tokens.warn};
    case State::Failed:
        return {u"error"_s, tokens.bad};
    case State::Running:
    case State::Skipped:
        break;
    }
    return {u"more"_s, tokens.text2};
}

} // namespace

QString modelCount(qsizetype models)
{
    return models == 1 ? Words::tr("1 model") : Words::tr("%1 models").arg(text::count(models));
}

StepText stepText(const ConnectionStep &step, bool hasKey)
{
    const QString subject = text::oneLine(step.subject, longestName);
    // The line of the embeddings begins with the model's name already.
    const text::ErrorText problem = step.error
        ? text::errorText(*step.error, step.kind == Kind::Chat ? subject : QString())
        : text::ErrorText();
    switch (step.state) {
    case State::Running:
        return {.title = runningTitle(step.kind), .mark = Words::tr("running")};
    case State::Passed:
        return {.title = passedTitle(step.kind, subject, hasKey), .mark = Words::tr("passed")};
    case State::Warning:
        return {.title = warningTitle(step.kind, subject, problem.title),
                .serverWords = problem.serverWords,
                .advice = warningAdvice(step.kind),
                .mark = Words::tr("warning")};
    case State::Failed:
        return {.title = problem.title,
                .serverWords = problem.serverWords,
                .advice = problem.advice,
                .mark = Words::tr("failed")};
    case State::Skipped:
        return {.title = skippedTitle(step.kind), .mark = Words::tr("skipped")};
    }
    return {};
}

StepsList::StepsList(theme::Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_lines(new QVBoxLayout(this))
{
    theme::setLook(this, theme::Look::Card);
    setAccessibleName(tr("Connection test"));
    m_lines->setContentsMargins(16, 12, 16, 12);
    m_lines->setSpacing(8);
    connect(&m_theme, &theme::Theme::changed, this, &StepsList::rebuild);
    hide();
}

void StepsList::clear()
{
    m_steps.clear();
    m_problem = {};
    rebuild();
}

void StepsList::setStep(const ConnectionStep &step)
{
    const auto found =
        std::find_if(m_steps.begin(), m_steps.end(),
                     [&step](const ConnectionStep &other) { return other.kind == step.kind; });
    if (found == m_steps.end())
        m_steps.append(step);
    else
        *found = step;
    rebuild();
}

void StepsList::setProblem(const StepText &problem)
{
    m_problem = problem;
    rebuild();
}

void StepsList::rebuild()
{
    while (m_lines->count() > 0) {
        const std::unique_ptr<QLayoutItem> item(m_lines->takeAt(0));
        item->widget()->hide();
        item->widget()->deleteLater();
    }
    for (const ConnectionStep &step : m_steps) {
        const bool isOver = step.state != State::Running && step.state != State::Skipped;
        addLine(stepText(step, m_hasKey), step.state,
                isOver && step.took.count() > 0 ? text::duration(step.took) : QString());
    }
    if (m_problem != StepText())
        addLine(m_problem, State::Failed, {});
    setVisible(m_lines->count() > 0);
}

void StepsList::addLine(const StepText &text, State state, const QString &duration)
{
    auto *line = new QWidget(this);
    line->setAccessibleName(tr("%1: %2").arg(text.mark, text.title));
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins({});
    row->setSpacing(8);

    const Mark mark = markOf(state, m_theme.tokens());
    auto *icon = new QLabel(line);
    icon->setPixmap(m_theme.pixmap(mark.icon, markSize, mark.colour, devicePixelRatioF()));
    icon->setAccessibleName(text.mark);
    row->addWidget(icon, 0, Qt::AlignTop);

    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    auto *title = plainLabel(text.title, line);
    if (state == State::Failed)
        theme::setLook(title, theme::Look::Bad);
    else if (state == State::Warning)
        theme::setLook(title, theme::Look::Warning);
    words->addWidget(title);
    for (const QString &more : {text.serverWords, text.advice}) {
        if (more.isEmpty())
            continue;
        auto *label = plainLabel(more, line);
        theme::setLook(label, theme::Look::Secondary);
        words->addWidget(label);
    }
    row->addLayout(words, 1);

    if (!duration.isEmpty()) {
        auto *time = plainLabel(duration, line);
        time->setWordWrap(false);
        theme::setLook(time, theme::Look::Secondary);
        row->addWidget(time, 0, Qt::AlignTop);
    }
    m_lines->addWidget(line);
    line->show(); // now, not when the layout comes to it: what was there is hidden already
}

} // namespace polylogue::ui::preferences
