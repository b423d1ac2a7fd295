// Scripts with what they print, how they end and how long they take. Rows without a duration were checked against dash
// 0.5.12; where dash and busybox differ (`echo` and backslashes), busybox is followed.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import { runScriptText } from '../test-host.ts';

interface Row {
  readonly name: string;
  readonly script: string;
  readonly output: string;
  /** Default 0. */
  readonly code?: number;
  /** Default 0. */
  readonly tookMs?: number;
}

function check({ script, output, code = 0, tookMs }: Row): void {
  const run = runScriptText(`cd /tmp; ${script}`);
  expect(run.problem).to.equal(undefined);
  expect({ output: run.output, code: run.code }).to.deep.equal({ output, code });
  if (tookMs !== undefined) expect(run.tookMs).to.equal(tookMs);
}

const LANGUAGE: readonly Row[] = [
  { name: 'echo with and without newline', script: 'echo hi; echo -n a; echo b', output: 'hi\nab\n' },
  {
    name: 'quotes and braces around names',
    script: 'x=1; y="a b"; echo $x $y "$y" \'$y\' ${y}z',
    output: '1 a b a b $y a bz\n',
  },
  { name: 'for over words', script: 'for i in 1 2 3; do echo $i; done', output: '1\n2\n3\n' },
  {
    name: 'while with continue and break',
    script:
      'i=0; while [ $i -lt 5 ]; do i=$((i+1)); [ $i = 3 ] && continue; [ $i -eq 5 ] && break; echo $i; done; echo end $i',
    output: '1\n2\n4\nend 5\n',
  },
  { name: 'until with break', script: 'until false; do echo once; break; done', output: 'once\n' },
  {
    name: 'case with alternatives',
    script: 'case foo.txt in *.md) echo md;; *.txt|*.log) echo txt;; *) echo other;; esac',
    output: 'txt\n',
  },
  {
    name: 'functions: parameters, local, return',
    script: 'f() { local a=2; echo "$# $1 $2 $a"; return 3; }; a=1; f x "y z"; echo $? $a',
    output: '2 x y z 2\n3 1\n',
  },
  {
    name: 'command substitution drops trailing newlines',
    script: 'echo $(echo a; echo b) "$(printf \'x\\ny\\n\\n\')" `echo q`',
    output: 'a b x\ny q\n',
  },
  {
    name: 'read in a pipeline',
    script: 'echo a b c | while read x y; do echo "[$x][$y]"; done',
    output: '[a][b c]\n',
  },
  {
    name: 'printf directives, format reused',
    script: "printf '%s-%d-%03d|%5s|%-5s|%x\\n' a 3 7 r l 255; printf '%s\\n' a b c",
    output: 'a-3-007|    r|l    |ff\na\nb\nc\n',
  },
  {
    name: 'positional parameters, quoted and not',
    script:
      'set -- a b "c d"; echo $#; for x in "$@"; do echo "<$x>"; done; for x in $@; do echo "<$x>"; done; echo "$*"; shift; echo $1',
    output: '3\n<a>\n<b>\n<c d>\n<a>\n<b>\n<c>\n<d>\na b c d\nb\n',
  },
  {
    name: 'IFS splits and joins',
    script: 'IFS=:; x=a:b::c; for i in $x; do echo "<$i>"; done; set -- 1 2 3; echo "$*"',
    output: '<a>\n<b>\n<>\n<c>\n1:2:3\n',
  },
  {
    name: 'prefix and suffix removal, length',
    script: 'x=/usr/local/file.tar.gz; echo ${x#*/} ${x##*/} ${x%.*} ${x%%.*} ${#x}',
    output: 'usr/local/file.tar.gz file.tar.gz /usr/local/file.tar /usr/local/file 22\n',
  },
  {
    name: 'default, alternative and assigned values',
    script:
      'echo ${u:-def} ${u-def2} ${u:+alt} [${u}]; : ${v:=set}; echo $v; e=; echo "[${e:-x}][${e-x}][${e:+y}][${e+y}]"',
    output: 'def def2 []\nset\n[x][][][y]\n',
  },
  {
    name: 'here-documents',
    script:
      "cat <<EOF\nhello $((1+2)) ${HOME:+h} \\$x\nEOF\ncat <<'EOF'\n$raw `x`\nEOF\ncat <<-EOF\n\tindented\n\tEOF",
    output: 'hello 3 h $x\n$raw `x`\nindented\n',
  },
  {
    name: 'subshell status, or, and, not',
    script: '(exit 3); echo $?; false || echo or; true && echo and; ! true; echo $?',
    output: '3\nor\nand\n1\n',
  },
  {
    name: 'subshells keep variables to themselves, groups do not',
    script: '(x=2; echo $x); echo "[$x]"; { y=3; }; echo $y',
    output: '2\n[]\n3\n',
  },
  {
    name: 'duplicated descriptors',
    script: 'exec 3>&1; echo to3 >&3; echo err >&2; (echo x; echo y >&2) 2>&1 | sort',
    output: 'to3\nerr\nx\ny\n',
  },
  {
    name: 'EXIT trap sees the status',
    script: "trap 'echo bye $?' EXIT; echo work; exit 4",
    output: 'work\nbye 4\n',
    code: 4,
  },
  {
    name: 'set -e spares tested commands',
    script: 'set -e; echo a; false || true; if false; then :; fi; ! true; echo b; false; echo never',
    output: 'a\nb\n',
    code: 1,
  },
  {
    name: 'set -u ends the shell',
    script: 'set -u; echo ${x-ok}; echo $nope; echo never',
    output: 'ok\nsh: nope: parameter not set\n',
    code: 2,
  },
  {
    name: 'arithmetic operators',
    script:
      'echo $((5/2)) $((5%3)) $((-7/2)) $((2*3+4)) $((1<2)) $((1&&0)) $((x=5)) $x $((x+=2)) $x $((x>3?10:20)) $((0x1f)) $((010)) $((~5)) $((6^3)) $((1<<4))',
    output: '2 2 -3 10 1 0 5 5 7 7 10 31 8 -6 5 16\n',
  },
  {
    name: 'test operators',
    script:
      'test 1 -lt 2 && echo lt; [ "a" = "a" ] && echo eq; [ -z "" ] && echo z; [ ! -f /nonexist ] && echo nof; [ 1 -eq 1 -a 2 -eq 3 ] || echo noand; [ -n "x" -o -n "" ] && echo or',
    output: 'lt\neq\nz\nnof\nnoand\nor\n',
  },
  {
    name: 'unquoted white space collapses; noglob',
    script: 'x="a   b"; echo $x; echo "$x"; y=\'*\'; echo "$y"; set -f; echo *',
    output: 'a b\na   b\n*\n*\n',
  },
  {
    name: 'pathname expansion',
    script: 'touch b a c.txt; echo *; echo *.txt; echo [ab]; echo z*; echo "*"',
    output: 'a b c.txt\nc.txt\na b\nz*\n*\n',
  },
  {
    name: 'cut and tr',
    script:
      "echo one two three | cut -d' ' -f2; echo a:b:c | cut -d: -f1,3; echo hello | tr a-y b-z; echo HeLLo | tr A-Z a-z",
    output: 'two\na:c\nifmmp\nhello\n',
  },
  {
    name: 'sort, uniq, head, tail',
    script:
      "printf 'b\\na\\nc\\na\\n' | sort | uniq -c | sed 's/^ *//'; printf '3\\n10\\n2\\n' | sort -n; printf 'x\\ny\\n' | head -n1; printf 'x\\ny\\n' | tail -n 1",
    output: '2 a\n1 b\n1 c\n2\n3\n10\nx\ny\n',
  },
  {
    name: 'grep options',
    script:
      "echo foo bar | grep -q bar && echo found; printf 'a1\\nb2\\n' | grep -v a; printf 'a\\nb\\na\\n' | grep -c a; echo abc | grep -E '^(a|x)b+'; echo nomatch | grep zzz; echo $?",
    output: 'found\nb2\n2\nabc\n1\n',
  },
  {
    name: 'sed commands',
    script:
      "echo hello world | sed 's/o/0/g'; echo hello | sed -e 's/\\(h\\)e/\\1E/' -e 's/l*o/X/'; printf '1\\n2\\n3\\n' | sed -n 2p; printf '1\\n2\\n3\\n' | sed 2d; echo aXb | sed 's|X|/|'",
    output: 'hell0 w0rld\nhEX\n2\n1\n3\na/b\n',
  },
  {
    name: 'awk print',
    script:
      "echo \"a b c\" | awk '{print $2}'; echo \"a:b\" | awk -F: '{print $2, $1}'; printf 'x 1\\ny 2\\n' | awk '/y/ {print $2}'",
    output: 'b\nb a\n2\n',
  },
  {
    name: 'expr, basename, dirname, seq',
    script: 'expr 3 + 4; expr 2 \\* 5; basename /a/b/c.txt .txt; dirname /a/b/c; seq 3; seq 2 2 6',
    output: '7\n10\nc\n/a/b\n1\n2\n3\n2\n4\n6\n',
  },
  {
    name: 'assignments before a command; export',
    script: "x=5; x=6 sh -c 'echo in $x'; echo $x; export E=1; sh -c 'echo $E'",
    output: 'in 6\n5\n1\n',
  },
  {
    name: 'eval',
    script: 'eval \'echo ev $((1+1))\'; v=name; name=val; eval "echo \\$$v"',
    output: 'ev 2\nval\n',
  },
  {
    name: 'read lines from a here-document',
    script: 'while read -r l; do echo "L:$l"; done <<EOF\none\n  two three  \nEOF',
    output: 'L:one\nL:two three\n',
  },
  {
    name: 'a reader that stops breaks the pipe',
    script: 'yes | head -n 3; yes no | head -2 | wc -l',
    output: 'y\ny\ny\n2\n',
  },
  {
    name: 'recursion',
    script: 'f() { echo $1; [ $1 -gt 0 ] && f $(($1-1)); }; f 3',
    output: '3\n2\n1\n0\n',
    code: 1,
  },
  {
    name: 'status of a substitution',
    script: 'x=$(false); echo $?; x=$(echo hi; exit 3); echo $x $?',
    output: '1\nhi 3\n',
  },
  {
    name: 'wait for background jobs',
    script: 'sleep 0.01 & wait $!; echo $?; (exit 5) & wait $!; echo $?; wait; echo $?',
    output: '0\n5\n0\n',
  },
  {
    name: 'kill -0 and a process that kills itself',
    script: "kill -0 $$ && echo alive; sh -c 'kill -TERM $$; echo no'; echo $?",
    output: 'alive\n143\n',
  },
  {
    name: 'a trap runs after the command',
    script: "trap 'echo got' USR1; kill -USR1 $$; echo after",
    output: 'got\nafter\n',
  },
  {
    name: 'a killed job ends with 143',
    script: 'sleep 5 & p=$!; kill $p; wait $p; echo $?',
    output: '143\n',
  },
  {
    name: 'folders',
    script:
      "mkdir -p d/e; cd d; pwd | sed 's|.*/||'; cd e && cd ../..; ls d; rmdir d/e; rm -r d; [ -d d ] || echo gone",
    output: 'd\ne\ngone\n',
  },
  {
    name: 'break and continue with a depth',
    script:
      'for i in 1 2 3; do for j in a b; do [ $i = 2 ] && continue 2; echo $i$j; [ $i = 3 ] && break 2; done; done',
    output: '1a\n1b\n3a\n',
  },
  { name: 'nested substitution', script: 'echo "$(echo "nested $(echo deep)")"', output: 'nested deep\n' },
  { name: 'exit codes are one byte', script: 'echo a; exit 300', output: 'a\n', code: 44 },
  {
    name: 'read-only variables',
    script: 'readonly R=1; echo $R; (R=2; echo no); echo rest',
    output: '1\nsh: R: is read only\nrest\n',
  },
  {
    name: 'case patterns, quoted and expanded',
    script:
      'case "" in "") echo empty;; esac; case a in [a-c]) echo cls;; esac; case \'a*\' in \'a*\') echo lit;; esac; x=\'b*\'; case bcd in $x) echo pat;; esac; case bcd in "$x") echo no;; *) echo quoted;; esac',
    output: 'empty\ncls\nlit\npat\nquoted\n',
  },
  {
    name: 'read in a redirected loop',
    script: "printf 'a b\\nc d\\n' > f; while read a b; do echo $b; done < f; wc -l < f",
    output: 'b\nd\n2\n',
  },
  {
    name: 'groups and subshells at the end of a pipe',
    script: 'echo abc | { read x; echo "<$x>"; }; echo x | (cat; echo y)',
    output: '<abc>\nx\ny\n',
  },
  {
    name: 'command -v',
    script: 'command -v echo >/dev/null && echo yes; command -v nosuchprog || echo no',
    output: 'yes\nno\n',
  },
  {
    name: 'until with expr',
    script: 'i=3; until [ $i -eq 0 ]; do echo $i; i=$(expr $i - 1); done',
    output: '3\n2\n1\n',
    code: 1,
  },
  {
    name: 'several assignments',
    script: 'A=1 B=2; echo $A$B; C=$A$B D="$C x"; echo $D',
    output: '12\n12 x\n',
  },
  {
    name: 'comments',
    script: 'echo \\# not comment # comment\necho "#yes"',
    output: '# not comment\n#yes\n',
  },
  {
    name: 'values with blanks',
    script: 'a=\'x y\'; b=$a; echo "$b"; for w in $a; do echo w$w; done',
    output: 'x y\nwx\nwy\n',
  },
  {
    name: 'printf floats and escapes',
    script: "printf '%5.2f %e\\n' 3.14159 1000; printf '%%|%c|%b\\n' xyz 'a\\tb'",
    output: ' 3.14 1.000000e+03\n%|x|a\tb\n',
  },
  {
    name: 'redirected group',
    script: 'echo start; { echo out; echo err >&2; } >o 2>&1; cat o',
    output: 'start\nout\nerr\n',
  },
  {
    name: 'a loop in a pipe',
    script: 'while true; do echo loop; break; done | cat; echo "st ${?}"',
    output: 'loop\nst 0\n',
  },
  {
    name: 'set -e in functions and subshells',
    script: 'set -e; f() { false; echo in; }; f || echo caught; (false; echo sub) || echo c2; f; echo never',
    output: 'in\nsub\n',
    code: 1,
  },
  {
    name: 'getopts',
    script:
      'getopts_test() { while getopts "ab:c" o; do case $o in a) echo A;; b) echo "B=$OPTARG";; *) echo "other $o";; esac; done; }; getopts_test -a -b val',
    output: 'A\nB=val\n',
  },
  {
    name: 'required value missing',
    script: 'x=abc; echo ${x%c}${x#a}; y=; echo "${y:=dflt}" $y; echo ${x:?err} ; echo ${zz:?gone}; echo no',
    output: 'abbc\ndflt dflt\nabc\nsh: zz: gone\n',
    code: 2,
  },
  {
    name: 'file tests',
    script: 'test -e . && echo dot; [ -d /tmp ] && echo tmp; [ "$x" ]; echo $?; [ a \\< b ]; echo $?',
    output: 'dot\ntmp\n1\n0\n',
  },
  {
    name: 'size of files',
    script: ': > empty; [ -s empty ] || echo empty; echo x > full; [ -s full ] && echo full; wc -c < full',
    output: 'empty\nfull\n2\n',
  },
  {
    name: 'adjacent quotes',
    script: 'echo \'a b\' c\\ d "e"\'f\'g; echo a\'\'b ""; echo "" | wc -c',
    output: 'a b c d efg\nab \n1\n',
  },
  {
    name: 'arithmetic with comparison and substitution',
    script: 'echo $(( (1+2) * 3 )) $((1 == 1)) $((2 != 2)) $((!0)) $((3>=3)) $(($(echo 4)+1))',
    output: '9 1 0 1 1 5\n',
  },
  {
    name: 'names next to text',
    script: 'a=1; a=$a$a; a=${a}0; echo $a; echo "${a}"\'$a\'',
    output: '110\n110$a\n',
  },
  { name: 'exec replaces the shell', script: 'exec echo replaced; echo never', output: 'replaced\n' },
  {
    name: 'sh -c with name and arguments',
    script: "sh -c 'exit 7' || echo rc=$?; sh -c 'echo $0 $1' name arg",
    output: 'rc=7\nname arg\n',
  },
  {
    name: 'return without value',
    script: 'f() { return; }; false; f; echo $?; g() { false; }; g; echo $?',
    output: '1\n1\n',
  },
  {
    name: 'ignored signals; trap reset',
    script: "trap '' TERM; kill -TERM $$; echo survived; trap - TERM; trap",
    output: 'survived\n',
  },
  {
    name: 'EXIT trap of a subshell',
    script: "(trap 'echo sub exit' EXIT; echo in); echo out",
    output: 'in\nsub exit\nout\n',
  },
  {
    name: 'set -- splits, IFS with a comma',
    script: 'x=\'a b  c\'; set -- $x; echo $# "$3"; IFS=,; x=\'1,2,,3\'; set -- $x; echo $# "$3"',
    output: '3 c\n4 \n',
  },
];

