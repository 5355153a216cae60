// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/compare/votesdialog.h"

#include "app/session/votetally.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <QScreen>
#include <QTableWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace polylogue::ui::compare {

using app::session::ModelTally;
using theme::Metrics::Unit;

namespace {

constexpr QSize FirstSize(620, 420);
enum Column { Model, Shown, Wins, Ties, Losses, Share, ColumnCount };

} // namespace

VotesDialog::VotesDialog(const QList<app::store::Vote> &votes, QWidget *parent)
    : QDialog(parent)
    , m_votes(votes)
    , m_tag(new QComboBox(this))
    , m_table(new QTableWidget(0, ColumnCount, this))
    , m_count(new QLabel(this))
{
    setWindowTitle(tr("Blind votes"));
    m_tag->setAccessibleName(tr("Kind of prompt"));
    m_tag->addItem(tr("All prompts"));
    for (const QString &tag : app::session::tagsOf(votes))
        m_tag->addItem(tag.isEmpty() ? tr("Without a kind") : tag, tag);
    m_table->setAccessibleName(tr("Votes by model"));
    m_table->setHorizontalHeaderLabels({tr("Model"), tr("Shown"), tr("Best"), tr("Equal"),
                                        tr("Not the best"), tr("Best, equal as half")});
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(Model, QHeaderView::Stretch);
    m_table->setEditTriggers(QTableWidget::NoEditTriggers);
    m_table->setSelectionBehavior(QTableWidget::SelectRows);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_count->setTextFormat(Qt::PlainText);
    m_count->setWordWrap(true);
    theme::setLook(m_count, theme::Look::Secondary);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    QPushButton *remove =
        buttons->addButton(tr("Delete all votes…"), QDialogButtonBox::DestructiveRole);
    remove->setEnabled(!votes.isEmpty());
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(2 * Unit, 2 * Unit, 2 * Unit, 2 * Unit);
    rows->setSpacing(Unit);
    rows->addWidget(m_tag, 0, Qt::AlignLeading);
    rows->addWidget(m_table, 1);
    rows->addWidget(m_count);
    rows->addWidget(buttons);
    resize(FirstSize.boundedTo(screen()->availableSize() * 0.9));
    connect(m_tag, &QComboBox::currentIndexChanged, this, &VotesDialog::showTallies);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    connect(remove, &QPushButton::clicked, this, &VotesDialog::askToRemove);
    showTallies();
}

void VotesDialog::showTallies()
{
    const QVariant tag = m_tag->currentData();
    const QList<ModelTally> tallies =
        app::session::tally(m_votes, tag.isValid() ? std::optional(tag.toString()) : std::nullopt);
    m_table->setRowCount(int(tallies.size()));
    for (int row = 0; row < tallies.size(); ++row) {
        const ModelTally &tally = tallies.at(row);
        const double share = 100 * (tally.wins + 0.5 * tally.ties) / tally.shown;
        const QStringList cells{tally.model,
                                text::count(tally.shown),
                                text::count(tally.wins),
                                text::count(tally.ties),
                                text::count(tally.losses),
                                QLocale().toString(share, 'f', 0) + u" %"_s};
        for (int column = 0; column < ColumnCount; ++column)
            m_table->setItem(row, column, new QTableWidgetItem(cells.at(column)));
    }
    m_count->setText(m_votes.isEmpty() ? tr("Nobody has voted yet.")
                                       : tr("%n vote(s) in all. Few votes say little.", nullptr,
                                            int(m_votes.size())));
}

void VotesDialog::askToRemove()
{
    auto *question = new QMessageBox(this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setTextFormat(Qt::PlainText);
    question->setWindowTitle(tr("Delete votes"));
    question->setText(tr("Delete all votes? They cannot be brought back."));
    QPushButton *remove = question->addButton(tr("Delete"), QMessageBox::DestructiveRole);
    question->setDefaultButton(question->addButton(QMessageBox::Cancel));
    connect(remove, &QPushButton::clicked, this, [this] {
        Q_EMIT removeRequested();
        close();
    });
    question->open();
}

} // namespace polylogue::ui::compare
