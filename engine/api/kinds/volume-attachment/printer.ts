// Rows of `kubectl get volumeattachments`. Source: kubernetes v1.28.0 pkg/printers/internalversion/printers.go,
// printVolumeAttachment.

import type { VolumeAttachment } from '../../objects.ts';
import { age } from '../../printing/age.ts';
import { columns, definePrinter } from '../../printing/define-printer.ts';

export const volumeAttachmentPrinter = definePrinter<VolumeAttachment>({
  columns: columns('Name', 'Attacher', 'PV', 'Node', 'Attached', 'Age'),
  cells: (attachment, context) => [
    attachment.metadata.name,
    attachment.spec.attacher,
    attachment.spec.source?.persistentVolumeName ?? '',
    attachment.spec.nodeName,
    attachment.status?.attached ?? false,
    age(attachment, context),
  ],
});
