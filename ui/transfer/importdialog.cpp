// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transfer/importdialog.h"

#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"
#include "ui/transfer/exportwords.h"

#include <QDialogButtonBox>
#include <QFileInfo>
#include <QLabel>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::ui::transfer {

using app::transfer::ImportedChats;
using app::transfer::ImportJob;
using app::transfer::ImportProblem;
using app::transfer::ImportReport;
using theme::Metrics::Unit;

namespace {

constexpr int Width = 520;
constexpr int ProblemsHeight = 160;
constexpr qsizetype LongestName = 80;

} // namespace

ImportDialog::ImportDialog(const QString &path, app::session::ChatLibrary &library,
                           const app::store::BlobStore &blobs, QWidget *parent)
    : QDialog(parent)
    , m_library(library)
    , m_text(new QLabel(this))
    , m_progress(new QProgressBar(this))
    , m_problems(new QPlainTextEdit(this))
    , m_button(nullptr)
    , m_job(new ImportJob(path, blobs, this))
{
    setWindowTitle(tr("Import chats"));
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(3 * Unit, 3 * Unit, 3 * Unit, 2 * Unit);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setText(
        tr("Reading “%1”…").arg(text::oneLine(QFileInfo(path).fileName(), LongestName)));
    m_progress->setAccessibleName(tr("Progress"));
    m_problems->setAccessibleName(tr("What could not be read"));
    m_problems->setReadOnly(true);
    m_problems->setTabChangesFocus(true);
    m_problems->setFixedHeight(ProblemsHeight);
    m_problems->hide();
    rows->addWidget(m_text);
    rows->addWidget(m_progress);
    rows->addWidget(m_problems);
    rows->addStretch(1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_button = buttons->button(QDialogButtonBox::Cancel);
    rows->addWidget(buttons);
    setMinimumWidth(Width);

    connect(buttons, &QDialogButtonBox::rejected, this, &ImportDialog::reject);
    connect(m_job, &ImportJob::progressed, m_progress, &QProgressBar::setValue);
    connect(m_job, &ImportJob::completed, this, &ImportDialog::onRead);
    connect(m_job, &ImportJob::failed, this, [this](const app::base::Error &error) {
        std::exchange(m_job, nullptr)->deleteLater();
        finish(failureText(error), false);
    });
}

void ImportDialog::onRead(const ImportedChats &imported)
{
    std::exchange(m_job, nullptr)->deleteLater();
    m_progress->setRange(0, 0); // until the disk has them
    m_library.add(imported.chats, this,
                  [this, report = imported.report](const app::base::Result<int> &added) {
                      onAdded(report,
                              added ? app::base::Status() : app::base::Status(added.error()));
                  });
}

void ImportDialog::onAdded(const ImportReport &report, const app::base::Status &status)
{
    QStringList lines;
    if (report.read == report.found)
        lines += report.read == 1 ? tr("1 conversation imported.")
                                  : tr("%1 conversations imported.").arg(text::count(report.read));
    else
        lines += tr("%1 of %2 conversations imported.")
                     .arg(text::count(report.read), text::count(report.found));
    lines += report.messages == 1 ? tr("1 message")
                                  : tr("%1 messages").arg(text::count(report.messages));
    if (report.missingAttachments == 1)
        lines += tr("1 attachment was not in the file, or is of a kind that is not taken.");
    else if (report.missingAttachments > 1)
        lines += tr("%1 attachments were not in the file, or are of a kind that is not taken.")
                     .arg(text::count(report.missingAttachments));
    if (!status)
        lines += tr("They could not be saved yet: %1").arg(failureText(status.error()));
    showProblems(report.problems);
    finish(lines.join(u'\n'), status.has_value() && report.read > 0);
}

void ImportDialog::showProblems(const QList<ImportProblem> &problems)
{
    QStringList lines;
    for (const ImportProblem &problem : problems) {
        app::base::Error error = problem.error;
        if (error.subject.isEmpty())
            error.subject = problem.document;
        lines += tr("%1, conversation %2: %3")
                     .arg(text::oneLine(problem.document, LongestName),
                          text::count(problem.conversation), failureText(error));
    }
    m_problems->setPlainText(lines.join(u'\n'));
    m_problems->setVisible(!lines.isEmpty());
}

void ImportDialog::finish(const QString &text, bool isGood)
{
    m_progress->hide();
    theme::setLook(m_text, isGood ? theme::Look::Secondary : theme::Look::Bad);
    m_text->setText(text);
    m_button->setText(tr("Close"));
    m_button->setDefault(true);
    m_button->setFocus(Qt::OtherFocusReason);
    Q_EMIT ended();
}

void ImportDialog::reject()
{
    if (m_job)
        m_job->cancel(); // tells its end by failed()
    else
        QDialog::reject();
}

} // namespace polylogue::ui::transfer
