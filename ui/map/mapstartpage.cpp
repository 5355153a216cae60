// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/map/mapstartpage.h"

#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace polylogue::ui::map {

using theme::Metrics::Unit;

namespace {

constexpr int widestColumn = 760;

QLabel *plainLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

MapStartPage::MapStartPage(QWidget *parent)
    : QWidget(parent)
    , m_text(new QPlainTextEdit(this))
    , m_use(new QPushButton(tr("Use what is pasted"), this))
    , m_problem(plainLabel({}, this))
{
    auto *title = plainLabel(tr("A map of texts by their meaning"), this);
    QFont large = title->font();
    large.setBold(true);
    large.setPixelSize(theme::pixelSizeOf(large) * 4 / 3);
    title->setFont(large);
    auto *what = plainLabel(
        tr("An embedding model turns each text into numbers; texts that mean the like lie side by "
           "side on the map. Tables (CSV, tabs, JSON lines), lists of lines, PDF documents, "
           "folders "
           "of texts and documents, and saved maps can be opened. Nothing is sent before you have "
           "seen how much it is."),
        this);
    theme::setLook(what, theme::Look::Secondary);
    auto *open = new QPushButton(tr("Open data…"), this);
    open->setAccessibleName(tr("Open data"));
    theme::setLook(open, theme::Look::Primary);
    auto *folder = new QPushButton(tr("Open folder…"), this);
    auto *vectors = new QPushButton(tr("Open vectors…"), this);
    vectors->setToolTip(tr("Vectors made elsewhere: NumPy's NPY, or a table with a column for each "
                           "number"));
    auto *lab = new QPushButton(tr("Lab…"), this);
    lab->setToolTip(tr("Compare texts and models without a map"));
    theme::setLook(lab, theme::Look::Quiet);
    m_text->setPlaceholderText(
        tr("Drop a file or a folder anywhere here, or paste a table or lines"));
    m_text->setAccessibleName(tr("Pasted texts"));
    m_text->setTabChangesFocus(true);
    m_text->setAcceptDrops(false); // a file dropped here is a file, not its name
    m_use->setEnabled(false);
    theme::setLook(m_problem, theme::Look::Bad);
    m_problem->hide();

    auto *buttons = new QHBoxLayout;
    buttons->addWidget(open);
    buttons->addWidget(folder);
    buttons->addWidget(vectors);
    buttons->addWidget(lab);
    buttons->addStretch(1);
    buttons->addWidget(m_use);
    auto *column = new QWidget(this);
    column->setMaximumWidth(widestColumn);
    auto *rows = new QVBoxLayout(column);
    rows->setContentsMargins(3 * Unit, 3 * Unit, 3 * Unit, 3 * Unit);
    rows->setSpacing(Unit + Unit / 2);
    rows->addWidget(title);
    rows->addWidget(what);
    rows->addWidget(m_text, 1);
    rows->addLayout(buttons);
    rows->addWidget(m_problem);
    auto *middle = new QHBoxLayout(this);
    middle->setContentsMargins({});
    middle->addStretch(1);
    middle->addWidget(column, 100);
    middle->addStretch(1);

    connect(open, &QPushButton::clicked, this, &MapStartPage::chooseFile);
    connect(lab, &QPushButton::clicked, this, &MapStartPage::labRequested);
    connect(folder, &QPushButton::clicked, this, &MapStartPage::chooseFolder);
    connect(vectors, &QPushButton::clicked, this, &MapStartPage::chooseVectors);
    connect(m_text, &QPlainTextEdit::textChanged, this,
            [this] { m_use->setEnabled(!m_text->document()->isEmpty()); });
    connect(m_use, &QPushButton::clicked, this,
            [this] { Q_EMIT textPasted(m_text->toPlainText()); });
}

void MapStartPage::showReading(qsizetype done, qsizetype total)
{
    theme::setLook(m_problem, theme::Look::Secondary);
    m_problem->setText(
        total == 1 ? tr("Reading")
                   : tr("Reading: %1 of %2 files").arg(text::count(done), text::count(total)));
    m_problem->show();
}

void MapStartPage::showProblem(const QString &problem)
{
    theme::setLook(m_problem, theme::Look::Bad);
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

void MapStartPage::chooseFile()
{
    auto *dialog = new QFileDialog(
        window(), tr("Open data"), {},
        tr("Tables, texts and maps (*.csv *.tsv *.tab *.txt *.json *.jsonl *.ndjson *.pdf *.npy "
           "*.map)")
            + u";;"_s + tr("All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &MapStartPage::pathChosen);
    dialog->open();
}

void MapStartPage::chooseVectors()
{
    auto *dialog =
        new QFileDialog(window(), tr("Open vectors"), {},
                        tr("Vectors (*.npy *.csv *.tsv *.tab)") + u";;"_s + tr("All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &MapStartPage::vectorsChosen);
    dialog->open();
}

void MapStartPage::chooseFolder()
{
    auto *dialog = new QFileDialog(window(), tr("Open a folder of texts"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, &MapStartPage::pathChosen);
    dialog->open();
}

} // namespace polylogue::ui::map
