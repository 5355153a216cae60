// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/composer/parameterspanel.h"

#include "app/endpoint/extrajson.h"
#include "app/net/refusedparts.h"
#include "ui/composer/answerformatrow.h"
#include "ui/composer/parameterrow.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRegularExpressionValidator>
#include <QScopedValueRollback>
#include <QScrollArea>
#include <QSpinBox>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::ui::composer {

namespace {

using app::endpoint::Parameters;

constexpr int MostTokens = 10'000'000;
constexpr int UsualMaxTokens = 1024;
constexpr int MostStops = 4; // PROTOCOL of OpenAI: up to four
constexpr int Margin = 16;

// In a field with one text a line, a line break within a text is written \n.
QString stopsAsLines(const QStringList &stops)
{
    QStringList lines;
    for (const QString &stop : stops)
        lines << QString(stop).replace(u'\\', u"\\\\"_s).replace(u'\n', u"\\n"_s);
    return lines.join(u'\n');
}

QString unescaped(const QString &line)
{
    QString text;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const bool isEscape = line.at(i) == u'\\' && i + 1 < line.size();
        if (!isEscape)
            text += line.at(i);
        else if (const QChar next = line.at(++i); next == u'n')
            text += u'\n';
        else if (next == u't')
            text += u'\t';
        else
            text += next;
    }
    return text;
}

QStringList stopsFromLines(const QString &lines)
{
    QStringList stops;
    for (const QString &line : lines.split(u'\n', Qt::SkipEmptyParts))
        stops << unescaped(line);
    return stops.first(std::min<qsizetype>(stops.size(), MostStops));
}

} // namespace

namespace {

//! What the server was seen to refuse, as LearnedDrops calls it.
QString refusalText(const QString &field)
{
    if (field == app::net::fileField)
        return ParametersPanel::tr("PDF files go in another form: the server refused them.");
    if (field == app::net::imageField)
        return ParametersPanel::tr("Images are not sent: the server refused them.");
    return ParametersPanel::tr("Not sent: the server refused “%1”.").arg(field);
}

} // namespace

ParametersPanel::ParametersPanel(theme::Theme &theme, QWidget *opener)
    : PopupPanel(opener)
{
    // Small screens and large text: the panel scrolls rather than being cut off.
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents);
    scroll->viewport()->setAutoFillBackground(false);
    m_content = new QWidget;
    scroll->setWidget(m_content);
    m_content->setAutoFillBackground(false);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(1, 1, 1, 1);
    outer->addWidget(scroll);

    m_column = new QVBoxLayout(m_content);
    m_column->setContentsMargins(Margin, 14, Margin, Margin);
    m_column->setSpacing(6);
    auto *title = new QLabel(tr("Parameters"), m_content);
    title->setFont(theme.headingFont(3));
    m_column->addWidget(title);
    auto *hint =
        new QLabel(tr("What is not ticked is not sent: the server's default holds."), m_content);
    theme::setLook(hint, theme::Look::Secondary);
    m_column->addWidget(hint);
    m_otherRefusals = new QVBoxLayout;
    m_column->addLayout(m_otherRefusals);

    addStreaming();
    addAnswerFormat();
    addNumber(u"temperature"_s, tr("Temperature"), &Parameters::temperature, 0, 2, 1);
    addNumber(u"top_p"_s, tr("Top P"), &Parameters::topP, 0, 1, 1);
    addMaxTokens();
    addStop();
    addSeed();
    addNumber(u"presence_penalty"_s, tr("Presence penalty"), &Parameters::presencePenalty, -2, 2,
              0);
    addNumber(u"frequency_penalty"_s, tr("Frequency penalty"), &Parameters::frequencyPenalty, -2, 2,
              0);
    addReasoningEffort();
    addExtraJson(theme);
}

void ParametersPanel::addRow(ParameterRow *row, const Show &show, const Store &store)
{
    m_bindings.append({row, show, store});
    m_column->addWidget(row);
    connect(row, &ParameterRow::setChanged, this, [this, row] { onEdited(row); });
    connect(row, &ParameterRow::sendAgainRequested, this, &ParametersPanel::sendAgainRequested);
}

void ParametersPanel::addStreaming()
{
    m_streaming = new QComboBox(m_content);
    m_streaming->setObjectName(u"stream"_s);
    m_streaming->setAccessibleName(tr("Streaming"));
    m_streaming->addItem(tr("Default (on)"));
    m_streaming->addItem(tr("On"), true);
    m_streaming->addItem(tr("Off"), false);
    auto *label = new QLabel(tr("Streaming"), m_content);
    label->setBuddy(m_streaming);
    label->setFixedWidth(ParameterRow::labelWidth(fontMetrics()));
    auto *line = new QHBoxLayout;
    line->addWidget(label);
    line->addWidget(m_streaming, 1);
    m_column->addLayout(line);
    connect(m_streaming, &QComboBox::activated, this, [this] {
        const QVariant chosen = m_streaming->currentData();
        m_parameters.stream = chosen.isValid() ? std::optional(chosen.toBool()) : std::nullopt;
        Q_EMIT parametersChanged();
    });
}

