// Builtins of the shells: variables, options, traps, jobs, input, and where they are called wrongly.
// Outputs and codes are those of busybox 1.35 for the same script; where an image is named, of dash 0.5.12 with GNU coreutils
// 9.1, or of bash 5.2. What is said on standard error in words of its own is left out.

import { describe, it } from 'node:test';
import { checkScript, type ScriptRow } from '../../test-script.ts';

const ROWS: readonly ScriptRow[] = [
  {
    name: 'export',
    script:
      'export A=1; sh -c "echo \\$A"; B=2; export B; sh -c "echo \\$B"; export -n B; sh -c "echo [\\$B]"; export C; sh -c "echo [\\$C]"; export -p | grep " A="',
    output: "1\n2\n[]\n[]\nexport A='1'\n",
  },
  {
    name: 'export of bad name',
    script: '(export 1a=2; echo never) 2>/dev/null; echo $?',
    output: '2\n',
  },
  {
    name: 'export of bad name, dash',
    image: 'acme/shop:1',
    script: '(export 1a=2; echo never) 2>/dev/null; echo $?',
    output: '2\n',
  },
  {
    name: 'readonly',
    script: 'readonly R=1; R=2; echo never',
    output: 'sh: R: is read only\n',
    code: 2,
  },
  {
    name: 'readonly, subshell',
    script:
      'readonly R=1; (R=2; echo never); echo $?; readonly S; (S=1); echo $?; (unset R; echo never) 2>/dev/null; echo $?',
    output: 'sh: R: is read only\n2\nsh: S: is read only\n2\n2\n',
  },
  {
    name: 'local',
    script:
      'f() { local x=1; echo $x; y=2; }; x=0; f; echo $x $y; (local z=1; echo never) 2>/dev/null; echo $?',
    output: '1\n0 2\n2\n',
  },
  {
    name: 'local, dash',
    image: 'acme/shop:1',
    script:
      'f() { local x=1 y; echo $x [$y]; }; x=0; f; echo $x; (local z=1; echo never) 2>/dev/null; echo $?',
    output: '1 []\n0\n2\n',
  },
  {
    name: 'local without value',
    image: 'acme/shop:1',
    script: 'x=outer; f() { local x; echo "[$x]"; }; f',
    output: '[outer]\n',
  },
  {
    name: 'local without value, bash',
    image: 'bash',
    script: 'x=outer; f() { local x; echo "[${x-unset}]"; }; f',
    output: '[unset]\n',
  },
  {
    name: 'local without value, busybox',
    script: 'x=outer; f() { local x; echo "[$x]"; }; f',
    output: '[]\n',
  },
  {
    name: 'unset',
    script:
      'a=1; unset a; echo "[$a]"; f() { echo f; }; unset -f f; command -v f; echo $?; unset -v a; unset nosuch; echo $?',
    output: '[]\n127\n0\n',
  },
  {
    name: 'set',
    script:
      'set -- a "b c"; echo $# "$2"; set -- ; echo $#; set a b; echo $1; set - c; echo $1; set -e; false; echo never',
    output: '2 b c\n0\na\nc\n',
    code: 1,
  },
  {
    name: 'set of unknown letters',
    script: '(set -Q; echo never) 2>/dev/null; echo $?',
    output: '2\n',
  },
  {
    name: 'set of unknown letters, dash',
    image: 'acme/shop:1',
    script: '(set -Q; echo never) 2>/dev/null; echo $?',
    output: '2\n',
  },
  {
    name: 'set -o',
    script: 'set -o nounset; (echo $nosuch); echo $?; set +o nounset; echo "[$nosuch]"',
    output: 'sh: nosuch: parameter not set\n2\n[]\n',
  },
  {
    name: 'set lists',
    script: 'set | grep "^HOME="',
    output: "HOME='/root'\n",
  },
  {
    name: 'cd',
    script:
      'cd /; pwd; cd -; cd /tmp; cd nosuch 2>/dev/null; echo $?; touch file; cd file 2>/dev/null; echo $?; cd - >/dev/null; cd - >/dev/null; mkdir -p d/e; cd d/e; cd ..; basename $PWD; cd; pwd; HOME=/; cd; pwd; unset OLDPWD; cd -; echo $?',
    output: '/\n/tmp\n2\n2\nd\n/root\n/\n/\n0\n',
  },
  {
    name: 'append, bash',
    image: 'bash',
    script: 'a=1; a+=2; echo $a; export b=x; export b+=y; echo $b; sh -c "echo \\$b"',
    output: '12\nxy\nxy\n',
  },
  {
    name: 'trace',
    script: 'set -x; a=1 b="x y" echo hi; a=2; echo "$a"',
    output: "+ a=1 b='x y' echo hi\nhi\n+ a=2\n+ echo 2\n2\n",
  },
  {
    name: 'trace, dash',
    image: 'acme/shop:1',
    script: 'set -x; a=1 b="x y"; echo hi',
    output: '+ a=1 b=x y\n+ echo hi\nhi\n',
  },
  {
    name: 'trap',
    script:
      'trap "echo bye" EXIT; trap; trap - EXIT; trap "" TERM; kill -TERM $$; echo alive; trap "echo got" USR1; kill -USR1 $$; trap -- "echo x" 2; trap',
    output:
      "trap -- 'echo bye' EXIT\nalive\ngot\ntrap -- 'echo x' INT\ntrap -- 'echo got' USR1\ntrap -- '' TERM\n",
  },
  {
    name: 'trap of no signal',
    script: 'trap "echo x" NOSUCH 2>/dev/null; echo $?',
    output: '1\n',
  },
  {
    name: 'trap of no signal, dash',
    image: 'acme/shop:1',
    script: 'trap "echo x" NOSUCH 2>/dev/null; echo $?',
    output: '1\n',
  },
  {
    name: 'trap resets',
    script: 'trap "echo x" INT; trap INT; trap; trap "echo y" 0 15; trap 0 15; trap; echo done',
    output: 'done\n',
  },
  {
    name: 'wait',
    script:
      'sleep 0.1 & wait; echo $?; (exit 3) & wait $!; echo $?; wait 99999; echo $?; sleep 0 & a=$!; (exit 4) & b=$!; wait $a $b; echo $?',
    output: '0\n3\n127\n4\n',
  },
  {
    name: 'read',
    script:
      'echo "a b c" | { read x y; echo "[$x][$y]"; }; echo "a\\\\b" | { read x; echo $x; }; echo "a\\\\b" | { read -r x; echo $x; }; printf "no newline" | { read x; echo $? $x; }; echo a:b | { IFS=: read x y; echo $x-$y; }; echo "a b" | { read; echo [$REPLY]; }; read x < /dev/null; echo $?; echo ":a::" | { IFS=: read x y; echo "[$x][$y]"; }; echo x | { read -p "prompt " v; echo $v; }',
    output: '[a][b c]\nab\na\\b\n1 no newline\na-b\n[a b]\n1\n[][a::]\nx\n',
  },
  {
    name: 'read -r in bash',
    image: 'bash',
    script: 'echo abcdef | { read -r x; echo $x; }',
    output: 'abcdef\n',
  },
  {
    name: 'getopts',
    script:
      'while getopts "ab:" o -a -b 5 rest; do echo "$o=$OPTARG"; done; echo $OPTIND; OPTIND=1; getopts "a" o -x; echo "$o $?"; OPTIND=1; getopts ":a" o -x; echo "$o=$OPTARG"; OPTIND=1; getopts ":b:" o -b; echo "$o=$OPTARG"',
    output: 'a=\nb=5\n4\nIllegal option -x\n? 0\n?=x\n:=b\n',
  },
  {
    name: 'getopts, dash',
    image: 'acme/shop:1',
    script:
      'OPTIND=1; getopts "a" o -x; echo "$o $?"; OPTIND=1; getopts ":a" o -x; echo "$o=$OPTARG"; OPTIND=1; getopts ":b:" o -b; echo "$o=$OPTARG"',
    output: 'Illegal option -x\n? 0\n?=x\n:=b\n',
  },
  {
    name: 'loops',
    script:
      'for i in 1 2 3; do [ $i = 2 ] && continue; echo $i; done; i=0; while [ $i -lt 3 ]; do i=$((i+1)); [ $i = 2 ] && break; done; echo $i; until [ $i -ge 5 ]; do i=$((i+1)); done; echo $i; for a in x y; do for b in 1 2; do continue 2; done; echo never; done; for a in x y; do for b in 1; do break 2; done; done; echo $a; break; echo $?; for i in; do echo never; done; echo $?',
    output: '1\n3\n2\n5\nx\n0\n0\n',
  },
  {
    name: 'loops of bad counts',
    script: '(for i in 1 2; do break x; done; echo never) 2>/dev/null; echo $?',
    output: '2\n',
  },
  {
    name: 'loops of bad counts, busybox 0',
    script: '(for i in 1 2; do break 0; done; echo never) 2>/dev/null; echo $?',
    output: '2\n',
  },
  {
    name: 'return and exit',
    script:
      'f() { return 3; echo never; }; f; echo $?; f() { return; }; false; f; echo $?; (exit 300); echo $?; (exit x) 2>/dev/null; echo $?; (f() { return x; }; f; echo never) 2>/dev/null; echo $?; exit 7',
    output: '3\n1\n44\n2\n2\n',
    code: 7,
  },
  {
    name: 'eval, dot, command, type',
    script:
      'eval "echo a; false"; echo $?; eval; echo $?; echo "x=1; return 4" > s; . ./s; echo $? $x; (. ./nosuch; echo never) 2>/dev/null; echo $?',
    output: 'a\n1\n0\n4 1\n2\n',
  },
  {
    name: 'dot in bash',
    image: 'bash',
    script: '. ./nosuch 2>/dev/null; echo $?; source nosuch2 2>/dev/null; echo $?',
    output: '1\n1\n',
  },
  {
    name: 'command and type',
    script:
      'command -v ls >/dev/null; echo $?; command -v nosuch; echo $?; type nosuch; echo $?; type cd; f() { :; }; type f; command echo hi; command -v f; type if',
    output:
      '0\n127\nnosuch: not found\n127\ncd is a shell builtin\nf is a function\nhi\nf\nif is a shell keyword\n',
  },
  {
    name: 'command and type, dash',
    image: 'acme/shop:1',
    script:
      'type nosuch; echo $?; type cd; f() { :; }; type f; command -v f; type if; type ls; command -V nosuch; echo $?',
    output:
      'nosuch: not found\n127\ncd is a shell builtin\nf is a shell function\nf\nif is a shell keyword\nls is /usr/bin/ls\nnosuch: not found\n127\n',
  },
  {
    name: 'hash, umask and ulimit',
    script: 'umask; touch f; stat -c %a f; hash -r; echo $?; ulimit -n >/dev/null; echo $?',
    output: '0022\n644\n0\n0\n',
  },
  {
    name: 'exec',
    script: 'exec echo replaced; echo never',
    output: 'replaced\n',
  },
  {
    name: 'exec not found',
    script: '(exec ./nosuch; echo never) 2>/dev/null; echo $?',
    output: '127\n',
  },
  {
    name: 'exec not found, dash',
    image: 'acme/shop:1',
    script: '(exec ./nosuch; echo never) 2>/dev/null; echo $?',
    output: '127\n',
  },
  {
    name: 'shift',
    script:
      'set -- a b; shift 2; echo $#; shift; echo $?; set -- a; shift 0; echo $1; (shift x; echo never) 2>/dev/null; echo $?',
    output: '0\n1\na\n2\n',
  },
  {
    name: 'test without operands',
    script: 'test -z; echo $?; test ! ; echo $?; test a -a 2>/dev/null; echo $?',
    output: '0\n0\n2\n',
  },
];

describe('shell builtins', () => {
  for (const row of ROWS) it(row.name, () => checkScript(row));
});
