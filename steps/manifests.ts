// Manifests: a file for kubectl's working directory, or a folder of them, applied.

import { Given } from '@cucumber/cucumber';
import { type ManifestProblem, UserError, type UserProblem } from '../engine/index.ts';
import { refusedProblems } from './apply-problems.ts';
import { readManifestFiles } from './file-port.ts';
import type { KubespecWorld } from './world.ts';

Given('the file {string}:', function (this: KubespecWorld, name: string, text: string) {
  const { step, plan } = this;
  const linesBefore = (step.docStringLine ?? step.line + 2) - 1;
  this.manifests.add(name, text, { file: plan.file, linesBefore });
  this.simulation.addFile(name, text.endsWith('\n') ? text : `${text}\n`);
});

Given('the manifests in {string}', function (this: KubespecWorld, path: string) {
  const files = readManifestFiles(this.resolve(path));
  const isOne = files.length === 1 && path.endsWith(files[0]?.name ?? '');
  const named = files.map((file) => ({
    ...file,
    path: isOne ? path : `${path.replace(/\/$/, '')}/${file.name}`,
  }));
  const problems = named.flatMap(({ path: name, file, text }) => this.manifests.add(name, text, { file }));
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new UserError(...errors.map(withExcerpt));
  for (const { path: name, text } of named) this.simulation.addFile(name, text);
  const line = `kubectl apply ${named.map(({ path: name }) => `-f ${quoted(name)}`).join(' ')}`;
  const { code, stderr } = this.run(line);
  if (code === 0) return;
  this.seeCommands();
  throw new UserError(...refusedProblems(stderr, this.manifests));
});

const withExcerpt = ({ message, excerpt, place, hint }: ManifestProblem): UserProblem => ({
  place,
  message: `${message}\n${excerpt}`,
  ...(hint === undefined ? {} : { hint }),
});

const quoted = (path: string): string => (/^[\w./-]+$/.test(path) ? path : `'${path}'`);
