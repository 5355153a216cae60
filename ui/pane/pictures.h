// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/decodejob.h"
#include "app/conversation/contentpart.h"
#include "app/store/blobstore.h"

#include <QCache>
#include <QImage>
#include <QObject>

#include <map>
#include <memory>
#include <utility>

namespace polylogue::ui::pane {

//! \brief Pictures of attached files and of answers, decoded when they are looked at.
class Pictures final : public QObject
{
    Q_OBJECT

public:
    //! \param blobs outlives this
    explicit Pictures(const app::store::BlobStore &blobs, QObject *parent = nullptr);
    ~Pictures() override;

    //! \brief Of an image, or of the first page of a document.
    //! \return what there is, in another size for a while, or a null image; changed() follows.
    QImage picture(const app::conversation::BlobRef &blob, const QSize &pixels);
    //! \brief Takes a thumbnail that is known already.
    void setThumbnail(const app::conversation::BlobRef &blob, const QImage &thumbnail);

Q_SIGNALS:
    void changed();

private:
    using Key =
        std::pair<QByteArray, bool>; // SHA-256; a thumbnail, beside which a large one stands

    struct Picture
    {
        QImage image = {}; // null: could not be decoded
        QSize asked = {};
    };

    void decode(const Key &key, const app::conversation::BlobRef &blob, const QSize &pixels);
    void keep(const Key &key, const QImage &image, const QSize &pixels);

    const app::store::BlobStore &m_blobs;
    QCache<Key, Picture> m_known;
    std::map<Key, std::unique_ptr<app::attachments::DecodeJob>> m_jobs;
};

} // namespace polylogue::ui::pane
