// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/compare/diffdialog.h"

#include "ui/compare/difftext.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QButtonGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QRadioButton>
#include <QScreen>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <QtConcurrentRun>

namespace polylogue::ui::compare {

using app::comparison::DiffSegment;
using app::comparison::TextDiff;
using theme::Metrics::Unit;

namespace {

constexpr QSize FirstSize(920, 640);

} // namespace

DiffDialog::DiffDialog(theme::Theme &theme, QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_summary(new QLabel(this))
    , m_words(new QLabel(this))
    , m_views(new QStackedWidget(this))
    , m_inline(new DiffText(theme, DiffText::Shows::Both, this))
    , m_left(new DiffText(theme, DiffText::Shows::Left, this))
    , m_right(new DiffText(theme, DiffText::Shows::Right, this))
{
    setWindowTitle(tr("Difference"));
    m_inline->setAccessibleName(tr("Both answers in one text"));
    auto *beside = new QSplitter(m_views);
    beside->addWidget(m_left);
    beside->addWidget(m_right);
    beside->setChildrenCollapsible(false);
    m_views->addWidget(m_inline);
    m_views->addWidget(beside);
    for (QLabel *label : {m_summary, m_words}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    theme::setLook(m_summary, theme::Look::Secondary);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(2 * Unit, 2 * Unit, 2 * Unit, 2 * Unit);
    rows->setSpacing(Unit);
    rows->addWidget(makeBar());
    rows->addWidget(m_summary);
    rows->addWidget(m_views, 1);
    rows->addWidget(makeFoot());
    resize(FirstSize.boundedTo(screen()->availableSize() * 0.9));
    m_summary->setText(tr("There are not yet two answers to compare."));
    m_next->setEnabled(false);
    m_previous->setEnabled(false);

    connect(&m_comparing, &QFutureWatcher<TextDiff>::finished, this, [this] {
        m_diff = m_comparing.result();
        showDiff();
    });
    connect(&theme, &theme::Theme::changed, this, &DiffDialog::showDiff);
    connect(m_left->verticalScrollBar(), &QScrollBar::valueChanged, this,
            [this] { follow(*m_left, *m_right); });
    connect(m_right->verticalScrollBar(), &QScrollBar::valueChanged, this,
            [this] { follow(*m_right, *m_left); });
}

DiffDialog::~DiffDialog()
{
    m_comparing.waitForFinished();
}

QWidget *DiffDialog::makeBar()
{
    auto *bar = new QWidget(this);
    m_reference = new QComboBox(bar);
    m_reference->setAccessibleName(tr("Reference"));
    m_compared = new QComboBox(bar);
    m_compared->setAccessibleName(tr("Compared with"));
    auto *to = new QLabel(tr("compared with"), bar);
    auto *inOneText = new QRadioButton(tr("In one text"), bar);
    auto *beside = new QRadioButton(tr("Beside each other"), bar);
    inOneText->setChecked(true);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins({});
    row->setSpacing(Unit);
    row->addWidget(m_reference, 1);
    row->addWidget(to);
    row->addWidget(m_compared, 1);
    row->addWidget(inOneText);
    row->addWidget(beside);
    for (QComboBox *box : {m_reference, m_compared}) {
        box->setMinimumContentsLength(12);
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        connect(box, &QComboBox::activated, this, &DiffDialog::start);
    }
    connect(beside, &QRadioButton::toggled, this, &DiffDialog::showBeside);
    return bar;
}

QWidget *DiffDialog::makeFoot()
{
    auto *foot = new QWidget(this);
    m_previous = new QPushButton(tr("Previous"), foot);
    m_previous->setAccessibleName(tr("Previous difference"));
    m_previous->setShortcut(QKeySequence(Qt::ALT | Qt::Key_Up));
    m_next = new QPushButton(tr("Next"), foot);
    m_next->setAccessibleName(tr("Next difference"));
    m_next->setShortcut(QKeySequence(Qt::ALT | Qt::Key_Down));
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins({});
    row->setSpacing(Unit);
    row->addWidget(m_words, 1);
    row->addWidget(m_previous);
    row->addWidget(m_next);
    connect(m_previous, &QPushButton::clicked, this, [this] { step(-1); });
    connect(m_next, &QPushButton::clicked, this, [this] { step(1); });
    return foot;
}

void DiffDialog::setAnswers(const QList<LaneAnswer> &answers)
{
    if (answers == m_answers || answers.size() < 2)
        return;
    const auto place = [&](const QComboBox *box, qsizetype otherwise) {
        for (qsizetype i = 0; i < answers.size(); ++i) {
            if (answers.at(i).position == box->currentData().toLongLong() && box->count() > 0)
                return i;
        }
        return otherwise;
    };
    const qsizetype reference = place(m_reference, 0);
    const qsizetype compared = place(m_compared, 1);
    m_answers = answers;
    for (QComboBox *box : {m_reference, m_compared}) {
        box->clear();
        for (const LaneAnswer &answer : answers)
            box->addItem(answer.name, qint64(answer.position));
    }
    compare(reference, compared);
}

void DiffDialog::compare(qsizetype reference, qsizetype compared)
{
    m_reference->setCurrentIndex(int(reference));
    m_compared->setCurrentIndex(int(compared));
    start();
}

void DiffDialog::start()
{
    const LaneAnswer left = m_answers.value(m_reference->currentIndex());
    const LaneAnswer right = m_answers.value(m_compared->currentIndex());
    m_left->setAccessibleName(left.name);
    m_right->setAccessibleName(right.name);
    m_summary->setText(tr("Comparing…"));
    m_comparing.setFuture(QtConcurrent::run(app::comparison::diffTexts, left.text, right.text));
}

void DiffDialog::showDiff()
{
    m_inline->setDiff(m_diff);
    m_left->setDiff(m_diff);
    m_right->setDiff(m_diff);
    m_differences.clear();
    m_current = -1;
    qsizetype changed = 0;
    qsizetype onlyLeft = 0;
    qsizetype onlyRight = 0;
    for (qsizetype i = 0; i < m_diff.segments.size(); ++i) {
        const DiffSegment::Kind kind = m_diff.segments.at(i).kind;
        if (kind == DiffSegment::Kind::Equal)
            continue;
        m_differences.append(i);
        changed += kind == DiffSegment::Kind::Changed;
        onlyLeft += kind == DiffSegment::Kind::Removed;
        onlyRight += kind == DiffSegment::Kind::Added;
    }
    const int percent = int(100 * app::comparison::agreement(m_diff) + 0.5);
    QString summary = m_differences.isEmpty()
        ? tr("The answers are the same.")
        : tr("%1 % of the words are the same. Sentences that differ: %2; only in the first: %3; "
             "only in the second: %4.")
              .arg(percent)
              .arg(text::count(changed), text::count(onlyLeft), text::count(onlyRight));
    if (m_diff.isCoarse)
        summary += u' ' + tr("They are too different to look for every likeness.");
    m_summary->setText(summary);
    showLegend();
    m_next->setEnabled(!m_differences.isEmpty());
    m_previous->setEnabled(!m_differences.isEmpty());
}

void DiffDialog::step(int by)
{
    const qsizetype count = m_differences.size();
    if (count == 0)
        return;
    m_current = m_current < 0 ? (by > 0 ? 0 : count - 1) : (m_current + by + count) % count;
    const qsizetype segment = m_differences.at(m_current);
    const QString words =
        tr("%1 of %2. %3")
            .arg(text::count(m_current + 1), text::count(count),
                 describedDifference(m_diff.segments.at(segment), m_reference->currentText(),
                                     m_compared->currentText()));
    m_words->setText(words);
    m_isFollowing = true;
    for (DiffText *view : {m_inline, m_left, m_right})
        view->showSegment(segment);
    m_isFollowing = false;
    // The name of a label that changed is what screen readers tell.
    QAccessibleEvent told(m_words, QAccessible::Alert);
    QAccessible::updateAccessibility(&told);
}

void DiffDialog::follow(DiffText &leader, DiffText &follower)
{
    if (m_isFollowing)
        return;
    m_isFollowing = true;
    follower.scrollToSegment(leader.topSegment());
    m_isFollowing = false;
}

void DiffDialog::showBeside(bool beside)
{
    m_views->setCurrentIndex(beside ? 1 : 0);
    if (m_current < 0)
        showLegend();
}

void DiffDialog::showLegend()
{
    if (m_differences.isEmpty())
        m_words->clear();
    else if (m_views->currentIndex() == 0)
        m_words->setText(tr("A line through, or −: only in the first. A line below, or +: only in "
                            "the second."));
    else
        m_words->setText(tr("A broken line below, or −: only in the first. A line below, or +: "
                            "only in the second."));
}

} // namespace polylogue::ui::compare
