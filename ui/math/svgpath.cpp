// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/math/svgpath.h"

namespace polylogue::ui::math {

namespace {

class PathReader
{
public:
    explicit PathReader(QStringView data)
        : m_data(data)
    { }

    QPainterPath read()
    {
        m_path.setFillRule(Qt::WindingFill);
        while (readCommand()) { }
        return m_path;
    }

private:
    void skipBlanks()
    {
        while (m_at < m_data.size() && (m_data.at(m_at).isSpace() || m_data.at(m_at) == u','))
            ++m_at;
    }

    bool hasNumber()
    {
        skipBlanks();
        if (m_at >= m_data.size())
            return false;
        const QChar next = m_data.at(m_at);
        return next.isDigit() || next == u'-' || next == u'.' || next == u'+';
    }

    //! "10-10", ".5.7" and "1e3" are how numbers may stand.
    qreal number()
    {
        skipBlanks();
        const qsizetype start = m_at;
        bool hasPoint = false;
        while (m_at < m_data.size()) {
            const QChar next = m_data.at(m_at);
            const bool isSign = (next == u'-' || next == u'+') && m_at == start;
            if (next == u'.' && !hasPoint)
                hasPoint = true;
            else if (!isSign && !next.isDigit())
                break;
            ++m_at;
        }
        return m_data.sliced(start, m_at - start).toDouble();
    }

    QPointF point()
    {
        const qreal x = number();
        const qreal y = number();
        return m_isRelative ? m_current + QPointF(x, y) : QPointF(x, y);
    }

    bool readCommand()
    {
        if (!hasNumber()) {
            if (m_at >= m_data.size())
                return false;
            m_command = m_data.at(m_at++).toLower();
            m_isRelative = m_data.at(m_at - 1).isLower();
            if (m_command != u'z' && !hasNumber())
                return false;
        } else if (m_command == u'z' || m_command.isNull()) {
            return false;
        }
        return apply();
    }

    bool apply()
    {
        QPointF control = m_current;
        switch (m_command.unicode()) {
        case u'm':
            m_path.moveTo(m_current = point());
            m_command = u'l'; // further points are lines
            control = m_current;
            break;
        case u'l':
            m_path.lineTo(m_current = point());
            control = m_current;
            break;
        case u'h':
            m_current.setX(number() + (m_isRelative ? m_current.x() : 0));
            m_path.lineTo(m_current);
            control = m_current;
            break;
        case u'v':
            m_current.setY(number() + (m_isRelative ? m_current.y() : 0));
            m_path.lineTo(m_current);
            control = m_current;
            break;
        case u'c':
        case u's': {
            const QPointF first = m_command == u'c' ? point() : 2 * m_current - m_control;
            control = point();
            const QPointF end = point();
            m_path.cubicTo(first, control, end);
            m_current = end;
            break;
        }
        case u'q': {
            const QPointF middle = point();
            const QPointF end = point();
            m_path.quadTo(middle, end);
            m_current = control = end;
            break;
        }
        case u'z':
            m_path.closeSubpath();
            m_current = control = m_path.currentPosition();
            break;
        default:
            return false;
        }
        m_control = control;
        return true;
    }

    QStringView m_data;
    qsizetype m_at = 0;
    QChar m_command;
    bool m_isRelative = false;
    QPointF m_current;
    QPointF m_control; // the last one of a curve
    QPainterPath m_path;
};

} // namespace

QPainterPath svgPath(QStringView data)
{
    return PathReader(data).read();
}

} // namespace polylogue::ui::math
