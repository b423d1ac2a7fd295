// What programs print and how they end. Outputs and codes are those of busybox 1.35 for the same script, where an image is
// named those of dash 0.5.12 and GNU coreutils 9.1.

import { describe, it } from 'node:test';
import { checkScript, type ScriptRow } from '../test-script.ts';

const TEXT: readonly ScriptRow[] = [
  {
    name: 'echo -e escapes',
    script: "echo -e 'a\\tb\\x41\\0101\\\\z\\q'; echo -ne 'x\\cy'; echo -E 'a\\tb'; echo -nx",
    output: 'a\tbAA\\z\\q\nxa\\tb\n-nx\n',
  },
  {
    name: 'printf takes width and precision from arguments',
    script: "printf '[%*d][%-*s][%.*s]\\n' 5 42 4 ab 2 xyz",
    output: '[   42][ab  ][xy]\n',
  },
  {
    name: 'printf signs, bases and prefixes',
    script: "printf '%+d % d %x %X %#x %o %#o %d\\n' 3 4 255 255 255 8 8 -7",
    output: '+3  4 ff FF 0xff 10 010 -7\n',
  },
  {
    name: 'printf with a quoted character gives its code',
    script: `printf '%d %d\\n' "'A" '"B'`,
    output: '65 66\n',
  },
  {
    name: 'printf floats',
    script: "printf '%f %.1f %E %g %G\\n' 1.5 2.35 12345.678 0.0001 1000000",
    output: '1.500000 2.4 1.234568E+04 0.0001 1E+06\n',
  },
  {
    name: 'printf with missing arguments',
    image: 'acme/shop:1',
    script: "printf '[%s][%d]\\n'",
    output: '[][0]\n',
  },
  {
    name: 'printf that is no number',
    script: "env printf '%d\\n' 12abc 2>/dev/null; echo $?",
    output: '0\n1\n',
  },
  {
    name: 'printf zero padding and signs',
    script: "printf '%05d|%-5d|%+05d|%5.1f\\n' -42 7 7 3.14159",
    output: '-0042|7    |+0007|  3.1\n',
  },
  {
    name: 'printf stops at backslash c',
    script: "printf 'a\\cb'; echo; printf '%bz' 'q\\c'; echo",
    output: 'a\nq\n',
  },
  {
    name: 'printf octal and hex escapes',
    script: "printf '\\101\\x42\\n%s\\n' '\\n'",
    output: 'AB\n\\n\n',
  },
  {
    name: 'seq',
    script: 'seq 2; seq 2 4; seq 5 -2 1; seq -s, 3; seq -w 8 11; seq 0.5 0.5 2; seq 3 1',
    output: '1\n2\n2\n3\n4\n5\n3\n1\n1,2,3\n08\n09\n10\n11\n0.5\n1.0\n1.5\n2.0\n',
  },
  {
    name: 'seq -s apart',
    script: 'seq -s : 3',
    output: '1:2:3\n',
  },
  {
    name: 'tail by lines, from a line, by bytes',
    script: 'seq 9 > f; tail -2 f; tail -n +8 f; tail -c 4 f; tail -n 0 f',
    output: '8\n9\n8\n9\n8\n9\n',
  },
  {
    name: 'head by bytes and over files',
    script: 'seq 3 > a; seq 4 > b; head -c 3 a; head -n 1 a b; tail -n 1 a b',
    output: '1\n2==> a <==\n1\n\n==> b <==\n1\n==> a <==\n3\n\n==> b <==\n4\n',
  },
  {
    name: 'head of an unfinished line',
    script: "printf 'a\\nb' | head -n 5; echo; printf 'x' | head -n 1",
    output: 'a\nb\nx',
  },
  {
    name: 'cat of several files, dash and numbers',
    script:
      'echo 1 > a; echo 2 > b; cat a b; cat -n a b; echo in | cat - ; cat nope; echo $?; cat a nope 2>/dev/null; echo $?',
    output: "1\n2\n     1\t1\n     2\t2\nin\ncat: can't open 'nope': No such file or directory\n1\n1\n1\n",
  },
  {
    name: 'cat -n keeps numbering',
    script: "printf 'x\\ny\\n' > a; cat -n a",
    output: '     1\tx\n     2\ty\n',
  },
  {
    name: 'tee appends',
    script: 'echo 1 | tee a; echo 2 | tee -a a b; cat a b',
    output: '1\n2\n1\n2\n2\n',
  },
  {
    name: 'wc of input and files',
    script:
      "printf 'a b\\nc\\n' > a; printf 'd\\n' > b; wc -l a; wc -w < a; wc -c a b; wc -l a b; cat a | wc -m",
    output:
      '2 a\n3\n        6 a\n        2 b\n        8 total\n        2 a\n        1 b\n        3 total\n6\n',
  },
  {
    name: 'wc with all counts',
    script: "printf 'a b\\nc\\n' > a; wc a; wc < a; wc a a",
    output:
      '        2         3         6 a\n        2         3         6\n        2         3         6 a\n        2         3         6 a\n        4         6        12 total\n',
  },
  {
    name: 'sort by number, key and separator',
    script:
      "printf '10 b\\n9 a\\n-1 c\\nx z\\n' > a; sort a; sort -n a; sort -rn a; sort -k2 a; sort -t' ' -k2,2r a",
    output:
      '-1 c\n10 b\n9 a\nx z\n-1 c\nx z\n9 a\n10 b\n10 b\n9 a\nx z\n-1 c\n9 a\n10 b\n-1 c\nx z\nx z\n-1 c\n10 b\n9 a\n',
  },
  {
    name: 'sort -u and -n -k',
    script:
      "printf 'b 2\\na 10\\nb 2\\nc 1\\n' | sort -u; printf 'b 2\\na 10\\nc 1\\n' | sort -k2n; printf 'b 2\\na 10\\nc 1\\n' | sort -k 2,2nr",
    output: 'a 10\nb 2\nc 1\nc 1\nb 2\na 10\na 10\nb 2\nc 1\n',
  },
  {
    name: 'sort keeps equal lines together',
    script: "printf 'b\\na\\nb\\na\\n' | sort -r",
    output: 'b\nb\na\na\n',
  },
  {
    name: 'sort folds case',
    script: "printf 'b\\nA\\nC\\n' | sort -f",
    output: 'A\nb\nC\n',
  },
  {
    name: 'sort -u by number',
    script: "printf '1\\n01\\n2\\n' | sort -nu",
    output: '01\n2\n',
  },
  {
    name: 'sort skips leading blanks',
    script: "printf ' b\\na\\n' | sort -b",
    output: 'a\n b\n',
  },
  {
    name: 'uniq counts, repeated and single',
    script: "printf 'a\\na\\nb\\nc\\nc\\n' > a; uniq a; uniq -c a; uniq -d a; uniq -u a",
    output: 'a\nb\nc\n      2 a\n      1 b\n      2 c\na\nc\nb\n',
  },
  {
    name: 'cut by characters, ranges and delimiters',
    script:
      "echo abcdef | cut -c2-4; echo abcdef | cut -c-2,5-; echo a:b:c | cut -d: -f2-; echo nodelim | cut -d: -f2; echo nodelim | cut -s -d: -f2; printf 'x\\ty\\n' | cut -f2; echo abc | cut -b1,3",
    output: 'bcd\nabef\nb:c\nnodelim\ny\nac\n',
  },
  {
    name: 'tr ranges, classes, squeeze, delete, complement',
    script:
      "echo hello | tr a-y b-z; echo Hello | tr '[:upper:]' '[:lower:]'; echo aabbcc | tr -s ab; echo a1b2 | tr -d 0-9; echo a1b2 | tr -cd '0-9\\n'; echo ab12 | tr -c 'a-z\\n' x; echo abc | tr abc xy; printf 'a\\nb\\n' | tr '\\n' ,; echo; echo aab | tr -s a x; echo 'a  b' | tr -s '[:space:]'; echo a-b | tr -- - _",
    output: 'ifmmp\nhello\nabcc\nab\n12\nabxx\nxyy\na,b,\nxb\na b\na_b\n',
  },
  {
    name: 'rev and tac',
    script: "printf 'abc\\ndef\\n' > a; rev a; tac a",
    output: 'cba\nfed\ndef\nabc\n',
  },
  {
    name: 'grep over files',
    script:
      "printf 'one\\ntwo\\n' > a; printf 'one\\nthree\\n' > b; grep one a b; grep -h one a b; grep -H two a; grep -l three a b; grep -c one a b; grep -n two a; grep -v one a; grep nope a; echo $?; grep x nofile; echo $?",
    output:
      'a:one\nb:one\none\none\na:two\nb\na:1\nb:1\n2:two\ntwo\n1\ngrep: nofile: No such file or directory\n2\n',
  },
  {
    name: 'grep with words, lines, case, only and fixed',
    script:
      "printf 'foobar\\nfoo bar\\nFOO\\nfoo\\na.c\\nabc\\n' > a; grep -w foo a; grep -x foo a; grep -i foo a; grep -o 'o*b' a; grep -F a.c a; grep 'a\\.c' a; fgrep . a; egrep 'bar|abc' a",
    output: 'foo bar\nfoo\nfoo\nfoobar\nfoo bar\nFOO\nfoo\noob\nb\nb\na.c\na.c\na.c\nfoobar\nfoo bar\nabc\n',
  },
  {
    name: 'grep -m, -q and -n on input',
    script:
      "seq 20 | grep -m 2 1; seq 20 | grep -n 20; seq 3 | grep -q 2; echo $?; seq 3 | grep -c 9; echo $?; seq 3 | grep -o 2; printf 'a\\nb\\nc\\n' | grep -e a -e c",
    output: '1\n10\n20:20\n0\n0\n1\n2\na\nc\n',
  },
  {
    name: 'grep -q with a missing file that comes first',
    script: 'echo one > a; grep -q one a; echo $?; grep -s one nope; echo $?',
    output: '0\n2\n',
  },
  {
    name: 'grep with lines around, in groups',
    script:
      "seq 12 > a; grep -A 1 -B 1 -e 3 -e 7 a; grep -nC1 5 a; grep -A1 1 a; grep -m 2 -A 2 1 a; seq 30 | grep -m1 -A3 2; seq 9 | grep -A 1 -e 2 -e 3; seq 9 | grep -c -A 3 5; grep -H -n -B2 4 a; seq 3 | grep -l 2; seq 9 | grep --context=1 5; printf 'ab\\nc\\n' | grep -on 'x*b*'",
    output:
      '2\n3\n4\n--\n6\n7\n8\n4-4\n5:5\n6-6\n1\n2\n--\n10\n11\n12\n1\n2\n3\n--\n10\n11\n12\n2\n3\n4\n5\n2\n3\n4\n1\na-2-2\na-3-3\na:4:4\n(standard input)\n4\n5\n6\n1:b\n',
  },
  {
    name: 'grep in folders',
    script:
      "mkdir -p d/e; echo one > d/x; printf 'two\\none\\n' > d/e/y; grep -r one d | sort; grep -rn two d; grep -rl one d/ | sort; grep -rh one d; grep -r none d; echo $?",
    output: 'd/e/y:one\nd/x:one\nd/e/y:1:two\nd/e/y\nd/x\none\none\n1\n',
  },
  {
    name: 'grep with bracket expressions and classes',
    script:
      "printf 'a1\\nb \\nc]\\n-\\n' > a; grep '[[:digit:]]' a; grep '[[:space:]]' a; grep '[]]' a; grep '[^a-z0-9]$' a; grep '^-' a",
    output: 'a1\nb \nc]\nb \nc]\n-\n-\n',
  },
  {
    name: 'grep basic and extended operators',
    script:
      "printf 'aa\\nab\\na+\\n(x)\\n*\\n' > a; grep 'a\\{2\\}' a; grep 'a+' a; grep -E 'a+b' a; grep '(x)' a; grep -E '\\(x\\)' a; grep '*' a; grep 'a\\|x' a; grep '\\(a\\)\\1' a; grep '\\<ab\\>' a",
    output: 'aa\na+\nab\n(x)\n(x)\n*\naa\nab\na+\n(x)\naa\nab\n',
  },
  {
    name: 'sed addresses',
    script:
      "seq 5 > a; sed -n 2p a; sed -n '2,3p' a; sed -n '4,$p' a; sed -n '$p' a; sed '2,4d' a; sed '/3/d' a; sed '/3/!d' a; sed -n '$=' a; sed 2q a",
    output: '2\n2\n3\n4\n5\n5\n1\n5\n1\n2\n4\n5\n3\n5\n1\n2\n',
  },
  {
    name: 'sed substitution',
    script:
      "echo a/b/c | sed 's/\\//-/'; echo aaa | sed 's/a/b/g'; echo Abc | sed 's/a/x/I'; echo abc | sed 's|b|[&]|'; echo abc | sed 's/\\(.\\)\\(.\\)/\\2\\1/'; echo abc | sed -E 's/(.)(.)/\\2\\1/'; echo 'a b' | sed 's/ /\\n/'; echo x | sed -n 's/x/y/p'; echo x | sed -n 's/q/y/p'; echo a.b | sed 's/\\./\\t/'",
    output: 'a-b/c\nbbb\nxbc\na[b]c\nbac\nbac\na\nb\ny\na\tb\n',
  },
  {
    name: 'sed -i and several scripts',
    script:
      "echo a > f; sed -i 's/a/b/' f; cat f; sed -i -e 's/b/c/' -e 's/c/d/' f; cat f; echo '1;2' | sed 's/1/3/;s/2/4/'; sed -i s/a/b/ nope; echo $?",
    output: 'b\nd\n3;4\nsed: nope: No such file or directory\n1\n',
  },
  {
    name: 'sed keeps a missing last newline',
    script: "printf 'a\\nb' | sed s/b/c/; echo; printf 'a' | sed -n p; echo",
    output: 'a\nc\na\n\n',
  },
  {
    name: 'sed p where nothing changes',
    script: "echo aa | sed -n 's/a/a/p'",
    output: 'aa\n',
  },
  {
    name: 'sed escapes ampersand',
    script: "echo a | sed 's/a/\\&/'; echo 'k=v' | sed 's/=.*/=x y/'",
    output: '&\nk=x y\n',
  },
  {
    name: 'awk prints fields',
    script: `printf 'a b c\\nd e\\n\\n' > f; awk '{print $1}' f; awk '{print $1, $NF}' f; awk '{print NF, NR}' f; awk '{print $0}' f; awk '{print}' f; awk '/d/' f; awk '/d/ {print $2 "-" $1 "\\t" "x"}' f; awk 'NR==2 {print $1}' f; awk 'NR>1' f; awk 'NR!=1 {print $5 "."}' f; awk 'NR<=2 {print $1}' f; awk 'NR>=3 {print NF}' f; awk 'NR<2' f`,
    output:
      'a\nd\n\na c\nd e\n \n3 1\n2 2\n0 3\na b c\nd e\n\na b c\nd e\n\nd e\ne-d\tx\nd\nd e\n\n.\n.\na\nd\n0\na b c\n',
  },
  {
    name: 'awk separators',
    script:
      "echo 'a:b:c' | awk -F: '{print $2}'; echo 'a, b' | awk -F', *' '{print $2}'; echo ' a b' | awk -F' ' '{print $1}'",
    output: 'b\nb\na\n',
  },
  {
    name: 'base64',
    script:
      'echo hello | base64; echo aGVsbG8K | base64 -d; printf ab | base64; printf abc | base64; printf a | base64 -w0; echo; seq 40 | base64 | head -n 1; seq 40 | base64 -w 20 | head -n 2',
    output:
      'aGVsbG8K\nhello\nYWI=\nYWJj\nYQ==\nMQoyCjMKNAo1CjYKNwo4CjkKMTAKMTEKMTIKMTMKMTQKMTUKMTYKMTcKMTgKMTkKMjAKMjEKMjIK\nMQoyCjMKNAo1CjYKNwo4\nCjkKMTAKMTEKMTIKMTMK\n',
  },
];

