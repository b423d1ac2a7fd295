// A pod template, and the placement of pods that descriptions of pods have as well.
// Source: kubectl v0.32.0 pkg/describe/describe.go, DescribePodTemplate, describeTopologySpreadConstraints,
// printTolerationsMultilineWithIndent.

import type { PodSpec, PodTemplateSpec, Toleration } from '../../../api/objects.ts';
import { formatLabelSelector } from '../../../api/selectors/label-selector.ts';
import { describeContainers } from './containers.ts';
import { annotationsMultiline, labelsMultiline, multiline } from './texts.ts';
import { describeVolumes } from './volumes.ts';
import { rawText, type Writer } from './writer.ts';

export function describePodTemplate(w: Writer, template: PodTemplateSpec | null | undefined): void {
  w.write(0, 'Pod Template:\n');
  if (!template) return w.write(1, '<unset>');
  const { metadata = {}, spec } = template;
  const { serviceAccountName = '', priorityClassName = '' } = spec ?? {};
  const initContainers = spec?.initContainers ?? [];
  const containers = spec?.containers ?? [];
  labelsMultiline(w, '  Labels', metadata.labels);
  if (Object.keys(metadata.annotations ?? {}).length > 0) {
    annotationsMultiline(w, '  Annotations', metadata.annotations);
  }
  if (serviceAccountName !== '') w.write(1, `Service Account:\t${serviceAccountName}\n`);
  if (initContainers.length > 0) {
    describeContainers(w, { title: 'Init Containers', containers: initContainers, indent: '  ' });
  }
  describeContainers(w, { title: 'Containers', containers, indent: '  ' });
  describeVolumes(w, spec?.volumes, '  ');
  describeSpreadConstraints(w, spec?.topologySpreadConstraints, '  ');
  if (priorityClassName !== '') w.write(1, `Priority Class Name:\t${priorityClassName}\n`);
  labelsMultiline(w, '  Node-Selectors', spec?.nodeSelector);
  tolerationsMultiline(w, '  Tolerations', spec?.tolerations);
}

/** A template alone, as `kubectl rollout history --revision` shows it: its tabs are printed as they are. */
export const podTemplateText = (template: PodTemplateSpec): string =>
  rawText((w) => describePodTemplate(w, template));

export function describeSpreadConstraints(
  w: Writer,
  constraints: PodSpec['topologySpreadConstraints'],
  indent = '',
): void {
  if (constraints === undefined || constraints === null || constraints.length === 0) return;
  w.write(0, `${indent}Topology Spread Constraints:\t`);
  const sorted = [...constraints].sort((a, b) =>
    a.topologyKey < b.topologyKey ? -1 : a.topologyKey > b.topologyKey ? 1 : 0,
  );
  sorted.forEach(({ topologyKey, whenUnsatisfiable, maxSkew, labelSelector }, i) => {
    if (i > 0) w.write(0, `${indent}\t`);
    const selector = labelSelector ? ` for selector ${formatLabelSelector(labelSelector)}` : '';
    w.write(0, `${topologyKey}:${whenUnsatisfiable} when max skew ${maxSkew} is exceeded${selector}\n`);
  });
}

export function tolerationsMultiline(w: Writer, title: string, tolerations: PodSpec['tolerations']): void {
  const keyOf = ({ key = '' }: Toleration): string => key;
  const sorted = [...(tolerations ?? [])].sort((a, b) =>
    keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0,
  );
  multiline(w, title, sorted.map(tolerationText));
}

function tolerationText({ key = '', value = '', effect, operator, tolerationSeconds }: Toleration): string {
  const name = `${key}${value === '' ? '' : `=${value}`}${effect ? `:${effect}` : ''}`;
  const exists = operator === 'Exists' && value === '' ? `${name === '' ? '' : ' '}op=Exists` : '';
  const seconds =
    tolerationSeconds === undefined || tolerationSeconds === null ? '' : ` for ${tolerationSeconds}s`;
  return `${name}${exists}${seconds}`;
}
