// Programs about files and folders: listing, finding, making, moving, measuring.
// Outputs and codes are those of busybox 1.35 for the same script; where an image is named, of dash 0.5.12 with GNU coreutils
// 9.1, or of bash 5.2. What is said on standard error in words of its own is left out.

import { describe, it } from 'node:test';
import { checkScript, type ScriptRow } from '../test-script.ts';

const ROWS: readonly ScriptRow[] = [
  {
    name: 'ls -l total',
    script: 'mkdir d; ls -l d; touch d/a; ls d; ls d/a; ls -1 d; ls nosuch; echo $?',
    output: 'total 0\na\nd/a\na\nls: nosuch: No such file or directory\n1\n',
  },
  {
    name: 'ls -a',
    script: 'mkdir d; touch d/.h d/x; ls -a d; ls -A d',
    output: '.\n..\n.h\nx\n.h\nx\n',
  },
  {
    name: 'ls -t',
    script: 'mkdir d; touch d/old; sleep 1; touch d/new; ls -t d; ls -tr d',
    output: 'new\nold\nold\nnew\n',
  },
  {
    name: 'ls -d',
    script: 'mkdir d; touch d/x; ls -d d d/x',
    output: 'd\nd/x\n',
  },
  {
    name: 'wc of a file and of its input',
    script: 'printf "abc" > f; wc -c f; wc -c < f',
    output: '3 f\n3\n',
  },
  {
    name: 'stat -c',
    script: 'printf "abc" > f; chmod 640 f; stat -c "%s %a %n %F" f; mkdir d; stat -c %F d',
    output: '3 640 f regular file\ndirectory\n',
  },
  {
    name: 'stat gives the time of the last change',
    script: 'touch f; [ $(stat -c "%Y" f) -gt 1000 ] && echo y',
    output: 'y\n',
  },
  {
    name: 'find by name and type',
    script:
      'mkdir -p d/e; touch d/a.txt d/e/b.txt d/e/c; find d -name "*.txt" | sort; find d -type d | sort; find d -maxdepth 1 | sort; find d -type f -name c',
    output: 'd/a.txt\nd/e/b.txt\nd\nd/e\nd\nd/a.txt\nd/e\nd/e/c\n',
  },
  {
    name: 'find -delete',
    image: 'acme/shop:1',
    script:
      'mkdir -p d/e; touch d/a d/e/b; find d -name b -delete; find d | sort; find d -type f -delete; find d | sort',
    output: 'd\nd/a\nd/e\nd\nd/e\n',
  },
  {
    name: 'find by age',
    script: 'touch new; find . -type f -mmin +5; find . -type f -mmin -5',
    output: './new\n',
  },
  {
    name: 'find prints',
    script: 'mkdir d; touch d/a d/b; find d -type f -print | sort',
    output: 'd/a\nd/b\n',
  },
  {
    name: 'find of two places',
    script: 'mkdir d e; touch d/a e/b; find d e -type f',
    output: 'd/a\ne/b\n',
  },
  {
    name: 'realpath',
    script: 'mkdir -p d/e; ln -s e d/l; realpath d/l; readlink d/l; readlink d/e; echo $?; readlink -f d/l',
    output: '/tmp/d/e\ne\n1\n/tmp/d/e\n',
  },
  {
    name: 'ls of links',
    script: 'ln -s nowhere l; ls l; [ -e l ]; echo $?; [ -L l ]; echo $?',
    output: 'ls: l: No such file or directory\n1\n0\n',
  },
  {
    name: 'rm -r',
    script:
      'mkdir -p d/e; touch d/e/f; rm d; echo $?; rm -r d; ls d; echo $?; rm nosuch; echo $?; rm -f nosuch; echo $?',
    output:
      "rm: 'd' is a directory\n1\nls: d: No such file or directory\n1\nrm: can't remove 'nosuch': No such file or directory\n1\n0\n",
  },
  {
    name: 'cp',
    script:
      'echo a > f; cp f g; cat g; mkdir d; cp f d; ls d; cp f 2>/dev/null; echo $?; cp nosuch g; echo $?; cp -r d e; ls e; cp d g2; echo $?',
    output:
      "a\nf\n1\ncp: can't stat 'nosuch': No such file or directory\n1\nf\ncp: omitting directory 'd'\n1\n",
  },
  {
    name: 'cp, GNU',
    image: 'acme/shop:1',
    script: 'echo a > f; cp f 2>/dev/null; echo $?; cp nosuch g 2>/dev/null; echo $?',
    output: '1\n1\n',
  },
  {
    name: 'mv',
    script:
      'echo a > f; mv f g; cat g; mkdir d; mv g d; ls d; mv nosuch d; echo $?; mv f 2>/dev/null; echo $?',
    output: "a\ng\nmv: can't rename 'nosuch': No such file or directory\n1\n1\n",
  },
  {
    name: 'ln',
    script:
      'echo a > f; ln -s f l; cat l; ln f h; cat h; ln -s f l; echo $?; ln -sf h l; readlink l; mkdir d; ln -s ../f d; readlink d/f',
    output: 'a\na\nln: l: File exists\n1\nh\n../f\n',
  },
  {
    name: 'mktemp',
    script:
      'f=$(mktemp); [ -f $f ] && echo file; d=$(mktemp -d); [ -d $d ] && echo dir; g=$(mktemp -p . XXXXXX); [ -f $g ] && echo here; mktemp ./abcXXXXXX | wc -c',
    output: 'file\ndir\nhere\n12\n',
  },
  {
    name: 'unlink, dirname, basename',
    script:
      'touch f; unlink f; ls; unlink f; echo $?; dirname /a/b/c; dirname a; dirname a/; dirname /; basename /a/b.txt .txt; basename /; basename a/b/',
    output: "unlink: can't remove file 'f': No such file or directory\n1\n/a/b\n.\n.\n/\nb\n/\nb\n",
  },
  {
    name: 'dirname of nothing',
    script: 'dirname 2>/dev/null; echo $?; basename 2>/dev/null; echo $?',
    output: '1\n1\n',
  },
  {
    name: 'mkdir',
    script:
      'mkdir a/b; echo $?; mkdir -p a/b; mkdir a; echo $?; rmdir a; echo $?; rmdir -p a/b 2>/dev/null; rmdir a/b; ls a',
    output:
      "mkdir: can't create directory 'a/b': No such file or directory\n1\nmkdir: can't create directory 'a': File exists\n1\nrmdir: 'a': Directory not empty\n1\nrmdir: 'a/b': No such file or directory\nls: a: No such file or directory\n",
    code: 1,
  },
  {
    name: 'cat goes on after a file that is not there',
    script: 'touch f; cat f nosuch; echo $?; echo a > g; cat f g -; ',
    output: "cat: can't open 'nosuch': No such file or directory\n1\na\n",
  },
  {
    name: 'dd',
    script:
      'dd if=/dev/zero of=f bs=1k count=2 2>/dev/null; wc -c f; dd if=/dev/zero of=f bs=1 count=3 2>/dev/null; wc -c f; echo abc | dd of=g 2>/dev/null; cat g; dd if=nosuch of=g; echo $?; dd bs=x; echo $?',
    output:
      "2048 f\n3 f\nabc\ndd: can't open 'nosuch': No such file or directory\n1\ndd: invalid number 'x'\n1\n",
  },
  {
    name: 'truncate',
    script: 'truncate -s 10 f; wc -c f; truncate -s 1K f; wc -c f; echo abc > g; truncate -s 2 g; cat g',
    output: '10 f\n1024 f\nab',
  },
  {
    name: 'truncate of nothing',
    script: 'truncate -s 10 2>/dev/null; echo $?',
    output: '1\n',
  },
  {
    name: 'chmod words',
    script:
      'touch f; chmod u+x f; stat -c %a f; chmod go-r f; stat -c %a f; chmod a=r f; stat -c %a f; chmod +w f; stat -c %a f; chmod u=rwx,g=rx f; stat -c %a f; chmod =r f; stat -c %a f; chmod 4755 f; stat -c %a f; chmod 644 f; stat -c %a f',
    output: '744\n700\n444\n644\n754\n444\n4755\n644\n',
  },
];

describe('programs about files', () => {
  for (const row of ROWS) it(row.name, () => checkScript(row));
});
