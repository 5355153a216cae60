// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/composer/modelpicker.h"

#include "ui/composer/capabilitymarks.h"
#include "ui/composer/modelpopup.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QStyleOptionToolButton>
#include <QStylePainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::ui::composer {

namespace {

constexpr int Padding = 10;
constexpr int Gap = theme::Metrics::Unit;
constexpr int ChevronSize = 16;
constexpr int WidestName = 280;
constexpr int NarrowestName = 96;
constexpr qsizetype LongestName = 200;

} // namespace

class ModelPicker::Private
{
public:
    Private(ModelPicker &picker, theme::Theme &theme_)
        : q(picker)
        , theme(theme_)
        , popup(new ModelPopup(theme, &picker))
    { }

    QString label() const
    {
        return current.isEmpty() ? ModelPicker::tr("Choose a model")
                                 : text::oneLine(current, LongestName);
    }
    QFont nameFont() const
    {
        QFont font = theme.interfaceFont();
        font.setBold(true);
        return font;
    }
    QStringList marks() const
    {
        const auto info = q.currentInfo();
        return info ? capabilityMarks(info->capabilities) : QStringList();
    }
    //! The width of everything but the name.
    int widthAround(const QStringList &shownMarks) const
    {
        const int marksWidth = widthOfMarks(theme, shownMarks);
        return Padding + (marksWidth > 0 ? marksWidth + Gap : 0) + Gap + ChevronSize + Padding;
    }
    void refresh();

    ModelPicker &q;
    theme::Theme &theme;
    ModelPopup *popup;
    QString current;
};

void ModelPicker::Private::refresh()
{
    const auto info = q.currentInfo();
    q.setAccessibleDescription(label());
    q.setToolTip(current.isEmpty()
                     ? ModelPicker::tr("Choose a model")
                     : modelToolTip(info.value_or(app::endpoint::ModelInfo{.id = current})));
    q.updateGeometry();
    q.update();
}

ModelPicker::ModelPicker(theme::Theme &theme, QWidget *parent)
    : QToolButton(parent)
    , d(std::make_unique<Private>(*this, theme))
{
    setObjectName(u"Model"_s);
    setAccessibleName(tr("Model"));
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(this, &QToolButton::clicked, this, &ModelPicker::openList);
    connect(d->popup, &ModelPopup::chosen, this, [this](const QString &id) {
        setCurrentModel(id);
        Q_EMIT modelChosen(id);
    });
    connect(d->popup, &ModelPopup::refreshRequested, this, &ModelPicker::refreshRequested);
    connect(d->popup, &ModelPopup::capabilitiesRequested, this,
            &ModelPicker::capabilitiesRequested);
    connect(&theme, &theme::Theme::changed, this, [this] { d->refresh(); });
    d->refresh();
}

ModelPicker::~ModelPicker() = default;

void ModelPicker::setModels(const QList<app::endpoint::ModelInfo> &models)
{
    d->popup->setModels(models);
    d->refresh();
}

void ModelPicker::setLoadError(const std::optional<app::base::Error> &error)
{
    d->popup->setLoadError(error);
}

void ModelPicker::setLoading(bool loading)
{
    d->popup->setLoading(loading);
}

void ModelPicker::setCurrentModel(const QString &id)
{
    d->current = id;
    d->refresh();
}

QString ModelPicker::currentModel() const
{
    return d->current;
}

std::optional<app::endpoint::ModelInfo> ModelPicker::currentInfo() const
{
    const auto &models = d->popup->models();
    const auto found = std::ranges::find(models, d->current, &app::endpoint::ModelInfo::id);
    if (found == models.end())
        return {};
    return *found;
}

void ModelPicker::openList()
{
    d->popup->openAt(d->current);
}

QSize ModelPicker::sizeHint() const
{
    const QFontMetrics metrics(d->nameFont());
    const int name = std::min(metrics.horizontalAdvance(d->label()), WidestName);
    return {d->widthAround(d->marks()) + name + 2,
            std::max(theme::Metrics::TargetComfortable, metrics.height() + 14)};
}

QSize ModelPicker::minimumSizeHint() const
{
    return {d->widthAround({}) + NarrowestName, sizeHint().height()};
}

void ModelPicker::paintEvent(QPaintEvent *)
{
    QStylePainter painter(this);
    QStyleOptionToolButton option;
    initStyleOption(&option);
    option.text.clear(); // the frame and the focus ring are the style's, the words are ours
    option.features &= ~QStyleOptionToolButton::HasMenu;
    painter.drawComplexControl(QStyle::CC_ToolButton, option);

    // Marks give way to the name where there is little room.
    const int wanted =
        std::min(QFontMetrics(d->nameFont()).horizontalAdvance(d->label()), WidestName);
    QStringList marks = d->marks();
    if (width() < d->widthAround(marks) + wanted)
        marks.clear();
    const auto mirrored = [this](const QRect &part) {
        return QStyle::visualRect(layoutDirection(), rect(), part);
    };
    const QFont font = d->nameFont();
    const QString name =
        QFontMetrics(font).elidedText(d->label(), Qt::ElideMiddle, width() - d->widthAround(marks));
    const QRect nameRect(Padding, 0, QFontMetrics(font).horizontalAdvance(name) + 1, height());
    painter.setFont(font);
    painter.setPen(d->theme.tokens().text);
    painter.drawText(mirrored(nameRect), Qt::AlignVCenter | Qt::AlignLeading | Qt::TextSingleLine,
                     name);

    const QRect marksRect(nameRect.right() + Gap, 0, widthOfMarks(d->theme, marks), height());
    paintMarks(painter, d->theme, marks, mirrored(marksRect), layoutDirection());

    const QRect chevron(width() - Padding - ChevronSize, (height() - ChevronSize) / 2, ChevronSize,
                        ChevronSize);
    painter.drawPixmap(mirrored(chevron),
                       d->theme.pixmap(u"chevron-down"_s, ChevronSize, d->theme.tokens().text2,
                                       devicePixelRatioF()));
}

} // namespace polylogue::ui::composer
