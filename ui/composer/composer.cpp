// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/composer/composer.h"

#include "ui/composer/attachables.h"
#include "ui/composer/chiprow.h"
#include "ui/composer/messageedit.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QBoxLayout>
#include <QFileDialog>
#include <QFileInfo>
#include <QKeyEvent>
#include <QLabel>
#include <QMimeData>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedWidget>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::ui::composer {

namespace {

using app::attachments::Attachment;
using app::attachments::AttachmentId;
using app::attachments::Draft;

constexpr int SideMargin = 12;
constexpr int TopMargin = 10;
constexpr int WidthHint = theme::Metrics::ReadingColumn + 40;
constexpr int WindowShare = 40; // percent of the window's height that the composer may take
constexpr int CharactersPerToken = 4; // a rule of thumb for English text
constexpr qsizetype LongestName = 40;

Attachment refusedFolder(const QString &path)
{
    return {.id = AttachmentId::create(),
            .state = Attachment::State::Failed,
            .fileName = QFileInfo(path).fileName(),
            .error = app::base::Error{
                .kind = app::base::ErrorKind::File, .type = u"folder"_s, .subject = path}};
}

} // namespace

class Composer::Private
{
public:
    Private(Composer &composer, theme::Theme &theme_, app::attachments::AttachmentLoader &loader_);

    void layOut();
    void connectParts();
    void orderTabs();
    void dress();
    void fitHeight();
    void refreshState();
    void submit(void (Composer::*signal)(const Draft &));
    Draft draft() const;
    QString estimate() const;
    //! Why sending is impossible now; empty where it is possible.
    QString obstacle() const;
    int height() const;
    int maximumTextHeight() const;

    Composer &q;
    theme::Theme &theme;
    app::attachments::AttachmentLoader &loader;
    ChipRow *chips;
    MessageEdit *edit;
    QPushButton *attach;
    QLabel *status;
    QStackedWidget *buttons;
    QPushButton *send;
    QPushButton *stop;
    QWidget *watchedWindow = nullptr;
    QString blockedReason;
    double readingScale = 1.0;
    int pastedImages = 0;
    int lastHeight = 0;
    bool isRunning = false;
};

Composer::Private::Private(Composer &composer, theme::Theme &theme_,
                           app::attachments::AttachmentLoader &loader_)
    : q(composer)
    , theme(theme_)
    , loader(loader_)
    , chips(new ChipRow(theme, &q))
    , edit(new MessageEdit(&q))
    , attach(new QPushButton(&q))
    , status(new QLabel(&q))
    , buttons(new QStackedWidget(&q))
    , send(new QPushButton(Composer::tr("Send")))
    , stop(new QPushButton(Composer::tr("Stop")))
{
    layOut();
    connectParts();
    dress();
    refreshState();
}

void Composer::Private::layOut()
{
    edit->setObjectName(u"Message"_s);
    edit->setAccessibleName(Composer::tr("Message"));
    edit->setPlaceholderText(Composer::tr("Write a message"));
    theme::setLook(edit, theme::Look::Bare);
    q.setFocusProxy(edit);

    attach->setObjectName(u"Attach"_s);
    attach->setText(Composer::tr("Attach"));
    attach->setAccessibleName(Composer::tr("Attach"));
    attach->setToolTip(Composer::tr("Attach images and PDF documents"));
    theme::setLook(attach, theme::Look::Quiet);

    status->setObjectName(u"ComposerStatus"_s);
    status->setTextFormat(Qt::PlainText);
    theme::setLook(status, theme::Look::Secondary);

    send->setObjectName(u"Send"_s);
    send->setAccessibleName(Composer::tr("Send"));
    theme::setLook(send, theme::Look::Primary);
    stop->setObjectName(u"Stop"_s);
    stop->setAccessibleName(Composer::tr("Stop"));
    stop->setToolTip(Composer::tr("Stop the answer (Esc)"));
    buttons->addWidget(send);
    buttons->addWidget(stop);
    buttons->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);

    auto *row = new QHBoxLayout;
    row->setSpacing(theme::Metrics::Unit);
    row->addWidget(attach);
    row->addStretch(1);
    row->addWidget(status);
    row->addWidget(buttons);
    auto *column = new QVBoxLayout(&q);
    column->setContentsMargins(SideMargin, TopMargin, SideMargin, TopMargin);
    column->setSpacing(theme::Metrics::Unit);
    column->addWidget(chips);
    column->addWidget(edit);
    column->addLayout(row);
    orderTabs();
}

void Composer::Private::orderTabs()
{
    QWidget *last = edit;
    for (QWidget *chip : chips->chips()) {
        QWidget::setTabOrder(last, chip);
        last = chip;
    }
    for (QWidget *button : {attach, send, stop}) {
        QWidget::setTabOrder(last, button);
        last = button;
    }
}

