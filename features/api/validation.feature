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
