// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/conversation/message.h"
#include "ui/markdown/incrementaldocument.h"
#include "ui/transcript/leaflayout.h"
#include "ui/transcript/messageleaves.h"

#include <QElapsedTimer>
#include <QFuture>

#include <optional>
#include <vector>

namespace polylogue::ui::transcript {

//! \brief A leaf with its place; its layout exists only while it is needed.
struct Leaf
{
    LeafKey key = {};
    LeafContent content = {};
    qreal gap = 0; //!< above
    qreal left = 0; //!< in the column
    qreal width = 0;
    qreal height = 0; //!< estimated unless isMeasured
    bool isMeasured = false;
    int version = 0; //!< another one after each change of the content
    qreal scroll = 0; //!< kept over the life of layouts
    std::unique_ptr<LeafLayout> layout = {};

    qreal extent() const { return gap + height; }
};

//! \brief The text of a leaf, for copying.
struct SelectableLeaf
{
    LeafKey key = {};
    QString text = {};
    QString mark = {}; //!< of a list item; stands before the text
    bool isTight = false; //!< follows the leaf before in the next line
    markdown::Block block = {}; //!< whose plainText() is the text
};

//! \brief One message of the view: an estimated height at first, leaves once it is near.
class MessageItem
{
public:
    MessageItem(const app::conversation::Message &message, const Style &style, qreal columnWidth);

    //! \return about how high \a message is going to be; more than 0.
    static qreal estimatedHeight(const app::conversation::Message &message, const Style &style,
                                 qreal columnWidth);

    //! \brief Makes the leaves agree with \a message; what did not change keeps its layout.
    void sync(const app::conversation::Message &message, const Surroundings &surroundings,
              const Style &style, qreal columnWidth);
    //! \brief The text was replaced, not continued: the next sync() starts it over.
    void restartText() { m_mustRestart = true; }

    const app::conversation::MessageId &id() const { return m_id; }
    bool isBuilt() const { return m_isBuilt; }
    bool isOwn() const { return m_isOwn; } //!< stands at the right, on a tinted block
    bool isRunning() const { return m_isRunning; }
    //! \brief A long text is read in another thread; sync() takes over what has come of it.
    bool isReading() const { return m_reading.has_value(); }
    bool hasRead() const { return m_reading && m_reading->document.isFinished(); }
    void waitUntilRead() { m_reading->document.waitForFinished(); } //!< \pre isReading()
    //! \return whether there is no text to be shown until then.
    bool isUnread() const { return isReading() && m_text.takenCharacters() == 0; }
    qreal height() const;
    std::vector<Leaf> &leaves() { return m_leaves; }
    const std::vector<Leaf> &leaves() const { return m_leaves; }
    std::vector<SelectableLeaf> selectableLeaves() const;
    //! \brief How it is shown, as far as that says what can be selected.
    struct Shown
    {
        markdown::Formulas formulas = markdown::Formulas::Recognised;
        bool isSource = false;
        std::optional<bool> isReasoningOpen = {}; //!< not set: while it is all there is
    };
    static Shown shownAtFirst(const Style &style);
    Shown shown() const { return {m_formulas, m_showsSource, m_isReasoningOpen}; }
    //! \return what selectableLeaves() of \a message would be, parsed on the fly.
    static std::vector<SelectableLeaf> parsedLeaves(const app::conversation::Message &message,
                                                    const Shown &shown);
    //! \return the first leaf whose key is not before \a key; the last one where all are.
    size_t indexOf(const LeafKey &key) const;
    //! \return the layout, made where there is none; the leaf's height is exact from now on.
    //! \param made is counted up where one had to be made
    LeafLayout &layoutOf(size_t leaf, const Style &style, int *made);
    //! \return the leaf behind which a caret shows that more is coming; -1 for none.
    int caretLeaf() const;

    //! \brief Width or style changed: every height is an estimate again.
    void relayout(const Style &style, qreal columnWidth);
    void dropLayouts();
    //! \brief Forgets everything but the height.
    void dropLeaves();

    //! \return the reasoning where it is folded, Markdown and all; empty where all is shown.
    QString foldedReasoning() const;
    void toggleReasoning();
    void toggleDetails() { m_showsDetails = !m_showsDetails; }
    //! \brief How the code of a leaf is looked at; seen after the next sync().
    CodeView &codeViewOf(const LeafKey &key)
    {
        return m_showsSource ? m_sourceView[key] : m_codeViews[key];
    }
    //! \brief The text as it was written, Markdown and all; seen after the next sync().
    void toggleSource() { m_showsSource = !m_showsSource; }
    bool showsSource() const { return m_showsSource; }

private:
    void setFormulas(markdown::Formulas formulas);
    void updateDocuments(const app::conversation::Message &message);
    void updateText(const QString &text, bool mustRestart);
    void mergeLeaves(const app::conversation::Message &message, const Surroundings &surroundings,
                     const Style &style);
    void placeLeaves(const Style &style, qreal columnWidth);
    qreal ownTextWidth(const Style &style, qreal room) const;

    app::conversation::MessageId m_id;
    std::vector<Leaf> m_leaves;
    markdown::Formulas m_formulas;
    //! \brief A text on its way through another thread.
    struct Reading
    {
        QFuture<markdown::IncrementalDocument> document = {};
        qsizetype characters = 0;
    };

    markdown::IncrementalDocument m_text;
    std::optional<Reading> m_reading;
    markdown::IncrementalDocument m_reasoning;
    QElapsedTimer m_thinking; // since the first reasoning that was seen coming in
    std::optional<std::chrono::milliseconds> m_thoughtFor;
    std::optional<bool> m_isReasoningOpen;
    std::map<LeafKey, CodeView> m_codeViews; // those that were changed
    std::map<LeafKey, CodeView> m_sourceView{{{Section::Text, 0}, {.wraps = true}}};
    bool m_showsSource = false;
    bool m_showsDetails = false;
    bool m_isBuilt = false;
    bool m_isOwn = false;
    bool m_isRunning = false;
    bool m_isFinished = false; // the documents have been parsed as a whole
    bool m_mustRestart = false;
    qreal m_estimatedHeight = 0;
};

//! \brief What can be selected of a message, whatever becomes of its row: parsed when it is asked
//!        for, so that much that is copied takes no more memory than the messages.
struct SelectableMessage
{
    app::conversation::Message message = {};
    MessageItem::Shown shown = {};
    std::vector<SelectableLeaf> known = {}; //!< empty: not near

    std::vector<SelectableLeaf> leaves() const
    {
        return known.empty() ? MessageItem::parsedLeaves(message, shown) : known;
    }
};

} // namespace polylogue::ui::transcript
