# SPDX-FileCopyrightText: 2026 The Polylogue authors
# SPDX-License-Identifier: Apache-2.0

# cmake -D QT_HEADERS=<folder> -D SCRATCH=<folder> -P selftest.cmake
#
# Feeds checkincludes.cmake small trees, good and bad, and looks for its verdicts.

cmake_minimum_required(VERSION 3.25)

# run(<file> <text>...): checks a tree of these files. Sets passed and output.
function(run)
    file(REMOVE_RECURSE ${SCRATCH})
    set(arguments ${ARGN})
    while(arguments)
        list(POP_FRONT arguments file text)
        file(WRITE ${SCRATCH}/${file} "${text}\n")
    endwhile()
    execute_process(
        COMMAND ${CMAKE_COMMAND} -D SOURCES=${SCRATCH} -D QT_HEADERS=${QT_HEADERS}
            -P ${CMAKE_CURRENT_LIST_DIR}/checkincludes.cmake
        RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
    if(result EQUAL 0)
        set(passed TRUE PARENT_SCOPE)
    else()
        set(passed FALSE PARENT_SCOPE)
    endif()
    set(output "${output}" PARENT_SCOPE)
endfunction()

function(expect_good)
    run(${ARGN})
    if(NOT passed)
        message(SEND_ERROR "refused although it is right: ${ARGN}\n${output}")
    endif()
endfunction()

# expect_bad(<words of the reason> <file> <text>...): the first file and the reason are named.
function(expect_bad reason)
    run(${ARGN})
    list(GET ARGN 0 file)
    string(FIND "${output}" "${reason}" reason_at)
    string(FIND "${output}" "${file}: " file_at)
    if(passed OR reason_at LESS 0 OR file_at LESS 0)
        message(SEND_ERROR "not refused with \"${reason}\": ${ARGN}\n${output}")
    endif()
endfunction()

expect_good(app/wire/a.cpp "#include \"app/base/error.h\"\n#include <QString>\n#include <vector>")
expect_good(app/wire/acodec.cpp "#include <QJsonObject>")
expect_good(app/wire/ajson.h "class QJsonObject" app/wire/a.cpp "#include \"app/wire/ajson.h\"")
expect_good(app/practice/a.cpp "#include <QTcpServer>")
expect_good(app/settings/singleinstance.cpp "#include <QLocalServer>")
expect_good(app/net/a.cpp "#include <QNetworkRequest>\nQNetworkRequest request{url};")
expect_good(app/session/a.h "void sent(const QNetworkRequest &request);")
expect_good(app/session/a.cpp "// Never setHtml() here.")
expect_good(ui/transcript/a.cpp "#include \"ui/theme/theme.h\"\n#include \"app/session/chatsession.h\"")
expect_good(ui/main.cpp "#include \"ui/shell/mainwindow.h\"\n#include \"app/practice/practiceserver.h\"")
expect_good(ui/shell/a.cpp "QDesktopServices::openUrl(url)")

expect_bad("app/base may not know app/wire" app/base/a.h "#include \"app/wire/sse.h\"")
expect_bad("app/wire may not know app/net" app/wire/a.h "#include \"app/net/httpclient.h\"")
expect_bad("app/net may not know app/store" app/net/a.h "#include \"app/store/blobstore.h\"")
expect_bad("app/session may not know ui/text" app/session/a.h "#include \"ui/text/errortext.h\"")
expect_bad("app/session may not know app/practice"
    app/session/a.h "#include \"app/practice/practiceserver.h\"")
expect_bad("ui/composer may not know app/session"
    ui/composer/a.h "#include \"app/session/chatsession.h\"")
expect_bad("ui/transcript may not know ui/composer"
    ui/transcript/a.h "#include \"ui/composer/composer.h\"")
expect_bad("ui/theme may not know ui/shell" ui/theme/a.h "#include \"ui/shell/mainwindow.h\"")
expect_bad("app/novelty/ is not in the table" app/novelty/a.h "#include <QString>")
expect_bad("app/ knows no widget" app/net/a.h "#include <QWidget>")
expect_bad("app/ knows no widget" app/net/a.h "#include <QtWidgets/QMessageBox>")
expect_bad("app/ draws nothing" app/net/a.h "#include <QPixmap>")
expect_bad("app/ speaks to no user" app/net/a.cpp "return tr(\"Sorry\")")
expect_bad("ui/ knows no socket" ui/shell/a.h "#include <QTcpSocket>")
expect_bad("ui/ knows no socket" ui/shell/a.h "#include <QNetworkAccessManager>")
expect_bad("ui/ knows no database" ui/shell/a.h "#include <QSqlQuery>")
expect_bad("ui/ knows no JSON" ui/shell/a.h "#include <QJsonObject>")
expect_bad("JSON is read and written in files" app/wire/a.cpp "#include <QJsonDocument>")
expect_bad("JSON is read and written in files" app/wire/a.h "class QJsonObject")
expect_bad("JSON stays inside the folder"
    app/net/a.cpp "#include \"app/wire/ajson.h\"" app/wire/ajson.h "class QJsonObject")
expect_bad("requests are made in app/net only" app/session/a.cpp "QNetworkRequest request(url)")
expect_bad("requests are made in app/net only" app/session/a.h "#include <QNetworkAccessManager>")
expect_bad("the practice endpoint is the one listener" app/net/a.h "QTcpServer m_server")
expect_bad("settings are read and written" ui/shell/a.h "#include <QSettings>")
foreach(bad IN ITEMS "view->setHtml(text)" "document.setMarkdown(text)" "cursor.insertHtml(text)"
        "label->setTextFormat(Qt::RichText)" "label->setTextFormat(Qt::AutoText)" "QTextBrowser *view")
    expect_bad("must not become a document or HTML" ui/shell/a.cpp "${bad}")
endforeach()
expect_bad("a style sheet makes every widget dearer"
    ui/shell/a.cpp "button->setStyleSheet(sheet);")
expect_bad("links are opened in one place"
    ui/shell/b.cpp "QDesktopServices::openUrl(url)" ui/shell/a.cpp "QDesktopServices::openUrl(url)")

file(REMOVE_RECURSE ${SCRATCH})
