// Conditions on one container of a pod, and on its files.

import { Then } from '@cucumber/cucumber';
import {
  type Amount,
  containerRestartsCondition,
  containerStateCondition,
  exitCodeCondition,
  type FileTest,
  fileCondition,
  type ObjectName,
  type Reported,
  targetOf,
} from '../engine/index.ts';
import { condition } from './expectation.ts';

Then(
  '{when}container {string} of pod {name} is {containerState}{reason}',
  condition(function (
    container: string,
    name: ObjectName,
    state: string,
    { reason }: Pick<Reported, 'reason' | 'message'>,
  ) {
    const target = targetOf(this.vocabulary, 'pod', name);
    return containerStateCondition(this.vocabulary, target, container, state, reason);
  }),
);

Then(
  '{when}container {string} of pod {name} has exited with code {int}',
  condition(function (container: string, name: ObjectName, code: number) {
    return exitCodeCondition(this.vocabulary, targetOf(this.vocabulary, 'pod', name), container, code);
  }),
);

Then(
  '{when}container {string} of pod {name} has restarted {times}',
  condition(function (container: string, name: ObjectName, times: Amount) {
    return containerRestartsCondition(
      this.vocabulary,
      targetOf(this.vocabulary, 'pod', name),
      container,
      times,
    );
  }),
);

Then(
  '{when}file {string} of pod {name} {fileTest}',
  condition(function (path: string, name: ObjectName, test: FileTest) {
    const { simulation } = this;
    const read = simulation.readFile.bind(simulation);
    return fileCondition(this.vocabulary, targetOf(this.vocabulary, 'pod', name), path, test, { read });
  }),
);

Then(
  '{when}file {string} of container {string} of pod {name} {fileTest}',
  condition(function (path: string, container: string, name: ObjectName, test: FileTest) {
    const { simulation } = this;
    const read = simulation.readFile.bind(simulation);
    const target = targetOf(this.vocabulary, 'pod', name);
    return fileCondition(this.vocabulary, target, path, test, { read, container });
  }),
);
