// What `wget`, `curl`, `nc`, `nslookup` and `ping` print, send and end with, over a small made-up network.
// Sources: busybox 1.28 networking/wget.c, nc.c, nslookup.c, ping.c; curl(1), EXIT CODES; BIND 9 bin/dig/nslookup.c.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { HttpRequest, NetworkPort } from '../host.ts';
import { containerIn, world } from '../test-host.ts';

const ADDRESSES: Readonly<Record<string, string>> = {
  web: '10.0.0.1',
  '10.0.0.1': '10.0.0.1',
  closed: '10.0.0.2',
  far: '10.0.0.3',
  slow: '10.0.0.4',
  dead: '10.0.0.5',
};

/** `web` answers paths that are numbers with that status; the others fail as they are called; `slow` takes 5 s. */
function network(requests: HttpRequest[]): NetworkPort {
  const errors = {
    '10.0.0.2': { error: 'refused', tookMs: 1 },
    '10.0.0.3': { error: 'unreachable', tookMs: 1 },
    '10.0.0.5': { error: 'timeout', tookMs: 127_000 },
  } as const;
  const errorOf = (host: string) => errors[(ADDRESSES[host] ?? '') as keyof typeof errors];
  return {
    resolve: (asked) => {
      const name = asked.replace(/\.$/, '');
      const address = ADDRESSES[name];
      const server = '10.96.0.10';
      // Bare names with a dot at their end, which only newer tools write, are nothing.
      if (asked.endsWith('.') && address !== undefined && !name.includes('.'))
        return { error: 'not-found', server, tookMs: 2 };
      const known = FULL_NAMES[name];
      if (known !== undefined) return { addresses: ['10.0.0.1'], ...known, server, tookMs: 2 };
      return address === undefined
        ? { error: name === 'lost' ? 'timeout' : 'not-found', server, tookMs: name === 'lost' ? 10_000 : 2 }
        : { addresses: [address], name: `${name}.default.svc.cluster.local`, server, tookMs: 2 };
    },
    searches: ['default.svc.cluster.local', 'cluster.local'],
    records: (type, name) => {
      const full = name.replace(/\.$/, '');
      const answered = { server: '10.96.0.10', tookMs: 2 };
      if (type === 'PTR' && full === '1.0.0.10.in-addr.arpa')
        return { records: ['web.default.svc.cluster.local.'], name: full, ...answered };
      if (type === 'SRV' && full === '_http._tcp.web')
        return { records: ['0 100 80 web.default.svc.cluster.local.'], name: full, ...answered };
      if (full === 'web') return { records: [], name: full, ...answered };
      return { error: 'not-found', ...answered };
    },
    nameOf: (address) => (address === '10.96.0.10' ? 'kube-dns.kube-system.svc.cluster.local' : undefined),
    connect: (host) => {
      if (ADDRESSES[host] === undefined && !/^\d/.test(host))
        return { connected: false, error: 'unknown-host', tookMs: 1 };
      const failed = errorOf(Object.entries(ADDRESSES).find(([, address]) => address === host)?.[0] ?? host);
      return failed === undefined ? { connected: true, tookMs: 1 } : { connected: false, ...failed };
    },
    http: (request) => {
      requests.push(request);
      if (ADDRESSES[request.host] === undefined) return { error: 'unknown-host', tookMs: 2 };
      const status = Number(/^\/(\d{3})/.exec(request.path)?.[1] ?? 200);
      return errorOf(request.host) ?? { status, body: 'hello\n', tookMs: request.host === 'slow' ? 5000 : 3 };
    },
  };
}

const WEB = 'web.default.svc.cluster.local';
const FULL_NAMES: Readonly<Record<string, { readonly name: string; readonly aliases?: readonly string[] }>> =
  {
    [WEB]: { name: WEB },
    'full.name': { name: 'full.name' },
    alias: { name: WEB, aliases: ['alias.default.svc.cluster.local'] },
  };
const SERVER = 'Server:\t\t10.96.0.10\nAddress:\t10.96.0.10';

interface Row {
  readonly name: string;
  readonly script: string;
  readonly output: string;
  readonly image?: string;
  /** The last request's method, body and headers, `name: value`. */
  readonly sent?: string;
}

