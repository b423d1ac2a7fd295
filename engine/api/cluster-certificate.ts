// The certificate authority that a cluster's pods are shown. It certifies nothing: connections here are not encrypted.

export const CLUSTER_CA = [
  '-----BEGIN CERTIFICATE-----',
  'c2ltdWxhdGVkIGNlcnRpZmljYXRlIGF1dGhvcml0eSBvZiBhIHNpbXVsYXRlZCBj',
  'bHVzdGVyOiBpdCBjZXJ0aWZpZXMgbm90aGluZw==',
  '-----END CERTIFICATE-----',
  '',
].join('\n');
