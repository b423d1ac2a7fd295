// Where images come from: registries that ask for a password, lack an image, or do not answer.

import { defineParameterType, Given, When } from '@cucumber/cucumber';
import type { KubespecWorld } from './world.ts';

defineParameterType({
  name: 'size',
  regexp: /\d+(?:\.\d+)?(?:[KMGT]i|[kMGT])/,
  transformer: (text: string) => text,
  useForSnippets: false,
});

Given(
  'registry {string} asks for user {string} with password {string}',
  function (this: KubespecWorld, location: string, user: string, password: string) {
    this.simulation.images.askForAccount(location, { user, password });
  },
);

When('registry {string} is down', function (this: KubespecWorld, host: string) {
  this.simulation.images.setRegistryDown(host, true);
});

When('registry {string} is up again', function (this: KubespecWorld, host: string) {
  this.simulation.images.setRegistryDown(host, false);
});

Given('image {string} is in no registry', function (this: KubespecWorld, image: string) {
  this.simulation.images.lack(image);
});

Given('image {string} takes {duration} to pull', function (this: KubespecWorld, image: string, ms: number) {
  this.simulation.images.slow(image, ms);
});

Given('image {string} is {size} large', function (this: KubespecWorld, image: string, size: string) {
  this.simulation.images.size(image, size);
});

Given('node {string} has image {string}', function (this: KubespecWorld, node: string, image: string) {
  this.simulation.images.place(image, node);
});

Given('every node has image {string}', function (this: KubespecWorld, image: string) {
  this.simulation.images.place(image);
});