void Composer::Private::connectParts()
{
    QObject::connect(&theme, &theme::Theme::changed, &q, [this] { dress(); });
    QObject::connect(edit, &QPlainTextEdit::textChanged, &q, [this] {
        refreshState();
        fitHeight();
    });
    QObject::connect(edit, &MessageEdit::focusChanged, &q, [this] { q.update(); });
    QObject::connect(edit, &MessageEdit::sendPressed, &q, [this] { submit(&Composer::submitted); });
    QObject::connect(edit, &MessageEdit::notePressed, &q,
                     [this] { submit(&Composer::noteSubmitted); });
    QObject::connect(edit, &MessageEdit::upPressedInEmptyText, &q, &Composer::recallRequested);
    QObject::connect(edit, &MessageEdit::attachablesReceived, &q, &Composer::attach);

    QObject::connect(chips, &ChipRow::changed, &q, [this] {
        orderTabs();
        refreshState();
        fitHeight();
    });
    QObject::connect(chips, &ChipRow::removed, &q,
                     [this](const AttachmentId &id) { loader.remove(id); });
    QObject::connect(chips, &ChipRow::emptied, &q, [this] { edit->setFocus(); });
    QObject::connect(&loader, &app::attachments::AttachmentLoader::changed, &q,
                     [this](const Attachment &attachment) { chips->replace(attachment); });

    QObject::connect(attach, &QPushButton::clicked, &q, &Composer::chooseFiles);
    QObject::connect(send, &QPushButton::clicked, &q, [this] { submit(&Composer::submitted); });
    QObject::connect(stop, &QPushButton::clicked, &q, &Composer::stopRequested);
}

void Composer::Private::dress()
{
    edit->setFont(theme.readingFont(readingScale));
    attach->setIcon(theme.icon(u"attach"_s));
    send->setIcon(theme.icon(u"send"_s, theme.tokens().onAccent));
    stop->setIcon(theme.icon(u"stop"_s, theme.tokens().text));
    q.update();
    fitHeight();
}

int Composer::Private::height() const
{
    const QMargins margins = q.layout()->contentsMargins();
    const int spacing = q.layout()->spacing();
    const int inner = q.width() - margins.left() - margins.right();
    const int chipsHeight = chips->isHidden() ? 0 : chips->heightForWidth(inner) + spacing;
    const int row = std::max(buttons->sizeHint().height(), attach->sizeHint().height());
    return margins.top() + chipsHeight + edit->height() + spacing + row + margins.bottom();
}

int Composer::Private::maximumTextHeight() const
{
    const int line = edit->fontMetrics().lineSpacing();
    const int others = height() - edit->height();
    return std::max(3 * line, q.window()->height() * WindowShare / 100 - others);
}

void Composer::Private::fitHeight()
{
    const int line = edit->fontMetrics().lineSpacing();
    const int wanted = std::max(edit->heightOfText(), 2 * line);
    edit->setFixedHeight(std::min(wanted, maximumTextHeight()));
    if (wanted <= edit->height())
        edit->verticalScrollBar()->setValue(0);
    if (std::exchange(lastHeight, height()) == height())
        return;
    q.updateGeometry();
    Q_EMIT q.heightChanged();
}

Draft Composer::Private::draft() const
{
    return {.text = edit->toPlainText(), .attachments = chips->attachments()};
}

QString Composer::Private::obstacle() const
{
    if (!blockedReason.isEmpty())
        return blockedReason;
    const QList<Attachment> attachments = chips->attachments();
    const auto nameOfFirst = [&attachments](Attachment::State state) -> QString {
        const auto found = std::ranges::find(attachments, state, &Attachment::state);
        return found == attachments.end() ? QString() : text::oneLine(found->fileName, LongestName);
    };
    if (const QString name = nameOfFirst(Attachment::State::Failed); !name.isNull())
        return Composer::tr("%1 cannot be sent: remove it").arg(name);
    if (const QString name = nameOfFirst(Attachment::State::Reading); !name.isNull())
        return Composer::tr("Waiting for %1").arg(name);
    if (draft().isEmpty())
        return Composer::tr("Write a message first");
    return {};
}

QString Composer::Private::estimate() const
{
    const Draft current = draft();
    QStringList facts;
    if (const qsizetype length = current.text.trimmed().size(); length > 0)
        facts << text::estimatedTokenCount((length + CharactersPerToken - 1) / CharactersPerToken);
    qint64 size = 0;
    for (const Attachment &attachment : current.attachments)
        size += attachment.blob.size;
    if (size > 0)
        facts << text::fileSize(size);
    return facts.join(u" · "_s);
}

