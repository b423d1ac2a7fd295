// A pod's first address. The fields podIP and podIPs say it twice; where they differ, as in a status that an older client wrote, podIP wins.
//
// Source: kubernetes v1.20.2 pkg/apis/core/v1/conversion.go, Convert_v1_PodStatus_To_core_PodStatus.

import type { Pod } from '../objects.ts';

/** Empty when the pod has none yet. */
export const firstPodIP = ({ status }: Pod): string => status.podIP || (status.podIPs?.[0]?.ip ?? '');
