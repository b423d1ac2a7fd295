// Source: kubectl v0.32.0 pkg/describe/describe.go, describeSecret. Order: upstream walks a Go map; here keys are sorted.

import { base64Length } from '../../../api/kinds/data-size.ts';
import { textOfBase64 } from '../../../api/kinds/secret/base64.ts';
import type { Secret } from '../../../api/objects.ts';
import { describeMeta } from './texts.ts';
import type { Writer } from './writer.ts';

const TOKEN_TYPE = 'kubernetes.io/service-account-token';

/** Values are not shown, except for the tokens of service accounts. */
export function describeSecret(w: Writer, secret: Secret): void {
  const { data = {}, type = '' } = secret;
  describeMeta(w, secret);
  w.write(0, `\nType:\t${type}\n`);
  w.write(0, '\nData\n====\n');
  for (const key of Object.keys(data).sort()) {
    const isToken = key === 'token' && type === TOKEN_TYPE;
    w.write(0, `${key}:\t${isToken ? textOfBase64(data[key]!) : `${base64Length(data[key]!)} bytes`}\n`);
  }
}
