// How shells run commands: redirections, pipes, functions, scripts, exit on error.
// Outputs and codes are those of busybox 1.35 for the same script; where an image is named, of dash 0.5.12 with GNU coreutils
// 9.1, or of bash 5.2. What is said on standard error in words of its own is left out.

import { describe, it } from 'node:test';
import { checkScript, type ScriptRow } from '../test-script.ts';

const ROWS: readonly ScriptRow[] = [
  {
    name: 'sh options',
    script:
      'sh -ec "false; echo never"; echo $?; sh -c "echo \\$0 \\$1" name arg; sh -x -c "echo a" 2>&1; sh -u -c "echo \\$nosuch"; echo $?',
    output: '1\nname arg\n+ echo a\na\nsh: nosuch: parameter not set\n2\n',
  },
  {
    name: 'script files and their names',
    script: 'echo "echo in \\$0 \\$1" > s; sh s x; sh -- s y; sh nosuch; echo $?',
    output: "in s x\nin s y\nsh: can't open 'nosuch': No such file or directory\n2\n",
  },
  {
    name: 'bash long options',
    image: 'bash',
    script:
      'bash --norc -c "echo a"; bash --posix -c "echo b"; bash -o pipefail -c "false | true"; echo $?; bash -euo pipefail -c "echo c; false; echo never"; echo $?; bash -l -c "echo d"',
    output: 'a\nb\n1\nc\n1\nd\n',
  },
  {
    name: 'sh reads its input',
    script: 'echo "echo hi" | sh; echo "echo \\$1" | sh -s x',
    output: 'hi\nx\n',
  },
  {
    name: 'functions with any compound body',
    script: 'f() { f; }; echo ok; f2() (echo sub; exit 3); f2; echo $?; f3() if true; then echo if; fi; f3',
    output: 'ok\nsub\n3\nif\n',
  },
  {
    name: 'what cannot be run',
    script: './nosuch; echo $?; /; echo $?; touch f; ./f; echo $?',
    output: 'sh: ./nosuch: not found\n127\nsh: /: Permission denied\n126\nsh: ./f: Permission denied\n126\n',
  },
  {
    name: 'not found, dash',
    image: 'acme/shop:1',
    script: '(./nosuch) 2>/dev/null; echo $?; ("") 2>/dev/null; echo $?',
    output: '127\n127\n',
  },
  {
    name: 'redirections',
    script:
      "echo a > f; echo b >> f; cat < f; echo err >&2 2>/dev/null; ls nosuch 2>&1 | wc -l; { echo x; echo y >&2; } > g 2>&1; cat g; cat nosuch > h 2>/dev/null; echo $?; exec 3> k; echo three >&3; exec 3>&-; cat k; cat <<E\nhere $((1+1))\nE\ncat <<'E'\nraw $x\nE\ncat <<-E\n\ttabs\n\tE\n",
    output: 'a\nb\nerr\n1\nx\ny\n1\nthree\nhere 2\nraw $x\ntabs\n',
  },
  {
    name: 'redirections that fail',
    script:
      'cat < nosuch; echo $?; echo a > nosuch/f; echo $?; echo x >&9; echo $?; (: < nosuch; echo never); echo $?',
    output:
      "sh: can't open nosuch: no such file\n1\nsh: can't create nosuch/f: nonexistent directory\n1\nsh: 9: Bad file descriptor\n1\nsh: can't open nosuch: no such file\n1\n",
  },
  {
    name: 'redirections that fail, dash',
    image: 'acme/shop:1',
    script:
      '(cat < nosuch; echo $?; echo a > nosuch/f; echo $?; echo x >&9; echo $?) 2>/dev/null; (: < nosuch; echo never) 2>/dev/null; echo $?',
    output: '2\n2\n2\n2\n',
  },
  {
    name: 'redirections to devices',
    script:
      'echo a > /dev/null; echo b > /dev/stdout; echo c > /dev/stderr; echo d | cat /dev/stdin; echo e > /dev/fd/1; cat < /dev/null; echo f | cat -',
    output: 'b\nc\nd\ne\nf\n',
  },
  {
    name: 'both outputs, bash',
    image: 'bash',
    script:
      '{ echo a; echo b >&2; } &> f; cat f; cat <<< "here"; ls nosuch |& wc -l; echo x >& g; cat g; echo y &>> f; wc -l < f',
    output: 'a\nb\nhere\n1\nx\n3\n',
  },
  {
    name: 'closing',
    script: 'echo a <&-; exec 4>&1; echo b >&4; exec 4>&-; echo c >&4; echo $?',
    output: 'a\nb\nsh: 4: Bad file descriptor\n1\n',
  },
  {
    name: 'writing over',
    script: 'echo a > f; echo c >| f; cat f',
    output: 'c\n',
  },
  {
    name: 'pipes',
    script:
      'echo a | cat | cat; false | true; echo $?; true | false; echo $?; ! true; echo $?; echo x | while read y; do z=$y; done; echo "[$z]"; (echo sub; exit 2); echo $?; { echo group; }; echo a; echo b & wait',
    output: 'a\n0\n1\n1\n[]\nsub\n2\ngroup\na\nb\n',
  },
  {
    name: 'pipefail, bash',
    image: 'bash',
    script: 'set -o pipefail; false | true; echo $?; exit 3 | true; echo $?; true | true; echo $?',
    output: '1\n3\n0\n',
  },
  {
    name: 'shebang',
    script:
      'printf "#!/bin/sh\\necho in \\$1\\n" > s; chmod +x s; ./s x; printf "#!/usr/bin/env sh\\necho env\\n" > t; chmod +x t; ./t; printf "echo plain\\n" > u; chmod +x u; ./u',
    output: 'in x\nenv\nplain\n',
  },
  {
    name: 'errexit',
    script:
      'set -e; false || echo or; if false; then :; fi; ! true; f() { false; echo in; }; f || echo caught; (false; echo never) || echo sub; while false; do :; done; echo end; false; echo never',
    output: 'or\nin\nnever\nend\n',
    code: 1,
  },
];

describe('shell commands', () => {
  for (const row of ROWS) it(row.name, () => checkScript(row));
});
