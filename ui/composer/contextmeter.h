// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QAbstractButton>
#include <QList>

#include <optional>
#include <utility>

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::composer {

class ContextBreakdown;

//! \brief How many tokens the next request would take, by part, how large it is, and what it would
//!        cost.
struct ContextMeterValue
{
    qint64 systemPrompt = 0;
    qint64 messages = 0;
    qint64 attachments = 0; //!< of earlier messages, as far as they go out again
    qint64 draft = 0; //!< text and attachments being written
    std::optional<qint64> limit = {}; //!< the model's context, where known
    bool isEstimate = true;
    QString cost = {}; //!< worded, e.g. "≈ 0.02 €"; empty where no prices are set
    QString chatCost = {}; //!< of all answers of the chat; empty where nothing is known
    QList<std::pair<QString, QString>> dayCosts = {}; //!< days and what their answers cost
    qint64 bytes = 0; //!< of the request
    std::optional<qint64> byteLimit = {}; //!< what the server takes, where known

    qint64 total() const { return systemPrompt + messages + attachments + draft; }
    bool operator==(const ContextMeterValue &) const = default;
};

//! \return "≈ 3,412 of 128,000 tokens", or without the limit where it is not known.
QString contextText(const ContextMeterValue &value);

//! \brief A quiet line with a bar under it; a click or Return tells what the tokens are made of.
class ContextMeter final : public QAbstractButton
{
    Q_OBJECT

public:
    //! \param theme outlives this
    explicit ContextMeter(theme::Theme &theme, QWidget *parent = nullptr);

    void setValue(const ContextMeterValue &value);
    const ContextMeterValue &value() const { return m_value; }
    //! \brief Only the share or number, where there is little room.
    void setCompact(bool compact);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    enum class Level { Usual, Near, Over };

    Level level() const;
    QString shownText() const;
    QColor colour() const;
    void refresh();

    theme::Theme &m_theme;
    ContextMeterValue m_value;
    bool m_isCompact = false;
    ContextBreakdown *m_breakdown; // child
};

} // namespace polylogue::ui::composer
