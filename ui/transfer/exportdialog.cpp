// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transfer/exportdialog.h"

#include "app/transfer/excerpt.h"
#include "app/transfer/exportjob.h"
#include "app/transfer/filename.h"
#include "ui/markdown/blockwriter.h"
#include "ui/markdown/parser.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"
#include "ui/transfer/exportwords.h"
#include "ui/transfer/pdfjob.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QGroupBox>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QStandardPaths>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace polylogue::ui::transfer {

using app::transfer::ExportFormat;
using app::transfer::ExportOptions;
using app::transfer::ExportRequest;
using app::transfer::ExportScope;
using theme::Metrics::Unit;

namespace {

constexpr int Width = 520;
constexpr qsizetype NamedFiles = 5; // of those that are missing

QGroupBox *titledBox(const QString &title, QWidget *parent)
{
    auto *box = new QGroupBox(title, parent);
    auto *column = new QVBoxLayout(box);
    column->setSpacing(Unit / 2);
    return box;
}

//! A radio button with a line below that says more.
void addChoice(QGroupBox *box, QButtonGroup *group, int id, const QString &text,
               const QString &hint)
{
    auto *button = new QRadioButton(text, box);
    button->setAccessibleDescription(hint);
    group->addButton(button, id);
    box->layout()->addWidget(button);
    if (hint.isEmpty())
        return;
    auto *label = new QLabel(hint, box);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setIndent(3 * Unit);
    theme::setLook(label, theme::Look::Secondary);
    box->layout()->addWidget(label);
}

} // namespace

ExportDialog::ExportDialog(const QList<app::store::WholeChat> &chats,
                           const QList<app::conversation::MessageId> &selection,
                           const app::store::BlobStore &blobs, bool startsWithPdf, QWidget *parent)
    : QDialog(parent)
    , m_chats(chats)
    , m_selection(selection)
    , m_blobs(blobs)
    , m_scopes(new QButtonGroup(this))
    , m_forms(new QButtonGroup(this))
    , m_choices(new QWidget(this))
    , m_progress(new QProgressBar(this))
    , m_result(new QLabel(this))
{
    setWindowTitle(chats.size() == 1 ? tr("Export chat")
                                     : tr("Export %1 chats").arg(text::count(chats.size())));
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(3 * Unit, 2 * Unit, 3 * Unit, 2 * Unit);
    auto *choices = new QVBoxLayout(m_choices);
    choices->setContentsMargins({});
    choices->addWidget(makeScope(selection));
    choices->addWidget(makeForms(startsWithPdf));
    choices->addWidget(makeOptions());
    rows->addWidget(m_choices);
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->hide();
    rows->addWidget(m_progress);
    m_result->setTextFormat(Qt::PlainText);
    m_result->setWordWrap(true);
    m_result->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_result->hide();
    rows->addWidget(m_result);
    rows->addStretch(1);
    rows->addWidget(makeButtons());
    setMinimumWidth(Width);
    updateOptions();
}

QWidget *ExportDialog::makeScope(const QList<app::conversation::MessageId> &selection)
{
    QGroupBox *box = titledBox(tr("What"), m_choices);
    addChoice(box, m_scopes, static_cast<int>(ExportScope::Branch), tr("What is shown"), {});
    addChoice(box, m_scopes, static_cast<int>(ExportScope::WholeTree),
              tr("Every version of every message"), {});
    if (!selection.isEmpty())
        addChoice(box, m_scopes, static_cast<int>(ExportScope::Selection),
                  tr("Selected messages (%1)").arg(text::count(selection.size())), {});
    const ExportScope first = selection.isEmpty() ? ExportScope::Branch : ExportScope::Selection;
    m_scopes->button(static_cast<int>(first))->setChecked(true);
    return box;
}

