import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { expect } from 'chai';
import { schemaTableText } from '../tools/schema/table-text.ts';

describe('the generated table of fields', () => {
  it('is what the generator writes', () => {
    const file = new URL('../engine/api/schema/schema.generated.ts', import.meta.url);
    expect(readFileSync(file, 'utf8')).to.equal(schemaTableText());
  });
});
