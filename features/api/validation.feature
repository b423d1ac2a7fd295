@A05
Feature: The API server fills in what is missing and refuses what cannot be

  Background:
    Given a cluster with 1 node

  Rule: Unset fields get their defaults

    Scenario: What a Deployment of six lines has become
      Given the manifests in "manifests/nginx"
      Then {.spec.strategy.type} of deployment "nginx-deployment" is "RollingUpdate"
      And {.spec.strategy.rollingUpdate.maxSurge} of deployment "nginx-deployment" is "25%"
      And {.spec.strategy.rollingUpdate.maxUnavailable} of deployment "nginx-deployment" is "25%"
      And {.spec.revisionHistoryLimit} of deployment "nginx-deployment" is "10"
      And {.spec.progressDeadlineSeconds} of deployment "nginx-deployment" is "600"
      And {.spec.template.spec.restartPolicy} of deployment "nginx-deployment" is "Always"
      And {.spec.template.spec.terminationGracePeriodSeconds} of deployment "nginx-deployment" is "30"
      And {.spec.template.spec.dnsPolicy} of deployment "nginx-deployment" is "ClusterFirst"
      And {.spec.template.spec.containers[0].imagePullPolicy} of deployment "nginx-deployment" is "IfNotPresent"
      And {.spec.template.spec.containers[0].ports[0].protocol} of deployment "nginx-deployment" is "TCP"

    Scenario Outline: The image <image> is pulled <policy>
      When I run "kubectl run web --image=<image>"
      Then {.spec.containers[0].imagePullPolicy} of pod "web" is "<policy>"

      Examples:
        | image        | policy       |
        | nginx        | Always       |
        | nginx:latest | Always       |
        | nginx:1.7.9  | IfNotPresent |

  Rule: All problems of an object come in one answer

    Scenario: A Deployment with five mistakes
      Given the file "wrong.yaml":
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: Web_1}
        spec:
          replicas: -1
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: shop}}
            spec:
              restartPolicy: Never
              containers:
                - {name: web, image: nginx, ports: [{containerPort: 70000}]}
        """
      When I run "kubectl apply -f wrong.yaml"
      Then the command fails with "The Deployment \"Web_1\" is invalid:"
      And the command fails with "metadata.name: Invalid value: \"Web_1\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character"
      And the command fails with "spec.replicas: Invalid value: -1: must be greater than or equal to 0"
      And the command fails with "`selector` does not match template `labels`"
      And the command fails with "spec.template.spec.restartPolicy: Unsupported value: \"Never\": supported values: \"Always\""
      And the command fails with "spec.template.spec.containers[0].ports[0].containerPort: Invalid value: 70000: must be between 1 and 65535, inclusive"
      And deployment "Web_1" does not exist

    Scenario Outline: <what> is refused
      Given the file "wrong.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: wrong}
        spec:
          containers:
            - {name: main, image: nginx, resources: <resources>}
        """
      When I run "kubectl apply -f wrong.yaml"
      Then the command fails with "<message>"

      Examples:
        | what                           | resources                                        | message                                                                   |
        | A request above its limit      | {requests: {cpu: "2"}, limits: {cpu: "1"}}        | Invalid value: \"2\": must be less than or equal to cpu limit of 1        |
        | A request below zero           | {requests: {memory: "-1Gi"}}                      | must be greater than or equal to 0                                        |
        | A quantity that is none        | {requests: {memory: lots}}                        | quantities must match the regular expression                              |

  Rule: Two containers need two names, and every mount a volume

    Scenario: A sidecar with a borrowed name and a forgotten volume
      Given the file "wrong.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: wrong}
        spec:
          containers:
            - {name: main, image: nginx, volumeMounts: [{name: forgotten, mountPath: /data}]}
            - {name: main, image: busybox}
        """
      When I run "kubectl apply -f wrong.yaml"
      Then the command fails with "spec.containers[1].name: Duplicate value: \"main\""
      And the command fails with "spec.containers[0].volumeMounts[0].name: Not found: \"forgotten\""

  Rule: Each kind has its own words

    Scenario Outline: <kind>: <what>
      Given the file "wrong.yaml":
        """
        <manifest>
        """
      When I run "kubectl apply -f wrong.yaml"
      Then the command fails with "The <kind> \"wrong\" is invalid: <problem>"

      Examples:
        | kind | what | manifest | problem |
        | Service | a port out of range | {apiVersion: v1, kind: Service, metadata: {name: wrong}, spec: {ports: [{port: 70000, targetPort: 80}]}} | spec.ports[0].port: Invalid value: 70000: must be between 1 and 65535, inclusive |
        | Service | no port | {apiVersion: v1, kind: Service, metadata: {name: wrong}, spec: {selector: {app: web}}} | spec.ports: Required value |
        | Service | a node port elsewhere | {apiVersion: v1, kind: Service, metadata: {name: wrong}, spec: {type: NodePort, ports: [{port: 80, nodePort: 80}]}} | spec.ports[0].nodePort: Invalid value: 80: provided port is not in the valid range. The range of valid ports is 30000-32767 |
        | Service | two ports, one without a name | {apiVersion: v1, kind: Service, metadata: {name: wrong}, spec: {ports: [{port: 80, name: http}, {port: 81}]}} | spec.ports[1].name: Required value |
        | Service | an alias without a name | {apiVersion: v1, kind: Service, metadata: {name: wrong}, spec: {type: ExternalName}} | spec.externalName: Required value |
        | StatefulSet | a selector that misses its pods | {apiVersion: apps/v1, kind: StatefulSet, metadata: {name: wrong}, spec: {selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: b}}, spec: {containers: [{name: c, image: nginx}]}}}} | spec.template.metadata.labels: Invalid value: {\"app\":\"b\"}: `selector` does not match template `labels` |
        | StatefulSet | pods that end | {apiVersion: apps/v1, kind: StatefulSet, metadata: {name: wrong}, spec: {selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}}, spec: {restartPolicy: Never, containers: [{name: c, image: nginx}]}}}} | spec.template.spec.restartPolicy: Unsupported value: \"Never\": supported values: \"Always\" |
        | CronJob | no schedule | {apiVersion: batch/v1, kind: CronJob, metadata: {name: wrong}, spec: {schedule: often, jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: busybox}]}}}}}} | spec.schedule: Invalid value: \"often\": expected exactly 5 fields, found 1: [often] |
        | CronJob | an unknown policy | {apiVersion: batch/v1, kind: CronJob, metadata: {name: wrong}, spec: {schedule: "* * * * *", concurrencyPolicy: Queue, jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: busybox}]}}}}}} | spec.concurrencyPolicy: Unsupported value: \"Queue\": supported values: \"Allow\", \"Forbid\", \"Replace\" |
        | CronJob | pods that never end | {apiVersion: batch/v1, kind: CronJob, metadata: {name: wrong}, spec: {schedule: "* * * * *", jobTemplate: {spec: {template: {spec: {restartPolicy: Always, containers: [{name: c, image: busybox}]}}}}}} | spec.jobTemplate.spec.template.spec.restartPolicy: Required value: valid values: \"OnFailure\", \"Never\" |
        | PersistentVolumeClaim | no access mode | {apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: wrong}, spec: {resources: {requests: {storage: 1Gi}}}} | spec.accessModes: Required value: at least 1 access mode is required |
        | PersistentVolumeClaim | no size | {apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: wrong}, spec: {accessModes: [ReadWriteOnce]}} | spec.resources[storage]: Required value |
        | PersistentVolumeClaim | an unknown access mode | {apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: wrong}, spec: {accessModes: [ReadWriteTwice], resources: {requests: {storage: 1Gi}}}} | spec.accessModes: Unsupported value: \"ReadWriteTwice\": supported values: \"ReadOnlyMany\", \"ReadWriteMany\", \"ReadWriteOnce\", \"ReadWriteOncePod\" |
        | Ingress | no type of path | {apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: wrong}, spec: {rules: [{http: {paths: [{path: /, backend: {service: {name: web, port: {number: 80}}}}]}}]}} | spec.rules[0].http.paths[0].pathType: Required value: pathType must be specified |
        | Ingress | a relative path | {apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: wrong}, spec: {rules: [{http: {paths: [{path: shop, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}}]}} | spec.rules[0].http.paths[0].path: Invalid value: \"shop\": must be an absolute path |
        | Ingress | neither rules nor a default | {apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: wrong}, spec: {}} | spec: Invalid value: null: either `defaultBackend` or `rules` must be specified |
        | ConfigMap | a key with a slash | {apiVersion: v1, kind: ConfigMap, metadata: {name: wrong}, data: {etc/motd: hello}} | data[etc/motd]: Invalid value: \"etc/motd\": a valid config key must consist of alphanumeric characters, '-', '_' or '.' |
        | Secret | a login that is no document | {apiVersion: v1, kind: Secret, metadata: {name: wrong}, type: kubernetes.io/dockerconfigjson, stringData: {.dockerconfigjson: "{"}} | data[.dockerconfigjson]: Invalid value: \"<secret contents redacted>\": unexpected end of JSON input |
