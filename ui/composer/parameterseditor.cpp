// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/composer/parameterseditor.h"

#include "ui/composer/parameterspanel.h"
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
        + int(p.reasoningEffort.has_value()) + int(!p.extraJson.isEmpty());
}

} // namespace

class ParametersEditor::Private
{
public:
    Private(ParametersEditor &editor, theme::Theme &theme)
        : q(editor)
        , panel(new ParametersPanel(theme, &q))
    { }

    void refresh()
    {
        const int set = countOfSet(panel->parameters());
        q.setText(set == 0 ? ParametersEditor::tr("Parameters")
                           : ParametersEditor::tr("Parameters · %1").arg(text::count(set)));
        q.setAccessibleDescription(set == 0 ? ParametersEditor::tr("None set")
                                            : ParametersEditor::tr("%1 set").arg(set));
    }

    ParametersEditor &q;
    ParametersPanel *panel;
};

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
        d->panel->open();
        d->panel->focusFirstField();
    });
    connect(d->panel, &ParametersPanel::parametersChanged, this, [this] {
        d->refresh();
        Q_EMIT parametersChanged(d->panel->parameters());
    });
    connect(d->panel, &ParametersPanel::sendAgainRequested, this,
            &ParametersEditor::sendAgainRequested);
    d->refresh();
}

ParametersEditor::~ParametersEditor() = default;

void ParametersEditor::setParameters(const Parameters &parameters)
{
    d->panel->setParameters(parameters);
    d->refresh();
}

Parameters ParametersEditor::parameters() const
{
    return d->panel->parameters();
}

void ParametersEditor::setRefusedFields(const QStringList &fields)
{
    d->panel->setRefusedFields(fields);
}

} // namespace polylogue::ui::composer
