// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/transfer/printdocument.h"

#include <QAbstractScrollArea>
#include <QCache>
#include <QPixmap>

namespace polylogue::ui::transfer {

//! \brief The pages of a document one below the other, each painted when it comes into view.
class PagesView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    //! \param document outlives this
    //! \param paper the whole page in pixels, \a margins within it around what can be painted on
    PagesView(PrintDocument &document, const QSizeF &paper, const QMarginsF &margins,
              QWidget *parent = nullptr);

    //! \brief There are more pages, or all of them are final now.
    void pagesChanged(bool areFinal);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    qreal zoom() const;
    qreal pageStep() const;
    void updateBar();
    QPixmap pagePixmap(int page);

    PrintDocument &m_document;
    QSizeF m_paper;
    QMarginsF m_margins;
    QCache<int, QPixmap> m_pages;
    bool m_areFinal = false;
};

} // namespace polylogue::ui::transfer
