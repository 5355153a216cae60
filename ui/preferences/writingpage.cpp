// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/preferences/writingpage.h"

#include "ui/preferences/settingsrow.h"

#include <QSpinBox>

namespace polylogue::ui::preferences {

using app::settings::OfficePaste;
using app::settings::SendKey;
using app::settings::Settings;

namespace {

constexpr int LongestPaste = 100'000'000;
constexpr int PasteStep = 1000;

} // namespace

WritingPage::WritingPage(theme::Theme &theme, app::settings::SettingsStore &store, QWidget *parent)
    : SettingsPage(theme, store, tr("Writing"), parent)
{
    addChoice<SendKey>(tr("Send with"), tr("The other Returns break the line."), &Settings::sendKey,
                       {{tr("Enter"), SendKey::Enter},
                        {tr("Ctrl+Enter"), SendKey::CtrlEnter},
                        {tr("Shift+Enter"), SendKey::ShiftEnter}});

    auto *paste = new QSpinBox(this);
    paste->setRange(0, LongestPaste);
    paste->setSingleStep(PasteStep);
    paste->setGroupSeparatorShown(true);
    paste->setSpecialValueText(tr("never"));
    paste->setKeyboardTracking(false); // one change for a typed number
    addRow(tr("Fold pasted text"),
           tr("A paste longer than so many characters stands as one chip in the message."), paste);
    connect(paste, &QSpinBox::valueChanged, this, [this](int characters) {
        change([characters](Settings &settings) { settings.longPasteCharacters = characters; });
    });
    follow([paste](const Settings &settings) { paste->setValue(settings.longPasteCharacters); });

    addChoice<OfficePaste>(
        tr("Text and picture on the clipboard"),
        tr("Excel, Word and others copy both. Ctrl+Shift+V always pastes the text."),
        &Settings::officePaste,
        {{tr("Paste the text"), OfficePaste::Text},
         {tr("Attach the picture"), OfficePaste::Picture},
         {tr("Ask each time"), OfficePaste::Ask}});
}

} // namespace polylogue::ui::preferences
