// The columns Containers, Images and Selector of everything that has a pod template.
// Source: kubernetes v1.28.0 pkg/printers/internalversion/printers.go, layoutContainerCells.

import type { PodTemplateSpec } from '../objects.ts';
import { wide } from './define-printer.ts';

export const CONTAINER_COLUMNS = wide('Containers', 'Images');
export const TEMPLATE_COLUMNS = wide('Containers', 'Images', 'Selector');

/** Names and images, each separated by commas. */
export function containerCells(template: PodTemplateSpec | undefined): [names: string, images: string] {
  const containers = template?.spec?.containers ?? [];
  return [containers.map(({ name }) => name).join(','), containers.map(({ image = '' }) => image).join(',')];
}
