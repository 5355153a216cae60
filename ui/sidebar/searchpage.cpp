// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/sidebar/searchpage.h"

#include "app/store/chatstore.h"
#include "ui/sidebar/hitdelegate.h"
#include "ui/sidebar/hitlistmodel.h"
#include "ui/text/errortext.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QVBoxLayout>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace polylogue::ui::sidebar {

namespace {

using app::store::SearchHit;
using theme::Metrics::Unit;

constexpr std::chrono::milliseconds Pause = 60ms;
constexpr int MostHits = 100;
constexpr qsizetype LongestTyped = 60; // as a sentence shows it

} // namespace

SearchPage::SearchPage(theme::Theme &theme, app::store::ChatStore &store, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_model(new HitListModel(this))
    , m_list(new QListView(this))
    , m_unknown(new QLabel(this))
    , m_more(new QLabel(this))
    , m_message(new QLabel(this))
{
    for (QLabel *label : {m_unknown, m_more, m_message}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setContentsMargins(Unit, Unit, Unit, Unit);
    }
    m_unknown->setObjectName(u"UnknownFilters"_s);
    m_more->setObjectName(u"MoreHits"_s);
    m_more->setText(tr("Only the first %1 are shown. Another word or a filter narrows them down.")
                        .arg(text::count(MostHits)));
    m_message->setObjectName(u"SearchMessage"_s);
    theme::setLook(m_more, theme::Look::Secondary);
    theme::setLook(m_unknown, theme::Look::Warning);
    theme::setLook(m_message, theme::Look::Secondary);
    m_message->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_list->setAccessibleName(tr("Search results"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new HitDelegate(theme, m_list));
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QListView::ScrollPerPixel);
    m_list->setEditTriggers(QListView::NoEditTriggers);
    m_list->installEventFilter(this);
    theme::setLook(m_list, theme::Look::Bare);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_unknown);
    column->addWidget(m_message, 1);
    column->addWidget(m_list, 1);
    column->addWidget(m_more);
    m_unknown->hide();
    m_more->hide();
    m_message->hide();

    m_pause.setSingleShot(true);
    m_pause.setInterval(Pause);
    connect(&m_pause, &QTimer::timeout, this, &SearchPage::start);
    connect(m_list, &QListView::clicked, this, &SearchPage::activate);
    connect(&theme, &theme::Theme::changed, m_list, &QListView::doItemsLayout);
}

void SearchPage::search(const QString &typed)
{
    m_typed = typed.simplified();
    if (!m_typed.isEmpty()) {
        m_pause.start();
        return;
    }
    m_pause.stop();
    ++m_searches;
    m_query = {};
    m_model->setHits({}, {});
    m_unknown->hide();
    showState({});
}

void SearchPage::start()
{
    m_query = app::store::parseSearch(m_typed);
    if (!m_query.unknown.isEmpty()) {
        //: %1 is what was typed, such as has:video; the filters are typed as they stand here
        m_unknown->setText(
            tr("“%1” is not understood and is left out. Filters are model:, in:, "
               "has:pdf, has:image, and before: and after: with a day, month or year "
               "such as 2026-11.")
                .arg(text::oneLine(m_query.unknown.join(u' '), LongestTyped)));
    }
    m_unknown->setVisible(!m_query.unknown.isEmpty());
    const int number = ++m_searches;
    if (m_query.isEmpty()) {
        m_model->setHits({}, {});
        showState({});
        return;
    }
    m_store.search(m_query, MostHits + 1, this,
                   [this, number](const app::base::Result<QList<SearchHit>> &found) {
                       if (number == m_searches)
                           onFound(found);
                   });
}

void SearchPage::onFound(const app::base::Result<QList<SearchHit>> &found)
{
    if (!found) {
        if (found.error().kind == app::base::ErrorKind::Cancelled)
            return;
        m_model->setHits({}, {});
        showState(tr("The search failed: %1").arg(text::errorText(found.error()).title));
        return;
    }
    QList<SearchHit> hits = found->first(qMin<qsizetype>(found->size(), MostHits));
    for (SearchHit &hit : hits)
        hit.title = m_titleOf ? m_titleOf(hit) : hit.title;
    m_model->setHits(hits, QDate::currentDate());
    m_more->setVisible(found->size() > MostHits);
    showState(found->isEmpty() ? tr("Nothing found for “%1”. Parts of words are found from their "
                                    "beginning; temporary chats and those in the trash are not "
                                    "searched.")
                                     .arg(text::oneLine(m_typed, LongestTyped))
                               : QString());
}

void SearchPage::showState(const QString &message)
{
    m_message->setText(message);
    m_message->setVisible(!message.isEmpty());
    m_list->setVisible(message.isEmpty());
    if (m_model->rowCount() == 0)
        m_more->hide();
}

void SearchPage::removeChat(const app::conversation::ConversationId &chat)
{
    m_model->removeChat(chat);
}

void SearchPage::focusResults()
{
    if (m_model->rowCount() == 0)
        return;
    if (!m_list->currentIndex().isValid())
        m_list->setCurrentIndex(m_model->index(0));
    m_list->setFocus(Qt::TabFocusReason);
}

void SearchPage::showHit(int steps)
{
    const QModelIndex current = m_list->currentIndex();
    const QModelIndex next = m_model->index(current.isValid() ? current.row() + steps : 0);
    if (!next.isValid())
        return;
    m_list->setCurrentIndex(next);
    activate(next);
}

void SearchPage::activate(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    Q_EMIT hitActivated(index.data(HitListModel::HitRole).value<SearchHit>(),
                        m_query.words + m_query.phrases);
}

bool SearchPage::onKey(int key, Qt::KeyboardModifiers modifiers)
{
    switch (key) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        activate(m_list->currentIndex());
        return true;
    case Qt::Key_F3:
        showHit(modifiers.testFlag(Qt::ShiftModifier) ? -1 : 1);
        return true;
    case Qt::Key_Escape:
        Q_EMIT escaped();
        return true;
    case Qt::Key_Up:
        if (m_list->currentIndex().row() > 0)
            return false;
        Q_EMIT leftUpwards();
        return true;
    default:
        return false;
    }
}

bool SearchPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_list && event->type() == QEvent::ShortcutOverride
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape)
        event->accept(); // Esc leaves the search and stops no answer
    if (watched == m_list && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        return onKey(key->key(), key->modifiers());
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace polylogue::ui::sidebar
