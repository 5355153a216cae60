# SPDX-FileCopyrightText: 2026 The Polylogue authors
# SPDX-License-Identifier: Apache-2.0

# cmake -D SOURCES=<top of the sources> -D QT_HEADERS=<folder that holds QtWidgets/> -P checkincludes.cmake
#
# The architecture as a table: who may include whom, and what may stand where. Fails on every line
# that says otherwise and prints it with the reason. Changing the architecture means changing this
# file. It reads direct includes and single lines only; what lower headers pull in is for review.

cmake_minimum_required(VERSION 3.25)

# --- Who may include whom ------------------------------------------------------------------------

# know(<folder> <folder>...): the first may include the others and whatever they may include.
# Lower folders come first.
function(know folder)
    set(reachable ${folder} ${ARGN})
    foreach(lower IN LISTS ARGN)
        list(APPEND reachable ${reachable_${lower}})
    endforeach()
    list(REMOVE_DUPLICATES reachable)
    set(reachable_${folder} ${reachable} PARENT_SCOPE)
endfunction()

know(app/base)
know(app/tables app/base)
know(app/comparison app/base)
know(app/projection app/base)
know(app/json)
know(app/sandbox)
know(app/schema app/json)
know(app/conversation app/base)
know(app/endpoint app/conversation)
know(app/wire app/endpoint)
know(app/snippets app/wire app/json)
know(app/settings app/wire)
know(app/store app/settings)
know(app/net app/wire app/settings)
know(app/tools app/net app/store app/schema app/sandbox)
know(app/mcp app/tools)
know(app/embeddings app/net app/store app/tables app/projection)
know(app/probe app/net app/store)
know(app/attachments app/store app/sandbox)
know(app/transfer app/attachments)
know(app/session app/tools app/embeddings app/attachments app/tables app/comparison)
know(app/inspection app/session app/snippets)
know(app/grid app/session)
know(app/practice app/attachments app/embeddings)

know(ui/theme app/settings)
know(ui/plot ui/theme app/projection)
know(ui/text app/net app/attachments)
know(ui/tables ui/text ui/theme app/tables)
know(ui/markdown app/base)
know(ui/code app/base)
know(ui/math app/base)
know(ui/models ui/text app/net app/attachments)
know(ui/commands app/settings)
# A place may know every part of app/ except the practice endpoint, which is one more server to it.
set(tools_of_every_place ui/theme ui/text ui/markdown ui/code ui/math ui/models
    ui/commands)
foreach(place IN ITEMS transcript calls sidebar prompts viewer preferences)
    know(ui/${place} ${tools_of_every_place} app/session app/grid)
endforeach()
know(ui/grid ${tools_of_every_place} ui/tables app/session app/grid)
know(ui/map ${tools_of_every_place} ui/tables ui/plot app/session)
know(ui/inspector ${tools_of_every_place} app/inspection)
know(ui/probe ${tools_of_every_place} app/session app/probe)
# Printing and PDF draw as the transcript does.
know(ui/transfer ui/transcript app/transfer)
# MCP servers stand beside the other tools. Trying one shows its arguments as a call does.
know(ui/toolbench ui/calls app/mcp)
# The composer gives away values (drafts) and knows no session.
know(ui/composer ${tools_of_every_place} app/schema)
# One conversation with all that can be done in it, on the page of a chat and in each lane.
know(ui/pane ui/transcript ui/calls ui/composer ui/viewer)
# Lanes are conversations, and one composer feeds them.
know(ui/compare ui/pane)
know(ui/shell ui/pane ui/sidebar ui/prompts ui/probe ui/transfer ui/compare ui/grid ui/toolbench
    ui/map ui/inspector ui/preferences)
know(ui/cli ui/text ui/plot app/session app/mcp app/practice app/transfer app/probe)
# ui itself is main.cpp, the composition root.
know(ui ui/shell ui/cli)

# --- What may stand where ------------------------------------------------------------------------

set(rules 0)

# rule(<reason> IN <regex of files> [EXCEPT <regex of files>] [LINE <regex>] [MODULE <Qt module>]):
# in those files no line may match, or no header of the module be included.
function(rule reason)
    cmake_parse_arguments(PARSE_ARGV 1 rule_${rules} "" "IN;EXCEPT;LINE;MODULE" "")
    foreach(part IN ITEMS IN EXCEPT LINE MODULE)
        set(rule_${rules}_${part} "${rule_${rules}_${part}}" PARENT_SCOPE)
    endforeach()
    set(rule_${rules}_REASON "${reason}" PARENT_SCOPE)
    math(EXPR rules "${rules} + 1")
    set(rules ${rules} PARENT_SCOPE)
endfunction()

rule("app/ knows no widget: ui/ and the command line show what it does"
    IN "^app/" MODULE QtWidgets)
rule("app/ draws nothing: of Qt Gui it takes images"
    IN "^app/" LINE "#include <(QtGui/)?(QPixmap|QIcon|QPalette|QClipboard|QTextDocument|QScreen|QWindow)>")
rule("app/ speaks to no user: ui/text words what it reports"
    IN "^app/" LINE "(^|[^A-Za-z0-9_.>])(QObject::|QCoreApplication::)?(tr|translate)\\(\"")
rule("ui/ knows no socket: app/net talks to servers"
    IN "^ui/" MODULE QtNetwork)
rule("ui/ knows no database: app/store keeps what it shows"
    IN "^ui/" MODULE QtSql)
