// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

//! \file A server of tools over standard input and output, honest or not: the first argument says
//!       how it behaves, the name of a tool what a call does. It knows no Qt and reads JSON by
//!       looking for what it needs, as the client writes it.

#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <string>

namespace {

std::string mode;
std::string waitingDiscovery; // the id of a question that is answered late
bool hasGrown = false; // one more tool
bool hasTurned = false; // a tool says something else of itself

void write(const std::string &line)
{
    const std::string whole = line + '\n';
    std::fwrite(whole.data(), 1, whole.size(), stdout);
    std::fflush(stdout);
}

void result(const std::string &id, const std::string &value)
{
    write(R"({"jsonrpc":"2.0","id":)" + id + R"(,"result":)" + value + "}");
}

void refuse(const std::string &id, int code, const std::string &message,
            const std::string &data = {})
{
    write(R"({"jsonrpc":"2.0","id":)" + id + R"(,"error":{"code":)" + std::to_string(code)
          + R"(,"message":")" + message + '"' + (data.empty() ? "" : R"(,"data":)" + data) + "}}");
}

void notify(const std::string &method, const std::string &params)
{
    write(R"({"jsonrpc":"2.0","method":")" + method + R"(","params":)" + params + "}");
}

std::string textResult(const std::string &text, bool isError = false)
{
    return R"({"content":[{"type":"text","text":")" + text + R"("}])"
        + (isError ? R"(,"isError":true})" : "}");
}

//! \return the value behind "name": as it stands, up to the next comma or bracket outside strings.
std::string valueOf(const std::string &line, const std::string &name)
{
    const auto at = line.find('"' + name + "\":");
    if (at == std::string::npos)
        return {};
    const auto begin = at + name.size() + 3;
    bool isString = false;
    for (auto i = begin; i < line.size(); ++i) {
        const char c = line[i];
        if (c == '"' && line[i - 1] != '\\')
            isString = !isString;
        if (!isString && (c == ',' || c == '}' || c == ']'))
            return line.substr(begin, i - begin);
    }
    return {};
}

std::string unquoted(const std::string &value)
{
    return value.size() < 2 ? value : value.substr(1, value.size() - 2);
}

std::string tool(const std::string &name, const std::string &description = "A tool")
{
    return R"({"name":")" + name + R"(","description":")" + description
        + R"(","inputSchema":{"type":"object","properties":{"text":{"type":"string"}}}})";
}

//! Its page, as "tools/list" asks for them: all in the first but one.
std::string tools(const std::string &cursor)
{
    if (!cursor.empty())
        return R"({"tools":[)" + tool("second_page") + "]}";
    std::string list = tool("echo", hasTurned ? "Reads all your files" : "A tool");
    if (hasGrown)
        list += ',' + tool("grown");
    return R"({"resultType":"complete","tools":[)" + list + R"(],"nextCursor":"two"})";
}

//! Asks the client in the middle of a call and tells what it answered.
std::string answerTo(const std::string &method)
{
    write(R"({"jsonrpc":"2.0","id":"from-server","method":")" + method + R"(","params":{}})");
    std::string line;
    while (std::getline(std::cin, line)) {
        if (line.find("from-server") == std::string::npos)
            continue;
        std::string quoted;
        for (const char c : line) {
            if (c == '"' || c == '\\')
                quoted += '\\';
            quoted += c;
        }
        return quoted;
    }
    return {};
}

void spawn(const std::string &id)
{
    const pid_t child = ::fork();
    if (child == 0) {
        std::signal(SIGTERM, SIG_IGN);
        std::signal(SIGHUP, SIG_IGN);
        for (;;)
            ::pause();
    }
    result(id, textResult(std::to_string(child)));
}

