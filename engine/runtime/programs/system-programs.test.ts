// Programs about processes, time and the machine; `expr`, `test` and `xargs`.
// Outputs and codes are those of busybox 1.35 for the same script; where an image is named, of dash 0.5.12 with GNU coreutils
// 9.1, or of bash 5.2. What is said on standard error in words of its own is left out.

import { describe, it } from 'node:test';
import { checkScript, type ScriptRow } from '../test-script.ts';

const ROWS: readonly ScriptRow[] = [
  {
    name: 'env without some variables',
    script: 'export A=1 B=2; env -u A sh -c \'echo "[$A][$B]"\'; env -i sh -c \'echo "[$B]"\'',
    output: '[][2]\n[]\n',
  },
  {
    name: 'uname letters',
    script: 'uname; uname -s; uname -o',
    output: 'Linux\nLinux\nGNU/Linux\n',
  },
  {
    name: 'which',
    script: 'which /bin/sh >/dev/null; echo $?; which nosuch; echo $?',
    output: '0\n1\n',
  },
  {
    name: 'kill with a signal that is none',
    script: 'kill -NOSUCH 1 2>/dev/null; echo $?; kill -s NOSUCH 1 2>/dev/null; echo $?',
    output: '1\n1\n',
  },
  {
    name: 'kill with nobody',
    script: 'kill 2>/dev/null; echo $?',
    output: '1\n',
  },
  {
    name: 'kill names signals',
    script: 'kill -l 15; kill -l TERM; kill -l 143; kill -l 9 2',
    output: 'TERM\n15\nTERM\nKILL\nINT\n',
  },
  {
    name: 'kill names signals, dash',
    image: 'acme/shop:1',
    script: 'kill -l 15; kill -l 143',
    output: 'TERM\nTERM\n',
  },
  {
    name: 'kill of no number',
    script: 'kill abc 2>/dev/null; echo $?',
    output: '1\n',
  },
  {
    name: 'kill after a double dash',
    script: 'sleep 5 & kill -- $!; wait $! 2>/dev/null; echo $?',
    output: '143\n',
  },
  {
    name: 'killall of nobody',
    script: 'killall nosuch; echo $?',
    output: 'killall: nosuch: no process killed\n1\n',
  },
  {
    name: 'pgrep and pidof of nobody',
    script: 'pidof nosuch; echo $?',
    output: '1\n',
  },
  {
    name: 'expr length substr match',
    script:
      'expr length hello; expr substr hello 2 3; expr substr hello 0 3; expr match hello "h.*"; expr index hello lo; expr hello : ".\\(.*\\)"; expr hello : "x\\(.*\\)"; echo $?; expr hello : x; echo $?',
    output: '5\nell\n\n5\n3\nello\n\n1\n0\n1\n',
  },
  {
    name: 'expr comparison of texts',
    script:
      'expr abc \\< abd; expr abd \\> abc; expr 10 \\> 9; expr abc = abc; expr a != b; expr 3 \\<= 3; expr b \\>= c; echo $?',
    output: '1\n1\n1\n1\n1\n1\n0\n1\n',
  },
  {
    name: 'expr logic',
    script: 'expr 0 \\| 5; expr 3 \\& 0; echo $?; expr 3 \\& 4; expr "" \\| x',
    output: '5\n0\n1\n3\nx\n',
  },
  {
    name: 'expr syntax error',
    script: 'expr 1 +; echo $?',
    output: 'expr: syntax error\n2\n',
  },
  {
    name: 'expr syntax error, GNU',
    image: 'acme/shop:1',
    script: 'expr 1 + 2>/dev/null; echo $?',
    output: '2\n',
  },
  {
    name: 'expr non-numeric',
    script: 'expr a + 1; echo $?',
    output: 'expr: non-numeric argument\n2\n',
  },
  {
    name: 'expr non-numeric, GNU',
    image: 'acme/shop:1',
    script: 'expr a + 1; echo $?',
    output: 'expr: non-integer argument\n2\n',
  },
  {
    name: 'expr parens',
    script: 'expr \\( 1 + 2 \\) \\* 3; expr 7 % 3; expr 7 / 2; expr 7 / 0; echo $?',
    output: '9\n1\n3\nexpr: division by zero\n2\n',
  },
  {
    name: 'expr paren not closed',
    script: 'expr \\( 1 + 2; echo $?',
    output: 'expr: syntax error\n2\n',
  },
  {
    name: 'xargs -n -I',
    script:
      'echo a b c | xargs -n 2 echo x; printf "a\\nb\\n" | xargs -I {} echo "<{}>"; echo "\'a b\' c\\\\ d" | xargs -n 1 echo',
    output: 'x a b\nx c\n<a>\n<b>\na b\nc d\n',
  },
  {
    name: 'xargs -n2 glued',
    script: 'echo a b c | xargs -n2 echo; printf "1\\n2\\n" | xargs -I% echo v%',
    output: 'a b\nc\nv1\nv2\n',
  },
  {
    name: 'xargs of nothing',
    script: 'printf "" | xargs echo none; printf "" | xargs -r echo none; echo $?',
    output: 'none\n0\n',
  },
  {
    name: 'id',
    script: 'id -u; id -g; id -un; id -nG',
    output: '0\n0\nroot\nroot\n',
  },
  {
    name: 'sleep adds up units',
    script: 'sleep 0; sleep 0.01; sleep 0s; sleep x; echo $?',
    output: "sleep: invalid number 'x'\n1\n",
  },
  {
    name: 'sleep of nothing',
    script: 'sleep 2>/dev/null; echo $?',
    output: '1\n',
  },
  {
    name: 'sleep of nothing, GNU',
    image: 'acme/shop:1',
    script: 'sleep 2>/dev/null; echo $?',
    output: '1\n',
  },
  {
    name: 'timeout',
    script: '(timeout 1 sleep 5; echo $?; timeout 5 echo ok; timeout -s KILL 1 sleep 5; echo $?) 2>/dev/null',
    output: '143\nok\n137\n',
  },
  {
    name: 'timeout, GNU',
    image: 'acme/shop:1',
    script:
      '(timeout 1 sleep 5; echo $?; timeout -s KILL 1 sleep 5; echo $?; timeout -k 1 1 sleep 5; echo $?; timeout 0.2 sleep 3; echo $?) 2>/dev/null',
    output: '124\n137\n124\n124\n',
  },
  {
    name: 'timeout of no number',
    script: 'timeout x echo a; echo $?',
    output: "timeout: invalid number 'x'\n1\n",
  },
  {
    name: 'timeout of no number, GNU',
    image: 'acme/shop:1',
    script: 'timeout x echo a 2>/dev/null; echo $?',
    output: '125\n',
  },
  {
    name: 'date formats',
    script: 'date -u -d @0 "+%Y-%m-%d %H:%M:%S %a %b %j %s %%"; date -u -d @86400 +%F; date -u -d @3661 +%T',
    output: '1970-01-01 00:00:00 Thu Jan 001 0 %\n1970-01-02\n01:01:01\n',
  },
  {
    name: 'date of odd formats',
    script: 'date -u -d @0 "+%e|%d|%I %p|%y|%A %B|%u %w|%D|%R|%n|%t|"',
    output: ' 1|01|12 AM|70|Thursday January|4 4|01/01/70|00:00|\n|\t|\n',
  },
  {
    name: 'date without leading zeros, and of a text',
    image: 'acme/shop:1',
    script: 'date -u -d @0 "+%-d %-m %-H %N"; date -u -d "1970-01-02 03:04:05" +%s',
    output: '1 1 0 000000000\n97445\n',
  },
  {
    name: 'usleep',
    script: 'usleep 10; echo $?',
    output: '0\n',
  },
  {
    name: 'test',
    script:
      '[ a = a ]; echo $?; [ a ]; echo $?; [ "" ]; echo $?; [ ]; echo $?; [ -n a -a -z "" ]; echo $?; [ a = b -o 1 -eq 1 ]; echo $?; [ ! a = b ]; echo $?; [ \\( a = a \\) ]; echo $?; [ 1 -lt 2 ]; echo $?; [ a -lt 2 ] 2>/dev/null; echo $?; test a b 2>/dev/null; echo $?; [ -f 2>/dev/null ; echo $?; [ a = 2>/dev/null ; echo $?',
    output: '0\n0\n1\n1\n0\n0\n0\n0\n0\n2\n2\n2\n2\n',
  },
  {
    name: 'test of missing bracket',
    script: '[ a = a 2>/dev/null; echo $?',
    output: '2\n',
  },
  {
    name: 'test of parens',
    script: '[ \\( a = a -a b = b \\) -o c = d ]; echo $?; [ \\( a = a -a b = b ] 2>/dev/null; echo $?',
    output: '0\n2\n',
  },
  {
    name: 'test of parens, dash',
    image: 'acme/shop:1',
    script: '[ \\( a = a -a b = b ] 2>/dev/null; echo $?; [ a b ] 2>/dev/null; echo $?',
    output: '2\n2\n',
  },
  {
    name: 'test files',
    script:
      'touch f; mkdir d; [ -f f ]; echo $?; [ -d d ]; echo $?; [ -s f ]; echo $?; [ -x d ]; echo $?; [ -r f ]; echo $?; [ f -nt nosuch ]; echo $?; [ nosuch -ot f ]; echo $?; [ f -ef f ]; echo $?; [ -t 0 ]; echo $?; [ -p f ]; echo $?',
    output: '0\n0\n1\n0\n0\n1\n1\n0\n1\n1\n',
  },
  {
    name: 'wget without a URL',
    script: 'wget 2>/dev/null; echo $?',
    output: '1\n',
  },
  {
    name: 'true, false and whoami',
    script: 'true; false; echo $?; whoami',
    output: '1\nroot\n',
  },
];

describe('programs about processes and time', () => {
  for (const row of ROWS) it(row.name, () => checkScript(row));
});