void ParametersPanel::addAnswerFormat()
{
    m_answerFormat = new AnswerFormatRow(m_content);
    m_column->addWidget(m_answerFormat);
    connect(m_answerFormat, &AnswerFormatRow::formatChanged, this, [this] {
        m_parameters.responseFormat = m_answerFormat->format();
        Q_EMIT parametersChanged();
    });
    connect(m_answerFormat, &AnswerFormatRow::schemaRequested, this,
            &ParametersPanel::schemaRequested);
    connect(m_answerFormat, &AnswerFormatRow::sendAgainRequested, this,
            &ParametersPanel::sendAgainRequested);
}

void ParametersPanel::addNumber(const QString &field, const QString &label,
                                std::optional<double> Parameters::*member, double minimum,
                                double maximum, double start)
{
    auto *editor = new QDoubleSpinBox;
    editor->setRange(minimum, maximum);
    editor->setSingleStep(0.1);
    editor->setDecimals(2);
    editor->setValue(start);
    auto *row = new ParameterRow(field, label, editor, m_content);
    addRow(
        row,
        [editor, member](const Parameters &parameters) {
            if (parameters.*member)
                editor->setValue(*(parameters.*member));
            return (parameters.*member).has_value();
        },
        [editor, member](Parameters &parameters, bool isSet) {
            parameters.*member = isSet ? std::optional(editor->value()) : std::nullopt;
        });
    connect(editor, &QDoubleSpinBox::valueChanged, this, [this, row] { onEdited(row); });
}

void ParametersPanel::addMaxTokens()
{
    auto *editor = new QSpinBox;
    editor->setRange(1, MostTokens);
    editor->setSingleStep(256);
    editor->setGroupSeparatorShown(true);
    editor->setValue(UsualMaxTokens);
    auto *row = new ParameterRow(u"max_tokens"_s, tr("Maximum tokens"), editor, m_content);
    addRow(
        row,
        [editor](const Parameters &parameters) {
            if (parameters.maxTokens)
                editor->setValue(*parameters.maxTokens);
            return parameters.maxTokens.has_value();
        },
        [editor](Parameters &parameters, bool isSet) {
            parameters.maxTokens = isSet ? std::optional(editor->value()) : std::nullopt;
        });
    connect(editor, &QSpinBox::valueChanged, this, [this, row] { onEdited(row); });
}

void ParametersPanel::addStop()
{
    auto *editor = new QPlainTextEdit;
    editor->setPlaceholderText(tr("Up to four texts, one a line; \\n for a line break"));
    editor->setTabChangesFocus(true);
    editor->setFixedHeight(3 * editor->fontMetrics().lineSpacing() + 20);
    auto *row = new ParameterRow(u"stop"_s, tr("Stop at"), editor, m_content);
    addRow(
        row,
        [editor](const Parameters &parameters) {
            editor->setPlainText(stopsAsLines(parameters.stop.value_or(QStringList())));
            return parameters.stop.has_value();
        },
        [editor](Parameters &parameters, bool isSet) {
            const QStringList stops = stopsFromLines(editor->toPlainText());
            parameters.stop = isSet && !stops.isEmpty() ? std::optional(stops) : std::nullopt;
        });
    connect(editor, &QPlainTextEdit::textChanged, this, [this, row] { onEdited(row); });
}

void ParametersPanel::addSeed()
{
    auto *editor = new QLineEdit;
    editor->setValidator(
        new QRegularExpressionValidator(QRegularExpression(u"-?\\d{1,18}"_s), editor));
    editor->setPlaceholderText(tr("A whole number"));
    auto *row = new ParameterRow(u"seed"_s, tr("Seed"), editor, m_content);
    addRow(
        row,
        [editor](const Parameters &parameters) {
            editor->setText(parameters.seed ? QString::number(*parameters.seed) : QString());
            return parameters.seed.has_value();
        },
        [editor](Parameters &parameters, bool isSet) {
            bool isNumber = false;
            const qint64 seed = editor->text().toLongLong(&isNumber);
            parameters.seed = isSet && isNumber ? std::optional(seed) : std::nullopt;
        });
    connect(editor, &QLineEdit::textChanged, this, [this, row] { onEdited(row); });
}

void ParametersPanel::addReasoningEffort()
{
    auto *editor = new QComboBox;
    editor->setEditable(true); // servers have levels of their own
    editor->addItems({u"none"_s, u"minimal"_s, u"low"_s, u"medium"_s, u"high"_s});
    editor->setCurrentText(u"medium"_s);
    auto *row = new ParameterRow(u"reasoning_effort"_s, tr("Reasoning effort"), editor, m_content);
    addRow(
        row,
        [editor](const Parameters &parameters) {
            if (parameters.reasoningEffort)
                editor->setCurrentText(*parameters.reasoningEffort);
            return parameters.reasoningEffort.has_value();
        },
        [editor](Parameters &parameters, bool isSet) {
            const QString effort = editor->currentText().trimmed();
            parameters.reasoningEffort =
                isSet && !effort.isEmpty() ? std::optional(effort) : std::nullopt;
        });
    connect(editor, &QComboBox::currentTextChanged, this, [this, row] { onEdited(row); });
}