const FILES: readonly ScriptRow[] = [
  {
    name: 'touch -c makes nothing',
    script: 'touch -c nope; echo $?; [ -e nope ] || echo none; touch a b; ls; touch x/y; echo $?',
    output: '0\nnone\na\nb\ntouch: x/y: No such file or directory\n1\n',
  },
  {
    name: 'rm of folders, missing files and -f',
    script:
      'mkdir d; touch d/a f; rm d; echo $?; rm nope; echo $?; rm -f nope; echo $?; rm -rf d f nope; echo $?; ls',
    output: "rm: 'd' is a directory\n1\nrm: can't remove 'nope': No such file or directory\n1\n0\n0\n",
  },
  {
    name: 'mkdir with modes, parents and existing',
    script:
      'mkdir a; mkdir a; echo $?; mkdir -p a/b/c; mkdir -m 700 s; stat -c %a s; mkdir x/y; echo $?; mkdir -p a; echo $?; touch f; mkdir -p f/g 2>/dev/null; echo $?',
    output:
      "mkdir: can't create directory 'a': File exists\n1\n700\nmkdir: can't create directory 'x/y': No such file or directory\n1\n0\n1\n",
  },
  {
    name: 'rmdir',
    script:
      'mkdir -p a/b; rmdir a; echo $?; rmdir a/b a; echo $?; rmdir nope; echo $?; touch f; rmdir f; echo $?',
    output:
      "rmdir: 'a': Directory not empty\n1\n0\nrmdir: 'nope': No such file or directory\n1\nrmdir: 'f': Not a directory\n1\n",
  },
  {
    name: 'cp of files and folders',
    script:
      'echo 1 > a; cp a b; cat b; mkdir d; cp a b d; ls d; cp -r d e; ls e; cp -r d e; ls e; cp d x; echo $?; cp nope x; echo $?; echo 2 > a; cp -n a b; cat b; cp a b c 2>/dev/null; echo $?',
    output:
      "1\na\nb\na\nb\na\nb\nd\ncp: omitting directory 'd'\n1\ncp: can't stat 'nope': No such file or directory\n1\n1\n1\n",
  },
  {
    name: 'cp of a dot folder into an existing one',
    script:
      'mkdir -p s/t d; echo 1 > s/f; echo 2 > s/t/g; cp -r s/. d; find d | sort; cat d/t/g; cp -a s d2; find d2 | sort',
    output: 'd\nd/f\nd/t\nd/t/g\n2\nd2\nd2/f\nd2/t\nd2/t/g\n',
  },
  {
    name: 'cp onto a name in a missing folder',
    script: 'echo 1 > a; cp a no/b; echo $?; cp a a/b 2>/dev/null; echo $?',
    output: "cp: can't create 'no/b': No such file or directory\n1\n1\n",
  },
  {
    name: 'mv renames, moves into folders and replaces',
    script:
      'echo 1 > a; mv a b; cat b; mkdir d; mv b d; ls d; mv d e; ls e; echo 2 > x; echo 3 > y; mv x y; cat y; mv nope z; echo $?; mv y no/z; echo $?; mv a b c 2>/dev/null; echo $?',
    output:
      "1\nb\nb\n2\nmv: can't rename 'nope': No such file or directory\n1\nmv: can't rename 'y': No such file or directory\n1\n1\n",
  },
  {
    name: 'ln -s, -f and into folders',
    script:
      'echo 1 > a; ln -s a l; cat l; readlink l; ln -s a l; echo $?; ln -sf b l; readlink l; mkdir d; ln -s ../a d; cat d/a; ln -s d dl; ls dl/; ln -sfn a dl; readlink dl; ln a h; cat h; readlink a; echo $?; ls -d nope; echo $?',
    output: '1\na\nln: l: File exists\n1\nb\n1\na\na\n1\n1\nls: nope: No such file or directory\n1\n',
  },
  {
    name: 'mktemp',
    script:
      'f=$(mktemp ./x.XXXXXX); [ -f "$f" ] && echo file; d=$(mktemp -d ./y.XXXXXX); [ -d "$d" ] && echo dir; stat -c %a $f $d; [ $(mktemp ./x.XXXXXX) = $f ] || echo other',
    output: 'file\ndir\n600\n700\nother\n',
  },
  {
    name: 'basename and dirname',
    script:
      'basename a/b/; basename a.txt .txt; basename .txt .txt; basename /; dirname a; dirname a/b/; dirname /; dirname /a; dirname a//b',
    output: 'b\na\n.txt\n/\n.\na\n/\n/\na\n',
  },
  {
    name: 'unlink',
    script: 'touch a; unlink a; ls; unlink a; echo $?',
    output: "unlink: can't remove file 'a': No such file or directory\n1\n",
  },
  {
    name: 'ls sorts, hides, reverses and heads folders',
    script:
      'mkdir d; touch b a .h d/x; ls; ls -a; ls -A; ls -r; ls a d; ls d nope; echo $?; ls -d d; ls nope; echo $?; mkdir e; ls d e; ls -1 d/x a',
    output:
      'a\nb\nd\n.\n..\n.h\na\nb\nd\n.h\na\nb\nd\nd\nb\na\na\n\nd:\nx\nls: nope: No such file or directory\nd:\nx\n1\nd\nls: nope: No such file or directory\n1\nd:\nx\n\ne:\na\nd/x\n',
  },
  {
    name: 'ls by size and by time',
    script: 'printf 123 > s; printf 1 > m; printf 12345 > l; ls -S; touch -c s; ls -Sr',
    output: 'l\ns\nm\nm\ns\nl\n',
  },
  {
    name: 'chmod by number and letters',
    script:
      "touch a; chmod 640 a; stat -c '%a %A' a; chmod u+x,g-r,o=rw a; stat -c '%a %A' a; chmod a+x a; stat -c %a a; chmod +w a; stat -c %a a; chmod 1777 a; stat -c %A a; mkdir -p d/e; chmod -R 700 d; stat -c '%a %n' d d/e; chmod 600 nope; echo $?; chown root a; chown root nope; echo $?",
    output:
      '640 -rw-r-----\n706 -rwx---rw-\n717\n717\n-rwxrwxrwt\n700 d\n700 d/e\nchmod: nope: No such file or directory\n1\nchown: nope: No such file or directory\n1\n',
  },
  {
    name: 'stat fields',
    script:
      "printf abc > a; mkdir d; ln -s a l; stat -c '%s %n %F %U %G %u %g' a; stat -c %F d l; stat -L -c %F l; stat nope; echo $?; stat -c %F /dev/null; : > z; stat -c %F z",
    output:
      "3 a regular file root root 0 0\ndirectory\nsymbolic link\nregular file\nstat: can't stat 'nope': No such file or directory\n1\ncharacter special file\nregular empty file\n",
  },
  {
    name: 'du of apparent sizes',
    script: 'mkdir d; dd if=/dev/zero of=d/a bs=3000 count=1 2>/dev/null; du -b d/a;  du -sh nope; echo $?',
    output: '3000\td/a\ndu: nope: No such file or directory\n1\n',
  },
  {
    name: 'find by name, type, depth and path',
    script:
      "mkdir -p a/b/c; touch a/x.txt a/b/y.txt a/b/z; ln -s x.txt a/l; find a -name '*.txt' | sort; find a -type d | sort; find a -maxdepth 1 | sort; find a -type l; find a -path 'a/b/*' | sort; cd a; find . -type f -print | sort; find nope; echo $?;  find -maxdepth 0; find b/ -name c",
    output:
      'a/b/y.txt\na/x.txt\na\na/b\na/b/c\na\na/b\na/l\na/x.txt\na/l\na/b/c\na/b/y.txt\na/b/z\n./b/y.txt\n./b/z\n./x.txt\nfind: nope: No such file or directory\n1\n.\nb/c\n',
  },
  {
    name: 'readlink and realpath',
    script:
      'mkdir d; touch d/f; ln -s d/f l; readlink -f l; realpath d/../l; realpath nope/x; echo $?; readlink nope; echo $?',
    output: '/tmp/d/f\n/tmp/d/f\nrealpath: nope/x: No such file or directory\n1\n1\n',
  },
  {
    name: 'a symbolic link to nowhere and a loop',
    script:
      'ln -s nope l; cat l; echo $?; [ -e l ] || echo dangling; [ -L l ] && echo link; ln -s q p; ln -s p q; cat p; echo $?',
    output:
      "cat: can't open 'l': No such file or directory\n1\ndangling\nlink\ncat: can't open 'p': Too many levels of symbolic links\n1\n",
  },
  {
    name: 'truncate and dd',
    script:
      'printf abcdef > a; truncate -s 3 a; cat a; echo; truncate -s 5 a; stat -c %s a; truncate -s 1K b; stat -c %s b; dd if=a of=c bs=2 count=1 2>/dev/null; cat c; echo; dd if=/dev/zero of=z bs=1k count=3 2>/dev/null; stat -c %s z; echo hello | dd bs=3 count=1 2>/dev/null; echo; dd if=nope; echo $?; dd if=c of=d status=none; cat d',
    output: "abc\n5\n1024\nab\n3072\nhel\ndd: can't open 'nope': No such file or directory\n1\nab",
  },
  {
    name: 'dd tells what it copied',
    script: 'printf abcdef > a; dd if=a of=b bs=2',
    output: '3+0 records in\n3+0 records out\n',
  },
  {
    name: 'dd with a part block',
    script: 'printf abcde > a; dd if=a of=b bs=2',
    output: '2+1 records in\n2+1 records out\n',
  },
  {
    name: 'test of files',
    script: `echo x > f; mkdir d; ln -s f l; : > e; for o in -e -f -d -L -h -s -r -w -x -c -b -p -S; do for n in f d l e nope; do [ $o $n ] && printf '%s ' "$o:$n"; done; done; echo; [ -c /dev/null ] && echo dev; chmod +x f; [ -x f ] && echo exec; [ -t 0 ]; echo $?; test -f ''; echo $?`,
    output:
      '-e:f -e:d -e:l -e:e -f:f -f:l -f:e -d:d -L:l -h:l -s:f -s:d -s:l -r:f -r:d -r:l -r:e -w:f -w:d -w:l -w:e -x:d \ndev\nexec\n1\n1\n',
  },
  {
    name: 'test of texts and numbers',
    script:
      "[ a = a ] && echo 1; [ a == b ] || echo 2; [ a != b ] && echo 3; [ a \\< b ] && echo 4; [ a \\> b ] || echo 5; [ 1 -ne 2 ] && echo 6; [ 2 -le 2 ] && echo 7; [ 3 -ge 4 ] || echo 8; [ 3 -gt 2 ] && echo 9; [ -n '' ] || echo 10; [ ! a ]; echo $?; [ ! '' ]; echo $?; test; echo $?; [ ]; echo $?",
    output: '1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n1\n0\n1\n1\n',
  },
  {
    name: 'test with and, or, not and brackets',
    script:
      "[ a -a '' ]; echo $?; [ '' -o b ]; echo $?; [ ! a = b ]; echo $?; [ \\( a = b \\) -o c = c ]; echo $?; [ ! -f nope -a a = a ]; echo $?; [ a = b -a c = c -o d = d ]; echo $?; test ! ! a; echo $?",
    output: '1\n0\n0\n0\n0\n0\n0\n',
  },
  {
    name: 'test that makes no sense',
    script:
      "{ [ a -eq 1 ]; echo $?; [ 1 -eq x ]; echo $?; [ a b ]; echo $?; [ 1 = 1; echo $?; [ a = b -o ]; echo $?; [ '(' a = a ; echo $?; [ a = a b ]; echo $?; } 2>/dev/null",
    output: '2\n2\n2\n2\n2\n2\n2\n',
  },
  {
    name: 'test by age of files',
    script:
      'touch a; sleep 1; touch b; [ b -nt a ] && echo newer; [ a -ot b ] && echo older; [ a -nt b ] || echo no; [ a -nt nope ] && echo than none; [ a -ef a ] && echo same; [ a -ef b ] || echo other',
    output: 'newer\nolder\nno\nsame\nother\n',
  },
];

