// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/palette.h"

#include "ui/commands/command.h"
#include "ui/commands/shortcuttext.h"
#include "ui/models/modellistmodel.h"
#include "ui/shell/palettedelegate.h"
#include "ui/shell/palettemodel.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QFrame>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QLocale>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::ui::shell {

using Kind = PaletteItem::Kind;
using theme::Metrics::Unit;

namespace {

constexpr int Width = 640;
constexpr int MostRows = 12;
constexpr int RowsOfAPage = 8;
constexpr qsizetype LongestText = 160;

QString dayOf(const QDateTime &time)
{
    return time.isValid() ? QLocale().toString(time.toLocalTime().date(), QLocale::ShortFormat)
                          : QString();
}

bool isOurKey(int key)
{
    static constexpr int keys[] = {Qt::Key_Escape,  Qt::Key_Up,       Qt::Key_Down,
                                   Qt::Key_PageUp,  Qt::Key_PageDown, Qt::Key_Tab,
                                   Qt::Key_Backtab, Qt::Key_Return,   Qt::Key_Enter};
    return std::ranges::find(keys, key) != std::end(keys);
}

} // namespace

Palette::Palette(theme::Theme &theme, commands::CommandRegistry &commands, PaletteSources sources,
                 QWidget *window)
    : QWidget(window)
    , m_theme(theme)
    , m_commands(commands)
    , m_sources(std::move(sources))
    , m_model(new PaletteModel(this))
{
    setObjectName(u"palette"_s);
    setAccessibleName(tr("Command palette"));
    hide();
    build();
    dress();
    window->installEventFilter(this);
    m_field->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &Palette::onQueryChanged);
    connect(m_list, &QListView::clicked, this, &Palette::choose);
    connect(&m_theme, &theme::Theme::changed, this, &Palette::dress);
}

