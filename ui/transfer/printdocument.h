// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/decodejob.h"
#include "app/store/blobstore.h"
#include "app/store/chatrecord.h"
#include "app/transfer/exportrequest.h"
#include "ui/transcript/leaflayout.h"
#include "ui/transcript/messageleaves.h"

#include <QList>
#include <QPagedPaintDevice>
#include <QPainter>

#include <map>
#include <memory>
#include <vector>

namespace polylogue::ui::transfer {

//! \brief Chats on pages: laid out as in the transcript, cut between lines. Each begins a page.
//!
//! Sizes are device-independent pixels. Laying out is done in steps, so that a long chat does not
//! hold up the window; nothing but places is kept of what is not being painted.
class PrintDocument final
{
public:
    static constexpr double PixelsPerInch = 96;

    //! \param chats excerpts of one branch each
    //! \param page width and height of what can be painted on
    PrintDocument(const QList<app::store::WholeChat> &chats,
                  const app::transfer::ExportOptions &options, const app::store::BlobStore &blobs,
                  const QSizeF &page);
    ~PrintDocument();
    Q_DISABLE_COPY_MOVE(PrintDocument)

    //! \return whether all is there that the next message needs: its formulas and pictures, which
    //! are
    //!         asked for and come while the event loop turns. What is not waited for here is in
    //!         layOutNext(), or left out.
    bool isReady();
    //! \brief Lays out one more message. \return whether there was one.
    bool layOutNext();
    qsizetype messages() const; //!< of all chats
    qsizetype laidOut() const { return m_laidOut; }
    int pageCount() const { return static_cast<int>(m_pages.size()); } //!< so far
    //! \pre 0 <= page < pageCount(), all is laid out
    void paintPage(QPainter &painter, int page);

private:
    struct Paper; // a message with its layouts

    //! \brief A stretch of a leaf on a page.
    struct Slice
    {
        qsizetype chat = 0;
        qsizetype message = 0;
        size_t leaf = 0;
        qreal top = 0; // within the leaf, as scaled
        qreal height = 0;
        qreal y = 0; // on the page
    };

    struct Page
    {
        qsizetype chat = 0;
        std::vector<Slice> slices = {};
    };

    std::vector<transcript::LeafPlan> plan(qsizetype chat, qsizetype message) const;
    std::unique_ptr<Paper> lay(qsizetype chat, qsizetype message,
                               std::vector<transcript::LeafPlan> plans) const;
    qreal textWidth(const app::conversation::Message &message) const;
    bool isPictureKnown(const transcript::LeafContent &content);
    const Paper &paperOf(const Slice &slice);
    void beginPage(qsizetype chat);
    void place(const Paper &paper, qsizetype chat, qsizetype message);
    void placeLeaf(const Paper &paper, const Slice &first, qreal gap);
    void paintHead(QPainter &painter, int page) const;
    void paintTint(QPainter &painter, const Slice &slice) const;
    void paintSlice(QPainter &painter, const Slice &slice);

    QList<app::store::WholeChat> m_chats;
    app::transfer::ExportOptions m_options;
    QSizeF m_page;
    transcript::Style m_style;
    std::vector<Page> m_pages;
    qreal m_y = 0; // where the next leaf stands
    qsizetype m_chat = 0; // to be laid out next
    qsizetype m_message = 0;
    qsizetype m_laidOut = 0;
    std::unique_ptr<Paper> m_painted; // the message painted last
    std::vector<transcript::LeafPlan> m_plans; // of the next message, if any
    app::store::BlobStore m_blobs;
    std::map<QByteArray, QImage> m_pictures; // by SHA-256; null where it cannot be decoded
    std::map<QByteArray, std::unique_ptr<app::attachments::DecodeJob>> m_jobs;
    transcript::PictureProvider m_provider;
};

//! \return what can be painted on of a page, in device-independent pixels.
QSizeF paintableSize(const QPagedPaintDevice &device);

} // namespace polylogue::ui::transfer
