// How much of a disk an image takes: typical sizes of images that many use, as containerd counts them.
//
// Nobody knows the sizes of images that exist only in manifests: each has its own, drawn from its name. Differs: all tags of
// an image are as large, and images share no layers. Source of the sizes: `crictl images` for tags of 2024.

import { md5 } from '../../api/hash/md5.ts';
import { imageBaseName } from './image.ts';

const MEGABYTES: Readonly<Record<string, number>> = {
  agnhost: 53,
  alpine: 3.6,
  busybox: 2.2,
  centos: 83,
  curl: 9,
  debian: 49,
  elasticsearch: 620,
  etcd: 56,
  fedora: 66,
  'hello-world': 0.01,
  httpd: 58,
  mariadb: 116,
  memcached: 32,
  mongo: 260,
  mysql: 170,
  netshoot: 180,
  nginx: 71,
  node: 390,
  pause: 0.3,
  perl: 336,
  postgres: 151,
  python: 363,
  rabbitmq: 108,
  redis: 45,
  tomcat: 205,
  ubuntu: 29.5,
  wordpress: 230,
  zookeeper: 112,
};

const SPREAD_BYTES = 100_000;
const UNKNOWN_MIN_BYTES = 2_000_000;
const UNKNOWN_SPREAD_BYTES = 198_000_000;

/** Bytes. @param image  with its tag or digest, which moves the last digits */
export function typicalImageBytes(image: string): number {
  const drawn = Number.parseInt(md5(image).slice(0, 8), 16);
  const base = imageBaseName(image);
  if (!Object.hasOwn(MEGABYTES, base)) return UNKNOWN_MIN_BYTES + (drawn % UNKNOWN_SPREAD_BYTES);
  return Math.round(MEGABYTES[base]! * 1_000_000) + (drawn % SPREAD_BYTES);
}
