// The images that notes, tutorials and tests use most, as data.
//
// Times are typical of a small instance on one core; a scenario that depends on them says its own in words. `names`
// match any registry and tag. Differs: a real image's STOPSIGNAL (nginx QUIT, httpd WINCH, postgres INT) is taken as
// TERM; the servers end the same way for all of them.

import type { Behaviour } from '../behaviour/behaviour.ts';
import { agnhostProgram } from './agnhost.ts';
import { nginxProgram, portCheck } from './clients.ts';
import type { ImageEntry } from './image.ts';

const MIB = 1024 ** 2;

function http(port: number, rest: Behaviour = {}): Behaviour {
  return { listens: [{ port, protocol: 'http' }], memoryBytes: 10 * MIB, cpuMilli: 1, ...rest };
}

function tcp(port: number, rest: Behaviour = {}): Behaviour {
  return { listens: [{ port, protocol: 'tcp' }], memoryBytes: 20 * MIB, cpuMilli: 5, ...rest };
}

const NGINX_PAGE =
  '<!DOCTYPE html>\n<html>\n<head>\n<title>Welcome to nginx!</title>\n</head>\n<body>\n<h1>Welcome to nginx!</h1>\n</body>\n</html>\n';
const HELLO_WORLD =
  '\nHello from Docker!\nThis message shows that your installation appears to be working correctly.\n';

