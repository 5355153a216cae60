// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/tools/storedtool.h"

#include <QDialog>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace polylogue::ui::toolbench {

//! \brief Takes tools out of what is pasted: a request, its `tools`, a program's dictionary.
class PasteDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit PasteDialog(QWidget *parent = nullptr);

Q_SIGNALS:
    void toolsChosen(const QList<polylogue::app::tools::StoredTool> &tools);

private:
    void read();

    QList<app::tools::StoredTool> m_found;
    QPlainTextEdit *m_text = nullptr;
    QLabel *m_what = nullptr;
    QPushButton *m_add = nullptr;
};

} // namespace polylogue::ui::toolbench
