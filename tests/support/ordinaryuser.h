// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDirIterator>
#include <QFile>
#include <QtGlobal>

#include <unistd.h>

namespace polylogue::tests {

//! \brief While it lives a test that root runs is an ordinary user's, who may not write everywhere.
class OrdinaryUser final
{
public:
    //! \param directory becomes that user's, with all that is in it
    explicit OrdinaryUser(const QString &directory)
        : m_isRoot(::geteuid() == 0)
    {
        if (!m_isRoot)
            return;
        give(directory);
        QDirIterator all(directory, QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot,
                         QDirIterator::Subdirectories);
        while (all.hasNext())
            give(all.next());
        // The real one counts for access(), the saved one is the way back.
        if (::setresuid(nobody, nobody, 0) != 0)
            qFatal("root cannot be anybody else");
    }

    ~OrdinaryUser()
    {
        if (m_isRoot && ::setresuid(0, 0, 0) != 0)
            qFatal("no way back to root");
    }

    Q_DISABLE_COPY_MOVE(OrdinaryUser)

private:
    static constexpr uid_t nobody = 65534;

    static void give(const QString &path)
    {
        if (::lchown(QFile::encodeName(path).constData(), nobody, static_cast<gid_t>(-1)) != 0)
            qFatal("%s cannot be given away", qPrintable(path));
    }

    bool m_isRoot = false;
};

} // namespace polylogue::tests
