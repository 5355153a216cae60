// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QAccessibleInterface>

namespace polylogue::ui::transcript {

//! \brief Text that is read, neither edited nor selected by a screen reader.
class AccessibleText : public QAccessibleTextInterface
{
public:
    void selection(int, int *start, int *end) const override { *start = *end = 0; }
    int selectionCount() const override { return 0; }
    void addSelection(int, int) override { }
    void removeSelection(int) override { }
    void setSelection(int, int, int) override { }
    int cursorPosition() const override { return 0; }
    void setCursorPosition(int) override { }
    QString text(int start, int end) const override;
    int characterCount() const override { return static_cast<int>(wholeText().size()); }

protected:
    virtual QString wholeText() const = 0;
};

} // namespace polylogue::ui::transcript
