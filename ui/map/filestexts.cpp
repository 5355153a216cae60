// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/map/filestexts.h"

#include "ui/tables/sourcesetup.h"
#include "ui/text/errortext.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QLabel>
#include <QVBoxLayout>
#include <QtConcurrentRun>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::ui::map {

using app::embeddings::Corpus;
using app::embeddings::CorpusText;
using app::embeddings::TextFile;
using app::embeddings::TextUnit;
using app::session::UnreadFile;
using app::tables::Table;
using theme::Metrics::Unit;

namespace {

constexpr qsizetype mostNamed = 5;
constexpr qsizetype longestName = 60;

Table tableOf(const QList<TextFile> &files, TextUnit unit)
{
    Table table{
        .columns = {
            {.name = u"text"_s}, {.name = u"label"_s}, {.name = u"title"_s}, {.name = u"file"_s}}};
    const Corpus corpus = corpusFromFiles(files, unit);
    for (const CorpusText &text : corpus)
        table.rows.append({text.text, text.label, text.title, text.source});
    return table;
}

QString reasonOf(const UnreadFile &file)
{
    if (file.error.type == "no_text"_L1)
        return FilesTexts::tr("has no text, only pictures");
    if (file.error.type == "truncated"_L1)
        return FilesTexts::tr("only its beginning");
    return text::errorText(file.error).title;
}

QString unreadText(const QList<UnreadFile> &unread)
{
    if (unread.isEmpty())
        return {};
    QStringList names;
    for (const UnreadFile &file : unread.first(std::min(unread.size(), mostNamed)))
        names << u"%1 (%2)"_s.arg(text::oneLine(file.name, longestName), reasonOf(file));
    if (unread.size() > mostNamed)
        names << FilesTexts::tr("%1 more").arg(text::count(unread.size() - mostNamed));
    return FilesTexts::tr("Not read: %1").arg(names.join(u", "_s));
}

} // namespace

FilesTexts::FilesTexts(QWidget *parent)
    : QWidget(parent)
    , m_unit(new QComboBox(this))
    , m_unread(new QLabel(this))
{
    m_unit->setAccessibleName(tr("What becomes one text"));
    m_unit->addItem(tr("Each file is a text"), int(TextUnit::File));
    m_unit->addItem(tr("Each page is a text"), int(TextUnit::Page));
    m_unit->addItem(tr("Each paragraph is a text"), int(TextUnit::Paragraph));
    m_unread->setTextFormat(Qt::PlainText);
    m_unread->setWordWrap(true);
    theme::setLook(m_unread, theme::Look::Secondary);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins({});
    rows->setSpacing(Unit);
    rows->addWidget(tables::heading(tr("Files"), this));
    rows->addWidget(m_unit);
    rows->addWidget(m_unread);
    rows->addSpacing(Unit);
    connect(m_unit, &QComboBox::currentIndexChanged, this, &FilesTexts::makeTable);
    connect(&m_making, &QFutureWatcher<Table>::finished, this,
            [this] { Q_EMIT tableMade(m_making.result()); });
}

FilesTexts::~FilesTexts()
{
    m_making.waitForFinished();
}

void FilesTexts::setFiles(const QList<TextFile> &files, const QList<UnreadFile> &unread)
{
    m_files = files;
    m_unread->setText(unreadText(unread));
    m_unread->setVisible(!unread.isEmpty());
    const bool hasPages =
        std::ranges::any_of(files, [](const TextFile &file) { return file.pages.size() > 1; });
    const QSignalBlocker quiet(m_unit);
    m_unit->setCurrentIndex(m_unit->findData(int(hasPages ? TextUnit::Page : TextUnit::File)));
    makeTable();
}

void FilesTexts::makeTable()
{
    m_making.setFuture(
        QtConcurrent::run(tableOf, m_files, TextUnit(m_unit->currentData().toInt())));
}

} // namespace polylogue::ui::map