QWidget *ExportDialog::makeForms(bool startsWithPdf)
{
    QGroupBox *box = titledBox(tr("As"), m_choices);
    const auto add = [&](Form form, const QString &text, const QString &hint) {
        addChoice(box, m_forms, static_cast<int>(form), text, hint);
    };
    add(Form::Markdown, tr("Markdown"),
        tr("Text with a folder for the files, where there are any"));
    add(Form::Html, tr("Web page"), tr("One file with everything in it, for any browser"));
    add(Form::Pdf, tr("PDF"), tr("Pages as they would be printed: what is shown"));
    add(Form::Json, tr("JSON"), tr("One file with everything, to be read again by this program"));
    add(Form::JsonLines, tr("JSON Lines"),
        tr("A folder: a line for each message, the files, and their checksums"));
    m_forms->button(static_cast<int>(startsWithPdf ? Form::Pdf : Form::Markdown))->setChecked(true);
    connect(m_forms, &QButtonGroup::idToggled, this, &ExportDialog::updateOptions);
    return box;
}

QCheckBox *ExportDialog::addOption(const QString &text, bool ExportOptions::*option)
{
    auto *check = new QCheckBox(text, m_optionBox);
    check->setChecked(m_options.*option);
    connect(check, &QCheckBox::toggled, this,
            [this, option](bool isChecked) { m_options.*option = isChecked; });
    m_optionBox->layout()->addWidget(check);
    return check;
}

QWidget *ExportDialog::makeOptions()
{
    m_optionBox = titledBox(tr("With"), m_choices);
    addOption(tr("Reasoning"), &ExportOptions::reasoning);
    addOption(tr("Tool calls and their results"), &ExportOptions::toolCalls);
    addOption(tr("Times"), &ExportOptions::timestamps);
    addOption(tr("Tokens and durations"), &ExportOptions::metadata);
    addOption(tr("Attached files"), &ExportOptions::attachments);
    return m_optionBox;
}

QWidget *ExportDialog::makeButtons()
{
    auto *buttons = new QDialogButtonBox(this);
    m_closeButton = buttons->addButton(QDialogButtonBox::Cancel);
    m_exportButton = buttons->addButton(tr("Export…"), QDialogButtonBox::AcceptRole);
    m_exportButton->setDefault(true);
    theme::setLook(m_exportButton, theme::Look::Primary);
    connect(m_exportButton, &QPushButton::clicked, this, &ExportDialog::chooseTarget);
    connect(buttons, &QDialogButtonBox::rejected, this, &ExportDialog::reject);
    return buttons;
}

ExportDialog::Form ExportDialog::form() const
{
    return static_cast<Form>(m_forms->checkedId());
}

//! The JSON forms hold everything; pages hold one branch.
void ExportDialog::updateOptions()
{
    const bool isJson = form() == Form::Json || form() == Form::JsonLines;
    m_optionBox->setEnabled(!isJson);
    QAbstractButton *tree = m_scopes->button(static_cast<int>(ExportScope::WholeTree));
    tree->setEnabled(form() != Form::Pdf);
    if (form() == Form::Pdf && tree->isChecked())
        m_scopes->button(static_cast<int>(ExportScope::Branch))->setChecked(true);
}

ExportRequest ExportDialog::request(const QString &path) const
{
    ExportRequest request{
        .chats = m_chats,
        .scope = static_cast<ExportScope>(m_scopes->checkedId()),
        .selection = m_selection,
        .options = m_options,
        .words = exportWords(),
        .htmlOf =
            [formulas = m_options.formulas ? markdown::Formulas::Recognised
                                           : markdown::Formulas::AsText](const QString &text) {
                return markdown::toHtml(markdown::parse(text, markdown::Ending::Complete, formulas),
                                        {.isPage = true});
            },
        .target = path};
    switch (form()) {
    case Form::Markdown:
        request.format = ExportFormat::Markdown;
        break;
    case Form::Html:
    case Form::Pdf:
        request.format = ExportFormat::Html;
        break;
    case Form::Json:
        request.format = ExportFormat::Json;
        break;
    case Form::JsonLines:
        request.format = ExportFormat::JsonLines;
        break;
    }
    return request;
}