function check({ image = 'busybox:1.28', script, output, sent }: Row): void {
  const requests: HttpRequest[] = [];
  const where = world(network(requests));
  const container = containerIn(where, { image, command: ['sh', '-c', `cd /tmp; ${script}`] });
  container.start();
  where.host.settle(10_000_000);
  expect(where.host.problems).to.deep.equal([]);
  expect(container.log.text).to.equal(output);
  if (sent === undefined) return;
  const last = requests.at(-1);
  const headers = last?.headers.map(({ name, value }) => `${name}: ${value}`) ?? [];
  expect(
    [last?.method, `${last?.host}:${last?.port}${last?.path}`, ...headers, last?.body ?? ''].join('|'),
  ).to.equal(sent);
}

const CURL = 'curlimages/curl:8.1';

const WGET: readonly Row[] = [
  { name: 'wget -qO- prints the body', script: 'wget -qO- http://web/x', output: 'hello\n' },
  {
    name: 'wget without a file name saves under the last part of the path, or index.html',
    script: 'wget -q web/a/page; cat page; wget -q http://web/; cat index.html',
    output: 'hello\nhello\n',
  },
  { name: 'wget into the null device', script: 'wget -q -O /dev/null http://web; echo $?', output: '0\n' },
  {
    name: 'wget says where it connects, with the port where it is not the usual one',
    script: 'wget -O- http://web:8080/; wget -O /dev/null https://web/',
    output: 'Connecting to web:8080 (10.0.0.1:8080)\nhello\nConnecting to web (10.0.0.1:443)\n',
  },
  {
    name: 'wget fails with the status of the server',
    script:
      'wget -q -O- web/404; echo $?; wget -q --spider web/503; echo $?; wget -q --spider web/200; echo $?',
    output:
      'wget: server returned error: HTTP/1.1 404 Not Found\n1\nwget: server returned error: HTTP/1.1 503 Service Unavailable\n1\n0\n',
    sent: 'HEAD|web:80/200|',
  },
  {
    name: 'wget names what went wrong on the way',
    script:
      'for host in closed far nowhere dead; do wget -q -O- http://$host:81; done; wget -q -T 1 -O- http://slow; echo $?',
    output:
      "wget: can't connect to remote host (10.0.0.2): Connection refused\n" +
      "wget: can't connect to remote host (10.0.0.3): No route to host\n" +
      "wget: bad address 'nowhere:81'\n" +
      "wget: can't connect to remote host (10.0.0.5): Connection timed out\n" +
      'wget: download timed out\n1\n',
  },
  {
    name: 'wget posts data and headers',
    script: "wget -qO- --header 'X-A: 1' --post-data 'k=v' http://web/form",
    output: 'hello\n',
    sent: 'POST|web:80/form|X-A: 1|k=v',
  },
  {
    name: 'wget refuses a file it cannot open and a text that is no URL',
    script: "wget -q -O no/such http://web; echo $?; wget -q ''; echo $?",
    output: "wget: can't open 'no/such': No such file or directory\n1\nwget: not an http or ftp url: \n1\n",
  },
];

const CURLS: readonly Row[] = [
  { name: 'curl prints the body', script: 'curl -s http://web', output: 'hello\n' },
  {
    name: 'curl -I and -i show the head',
    script: "curl -sI web | head -n 1 | tr -d '\\r'; curl -si web/404 | tr -d '\\r'",
    output: 'HTTP/1.1 200 OK\nHTTP/1.1 404 Not Found\n\nhello\n',
    sent: 'GET|web:80/404|',
  },
  {
    name: 'curl takes an HTTP error for an answer, unless -f',
    script: 'curl -s web/500; echo $?; curl -sf web/500; echo $?; curl -sSf web/404; echo $?',
    output: 'hello\n0\n22\ncurl: (22) The requested URL returned error: 404\n22\n',
  },
  {
    name: 'curl ends with a code for each failure',
    script:
      'for host in closed far nowhere; do curl http://$host; echo $?; done; curl -m 2 http://slow; echo $?; curl -s http://closed; echo $?',
    output:
      'curl: (7) Failed to connect to closed port 80: Connection refused\n7\n' +
      'curl: (7) Failed to connect to far port 80: No route to host\n7\n' +
      'curl: (6) Could not resolve host: nowhere\n6\n' +
      'curl: (28) Operation timed out after 2000 milliseconds with 0 bytes received\n28\n7\n',
  },
  {
    name: 'curl tells a connection that timed out from an answer that did',
    image: CURL,
    script:
      'curl -m 3 http://dead; echo $?; curl --connect-timeout 2 http://dead; curl http://dead; echo $?; curl -s --connect-timeout 1 http://slow',
    output:
      'curl: (28) Connection timed out after 3000 milliseconds\n28\n' +
      'curl: (28) Connection timed out after 2000 milliseconds\n' +
      'curl: (28) Failed to connect to dead port 80: Connection timed out\n28\nhello\n',
  },
  {
    name: 'curl -w writes the status, 000 where there is none',
    script:
      "curl -s -o /dev/null -w '%{http_code}\\n' web/503; curl -s -w '%{http_code} %{time_total}\\t' closed",
    output: '503\n000 0.001000\t',
  },
  {
    name: 'curl sends data, headers and any method',
    script: "curl -s -d 'a=1' -H 'X-B: 2' web:8080/x; curl -s -X DELETE 'http://web?q=1#f'",
    output: 'hello\nhello\n',
    sent: 'DELETE|web:80/?q=1|',
  },
  {
    name: 'curl -d posts',
    script: "curl -s -d 'a=1' -H 'X-B: 2' web:8080/x",
    output: 'hello\n',
    sent: 'POST|web:8080/x|X-B: 2|a=1',
  },
  {
    name: 'curl saves, or ends with 23 where it cannot; a URL that is none ends with 3',
    script: "curl -s -o page web; cat page; curl -s -o no/such web 2>/dev/null; echo $?; curl ''; echo $?",
    output: 'hello\n23\ncurl: (3) URL using bad/illegal format or missing URL\n3\n',
  },
];