const TIME: readonly Row[] = [
  { name: 'sleep adds up', script: 'sleep 1; sleep 0.5; sleep 1m 2s', output: '', tookMs: 63_500 },
  {
    name: 'date follows the clock',
    script: 'date; sleep 61; date +%T; date +%s',
    output: 'Wed Jan  1 00:00:00 UTC 2025\n00:01:01\n1735689661\n',
    tookMs: 61_000,
  },
  {
    name: 'background jobs run beside each other',
    script: 'sleep 5 & sleep 3 & wait; echo done',
    output: 'done\n',
    tookMs: 5000,
  },
  {
    name: 'stages of a pipeline run beside each other',
    script: '(sleep 2; echo a) | (sleep 3; cat)',
    output: 'a\n',
    tookMs: 3000,
  },
  {
    name: 'a follower prints what is added',
    script: '(sleep 1; echo b >> f; sleep 1; echo c >> f) & echo a > f; tail -f f & sleep 5; kill $!',
    output: 'a\nb\nc\n',
    tookMs: 5000,
  },
  {
    name: 'timeout ends a command with 124',
    script: 'timeout 2 sleep 10; echo $?; timeout 5 sleep 1; echo $?',
    output: '124\n0\n',
    tookMs: 3000,
  },
  {
    name: 'a trap waits for the foreground command',
    script: "trap 'echo trapped' TERM; (sleep 1; kill -TERM $$) & sleep 3; echo slept",
    output: 'trapped\nslept\n',
    tookMs: 3000,
  },
  {
    name: 'a trapped signal interrupts wait',
    script: "trap 'echo trapped' TERM; (sleep 1; kill -TERM $$) & sleep 60 & wait $!; echo $?",
    output: 'trapped\n143\n',
    tookMs: 1000,
  },
  {
    name: 'a loop without sleep takes some time',
    script: 'i=0; while [ $i -lt 1000 ]; do i=$((i+1)); done; echo $i',
    output: '1000\n',
    tookMs: 10,
  },
  {
    name: 'loop that appends the date to a file',
    script:
      'i=0; while true; do echo "$i: $(date +%S)" >> 1.log; i=$((i+1)); sleep 1; [ $i = 3 ] && break; done; cat 1.log',
    output: '0: 00\n1: 01\n2: 02\n',
    tookMs: 3000,
  },
  { name: 'pi by bc', script: "echo 'scale=20; 4*a(1)' | bc -l", output: '3.14159265358979323844\n' },
];

describe('shell', () => {
  for (const row of [...LANGUAGE, ...TIME]) it(row.name, () => check(row));

  for (const [script, word] of [
    ['echo a; frobnicate --x; echo b', 'frobnicate'],
    ["awk '{sum += $1} END {print sum}'", 'awk'],
    ['a=(1 2 3)', 'a=(1 2 3)'],
    ['ls --colour', 'ls'],
  ] as const) {
    it(`stops at what it does not know: ${script}`, () => {
      const run = runScriptText(script);
      expect(run.problem).to.be.a('string');
      expect(run.word).to.equal(word);
      expect(run.code).to.equal(127);
    });
  }

  it('bash expands braces and refuses nothing that sh can', () => {
    expect(
      runScriptText('echo {a,b}{1..3}; set -o pipefail; false | true; echo $?', 1000, 'bash').output,
    ).to.equal('a1 a2 a3 b1 b2 b3\n1\n');
  });
});