bool ExportDialog::makesFolder() const
{
    return form() != Form::Pdf && needsFolder(request({}));
}

QString ExportDialog::suggestedName() const
{
    const QString fallback = exportWords().untitled;
    const QString title = m_chats.size() == 1 ? m_chats.constFirst().record.title : tr("Chats");
    const QString name = app::transfer::safeFileName(title, fallback);
    if (makesFolder())
        return name;
    return name + u'.'
        + (form() == Form::Pdf ? u"pdf"_s : app::transfer::fileSuffix(request({}).format));
}

void ExportDialog::chooseTarget()
{
    const QDir documents(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    const bool isFolder = makesFolder();
    auto *chooser = new QFileDialog(this, isFolder ? tr("Export as a folder") : tr("Export"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    chooser->setFileMode(QFileDialog::AnyFile);
    chooser->setDirectory(documents);
    chooser->selectFile(suggestedName());
    connect(chooser, &QFileDialog::fileSelected, this, &ExportDialog::exportTo);
    chooser->open();
}

void ExportDialog::exportTo(const QString &path)
{
    Q_ASSERT(!m_cancel);
    setRunning(true);
    if (form() != Form::Pdf) {
        watch(new app::transfer::ExportJob(request(path), m_blobs, this));
        return;
    }
    const ExportRequest wanted = request(path);
    QList<app::store::WholeChat> excerpts;
    for (const app::store::WholeChat &chat : m_chats)
        excerpts.append(excerptOf(chat, wanted.scope, wanted.selection));
    watch(new PdfJob(excerpts, m_options, m_blobs, path, this));
}

template <typename Job> void ExportDialog::watch(Job *job)
{
    m_cancel = [job] { job->cancel(); };
    connect(job, &Job::progressed, this, [this](qint64 done, qint64 total) {
        m_progress->setValue(total > 0 ? static_cast<int>(100 * done / total) : 0);
    });
    connect(job, &Job::completed, this, [this, job](const app::transfer::ExportReport &report) {
        job->deleteLater();
        onCompleted(report);
    });
    connect(job, &Job::failed, this, [this, job](const app::base::Error &error) {
        job->deleteLater();
        onFailed(error);
    });
}

void ExportDialog::setRunning(bool isRunning)
{
    m_choices->setEnabled(!isRunning);
    m_exportButton->setEnabled(!isRunning);
    m_progress->setValue(0);
    m_progress->setVisible(isRunning);
    m_result->setVisible(!isRunning);
    if (!isRunning)
        m_cancel = nullptr;
}

void ExportDialog::onCompleted(const app::transfer::ExportReport &report)
{
    setRunning(false);
    QString text =
        tr("Exported to %1: %2, %3.")
            .arg(QDir::toNativeSeparators(report.path),
                 report.messages == 1 ? tr("1 message")
                                      : tr("%1 messages").arg(text::count(report.messages)),
                 text::fileSize(report.bytes));
    if (!report.missing.isEmpty())
        text += u"\n"_s
            + tr("Missing files: %1")
                  .arg(QStringList(report.missing.mid(0, NamedFiles)).join(u", "_s));
    if (report.missing.size() > NamedFiles)
        text += u"…"_s;
    theme::setLook(m_result,
                   report.missing.isEmpty() ? theme::Look::Secondary : theme::Look::Warning);
    m_result->setText(text);
    m_closeButton->setText(tr("Close"));
    m_closeButton->setFocus(Qt::OtherFocusReason);
    Q_EMIT ended();
}

void ExportDialog::onFailed(const app::base::Error &error)
{
    setRunning(false);
    theme::setLook(m_result, theme::Look::Bad);
    m_result->setText(failureText(error));
    Q_EMIT ended();
}

void ExportDialog::reject()
{
    if (m_cancel)
        m_cancel(); // tells its end by failed()
    else
        QDialog::reject();
}

} // namespace polylogue::ui::transfer
