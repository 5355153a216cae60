// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/inspector/requestpage.h"

#include "ui/inspector/partsmodel.h"
#include "ui/inspector/textpane.h"
#include "ui/text/errortext.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace polylogue::ui::inspector {

using theme::Metrics::Unit;

namespace {

constexpr int RowHeight = 26;
constexpr int MostRows = 7; // in view; beyond that the list scrolls

} // namespace

RequestPage::RequestPage(theme::Theme &theme, QWidget *parent)
    : InspectorPage(parent)
    , m_summary(new QLabel(this))
    , m_note(new QLabel(this))
    , m_copy(new QPushButton(tr("&Copy"), this))
    , m_model(new PartsModel(this))
    , m_parts(new QTableView(this))
    , m_text(new TextPane(theme, tr("Body of the request"), this))
{
    for (QLabel *label : {m_summary, m_note}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        theme::setLook(label, theme::Look::Secondary);
    }
    m_summary->setAccessibleName(tr("Size of the request"));
    m_note->hide();
    m_copy->setToolTip(tr("Copy the body in one line"));
    m_copy->setAccessibleName(tr("Copy the body"));
    m_parts->setModel(m_model);
    m_parts->setAccessibleName(tr("Parts of the request"));
    m_parts->setShowGrid(false);
    m_parts->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_parts->setSelectionMode(QAbstractItemView::SingleSelection);
    m_parts->setTabKeyNavigation(false);
    m_parts->verticalHeader()->hide();
    m_parts->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_parts->verticalHeader()->setDefaultSectionSize(RowHeight);
    QHeaderView *header = m_parts->horizontalHeader();
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    header->setSectionResizeMode(0, QHeaderView::Stretch);
    header->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    header->setSectionResizeMode(2, QHeaderView::ResizeToContents);
    header->setResizeContentsPrecision(MostRows);

    auto *line = new QHBoxLayout;
    line->addWidget(m_summary, 1);
    line->addWidget(m_copy);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, Unit, 0, 0);
    layout->setSpacing(Unit);
    layout->addLayout(line);
    layout->addWidget(m_note);
    layout->addWidget(m_parts);
    layout->addWidget(m_text, 1);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_whole); });
    fitParts();
}

void RequestPage::show(const app::inspection::Inspection &inspection)
{
    const auto &request = inspection.request;
    if (inspection.error || !request) {
        showNothing(inspection.error ? text::errorText(*inspection.error).title
                                     : tr("This request has no body."));
        return;
    }
    m_whole = request->copy;
    m_copy->setEnabled(true);
    m_summary->setText(
        tr("%1 · %2 of text")
            .arg(text::fileSize(request->bytes), text::estimatedTokenCount(request->tokens)));
    QString note;
    if (!inspection.unprepared.isEmpty())
        note = tr("Made into another form only when it is sent, and shown here as a file: %1")
                   .arg(text::oneLine(inspection.unprepared.join(u", "_s), 200));
    else if (request->omittedParts > 0)
        note = tr("The list begins after %1 parts.").arg(text::count(request->omittedParts));
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    m_model->setReport(*request);
    m_text->showText(request->text);
    m_parts->show();
    m_text->show();
    fitParts();
}

void RequestPage::showNothing(const QString &words)
{
    m_whole.clear();
    m_copy->setEnabled(false);
    m_summary->setText(words);
    m_note->hide();
    m_model->setReport({});
    m_text->showText({});
    m_parts->hide();
}

void RequestPage::fitParts()
{
    const int rows = qBound(1, m_model->rowCount(), MostRows);
    m_parts->setFixedHeight(m_parts->horizontalHeader()->sizeHint().height() + rows * RowHeight
                            + 2 * m_parts->frameWidth() + 2);
}

} // namespace polylogue::ui::inspector
