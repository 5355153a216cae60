// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/transcript/leaf.h"
#include "ui/transcript/style.h"

#include <QImage>
#include <QPainter>
#include <QRectF>

#include <functional>
#include <memory>
#include <optional>

namespace polylogue::ui::transcript {

//! \brief TranscriptView::PictureProvider.
using PictureProvider = std::function<QImage(const app::conversation::BlobRef &, const QSize &)>;

//! \brief A part of a leaf that does something.
struct Target
{
    Command command = Command::OpenLink;
    QList<QRectF> areas = {}; //!< in the leaf; a link may run over several lines
    QString label = {}; //!< the words shown
    QString link = {}; //!< OpenLink only
    text::ErrorAction errorAction = text::ErrorAction::Retry; //!< ErrorAction only
    MessageAction action = MessageAction::Copy; //!< Message only
    int part = 0; //!< OpenFile only

    bool contains(const QPointF &point) const;
    QRectF boundingRect() const;
};

//! \brief How a leaf is to be painted this time; coordinates are the leaf's.
struct PaintContext
{
    const Style &style;
    QRectF clip = {};
    int selectionStart = 0;
    int selectionEnd = 0; //!< equal to the start for none
    int hoveredTarget = -1;
    int focusedTarget = -1;
    bool isMessageInUse = false; //!< under the mouse or the keyboard's focus
    bool isLocked = false; //!< what changes messages is not possible now
    bool showsCaret = false; //!< more text is coming in behind this leaf
    bool isOnPaper = false; //!< nothing can be clicked
    qreal gapAbove = 0; //!< to the leaf before
    int joinedQuotes = 0; //!< quote bars that go on from the leaf before
    const PictureProvider *pictures = nullptr;

    bool hasSelection() const { return selectionEnd > selectionStart; }
};

//! \brief A leaf laid out for one width and style. Offsets count characters of selectableText().
class LeafLayout
{
public:
    LeafLayout() = default;
    virtual ~LeafLayout();
    Q_DISABLE_COPY_MOVE(LeafLayout)

    virtual qreal height() const = 0; //!< whole pixels
    virtual void paint(QPainter &painter, const PaintContext &context) const = 0;

    //! \return the width that the content asks for, at most the width given.
    virtual qreal naturalWidth() const { return 0; }
    virtual int offsetAt(const QPointF &) const { return 0; }
    //! \return where the character at \a offset stands.
    virtual QRectF characterRect(int) const { return {}; }
    virtual QList<Target> targets() const { return {}; }

    //! \brief Takes over changed content, keeping what is the same. \return whether it could.
    virtual bool update(const LeafContent &) { return false; }

    //! \return whether a formula that it shows as source is known by now.
    virtual bool isOutdated() const { return false; }
    //! \return what is to be said of a place, beside what targets() have; mostly nothing.
    virtual QString hintAt(const QPointF &) const { return {}; }

    //! What is too wide scrolls inside; pixels from the left.
    virtual qreal maximumScroll() const { return 0; }
    virtual QRectF scrollHandle() const { return {}; }
    qreal scroll() const { return m_scroll; }
    void setScroll(qreal scroll);

private:
    qreal m_scroll = 0;
};

//! \brief Lays out \a content. \param style outlives the layout
std::unique_ptr<LeafLayout> makeLayout(const LeafContent &content, const Style &style, qreal width);

//! \return a height for \a content without laying it out.
qreal estimatedHeight(const LeafContent &content, const Style &style, qreal width);

//! \brief The handle of an inner scroll bar along the bottom of \a area.
QRectF scrollHandleIn(const QRectF &area, qreal scroll, qreal maximumScroll);

} // namespace polylogue::ui::transcript
