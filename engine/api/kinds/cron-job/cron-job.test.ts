// What the API server says of CronJobs that break a rule.
// Source of the rules: kubernetes v1.28.0 pkg/apis/batch/validation/validation.go.

import { describeRefusals } from '../test-refusals.ts';

const KIND = {
  apiVersion: 'batch/v1',
  kind: 'CronJob',
};

describeRefusals(
  'refused: CronJob: spec',
  KIND,
  `
no schedule, a wrong one
  spec: {schedule: '', jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: c,
    image: i}]}}}}}
  > spec.schedule: Required value

a schedule that is none
  spec: {schedule: 61 * * * *, jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: c,
    image: i}]}}}}}
  > spec.schedule: Invalid value: "61 * * * *": end of range (61) above maximum (59): 61

a zone in the schedule and beside it
  spec: {schedule: TZ=UTC * * * * *, jobTemplate: {spec: {template: {spec: {restartPolicy: Never,
    containers: [{name: c, image: i}]}}}}, timeZone: UTC}
  > spec.schedule: Invalid value: "TZ=UTC * * * * *": cannot use both timeZone field and TZ or CRON_TZ in schedule

a zone in the schedule
  spec: {schedule: CRON_TZ=UTC * * * * *, jobTemplate: {spec: {template: {spec: {restartPolicy: Never,
    containers: [{name: c, image: i}]}}}}}

zones: empty, local, of bad signs, unknown
  spec: {schedule: '* * * * *', jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: c,
    image: i}]}}}}, timeZone: ''}
  > spec.timeZone: Invalid value: "": timeZone must be nil or non-empty string

the local zone
  spec: {schedule: '* * * * *', jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: c,
    image: i}]}}}}, timeZone: Local}
  > spec.timeZone: Invalid value: "Local": timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones

a zone of bad signs
  spec: {schedule: '* * * * *', jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: c,
    image: i}]}}}}, timeZone: Europe/../x}
  > spec.timeZone: Invalid value: "Europe/../x": unknown time zone Europe/../x

an unknown zone
  spec: {schedule: '* * * * *', jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: c,
    image: i}]}}}}, timeZone: Mars/Olympus}
  > spec.timeZone: Invalid value: "Mars/Olympus": unknown time zone Mars/Olympus

an unknown concurrency policy, numbers below zero
  spec: {schedule: '* * * * *', jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: c,
    image: i}]}}}}, concurrencyPolicy: Queue, startingDeadlineSeconds: -1, successfulJobsHistoryLimit: -1,
    failedJobsHistoryLimit: -1}
  > spec.startingDeadlineSeconds: Invalid value: -1: must be greater than or equal to 0
  > spec.concurrencyPolicy: Unsupported value: "Queue": supported values: "Allow", "Forbid", "Replace"
  > spec.successfulJobsHistoryLimit: Invalid value: -1: must be greater than or equal to 0
  > spec.failedJobsHistoryLimit: Invalid value: -1: must be greater than or equal to 0

a selector of its own
  spec: {schedule: '* * * * *', jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: c,
    image: i}]}}, manualSelector: true}}}
  > spec.jobTemplate.spec.manualSelector: Unsupported value: true: supported values: "nil", "false"

a template that restarts
  spec: {schedule: '* * * * *', jobTemplate: {spec: {template: {spec: {restartPolicy: Always,
    containers: [{name: c, image: i}]}}}}}
  > spec.jobTemplate.spec.template.spec.restartPolicy: Required value: valid values: "OnFailure", "Never"

a name too long for its Jobs
  metadata: {name: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}
  spec: {schedule: '* * * * *', jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: c,
    image: i}]}}}}}
  > metadata.name: Invalid value: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa": must be no more than 52 characters
`,
);
