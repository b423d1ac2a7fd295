// The spec of a persistent volume claim, also where it stands in a template.
//
// Source: kubernetes v1.20.2 pkg/apis/core/validation/validation.go, ValidatePersistentVolumeClaimSpec; v1.28.0 for
// ReadWriteOncePod and dataSourceRef.

import { nameIsDnsLabel, nameIsDnsSubdomain } from '../names/dns.ts';
import type { PersistentVolumeClaim } from '../objects.ts';
import { quantitySign } from '../quantity/values.ts';
import type { FieldPath } from './field-error.ts';
import { validateLabelSelector } from './label-selector.ts';
import type { Problems } from './problems.ts';
import { quantityOf, validatePositiveQuantity, validateResourceQuantityValue } from './resources.ts';

type ClaimSpec = Partial<PersistentVolumeClaim['spec']>;

const VOLUME_MODES: readonly string[] = ['Block', 'Filesystem'];

export function validateClaimSpec(spec: ClaimSpec, path: FieldPath, problems: Problems): void {
  validateAccessModes(spec.accessModes ?? [], path.child('accessModes'), problems, () =>
    validateLabelSelector(spec.selector, path.child('selector'), problems),
  );
  validateStorageRequest(spec.resources?.requests?.storage, path.child('resources').key('storage'), problems);
  if (spec.storageClassName) {
    const texts = nameIsDnsSubdomain(spec.storageClassName, false, problems.version);
    problems.invalidEach(path.child('storageClassName'), spec.storageClassName, texts);
  }
  if (spec.volumeMode !== undefined && !VOLUME_MODES.includes(spec.volumeMode)) {
    problems.notSupported(path.child('volumeMode'), spec.volumeMode, VOLUME_MODES);
  }
  validateDataSource(spec.dataSource, path.child('dataSource'), problems);
  validateDataSource(spec.dataSourceRef, path.child('dataSourceRef'), problems);
  validateSourcesTogether(spec, path, problems);
}

/** Sorted, as upstream prints its sets. */
export const accessModesOf = (problems: Problems): readonly string[] =>
  problems.has('readWriteOncePod')
    ? ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod']
    : ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce'];

/** Whether the mode of a single pod stands beside another; modes that are none do not count. */
export function mixesOncePod(modes: readonly string[], supported: readonly string[]): boolean {
  const known = modes.filter((mode) => supported.includes(mode));
  return known.includes('ReadWriteOncePod') && known.some((mode) => mode !== 'ReadWriteOncePod');
}

// The selector is checked between the two rules for modes.
function validateAccessModes(
  modes: readonly string[],
  path: FieldPath,
  problems: Problems,
  between: () => void,
): void {
  if (modes.length === 0) problems.required(path, 'at least 1 access mode is required');
  between();
  const supported = accessModesOf(problems);
  for (const mode of modes) if (!supported.includes(mode)) problems.notSupported(path, mode, supported);
  if (mixesOncePod(modes, supported)) {
    problems.forbidden(path, 'may not use ReadWriteOncePod with other access modes');
  }
}

function validateStorageRequest(
  storage: string | number | undefined,
  path: FieldPath,
  problems: Problems,
): void {
  if (storage === undefined) {
    problems.required(path);
    return;
  }
  const value = quantityOf(storage);
  if (quantitySign(value) <= 0) validatePositiveQuantity(value, path, problems);
  else validateResourceQuantityValue('storage', value, path, problems);
}

type DataSource = NonNullable<ClaimSpec['dataSourceRef']>;

function validateDataSource(source: DataSource | undefined, path: FieldPath, problems: Problems): void {
  if (source === undefined) return;
  if (!source.name) problems.required(path.child('name'));
  if (!source.kind) problems.required(path.child('kind'));
  if (!source.apiGroup && source.kind !== 'PersistentVolumeClaim') {
    const isExplained = problems.has('pvcDataSourceTextNamesKind');
    const text = "must be 'PersistentVolumeClaim' when referencing the default apiGroup";
    problems.invalid(path, source.kind ?? '', isExplained ? text : '');
  }
  if (source.namespace) {
    const texts = nameIsDnsLabel(source.namespace, false, problems.version);
    problems.invalidEach(path.child('namespace'), source.namespace, texts);
  }
}

// The value shown is the path of the other field, printed as Go prints it.
function validateSourcesTogether(spec: ClaimSpec, path: FieldPath, problems: Problems): void {
  const { dataSource, dataSourceRef } = spec;
  if (dataSource === undefined || dataSourceRef === undefined) return;
  const shown = String(path.child('dataSource'));
  if (dataSourceRef.namespace) {
    problems.invalid(path, shown, 'may not be specified when dataSourceRef.namespace is specified');
  } else if (
    (['apiGroup', 'kind', 'name'] as const).some(
      (field) => (dataSource[field] ?? '') !== (dataSourceRef[field] ?? ''),
    )
  ) {
    problems.invalid(path, shown, 'must match dataSourceRef');
  }
}