void ParametersPanel::addExtraJson(theme::Theme &theme)
{
    auto *label = new QLabel(tr("More, as JSON"), m_content);
    m_extraJson = new QPlainTextEdit(m_content);
    label->setBuddy(m_extraJson);
    m_extraJson->setObjectName(u"extra_json"_s);
    m_extraJson->setAccessibleName(tr("More parameters, as JSON"));
    m_extraJson->setPlaceholderText(uR"({"top_k": 40})"_s);
    m_extraJson->setFont(theme.codeFont());
    m_extraJson->setTabChangesFocus(true);
    m_extraJson->setFixedHeight(4 * m_extraJson->fontMetrics().lineSpacing() + 20);
    m_jsonMessage = new QLabel(m_content);
    m_jsonMessage->setObjectName(u"JsonMessage"_s);
    m_jsonMessage->setTextFormat(Qt::PlainText);
    // Always there, so that nothing moves while JSON is being typed.
    m_jsonMessage->setMinimumHeight(m_jsonMessage->fontMetrics().lineSpacing());
    m_column->addSpacing(4);
    m_column->addWidget(label);
    m_column->addWidget(m_extraJson);
    m_column->addWidget(m_jsonMessage);
    connect(m_extraJson, &QPlainTextEdit::textChanged, this, &ParametersPanel::onExtraJsonEdited);
    onExtraJsonEdited();
}

void ParametersPanel::onExtraJsonEdited()
{
    const QByteArray json = m_extraJson->toPlainText().trimmed().toUtf8();
    const app::base::Status status = app::endpoint::checkExtraJson(json);
    QString message;
    if (!status)
        message = status.error().subject.isEmpty()
            ? tr("Not sent: it must be an object, in braces")
            : tr("Not sent: line %1, %2").arg(status.error().subject, status.error().detail);
    else if (json.isEmpty())
        message = tr("Goes into every request as it stands");
    else
        message = tr("Valid JSON");
    theme::setLook(m_jsonMessage, status ? theme::Look::Secondary : theme::Look::Bad);
    m_jsonMessage->setText(message);
    m_extraJson->setAccessibleDescription(message);
    if (m_isShowing)
        return;
    m_parameters.extraJson = status ? json : QByteArray();
    Q_EMIT parametersChanged();
}

void ParametersPanel::onEdited(const ParameterRow *row)
{
    if (m_isShowing)
        return;
    // Only this one: what the others show may be rounded.
    const auto binding = std::ranges::find(m_bindings, row, &Binding::row);
    binding->store(m_parameters, row->isSet());
    Q_EMIT parametersChanged();
}

void ParametersPanel::setParameters(const Parameters &parameters)
{
    if (parameters == m_parameters)
        return;
    const QScopedValueRollback<bool> guard(m_isShowing, true);
    m_parameters = parameters;
    m_streaming->setCurrentIndex(!parameters.stream ? 0 : *parameters.stream ? 1 : 2);
    m_answerFormat->setFormat(parameters.responseFormat);
    for (const Binding &binding : std::as_const(m_bindings))
        binding.row->setSet(binding.show(parameters));
    m_extraJson->setPlainText(QString::fromUtf8(parameters.extraJson));
}

QSize ParametersPanel::sizeHint() const
{
    // A scroll area alone would never ask for more than a few lines.
    constexpr QSize Frame(theme::Metrics::Unit + 4, 4);
    return m_content->sizeHint() + Frame;
}

void ParametersPanel::focusFirstField()
{
    m_streaming->setFocus(Qt::PopupFocusReason);
}

void ParametersPanel::setRefusedFields(const QStringList &fields)
{
    QStringList others = fields;
    m_answerFormat->setRefused(others.removeAll(u"response_format"_s) > 0);
    for (const Binding &binding : std::as_const(m_bindings)) {
        const QString field = binding.row->field();
        // Quirks decide under which of its two names this one goes.
        const bool isRefused = others.removeAll(field) > 0
            || (field == "max_tokens"_L1 && others.removeAll(u"max_completion_tokens"_s) > 0);
        binding.row->setRefused(isRefused);
    }
    while (QLayoutItem *item = m_otherRefusals->takeAt(0)) {
        item->widget()->deleteLater();
        const std::unique_ptr<QLayoutItem> owned(item);
    }
    for (const QString &field : std::as_const(others))
        m_otherRefusals->addWidget(makeRefusal(refusalText(field), field, m_content, [this, field] {
            Q_EMIT sendAgainRequested(field);
        }));
}

} // namespace polylogue::ui::composer
