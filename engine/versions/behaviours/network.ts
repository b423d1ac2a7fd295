// Services, endpoints, ingresses, network policies, kube-proxy and DNS.

import type { BehaviourRows } from './rows.ts';

export const NETWORK_BEHAVIOURS = {
  // Nodes with the label node.kubernetes.io/exclude-from-external-load-balancers get no load balancer's traffic: the gate
  // ServiceNodeExclusion is on by default (1.19); "false" is no such label (kubernetes pull 131085, 1.34).
  balancerExclusionLabel: { from: 19 },
  balancerExclusionLabelHasValue: { from: 34 },
  // Load balancers keep nodes that are not ready, for their own checks to find. Source: KEP-3458, on by default in 1.27;
  // those of externalTrafficPolicy Local before: etpLocalNodePredicates, kubernetes pull 109706 (1.26).
  balancersKeepUnreadyNodes: { from: 27 },
  balancersKeepUnreadyNodesForLocal: { from: 26 },
  // Nodes that the cluster autoscaler will take away leave load balancers. Source: kubernetes pull 105946 (1.23).
  balancersLeaveAutoscaledNodes: { from: 23 },
  // Cordoned nodes leave load balancers. Source: kubernetes pull 90823 (gone in 1.19).
  balancersLeaveCordonedNodes: { until: 18 },
  // Nodes labelled node-role.kubernetes.io/master leave load balancers: the gate LegacyNodeRoleBehavior, off in 1.21.
  balancersLeaveMasters: { until: 20 },
  // "the provided IP (10.0.0.1) is not in the valid range". Source: read in the 1.28 tree, ipallocator ErrNotInRange.
  clusterIPRangeText: { from: 22 },
  // "failed to allocate a serviceIP for Service "web": range is full". Source: read in the 1.36 tree,
  // pkg/registry/core/service/storage/alloc.go, allocIPs; not in 1.28.
  clusterIPFullNamesService: { from: 33 },
  // Cluster IPs come from ServiceCIDR objects: an address of none of them is refused in other words.
  // Source: KEP-1880, on by default in 1.33; pkg/registry/core/service/ipallocator/cidrallocator.go, getAllocator.
  clusterIPsFromServiceCIDRs: { from: 33 },
  // The DNS server's cache holds names of the cluster, found or not; since then its Corefile leaves them out.
  // Source: kubernetes pull 128359 (1.32), cmd/kubeadm/app/phases/addons/dns/manifests.go.
  dnsServerCachesClusterNames: { until: 31 },
  // Services may have two IP families: gate IPv6DualStack, on by default in 1.21. Source: KEP-563.
  dualStackServices: { from: 21 },
  // The controller keeps EndpointSlices: the gate EndpointSlice is on by default. Source: KEP-752 (1.18).
  endpointSliceController: { from: 18 },
  // An EndpointSlice may have 20,000 ports, before 100. Source: kubernetes pull 99795 (1.21).
  endpointSliceManyPorts: { from: 21 },
  // Endpoints kept by hand are mirrored as slices. Source: KEP-752, kubernetes v1.19 pkg/controller/endpointslicemirroring.
  endpointSliceMirroring: { from: 19 },
  // EndpointSlices refuse loopback and link-local addresses. Source: CVE-2021-25737, kubernetes v1.22.0.
  endpointSliceRefusesSpecialIPs: { from: 22 },
  // A pod on a node that is not known stands in no slice. Source: kubernetes pull 110639 (1.25).
  endpointSliceSkipsLostNodes: { from: 25 },
  // EndpointSlice conditions serving and terminating. Source: KEP-1672, on by default in 1.22.
  endpointSliceTerminatingCondition: { from: 22 },
  // Slices with the address type IP may be updated. Source: kubernetes v1.19.0 pkg/apis/discovery/validation; gone in 1.20.2.
  endpointSliceTypeIP: { until: 19 },
  // discovery.k8s.io/v1 EndpointSlice: nodeName, zone and hints. Source: KEP-752, kubernetes v1.21.0.
  endpointSliceV1: { from: 21 },
  // ExternalName Services get no endpoints even with a selector. Source: kubernetes issue 105986 (1.23).
  endpointsIgnoreExternalName: { from: 23 },
  // Endpoints are stored as they are written, before in their canonical layout. Source: kubernetes pull 94112 (1.20).
  endpointsStoredAsWritten: { from: 20 },
  // The annotation tolerate-unready-endpoints counts no more. Source: kubernetes pull 108020 (1.24).
  endpointsIgnoreUnreadyAnnotation: { from: 24 },
  // Pods that have finished are in no endpoints, whatever their restart policy. Source: kubernetes pull 110255 (1.25).
  endpointsLeaveFinishedPods: { from: 25 },
  // Endpoints and EndpointSlices name no revision of the pod. Source: kubernetes pull 108450 (1.24).
  endpointsNameNoRevision: { from: 24 },
  // Endpoints of more than 1,000 addresses are marked (1.21) and cut (1.22). Source: kubernetes pulls 99975 and 102520.
  endpointsOverCapacity: { from: 21 },
  endpointsTruncated: { from: 22 },
  // kube-proxy's health checks of a Service tell of kube-proxy itself. Source: kubernetes pull 111661 (1.26).
  healthChecksTellOfProxy: { from: 26 },
  // An Ingress may name the same class by annotation and by field. Source: read in the 1.28 tree; not in 1.20.
  ingressClassAnnotationMayMatch: { from: 22 },
  // IngressClass parameters have a scope. Source: KEP-2365, on by default in 1.22.
  ingressClassNamespacedParameters: { from: 22 },
  // Under IPVS a policy Local leads to other nodes where nobody is on the own one. Source: kubernetes pull 97081; read in the
  // 1.28 tree, pkg/proxy/ipvs/proxier.go, syncEndpoint; not in 1.20.
  ipvsLocalFallsBack: { from: 21 },
  // The kubelet keeps chains for packets to be dropped. Source: KEP-3178, gate IPTablesOwnershipCleanup, on in 1.27.
  kubeletMarksForDropping: { until: 26 },
  // status.loadBalancer.ingress[*].ipMode. Source: KEP-1860, on by default in 1.30.
  loadBalancerIPMode: { from: 30 },
  // NetworkPolicy endPort. Source: KEP-2079, on by default in 1.22.
  networkPolicyEndPort: { from: 22 },
  // Node ports and cluster IPs are drawn from the upper part of their range first. Source: KEP-3668, on by default in
  // 1.28; KEP-3070, in 1.25.
  nodePortStaticSubrange: { from: 28 },
  clusterIPStaticSubrange: { from: 25 },
  // kube-proxy counts some packets by nfacct (1.32). Source: read in the 1.36 tree, pkg/proxy/iptables/proxier.go,
  // nfAcctCounters; not in 1.28.
  proxyCountsPackets: { from: 32 },
  // kube-proxy follows hints wherever they are, before only of Services with the annotation; hints for nodes.
  // Source: KEP-4444 (1.31), read in the 1.28 and 1.36 trees, pkg/proxy/topology.go; KEP-3015 (1.34).
  proxyFollowsAllHints: { from: 31 },
  proxyFollowsNodeHints: { from: 34 },
  // kube-proxy writes KUBE-EXT and KUBE-SVL in place of KUBE-XLB. Source: kubernetes pull 109060 (1.24).
  proxyHasExternalChains: { from: 24 },
  // kube-proxy reads EndpointSlices: the gate EndpointSliceProxying is on by default. Source: KEP-752 (1.19).
  proxyReadsEndpointSlices: { from: 19 },
  // Two rewrites of a node's rules may follow each other at once. Source: read in the 1.28 tree,
  // pkg/util/async/bounded_frequency_runner.go; not in 1.36, pkg/proxy/runner.
  proxySyncsInBursts: { until: 33 },
  // Where no endpoint is ready, kube-proxy uses those that serve while they end. Source: KEP-1669, on by default in 1.26.
  proxyUsesTerminatingEndpoints: { from: 26 },
  // Services: the fields clusterIPs, ipFamilies and ipFamilyPolicy exist. Source: KEP-563, kubernetes v1.20.0.
  serviceClusterIPs: { from: 20 },
  // The words of problems with clusterIPs and ipFamilyPolicy. Source: read in the 1.28 tree; not in 1.20.
  serviceDualStackTexts: { from: 23 },
  // The service controller tells of changed Services in Events. Source: read in the 1.28 tree,
  // staging/src/k8s.io/cloud-provider/controllers/service/controller.go, needsUpdate; not in 1.36.
  serviceControllerTellsChanges: { until: 33 },
  // spec.internalTrafficPolicy. Source: KEP-2086, on by default in 1.22.
  serviceInternalTrafficPolicy: { from: 22 },
  // spec.allocateLoadBalancerNodePorts and spec.loadBalancerClass. Source: KEP-1864, KEP-1959, on by default in 1.22.
  serviceLoadBalancerFields: { from: 22 },
  // One load balancer cannot serve TCP and UDP. Source: KEP-1435, allowed by default in 1.24; the earlier words: v1.19.0.
  serviceMixedProtocolsRefused: { from: 20, until: 23 },
  serviceLoadBalancerProtocols: { until: 19 },
  // An update of a Service that leaves out its cluster IP or node ports keeps them.
  // Source: pkg/registry/core/service/strategy.go, patchAllocatedValues: kubernetes pull request 103532, in 1.22.0 and,
  // picked by 104673, in the last patches of 1.21. The 1.20 profile is a patch before 104674 picked it.
  servicePatchesAllocated: { from: 21 },
  // The annotation service.kubernetes.io/topology-mode. Source: KEP-2433, kubernetes v1.27.0.
  serviceTopologyMode: { from: 27 },
  // spec.trafficDistribution, and its later values. Source: KEP-4444, on by default in 1.31; KEP-3015, in 1.34.
  serviceTrafficDistribution: { from: 31 },
  serviceTrafficDistributionSameNode: { from: 34 },
  // externalTrafficPolicy and healthCheckNodePort are required or refused by type, after allocation.
  // Source: read in the 1.28 tree, validateServiceExternalTrafficPolicy; not in 1.20.
  serviceTrafficPolicyByType: { from: 26 },
  // Changing a Service's type wipes the fields of the old type. Source: kubernetes pull 95196 (1.20).
  serviceTypeChangeWipesFields: { from: 20 },
  // "may not be in the loopback range (127.0.0.0/8, ::1/128)". Source: read in the 1.28 tree; not in 1.20.
  specialIpTextNamesIPv6: { from: 22 },
  // EndpointSlice hints: the gate TopologyAwareHints is on by default. Source: KEP-2433 (1.24); beta but off in 1.23.
  topologyAwareHints: { from: 24 },
} as const satisfies BehaviourRows;
