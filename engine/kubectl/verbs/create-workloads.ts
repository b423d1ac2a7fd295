// `kubectl create deployment|job|cronjob`.
// Source: kubectl v0.32.0 pkg/cmd/create/create_{deployment,job,cronjob}.go. Differs: a container name that stands twice
// gets a number instead of a random ending.

import type { AnyObject } from '../../api/objects.ts';
import type { Call } from '../command/call.ts';
import type { Command } from '../command/command.ts';
import {
  DRY_RUN_FLAG,
  FIELD_MANAGER_FLAG,
  PRINT_FLAGS,
  SAVE_CONFIG_FLAG,
  VALIDATE_FLAG,
} from '../command/global-flags.ts';
import { textFailure } from '../failure.ts';
import { typedForm } from '../output/served-form.ts';
import { findInfos, takeInfos } from '../resource/builder.ts';
import { objectOf } from '../resource/info.ts';
import { nameArgument, newObject, requireFlags, sendNew } from './new-object.ts';
import { goTypeOf } from './pod-spec.ts';

export const CREATE_FLAGS: NonNullable<Command['flags']> = [
  ...PRINT_FLAGS,
  SAVE_CONFIG_FLAG,
  VALIDATE_FLAG,
  DRY_RUN_FLAG,
  FIELD_MANAGER_FLAG,
];

export const createDeployment: Command = {
  name: 'deployment',
  aliases: ['deploy'],
  flags: [
    ...CREATE_FLAGS,
    { name: 'image', type: 'strings' },
    { name: 'port', type: 'int32', value: '-1' },
    { name: 'replicas', short: 'r', type: 'int32', value: '1' },
  ],
  run: (call) => {
    const { flags, args } = call;
    requireFlags(call, 'image');
    const name = nameArgument(call);
    const command = args.slice(1);
    const images = flags.list('image');
    if (images.length > 1 && command.length > 0)
      throw textFailure('cannot specify multiple --image options and command');
    const labels = { app: name };
    const port = flags.int('port');
    const containers = images.map((image, i) => ({
      ...(command.length > 0 ? { command } : {}),
      image,
      name: containerName(images, i),
      ...(port >= 0 && i === 0 ? { ports: [{ containerPort: port }] } : {}),
      resources: {},
    }));
    const spec = {
      replicas: flags.int('replicas'),
      selector: { matchLabels: labels },
      strategy: {},
      template: { metadata: { creationTimestamp: null, labels }, spec: { containers } },
    };
    const type = { apiVersion: 'apps/v1', kind: 'Deployment' };
    sendNew(call, newObject(call, type, { name, labels }, { spec, status: {} }), {
      failed: 'failed to create deployment: ',
    });
  },
};

// The image's own name, as far as a container may have it. Source: create_deployment.go, buildPodSpec.
function containerName(images: readonly string[], at: number): string {
  const nameOf = (image: string): string => {
    const last = image.slice(image.lastIndexOf('/') + 1).split(/[:@]/)[0]!;
    return last.replace(/_/g, '-').toLowerCase();
  };
  const name = nameOf(images[at]!);
  const before = images.slice(0, at).filter((image) => nameOf(image) === name).length;
  return before === 0 ? name : `${name}-${before}`;
}

export const createJob: Command = {
  name: 'job',
  flags: [...CREATE_FLAGS, { name: 'image', type: 'string' }, { name: 'from', type: 'string' }],
  run: (call) => {
    const { flags, args } = call;
    const name = nameArgument(call);
    const command = args.slice(1);
    const [image, from] = [flags.string('image'), flags.string('from')];
    if ((image === '') === (from === '')) throw textFailure('either --image or --from must be specified');
    if (command.length > 0 && from !== '') throw textFailure('cannot specify --from and command');
    const job = image === '' ? jobFromCronJob(call, name, from) : jobOf(call, name, image, command);
    sendNew(call, job, { failed: 'failed to create job: ' });
  },
};

const JOB = { apiVersion: 'batch/v1', kind: 'Job' };

function jobOf(call: Call, name: string, image: string, command: readonly string[]): AnyObject {
  const container = { ...(command.length > 0 ? { command } : {}), image, name, resources: {} };
  const template = {
    metadata: { creationTimestamp: null },
    spec: { containers: [container], restartPolicy: 'Never' },
  };
  return newObject(call, JOB, { name }, { spec: { template }, status: {} });
}

function jobFromCronJob(call: Call, name: string, from: string): AnyObject {
  const infos = takeInfos(findInfos(call, { args: [from], stopAtFailure: true }));
  if (infos.length !== 1) throw textFailure('from must be an existing cronjob');
  const cronJob = objectOf(infos[0]!);
  // A server of before 1.21 answers in batch/v1beta1, which this kubectl cannot turn into a Job.
  if (cronJob.kind !== 'CronJob' || cronJob.apiVersion !== 'batch/v1')
    throw textFailure(`unknown object type ${goTypeOf(cronJob)}`);
  const { jobTemplate } = cronJob.spec as {
    jobTemplate: {
      metadata?: { annotations?: Record<string, string>; labels?: Record<string, string> };
      spec: object;
    };
  };
  const annotations = { 'cronjob.kubernetes.io/instantiate': 'manual', ...jobTemplate.metadata?.annotations };
  const { labels } = jobTemplate.metadata ?? {};
  const owner = {
    apiVersion: 'batch/v1',
    controller: true,
    kind: 'CronJob',
    name: cronJob.metadata.name,
    uid: cronJob.metadata.uid,
  };
  const metadata = {
    name,
    annotations,
    ...(labels === undefined ? {} : { labels }),
    ownerReferences: [owner],
  };
  return typedForm(newObject(call, JOB, metadata, { spec: jobTemplate.spec, status: {} }));
}

export const createCronJob: Command = {
  name: 'cronjob',
  aliases: ['cj'],
  flags: [
    ...CREATE_FLAGS,
    { name: 'image', type: 'string' },
    { name: 'schedule', type: 'string' },
    { name: 'restart', type: 'string' },
  ],
  run: (call) => {
    const { flags, args } = call;
    requireFlags(call, 'image', 'schedule');
    const name = nameArgument(call);
    const command = args.slice(1);
    const restart = flags.string('restart');
    const container = {
      ...(command.length > 0 ? { command } : {}),
      image: flags.string('image'),
      name,
      resources: {},
    };
    const spec = {
      jobTemplate: {
        metadata: { creationTimestamp: null, name },
        spec: {
          template: {
            metadata: { creationTimestamp: null },
            spec: { containers: [container], restartPolicy: restart === '' ? 'OnFailure' : restart },
          },
        },
      },
      schedule: flags.string('schedule'),
    };
    const type = { apiVersion: 'batch/v1', kind: 'CronJob' };
    sendNew(call, newObject(call, type, { name }, { spec, status: {} }), {
      failed: 'failed to create cronjob: ',
    });
  },
};
