// Rows of `kubectl get configmaps`. Source: kubernetes v1.28.0 pkg/printers/internalversion/printers.go, printConfigMap.

import type { ConfigMap } from '../../objects.ts';
import { age } from '../../printing/age.ts';
import { columns, definePrinter } from '../../printing/define-printer.ts';

export const configMapPrinter = definePrinter<ConfigMap>({
  columns: columns('Name', 'Data', 'Age'),
  cells: (configMap, context) => [
    configMap.metadata.name,
    Object.keys(configMap.data ?? {}).length + Object.keys(configMap.binaryData ?? {}).length,
    age(configMap, context),
  ],
});
