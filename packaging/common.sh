# SPDX-FileCopyrightText: 2026 The Polylogue authors
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh
#
# What packaging/run and packaging/test share: installing packages and building. Sourced by them,
# with $root set to the top of the sources. All here writes to stderr and reads nothing: stdin and
# stdout belong to the program.

build=${root:?}/build/release

say() {
    printf '%s\n' "$*" >&2
}

fail() {
    say "$@"
    exit 1
}

# wanted_packages [test]: the names in packaging/debian-packages, with "test" all of them.
wanted_packages() {
    if [ "${1:-}" = test ]; then
        sed -e '/^#/d' -e '/^$/d' "$root/packaging/debian-packages"
    else
        sed -e '/^# test$/,$d' -e '/^#/d' -e '/^$/d' "$root/packaging/debian-packages"
    fi
}

# missing_packages [test]: those of them that are not installed.
missing_packages() {
    wanted_packages "$@" | {
        names=$(cat)
        # shellcheck disable=SC2086 # one word a package is meant
        installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' $names 2>/dev/null |
            sed -n 's/^installed //p')
        for name in $names; do
            case "
$installed
" in
            *"
$name
"*) ;;
            *) echo "$name" ;;
            esac
        done
    }
}

# as_root COMMAND...: runs it as root, by sudo where we are somebody else.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        env DEBIAN_FRONTEND=noninteractive "$@" </dev/null >&2
    else
        sudo env DEBIAN_FRONTEND=noninteractive "$@" </dev/null >&2
    fi
}

apt_install() {
    as_root apt-get install -q --yes --no-install-recommends \
        -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 "$@"
}

# install_packages [test]: installs what is missing, and asks nothing.
install_packages() {
    if ! command -v dpkg-query >/dev/null; then
        say "This is no Debian system; packaging/debian-packages names what has to be installed."
        return
    fi
    missing=$(missing_packages "$@" | tr '\n' ' ')
    [ -n "$missing" ] || return 0

    say "Installing packages: $missing"
    if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
        fail "Only root may install packages, and there is no sudo. As root, run:
  apt-get update && apt-get install --no-install-recommends $missing"
    fi
    # shellcheck disable=SC2086 # one word a package is meant
    set -- $missing
    # The lists are fetched only where they do not know a package, or know one that is gone.
    if apt-get install --simulate --no-install-recommends "$@" >/dev/null 2>&1 &&
        apt_install "$@"; then
        return
    fi
    as_root apt-get update -q || fail "Cannot fetch the list of packages (see above)."
    apt_install "$@" || fail "Cannot install the packages (see above)."
}

# build_targets TARGET...: brings these targets of the release build up to date.
build_targets() {
    if [ -e "$build/CMakeCache.txt" ] &&
        ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$build/CMakeCache.txt"; then
        say "The sources have moved: building anew."
        rm -rf "$build"
    fi
    if [ ! -e "$build/build.ninja" ]; then
        say "Configuring in $build"
        mkdir -p "$build" || fail "Cannot write there."
        (cd "$root" && cmake --preset release) </dev/null >"$build/configure.log" 2>&1 || {
            cat "$build/configure.log" >&2
            fail "Cannot configure the build (see above)."
        }
    fi
    case $(ninja -C "$build" -n "$@" </dev/null 2>&1) in
    *"no work to do"*) return ;;
    esac
    say "Building in $build (the first time takes some minutes)"
    ninja -C "$build" "$@" </dev/null >&2 || fail "The build failed (see above)."
}
