// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/session/agreementjob.h"
#include "ui/theme/theme.h"

#include <QWidget>

namespace polylogue::ui::compare {

//! \brief A row of marks for each answer, one for each sentence, as wide as it is long: full where
//!        another answer says it too, an open box with a bar where none does.
//!
//! The sentence in focus is chosen with the arrow keys or the mouse.
class AgreementView final : public QWidget
{
    Q_OBJECT

public:
    using Answers = QList<QList<app::session::AgreedSentence>>;

    //! \param theme outlives this
    explicit AgreementView(theme::Theme &theme, QWidget *parent = nullptr);

    //! \param names one for each answer, a letter or two
    void setAnswers(const Answers &answers, const QStringList &names);
    //! \return what is to be told of the sentence in focus; empty for none.
    QString describedCurrent() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void currentChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Place
    {
        qsizetype answer = -1;
        qsizetype sentence = -1;

        bool operator==(const Place &) const = default;
    };

    QRectF rectOf(const Place &place) const;
    std::optional<Place> placeAt(const QPointF &point) const;
    void setCurrent(const Place &place);
    void paintMark(QPainter &painter, const Place &place) const;
    int rowHeight() const;

    theme::Theme &m_theme;
    Answers m_answers;
    QStringList m_names;
    Place m_current;
};

} // namespace polylogue::ui::compare
