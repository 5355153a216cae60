// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/compare/agreementstrip.h"

#include "app/session/activeendpoint.h"
#include "app/session/lanerequests.h"
#include "ui/compare/agreementview.h"
#include "ui/models/modellistmodel.h"
#include "ui/text/errortext.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace polylogue::ui::compare {

using app::session::AgreedSentence;
using app::session::AgreementJob;
using theme::Metrics::Unit;

AgreementStrip::AgreementStrip(theme::Theme &theme, app::net::HttpClient &client,
                               app::session::ActiveEndpoint &active, QWidget *parent)
    : QWidget(parent)
    , m_client(client)
    , m_active(active)
    , m_model(new QComboBox(this))
    , m_compare(new QPushButton(tr("Compare by meaning"), this))
    , m_words(new QLabel(this))
    , m_view(new AgreementView(theme, this))
{
    setAccessibleName(tr("Agreement"));
    m_model->setAccessibleName(tr("Embedding model"));
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_words->setMinimumHeight(2 * m_words->fontMetrics().lineSpacing()); // so that nothing jumps
    m_words->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    theme::setLook(m_words, theme::Look::Secondary);
    auto *head = new QHBoxLayout;
    head->setSpacing(Unit);
    head->addWidget(m_words, 1);
    head->addWidget(m_model, 0, Qt::AlignTop);
    head->addWidget(m_compare, 0, Qt::AlignTop);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(2 * Unit, 0, 2 * Unit, 0);
    rows->setSpacing(Unit / 2);
    rows->addLayout(head);
    rows->addWidget(m_view);
    m_view->hide();
    connect(m_compare, &QPushButton::clicked, this, &AgreementStrip::compare);
    connect(m_view, &AgreementView::currentChanged, this, [this] {
        if (const QString words = m_view->describedCurrent(); !words.isEmpty())
            m_words->setText(words);
    });
    connect(&active, &app::session::ActiveEndpoint::modelsChanged, this,
            &AgreementStrip::listModels);
    connect(m_model, &QComboBox::currentIndexChanged, this, &AgreementStrip::showOffer);
    connect(m_model, &QComboBox::activated, m_compare, &QWidget::show);
    listModels();
}

AgreementStrip::~AgreementStrip() = default;

void AgreementStrip::listModels()
{
    const QString chosen = m_model->currentText();
    m_model->clear();
    for (const app::endpoint::ModelInfo &model : m_active.models()) {
        if (models::isEmbeddingModel(model))
            m_model->addItem(model.id);
    }
    m_model->setCurrentIndex(std::max(m_model->findText(chosen), 0));
    m_model->setVisible(m_model->count() > 1);
    showOffer();
}

void AgreementStrip::setAnswers(const QList<LaneAnswer> &answers)
{
    if (answers == m_answers)
        return;
    m_answers = answers;
    m_job.reset();
    m_view->hide();
    m_compare->show();
    showOffer();
}

void AgreementStrip::showOffer()
{
    if (m_job || m_view->isVisible())
        return;
    QStringList texts;
    for (const LaneAnswer &answer : std::as_const(m_answers))
        texts << answer.text;
    const bool hasModel = m_model->count() > 0;
    const bool hasAnswers = m_answers.size() > 1;
    m_compare->setEnabled(hasModel && hasAnswers);
    if (!hasModel)
        m_words->setText(
            tr("The server lists no embedding model, which tells what sentences mean."));
    else if (!hasAnswers)
        m_words->setText(tr("There are not yet two answers to compare."));
    else if (const int requests = int(AgreementJob::requestCount(texts)); requests == 1)
        m_words->setText(tr("Which sentences say the same? The answers go to %1, in one request.")
                             .arg(m_model->currentText()));
    else
        m_words->setText(tr("Which sentences say the same? The answers go to %1, in %2 requests.")
                             .arg(m_model->currentText(), QString::number(requests)));
}

void AgreementStrip::compare()
{
    if (m_job)
        return;
    const auto access = m_active.access();
    if (!access) {
        m_words->setText(text::errorText(access.error()).title);
        return;
    }
    QStringList texts;
    for (const LaneAnswer &answer : std::as_const(m_answers))
        texts << answer.text;
    m_view->hide();
    m_words->setText(tr("Comparing…")); // the button keeps the focus
    m_job = std::make_unique<AgreementJob>(m_client, *access, m_model->currentText(), texts);
    connect(m_job.get(), &AgreementJob::finished, this, &AgreementStrip::showFound);
    connect(m_job.get(), &AgreementJob::failed, this, [this](const app::base::Error &error) {
        m_job.release()->deleteLater();
        const text::ErrorText words = text::errorText(error, m_model->currentText());
        m_words->setText(words.serverWords.isEmpty() ? words.title
                                                     : words.title + u": "_s + words.serverWords);
    });
}

void AgreementStrip::showFound(const QList<QList<AgreedSentence>> &found)
{
    m_job.release()->deleteLater();
    QStringList letters;
    QStringList alone;
    for (qsizetype i = 0; i < found.size(); ++i) {
        letters << app::session::laneLetter(m_answers.at(i).position);
        const auto count = std::ranges::count_if(found.at(i), app::session::isAlone);
        alone << tr("%1: %2").arg(letters.constLast(), text::count(count));
    }
    m_view->setAnswers(found, letters);
    m_view->show();
    if (m_compare->hasFocus())
        m_view->setFocus(Qt::OtherFocusReason);
    m_compare->hide(); // there is nothing to ask until something changes
    m_words->setText(
        tr("Full: another answer says it too. Open, with a bar: nobody else does (%1). "
           "Point at a sentence, or use the arrow keys.")
            .arg(alone.join(u", "_s)));
}

} // namespace polylogue::ui::compare
