// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/preferences/appearancepage.h"

#include "ui/preferences/settingsrow.h"

#include <QSpinBox>

#include <cmath>

namespace polylogue::ui::preferences {

using app::settings::ContentWidth;
using app::settings::FollowMode;
using app::settings::Settings;
using app::settings::ThemeMode;

AppearancePage::AppearancePage(theme::Theme &theme, app::settings::SettingsStore &store,
                               QWidget *parent)
    : SettingsPage(theme, store, tr("Appearance"), parent)
{
    addChoice<ThemeMode>(tr("Theme"), tr("Light or dark colours."), &Settings::theme,
                         {{tr("As the system"), ThemeMode::System},
                          {tr("Light"), ThemeMode::Light},
                          {tr("Dark"), ThemeMode::Dark}});

    auto *size = new QSpinBox(this);
    size->setRange(70, 300);
    size->setSingleStep(10);
    size->setSuffix(tr(" %"));
    addRow(tr("Text size"), tr("Of conversations and of what you write."), size)
        ->setKeywords(tr("font zoom scale larger smaller"));
    connect(size, &QSpinBox::valueChanged, this, [this](int percent) {
        change([percent](Settings &settings) { settings.readingScale = percent / 100.0; });
    });
    follow([size](const Settings &settings) {
        const QSignalBlocker quiet(size); // a scale by the keyboard may lie between two per cents
        size->setValue(static_cast<int>(std::lround(settings.readingScale * 100)));
    });

    addChoice<ContentWidth>(tr("Width of the text"), tr("How wide lines of a conversation get."),
                            &Settings::contentWidth,
                            {{tr("Narrow column"), ContentWidth::Narrow},
                             {tr("Wide column"), ContentWidth::Wide},
                             {tr("Full width"), ContentWidth::Full}});
    addChoice<FollowMode>(tr("When an answer is longer than the window"),
                          tr("Whether the view moves while you read."), &Settings::followMode,
                          {{tr("Stay where I read"), FollowMode::Hold},
                           {tr("Follow its end"), FollowMode::Follow},
                           {tr("Never move"), FollowMode::NeverMove}});
    addSwitch(tr("Show formulas"),
              tr("Mathematics in answers is set as formulas, not shown as its source."),
              &Settings::showsFormulas);
    addSwitch(tr("Motion"), tr("Short movements that explain what happened."),
              &Settings::mayAnimate);
}

} // namespace polylogue::ui::preferences