void Composer::Private::refreshState()
{
    const QString reason = obstacle();
    // An empty field says for itself that there is nothing to send.
    const bool isOnlyEmpty = blockedReason.isEmpty() && draft().isEmpty();
    status->setText(isRunning || isOnlyEmpty || reason.isEmpty() ? estimate() : reason);
    send->setEnabled(reason.isEmpty());
    send->setAccessibleDescription(reason);
    send->setToolTip(reason.toHtmlEscaped());
}

void Composer::Private::submit(void (Composer::*signal)(const Draft &))
{
    if (isRunning || !obstacle().isEmpty())
        return;
    Q_EMIT(q.*signal)(draft());
}

Composer::Composer(theme::Theme &theme, app::attachments::AttachmentLoader &loader, QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(*this, theme, loader))
{
    setObjectName(u"Composer"_s);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

Composer::~Composer() = default;

void Composer::setSettings(const app::settings::Settings &settings)
{
    d->edit->setSendKey(settings.sendKey);
    d->readingScale = settings.readingScale;
    d->dress();
}

void Composer::setRunning(bool running)
{
    if (d->isRunning == running)
        return;
    const bool hadFocus = d->buttons->isAncestorOf(focusWidget()) && focusWidget()->hasFocus();
    d->isRunning = running;
    if (hadFocus)
        d->edit->setFocus();
    d->buttons->setCurrentWidget(running ? d->stop : d->send);
    d->refreshState();
}

void Composer::setBlockedReason(const QString &reason)
{
    d->blockedReason = reason;
    d->refreshState();
}

void Composer::putBack(const Draft &draft)
{
    d->chips->addFirst(draft.attachments);
    if (draft.text.isEmpty())
        return;
    QTextCursor cursor(d->edit->document());
    cursor.movePosition(QTextCursor::Start);
    cursor.insertText(d->edit->document()->isEmpty() ? draft.text : draft.text + u'\n');
    d->edit->moveCursor(QTextCursor::End);
}

void Composer::setText(const QString &text)
{
    d->edit->replaceText(text);
}

QString Composer::text() const
{
    return d->edit->toPlainText();
}

void Composer::clear()
{
    // Not QPlainTextEdit::clear(), which forgets what Ctrl+Z would bring back.
    d->edit->replaceText({});
    for (const Attachment &attachment : d->chips->attachments()) {
        if (attachment.state == Attachment::State::Reading)
            d->loader.remove(attachment.id);
    }
    d->chips->clear();
}

void Composer::focusText()
{
    d->edit->setFocus();
}

bool Composer::canAttach(const QMimeData *mimeData)
{
    return hasAttachables(mimeData);
}

void Composer::attach(const QMimeData *mimeData)
{
    const Attachables found = attachablesIn(mimeData);
    if (!found.paths.isEmpty()) {
        attachFiles(found.paths);
    } else if (!found.bytes.isEmpty()) {
        const QString name =
            tr("Pasted %1.%2").arg(QString::number(++d->pastedImages), found.fileSuffix);
        attachData(found.bytes, name);
    } else if (!found.image.isNull()) {
        const QString name = tr("Pasted %1.png").arg(++d->pastedImages);
        d->chips->add(d->loader.addImage(found.image, name));
    }
}

void Composer::attachFiles(const QStringList &paths)
{
    for (const QString &path : paths)
        d->chips->add(QFileInfo(path).isDir() ? refusedFolder(path) : d->loader.addFile(path));
}

void Composer::attachData(const QByteArray &bytes, const QString &fileName)
{
    d->chips->add(d->loader.addData(bytes, fileName));
}

void Composer::chooseFiles()
{
    auto *dialog = new QFileDialog(
        this, tr("Attach files"), {},
        tr("Images and PDF documents (*.png *.jpg *.jpeg *.gif *.webp *.pdf);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, &Composer::attachFiles);
    connect(dialog, &QFileDialog::finished, this, &Composer::focusText);
    dialog->open();
}

QSize Composer::sizeHint() const
{
    return {WidthHint, d->height()};
}

void Composer::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && d->isRunning) {
        Q_EMIT stopRequested();
        return;
    }
    QWidget::keyPressEvent(event);
}

void Composer::paintEvent(QPaintEvent *)
{
    const theme::Tokens &tokens = d->theme.tokens();
    const bool hasFocus = d->edit->hasFocus();
    const double width = hasFocus ? 1.5 : 1;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(hasFocus ? tokens.accent : tokens.border, width));
    painter.setBrush(tokens.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2),
                            theme::Metrics::RadiusComposer, theme::Metrics::RadiusComposer);
}

void Composer::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    d->fitHeight();
}

void Composer::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (d->watchedWindow != window()) {
        d->watchedWindow = window();
        d->watchedWindow->installEventFilter(this);
    }
    d->fitHeight();
}

bool Composer::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && watched == d->watchedWindow && watched != this)
        d->fitHeight();
    return QWidget::eventFilter(watched, event);
}

} // namespace polylogue::ui::composer
