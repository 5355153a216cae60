// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/tools/toolrules.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app::tools;

namespace {

Tool someTool()
{
    return {.definition = {.name = u"delete"_s,
                           .description = u"Deletes a file"_s,
                           .parametersSchema = R"({"type":"object"})"_ba},
            .kind = ToolKind::Command,
            .server = u"files"_s,
            .source = u"/usr/bin/files --root /tmp"_s};
}

} // namespace

class tst_ToolRules final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutARuleIsAsked();
    void anApprovalHoldsForTheSameToolOnly_data();
    void anApprovalHoldsForTheSameToolOnly();
    void spaceInTheSchemaIsNoChange();
    void anApprovalOfArgumentsHoldsForThemOnly();
    void theCloserRuleDecides_data();
    void theCloserRuleDecides();
    void aRefusalHoldsWhateverTheToolBecame();
    void aRuleTakesThePlaceOfItsLike();
};

void tst_ToolRules::withoutARuleIsAsked()
{
    QCOMPARE(judge({}, someTool(), "{}"), Verdict{});
    QCOMPARE(Verdict{}.permission, Permission::Ask);
    QCOMPARE(fingerprintOf(someTool()).size(), 64);
}

void tst_ToolRules::anApprovalHoldsForTheSameToolOnly_data()
{
    QTest::addColumn<Tool>("tool");
    QTest::addColumn<Permission>("permission");
    const auto changed = [](const auto &change) {
        Tool tool = someTool();
        change(tool);
        return tool;
    };
    QTest::newRow("as it was") << someTool() << Permission::Run;
    QTest::newRow("another description")
        << changed([](Tool &tool) { tool.definition.description += u" and mails it"_s; })
        << Permission::Ask;
    QTest::newRow("an invisible character")
        << changed([](Tool &tool) { tool.definition.description += QChar(0x200B); })
        << Permission::Ask;
    QTest::newRow("another schema")
        << changed([](Tool &tool) { tool.definition.parametersSchema = R"({"type":"array"})"; })
        << Permission::Ask;
    QTest::newRow("another command line")
        << changed([](Tool &tool) { tool.source += u" --force"_s; }) << Permission::Ask;
    QTest::newRow("another kind") << changed([](Tool &tool) { tool.kind = ToolKind::Server; })
                                  << Permission::Ask;
    QTest::newRow("another server")
        << changed([](Tool &tool) { tool.server = u"other"_s; }) << Permission::Ask;
    QTest::newRow("another name") << changed([](Tool &tool) { tool.definition.name = u"remove"_s; })
                                  << Permission::Ask;
}

void tst_ToolRules::anApprovalHoldsForTheSameToolOnly()
{
    QFETCH(Tool, tool);
    QFETCH(Permission, permission);
    const QList<ToolRule> rules{ruleFor(someTool(), {}, true)};
    const Verdict verdict = judge(rules, tool, "{}");
    QCOMPARE(verdict.permission, permission);
    const Tool approved = someTool();
    const bool isSameName =
        tool.definition.name == approved.definition.name && tool.server == approved.server;
    QCOMPARE(verdict.wasAllowedAs,
             permission == Permission::Ask && isSameName ? identityOf(approved) : QString());
}

void tst_ToolRules::spaceInTheSchemaIsNoChange()
{
    Tool tool = someTool();
    tool.definition.parametersSchema = "{ \"type\" :\n\"object\" }";
    QCOMPARE(fingerprintOf(tool), fingerprintOf(someTool()));
}

void tst_ToolRules::anApprovalOfArgumentsHoldsForThemOnly()
{
    const QList<ToolRule> rules{ruleFor(someTool(), R"({"path":"/tmp/a","n":1})"_ba, true)};
    const Tool tool = someTool();
    QCOMPARE(judge(rules, tool, R"({ "n": 1.0, "path": "/tmp/a" })").permission, Permission::Run);
    QCOMPARE(judge(rules, tool, R"({"path":"/tmp/b","n":1})").permission, Permission::Ask);
    QCOMPARE(judge(rules, tool, R"({"path":"/tmp/a"})").permission, Permission::Ask);
    QCOMPARE(judge(rules, tool, R"({"path":"/tmp/a","n":1,"path":"/etc"})").permission,
             Permission::Ask);
}

void tst_ToolRules::theCloserRuleDecides_data()
{
    QTest::addColumn<bool>("forAny");
    QTest::addColumn<bool>("forThese");
    QTest::addColumn<Permission>("permission");
    QTest::newRow("all but these") << true << false << Permission::Refuse;
    QTest::newRow("only these") << false << true << Permission::Run;
}

void tst_ToolRules::theCloserRuleDecides()
{
    QFETCH(bool, forAny);
    QFETCH(bool, forThese);
    QFETCH(Permission, permission);
    QList<ToolRule> rules{ruleFor(someTool(), {}, forAny), ruleFor(someTool(), "{}"_ba, forThese)};
    QCOMPARE(judge(rules, someTool(), "{}").permission, permission);
    std::reverse(rules.begin(), rules.end());
    QCOMPARE(judge(rules, someTool(), "{}").permission, permission);
}

void tst_ToolRules::aRefusalHoldsWhateverTheToolBecame()
{
    const QList<ToolRule> rules{ruleFor(someTool(), {}, false)};
    Tool tool = someTool();
    tool.definition.description = u"Harmless"_s;
    QCOMPARE(judge(rules, tool, "{}").permission, Permission::Refuse);
}

void tst_ToolRules::aRuleTakesThePlaceOfItsLike()
{
    QList<ToolRule> rules = withRule({}, ruleFor(someTool(), {}, true));
    rules = withRule(rules, ruleFor(someTool(), "{}"_ba, true));
    QCOMPARE(rules.size(), 2);
    rules = withRule(rules, ruleFor(someTool(), "{ }"_ba, false));
    QCOMPARE(rules.size(), 2);
    QCOMPARE(judge(rules, someTool(), "{}").permission, Permission::Refuse);
}

QTEST_APPLESS_MAIN(tst_ToolRules)
#include "tst_toolrules.moc"