const SYSTEM: readonly ScriptRow[] = [
  {
    name: 'expr',
    script:
      "expr 7 / 2; expr 7 % 4; expr 2 - 5; expr 2 \\> 1; expr 2 \\>= 3; expr a \\< b; expr a = a; expr a != a; echo $?; expr 0 \\| 5; expr 3 \\| 5; expr 3 \\& 0; expr 3 \\& 4; expr length hello; expr \\( 1 + 2 \\) \\* 3; expr 1 \\<= 1; expr 10 == 10; expr '' \\| x",
    output: '3\n3\n-3\n1\n0\n1\n1\n0\n1\n5\n3\n0\n3\n5\n9\n1\n1\nx\n',
  },
  {
    name: 'expr refuses',
    script: 'expr 1 / 0; echo $?; expr a + 1; echo $?',
    output: 'expr: division by zero\n2\nexpr: non-numeric argument\n2\n',
  },
  {
    name: 'expr matches',
    script:
      "expr abc : 'a\\(.\\)c'; expr abc : 'ab'; expr abc : x; echo $?; expr substr hello 2 3; expr index hello l; expr match abc 'ab'",
    output: 'b\n2\n0\n1\nell\n3\n2\n',
  },
  {
    name: 'xargs',
    script: `printf 'a b\\nc\\n' | xargs; printf 'a b\\nc\\n' | xargs -n 1 echo x; printf 'a b\\nc\\n' | xargs -I {} echo '[{}]'; printf '' | xargs -r echo none; printf 'a b c\\n' | xargs -n2; echo x | xargs false; echo $?; echo "a 'b c'" | xargs -n 1`,
    output: 'a b c\nx a\nx b\nx c\n[a b]\n[c]\na b\nc\n123\na\nb c\n',
  },
  {
    name: 'xargs with no input runs once',
    script: "printf '' | xargs echo none",
    output: 'none\n',
  },
  {
    name: 'env and printenv',
    image: 'acme/shop:1',
    script:
      "env -i A=1 B=2 env; A=5 printenv A; printenv NOPE; echo $?; env X=1 sh -c 'echo $X'; X=2; export X; env -u X sh -c 'echo [$X]'",
    output: 'A=1\nB=2\n5\n1\n1\n[]\n',
  },
  {
    name: 'uname',
    script: 'uname; uname -s; uname -m',
    output: 'Linux\nLinux\nx86_64\n',
  },
  {
    name: 'which',
    script: 'which sh >/dev/null && echo yes; which nosuchthing; echo $?',
    output: 'yes\n1\n',
  },
  {
    name: 'nohup, nice, setsid run their command',
    image: 'acme/shop:1',
    script: 'nice echo a; setsid echo b',
    output: 'a\nb\n',
  },
  {
    name: 'true, false, id, whoami',
    script: 'true; echo $?; false; echo $?; id -u; id -g; whoami; arch',
    output: '0\n1\n0\n0\nroot\nx86_64\n',
  },
  {
    name: 'pidof and killall of nothing',
    script: 'killall nosuch; echo $?; pidof nosuch; echo $?',
    output: 'killall: nosuch: no process killed\n1\n1\n',
  },
  {
    name: 'pgrep and pkill by name',
    image: 'acme/shop:1',
    script:
      "sleep 100 & p=$!; pgrep -f 'sleep 100' >/dev/null && echo found; kill $p; wait $p 2>/dev/null; echo $?",
    output: 'found\n143\n',
  },
  {
    name: 'pkill ends a job',
    script:
      "sleep 77.7 & pkill -f 'sleep 77.7'; wait $!; echo $?; sleep 77.8 & pkill -KILL -f 'sleep 77.8'; wait $!; echo $?",
    output: '143\n137\n',
  },
  {
    name: 'date formats of an instant',
    script:
      "date -u -d @1700000000; date -u -d @1700000000 '+%Y-%m-%d %H:%M:%S %y %e %I %p %A %a %B %b %h %u %w %j'; date -u -d @1700000000 '+%F %T %R %D'; date -u -d @1700000000 +%c; date -u -d @1700000000 '+%Z %z%%'; date -u -d @1700000000 '+a%nb%tc'; date -u -d @1700000000 +%s; date -u -R -d @1700000000; date -u -I -d @1700000000; date -u -d @1730624400 '+%-d %e %u %w %I %p'",
    output:
      'Tue Nov 14 22:13:20 UTC 2023\n2023-11-14 22:13:20 23 14 10 PM Tuesday Tue November Nov Nov 2 2 318\n2023-11-14 22:13:20 22:13 11/14/23\nTue Nov 14 22:13:20 2023\nUTC +0000%\na\nb\tc\n1700000000\nTue, 14 Nov 2023 22:13:20 +0000\n2023-11-14\n3  3 7 0 09 AM\n',
  },
  {
    name: 'date of a text',
    script:
      "date -u -d '2024-02-29 12:30:45' +%s; date -u -d '2024-02-29 12:30' +%F-%H; date -u -d '2024-02-29' +%F",
    output: '1709209845\n2024-02-29-12\n2024-02-29\n',
  },
  {
    name: 'date refuses',
    script: 'date nonsense; echo $?',
    output: "date: invalid date 'nonsense'\n1\n",
  },
  {
    name: 'sleep says',
    script: 'sleep abc; echo $?',
    output: "sleep: invalid number 'abc'\n1\n",
  },
  {
    name: 'timeout with a signal',
    script: `timeout -s INT 0.3 sleep 5; echo $?; timeout -k 1 0.2 sh -c 'trap "" TERM; sleep 0.6'; echo $?; timeout 5 true; echo $?; timeout 5 sh -c 'exit 3'; echo $?; { timeout -s KILL 0.2 sleep 5; echo $?; } 2>/dev/null; timeout x true; echo $?`,
    output: "130\n0\n0\n3\n137\ntimeout: invalid number 'x'\n1\n",
  },
  {
    name: 'usleep',
    script: 'usleep 1000; echo $?',
    output: '0\n',
  },
  {
    name: 'bc adds',
    image: 'acme/shop:1',
    script: "echo 2+3 | bc; echo 7-10 | bc; echo '6*7' | bc",
    output: '5\n-3\n42\n',
  },
  {
    name: 'sh reads scripts and options',
    script: `printf 'echo in $0 $1\\nexit 4\\n' > s; sh s arg; echo $?; sh nope; echo $?; echo 'echo from stdin' | sh; echo 'echo $1' | sh -s x; sh -ec 'false; echo no'; echo $?; sh -uc 'echo $nope'; echo $?; sh -xc 'A=1; echo a "b c"'; sh -o errexit -c 'false; echo no'; echo $?; sh -c 'set -o nounset; echo $nope2'; echo $?`,
    output:
      "in s arg\n4\nsh: can't open 'nope': No such file or directory\n2\nfrom stdin\nx\n1\nsh: nope: parameter not set\n2\n+ A=1\n+ echo a 'b c'\na b c\n1\nsh: nope2: parameter not set\n2\n",
  },
  {
    name: 'sh runs a script by path',
    script: "printf '#!/bin/sh\\necho hi $1\\n' > s; ./s x; echo $?; chmod +x s; ./s x; ./nope; echo $?",
    output: 'sh: ./s: Permission denied\n126\nhi x\nsh: ./nope: not found\n127\n',
  },
  {
    name: 'sh -x traces',
    script: `sh -xc 'for i in 1 2; do echo "$i"; done; x="a b"; [ -n "$x" ] && echo "it'"'"'s"'`,
    output: `+ echo 1\n1\n+ echo 2\n2\n+ x='a b'\n+ '[' -n 'a b' ]\n+ echo 'it'"'"'s'\nit's\n`,
  },
];

describe('programs of busybox', () => {
  for (const row of [...TEXT, ...FILES, ...SYSTEM]) it(row.name, () => checkScript(row));
});
