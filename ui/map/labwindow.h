// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/embeddings/embeddingjob.h"
#include "app/embeddings/textmap.h"
#include "ui/map/mapwindow.h"

#include <QPointer>

class QTabWidget;

namespace polylogue::ui::map {

class LabPage;

//! \brief What vectors say about the model that made them. Accessible name "Lab".
class LabWindow final : public QWidget
{
    Q_OBJECT

public:
    LabWindow(const MapWindowServices &services, QWidget *parent);
    ~LabWindow() override;

    //! \brief The texts that are on the map; \a map may have none.
    void setMap(const app::embeddings::TextMap &map);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void addPage(LabPage *page, const QString &title);
    void showModels();
    void embed(LabPage *page, const QStringList &texts,
               const QList<app::embeddings::EmbeddingSetup> &setups);
    void embedNext();

    MapWindowServices m_services;
    QPointer<LabPage> m_asking;
    QStringList m_texts;
    QList<app::embeddings::EmbeddingSetup> m_setups; // still to be asked for
    QList<app::embeddings::EmbeddedTexts> m_vectors; // that have come
    std::unique_ptr<app::embeddings::EmbeddingJob> m_job;
    QList<LabPage *> m_pages; // this one's and the following are children
    QTabWidget *m_tabs = nullptr;
};

} // namespace polylogue::ui::map
