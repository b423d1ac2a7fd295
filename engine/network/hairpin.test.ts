import { describe, it } from 'node:test';
import { expect } from 'chai';
import { UserError } from '../errors.ts';
import { versionProfile } from '../versions/profile.ts';
import { type HairpinSettings, hairpinModeOf } from './hairpin.ts';
import { NETWORK_PLUGINS } from './policy/network-plugin.ts';

const settings = (plugin: string, more: Partial<HairpinSettings> = {}): HairpinSettings => ({
  ...{ plugin: NETWORK_PLUGINS.get(plugin)!, isOff: false, kubelet: undefined },
  ...more,
});

describe('hairpin mode', () => {
  const rows: readonly (readonly [string, number, HairpinSettings, string | undefined])[] = [
    ['flannel sets it', 36, settings('flannel'), 'hairpin-veth'],
    ['unless it is told not to', 36, settings('flannel', { isOff: true }), 'none'],
    ['a plugin without a bridge needs none', 36, settings('calico'), undefined],
    ['the kubelet had the say until 1.23', 23, settings('bridge', { kubelet: 'none' }), 'none'],
    [
      'whatever the plugin did',
      20,
      settings('bridge', { isOff: true, kubelet: 'promiscuous-bridge' }),
      'promiscuous-bridge',
    ],
  ];
  for (const [name, minor, given, expected] of rows) {
    it(name, () => {
      expect(hairpinModeOf(given, versionProfile(minor))).to.equal(expected);
    });
  }

  const refused: readonly (readonly [string, number, HairpinSettings, RegExp])[] = [
    [
      "a kubelet's setting from 1.24 on",
      24,
      settings('flannel', { kubelet: 'none' }),
      /leaves it to the network plugin/,
    ],
    ['a setting where there is no bridge', 36, settings('calico', { isOff: true }), /"calico" has no bridge/],
    ["and a kubelet's", 20, settings('calico', { kubelet: 'none' }), /"calico" has no bridge/],
  ];
  for (const [name, minor, given, why] of refused) {
    it(`${name} is refused`, () => {
      expect(() => hairpinModeOf(given, versionProfile(minor))).to.throw(UserError, why);
    });
  }
});
