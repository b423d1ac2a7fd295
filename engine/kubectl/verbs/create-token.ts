// `kubectl create token`: asks for a token of a service account and prints it, without a line's end.
//
// Source: kubectl v0.32.0 pkg/cmd/create/create_token.go.

import type {
  BoundObjectReference,
  TokenRequest,
  TokenRequestSpec,
} from '../../apiserver/subresources/token.ts';
import type { Call } from '../command/call.ts';
import type { Command } from '../command/command.ts';
import { PRINT_FLAGS } from '../command/global-flags.ts';
import { textFailure } from '../failure.ts';
import { type Printable, verbPrinter } from '../output/printer.ts';
import { nameArgument } from './new-object.ts';

export const createToken: Command = {
  name: 'token',
  flags: [
    ...PRINT_FLAGS,
    { name: 'audience', type: 'list' },
    { name: 'duration', type: 'duration' },
    { name: 'bound-object-kind', type: 'string' },
    { name: 'bound-object-name', type: 'string' },
    { name: 'bound-object-uid', type: 'string' },
  ],
  run,
};

// What this kubectl would bind a token to; whether the server does is another matter.
const BOUND_KINDS = ['Node', 'Pod', 'Secret'];

function run(call: Call): void {
  const { flags, namespace, session } = call;
  const name = nameArgument(call);
  const print = verbPrinter(call, 'created');
  const answer = session.server.createToken(namespace, name, specOf(call));
  if (!answer.ok) throw textFailure(`failed to create token: ${answer.status.message}`);
  const isAsked = flags.string('output') !== '' || flags.string('template') !== '';
  call.out(isAsked ? print(typedForm(answer.object)) : answer.object.status.token);
}

function specOf({ flags }: Call): TokenRequestSpec {
  const durationMs = flags.durationMs('duration');
  if (durationMs < 0) throw textFailure('--duration must be greater than or equal to 0');
  if (durationMs % 1000 !== 0) throw textFailure('--duration cannot be expressed in units less than seconds');
  const audiences = flags.list('audience');
  if (audiences.includes('')) throw textFailure('--audience must not be an empty string');
  const boundObjectRef = boundObject(
    flags.string('bound-object-kind'),
    flags.string('bound-object-name'),
    flags.string('bound-object-uid'),
  );
  return {
    audiences,
    ...(durationMs > 0 && { expirationSeconds: durationMs / 1000 }),
    ...(boundObjectRef && { boundObjectRef }),
  };
}

function boundObject(kind: string, name: string, uid: string): BoundObjectReference | undefined {
  if (kind === '') {
    const alone = name !== '' ? 'name' : uid !== '' ? 'uid' : undefined;
    if (alone === undefined) return undefined;
    throw textFailure(`--bound-object-${alone} can only be set if --bound-object-kind is provided`);
  }
  if (!BOUND_KINDS.includes(kind))
    throw textFailure(`supported --bound-object-kind values are ${BOUND_KINDS.join(', ')}`);
  if (name === '') throw textFailure('--bound-object-name is required if --bound-object-kind is provided');
  return { kind, apiVersion: 'v1', name, ...(uid === '' ? {} : { uid }) };
}

// As Go's type writes it: what is not there is null.
const typedForm = ({ kind, apiVersion, metadata, spec, status }: TokenRequest): Printable => {
  const { audiences, expirationSeconds, boundObjectRef = null } = spec;
  const { name, namespace, creationTimestamp = null } = metadata;
  return {
    ...{ kind, apiVersion },
    metadata: { ...(name !== undefined && { name, namespace }), creationTimestamp },
    spec: { audiences, expirationSeconds, boundObjectRef },
    status,
  } as unknown as Printable;
};