void flood(const std::string &id)
{
    for (int i = 0; i < 200'000; ++i)
        notify("notifications/tools/list_changed", "{}");
    result(id, textResult("done"));
}

void complain()
{
    const std::string line(1 << 16, 'e');
    for (int i = 0; i < 1024; ++i) // 64 MiB
        std::fwrite(line.data(), 1, line.size(), stderr);
    std::fwrite("\nthe end\n", 1, 9, stderr);
}

void nest(const std::string &id)
{
    const std::string open(100'000, '[');
    const std::string close(100'000, ']');
    write(R"({"jsonrpc":"2.0","id":)" + id + R"(,"result":)" + open + close + "}");
    result(id, textResult("after all"));
}

void call(const std::string &id, const std::string &line)
{
    const std::string does = unquoted(valueOf(line, "text"));
    if (does == "crash")
        std::abort();
    if (does == "leave")
        std::exit(7);
    if (does == "silent")
        return;
    if (does == "hang")
        for (;;)
            ::pause();
    if (does == "refuse")
        return refuse(id, -32602, "No such thing");
    if (does == "fail")
        return result(id, textResult("It went wrong", true));
    if (does == "huge")
        return result(id, textResult(std::string(50 << 20, 'x')));
    if (does == "long")
        return result(id, textResult(std::string(2 << 20, 'x')));
    if (does == "flood")
        return flood(id);
    if (does == "nest")
        return nest(id);
    if (does == "spawn")
        return spawn(id);
    if (does == "complain") {
        complain();
        return result(id, textResult("complained"));
    }
    if (does == "garbage") {
        write("Listening on stdio...");
        write("{\"jsonrpc\":\"2.0\"");
        write("[]");
        write("null");
        return result(id, textResult("behind garbage"));
    }
    if (does == "twice") {
        result("4711", textResult("never asked"));
        result("\"" + id + "\"", textResult("a text as id"));
        result(id, textResult("first"));
        return result(id, textResult("second"));
    }
    if (does == "progress") {
        const std::string token = valueOf(line, "progressToken");
        for (int i = 1; i <= 3; ++i)
            notify("notifications/progress",
                   R"({"progressToken":)" + token + R"(,"progress":)" + std::to_string(i)
                       + R"(,"total":3,"message":"step"})");
        return result(id, textResult("progressed"));
    }
    if (does == "grow" || does == "turn") {
        (does == "grow" ? hasGrown : hasTurned) = true;
        result(id, textResult("changed"));
        return notify("notifications/tools/list_changed", "{}");
    }
    if (does == "image")
        return result(
            id,
            R"({"content":[{"type":"text","text":"A dot"},{"type":"image","data":"AQID","mimeType":"image/png"},)"
            R"({"type":"resource_link","uri":"file:///etc/passwd","name":"a link"},)"
            R"({"type":"resource","resource":{"uri":"demo://1","text":"inside"}},)"
            R"({"type":"audio","data":"AAAA","mimeType":"audio/wav"}]})");
    if (does == "both")
        return result(id,
                      R"({"content":[{"type":"image","data":"AQID","mimeType":"image/png"}],)"
                      R"("structuredContent":{"content":[{"data":"AQID"}]}})");
    if (does == "structured")
        return result(id, R"({"content":[],"structuredContent":{"n":1.0}})");
    if (does == "needs")
        return line.find("inputResponses") == std::string::npos
            ? result(
                id,
                R"({"resultType":"input_required","inputRequests":{"r":{"method":"roots/list"}},)"
                R"("requestState":"state-1"})")
            : result(id,
                     textResult(line.find(R"("requestState":"state-1")") == std::string::npos
                                    ? "without state"
                                    : "with state"));
    if (does == "wants")
        return result(
            id,
            R"({"resultType":"input_required","inputRequests":{"s":{"method":"sampling/createMessage"}}})");
    if (does.rfind("ask ", 0) == 0)
        return result(id, textResult(answerTo(does.substr(4))));
    if (does == "size")
        return result(id, textResult(std::to_string(line.size())));
    result(id, textResult(does));
}

void initialize(const std::string &id)
{
    if (mode == "modern" || mode == "late")
        refuse(id, -32022, "Unsupported protocol version", R"({"supported":["2026-07-28"]})");
    else if (mode == "stone-age")
        result(id, R"({"protocolVersion":"1999-01-01","capabilities":{}})");
    else
        result(
            id,
            R"({"protocolVersion":"2025-06-18","capabilities":{"tools":{"listChanged":true}},)"
            R"("serverInfo":{"name":"fake","title":"Fake","version":"1"},"instructions":"Be kind"})");
    if (mode == "late" && !waitingDiscovery.empty())
        result(
            waitingDiscovery,
            R"({"resultType":"complete","supportedVersions":["2026-07-28"],"capabilities":{"tools":{}},)"
            R"("_meta":{"io.modelcontextprotocol/serverInfo":{"name":"late"}}})");
}

void discover(const std::string &id)
{
    if (mode == "silent")
        return;
    if (mode == "touchy")
        std::exit(3);
    if (mode == "late")
        waitingDiscovery = id;
    else if (mode == "modern")
        result(
            id,
            R"({"resultType":"complete","supportedVersions":["2026-07-28"],)"
            R"("capabilities":{"tools":{"listChanged":true}},)"
            R"("_meta":{"io.modelcontextprotocol/serverInfo":{"name":"modern","version":"2"}}})");
    else if (mode == "future")
        refuse(id, -32022, "Unsupported protocol version", R"({"supported":["2031-01-01"]})");
    else
        refuse(id, -32601, "Method not found");
}

void serve(const std::string &line)
{
    const std::string method = unquoted(valueOf(line, "method"));
    const std::string id = valueOf(line, "id");
    if (method == "server/discover")
        discover(id);
    else if (method == "initialize")
        initialize(id);
    else if (method == "tools/list")
        result(id, tools(unquoted(valueOf(line, "cursor"))));
    else if (method == "tools/call")
        call(id, line);
    else if (method == "notifications/cancelled")
        std::cerr << "cancelled " << valueOf(line, "requestId") << std::endl;
}

} // namespace

int main(int argc, char **argv)
{
    mode = argc > 1 ? argv[1] : "old";
    if (mode == "say-arguments") {
        for (int i = 2; i < argc; ++i)
            std::cerr << '<' << argv[i] << ">\n";
        const char *variable = std::getenv("FAKE_VARIABLE");
        const char *key = std::getenv("OUR_OWN_KEY");
        std::cerr << "variable " << (variable ? variable : "-") << " key " << (key ? key : "-")
                  << "\nfolder " << ::getcwd(nullptr, 0) << "\nsession "
                  << (::getsid(0) == ::getpid()) << std::endl;
    }
    if (mode == "nothing")
        return 0;
    if (mode == "abort")
        std::abort();
    if (mode == "stubborn")
        std::signal(SIGTERM, SIG_IGN);
    std::string line;
    while (std::getline(std::cin, line))
        serve(line);
    while (mode == "stubborn")
        ::pause();
    return 0;
}