const OTHERS: readonly Row[] = [
  {
    name: 'nslookup of busybox 1.28 names the server and each address',
    script: 'nslookup web; nslookup nowhere; echo $?',
    output:
      'Server:    10.96.0.10\nAddress 1: 10.96.0.10 kube-dns.kube-system.svc.cluster.local\n\nName:      web\nAddress 1: 10.0.0.1\n' +
      "Server:    10.96.0.10\nAddress 1: 10.96.0.10 kube-dns.kube-system.svc.cluster.local\n\nnslookup: can't resolve 'nowhere'\n1\n",
  },
  {
    name: 'nslookup of BIND',
    image: 'acme/shop:1',
    script: 'nslookup web; nslookup nowhere; echo $?; nslookup lost; echo $?',
    output:
      'Server:\t\t10.96.0.10\nAddress:\t10.96.0.10#53\n\nName:\tweb.default.svc.cluster.local\nAddress: 10.0.0.1\n\n' +
      "Server:\t\t10.96.0.10\nAddress:\t10.96.0.10#53\n\n** server can't find nowhere: NXDOMAIN\n\n1\n" +
      ';; connection timed out; no servers could be reached\n\n1\n',
  },
  {
    name: 'nslookup of BIND asks for other records, and for the name of an address',
    image: 'acme/shop:1',
    script:
      'nslookup -type=SRV _http._tcp.web; nslookup 10.0.0.1; nslookup -q=cname web; nslookup -type=a alias; nslookup -type=srv nowhere; echo $?',
    output:
      `${SERVER}#53\n\n_http._tcp.web\tservice = 0 100 80 web.default.svc.cluster.local.\n\n` +
      `${SERVER}#53\n\n1.0.0.10.in-addr.arpa\tname = web.default.svc.cluster.local.\n\n` +
      `${SERVER}#53\n\n*** Can't find web: No answer\n\n` +
      `${SERVER}#53\n\nalias.default.svc.cluster.local\tcanonical name = web.default.svc.cluster.local.\nName:\tweb.default.svc.cluster.local\nAddress: 10.0.0.1\n\n` +
      `${SERVER}#53\n\n** server can't find nowhere: NXDOMAIN\n\n1\n`,
  },
  {
    name: 'nslookup of busybox 1.30 takes a name as it stands, and never fails but for want of an answer',
    image: 'busybox:1.30',
    script: 'nslookup full.name; nslookup web; echo $?; nslookup lost.; echo $?',
    output:
      `${SERVER}:53\n\nName:\tfull.name\nAddress: 10.0.0.1\n\n\n` +
      `${SERVER}:53\n\n** server can't find web: NXDOMAIN\n\n** server can't find web: NXDOMAIN\n\n0\n` +
      ';; connection timed out; no servers could be reached\n\n1\n',
  },
  {
    name: 'nslookup of busybox 1.36 goes through the search domains',
    image: 'busybox:1.36.1',
    script: 'nslookup web; echo $?',
    output:
      `${SERVER}:53\n\nName:\tweb.default.svc.cluster.local\nAddress: 10.0.0.1\n\n\n` +
      "** server can't find web.cluster.local: NXDOMAIN\n\n** server can't find web.cluster.local: NXDOMAIN\n\n1\n",
  },
  {
    name: 'nslookup of busybox 1.28 has no options',
    script: 'nslookup -type=srv web 2>&1 | head -n 1',
    output: 'Usage: nslookup [HOST] [SERVER]\n',
  },
  {
    name: 'nc -z tells whether a port is open',
    script:
      'nc -z web 80; echo $?; nc -vz web 80; for host in closed far nowhere; do nc -z $host 81; echo $?; done; nc -z -w 2 dead 1',
    output:
      '0\nweb (10.0.0.1:80) open\n' +
      'nc: closed (10.0.0.2:81): Connection refused\n1\n' +
      'nc: far (10.0.0.3:81): No route to host\n1\n' +
      "nc: bad address 'nowhere'\n1\n" +
      'nc: dead (10.0.0.5:1): Connection timed out\n',
  },
  {
    name: 'nc passes an HTTP request on',
    script:
      "printf 'GET /404 HTTP/1.0\\r\\n\\r\\n' | nc web 80 | tr -d '\\r'; echo ping | nc web 80; echo $?",
    output: 'HTTP/1.1 404 Not Found\n\nhello\n0\n',
  },
  {
    name: 'nc -l answers one connection, with -k any number; a port is taken once',
    script:
      "printf 'HTTP/1.1 201 Created\\r\\n\\r\\nmade\\n' | nc -l -p 8080 & nc -lk -p 9090 < /dev/null & sleep 1; nc -l -p 8080 < /dev/null; wget -qO- http://localhost:8080; nc -z localhost 8080 || echo closed; nc -z localhost 9090 && nc -z localhost 9090 && echo open; wget -qO- http://localhost:9090; pkill nc",
    output:
      "nc: bind: Address already in use\nmade\nnc: localhost (127.0.0.1:8080): Connection refused\nclosed\nopen\nwget: can't connect to remote host (127.0.0.1): Connection refused\n",
  },
  {
    name: 'ping counts what comes back; a refused port shows that the host is there',
    script: 'ping -c 2 closed; ping -c 1 dead; echo $?; ping -c 1 nowhere; echo $?',
    output:
      'PING closed (10.0.0.2): 56 data bytes\n64 bytes from 10.0.0.2: seq=0 ttl=64 time=1.000 ms\n64 bytes from 10.0.0.2: seq=1 ttl=64 time=1.000 ms\n\n--- closed ping statistics ---\n2 packets transmitted, 2 packets received, 0% packet loss\n' +
      'PING dead (10.0.0.5): 56 data bytes\n\n--- dead ping statistics ---\n1 packets transmitted, 0 packets received, 100% packet loss\n1\n' +
      "ping: bad address 'nowhere'\n1\n",
  },
];

