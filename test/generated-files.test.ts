import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { expect } from 'chai';
import { documentationText } from '../tools/documentation/documentation-text.ts';
import { schemaTableText } from '../tools/schema/table-text.ts';

describe('the generated table of fields', () => {
  it('is what the generator writes', () => {
    const file = new URL('../engine/api/schema/schema.generated.ts', import.meta.url);
    expect(readFileSync(file, 'utf8')).to.equal(schemaTableText());
  });
});

describe('the generated documentation of the API', () => {
  it('is what the generator writes', () => {
    const file = new URL('../engine/api/openapi/documentation.generated.txt', import.meta.url);
    expect(readFileSync(file, 'utf8')).to.equal(documentationText());
  });
});
