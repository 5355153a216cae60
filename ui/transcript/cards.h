// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/transcript/leaflayout.h"
#include "ui/transcript/textlines.h"

namespace polylogue::ui::transcript {

//! \brief Who speaks, and when: above an answer.
class HeaderLayout final : public LeafLayout
{
public:
    HeaderLayout(const HeaderContent &content, const Style &style, qreal width);

    qreal height() const override { return m_height; }
    void paint(QPainter &painter, const PaintContext &context) const override;

private:
    HeaderContent m_content;
    qreal m_width;
    qreal m_height;
};

//! \brief Files of a message as cards, side by side as far as they fit.
class AttachmentsLayout final : public LeafLayout
{
public:
    static constexpr qreal CardHeight = 52;

    AttachmentsLayout(const AttachmentsContent &content, const Style &style, qreal width);

    qreal height() const override { return m_height; }
    qreal naturalWidth() const override { return m_naturalWidth; }
    void paint(QPainter &painter, const PaintContext &context) const override;
    QList<Target> targets() const override;

private:
    void paintCard(QPainter &painter, const AttachmentCard &card, const QRectF &area,
                   const PaintContext &context) const;

    AttachmentsContent m_content;
    QList<QRectF> m_cards;
    qreal m_height = 0;
    qreal m_naturalWidth = 0;
};

//! \brief "Thought for 3 s", with a triangle that opens and closes what is below.
class FoldLayout final : public LeafLayout
{
public:
    FoldLayout(const FoldContent &content, const Style &style, qreal width);

    qreal height() const override { return m_height; }
    void paint(QPainter &painter, const PaintContext &context) const override;
    QList<Target> targets() const override;

private:
    FoldContent m_content;
    qreal m_labelWidth;
    qreal m_height;
};

//! \brief Text in a frame, its title above: a call of a tool.
class CardLayout final : public LeafLayout
{
public:
    CardLayout(const CardContent &content, const Style &style, qreal width);

    qreal height() const override;
    void paint(QPainter &painter, const PaintContext &context) const override;

private:
    TextBox m_title;
    TextBox m_text;
    qreal m_width;
    bool m_isBad;
};

//! \brief The room that a text is going to take, and a line about it wherever one looks.
class UnreadLayout final : public LeafLayout
{
public:
    UnreadLayout(const UnreadContent &content, const Style &style);

    qreal height() const override { return m_height; }
    void paint(QPainter &painter, const PaintContext &context) const override;

private:
    TextBox m_text;
    qreal m_height;
};

//! \brief Small secondary text: notes, waiting, how an answer ended and what can be done about it.
class NoteLayout final : public LeafLayout
{
public:
    NoteLayout(const NoteContent &content, const Style &style, qreal width);

    qreal height() const override { return m_height; }
    void paint(QPainter &painter, const PaintContext &context) const override;
    QList<Target> targets() const override { return m_targets; }

private:
    TextBox m_text;
    qreal m_textTop = 0;
    QList<Target> m_targets;
    qreal m_height;
};

} // namespace polylogue::ui::transcript