describe('network programs', () => {
  for (const row of [...WGET, ...OTHERS]) it(row.name, () => check(row));
  for (const row of CURLS) it(row.name, () => check({ image: CURL, ...row }));
});

describe('what programs refuse, loudly', () => {
  for (const script of [
    'curl --retry 3 http://web',
    "curl -s -w '%{size_upload}' web",
    'nc -u web 53',
    'nc -l',
    'ping web',
    'grep -P x .',
    `touch ${'x'.repeat(101)}; tar -cf - ${'x'.repeat(101)}`,
    'ls -R',
    'ls --nosuch',
    "find . -exec rm {} ';'",
    'stat -c %i /',
    'sort -k1.2 f',
    "sed 'y/a/b/' f",
    'tail -n x f',
    'printf %q x',
    "date -d 'next friday'",
    'date +%Q',
    'chmod u+s f',
    'install f g',
    'truncate -s 1Q f',
    'dd if=/dev/zero of=f',
    'cat /dev/zero',
    'xargs -P 2 echo',
    'pgrep -P 1 x',
    'timeout -x 1 true',
    'echo ü | base64',
    'yes',
    'perl -e 1',
    "echo 'scale=2; 1/3' | bc",
    'sh --nosuch -c :',
    'sh -Q -c :',
    'set -o vi',
    'set -n',
    'read -t 1 x',
    'wait -n',
    'kill %1',
    'trap x ERR',
    'exec 3<>f',
    'time true',
  ]) {
    it(script, () => {
      const where = world(network([]));
      const container = containerIn(where, { command: ['sh', '-c', `cd /tmp; touch f; ${script}`] });
      container.start();
      where.host.settle(1_000_000);
      expect(where.host.problems).to.have.length(1);
      expect(container.exit?.code).to.equal(127);
    });
  }
});
