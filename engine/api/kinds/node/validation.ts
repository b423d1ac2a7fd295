// Validation of Nodes: taints, capacity, and the parts of the spec that are set once.
//
// Source: kubernetes v1.20.2 pkg/apis/core/validation/validation.go, ValidateNode, ValidateNodeUpdate; v1.28.0 for the
// update that no longer compares the whole spec. Left out: the config source of the kubelet's dynamic configuration.

import { isIpv4Address } from '../../ip/ip.ts';
import { nameIsDnsSubdomain } from '../../names/dns.ts';
import type { Node } from '../../objects.ts';
import { semanticallyEqual } from '../../semantic-equality.ts';
import { FieldPath, GoValue, quoteGo } from '../../validation/field-error.ts';
import { validateKubeObjectMeta, validateKubeObjectMetaUpdate } from '../../validation/kube-object-meta.ts';
import { parseFieldCidr } from '../../validation/network.ts';
import { METADATA, type MetaRules } from '../../validation/object-meta.ts';
import type { Problems } from '../../validation/problems.ts';
import { quantityOf, validateResourceQuantityValue } from '../../validation/resources.ts';
import { validateNodeAnnotations } from './annotations.ts';
import { validateTaints } from './taints.ts';

const META_RULES: MetaRules = { namespaced: false, nameCheck: nameIsDnsSubdomain };
const ANNOTATIONS = METADATA.child('annotations');
// Upstream's slip: the taints stand in the spec.
const TAINTS = METADATA.child('taints');
const POD_CIDRS = FieldPath.of('spec', 'podCIDRs');
/** What upstream's path of an empty name prints. */
const WHOLE_OBJECT = FieldPath.root.key('');

export function validateNode(node: Node, problems: Problems): void {
  validateKubeObjectMeta(node.metadata, META_RULES, METADATA, problems);
  validateNodeAnnotations(node.metadata.annotations ?? {}, ANNOTATIONS, problems);
  validateTaints(node.spec.taints ?? [], TAINTS, problems);
  validateResources(node, problems);
  validatePodCIDRs(node.spec.podCIDRs ?? [], problems);
}

export function validateNodeUpdate(node: Node, old: Node, problems: Problems): void {
  validateKubeObjectMetaUpdate(node.metadata, old.metadata, METADATA, problems);
  validateNodeAnnotations(node.metadata.annotations ?? {}, ANNOTATIONS, problems);
  validateResources(node, problems);
  validateAddresses(node, problems);
  validatePodCIDRsUpdate(podCIDRsOf(node), podCIDRsOf(old), problems);
  if (old.spec.providerID && old.spec.providerID !== node.spec.providerID) {
    const text = 'node updates may not change providerID except from "" to valid';
    problems.forbidden(FieldPath.of('spec', 'providerID'), text);
  }
  validateTaints(node.spec.taints ?? [], TAINTS, problems);
  if (!problems.has('nodeUpdateComparedAsWhole')) {
    if ((node.spec.externalID ?? '') !== (old.spec.externalID ?? '')) {
      problems.forbidden(FieldPath.of('spec', 'externalID'), 'may not be updated');
    }
  } else if (!semanticallyEqual(protectedFields(node, node, old), protectedFields(old, node, old))) {
    const text =
      'node updates may only change labels, taints, or capacity (or configSource, if the DynamicKubeletConfig feature gate is enabled)';
    problems.forbidden(WHOLE_OBJECT, text);
  }
}

/** What an update must not touch: all of the spec but a few fields, two of which may be set once. */
function protectedFields({ spec }: Node, node: Node, old: Node): object {
  const {
    configSource: _c,
    unschedulable: _u,
    taints: _t,
    podCIDR: _p,
    podCIDRs,
    providerID,
    ...rest
  } = spec;
  return {
    ...rest,
    podCIDRs: podCIDRsOf(old).length === 0 ? node.spec.podCIDRs : (podCIDRs ?? podCIDRsOf({ spec })),
    providerID: old.spec.providerID ? providerID : node.spec.providerID,
  };
}

function validateResources({ status }: Node, problems: Problems): void {
  for (const field of ['capacity', 'allocatable'] as const) {
    const list = status?.[field] ?? {};
    for (const name of Object.keys(list).sort()) {
      const path = FieldPath.of('status', field, name);
      validateResourceQuantityValue(name, quantityOf(list[name]!), path, problems);
    }
  }
}

function validatePodCIDRs(cidrs: readonly string[], problems: Problems): void {
  const parsed = cidrs.map((text) => parseFieldCidr(text, problems.version));
  parsed.forEach((cidr, i) => {
    if (cidr === undefined) problems.invalid(POD_CIDRS.index(i), cidrs, 'must be valid CIDR');
  });
  if (cidrs.length < 2) return;
  const bad = cidrs.find((_, i) => parsed[i] === undefined);
  if (bad !== undefined) {
    const text = `invalid PodCIDRs. failed to check with dual stack with error:invalid CIDR address: ${bad}`;
    problems.internal(POD_CIDRS, text);
  }
  const families = new Set(parsed.map((cidr) => cidr && isIpv4Address(cidr.network)));
  if (bad !== undefined || families.size < 2 || cidrs.length > 2) {
    problems.invalid(POD_CIDRS, cidrs, 'may specify no more than one CIDR for each IP family');
  }
  cidrs.forEach((text, i) => {
    if (cidrs.indexOf(text) < i) problems.duplicate(POD_CIDRS.index(i), text);
  });
}

/** The single field counts where the list is not written. */
const podCIDRsOf = ({ spec }: Pick<Node, 'spec'>): readonly string[] =>
  spec.podCIDRs ?? (spec.podCIDR ? [spec.podCIDR] : []);

function validatePodCIDRsUpdate(cidrs: readonly string[], old: readonly string[], problems: Problems): void {
  if (old.length === 0) return;
  const text = 'node updates may not change podCIDR except from "" to valid';
  if (old.length !== cidrs.length) problems.forbidden(POD_CIDRS, text);
  else {
    old.forEach((cidr, i) => {
      if (cidr !== cidrs[i]) problems.forbidden(POD_CIDRS, text);
    });
  }
}

function validateAddresses({ status }: Node, problems: Problems): void {
  const seen = new Set<string>();
  (status?.addresses ?? []).forEach(({ type = '', address = '' }, i) => {
    const key = `${type}/${address}`;
    if (seen.has(key)) {
      const text = `core.NodeAddress{Type:${quoteGo(type)}, Address:${quoteGo(address)}}`;
      const shown = new GoValue(text, { Type: type, Address: address });
      problems.duplicate(FieldPath.of('status', 'addresses').index(i), shown);
    }
    seen.add(key);
  });
}
