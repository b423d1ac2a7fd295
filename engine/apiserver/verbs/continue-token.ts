// Where the next page of a list begins, and which state of the store all pages show.
//
// The client sends the token back as it came; only this server reads it.
// Source: kubernetes v1.20.2 staging/src/k8s.io/apiserver/pkg/storage/etcd3/store.go, encodeContinue and decodeContinue.
// Differs: standard base64, not the alphabet for URLs; tokens go into no URL here.

import { base64OfText, textOfBase64 } from '../../api/kinds/secret/base64.ts';

const TOKEN_VERSION = 'meta.k8s.io/v1';

export interface ContinuePoint {
  /** The revision that the first page was read at. */
  readonly revision: number;
  /** `namespace/name` of the last object shown. */
  readonly after: string;
}

export const encodeContinue = ({ revision, after }: ContinuePoint): string =>
  base64OfText(JSON.stringify({ v: TOKEN_VERSION, rv: revision, start: `${after}\u0000` }));

/** @throws Error with upstream's text for a token that this server has not made */
export function decodeContinue(token: string): ContinuePoint {
  const { v, rv, start } = parse(token);
  if (v !== TOKEN_VERSION) {
    throw new Error(`continue key is not valid: server does not recognize this encoded version "${v ?? ''}"`);
  }
  if (!Number.isSafeInteger(rv) || rv === 0) {
    throw new Error(
      'continue key is not valid: incorrect encoded start resourceVersion (version meta.k8s.io/v1)',
    );
  }
  if (typeof start !== 'string' || start === '') {
    throw new Error('continue key is not valid: encoded start key empty (version meta.k8s.io/v1)');
  }
  return { revision: rv as number, after: start.endsWith('\u0000') ? start.slice(0, -1) : start };
}

function parse(token: string): { readonly v?: string; readonly rv?: number; readonly start?: string } {
  try {
    return JSON.parse(textOfBase64(token));
  } catch {
    throw new Error('continue key is not valid: illegal base64 data or JSON');
  }
}
