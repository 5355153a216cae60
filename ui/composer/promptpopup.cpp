// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/composer/promptpopup.h"

#include "ui/composer/messageedit.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QListView>
#include <QPainter>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QTextBlock>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::ui::composer {

namespace {

constexpr int Width = 480;
constexpr int MostRows = 8;
constexpr int RowHeight = theme::Metrics::TargetComfortable + 2;
constexpr int Padding = 8;
constexpr int Gap = 4;
constexpr qsizetype LongestTyped = 60; // more behind a slash is no name
constexpr qsizetype ShownCharacters = 120;
constexpr int TextRole = Qt::UserRole + 1;

//! \brief A prompt in one line: its name, and how it begins.
class PromptDelegate final : public QStyledItemDelegate
{
public:
    PromptDelegate(theme::Theme &theme, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    { }

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {Width, RowHeight};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        const theme::Tokens &tokens = m_theme.tokens();
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (option.state.testFlag(QStyle::State_Selected)) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(tokens.selection);
            painter->drawRoundedRect(option.rect, theme::Metrics::RadiusMark,
                                     theme::Metrics::RadiusMark);
        }
        const auto draw = [&](const QFont &font, const QColor &colour, const QString &text,
                              int left, int room) {
            const QFontMetrics metrics(font);
            const QString shown = metrics.elidedText(text, Qt::ElideRight, room);
            const QRect area(option.rect.left() + left, option.rect.top(), room,
                             option.rect.height());
            painter->setFont(font);
            painter->setPen(colour);
            painter->drawText(QStyle::visualRect(option.direction, option.rect, area),
                              Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, shown);
            return metrics.horizontalAdvance(shown);
        };
        const int room = option.rect.width() - 2 * Padding;
        const int used =
            draw(m_theme.interfaceFont(), tokens.text, index.data().toString(), Padding, room);
        const int left = Padding + used + 2 * Padding;
        if (left < room)
            draw(m_theme.metadataFont(), tokens.text2,
                 text::oneLine(index.data(TextRole).toString(), ShownCharacters), left,
                 option.rect.width() - Padding - left);
        painter->restore();
    }

private:
    theme::Theme &m_theme;
};

} // namespace

PromptPopup::PromptPopup(theme::Theme &theme, MessageEdit &edit, QWidget *anchor)
    : QFrame(anchor)
    , m_theme(theme)
    , m_edit(edit)
    , m_anchor(anchor)
    , m_model(new QStandardItemModel(this))
    , m_list(new QListView(this))
{
    setObjectName(u"PromptPopup"_s);
    theme::setLook(this, theme::Look::Popup);
    m_list->setObjectName(u"PromptList"_s);
    m_list->setAccessibleName(tr("Prompts"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PromptDelegate(theme, this));
    m_list->setUniformItemSizes(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setFocusPolicy(Qt::NoFocus); // the keys come from the text field
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    theme::setLook(m_list, theme::Look::Bare);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(5, 5, 5, 5);
    column->addWidget(m_list);
    hide();
    connect(&m_edit, &QPlainTextEdit::textChanged, this, &PromptPopup::onTextChanged);
    connect(m_list, &QListView::clicked, this, &PromptPopup::choose);
    m_edit.installEventFilter(this);
}

void PromptPopup::onTextChanged()
{
    const QTextDocument &document = *m_edit.document();
    const bool wasEmpty = std::exchange(m_wasEmpty, document.isEmpty());
    const qsizetype length = document.characterCount() - 1;
    const bool hasSlash = document.characterAt(0) == u'/';
    if (wasEmpty && hasSlash && length == 1)
        m_isCompleting = true;
    if (!hasSlash || length > LongestTyped || document.blockCount() > 1)
        m_isCompleting = false;
    if (m_isCompleting)
        filter(document.firstBlock().text().mid(1));
    else
        hide();
}

void PromptPopup::filter(const QString &typed)
{
    m_model->clear();
    for (const Prompt &prompt : std::as_const(m_prompts)) {
        if (!prompt.first.contains(typed.trimmed(), Qt::CaseInsensitive))
            continue;
        auto *item = new QStandardItem(prompt.first); // the model takes it
        item->setData(prompt.second, TextRole);
        m_model->appendRow(item);
    }
    if (m_model->rowCount() == 0) {
        hide();
        return;
    }
    m_list->setCurrentIndex(m_model->index(0, 0));
    place();
}

//! Stands above the anchor, over whatever is there.
void PromptPopup::place()
{
    QWidget *window = m_edit.window();
    setParent(window);
    const int rows = std::min(m_model->rowCount(), MostRows);
    const QMargins margins = layout()->contentsMargins();
    resize(std::min(Width, window->width()),
           rows * RowHeight + margins.top() + margins.bottom() + 2 * frameWidth());
    QPoint at = m_anchor->mapTo(window, QPoint(0, -height() - Gap));
    at.setX(std::clamp(at.x(), 0, std::max(0, window->width() - width())));
    at.setY(std::max(0, at.y()));
    move(at);
    show();
    raise();
}

bool PromptPopup::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == &m_edit && isVisible()) {
        if (event->type() == QEvent::FocusOut || event->type() == QEvent::Hide)
            hide();
        else if (event->type() == QEvent::KeyPress && !m_edit.isComposing())
            return onKey(static_cast<QKeyEvent *>(event)->key());
        else if (event->type() == QEvent::ShortcutOverride
                 && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape)
            event->accept(); // closes this, whatever else Esc may do
    }
    return QFrame::eventFilter(watched, event);
}

bool PromptPopup::onKey(int key)
{
    const int row = m_list->currentIndex().row();
    const auto select = [this](int wanted) {
        m_list->setCurrentIndex(m_model->index(std::clamp(wanted, 0, m_model->rowCount() - 1), 0));
        return true;
    };
    switch (key) {
    case Qt::Key_Up:
        return select(row - 1);
    case Qt::Key_Down:
        return select(row + 1);
    case Qt::Key_PageUp:
        return select(row - MostRows);
    case Qt::Key_PageDown:
        return select(row + MostRows);
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Tab:
        choose();
        return true;
    case Qt::Key_Escape:
        m_isCompleting = false;
        hide();
        return true;
    default:
        return false;
    }
}

void PromptPopup::choose()
{
    const QString text = m_list->currentIndex().data(TextRole).toString();
    m_isCompleting = false;
    hide();
    m_edit.replaceText({});
    Q_EMIT chosen(text);
}

} // namespace polylogue::ui::composer
