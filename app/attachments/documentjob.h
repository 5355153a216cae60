// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/decodejob.h"
#include "app/attachments/documents.h"
#include "app/conversation/contentpart.h"

#include <QObject>
#include <QStringList>

#include <map>
#include <memory>
#include <optional>

namespace polylogue::app::attachments {

class PageJob;

//! \brief A page's picture as it goes out: a JPEG.
struct PageImage
{
    int page = 0; //!< from 0
    QString path = {}; //!< where it lies; empty where it may not be written
    QByteArray bytes = {}; //!< where it has no path
    qint64 size = 0; //!< bytes

    bool operator==(const PageImage &) const = default;
};

struct PageText
{
    int page = 0; //!< from 0
    QString text = {};

    bool operator==(const PageText &) const = default;
};

//! \brief What a document becomes on a lower rung than Native, in the order of its pages.
struct DocumentContent
{
    QList<PageImage> images = {};
    QList<PageText> texts = {};
    bool isShortened = false; //!< there was more text than maximumDocumentCharacters

    bool operator==(const DocumentContent &) const = default;
};

inline constexpr int pageImageSide = 1568; //!< at most, pixels: more no vision model looks at
inline constexpr int maximumDocumentCharacters = 400'000; //!< of a whole document

//! \return what \a document is on \a rung where all of it was made before; not set where something
//!         has to be made first. Reads files of the cache, nothing else.
std::optional<DocumentContent> keptContent(const conversation::DocumentPart &document,
                                           conversation::Rung rung, const Documents &documents);

//! \brief Makes the pictures of a document's pages, or its text, and keeps them (Documents).
//!
//! The decoder renders a few pages at once. Starts when control returns to the event loop. Exactly
//! one of finished() and failed(); destroying it before ends the work in silence.
class DocumentJob final : public QObject
{
    Q_OBJECT

public:
    //! \param rung not Rung::Native
    //! \param documents outlives this
    DocumentJob(const conversation::DocumentPart &document, conversation::Rung rung,
                Documents &documents, QObject *parent = nullptr);
    ~DocumentJob() override;

Q_SIGNALS:
    void progressed(int done, int total); //!< pages; a text comes all at once
    void finished(const polylogue::app::attachments::DocumentContent &content);
    //! As DecodeJob::failed() and TextRecognition::failed(), subject is the document's name;
    //! ErrorKind::File "blob_missing" where the document is gone.
    void failed(const polylogue::app::base::Error &error);

private:
    void start();
    void readTexts();
    void takeTexts(const DecodeResult &result);
    void startPages();
    void startPage(int page);
    void onPageMade(int page);
    void complete();
    void fail(const base::Error &error);
    DecodeRequest request(DecodeRequest::Kind kind) const;

    const conversation::DocumentPart m_document;
    const conversation::Rung m_rung;
    Documents &m_documents;
    QList<int> m_waiting; // pages that nothing is being done for yet
    int m_total = 0;
    std::map<int, std::unique_ptr<PageJob>> m_pages; // in the making
    std::unique_ptr<DecodeJob> m_reading;
};

} // namespace polylogue::app::attachments
