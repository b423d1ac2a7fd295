// A probe in one line: `http-get http://:8080/ready delay=0s timeout=1s period=10s #success=1 #failure=3`.
// Source: kubectl v0.32.0 pkg/describe/describe.go, DescribeProbe.

import type { Probe } from '../../../api/objects.ts';
import { hostPort } from '../../../api/printing/endpoint-text.ts';
import { goList } from './texts.ts';

export function probeText(probe: Probe): string {
  const { initialDelaySeconds = 0, timeoutSeconds = 0, periodSeconds = 0 } = probe;
  const { successThreshold = 0, failureThreshold = 0 } = probe;
  return `${handlerText(probe)} delay=${initialDelaySeconds}s timeout=${timeoutSeconds}s period=${periodSeconds}s #success=${successThreshold} #failure=${failureThreshold}`;
}

function handlerText({ exec, httpGet, tcpSocket, grpc }: Probe): string {
  if (exec) return `exec ${goList(exec.command)}`;
  if (httpGet) {
    const { scheme = '', host = '', port, path = '' } = httpGet;
    return `http-get ${urlText(scheme.toLowerCase(), hostPort(host, port), path)}`;
  }
  if (tcpSocket) return `tcp-socket ${tcpSocket.host ?? ''}:${tcpSocket.port}`;
  if (grpc) return `grpc <pod>:${grpc.port} ${grpc.service ?? ''}`;
  return 'unknown';
}

// Source: Go net/url, URL.String: a path that does not begin with a slash gets one; `?` and the like are escaped.
function urlText(scheme: string, host: string, path: string): string {
  const escaped = encodeURI(path).replace(
    /[?#!*'()]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const slash = path === '' || path.startsWith('/') ? '' : '/';
  return `${scheme === '' ? '' : `${scheme}:`}//${host}${slash}${escaped}`;
}
