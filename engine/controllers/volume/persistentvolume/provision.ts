// A claim for which there is no volume: its class says who makes one.
//
// Source: kubernetes v1.20.2 pkg/controller/volume/persistentvolume/pv_controller.go, provisionClaim,
// findProvisionablePlugin and provisionClaimOperationExternal; v1.28.0 for the text of the event.

import { storageClassOf } from '../../../api/claim-fit.ts';
import type { PersistentVolumeClaim } from '../../../api/objects.ts';
import { keyOf } from '../../../client/informer.ts';
import { type VolumeMeans, WriteRefused, writeClaim } from './means.ts';
import { marked, STORAGE_PROVISIONER, STORAGE_PROVISIONER_BETA } from './names.ts';

export function provisionClaim(means: VolumeMeans, claim: PersistentVolumeClaim): void {
  const { recorder, plugins, storageClasses, operate } = means;
  const name = storageClassOf(claim);
  const storageClass = storageClasses().find(({ metadata }) => metadata.name === name);
  if (storageClass === undefined) {
    const text = `storageclass.storage.k8s.io "${name}" not found`;
    recorder.event(claim, 'Warning', 'ProvisioningFailed', text);
    return;
  }
  const { provisioner } = storageClass;
  if (plugins.provisionerKind(provisioner) === 'unknown') {
    recorder.event(claim, 'Warning', 'ProvisioningFailed', `no volume plugin matched name: ${provisioner}`);
    return;
  }
  operate(`provision-${keyOf(claim)}[${claim.metadata.uid}]`, () =>
    askProvisioner(means, claim, provisioner),
  );
}

function askProvisioner(
  means: VolumeMeans,
  claim: PersistentVolumeClaim,
  provisioner: string,
): 'done' | 'failed' {
  const { recorder, version } = means;
  const marks = {
    [STORAGE_PROVISIONER_BETA]: provisioner,
    ...(version.has('storageProvisionerAnnotation') ? { [STORAGE_PROVISIONER]: provisioner } : {}),
  };
  const known = claim.metadata.annotations ?? {};
  try {
    const isMarked = Object.entries(marks).every(([key, value]) => known[key] === value);
    const told = isMarked ? claim : writeClaim(means, marked(claim, marks));
    const text = version.has('externalProvisioningNamesRemedy')
      ? `Waiting for a volume to be created either by the external provisioner '${provisioner}' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.`
      : `waiting for a volume to be created, either by external provisioner "${provisioner}" or manually created by system administrator`;
    recorder.event(told, 'Normal', 'ExternalProvisioning', text);
    return 'done';
  } catch (error) {
    if (error instanceof WriteRefused) return 'failed';
    throw error;
  }
}
