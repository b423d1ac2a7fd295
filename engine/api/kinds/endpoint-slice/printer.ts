// Rows of `kubectl get endpointslices`. Source: kubernetes v1.28.0 pkg/printers/internalversion/printers.go, printEndpointSlice.

import type { EndpointSlice } from '../../objects.ts';
import { age } from '../../printing/age.ts';
import { columns, definePrinter } from '../../printing/define-printer.ts';
import { sliceAddressesText, slicePortsText } from '../../printing/endpoint-text.ts';

export const endpointSlicePrinter = definePrinter<EndpointSlice>({
  columns: columns('Name', 'AddressType', 'Ports', 'Endpoints', 'Age'),
  cells: (slice, context) => [
    slice.metadata.name,
    slice.addressType ?? '',
    slicePortsText(slice.ports),
    sliceAddressesText(slice.endpoints),
    age(slice, context),
  ],
});
