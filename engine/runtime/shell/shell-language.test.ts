// The corners of the shell language. Outputs and codes are those of busybox 1.35 for the same script; where an image is named,
// of dash 0.5.12. Differs: after `sh: ` busybox 1.35 names the builtin and `line 0` in some messages.

import { describe, it } from 'node:test';
import { checkScript, type ScriptRow } from '../test-script.ts';

const LANGUAGE: readonly ScriptRow[] = [
  {
    name: 'arithmetic: unary, increments, bits, shifts, comma',
    script:
      'x=5; echo $((+x)) $((-x)) $((!x)) $((~0)) $((x++)) $x $((++x)) $((x--)) $((--x)) $x $((1 << 4)) $((256 >> 3)) $((6 & 3)) $((6 | 3)) $((6 ^ 3)) $((1, 2)) $((7 % 3)) $((2 ** 3))',
    output: '5 -5 0 -1 5 6 7 7 5 5 16 32 2 7 5 2 1 8\n',
  },
  {
    name: 'arithmetic: comparison and logic give 0 or 1',
    script:
      'a=3; echo $((a < 4)) $((a > 4)) $((a <= 3)) $((a >= 4)) $((a == 3)) $((a != 3)) $((a && 0)) $((0 && a)) $((a || 0)) $((0 || 0)) $((0 || 2)) $((a > 2 ? 10 : 20)) $((a > 5 ? 10 : 20))',
    output: '1 0 1 0 1 0 0 0 1 0 1 10 20\n',
  },
  {
    name: 'arithmetic: assignment operators',
    script:
      'x=7; echo $((x += 2)) $((x -= 1)) $((x *= 3)) $((x /= 4)) $((x %= 4)) $((x <<= 3)) $((x >>= 1)) $((x &= 12)) $((x |= 3)) $((x ^= 1)) $((y = x + 1)) $x $y',
    output: '9 8 24 6 2 16 8 8 11 10 11 10 11\n',
  },
  {
    name: 'arithmetic: variables hold expressions, numbers of other bases, nothing',
    script:
      "a='1+2'; echo $((a * 2)) $((0x10)) $((010)) $((unset + 1)) $(( )); b=a; a=4; echo $((b + 1)); echo $(($a * 2))",
    output: '6 16 8 1 0\n5\n8\n',
  },
  {
    name: 'arithmetic wraps at 64 bits',
    script: 'x=$((9007199254740991 * 3)); [ $((2000000000 * 4)) = 8000000000 ] && echo big',
    output: 'big\n',
  },
  {
    name: 'division by zero ends the shell',
    script: 'echo a; echo $((1 / 0)); echo never',
    output: 'a\nsh: divide by zero\n',
    code: 2,
  },
  {
    name: 'modulo zero ends the shell',
    script: '(echo $((1 % 0))) 2>/dev/null; echo $?',
    output: '2\n',
  },
  {
    name: 'conditional expression in a test',
    script:
      'if [ $((3 * 3)) -eq 9 ]; then echo nine; elif true; then echo no; fi; if false; then echo 1; elif true; then echo 2; else echo 3; fi; if false; then echo 1; elif false; then echo 2; else echo 3; fi; if false; then :; fi; echo $?',
    output: 'nine\n2\n3\n0\n',
  },
  {
    name: 'case falls through nothing, matches classes and brackets',
    script: `for w in abc a.c Z9 '' 'x y' '[q]' '\\'; do case $w in a?c) echo "one $w";; [[:upper:]][!a-z]) echo upper;; '') echo empty;; *' '*) echo blank;; \\[*\\]) echo brackets;; \\\\) echo backslash;; *) echo other;; esac; done; case a in b) ;; esac; echo $?; case - in [a-c-]) echo dash;; esac; case ] in []]) echo close;; esac; case b in [^a]) echo nota;; esac`,
    output: 'one abc\none a.c\nupper\nempty\nblank\nbrackets\nbackslash\n0\ndash\nclose\nnota\n',
  },
  {
    name: 'patterns that are no bracket expression',
    script: "case '[a' in [a) echo lone;; esac; x='a[b'; echo ${x%[b}; case 'a]' in a]) echo close;; esac",
    output: 'lone\na\nclose\n',
  },
  {
    name: 'parameter: length, suffixes, prefixes and defaults of the positional ones',
    script:
      'set -- one two; echo ${#} ${#1} ${1%e} ${2#t} ${3:-none} ${3-x} "${@}" "${*}"; echo ${3+set}${1+set}; f() { echo ${1:?missing}; }; (f) 2>/dev/null; echo $?',
    output: '2 3 on wo none x one two one two\nset\n2\n',
  },
  {
    name: 'parameter: error texts',
    script:
      '(: ${zz?}) ; echo $?; (: ${zz:?no value}); echo $?; zz=; (echo ${zz?ok}); : ${yy=1} ${yy:=2}; echo $yy',
    output: 'sh: zz: parameter not set\n2\nsh: zz: no value\n2\n\n1\n',
  },
  {
    name: 'special parameters',
    script: 'true; echo $?; false & wait $! || echo $?; echo $#',
    output: '0\n1\n0\n',
  },
  {
    name: 'unset and assigned special names',
    script: 'IFS=,; set -- a b; echo "$*"; IFS=; echo "$*"; unset IFS; echo "$*"',
    output: 'a,b\nab\na b\n',
  },
  {
    name: 'read splits, keeps backslashes, fills in',
    script: `printf 'a b c\\nx\\\\ty z\\n  lead  \\n1,2,3\\n' > f; { read x y; echo "[$x][$y]"; read x; echo "[$x]"; read x; echo "[$x]"; IFS=, read a b c d; echo "[$a][$b][$c][$d]"; read x || echo eof; } < f; printf 'a\\\\\\nb\\n' | { read x; echo "$x"; }; printf 'q\\\\tz' | { read -r x; echo "$x $?"; }; echo 'one two' | { read; echo "$REPLY"; }; :`,
    output: '[a][b c]\n[xty z]\n[lead]\n[1][2][3][]\neof\nab\nq\\tz 1\none two\n',
  },
  {
    name: 'read with separators that are no blanks',
    script: `echo 'a::b' | { IFS=: read x y z; echo "[$x][$y][$z]"; }; echo 'a:b:' | { IFS=: read x y; echo "[$x][$y]"; }; echo ' a : b ' | { IFS=' :' read x y z; echo "[$x][$y][$z]"; }; echo a:b:c | { IFS=: read x y; echo "[$x][$y]"; }`,
    output: '[a][][b]\n[a][b]\n[a][b][]\n[a][b:c]\n',
  },
  {
    name: 'getopts with clusters, values, errors and a list',
    script:
      'f() { OPTIND=1; while getopts :ab:c o "$@"; do echo "$o [$OPTARG]"; done; shift $((OPTIND - 1)); echo "rest $*"; }; f -ab val -c x y; f -bval z; f -x; f -- -a',
    output: 'a []\nb [val]\nc []\nrest x y\nb [val]\nrest z\n? [x]\nrest \nrest -a\n',
  },
  {
    name: 'getopts says what is wrong',
    image: 'acme/shop:1',
    script: 'while getopts ab: o -x -b; do echo "$o"; done',
    output: 'Illegal option -x\n?\nNo arg for -b option\n?\n',
  },
  {
    name: 'getopts reads the positional parameters',
    script: 'set -- -a -bq rest; while getopts ab: o; do echo "$o $OPTARG"; done; echo $OPTIND',
    output: 'a \nb q\n3\n',
  },
  {
    name: 'shift',
    script: 'set -- a b c; shift; echo $*; shift 2; echo $#; shift; echo never',
    output: 'b c\n0\nnever\n',
  },
  {
    name: 'set -- and options',
    script:
      'set -- -x y; echo "$1 $2"; set +e; set - a b; echo $*; set -f; echo *nope*; set +f; set -o errexit; false; echo never',
    output: '-x y\na b\n*nope*\n',
    code: 1,
  },
  {
    name: 'cd: home, back, folders that are none',
    script:
      'mkdir d; cd d; cd - ; cd nope; echo $?; touch f; cd f; echo $?; cd; pwd; cd /; cd tmp; HOME=/; cd; pwd; cd ..; pwd',
    output:
      "/tmp\nsh: cd: can't cd to nope: No such file or directory\n2\nsh: cd: can't cd to f: Not a directory\n2\n/root\n/\n/\n",
  },
  {
    name: 'export, unset, readonly and local',
    script:
      "export A=1 B; B=2; sh -c 'echo $A$B'; unset A; sh -c 'echo [$A]'; f() { local x=1 y; y=2; x=3; echo $x$y; }; x=0; f; echo $x; f2() { unset -f f; }; f2; unset -v x; echo [$x]",
    output: '12\n[]\n32\n0\n[]\n',
  },
  {
    name: 'export -p lists',
    script: "export A='a b'; export -p | grep '^export A='",
    output: "export A='a b'\n",
  },
  {
    name: 'set lists variables',
    script: "ZZ='a b'; set | grep ^ZZ=",
    output: "ZZ='a b'\n",
  },
  {
    name: 'loops: break out of several, continue an outer one, words of the function',
    script: `for i in 1 2; do for j in 1 2; do continue 2; done; done; while :; do while :; do break 2; done; done; echo out; f() { for x; do echo "<$x>"; done; }; f a 'b c'; for x in; do echo no; done; echo $?`,
    output: 'out\n<a>\n<b c>\n0\n',
  },
  {
    name: 'break with a wrong count',
    script: 'for i in 1; do break x; done; echo never',
    output: 'sh: break: Illegal number: x\n',
    code: 2,
  },
  {
    name: 'redirections: both, appended, read-write, closed, here-strings',
    script:
      '{ echo o; echo e >&2; } > f 2>&1; cat f; echo more >> f; wc -l < f; exec 4< f; read x <&4; echo $x; exec 4<&-; echo to2 1>&2; : > f; cat f; cat < nope; echo $?; echo x > d/e; echo $?; echo hi | cat - 3</dev/null; echo x >| f; cat f',
    output:
      "o\ne\n3\no\nto2\nsh: can't open nope: no such file\n1\nsh: can't create d/e: nonexistent directory\n1\nhi\nx\n",
  },
  {
    name: 'redirections keep what comes before them',
    script:
      'exec 3>&1; x=$(echo in; echo out >&3); echo "[$x]"; exec 3>&-; { echo a; echo b >&2; } 2>/dev/null; f() { echo err >&2; }; f 2>&1 | sed s/e/E/',
    output: 'out\n[in]\na\nErr\n',
  },
  {
    name: 'writing to /dev/stdout and /proc/1/fd/1',
    script: 'echo a > /dev/stdout; echo b > /dev/stderr; echo c > /dev/null; echo d > /proc/self/fd/1',
    output: 'a\nb\nd\n',
  },
  {
    name: 'redirection to a bad descriptor',
    script: 'echo x >&9; echo $?',
    output: 'sh: 9: Bad file descriptor\n1\n',
  },
  {
    name: 'here-documents with tabs and quotes',
    script:
      'x=1; cat <<-A\n\t$x\n\t\ttabs\n\tA\ncat <<\'B\'\n$x `date`\nB\ncat <<C\n$((x+1)) ${x:-d} \\$x "q"\nC\ncat <<D; cat <<E\none\nD\ntwo\nE',
    output: '1\ntabs\n$x `date`\n2 1 $x "q"\none\ntwo\n',
  },
  {
    name: 'negation, and-or lists, background status',
    script:
      '! false; echo $?; ! true; echo $?; false || ! false && echo ok; true & echo $?; wait; ! { false; }; echo $?',
    output: '0\n1\nok\n0\n0\n',
  },
  {
    name: 'command -v and type',
    script:
      'f() { :; }; command -v f; command -v cd; command -V cd >/dev/null; echo $?; command -v /nope; echo $?; command echo hi; command -v nosuch; echo $?',
    output: 'f\ncd\n0\n127\nhi\n127\n',
  },
  {
    name: 'type',
    script: 'f() { :; }; type f cd',
    output: 'f is a function\ncd is a shell builtin\n',
  },
  {
    name: 'functions: recursion limit is not met, status, redirections, unset',
    script:
      "f() { return 7; }; f; echo $?; g() { echo out; echo err >&2; } 2>/dev/null; g; h() ( exit 3; ); h; echo $?; k() { echo $#; }; k 'a b' c; v=1; w() { v=2; }; w; echo $v; w() { echo again; }; w",
    output: '7\nout\n3\n2\n2\nagain\n',
  },
  {
    name: 'trap: list, EXIT, ignored and reset',
    image: 'acme/shop:1',
    script:
      "trap 'echo bye' EXIT; trap 'echo int' INT; trap; trap - INT; trap '' HUP; trap; kill -HUP $$; echo alive; exit 3",
    output:
      "trap -- 'echo bye' EXIT\ntrap -- 'echo int' INT\ntrap -- 'echo bye' EXIT\ntrap -- '' HUP\nalive\nbye\n",
    code: 3,
  },
  {
    name: 'trap by number, and one that exits',
    script: "trap 'echo got; exit 9' 15; kill -15 $$; echo never",
    output: 'got\n',
    code: 9,
  },
  {
    name: 'trap that uses return of last command',
    script: "trap 'echo $?' USR1; (exit 4); kill -USR1 $$; echo $?",
    output: '0\n0\n',
  },
  {
    name: 'kill: names, numbers, lists, absent processes',
    script:
      'kill -l 15; kill -l 130; kill -l HUP; kill -0 $$; echo $?; kill -0 99999 2>/dev/null; echo $?; sleep 9 & kill -s TERM $!; wait $! 2>/dev/null; echo $?; sleep 9 & kill -9 $!; wait $! 2>/dev/null; echo $?',
    output: 'TERM\nINT\n1\n0\n1\n143\n137\n',
  },
  {
    name: 'jobs: wait for all, for some, for none',
    script:
      '(sleep 0.2; exit 3) & a=$!; (exit 4) & b=$!; wait $b; echo $?; wait $a; echo $?; wait; echo $?; wait 99999 2>/dev/null; echo $?',
    output: '4\n3\n0\n127\n',
  },
  {
    name: 'a function in the background, and one in a pipe',
    script: 'f() { sleep 0.1; echo f$1; }; f 1 & wait; f 2 | cat; f 3 > o & wait; cat o',
    output: 'f1\nf2\nf3\n',
  },
  {
    name: 'eval, dot and exec',
    script:
      "echo 'v=$1; echo sourced $v' > s; . ./s; set -- p; . ./s; eval 'x=1;' 'echo $x'; (exec echo replaced)",
    output: 'sourced\nsourced p\n1\nreplaced\n',
  },
  {
    name: 'dot of a file that is not there ends the shell',
    script: '. ./nope; echo never',
    output: 'sh: .: ./nope: not found\n',
    code: 2,
  },
  {
    name: 'tilde',
    script: 'echo ~ ~/x "~" a~; x=~/y; echo $x; HOME=/h; echo ~; echo ~/',
    output: '/root /root/x ~ a~\n/root/y\n/h\n/h/\n',
  },
  {
    name: 'globs: hidden files, folders, none, classes',
    script: `mkdir d; touch d/a d/b .h c1 c2 'x y'; echo *; echo .h*; echo d/*; echo */a; echo c[12]; echo c[!1]; echo */; echo nope*; for f in x*; do echo "[$f]"; done; echo "*"; echo d/[a; cd d; echo ../c*; echo ./*`,
    output: 'c1 c2 d x y\n.h\nd/a d/b\nd/a\nc1 c2\nc2\nd/\nnope*\n[x y]\n*\nd/[a\n../c1 ../c2\n./a ./b\n',
  },
  {
    name: 'globs from the root',
    script: 'echo /t[m]p /etc/host[n]ame* | head -c 4',
    output: '/tmp',
  },
  {
    name: 'quotes: dollar, backslash, nested substitution',
    script:
      'echo "a\\$b \\`x\\` \\"q\\" \\\\ \\z" \'it\'\\\'\'s\' "$(echo "in $(echo \'deep "q"\')")" `echo \\`echo old\\``; echo a\\\nb; echo "a\\\nb"',
    output: 'a$b `x` "q" \\ \\z it\'s in deep "q" old\nab\nab\n',
  },
  {
    name: 'fields: quoted empty ones stay, unquoted go',
    script: `set -- '' a ''; echo $#; f() { echo $#; }; f "$@"; f $@; f "$*"; e=; f $e; f "$e"; f $e x "$e"; f "$e"$e; f ''$e; x=' a  b '; f $x; f "$x"; IFS=:; x=:a::b:; f $x; for i in $x; do echo "<$i>"; done`,
    output: '3\n3\n1\n1\n0\n1\n2\n1\n1\n2\n1\n4\n<>\n<a>\n<>\n<b>\n',
  },
  {
    name: 'assignments do not split; appended words',
    script: `x='a  b'; y=$x; echo "$y"; z="$x"c; echo "$z"; a=1 b=$a; echo $b; A=1 sh -c 'echo $A'; echo "[$A]"; PATH=$PATH:/x; echo ok`,
    output: 'a  b\na  bc\n1\n1\n[]\nok\n',
  },
  {
    name: 'a syntax error ends the shell',
    script: 'echo a; if then',
    output: "sh: syntax error: expected command after 'if'\n",
    code: 2,
  },
  {
    name: 'unset variables under set -u in arithmetic',
    script: 'set -u; (echo $((nope + 1))) 2>/dev/null; echo $?',
    output: '1\n0\n',
  },
  {
    name: 'IFS with blanks and others',
    script: `IFS=' ,'; x='a , b,c  d,,e'; for i in $x; do echo "<$i>"; done`,
    output: '<a>\n<b>\n<c>\n<d>\n<>\n<e>\n',
  },
  {
    name: 'printf in a loop with echo options',
    script: `for n in 1 2; do printf '%s\\n' "$n"; done; echo -n; echo; echo -- x; echo - y; echo -z`,
    output: '1\n2\n\n-- x\n- y\n-z\n',
  },
  {
    name: 'umask, times and hash are accepted',
    script: 'umask; umask 022; hash -r; ulimit -n >/dev/null; true',
    output: '0022\n',
  },
  {
    name: 'colon, true and set -e with and-or',
    script:
      'set -e; : ; false || true; ! true; if ! true; then :; fi; while false; do :; done; echo still; (exit 2) || echo $?; x=$(false) || echo assigned; x=$(exit 3); echo never',
    output: 'still\n2\nassigned\n',
    code: 3,
  },
  {
    name: 'pipefail is not set by default',
    script: 'false | true; echo $?; true | false; echo $?; echo a | (read x; echo $x; exit 5); echo $?',
    output: '0\n1\na\n5\n',
  },
];

describe('shell language', () => {
  for (const row of [...LANGUAGE]) it(row.name, () => checkScript(row));
});
