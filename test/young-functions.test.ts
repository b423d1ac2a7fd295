// No function literal of the engine or the steps is assigned to a property: `this.check = (node) => …`.
//
// V8 puts such a function among the old objects at once, for it takes it to be a method that is there for good. What it
// closes over, mostly the whole cluster, then survives every collection of the young objects and is copied twice, long
// after its scenario is over: a third of the time of making a cluster. Methods, initial values of fields and functions
// with a name of their own are spared. Source: V8, src/parsing/parser.h, CheckAssigningFunctionLiteralToProperty.

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';

const root = fileURLToPath(new URL('..', import.meta.url));

const PARAMETERS = String.raw`(?:\((?:[^()]|\([^()]*\))*\)(?:\s*:\s*[^=;{]+?)?|\w+)`;
const ASSIGNED = new RegExp(
  String.raw`[\w\])]\.#?\w+\s*(?:\?\?|\|\|)?=\s*(?:async\s*)?(?:${PARAMETERS}\s*=>|function\b)`,
  'g',
);

function assignedIn(text: string): number[] {
  return [...text.matchAll(ASSIGNED)].map(({ index }) => text.slice(0, index).split('\n').length);
}

const sources = ['engine', 'steps'].flatMap((folder) =>
  readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter(({ name }) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map(({ parentPath, name }) => join(parentPath, name)),
);

describe('functions stay young', () => {
  it('none is assigned to a property', () => {
    const found = sources.flatMap((file) =>
      assignedIn(readFileSync(file, 'utf8')).map((line) => `${relative(root, file)}:${line}`),
    );
    expect(found, 'make it a method, or the initial value of the field').to.deep.equal([]);
  });

  const rows: readonly (readonly [text: string, isFound: boolean])[] = [
    ['this.check = (node) => filters.check(node);', true],
    ['this.#check ??= async (node: Node): Promise<void> => run(node);', true],
    ['a.b = c => c;', true],
    ['a.b = function () {};', true],
    ['this.timer = kernel.schedule(options, () => this.run());', false],
    ['private check = (node: Node): boolean => this.filters.check(node);', false],
    ['const check = () => a.b === (c) ? d : e;', false],
  ];
  for (const [text, isFound] of rows)
    it(`${text} is ${isFound ? 'found' : 'none'}`, () => {
      expect(assignedIn(text).length > 0).to.equal(isFound);
    });
});
