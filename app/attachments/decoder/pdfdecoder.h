// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/decoder/decoded.h"

#include <memory>

class QIODevice;
class QPdfDocument;

namespace polylogue::app::attachments {

//! \brief Answers all that can be asked about one PDF.
class PdfDecoder final
{
public:
    //! \brief Loads PDFium, because later there is no loading.
    PdfDecoder();
    ~PdfDecoder();

    //! \param device random access, outlives this
    Decoded decode(QIODevice &device, const DecodeRequest &request);

private:
    DecodeOutcome load(QIODevice &device, const QString &password);
    bool hasText() const;
    void readTexts(Decoded &decoded, int maximumCharacters) const;
    void renderPage(Decoded &decoded, const DecodeRequest &request) const;

    std::unique_ptr<QPdfDocument> m_document;
};

} // namespace polylogue::app::attachments
