// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/documentjob.h"
#include "ui/composer/deliverywords.h"

#include <QHash>
#include <QObject>

#include <map>
#include <memory>

namespace polylogue::ui::composer {

//! \brief Tells how attachments would go to the model in use, and reads the texts of documents that
//!        go as text, so that their length can be told.
class Deliveries final : public QObject
{
    Q_OBJECT

public:
    explicit Deliveries(QObject *parent = nullptr);
    ~Deliveries() override;

    //! \brief nullptr: lengths are not told. Outlives this.
    void setDocuments(app::attachments::Documents *documents) { m_documents = documents; }
    void setIntake(const app::attachments::Intake &intake) { m_intake = intake; }
    const app::attachments::Intake &intake() const { return m_intake; }

    //! \brief Quick; what it has to read first is followed by changed().
    DeliveryState of(const app::attachments::Attachment &attachment);

Q_SIGNALS:
    void changed();

private:
    using Key = QString;

    std::optional<app::attachments::DocumentContent>
    contentOf(const app::conversation::DocumentPart &document, app::conversation::Rung rung);
    void read(const Key &key, const app::conversation::DocumentPart &document,
              app::conversation::Rung rung);

    app::attachments::Documents *m_documents = nullptr;
    app::attachments::Intake m_intake;
    QHash<Key, std::optional<app::attachments::DocumentContent>> m_known; // not set: cannot be read
    std::map<Key, std::unique_ptr<app::attachments::DocumentJob>> m_reading;
};

} // namespace polylogue::ui::composer
