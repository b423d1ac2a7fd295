// Programs about text: what prints it, and what filters it.
// Outputs and codes are those of busybox 1.35 for the same script; where an image is named, of dash 0.5.12 with GNU coreutils
// 9.1, or of bash 5.2. What is said on standard error in words of its own is left out.

import { describe, it } from 'node:test';
import { checkScript, type ScriptRow } from '../test-script.ts';

const ROWS: readonly ScriptRow[] = [
  {
    name: 'printf escapes of octal',
    script: 'printf "\\101\\x41\\n"; printf "%b\\n" "a\\0101b\\n"; printf "%b|" "x\\cy" z; echo',
    output: 'AA\naAb\n\nx\n',
  },
  {
    name: 'printf stops',
    script: 'printf "a%b-b" "x\\c" rest',
    output: 'ax',
  },
  {
    name: 'printf without a format',
    script: 'printf 2>/dev/null; echo $?',
    output: '2\n',
  },
  {
    name: 'printf without a format, dash',
    image: 'acme/shop:1',
    script: 'printf 2>/dev/null; echo $?',
    output: '2\n',
  },
  {
    name: 'printf date, bash',
    image: 'bash',
    script: 'printf "%(%Y)T\\n" 0',
    output: '1970\n',
  },
  {
    name: 'seq with steps, separators and widths',
    script: 'seq 3; seq 2 4; seq 1 2 5; seq -s , 3; seq -w 8 10; seq 3 -1 1; seq 5 1',
    output: '1\n2\n3\n2\n3\n4\n1\n3\n5\n1,2,3\n08\n09\n10\n3\n2\n1\n',
  },
  {
    name: 'seq of steps of nothing',
    image: 'acme/shop:1',
    script: 'seq 1 0 3 2>/dev/null; echo $?',
    output: '1\n',
  },
  {
    name: 'seq of no number',
    script: 'seq x 2>/dev/null; echo $?',
    output: '1\n',
  },
  {
    name: 'seq of no number, GNU',
    image: 'acme/shop:1',
    script: 'seq x 2>/dev/null; echo $?',
    output: '1\n',
  },
  {
    name: 'seq glued separator',
    script: 'seq -s- 3',
    output: '1-2-3\n',
  },
  {
    name: 'echo of nothing',
    script: 'echo; echo -n; echo -e "a\\c"; echo -n b; echo',
    output: '\nab\n',
  },
  {
    name: 'sed addresses',
    script:
      'printf "a\\nb\\nc\\nd\\n" | sed 2d; printf "a\\nb\\nc\\n" | sed -n 2p; printf "a\\nb\\nc\\nd\\n" | sed "2,3d"; printf "a\\nb\\nc\\n" | sed "\\$d"; printf "a\\nb\\nc\\n" | sed -n "/b/p"; printf "a\\nb\\nc\\n" | sed "/b/!d"',
    output: 'a\nc\nd\nb\na\nd\na\nb\nb\nb\n',
  },
  {
    name: 'sed substitution',
    script:
      'echo "hello world" | sed "s/o/0/"; echo "hello world" | sed "s/o/0/g"; echo abc | sed -n "s/b/x/p"; echo abc | sed "s/\\(a\\)\\(b\\)/\\2\\1/"; echo abc | sed "s/b/[&]/"; echo abc | sed -E "s/(a)(x)?/\\1<\\2>/"; echo ABC | sed "s/b/x/I"; echo a/b | sed "s|/|-|"; echo abc | sed "s/b/\\&/"; echo abc | sed "s/b/x\\ny/"; echo "a\tb" | sed "s/\\t/T/"; echo abc | sed "s/b/\\t/"; echo abc | sed "s/b/\\q/"',
    output: 'hell0 world\nhell0 w0rld\naxc\nbac\na[b]c\na<>bc\nAxC\na-b\na&c\nax\nyc\naTb\na\tc\naqc\n',
  },
  {
    name: 'sed quit and several',
    script:
      'printf "a\\nb\\nc\\n" | sed 2q; printf "a\\nb\\n" | sed -e s/a/x/ -e s/b/y/; printf "a\\nb\\n" | sed "s/a/x/;s/b/y/"',
    output: 'a\nb\nx\ny\nx\ny\n',
  },
  {
    name: 'sed in place',
    script: 'printf "a\\n" > f; sed -i s/a/b/ f; cat f; sed s/x/y/ nosuch; echo $?',
    output: 'b\nsed: nosuch: No such file or directory\n1\n',
  },
  {
    name: 'wc of several files',
    script: 'printf "a b\\nc\\n" > f; printf "x\\n" > g; wc f; wc -l f g; wc -w < f; wc -c f g',
    output:
      '        2         3         6 f\n        2 f\n        1 g\n        3 total\n3\n        6 f\n        2 g\n        8 total\n',
  },
  {
    name: 'sort',
    script:
      'printf "b\\na\\nc\\na\\n" | sort; printf "10\\n9\\n1\\n" | sort -n; printf "a\\nb\\n" | sort -r; printf "b\\na\\na\\n" | sort -u; printf "a 2\\nb 1\\n" | sort -k2; printf "x\\n10\\n2\\n" | sort -n; printf "a:2\\nb:1\\n" | sort -t: -k2 -n',
    output: 'a\na\nb\nc\n1\n9\n10\nb\na\na\nb\nb 1\na 2\nx\n2\n10\nb:1\na:2\n',
  },
  {
    name: 'uniq',
    script:
      'printf "a\\na\\nb\\n" | uniq; printf "a\\na\\nb\\n" | uniq -c; printf "a\\na\\nb\\n" | uniq -d; printf "a\\na\\nb\\n" | uniq -u',
    output: 'a\nb\n      2 a\n      1 b\na\nb\n',
  },
  {
    name: 'cut',
    script:
      'echo a:b:c | cut -d: -f2; echo a:b:c | cut -d: -f1,3; echo a:b:c | cut -d: -f2-; echo abcdef | cut -c2-4; echo abcdef | cut -b1; echo nodelim | cut -d: -f2; echo nodelim | cut -d: -s -f2; echo a:b:c | cut -d: -f-2',
    output: 'b\na:c\nb:c\nbcd\na\nnodelim\na:b\n',
  },
  {
    name: 'tr',
    script:
      'echo abc | tr a-c x-z; echo abc | tr -d b; echo aabb | tr -s a; echo abc | tr abc x; echo "a b" | tr "[:space:]" _ ; echo; echo abc | tr "[:lower:]" "[:upper:]"; echo abc1 | tr -cd "[:digit:]"; echo; echo abc | tr -c a x',
    output: 'xyz\nac\nabb\nxxx\na_b_\nABC\n1\naxxx',
  },
  {
    name: 'tr of unknown class',
    script: 'echo "a:" | tr "[:foo:]" x',
    output: 'ax\n',
  },
  {
    name: 'head and tail',
    script:
      'printf "1\\n2\\n3\\n4\\n" > f; head -n 2 f; head -2 f; tail -n 1 f; tail -n +3 f; head -c 3 f; tail -c 2 f; printf "x\\n" > g; head -n 1 f g; tail -n 1 f g; head nosuch; echo $?; tail nosuch 2>/dev/null; echo $?; ',
    output:
      '1\n2\n1\n2\n4\n3\n4\n1\n24\n==> f <==\n1\n\n==> g <==\nx\n==> f <==\n4\n\n==> g <==\nx\nhead: nosuch: No such file or directory\n1\n1\n',
  },
  {
    name: 'grep',
    script:
      'printf "a\\nb\\nab\\n" > f; grep a f; grep -c a f; grep -v a f; grep -n b f; grep -q a f; echo $?; grep x f; echo $?; grep -E "a|b" f; grep -o a f; grep -i A f; grep -w a f; grep -x b f; grep -m 1 a f; grep -e a -e b f; grep -l a f; grep -F a. f; echo $?; grep a f nosuch 2>/dev/null; echo $?; grep -h a f f',
    output:
      'a\nab\n2\nb\n2:b\n3:ab\n0\n1\na\nb\nab\na\na\na\nab\na\nb\na\na\nb\nab\nf\n1\nf:a\nf:ab\n2\na\nab\na\nab\n',
  },
  {
    name: 'grep classes',
    script:
      'printf "a1\\n-\\n\\n[x]\\n" > f; grep "[[:digit:]]" f; grep "^$" f | wc -l; grep "\\[x\\]" f; grep -E "^[^a]+$" f; grep "a\\?1" f; grep -E "\\.|\\[" f; grep "[]x]" f; grep -E "a{1}" f; grep "\\(a\\)" f; grep -E "\\ba" f',
    output: 'a1\n1\n[x]\n-\n[x]\na1\n[x]\n[x]\na1\na1\na1\n',
  },
  {
    name: 'tee, rev and tac',
    script: 'printf "ab\\ncd\\n" | tee f; cat f; rev f; tac f; printf "x\\n" | tee -a f; wc -l < f',
    output: 'ab\ncd\nab\ncd\nba\ndc\ncd\nab\nx\n3\n',
  },
  {
    name: 'base64',
    script:
      'printf a | base64; printf abc | base64; printf ab | base64 | base64 -d; echo; printf "" | base64',
    output: 'YQ==\nYWJj\nab\n',
  },
  {
    name: 'awk',
    script: 'echo a b c | awk "{print \\$2}"; echo a:b | awk -F: "{print \\$2}"',
    output: 'b\nb\n',
  },
  {
    name: 'yes and head',
    script: 'yes | head -n 2; yes no | head -n 1; seq 100000 | head -n 1',
    output: 'y\ny\nno\n1\n',
  },
];

describe('programs about text', () => {
  for (const row of ROWS) it(row.name, () => checkScript(row));
});