void Palette::build()
{
    m_panel = new QFrame(this);
    theme::setLook(m_panel, theme::Look::Card);
    m_icon = new QLabel(m_panel);
    m_field = new QLineEdit(m_panel);
    m_field->setAccessibleName(tr("Find chats, commands, models and prompts"));
    m_field->setPlaceholderText(m_sources.searchMessages
                                    ? tr("Find a chat, or > command, @ model, / prompt, ? message")
                                    : tr("Find a chat, or > command, @ model, / prompt"));
    theme::setLook(m_field, theme::Look::Bare);
    auto *line = new QWidget(m_panel);
    line->setFixedHeight(1);
    line->setBackgroundRole(QPalette::Mid); // the hairline's colour
    line->setAutoFillBackground(true);
    m_list = new QListView(m_panel);
    m_list->setAccessibleName(tr("What was found"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(m_theme, m_list));
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setFocusPolicy(Qt::NoFocus); // the keys come from the field
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    theme::setLook(m_list, theme::Look::Bare);

    auto *top = new QHBoxLayout;
    top->setContentsMargins(Unit, Unit / 2, Unit, Unit / 2);
    top->setSpacing(Unit);
    top->addWidget(m_icon);
    top->addWidget(m_field, 1);
    auto *column = new QVBoxLayout(m_panel);
    column->setContentsMargins(Unit, Unit, Unit, Unit);
    column->setSpacing(Unit / 2);
    column->addLayout(top);
    column->addWidget(line);
    column->addWidget(m_list, 1);
}

void Palette::dress()
{
    m_icon->setPixmap(m_theme.pixmap(u"search"_s, theme::Metrics::IconSize, m_theme.tokens().text2,
                                     devicePixelRatioF()));
}

void Palette::open(const QString &text)
{
    if (isHidden())
        m_focusBefore = QApplication::focusWidget();
    fill();
    m_field->setText(text);
    onQueryChanged(text); // also where it is the same as before
    layOut();
    raise();
    show();
    m_field->setFocus(Qt::PopupFocusReason);
}

void Palette::dismiss()
{
    hide();
    m_model->setItems({}); // not kept in memory until the next time
    if (m_focusBefore)
        m_focusBefore->setFocus(Qt::PopupFocusReason);
}

void Palette::fill()
{
    QList<PaletteItem> items;
    QList<app::store::ChatRecord> chats =
        m_sources.chats ? m_sources.chats() : QList<app::store::ChatRecord>();
    std::ranges::sort(chats,
                      [](const auto &a, const auto &b) { return a.changedAt > b.changedAt; });
    for (const app::store::ChatRecord &chat : std::as_const(chats)) {
        const QString title = text::oneLine(chat.title, LongestText);
        items.append(PaletteItem{.kind = Kind::Chat,
                                 .id = chat.id.value.toString(),
                                 .text = title.isEmpty() ? tr("New chat") : title,
                                 .detail = dayOf(chat.changedAt)});
    }
    for (const commands::Command &command : m_commands.commands()) {
        if (m_commands.action(command.id)->isEnabled())
            items.append(PaletteItem{
                .kind = Kind::Command,
                .id = command.id,
                .text = command.text,
                .detail = commands::shownShortcuts(m_commands.shortcuts(command.id).mid(0, 1))});
    }
    const auto models = m_sources.models ? m_sources.models() : QList<app::endpoint::ModelInfo>();
    for (const app::endpoint::ModelInfo &model : models) {
        if (!models::isEmbeddingModel(model))
            items.append(PaletteItem{.kind = Kind::Model,
                                     .id = model.id,
                                     .text = text::oneLine(model.id, LongestText),
                                     .detail = text::oneLine(model.ownedBy, LongestText)});
    }
    const auto prompts = m_sources.prompts ? m_sources.prompts() : QList<app::store::Prompt>();
    for (const app::store::Prompt &prompt : prompts)
        items.append(PaletteItem{.kind = Kind::Prompt,
                                 .id = prompt.id.value.toString(),
                                 .text = text::oneLine(prompt.name, LongestText),
                                 .detail = text::oneLine(prompt.text, LongestText)});
    if (m_sources.searchMessages)
        items.append(PaletteItem{.kind = Kind::Messages});
    m_model->setItems(items);
}

void Palette::onQueryChanged(const QString &query)
{
    m_model->setQuery(query);
    goTo(m_model->step(-1, 1));
}

void Palette::layOut()
{
    setGeometry(parentWidget()->rect());
    const int rowHeight = m_list->itemDelegate()->sizeHint(QStyleOptionViewItem(), {}).height();
    const int chrome = m_panel->sizeHint().height() - m_list->sizeHint().height();
    const int top = std::max(2 * Unit, height() / 10);
    const int room = height() - top - 2 * Unit;
    m_panel->setGeometry(QRect(0, top, std::min(Width, width() - 4 * Unit),
                               std::min(chrome + MostRows * rowHeight, room)));
    m_panel->move((width() - m_panel->width()) / 2, top);
}

void Palette::goTo(int row)
{
    const QModelIndex index = m_model->index(row);
    if (!index.isValid())
        return;
    m_list->setCurrentIndex(index);
    if (m_model->step(row, -1) < 0)
        m_list->scrollToTop(); // with its heading
    // The focus stays in the field: this is how a screen reader learns what Enter would choose.
    m_field->setAccessibleDescription(index.data(Qt::AccessibleTextRole).toString());
}

bool Palette::onKey(int key)
{
    const int row = m_list->currentIndex().row();
    switch (key) {
    case Qt::Key_Escape:
        dismiss();
        return true;
    case Qt::Key_Up:
    case Qt::Key_Backtab:
        goTo(m_model->step(row, -1));
        return true;
    case Qt::Key_Down:
    case Qt::Key_Tab:
        goTo(m_model->step(row, 1));
        return true;
    case Qt::Key_PageUp:
        goTo(m_model->step(row, -RowsOfAPage));
        return true;
    case Qt::Key_PageDown:
        goTo(m_model->step(row, RowsOfAPage));
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose(m_list->currentIndex());
        return true;
    default:
        return false;
    }
}

void Palette::choose(const QModelIndex &index)
{
    if (!index.isValid() || !index.flags().testFlag(Qt::ItemIsSelectable))
        return;
    const auto kind = static_cast<Kind>(index.data(PaletteModel::KindRole).toInt());
    const QString id = index.data(PaletteModel::IdRole).toString();
    dismiss();
    switch (kind) {
    case Kind::Chat:
        Q_EMIT chatChosen({QUuid(id)});
        break;
    case Kind::Command:
        m_commands.action(id)->trigger();
        Q_EMIT commandChosen(id);
        break;
    case Kind::Model:
        Q_EMIT modelChosen(id);
        break;
    case Kind::Prompt:
        Q_EMIT promptChosen({QUuid(id)});
        break;
    case Kind::Messages:
        m_sources.searchMessages(id);
        break;
    }
}

bool Palette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        layOut();
    if (watched == m_field && event->type() == QEvent::ShortcutOverride
        && isOurKey(static_cast<QKeyEvent *>(event)->key())) {
        event->accept(); // Esc closes the palette and stops no answer
        return true;
    }
    if (watched == m_field && event->type() == QEvent::KeyPress)
        return onKey(static_cast<QKeyEvent *>(event)->key());
    return QWidget::eventFilter(watched, event);
}

void Palette::mousePressEvent(QMouseEvent *)
{
    dismiss(); // beside the panel
}

void Palette::paintEvent(QPaintEvent *)
{
    QColor veil = m_theme.tokens().window;
    veil.setAlphaF(0.6F);
    QPainter(this).fillRect(rect(), veil);
}

} // namespace polylogue::ui::shell
