// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/composer/parameterseditor.h"

#include "ui/composer/parameterspanel.h"
#include "ui/composer/schemadialog.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

using namespace Qt::StringLiterals;

namespace polylogue::ui::composer {

namespace {

using app::endpoint::Parameters;

int countOfSet(const Parameters &p)
{
    return int(p.stream.has_value()) + int(p.temperature.has_value()) + int(p.topP.has_value())
        + int(p.maxTokens.has_value()) + int(p.stop.has_value()) + int(p.seed.has_value())
        + int(p.presencePenalty.has_value()) + int(p.frequencyPenalty.has_value())
        + int(p.reasoningEffort.has_value()) + int(p.responseFormat.has_value())
        + int(!p.extraJson.isEmpty());
}

} // namespace

class ParametersEditor::Private
{
public:
    Private(ParametersEditor &editor, theme::Theme &editorTheme)
        : q(editor)
        , theme(editorTheme)
    { }

    void makePanel();
    void editSchema();
    void refresh();

    ParametersEditor &q;
    theme::Theme &theme;
    Parameters parameters;
    QStringList refused;
    ParametersPanel *panel = nullptr; // its many fields are made when it is opened first
};

void ParametersEditor::Private::makePanel()
{
    panel = new ParametersPanel(theme, &q);
    panel->setParameters(parameters);
    panel->setRefusedFields(refused);
    connect(panel, &ParametersPanel::parametersChanged, &q, [this] {
        parameters = panel->parameters();
        refresh();
        Q_EMIT q.parametersChanged(parameters);
    });
    connect(panel, &ParametersPanel::sendAgainRequested, &q, &ParametersEditor::sendAgainRequested);
    connect(panel, &ParametersPanel::schemaRequested, &q, [this] { editSchema(); });
}

void ParametersEditor::Private::editSchema()
{
    panel->close();
    auto *dialog = new SchemaDialog(
        theme, parameters.responseFormat.value_or(app::endpoint::ResponseFormat{}), q.window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, &q, [this, dialog] {
        parameters.responseFormat = dialog->format();
        panel->setParameters(parameters);
        refresh();
        Q_EMIT q.parametersChanged(parameters);
    });
    dialog->open();
}

void ParametersEditor::Private::refresh()
{
    const int set = countOfSet(parameters);
    q.setText(set == 0 ? ParametersEditor::tr("Parameters")
                       : ParametersEditor::tr("Parameters · %1").arg(text::count(set)));
    q.setAccessibleDescription(set == 0 ? ParametersEditor::tr("None set")
                                        : ParametersEditor::tr("%1 set").arg(set));
}

ParametersEditor::ParametersEditor(theme::Theme &theme, QWidget *parent)
    : QToolButton(parent)
    , d(std::make_unique<Private>(*this, theme))
{
    setObjectName(u"Parameters"_s);
    setAccessibleName(tr("Parameters"));
    setToolTip(tr("Temperature, length and the like"));
    setFocusPolicy(Qt::StrongFocus);
    theme::setLook(this, theme::Look::Quiet);
    connect(this, &QToolButton::clicked, this, [this] {
        if (!d->panel)
            d->makePanel();
        d->panel->open();
        d->panel->focusFirstField();
    });
    d->refresh();
}

ParametersEditor::~ParametersEditor() = default;

void ParametersEditor::setParameters(const Parameters &parameters)
{
    d->parameters = parameters;
    if (d->panel)
        d->panel->setParameters(parameters);
    d->refresh();
}

Parameters ParametersEditor::parameters() const
{
    return d->parameters;
}

void ParametersEditor::setRefusedFields(const QStringList &fields)
{
    d->refused = fields;
    if (d->panel)
        d->panel->setRefusedFields(fields);
}

} // namespace polylogue::ui::composer
