// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/composer/modelpopup.h"

#include "ui/composer/modeldelegate.h"
#include "ui/models/modellistmodel.h"
#include "ui/text/errortext.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::ui::composer {

namespace {

using models::ModelListModel;

constexpr int Width = 440;
constexpr int FewestRows = 3; // the panel's height does not follow every keystroke
constexpr int MostRows = 10;

} // namespace

ModelPopup::ModelPopup(theme::Theme &theme, QWidget *opener)
    : PopupPanel(opener)
    , m_theme(theme)
    , m_model(new ModelListModel(this))
    , m_delegate(new ModelDelegate(theme, this))
    , m_filter(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_status(new QLabel(this))
    , m_capabilities(new QToolButton(this))
    , m_refresh(new QToolButton(this))
{
    layOut();
    connect(m_filter, &QLineEdit::textChanged, this, &ModelPopup::onFilterChanged);
    connect(m_filter, &QLineEdit::returnPressed, this, [this] { choose(m_list->currentIndex()); });
    connect(m_list, &QListView::clicked, this, &ModelPopup::choose);
    connect(m_list, &QListView::customContextMenuRequested, this, [this](const QPoint &position) {
        const QModelIndex index = m_list->indexAt(position);
        QMenu menu(this);
        QAction *about = menu.addAction(tr("What can it do?"));
        about->setEnabled(index.isValid());
        if (menu.exec(m_list->viewport()->mapToGlobal(position)) == about)
            askAbout(index);
    });
    connect(m_capabilities, &QToolButton::clicked, this,
            [this] { askAbout(m_list->currentIndex()); });
    connect(m_refresh, &QToolButton::clicked, this, &ModelPopup::refreshRequested);
    connect(&m_theme, &theme::Theme::changed, this, &ModelPopup::dress);
    m_filter->installEventFilter(this);
    dress();
    refreshStatus();
}

void ModelPopup::layOut()
{
    m_filter->setObjectName(u"ModelFilter"_s);
    m_filter->setAccessibleName(tr("Filter models"));
    m_filter->setPlaceholderText(tr("Filter, or type any model's id"));
    m_list->setObjectName(u"ModelList"_s);
    m_list->setAccessibleName(tr("Models"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(m_delegate);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setFocusPolicy(Qt::NoFocus); // the keys come from the filter
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    theme::setLook(m_list, theme::Look::Bare);
    m_status->setObjectName(u"ModelListStatus"_s);
    m_status->setTextFormat(Qt::PlainText);
    m_status->setWordWrap(true);
    m_refresh->setObjectName(u"RefreshModels"_s);
    m_refresh->setAccessibleName(tr("Load the list again"));
    m_refresh->setToolTip(tr("Load the list again"));
    theme::setLook(m_refresh, theme::Look::Quiet);
    m_capabilities->setObjectName(u"ModelCapabilities"_s);
    m_capabilities->setText(tr("What can it do?"));
    m_capabilities->setAccessibleName(tr("What can it do?"));
    m_capabilities->setToolTip(tr("What is known of the chosen model"));
    theme::setLook(m_capabilities, theme::Look::Link);

    auto *footer = new QHBoxLayout;
    footer->addWidget(m_status, 1);
    footer->addWidget(m_capabilities);
    footer->addWidget(m_refresh);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(9, 9, 9, 5);
    column->setSpacing(theme::Metrics::Unit / 2);
    column->addWidget(m_filter);
    column->addWidget(m_list, 1);
    column->addLayout(footer);
}

void ModelPopup::dress()
{
    m_refresh->setIcon(m_theme.icon(u"refresh"_s));
}

void ModelPopup::setModels(const QList<app::endpoint::ModelInfo> &models)
{
    m_model->setModels(models);
    selectRow(std::max(0, m_model->rowOf(m_current)));
    refreshStatus();
}

const QList<app::endpoint::ModelInfo> &ModelPopup::models() const
{
    return m_model->models();
}

void ModelPopup::setLoadError(const std::optional<app::base::Error> &error)
{
    m_loadError = error;
    refreshStatus();
}

void ModelPopup::setLoading(bool loading)
{
    m_isLoading = loading;
    refreshStatus();
}

void ModelPopup::refreshStatus()
{
    QString status;
    if (m_isLoading)
        status = tr("Loading the server's model list…");
    else if (m_loadError)
        status = tr("No model list: %1. An id can be typed all the same.")
                     .arg(text::errorText(*m_loadError).title);
    else if (m_model->models().isEmpty())
        status = tr("The server lists no models. Type the id of one.");
    else
        status = m_model->models().size() == 1
            ? tr("1 model")
            : tr("%1 models").arg(text::count(m_model->models().size()));
    theme::setLook(m_status,
                   m_loadError && !m_isLoading ? theme::Look::Bad : theme::Look::Secondary);
    m_status->setText(status);
    m_refresh->setEnabled(!m_isLoading);
}

void ModelPopup::openAt(const QString &current)
{
    m_current = current;
    m_delegate->setCurrentModel(current);
    m_filter->clear();
    m_model->setFilter({});
    selectRow(std::max(0, m_model->rowOf(current)));
    const int rowHeight = m_delegate->sizeHint(QStyleOptionViewItem(), {}).height();
    m_list->setFixedHeight(rowHeight * std::clamp(m_model->rowCount(), FewestRows, MostRows));
    setFixedWidth(Width);
    open();
    m_filter->setFocus(Qt::PopupFocusReason);
    m_list->scrollTo(m_list->currentIndex(), QListView::PositionAtCenter);
}

void ModelPopup::onFilterChanged(const QString &text)
{
    m_model->setFilter(text);
    selectRow(text.isEmpty() ? std::max(0, m_model->rowOf(m_current)) : 0);
}

void ModelPopup::selectRow(int row)
{
    const QModelIndex index = m_model->index(row);
    if (index.isValid() && index.flags().testFlag(Qt::ItemIsSelectable))
        m_list->setCurrentIndex(index);
}

void ModelPopup::choose(const QModelIndex &index)
{
    if (!index.isValid() || !index.flags().testFlag(Qt::ItemIsSelectable))
        return;
    const QString id = index.data(ModelListModel::IdRole).toString();
    hide();
    Q_EMIT chosen(id);
}

void ModelPopup::askAbout(const QModelIndex &index)
{
    hide();
    Q_EMIT capabilitiesRequested(index.data(ModelListModel::IdRole).toString());
}

bool ModelPopup::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_filter || event->type() != QEvent::KeyPress)
        return PopupPanel::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const int row = m_list->currentIndex().row();
    switch (key->key()) {
    case Qt::Key_Up:
        selectRow(std::max(0, row - 1));
        return true;
    case Qt::Key_Down:
        selectRow(row + 1);
        return true;
    case Qt::Key_PageUp:
        selectRow(std::max(0, row - MostRows));
        return true;
    case Qt::Key_PageDown:
        selectRow(std::min(m_model->rowCount() - 1, row + MostRows));
        return true;
    default:
        return false;
    }
}

} // namespace polylogue::ui::composer
