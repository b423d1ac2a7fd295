// What clients in pods see of the API server and of the DNS server when they connect to them without being clients of
// theirs: open ports, health pages, a refusal.
//
// Source: kubernetes v1.28.0 staging/src/k8s.io/apiserver/pkg/endpoints/handlers/responsewriters/errors.go, Forbidden.

import type { Connection, HttpAnswer } from '../runtime/runtime.ts';
import type { Server } from './machines.ts';

const OPEN: Connection = { connected: true, tookMs: 0 };
const REFUSED = { error: 'refused', tookMs: 0 } as const;

const takes = (ports: readonly number[], port: number): Connection =>
  ports.includes(port) ? OPEN : { connected: false, ...REFUSED };

const API_PORTS = [6443];
const DNS_PORTS = [53, 8080, 8181, 9153];

export const apiServerFront: Server = {
  accept: (port) => takes(API_PORTS, port),
  answer: ({ path, port }): HttpAnswer => {
    if (!API_PORTS.includes(port)) return REFUSED;
    if (/^\/(healthz|livez|readyz)$/.test(path)) return { status: 200, body: 'ok', tookMs: 0 };
    const message = `forbidden: User \\"system:anonymous\\" cannot get path \\"${path}\\"`;
    return {
      status: 403,
      body: `{"kind":"Status","status":"Failure","message":"${message}","code":403}\n`,
      tookMs: 0,
    };
  },
};

export const dnsFront: Server = {
  accept: (port) => takes(DNS_PORTS, port),
  answer: ({ port }): HttpAnswer => {
    // Port 53 is not spoken to in HTTP.
    if (port === 53 || !DNS_PORTS.includes(port)) return REFUSED;
    return { status: 200, body: 'OK', tookMs: 0 };
  },
};
