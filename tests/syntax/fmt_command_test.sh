#!/usr/bin/env bash
# What `casus fmt` does to files. Usage: fmt_command_test.sh CASUS
set -u
casus=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
failed=0
expect() {  # expect WHAT EXPECTED ACTUAL
  [ "$2" = "$3" ] && return
  printf '%s: expected `%s`, got `%s`\n' "$1" "$2" "$3"
  failed=1
}

untidy='state RUS "Russia"{exists 1991 ..}'
tidy=$'state RUS "Russia" {\n  exists 1991 ..\n}'
mkdir sub
printf '%s' "$untidy" >sub/a.casus
printf '%s\n' "$tidy" >sub/b.casus
printf '%s' "$untidy" >sub/not_ours.txt
printf 'state RUS "Russia" {' >broken.casus
printf '%s' "$untidy" >target
ln -s target link.casus
chmod 640 sub/a.casus

expect 'check lists what differs' 'sub/a.casus' "$("$casus" fmt --check sub)"
"$casus" fmt --check sub >/dev/null
expect 'check exits 1' 1 $?
expect 'check writes nothing' "$untidy" "$(cat sub/a.casus)"

"$casus" fmt sub link.casus
expect 'exit 0' 0 $?
expect 'written in place' "$tidy" "$(cat sub/a.casus)"
expect 'the mode is kept' 640 "$(stat -c %a sub/a.casus)"
expect 'other files are left alone' "$untidy" "$(cat sub/not_ours.txt)"
expect 'a link stays a link' "$tidy" "$([ -L link.casus ] && cat target)"
expect 'nothing else is left behind' 'a.casus b.casus not_ours.txt' "$(echo $(ls -A sub))"
"$casus" fmt --check sub >/dev/null
expect 'formatted files pass' 0 $?

"$casus" fmt broken.casus 2>/dev/null
expect 'faults exit 3' 3 $?
expect 'a faulty file is left alone' 'state RUS "Russia" {' "$(cat broken.casus)"
"$casus" fmt none.casus 2>/dev/null
expect 'a missing file exits 3' 3 $?
"$casus" fmt 2>/dev/null
expect 'no file exits 2' 2 $?
expect 'standard input' "$tidy" "$(printf '%s' "$untidy" | "$casus" fmt -)"
expect 'standard input by name' "$tidy" "$(printf '%s' "$untidy" | "$casus" fmt --stdin)"
exit $failed