export const IMAGES: readonly ImageEntry[] = [
  { names: ['busybox'], userland: 'busybox', cmd: ['sh'] },
  { names: ['alpine'], userland: 'alpine', cmd: ['/bin/sh'] },
  { names: ['ubuntu', 'debian'], userland: 'debian', cmd: ['bash'] },
  {
    names: [
      'centos',
      'fedora',
      'rockylinux',
      'ubuntu-bc',
      'bash',
      'curl',
      'netshoot',
      'dnsutils',
      'jessie-dnsutils',
    ],
    userland: 'full',
    cmd: ['bash'],
  },
  {
    names: ['nginx', 'nginx-slim', 'nginx-unprivileged', 'openresty'],
    userland: 'full',
    entrypoint: ['/docker-entrypoint.sh'],
    cmd: ['nginx', '-g', 'daemon off;'],
    programs: {
      nginx: {
        behaviour: http(80, { documentRoot: '/usr/share/nginx/html', startsInMs: 50 }),
        make: nginxProgram,
      },
      'nginx-debug': http(80),
    },
    files: {
      '/usr/share/nginx/html/index.html': NGINX_PAGE,
      '/etc/nginx/nginx.conf':
        'worker_processes  auto;\nevents {\n}\nhttp {\n    include /etc/nginx/conf.d/*.conf;\n}\n',
      '/etc/nginx/conf.d/default.conf':
        'server {\n    listen       80;\n    root   /usr/share/nginx/html;\n}\n',
    },
  },
  {
    names: ['httpd', 'apache'],
    userland: 'debian',
    cmd: ['httpd-foreground'],
    programs: {
      'httpd-foreground': http(80, {
        startsInMs: 100,
        documentRoot: '/usr/local/apache2/htdocs',
      }),
      apachectl: http(80, { startsInMs: 100, documentRoot: '/usr/local/apache2/htdocs' }),
    },
    files: { '/usr/local/apache2/htdocs/index.html': '<html><body><h1>It works!</h1></body></html>\n' },
  },
  {
    names: ['redis'],
    userland: 'debian',
    entrypoint: ['docker-entrypoint.sh'],
    cmd: ['redis-server'],
    programs: {
      'redis-server': tcp(6379, { startsInMs: 100 }),
      'redis-cli': portCheck(6379, 'PONG'),
    },
  },
  {
    names: ['memcached'],
    user: 'memcache',
    userland: 'debian',
    cmd: ['memcached'],
    programs: { memcached: tcp(11_211, { startsInMs: 50 }) },
  },
  {
    names: ['mysql', 'mariadb', 'percona'],
    userland: 'debian',
    entrypoint: ['docker-entrypoint.sh'],
    cmd: ['mysqld'],
    programs: {
      mysqld: tcp(3306, { startsInMs: 8000, drainMs: 2000, memoryBytes: 400 * MIB }),
      mariadbd: tcp(3306, { startsInMs: 8000, drainMs: 2000, memoryBytes: 200 * MIB }),
      mysqladmin: portCheck(3306, 'mysqld is alive'),
      mysql: portCheck(3306, ''),
    },
  },
  {
    names: ['postgres', 'postgresql', 'postgis'],
    userland: 'debian',
    entrypoint: ['docker-entrypoint.sh'],
    cmd: ['postgres'],
    programs: {
      postgres: tcp(5432, { startsInMs: 3000, drainMs: 500, memoryBytes: 50 * MIB }),
      pg_isready: portCheck(5432, 'localhost:5432 - accepting connections', 2),
      psql: portCheck(5432, '', 2),
    },
  },
  {
    names: ['mongo'],
    userland: 'debian',
    entrypoint: ['docker-entrypoint.sh'],
    cmd: ['mongod'],
    programs: {
      mongod: tcp(27_017, { startsInMs: 2000, drainMs: 500, memoryBytes: 150 * MIB }),
      mongosh: portCheck(27_017, '{ ok: 1 }'),
      mongo: portCheck(27_017, '{ "ok" : 1 }'),
    },
  },
  {
    names: ['rabbitmq'],
    userland: 'debian',
    entrypoint: ['docker-entrypoint.sh'],
    cmd: ['rabbitmq-server'],
    programs: {
      'rabbitmq-server': tcp(5672, { startsInMs: 10_000, drainMs: 3000, memoryBytes: 130 * MIB }),
      'rabbitmq-diagnostics': portCheck(5672, 'Ping succeeded'),
      rabbitmqctl: portCheck(5672, 'Ping succeeded'),
    },
  },
  {
    names: ['zookeeper', 'kubernetes-zookeeper'],
    userland: 'debian',
    entrypoint: ['/docker-entrypoint.sh'],
    cmd: ['zkServer.sh', 'start-foreground'],
    programs: {
      'zkServer.sh': tcp(2181, { startsInMs: 3000 }),
      'start-zookeeper': tcp(2181, { startsInMs: 3000 }),
      'zookeeper-ready': portCheck(2181, 'imok'),
    },
  },
  {
    names: ['elasticsearch', 'opensearch'],
    user: '1000',
    userland: 'debian',
    cmd: ['elasticsearch'],
    programs: { elasticsearch: http(9200, { startsInMs: 20_000, drainMs: 3000, memoryBytes: 1200 * MIB }) },
  },
  {
    names: ['etcd', 'etcd-amd64'],
    userland: 'none',
    cmd: ['etcd'],
    programs: {
      etcd: http(2379, { startsInMs: 500 }),
      etcdctl: portCheck(2379, '127.0.0.1:2379 is healthy'),
    },
  },
  {
    names: ['tomcat'],
    userland: 'debian',
    cmd: ['catalina.sh', 'run'],
    programs: {
      'catalina.sh': http(8080, {
        startsInMs: 5000,
        drainMs: 1000,
        termExitCode: 143,
        memoryBytes: 200 * MIB,
      }),
      // Images that wrap Tomcat in a script of their own.
      'start.sh': http(8080, { startsInMs: 5000, drainMs: 1000, termExitCode: 143, memoryBytes: 200 * MIB }),
      'startup.sh': http(8080, {
        startsInMs: 5000,
        drainMs: 1000,
        termExitCode: 143,
        memoryBytes: 200 * MIB,
      }),
    },
  },
  {
    names: ['wordpress'],
    userland: 'debian',
    entrypoint: ['docker-entrypoint.sh'],
    cmd: ['apache2-foreground'],
    programs: { 'apache2-foreground': http(80, { startsInMs: 1000, memoryBytes: 50 * MIB }) },
  },
  {
    names: ['php-apache', 'hpa-example'],
    userland: 'debian',
    cmd: ['apache2-foreground'],
    programs: {
      'apache2-foreground': http(80, { startsInMs: 200, body: 'OK!', answersInMs: 50, cpuMsPerRequest: 50 }),
    },
  },
  { names: ['perl'], userland: 'full', cmd: ['perl', '-de0'] },
  {
    names: ['pause', 'pause-amd64'],
    user: '65535',
    userland: 'none',
    cmd: ['/pause'],
    programs: { pause: { listens: [], memoryBytes: MIB / 2 } },
  },
  {
    names: ['echoserver', 'http-https-echo'],
    userland: 'full',
    cmd: ['/usr/local/bin/run.sh'],
    programs: { 'run.sh': http(8080, { startsInMs: 50, body: 'Hostname: {hostname}\n' }) },
  },
  {
    names: ['agnhost'],
    userland: 'alpine',
    entrypoint: ['/agnhost'],
    cmd: ['pause'],
    programs: { agnhost: { behaviour: {}, make: agnhostProgram } },
  },
  {
    names: ['whoami', 'traefik-whoami'],
    userland: 'none',
    cmd: ['/whoami'],
    programs: { whoami: http(80, { body: 'Hostname: {hostname}\nIP: 127.0.0.1\nIP: {ip}\n' }) },
  },
  {
    names: ['http-echo'],
    userland: 'none',
    entrypoint: ['/http-echo'],
    programs: { 'http-echo': http(5678) },
  },
  {
    // The documentation's liveness server: healthy for ten seconds, then 500 on /healthz.
    names: ['liveness'],
    userland: 'busybox',
    cmd: ['/server'],
    programs: { server: http(8080, { fails: { afterMs: 10_000, status: 500 }, body: 'ok' }) },
  },
  { names: ['goproxy'], userland: 'none', cmd: ['/goproxy'], programs: { goproxy: tcp(8080) } },
  {
    names: ['hello-app', 'hello-minikube'],
    userland: 'none',
    cmd: ['/hello-app'],
    programs: { 'hello-app': http(8080, { body: 'Hello, world!\nVersion: 1.0.0\nHostname: {hostname}\n' }) },
  },
  {
    names: ['kubernetes-bootcamp'],
    userland: 'debian',
    cmd: ['/server.js'],
    programs: {
      'server.js': http(8080, { body: 'Hello Kubernetes bootcamp! | Running on: {hostname} | v=1\n' }),
    },
  },
  {
    names: ['hello-world'],
    userland: 'none',
    cmd: ['/hello'],
    programs: { hello: { listens: [], prints: [{ text: HELLO_WORLD }], exits: { afterMs: 0, code: 0 } } },
  },
  { names: ['kuard-amd64', 'kuard'], userland: 'alpine', cmd: ['/kuard'], programs: { kuard: http(8080) } },
  {
    names: ['serve_hostname', 'serve-hostname'],
    userland: 'none',
    cmd: ['/serve_hostname'],
    programs: { serve_hostname: http(9376, { body: '{hostname}' }) },
  },
  {
    names: ['node-hello'],
    userland: 'none',
    cmd: ['/node-hello'],
    programs: { 'node-hello': http(8080, { body: 'Hello Kubernetes!' }) },
  },
  {
    names: ['coredns'],
    userland: 'none',
    entrypoint: ['/coredns'],
    programs: {
      coredns: {
        listens: [
          { port: 53, protocol: 'tcp' },
          { port: 8080, protocol: 'http' },
          { port: 8181, protocol: 'http' },
        ],
      },
    },
  },
  {
    names: ['registry'],
    userland: 'alpine',
    entrypoint: ['/entrypoint.sh'],
    cmd: ['/etc/docker/registry/config.yml'],
    programs: { 'entrypoint.sh': http(5000, { startsInMs: 100 }) },
  },
  {
    names: ['fluentd', 'fluentd-elasticsearch', 'fluentd-gcp', 'fluent-bit', 'filebeat'],
    userland: 'debian',
    cmd: ['fluentd'],
    programs: { fluentd: { listens: [], memoryBytes: 60 * MIB, cpuMilli: 10 } },
  },
  {
    names: ['prometheus'],
    user: 'nobody',
    userland: 'busybox',
    entrypoint: ['/bin/prometheus'],
    programs: { prometheus: http(9090, { startsInMs: 1000 }) },
  },
  {
    names: ['grafana'],
    user: '472',
    userland: 'alpine',
    entrypoint: ['/run.sh'],
    programs: { 'run.sh': http(3000, { startsInMs: 2000 }) },
  },
  {
    names: ['envoy'],
    userland: 'full',
    cmd: ['envoy'],
    programs: { envoy: { startsInMs: 200, memoryBytes: 30 * MIB } },
  },
  { names: ['node'], userland: 'debian', entrypoint: ['docker-entrypoint.sh'], cmd: ['node'] },
  { names: ['python'], userland: 'debian', cmd: ['python3'] },
  { names: ['openjdk', 'java', 'eclipse-temurin', 'amazoncorretto'], userland: 'debian', cmd: ['jshell'] },
  { names: ['ruby'], userland: 'debian', cmd: ['irb'] },
  { names: ['golang'], userland: 'debian', cmd: ['bash'] },
];

/** Entry points that only prepare and then run their arguments. */
export const WRAPPERS: ReadonlySet<string> = new Set([
  'docker-entrypoint.sh',
  'tini',
  'dumb-init',
  'docker-php-entrypoint',
]);

/** Interpreters: what they run is the user's own program, known to nobody. */
export const INTERPRETERS: ReadonlySet<string> = new Set(
  'java node npm yarn npx python python2 python3 ruby php php-fpm dotnet gunicorn uvicorn celery flask rails mvn go'.split(
    ' ',
  ),
);
