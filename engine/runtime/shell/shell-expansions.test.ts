// Expansions: arithmetic, parameters, braces, tildes, patterns, quotes.
// Outputs and codes are those of busybox 1.35 for the same script; where an image is named, of dash 0.5.12 with GNU coreutils
// 9.1, or of bash 5.2. What is said on standard error in words of its own is left out.

import { describe, it } from 'node:test';
import { checkScript, type ScriptRow } from '../test-script.ts';

const ROWS: readonly ScriptRow[] = [
  {
    name: 'arithmetic: comparisons that do not hold',
    script:
      'echo $((2<3)) $((3<2)) $((2<=2)) $((3<=2)) $((2==2)) $((2==3)) $((2!=3)) $((2!=2)) $((1&&1)) $((2>=3)) $((3>=3))',
    output: '1 0 1 0 1 0 1 0 1 0 1\n',
  },
  {
    name: 'arithmetic: names that stand for names',
    script:
      'a=b; b=c; c=7; echo $((a)); a=-5; echo $((a+1)); a=abc; echo $((a + 1)); (echo $((1 + )); echo never) 2>/dev/null; echo $?',
    output: '7\n-4\n1\n2\n',
  },
  {
    name: 'arithmetic: names that go round',
    script: '(a=b; b=a; echo $((a)); echo never) 2>/dev/null; echo $?',
    output: '2\n',
  },
  {
    name: 'arithmetic: a number is no variable',
    script: 'echo $((1 = 2)); echo never',
    output: 'sh: arithmetic syntax error\n',
    code: 2,
  },
  {
    name: 'arithmetic: expansions inside',
    script: 'x=3; echo $((${x}2 + 1)); set -- 5; echo $(($1 + $#)); echo $(( $(echo 4) * 2 ))',
    output: '33\n6\n8\n',
  },
  {
    name: 'arithmetic errors',
    script: '(echo $((1 +* 2)); echo never) 2>/dev/null; echo $?',
    output: '2\n',
  },
  {
    name: 'arithmetic errors, dash',
    image: 'acme/shop:1',
    script: '(echo $((1 +* 2)); echo never) 2>/dev/null; echo $?',
    output: '2\n',
  },
  {
    name: 'bash ends at unset names in arithmetic',
    image: 'bash',
    script: '(set -u; echo $((nosuch + 1)); echo never) 2>/dev/null; echo no',
    output: 'no\n',
  },
  {
    name: 'arithmetic, bash',
    image: 'bash',
    script:
      'x=5; ((x > 3)) && echo yes; ((x++)); echo $x; for ((i = 0; i < 3; i++)); do echo -n $i; done; echo; echo $((x += 2))',
    output: 'yes\n6\n012\n8\n',
  },
  {
    name: 'arithmetic ternary and comma',
    script: 'echo $((1 ? 2 : 3)) $((0 ? 2 : 3)) $((1, 2)) $((!0)) $((~5)) $((-(3)))',
    output: '2 3 2 1 -6 -3\n',
  },
  {
    name: 'parameters',
    script:
      'set -- a b c; echo $# $1 "$*" "$@" ; echo ${#1} ${#}; shift; echo $1; shift 5; echo $?; x=hello; echo ${x#h} ${x%o} ${x##*l} ${x%%l*} ${#x}; echo ${y:-def} ${y-d} ${x:+alt} ${y+no} ${y:=set} $y; echo ${x:1:3} ${x:2}; echo ${x/l/L} ${x//l/L}; (echo ${z:?missing}); echo $?; (echo ${z?}); echo $?',
    output:
      '3 a a b c a b c\n1 3\nb\n1\nello hell o he 5\ndef d alt set set\nell llo\nheLlo heLLo\nsh: z: missing\n2\nsh: z: parameter not set\n2\n',
  },
  {
    name: 'parameters, dash',
    image: 'acme/shop:1',
    script:
      'x=hello; echo ${x#h} ${#x}; echo $0 $-; (echo ${z:?missing}) 2>/dev/null; echo $?; (echo ${x/l/L}) 2>/dev/null; echo $?',
    output: 'ello 5\nsh\n2\n2\n',
  },
  {
    name: 'parameters, bash',
    image: 'bash',
    script:
      'x=hello; echo ${x^} ${x^^} ${x/#h/H} ${x/%o/O} ${x: -2} ${x:1:-1}; y=x; echo ${!y}; a=WORLD; echo ${a,,} ${a,}; set -- 1 2 3; echo ${@:2} ${#@} ${*: -1}',
    output: 'Hello HELLO Hello hellO lo ell\nhello\nworld wORLD\n2 3 3 3\n',
  },
  {
    name: 'special parameters',
    script:
      'true & wait; echo ${!:+pid}; echo $?; false; echo $?; [ $$ -gt 0 ] && echo pid; [ $PPID -ge 0 ] && echo ppid; set -e; case $- in *e*) echo e;; esac; echo ${10-none}; echo "[${#*}]"',
    output: 'pid\n0\n1\npid\nppid\ne\nnone\n[0]\n',
  },
  {
    name: 'quoted at',
    script:
      'set --; for x in "$@"; do echo never; done; set -- "a b" ""; for x in "$@"; do echo "[$x]"; done; for x in $*; do echo "<$x>"; done; IFS=-; echo "$*"; for v; do echo "($v)"; done',
    output: '[a b]\n[]\n<a>\n<b>\na b-\n(a b)\n()\n',
  },
  {
    name: 'case',
    script:
      'case abc in a*) echo 1;; *) echo 2;; esac; case x in y|x) echo xy;; esac; case "[" in "[") echo br;; esac; case a1 in [a-c][0-9]) echo cls;; esac; case - in [!a-z]) echo not;; esac; case z in a) ;; esac; echo $?; case "" in "") echo empty;; esac; case ab in a\\b) echo esc;; esac; case x in (x) echo paren;; esac',
    output: '1\nxy\nbr\ncls\nnot\n0\nempty\nesc\nparen\n',
  },
  {
    name: 'case of open brackets',
    script:
      'case "[a" in [a) echo lit;; *) echo no;; esac; case a in [[:alpha:]]) echo alpha;; esac; case 5 in [[:digit:][:space:]]) echo d;; esac; case "a]" in a[]]) echo br;; esac; case "\\\\" in [\\\\]) echo bs;; esac',
    output: 'lit\nalpha\nd\nbr\nbs\n',
  },
  {
    name: 'case falls through, bash',
    image: 'bash',
    script:
      'case a in a) echo 1;& b) echo 2;; c) echo 3;; esac; case a in a) echo 1;;& a*) echo 2;; esac; [[ abc == a* ]] && echo m; [[ abc =~ ^a.c$ ]] && echo r; [[ -z "" && 1 -lt 2 ]] && echo and; [[ ! a == b || x ]] && echo or; [[ ( a < b ) ]] && echo lt',
    output: '1\n2\n1\n2\nm\nr\nand\nor\nlt\n',
  },
  {
    name: 'braces, bash',
    image: 'bash',
    script: 'echo {a,b}{1,2} {1..4} {4..1} a{b c} {a} x{,y}',
    output: 'a1 a2 b1 b2 1 2 3 4 4 3 2 1 a{b c} {a} x xy\n',
  },
  {
    name: 'braces, dash',
    image: 'acme/shop:1',
    script: 'echo {a,b} {1..3}',
    output: '{a,b} {1..3}\n',
  },
  {
    name: 'braces, busybox',
    script: 'echo {a,b} {1..3}',
    output: '{a,b} {1..3}\n',
  },
  {
    name: 'nested braces, bash',
    image: 'bash',
    script: 'echo a{b,{c,d}e}f {a,b{1..3}}',
    output: 'abf acef adef a b1 b2 b3\n',
  },
  {
    name: 'tilde',
    script: 'HOME=/h; echo ~ ~/x "~" a~ ~nosuch; x=~/y; echo $x; unset HOME; echo ~',
    output: '/h /h/x ~ a~ ~nosuch\n/h/y\n~\n',
  },
  {
    name: 'globs',
    script:
      'mkdir d; touch d/a d/b d/.h d/c1; echo d/*; echo d/?; echo d/[ab]; echo d/[!ab]; echo d/x*; echo d/.*h; echo */a; set -f; echo d/*; cd d; set +f; echo *',
    output: 'd/a d/b d/c1\nd/a d/b\nd/a d/b\nd/[!ab]\nd/x*\nd/.h\nd/a\nd/*\na b c1\n',
  },
  {
    name: 'quotes',
    script:
      'echo \'a"b\' "a\'b" a\\ b "\\$x \\\\ \\`" $\'a\\tb\'; echo "a\\nb" \'a\\nb\'; echo "$(echo "in")" `echo back`; echo a\\\nb',
    output: 'a"b a\'b a b $x \\ ` a\tb\na\\nb a\\nb\nin back\nab\n',
  },
  {
    name: 'the last background job',
    script: 'echo "[$!]"; sleep 0 & echo ${!:+set}; wait; echo $?',
    output: '[]\nset\n0\n',
  },
  {
    name: 'heredoc in functions',
    script: 'f() { cat <<E\n$1\nE\n}; f a; f "b c"',
    output: 'a\nb c\n',
  },
  {
    name: 'command substitution strips',
    script:
      'x=$(printf "a\\n\\n"); echo "[$x]"; y=$(exit 3); echo $?; echo $(echo a; echo b); echo "$(echo a; echo b)"; z=`false`; echo $?',
    output: '[a]\n3\na b\na\nb\n1\n',
  },
  {
    name: 'unset variables',
    script: 'set -u; echo ${x-ok}; echo $x; echo never',
    output: 'ok\nsh: x: parameter not set\n',
    code: 2,
  },
  {
    name: 'unset variables, dash',
    image: 'acme/shop:1',
    script: '(set -u; echo $x; echo never) 2>/dev/null; echo $?',
    output: '2\n',
  },
];

describe('shell expansions', () => {
  for (const row of ROWS) it(row.name, () => checkScript(row));
});