rule("ui/ knows no JSON: wire::JsonNode is the value that it shows"
    IN "^ui/" LINE "QJson[A-Z]|QCbor[A-Z]")
rule("JSON is read and written in files named *codec and *json only"
    IN "^app/" EXCEPT "(codec|json)\\.(cpp|h)$" LINE "QJson[A-Z]|rapidjson")
rule("requests are made in app/net only: one factory decides on redirects, cookies and keys"
    IN "^(app|ui)/" EXCEPT "^app/net/"
    LINE "#include <(QtNetwork/)?QNetwork(AccessManager|Request)>|QNetworkRequest( +[a-z]|[({])")
# A second start reaches the first by a local socket, which only the user may open.
rule("the practice endpoint is the one listener"
    IN "^(app|ui)/" EXCEPT "^app/(practice/|settings/singleinstance\\.)" LINE "Q(Tcp|Local)Server")
rule("settings are read and written in app/settings only"
    IN "^(app|ui)/" EXCEPT "^app/settings/" LINE "#include <(QtCore/)?QSettings>")
rule("text of models and servers must not become a document or HTML, which opens files"
    IN "^(app|ui)/" LINE "setHtml|setMarkdown|insertHtml|Qt::(Rich|Auto|Markdown)Text|QTextBrowser")
rule("a style sheet makes every widget dearer: ui/theme's ControlStyle draws them, setLook() chooses"
    IN "^ui/" LINE "setStyleSheet")

# At most one line of app/ and ui/ may match.
set(once "QDesktopServices::openUrl")
set(once_reason "links are opened in one place, which checks them")

# --- The check -----------------------------------------------------------------------------------

set(problems "")

function(report file line reason)
    string(STRIP "${line}" line)
    set(problems "${problems}${file}: ${line}\n    ${reason}\n" PARENT_SCOPE)
endfunction()

# "app/wire/x.h" -> "app/wire"; what lies deeper belongs to the same folder. "ui/main.cpp" -> "ui".
function(folder_of file out)
    string(REGEX MATCH "^(app|ui)/[^/]+/" folder "${file}")
    if(folder STREQUAL "")
        string(REGEX MATCH "^(app|ui)/" folder "${file}")
    endif()
    string(REGEX REPLACE "/$" "" folder "${folder}")
    set(${out} "${folder}" PARENT_SCOPE)
endfunction()

file(GLOB_RECURSE files RELATIVE ${SOURCES}
    ${SOURCES}/app/*.h ${SOURCES}/app/*.cpp ${SOURCES}/ui/*.h ${SOURCES}/ui/*.cpp)
if(NOT files)
    message(FATAL_ERROR "no sources in ${SOURCES}")
endif()
if(NOT EXISTS ${QT_HEADERS}/QtWidgets/QWidget OR NOT EXISTS ${QT_HEADERS}/QtNetwork/QTcpSocket)
    message(FATAL_ERROR "no headers of Qt in ${QT_HEADERS}")
endif()

set(opener "")
foreach(file IN LISTS files)
    folder_of(${file} folder)
    if(NOT DEFINED reachable_${folder})
        report(${file} "" "${folder}/ is not in the table of tests/architecture/checkincludes.cmake")
    endif()
    file(STRINGS ${SOURCES}/${file} lines REGEX "[^ ]")
    list(FILTER lines EXCLUDE REGEX "^ *(//|\\*)")

    foreach(line IN LISTS lines)
        if(line MATCHES "^#include \"((app|ui)/[^\"]+)\"")
            set(header ${CMAKE_MATCH_1})
            folder_of(${header} included)
            if(NOT included IN_LIST reachable_${folder})
                report(${file} "${line}" "${folder} may not know ${included}")
            endif()
            # Such headers are their folder's own: values cross its border.
            if(NOT included STREQUAL folder AND EXISTS ${SOURCES}/${header})
                file(STRINGS ${SOURCES}/${header} json REGEX "QJson[A-Z]")
                if(json)
                    report(${file} "${line}" "JSON stays inside the folder that reads it")
                endif()
            endif()
        endif()
        if(line MATCHES "${once}")
            if(NOT opener STREQUAL "")
                report(${file} "${line}" "${once_reason}; ${opener} does so already")
            endif()
            set(opener ${file})
        endif()
    endforeach()

    math(EXPR last "${rules} - 1")
    foreach(number RANGE ${last})
        if(NOT file MATCHES "${rule_${number}_IN}"
           OR (rule_${number}_EXCEPT AND file MATCHES "${rule_${number}_EXCEPT}"))
            continue()
        endif()
        set(wanted "${rule_${number}_LINE}")
        set(module "${rule_${number}_MODULE}")
        foreach(line IN LISTS lines)
            if(module)
                if(line MATCHES "^#include <(Qt[A-Za-z]+/)?([^/>]+)>")
                    if(EXISTS ${QT_HEADERS}/${module}/${CMAKE_MATCH_2})
                        report(${file} "${line}" "${rule_${number}_REASON}")
                    endif()
                endif()
            elseif(line MATCHES "${wanted}")
                report(${file} "${line}" "${rule_${number}_REASON}")
            endif()
        endforeach()
    endforeach()
endforeach()

if(NOT problems STREQUAL "")
    message(NOTICE "${problems}")
    message(FATAL_ERROR "Sources do not agree with the architecture; see the lines above.")
endif()
list(LENGTH files count)
message(STATUS "${count} files agree with the architecture")
