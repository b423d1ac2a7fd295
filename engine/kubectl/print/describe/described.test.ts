// Whole descriptions, as a terminal shows them. Texts: kubectl v0.32.0 pkg/describe/describe.go.

import { describeTranscripts } from '../../test-transcripts.ts';

const OPTIONS = {
  files: {
    'pod.yaml': `apiVersion: v1
kind: Pod
metadata: {name: full, labels: {app: full}, annotations: {a: b, long: "x"}}
spec:
  nodeName: n1
  serviceAccountName: builder
  runtimeClassName: slim
  readinessGates: [{conditionType: example.com/open}]
  nodeSelector: {disk: ssd}
  tolerations:
  - {key: a, operator: Exists, effect: NoExecute, tolerationSeconds: 60}
  - {key: b, value: c, effect: NoSchedule}
  - {operator: Exists}
  topologySpreadConstraints:
  - {maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {app: full}}}
  - {maxSkew: 2, topologyKey: host, whenUnsatisfiable: ScheduleAnyway}
  securityContext: {seccompProfile: {type: RuntimeDefault}}
  initContainers:
  - {name: init, image: "busybox:1", command: [sh, -c, "true"], args: [x]}
  containers:
  - name: c
    image: nginx:1
    ports: [{containerPort: 80}, {containerPort: 443, hostPort: 8443, protocol: TCP}]
    resources: {limits: {cpu: "1", memory: 1Gi}, requests: {cpu: 100m}}
    livenessProbe: {httpGet: {path: /live, port: 80, host: h, httpHeaders: [{name: A, value: b}]}, initialDelaySeconds: 3}
    readinessProbe: {tcpSocket: {port: web}, periodSeconds: 5}
    startupProbe: {exec: {command: [cat, /x]}, failureThreshold: 30}
    securityContext: {seccompProfile: {type: Localhost, localhostProfile: p.json}}
    env:
    - {name: PLAIN, value: v}
    - {name: MULTI, value: "a\\nb"}
    - {name: FIELD, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
    - {name: NODE, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}
    - {name: RES, valueFrom: {resourceFieldRef: {resource: limits.cpu}}}
    - {name: SEC, valueFrom: {secretKeyRef: {name: s, key: k, optional: true}}}
    - {name: MAP, valueFrom: {configMapKeyRef: {name: m, key: k}}}
    envFrom:
    - {configMapRef: {name: m}}
    - {prefix: P_, secretRef: {name: s, optional: true}}
    volumeMounts:
    - {name: empty, mountPath: /e}
    - {name: cfg, mountPath: /c, subPath: x, readOnly: true}
    volumeDevices: [{name: claim, devicePath: /dev/x}]
  - {name: d, image: "busybox:1", livenessProbe: {grpc: {port: 9, service: s}}}
  volumes:
  - {name: empty, emptyDir: {medium: Memory, sizeLimit: 64Mi}}
  - {name: cfg, configMap: {name: m, optional: false}}
  - {name: sec, secret: {secretName: s}}
  - {name: claim, persistentVolumeClaim: {claimName: data, readOnly: true}}
  - {name: down, downwardAPI: {items: [{path: labels, fieldRef: {fieldPath: metadata.labels}}, {path: cpu, resourceFieldRef: {containerName: c, resource: limits.cpu}}]}}
  - name: proj
    projected:
      sources:
      - {secret: {name: s}}
      - {configMap: {name: m}}
      - {downwardAPI: {items: [{path: name1, fieldRef: {fieldPath: metadata.name}}]}}
      - {serviceAccountToken: {path: token}}
  - {name: host, hostPath: {path: /h, type: Directory}}
  - {name: net, nfs: {server: srv, path: /p, readOnly: true}}
  - {name: drv, csi: {driver: d.example.com, readOnly: true, volumeAttributes: {a: b}}}
  - {name: eph, ephemeral: {volumeClaimTemplate: {metadata: {labels: {x: why}}, spec: {accessModes: [ReadWriteOnce], storageClassName: fast, resources: {requests: {storage: 1Gi}}}}}}
  - {name: disk, gcePersistentDisk: {pdName: d, fsType: ext4}}
  - {name: vol, awsElasticBlockStore: {volumeID: v, partition: 1}}
  - {name: git, gitRepo: {repository: r, revision: x}}
  - {name: isc, iscsi: {targetPortal: "1.2.3.4:3260", iqn: "iqn.2000-01.com:x", lun: 0}}
  - {name: glu, glusterfs: {endpoints: e, path: p}}
  - {name: ceph, rbd: {monitors: [a, b], image: i}}
  - {name: cfs, cephfs: {monitors: [a]}}
  - {name: az, azureDisk: {diskName: d, diskURI: "https://x", cachingMode: None, kind: Shared}}
  - {name: azf, azureFile: {secretName: s, shareName: f}}
  - {name: vs, vsphereVolume: {volumePath: "[ds] x"}}
  - {name: cin, cinder: {volumeID: v}}
  - {name: fcv, fc: {targetWWNs: [w], lun: 1}}
  - {name: flex, flexVolume: {driver: v/d, options: {a: b}}}
  - {name: flo, flocker: {datasetName: d}}
  - {name: sio, scaleIO: {gateway: g, system: s, secretRef: {name: s}, volumeName: v}}
  - {name: sos, storageos: {volumeName: v}}
  - {name: pw, portworxVolume: {volumeID: v}}
  - {name: qb, quobyte: {registry: "r:1", volume: v}}
  - {name: pho, photonPersistentDisk: {pdID: p}}
`,
    'bare.yaml': `apiVersion: v1
kind: Pod
metadata: {name: bare}
spec:
  containers: [{name: c, image: nginx}]
`,
    'ingress.yaml': `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: front, annotations: {note: a}}
spec:
  ingressClassName: nginx
  defaultBackend: {service: {name: web, port: {number: 80}}}
  tls: [{hosts: [a.com, b.com], secretName: cert}, {hosts: [c.com]}]
  rules:
  - host: a.com
    http:
      paths:
      - {path: /x, pathType: Prefix, backend: {service: {name: web, port: {name: http}}}}
      - {path: /y, pathType: Exact, backend: {service: {name: none, port: {number: 1}}}}
  - http: {paths: [{pathType: ImplementationSpecific, backend: {resource: {apiGroup: k.io, kind: Bucket, name: b}}}]}
`,
    'single.yaml': `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: single}
spec: {defaultBackend: {service: {name: gone, port: {name: http}}}}
`,
    'node.yaml': `apiVersion: v1
kind: Node
metadata: {name: n1, labels: {node-role.kubernetes.io/control-plane: "", kubernetes.io/hostname: n1}}
spec: {podCIDR: 10.244.0.0/24, podCIDRs: [10.244.0.0/24], providerID: aws:///i-1, unschedulable: true, taints: [{key: b, effect: NoSchedule}, {key: a, value: x, effect: NoSchedule}, {key: z, effect: NoExecute}]}
status:
  capacity: {cpu: "4", memory: 8Gi, pods: "110"}
  allocatable: {cpu: "4", memory: 8Gi, pods: "110"}
  addresses: [{type: InternalIP, address: 10.0.0.1}, {type: Hostname, address: n1}]
  conditions: [{type: Ready, status: "True", reason: KubeletReady, message: kubelet is posting ready status, lastHeartbeatTime: "2025-01-01T00:00:00Z", lastTransitionTime: "2025-01-01T00:00:00Z"}]
  nodeInfo: {machineID: m, systemUUID: u, bootID: b, kernelVersion: "5.15", osImage: Linux, operatingSystem: linux, architecture: amd64, containerRuntimeVersion: "containerd://1.7", kubeletVersion: v1.36.0, kubeProxyVersion: v1.36.0}
`,
    'lease.yaml': `apiVersion: v1
kind: Namespace
metadata: {name: kube-node-lease}
---
apiVersion: coordination.k8s.io/v1
kind: Lease
metadata: {name: n1, namespace: kube-node-lease}
spec: {holderIdentity: n1, acquireTime: "2025-01-01T00:00:00.000000Z", renewTime: "2025-01-01T00:00:10.000000Z"}
`,
    'hpa.yaml': `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: h}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
  minReplicas: 1
  maxReplicas: 5
  metrics:
  - {type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 50}}}
  - {type: Resource, resource: {name: memory, target: {type: AverageValue, averageValue: 1Gi}}}
  - {type: Pods, pods: {metric: {name: qps}, target: {type: AverageValue, averageValue: "10"}}}
  - {type: Object, object: {describedObject: {apiVersion: v1, kind: Service, name: web}, metric: {name: hits}, target: {type: Value, value: "5"}}}
  - {type: Object, object: {describedObject: {apiVersion: v1, kind: Service, name: web}, metric: {name: mean}, target: {type: AverageValue, averageValue: "5"}}}
  - {type: External, external: {metric: {name: queue, selector: {matchLabels: {q: a}}}, target: {type: AverageValue, averageValue: "3"}}}
  - {type: External, external: {metric: {name: total}, target: {type: Value, value: "30"}}}
  - {type: ContainerResource, containerResource: {name: cpu, container: c, target: {type: Utilization, averageUtilization: 70}}}
  behavior:
    scaleUp: {stabilizationWindowSeconds: 0, selectPolicy: Max, policies: [{type: Pods, value: 4, periodSeconds: 60}]}
    scaleDown: {stabilizationWindowSeconds: 300, selectPolicy: Disabled, policies: [{type: Percent, value: 10, periodSeconds: 60}]}
`,
    'policy.yaml': `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: p}
spec:
  podSelector: {matchLabels: {app: a}}
  policyTypes: [Ingress, Egress]
  ingress:
  - {from: [{podSelector: {matchLabels: {x: why}}}, {namespaceSelector: {matchLabels: {team: m}}}, {podSelector: {}, namespaceSelector: {}}, {ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16, 10.2.0.0/16]}}], ports: [{port: 80, protocol: TCP}, {port: 1000, endPort: 2000}]}
  - {}
  egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}]}]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: closed}
spec: {podSelector: {}, policyTypes: [Egress]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: in}
spec: {podSelector: {matchExpressions: [{key: k, operator: In, values: [a, b]}]}, policyTypes: [Ingress]}
`,
    'slice.yaml': `apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: s1, labels: {kubernetes.io/service-name: web}}
addressType: IPv4
ports: [{name: http, port: 80, protocol: TCP}, {name: any, protocol: UDP}]
endpoints:
- {addresses: [10.0.0.1, 10.0.0.2], conditions: {ready: true}, hostname: h, nodeName: n1, zone: z, targetRef: {kind: Pod, name: full, namespace: default}}
- {addresses: [10.0.0.3], conditions: {ready: false}}
- {addresses: [10.0.0.4]}
- {addresses: [10.0.0.5], conditions: {ready: true}}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: s2}
addressType: FQDN
endpoints: []
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: web}], type: NodePort, externalTrafficPolicy: Local, sessionAffinity: ClientIP, externalIPs: [1.2.3.4]}
---
apiVersion: v1
kind: Service
metadata: {name: ext}
spec: {type: ExternalName, externalName: db.example.com}
`,
    'role.yaml': `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: r}
rules:
- {apiGroups: ["", apps], resources: [pods, deployments], verbs: [get, list], resourceNames: [a]}
- {apiGroups: ["*"], resources: ["*"], verbs: ["*"]}
- {nonResourceURLs: [/healthz, /metrics], verbs: [get]}
- {apiGroups: [""], resources: [pods/log], verbs: [get]}
`,
    'volumes.yaml': `apiVersion: v1
kind: PersistentVolume
metadata: {name: pv0}
spec:
  accessModes: [ReadWriteOnce, ReadOnlyMany]
  capacity: {storage: 1Gi}
  hostPath: {path: /h}
  nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions: [{key: zone, operator: In, values: [a, b]}]}, {matchExpressions: [{key: x, operator: Exists}]}]}}
  mountOptions: [hard]
  storageClassName: fast
  claimRef: {kind: PersistentVolumeClaim, namespace: default, name: data}
---
apiVersion: v1
kind: PersistentVolume
metadata: {name: pv1}
spec:
  accessModes: [ReadWriteOnce, ReadOnlyMany]
  capacity: {storage: 1Gi}
  nfs: {server: s, path: /p}
---
apiVersion: v1
kind: PersistentVolume
metadata: {name: pv2}
spec:
  accessModes: [ReadWriteOnce, ReadOnlyMany]
  capacity: {storage: 1Gi}
  csi: {driver: d.example.com, volumeHandle: h, fsType: ext4, volumeAttributes: {a: b}}
---
apiVersion: v1
kind: PersistentVolume
metadata: {name: pv3}
spec:
  accessModes: [ReadWriteOnce, ReadOnlyMany]
  capacity: {storage: 1Gi}
  gcePersistentDisk: {pdName: d}
---
apiVersion: v1
kind: PersistentVolume
metadata: {name: pv4}
spec:
  accessModes: [ReadWriteOnce, ReadOnlyMany]
  capacity: {storage: 1Gi}
  awsElasticBlockStore: {volumeID: v}
---
apiVersion: v1
kind: PersistentVolume
metadata: {name: pv5}
spec:
  accessModes: [ReadWriteOnce, ReadOnlyMany]
  capacity: {storage: 1Gi}
  iscsi: {targetPortal: "1.2.3.4:1", iqn: "iqn.2000-01.com:x"}
---
apiVersion: v1
kind: PersistentVolume
metadata: {name: pv6}
spec:
  accessModes: [ReadWriteOnce, ReadOnlyMany]
  capacity: {storage: 1Gi}
  rbd: {monitors: [a], image: i}
---
apiVersion: v1
kind: PersistentVolume
metadata: {name: pv7}
spec:
  accessModes: [ReadWriteOnce, ReadOnlyMany]
  capacity: {storage: 1Gi}
  cephfs: {monitors: [a]}
---
apiVersion: v1
kind: PersistentVolume
metadata: {name: pv8}
spec:
  accessModes: [ReadWriteOnce, ReadOnlyMany]
  capacity: {storage: 1Gi}
  azureFile: {secretName: s, shareName: f, secretNamespace: n1}
---
apiVersion: v1
kind: PersistentVolume
metadata: {name: pv9}
spec:
  accessModes: [ReadWriteOnce, ReadOnlyMany]
  capacity: {storage: 1Gi}
  fc: {wwids: [w]}
---
apiVersion: v1
kind: PersistentVolume
metadata: {name: pv10}
spec:
  accessModes: [ReadWriteOnce, ReadOnlyMany]
  capacity: {storage: 1Gi}
  flexVolume: {driver: v/d}
---
apiVersion: v1
kind: PersistentVolume
metadata: {name: pv11}
spec:
  accessModes: [ReadWriteOnce, ReadOnlyMany]
  capacity: {storage: 1Gi}
  glusterfs: {endpoints: e, path: p}
---
apiVersion: v1
kind: PersistentVolume
metadata: {name: pv12}
spec:
  accessModes: [ReadWriteOnce, ReadOnlyMany]
  capacity: {storage: 1Gi}
  storageos: {volumeName: v}
---
apiVersion: v1
kind: PersistentVolume
metadata: {name: pv13}
spec:
  accessModes: [ReadWriteOnce, ReadOnlyMany]
  capacity: {storage: 1Gi}
  portworxVolume: {volumeID: v}
---
apiVersion: v1
kind: PersistentVolume
metadata: {name: local}
spec:
  accessModes: [ReadWriteOnce]
  capacity: {storage: 1Gi}
  volumeMode: Block
  local: {path: /dev/x}
  nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [n1]}]}]}}
`,
    'status1.yaml': `status:
  phase: Failed
  reason: Evicted
  message: low on memory
  hostIP: 10.0.0.1
  podIP: 10.244.0.5
  podIPs: [{ip: 10.244.0.5}]
  nominatedNodeName: n2
  startTime: '2025-01-01T00:00:00Z'
  qosClass: Burstable
  conditions: [{type: Ready, status: 'False'}, {type: example.com/open, status: 'True'}]
  initContainerStatuses: [{name: init, image: busybox:1, imageID: sha:1, containerID: c://1, ready: true, restartCount: 0, state: {terminated: {exitCode: 0, reason: Completed, startedAt: '2025-01-01T00:00:01Z', finishedAt: '2025-01-01T00:00:02Z'}}}]
  containerStatuses: [{name: c, image: nginx:1, imageID: sha:2, ready: false, restartCount: 2, state: {waiting: {reason: CrashLoopBackOff}}, lastState: {terminated: {exitCode: 137, signal: 9, reason: OOMKilled, message: gone, startedAt: '2025-01-01T00:00:03Z', finishedAt: '2025-01-01T00:00:04Z'}}}, {name: d, image: busybox:1, imageID: sha:3, ready: true, restartCount: 0, state: {running: {startedAt: '2025-01-01T00:00:05Z'}}}]
`,
    'status2.yaml': `status:
  currentReplicas: 2
  desiredReplicas: 3
  conditions: [{type: AbleToScale, status: 'True', reason: ReadyForNewScale, message: recommended size matches current size}]
  currentMetrics: [{type: Resource, resource: {name: cpu, current: {averageUtilization: 40, averageValue: 400m}}}, {type: Resource, resource: {name: memory, current: {averageValue: 512Mi}}}, {type: Pods, pods: {metric: {name: qps}, current: {averageValue: '8'}}}, {type: Object, object: {describedObject: {kind: Service, name: web}, metric: {name: hits}, current: {value: '4'}}}, {type: Object, object: {describedObject: {kind: Service, name: web}, metric: {name: mean}, current: {averageValue: '4'}}}, {type: External, external: {metric: {name: queue}, current: {averageValue: '2'}}}, {type: External, external: {metric: {name: total}, current: {value: '20'}}}, {type: ContainerResource, containerResource: {name: cpu, container: c, current: {averageUtilization: 60, averageValue: 600m}}}]
`,
  },
  given: ['kubectl apply -f node.yaml', 'kubectl apply -f lease.yaml'],
};

describeTranscripts(
  'kubectl describe',
  OPTIONS,
  `
a pod with every field
  $ kubectl apply -f pod.yaml
  | pod/full created
  | Warning: spec.topologySpreadConstraints[1].labelSelector: a null labelSelector results in matching no pod
  | Warning: spec.volumes[12].gitRepo: deprecated in v1.11
  | Warning: spec.volumes[14].glusterfs: deprecated in v1.25, non-functional in v1.26+
  | Warning: spec.volumes[15].rbd: deprecated in v1.28, non-functional in v1.31+
  | Warning: spec.volumes[16].cephfs: deprecated in v1.28, non-functional in v1.31+
  | Warning: spec.volumes[23].flocker: deprecated in v1.22, non-functional in v1.25+
  | Warning: spec.volumes[24].scaleIO: deprecated in v1.16, non-functional in v1.22+
  | Warning: spec.volumes[27].quobyte: deprecated in v1.22, non-functional in v1.25+
  | Warning: spec.volumes[28].photonPersistentDisk: deprecated in v1.11, non-functional in v1.16+
  $ kubectl patch pod full --subresource=status --type=merge --patch-file=status1.yaml
  | pod/full patched
  $ kubectl describe pod full
  | Name:                full
  | Namespace:           default
  | Runtime Class Name:  slim
  | Service Account:     builder
  | Node:                n1/10.0.0.1
  | Start Time:          Wed, 01 Jan 2025 00:00:00 +0000
  | Labels:              app=full
  | Annotations:         a: b
  |                      long: x
  | Status:              Failed
  | Reason:              Evicted
  | Message:             low on memory
  | SeccompProfile:      RuntimeDefault
  | IP:                  10.244.0.5
  | IPs:
  |   IP:               10.244.0.5
  | NominatedNodeName:  n2
  | Init Containers:
  |   init:
  |     Container ID:  c://1
  |     Image:         busybox:1
  |     Image ID:      sha:1
  |     Port:          <none>
  |     Host Port:     <none>
  |     Command:
  |       sh
  |       -c
  |       true
  |     Args:
  |       x
  |     State:          Terminated
  |       Reason:       Completed
  |       Exit Code:    0
  |       Started:      Wed, 01 Jan 2025 00:00:01 +0000
  |       Finished:     Wed, 01 Jan 2025 00:00:02 +0000
  |     Ready:          True
  |     Restart Count:  0
  |     Environment:    <none>
  |     Mounts:         <none>
  | Containers:
  |   c:
  |     Container ID:
  |     Image:               nginx:1
  |     Image ID:            sha:2
  |     Ports:               80/TCP, 443/TCP
  |     Host Ports:          0/TCP, 8443/TCP
  |     SeccompProfile:      Localhost
  |       LocalhostProfile:  p.json
  |     State:               Waiting
  |       Reason:            CrashLoopBackOff
  |     Last State:          Terminated
  |       Reason:            OOMKilled
  |       Message:           gone
  |       Exit Code:         137
  |       Signal:            9
  |       Started:           Wed, 01 Jan 2025 00:00:03 +0000
  |       Finished:          Wed, 01 Jan 2025 00:00:04 +0000
  |     Ready:               False
  |     Restart Count:       2
  |     Limits:
  |       cpu:     1
  |       memory:  1Gi
  |     Requests:
  |       cpu:      100m
  |       memory:   1Gi
  |     Liveness:   http-get http://h:80/live delay=3s timeout=1s period=10s #success=1 #failure=3
  |     Readiness:  tcp-socket :web delay=0s timeout=1s period=5s #success=1 #failure=3
  |     Startup:    exec [cat /x] delay=0s timeout=1s period=10s #success=1 #failure=30
  |     Environment Variables from:
  |       m  ConfigMap                Optional: false
  |       s  Secret with prefix 'P_'  Optional: true
  |     Environment:
  |       PLAIN:  v
  |       MULTI:  a
  |               b
  |       FIELD:  full (v1:metadata.name)
  |       NODE:    (v1:spec.nodeName)
  |       RES:    1 (limits.cpu)
  |       SEC:    <set to the key 'k' in secret 's'>      Optional: true
  |       MAP:    <set to the key 'k' of config map 'm'>  Optional: false
  |     Mounts:
  |       /c from cfg (ro,path="x")
  |       /e from empty (rw)
  |     Devices:
  |       /dev/x from claim
  |   d:
  |     Container ID:
  |     Image:          busybox:1
  |     Image ID:       sha:3
  |     Port:           <none>
  |     Host Port:      <none>
  |     State:          Running
  |       Started:      Wed, 01 Jan 2025 00:00:05 +0000
  |     Ready:          True
  |     Restart Count:  0
  |     Liveness:       grpc <pod>:9 s delay=0s timeout=1s period=10s #success=1 #failure=3
  |     Environment:    <none>
  |     Mounts:         <none>
  | Readiness Gates:
  |   Type               Status
  |   example.com/open   True
  | Conditions:
  |   Type               Status
  |   Ready              False
  |   example.com/open   True
  | Volumes:
  |   empty:
  |     Type:       EmptyDir (a temporary directory that shares a pod's lifetime)
  |     Medium:     Memory
  |     SizeLimit:  64Mi
  |   cfg:
  |     Type:      ConfigMap (a volume populated by a ConfigMap)
  |     Name:      m
  |     Optional:  false
  |   sec:
  |     Type:        Secret (a volume populated by a Secret)
  |     SecretName:  s
  |     Optional:    false
  |   claim:
  |     Type:       PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)
  |     ClaimName:  data
  |     ReadOnly:   true
  |   down:
  |     Type:  DownwardAPI (a volume populated by information about the pod)
  |     Items:
  |       metadata.labels -> labels
  |       limits.cpu -> cpu
  |   proj:
  |     Type:                    Projected (a volume that contains injected data from multiple sources)
  |     SecretName:              s
  |     SecretOptionalName:      <nil>
  |     ConfigMapName:           m
  |     ConfigMapOptional:       <nil>
  |     DownwardAPI:             true
  |     TokenExpirationSeconds:  3600
  |   host:
  |     Type:          HostPath (bare host directory volume)
  |     Path:          /h
  |     HostPathType:  Directory
  |   net:
  |     Type:      NFS (an NFS mount that lasts the lifetime of a pod)
  |     Server:    srv
  |     Path:      /p
  |     ReadOnly:  true
  |   drv:
  |     Type:              CSI (a Container Storage Interface (CSI) volume source)
  |     Driver:            d.example.com
  |     FSType:
  |     ReadOnly:          true
  |     VolumeAttributes:      a=b
  |   eph:
  |     Type:          EphemeralVolume (an inline specification for a volume that gets created and deleted with the pod)
  |     StorageClass:  fast
  |     Volume:
  |     Labels:            x=why
  |     Annotations:       <none>
  |     Capacity:
  |     Access Modes:
  |     VolumeMode:    Filesystem
  |   disk:
  |     Type:       GCEPersistentDisk (a Persistent Disk resource in Google Compute Engine)
  |     PDName:     d
  |     FSType:     ext4
  |     Partition:  0
  |     ReadOnly:   false
  |   vol:
  |     Type:       AWSElasticBlockStore (a Persistent Disk resource in AWS)
  |     VolumeID:   v
  |     FSType:
  |     Partition:  1
  |     ReadOnly:   false
  |   git:
  |     Type:        GitRepo (a volume that is pulled from git when the pod is created)
  |     Repository:  r
  |     Revision:    x
  |   isc:
  |     Type:               ISCSI (an ISCSI Disk resource that is attached to a kubelet's host machine and then exposed to the pod)
  |     TargetPortal:       1.2.3.4:3260
  |     IQN:                iqn.2000-01.com:x
  |     Lun:                0
  |     ISCSIInterface      default
  |     FSType:
  |     ReadOnly:           false
  |     Portals:            []
  |     DiscoveryCHAPAuth:  false
  |     SessionCHAPAuth:    false
  |     SecretRef:          nil
  |     InitiatorName:      <none>
  |   glu:
  |     Type:           Glusterfs (a Glusterfs mount on the host that shares a pod's lifetime)
  |     EndpointsName:  e
  |     Path:           p
  |     ReadOnly:       false
  |   ceph:
  |     Type:          RBD (a Rados Block Device mount on the host that shares a pod's lifetime)
  |     CephMonitors:  [a b]
  |     RBDImage:      i
  |     FSType:
  |     RBDPool:       rbd
  |     RadosUser:     admin
  |     Keyring:       /etc/ceph/keyring
  |     SecretRef:     nil
  |     ReadOnly:      false
  |   cfs:
  |     Type:        CephFS (a CephFS mount on the host that shares a pod's lifetime)
  |     Monitors:    [a]
  |     Path:
  |     User:
  |     SecretFile:
  |     SecretRef:   nil
  |     ReadOnly:    false
  |   az:
  |     Type:         AzureDisk (an Azure Data Disk mount on the host and bind mount to the pod)
  |     DiskName:     d
  |     DiskURI:      https://x
  |     Kind:         Shared
  |     FSType:       ext4
  |     CachingMode:  None
  |     ReadOnly:     false
  |   azf:
  |     Type:        AzureFile (an Azure File Service mount on the host and bind mount to the pod)
  |     SecretName:  s
  |     ShareName:   f
  |     ReadOnly:    false
  |   vs:
  |     Type:               vSphereVolume (a Persistent Disk resource in vSphere)
  |     VolumePath:         [ds] x
  |     FSType:
  |     StoragePolicyName:
  |   cin:
  |     Type:       Cinder (a Persistent Disk resource in OpenStack)
  |     VolumeID:   v
  |     FSType:
  |     ReadOnly:   false
  |     SecretRef:  nil
  |   fcv:
  |     Type:        FC (a Fibre Channel disk)
  |     TargetWWNs:  w
  |     LUN:         1
  |     FSType:
  |     ReadOnly:    false
  |   flex:
  |     Type:       FlexVolume (a generic volume resource that is provisioned/attached using an exec based plugin)
  |     Driver:     v/d
  |     FSType:
  |     SecretRef:  nil
  |     ReadOnly:   false
  |     Options:    map[a:b]
  |   flo:
  |     Type:         Flocker (a Flocker volume mounted by the Flocker agent)
  |     DatasetName:  d
  |     DatasetUUID:
  |   sio:
  |     Type:               ScaleIO (a persistent volume backed by a block device in ScaleIO)
  |     Gateway:            g
  |     System:             s
  |     Protection Domain:
  |     Storage Pool:
  |     Storage Mode:       ThinProvisioned
  |     VolumeName:         v
  |     FSType:             xfs
  |     ReadOnly:           false
  |   sos:
  |     Type:             StorageOS (a StorageOS Persistent Disk resource)
  |     VolumeName:       v
  |     VolumeNamespace:
  |     FSType:
  |     ReadOnly:         false
  |   pw:
  |     Type:      PortworxVolume (a Portworx Volume resource)
  |     VolumeID:  v
  |   qb:
  |     Type:      Quobyte (a Quobyte mount on the host that shares a pod's lifetime)
  |     Registry:  r:1
  |     Volume:    v
  |     ReadOnly:  false
  |   pho:
  |     Type:                     PhotonPersistentDisk (a Persistent Disk resource in photon platform)
  |     PdID:                     p
  |     FSType:
  | QoS Class:                    Burstable
  | Node-Selectors:               disk=ssd
  | Tolerations:                  op=Exists
  |                               a:NoExecute op=Exists for 60s
  |                               b=c:NoSchedule
  | Topology Spread Constraints:  host:ScheduleAnyway when max skew 2 is exceeded
  |                               zone:DoNotSchedule when max skew 1 is exceeded for selector app=full
  | Events:                       <none>

a pod that says little
  $ kubectl apply -f bare.yaml
  | pod/bare created
  $ kubectl describe pod bare
  | Name:         bare
  | Namespace:    default
  | Node:         <none>
  | Labels:       <none>
  | Annotations:  <none>
  | Status:       Pending
  | IP:
  | IPs:          <none>
  | Containers:
  |   c:
  |     Image:        nginx
  |     Port:         <none>
  |     Host Port:    <none>
  |     Environment:  <none>
  |     Mounts:       <none>
  | Volumes:          <none>
  | QoS Class:        BestEffort
  | Node-Selectors:   <none>
  | Tolerations:      <none>
  | Events:           <none>
  $ kubectl describe pod bare --show-events=false
  | Name:         bare
  | Namespace:    default
  | Node:         <none>
  | Labels:       <none>
  | Annotations:  <none>
  | Status:       Pending
  | IP:
  | IPs:          <none>
  | Containers:
  |   c:
  |     Image:        nginx
  |     Port:         <none>
  |     Host Port:    <none>
  |     Environment:  <none>
  |     Mounts:       <none>
  | Volumes:          <none>
  | QoS Class:        BestEffort
  | Node-Selectors:   <none>
  | Tolerations:      <none>

a node
  $ kubectl describe node n1
  | Name:               n1
  | Roles:              control-plane
  | Labels:             kubernetes.io/hostname=n1
  |                     node-role.kubernetes.io/control-plane=
  | Annotations:        <none>
  | CreationTimestamp:  Wed, 01 Jan 2025 00:00:00 +0000
  | Taints:             z:NoExecute
  |                     a=x:NoSchedule
  |                     b:NoSchedule
  | Unschedulable:      true
  | Lease:
  |   HolderIdentity:  n1
  |   AcquireTime:     Wed, 01 Jan 2025 00:00:00 +0000
  |   RenewTime:       Wed, 01 Jan 2025 00:00:10 +0000
  | Conditions:
  |   Type    Status  LastHeartbeatTime                 LastTransitionTime                Reason         Message
  |   ----    ------  -----------------                 ------------------                ------         -------
  |   Ready   True    Wed, 01 Jan 2025 00:00:00 +0000   Wed, 01 Jan 2025 00:00:00 +0000   KubeletReady   kubelet is posting ready status
  | Addresses:
  |   InternalIP:  10.0.0.1
  |   Hostname:    n1
  | Capacity:
  |   cpu:     4
  |   memory:  8Gi
  |   pods:    110
  | Allocatable:
  |   cpu:     4
  |   memory:  8Gi
  |   pods:    110
  | System Info:
  |   Machine ID:                 m
  |   System UUID:                u
  |   Boot ID:                    b
  |   Kernel Version:             5.15
  |   OS Image:                   Linux
  |   Operating System:           linux
  |   Architecture:               amd64
  |   Container Runtime Version:  containerd://1.7
  |   Kubelet Version:            v1.36.0
  |   Kube-Proxy Version:         v1.36.0
  | PodCIDR:                      10.244.0.0/24
  | PodCIDRs:                     10.244.0.0/24
  | ProviderID:                   aws:///i-1
  | Non-terminated Pods:          (0 in total)
  |   Namespace                   Name    CPU Requests  CPU Limits  Memory Requests  Memory Limits  Age
  |   ---------                   ----    ------------  ----------  ---------------  -------------  ---
  | Allocated resources:
  |   (Total limits may be over 100 percent, i.e., overcommitted.)
  |   Resource           Requests  Limits
  |   --------           --------  ------
  |   cpu                0 (0%)    0 (0%)
  |   memory             0 (0%)    0 (0%)
  |   ephemeral-storage  0 (0%)    0 (0%)
  | Events:              <none>

an ingress
  $ kubectl apply -f slice.yaml
  | endpointslice.discovery.k8s.io/s1 created
  | endpointslice.discovery.k8s.io/s2 created
  | service/web created
  | service/ext created
  | Warning: spec.addressType: FQDN endpoints are deprecated
  | Warning: spec.externalIPs is deprecated and may no longer be implemented in some clusters
  $ kubectl apply -f ingress.yaml
  | ingress.networking.k8s.io/front created
  $ kubectl describe ingress front
  | Name:             front
  | Labels:           <none>
  | Namespace:        default
  | Address:
  | Ingress Class:    nginx
  | Default backend:  web:80 (10.0.0.1:80,10.0.0.4:80,10.0.0.5:80)
  | TLS:
  |   cert terminates a.com,b.com
  |   SNI routes c.com
  | Rules:
  |   Host        Path  Backends
  |   ----        ----  --------
  |   a.com
  |               /x   web:http (10.0.0.1:80,10.0.0.4:80,10.0.0.5:80)
  |               /y   none:1 (<error: services "none" not found>)
  |   *
  |                  APIGroup: k.io, Kind: Bucket, Name: b
  | Annotations:  note: a
  | Events:       <none>
  $ kubectl apply -f single.yaml
  | ingress.networking.k8s.io/single created
  $ kubectl describe ingress single
  | Name:             single
  | Labels:           <none>
  | Namespace:        default
  | Address:
  | Ingress Class:    <none>
  | Default backend:  gone:http (<error: services "gone" not found>)
  | Rules:
  |   Host        Path  Backends
  |   ----        ----  --------
  |   *           *     gone:http (<error: services "gone" not found>)
  | Annotations:  <none>
  | Events:       <none>

an autoscaler with every kind of metric
  $ kubectl create deployment web --image=nginx
  | deployment.apps/web created
  $ kubectl apply -f hpa.yaml
  | horizontalpodautoscaler.autoscaling/h created
  $ kubectl describe hpa h
  | Name:                                                                   h
  | Namespace:                                                              default
  | Labels:                                                                 <none>
  | Annotations:                                                            <none>
  | CreationTimestamp:                                                      Wed, 01 Jan 2025 00:00:00 +0000
  | Reference:                                                              Deployment/web
  | Metrics:                                                                ( current / target )
  |   resource cpu on pods  (as a percentage of request):                   <unknown> / 50%
  |   resource memory on pods:                                              <unknown> / 1Gi
  |   "qps" on pods:                                                        <unknown> / 10
  |   "hits" on Service/web (target value):                                 <unknown> / 5
  |   "mean" on Service/web (target average value):                         <unknown> / 5
  |   "queue" (target average value):                                       <unknown> / 3
  |   "total" (target value):                                               <unknown> / 30
  |   resource cpu of container "c" on pods  (as a percentage of request):  <unknown> / 70%
  | Min replicas:                                                           1
  | Max replicas:                                                           5
  | Behavior:
  |   Scale Up:
  |     Stabilization Window: 0 seconds
  |     Select Policy: Max
  |     Policies:
  |       - Type: Pods  Value: 4  Period: 60 seconds
  |   Scale Down:
  |     Stabilization Window: 300 seconds
  |     Select Policy: Disabled
  |     Policies:
  |       - Type: Percent  Value: 10  Period: 60 seconds
  | Deployment pods:       0 current / 0 desired
  | Events:                <none>
  $ kubectl patch hpa h --subresource=status --type=merge --patch-file=status2.yaml
  | horizontalpodautoscaler.autoscaling/h patched
  $ kubectl describe hpa h
  | Name:                                                                   h
  | Namespace:                                                              default
  | Labels:                                                                 <none>
  | Annotations:                                                            <none>
  | CreationTimestamp:                                                      Wed, 01 Jan 2025 00:00:00 +0000
  | Reference:                                                              Deployment/web
  | Metrics:                                                                ( current / target )
  |   resource cpu on pods  (as a percentage of request):                   40% (400m) / 50%
  |   resource memory on pods:                                              512Mi / 1Gi
  |   "qps" on pods:                                                        8 / 10
  |   "hits" on Service/web (target value):                                 4 / 5
  |   "mean" on Service/web (target average value):                         4 / 5
  |   "queue" (target average value):                                       2 / 3
  |   "total" (target value):                                               20 / 30
  |   resource cpu of container "c" on pods  (as a percentage of request):  60% (600m) / 70%
  | Min replicas:                                                           1
  | Max replicas:                                                           5
  | Behavior:
  |   Scale Up:
  |     Stabilization Window: 0 seconds
  |     Select Policy: Max
  |     Policies:
  |       - Type: Pods  Value: 4  Period: 60 seconds
  |   Scale Down:
  |     Stabilization Window: 300 seconds
  |     Select Policy: Disabled
  |     Policies:
  |       - Type: Percent  Value: 10  Period: 60 seconds
  | Deployment pods:       2 current / 3 desired
  | Conditions:
  |   Type         Status  Reason            Message
  |   ----         ------  ------            -------
  |   AbleToScale  True    ReadyForNewScale  recommended size matches current size
  | Events:        <none>

network policies
  $ kubectl apply -f policy.yaml
  | networkpolicy.networking.k8s.io/p created
  | networkpolicy.networking.k8s.io/closed created
  | networkpolicy.networking.k8s.io/in created
  $ kubectl describe networkpolicy
  | Name:         closed
  | Namespace:    default
  | Created on:   2025-01-01 00:00:00 +0000 UTC
  | Labels:       <none>
  | Annotations:  <none>
  | Spec:
  |   PodSelector:     <none> (Allowing the specific traffic to all pods in this namespace)
  |   Not affecting ingress traffic
  |   Allowing egress traffic:
  |     <none> (Selected pods are isolated for egress connectivity)
  |   Policy Types: Egress
  |
  |
  | Name:         in
  | Namespace:    default
  | Created on:   2025-01-01 00:00:00 +0000 UTC
  | Labels:       <none>
  | Annotations:  <none>
  | Spec:
  |   PodSelector:     k in (a,b)
  |   Allowing ingress traffic:
  |     <none> (Selected pods are isolated for ingress connectivity)
  |   Not affecting egress traffic
  |   Policy Types: Ingress
  |
  |
  | Name:         p
  | Namespace:    default
  | Created on:   2025-01-01 00:00:00 +0000 UTC
  | Labels:       <none>
  | Annotations:  <none>
  | Spec:
  |   PodSelector:     app=a
  |   Allowing ingress traffic:
  |     To Port: 80/TCP
  |     To Port Range: 1000-2000/TCP
  |     From:
  |       PodSelector: x=why
  |     From:
  |       NamespaceSelector: team=m
  |     From:
  |       NamespaceSelector: <none>
  |       PodSelector: <none>
  |     From:
  |       IPBlock:
  |         CIDR: 10.0.0.0/8
  |         Except: 10.1.0.0/16, 10.2.0.0/16
  |     ----------
  |     To Port: <any> (traffic allowed to all ports)
  |     From: <any> (traffic not restricted by source)
  |   Allowing egress traffic:
  |     To Port: <any> (traffic allowed to all ports)
  |     To:
  |       IPBlock:
  |         CIDR: 0.0.0.0/0
  |         Except:
  |   Policy Types: Ingress, Egress

endpoint slices and services
  $ kubectl apply -f slice.yaml
  | endpointslice.discovery.k8s.io/s1 created
  | endpointslice.discovery.k8s.io/s2 created
  | service/web created
  | service/ext created
  | Warning: spec.addressType: FQDN endpoints are deprecated
  | Warning: spec.externalIPs is deprecated and may no longer be implemented in some clusters
  $ kubectl describe endpointslice
  | Name:         s1
  | Namespace:    default
  | Labels:       kubernetes.io/service-name=web
  | Annotations:  <none>
  | AddressType:  IPv4
  | Ports:
  |   Name  Port     Protocol
  |   ----  ----     --------
  |   http  80       TCP
  |   any   <unset>  UDP
  | Endpoints:
  |   - Addresses:  10.0.0.1, 10.0.0.2
  |     Conditions:
  |       Ready:    true
  |     Hostname:   h
  |     TargetRef:  Pod/full
  |     NodeName:   n1
  |     Zone:       z
  |   - Addresses:  10.0.0.3
  |     Conditions:
  |       Ready:    false
  |     Hostname:   <unset>
  |     NodeName:   <unset>
  |     Zone:       <unset>
  |   - Addresses:  10.0.0.4
  |     Conditions:
  |       Ready:    <unset>
  |     Hostname:   <unset>
  |     NodeName:   <unset>
  |     Zone:       <unset>
  |   - Addresses:  10.0.0.5
  |     Conditions:
  |       Ready:   true
  |     Hostname:  <unset>
  |     NodeName:  <unset>
  |     Zone:      <unset>
  | Events:        <none>
  |
  |
  | Name:         s2
  | Namespace:    default
  | Labels:       <none>
  | Annotations:  <none>
  | AddressType:  FQDN
  | Ports: <unset>
  | Endpoints: <none>
  | Events:  <none>
  $ kubectl describe service web ext
  | Name:                     web
  | Namespace:                default
  | Labels:                   <none>
  | Annotations:              <none>
  | Selector:                 app=web
  | Type:                     NodePort
  | IP Families:              <none>
  | IP:
  | IPs:                      <none>
  | External IPs:             1.2.3.4
  | Port:                     http  80/TCP
  | TargetPort:               web/TCP
  | Endpoints:                10.0.0.1:80,10.0.0.4:80,10.0.0.5:80
  | Session Affinity:         ClientIP
  | External Traffic Policy:  Local
  | Internal Traffic Policy:  Cluster
  | Events:                   <none>
  |
  |
  | Name:              ext
  | Namespace:         default
  | Labels:            <none>
  | Annotations:       <none>
  | Selector:          <none>
  | Type:              ExternalName
  | IP Families:       <none>
  | IP:
  | IPs:               <none>
  | External Name:     db.example.com
  | Session Affinity:  None
  | Events:            <none>

rules
  $ kubectl apply -f role.yaml
  | clusterrole.rbac.authorization.k8s.io/r created
  $ kubectl describe clusterrole r
  | Name:         r
  | Labels:       <none>
  | Annotations:  <none>
  | PolicyRule:
  |   Resources         Non-Resource URLs  Resource Names  Verbs
  |   ---------         -----------------  --------------  -----
  |   *.*               []                 []              [*]
  |   deployments       []                 [a]             [get list]
  |   pods              []                 [a]             [get list]
  |   deployments.apps  []                 [a]             [get list]
  |   pods.apps         []                 [a]             [get list]
  |                     [/healthz]         []              [get]
  |                     [/metrics]         []              [get]
  |   pods/log          []                 []              [get]

persistent volumes of every source
  $ kubectl apply -f volumes.yaml
  | persistentvolume/pv0 created
  | persistentvolume/pv1 created
  | persistentvolume/pv2 created
  | persistentvolume/pv3 created
  | persistentvolume/pv4 created
  | persistentvolume/pv5 created
  | persistentvolume/pv6 created
  | persistentvolume/pv7 created
  | persistentvolume/pv8 created
  | persistentvolume/pv9 created
  | persistentvolume/pv10 created
  | persistentvolume/pv11 created
  | persistentvolume/pv12 created
  | persistentvolume/pv13 created
  | persistentvolume/local created
  | Warning: spec.rbd: deprecated in v1.28, non-functional in v1.31+
  | Warning: spec.cephfs: deprecated in v1.28, non-functional in v1.31+
  | Warning: spec.glusterfs: deprecated in v1.25, non-functional in v1.26+
  $ kubectl describe pv
  | Name:              local
  | Labels:            <none>
  | Annotations:       <none>
  | Finalizers:        []
  | StorageClass:
  | Status:            Pending
  | Claim:
  | Reclaim Policy:    Retain
  | Access Modes:      RWO
  | VolumeMode:        Block
  | Capacity:          1Gi
  | Node Affinity:
  |   Required Terms:
  |     Term 0:        kubernetes.io/hostname in [n1]
  | Message:
  | Source:
  |     Type:  LocalVolume (a persistent volume backed by local storage on a node)
  |     Path:  /dev/x
  | Events:    <none>
  |
  |
  | Name:              pv0
  | Labels:            <none>
  | Annotations:       <none>
  | Finalizers:        []
  | StorageClass:      fast
  | Status:            Pending
  | Claim:             default/data
  | Reclaim Policy:    Retain
  | Access Modes:      RWO,ROX
  | VolumeMode:        Filesystem
  | Capacity:          1Gi
  | Node Affinity:
  |   Required Terms:
  |     Term 0:        zone in [a, b]
  |     Term 1:        x exists
  | Message:
  | Source:
  |     Type:          HostPath (bare host directory volume)
  |     Path:          /h
  |     HostPathType:
  | Events:            <none>
  |
  |
  | Name:            pv1
  | Labels:          <none>
  | Annotations:     <none>
  | Finalizers:      []
  | StorageClass:
  | Status:          Pending
  | Claim:
  | Reclaim Policy:  Retain
  | Access Modes:    RWO,ROX
  | VolumeMode:      Filesystem
  | Capacity:        1Gi
  | Node Affinity:   <none>
  | Message:
  | Source:
  |     Type:      NFS (an NFS mount that lasts the lifetime of a pod)
  |     Server:    s
  |     Path:      /p
  |     ReadOnly:  false
  | Events:        <none>
  |
  |
  | Name:            pv10
  | Labels:          <none>
  | Annotations:     <none>
  | Finalizers:      []
  | StorageClass:
  | Status:          Pending
  | Claim:
  | Reclaim Policy:  Retain
  | Access Modes:    RWO,ROX
  | VolumeMode:      Filesystem
  | Capacity:        1Gi
  | Node Affinity:   <none>
  | Message:
  | Source:
  |     Type:       FlexVolume (a generic volume resource that is provisioned/attached using an exec based plugin)
  |     Driver:     v/d
  |     FSType:
  |     SecretRef:  nil
  |     ReadOnly:   false
  |     Options:    map[]
  | Events:         <none>
  |
  |
  | Name:            pv11
  | Labels:          <none>
  | Annotations:     <none>
  | Finalizers:      []
  | StorageClass:
  | Status:          Pending
  | Claim:
  | Reclaim Policy:  Retain
  | Access Modes:    RWO,ROX
  | VolumeMode:      Filesystem
  | Capacity:        1Gi
  | Node Affinity:   <none>
  | Message:
  | Source:
  |     Type:                Glusterfs (a Glusterfs mount on the host that shares a pod's lifetime)
  |     EndpointsName:       e
  |     EndpointsNamespace:  <unset>
  |     Path:                p
  |     ReadOnly:            false
  | Events:                  <none>
  |
  |
  | Name:            pv12
  | Labels:          <none>
  | Annotations:     <none>
  | Finalizers:      []
  | StorageClass:
  | Status:          Pending
  | Claim:
  | Reclaim Policy:  Retain
  | Access Modes:    RWO,ROX
  | VolumeMode:      Filesystem
  | Capacity:        1Gi
  | Node Affinity:   <none>
  | Message:
  | Source:
  |     Type:             StorageOS (a StorageOS Persistent Disk resource)
  |     VolumeName:       v
  |     VolumeNamespace:
  |     FSType:
  |     ReadOnly:         false
  | Events:               <none>
  |
  |
  | Name:            pv13
  | Labels:          <none>
  | Annotations:     <none>
  | Finalizers:      []
  | StorageClass:
  | Status:          Pending
  | Claim:
  | Reclaim Policy:  Retain
  | Access Modes:    RWO,ROX
  | VolumeMode:      Filesystem
  | Capacity:        1Gi
  | Node Affinity:   <none>
  | Message:
  | Source:
  |     Type:      PortworxVolume (a Portworx Volume resource)
  |     VolumeID:  v
  | Events:        <none>
  |
  |
  | Name:            pv2
  | Labels:          <none>
  | Annotations:     <none>
  | Finalizers:      []
  | StorageClass:
  | Status:          Pending
  | Claim:
  | Reclaim Policy:  Retain
  | Access Modes:    RWO,ROX
  | VolumeMode:      Filesystem
  | Capacity:        1Gi
  | Node Affinity:   <none>
  | Message:
  | Source:
  |     Type:              CSI (a Container Storage Interface (CSI) volume source)
  |     Driver:            d.example.com
  |     FSType:            ext4
  |     VolumeHandle:      h
  |     ReadOnly:          false
  |     VolumeAttributes:      a=b
  | Events:                <none>
  |
  |
  | Name:            pv3
  | Labels:          <none>
  | Annotations:     <none>
  | Finalizers:      []
  | StorageClass:
  | Status:          Pending
  | Claim:
  | Reclaim Policy:  Retain
  | Access Modes:    RWO,ROX
  | VolumeMode:      Filesystem
  | Capacity:        1Gi
  | Node Affinity:   <none>
  | Message:
  | Source:
  |     Type:       GCEPersistentDisk (a Persistent Disk resource in Google Compute Engine)
  |     PDName:     d
  |     FSType:
  |     Partition:  0
  |     ReadOnly:   false
  | Events:         <none>
  |
  |
  | Name:            pv4
  | Labels:          <none>
  | Annotations:     <none>
  | Finalizers:      []
  | StorageClass:
  | Status:          Pending
  | Claim:
  | Reclaim Policy:  Retain
  | Access Modes:    RWO,ROX
  | VolumeMode:      Filesystem
  | Capacity:        1Gi
  | Node Affinity:   <none>
  | Message:
  | Source:
  |     Type:       AWSElasticBlockStore (a Persistent Disk resource in AWS)
  |     VolumeID:   v
  |     FSType:
  |     Partition:  0
  |     ReadOnly:   false
  | Events:         <none>
  |
  |
  | Name:            pv5
  | Labels:          <none>
  | Annotations:     <none>
  | Finalizers:      []
  | StorageClass:
  | Status:          Pending
  | Claim:
  | Reclaim Policy:  Retain
  | Access Modes:    RWO,ROX
  | VolumeMode:      Filesystem
  | Capacity:        1Gi
  | Node Affinity:   <none>
  | Message:
  | Source:
  |     Type:               ISCSI (an ISCSI Disk resource that is attached to a kubelet's host machine and then exposed to the pod)
  |     TargetPortal:       1.2.3.4:1
  |     IQN:                iqn.2000-01.com:x
  |     Lun:                0
  |     ISCSIInterface      default
  |     FSType:
  |     ReadOnly:           false
  |     Portals:            []
  |     DiscoveryCHAPAuth:  false
  |     SessionCHAPAuth:    false
  |     SecretRef:          nil
  |     InitiatorName:      <none>
  | Events:                 <none>
  |
  |
  | Name:            pv6
  | Labels:          <none>
  | Annotations:     <none>
  | Finalizers:      []
  | StorageClass:
  | Status:          Pending
  | Claim:
  | Reclaim Policy:  Retain
  | Access Modes:    RWO,ROX
  | VolumeMode:      Filesystem
  | Capacity:        1Gi
  | Node Affinity:   <none>
  | Message:
  | Source:
  |     Type:          RBD (a Rados Block Device mount on the host that shares a pod's lifetime)
  |     CephMonitors:  [a]
  |     RBDImage:      i
  |     FSType:
  |     RBDPool:       rbd
  |     RadosUser:     admin
  |     Keyring:       /etc/ceph/keyring
  |     SecretRef:     nil
  |     ReadOnly:      false
  | Events:            <none>
  |
  |
  | Name:            pv7
  | Labels:          <none>
  | Annotations:     <none>
  | Finalizers:      []
  | StorageClass:
  | Status:          Pending
  | Claim:
  | Reclaim Policy:  Retain
  | Access Modes:    RWO,ROX
  | VolumeMode:      Filesystem
  | Capacity:        1Gi
  | Node Affinity:   <none>
  | Message:
  | Source:
  |     Type:        CephFS (a CephFS mount on the host that shares a pod's lifetime)
  |     Monitors:    [a]
  |     Path:
  |     User:
  |     SecretFile:
  |     SecretRef:   nil
  |     ReadOnly:    false
  | Events:          <none>
  |
  |
  | Name:            pv8
  | Labels:          <none>
  | Annotations:     <none>
  | Finalizers:      []
  | StorageClass:
  | Status:          Pending
  | Claim:
  | Reclaim Policy:  Retain
  | Access Modes:    RWO,ROX
  | VolumeMode:      Filesystem
  | Capacity:        1Gi
  | Node Affinity:   <none>
  | Message:
  | Source:
  |     Type:             AzureFile (an Azure File Service mount on the host and bind mount to the pod)
  |     SecretName:       s
  |     SecretNamespace:  n1
  |     ShareName:        f
  |     ReadOnly:         false
  | Events:               <none>
  |
  |
  | Name:            pv9
  | Labels:          <none>
  | Annotations:     <none>
  | Finalizers:      []
  | StorageClass:
  | Status:          Pending
  | Claim:
  | Reclaim Policy:  Retain
  | Access Modes:    RWO,ROX
  | VolumeMode:      Filesystem
  | Capacity:        1Gi
  | Node Affinity:   <none>
  | Message:
  | Source:
  |     Type:        FC (a Fibre Channel disk)
  |     TargetWWNs:
  |     LUN:         <none>
  |     FSType:
  |     ReadOnly:    false
  | Events:          <none>
`,
);
