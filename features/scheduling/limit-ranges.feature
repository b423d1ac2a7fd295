@S08
Feature: A LimitRange fills in what containers do not say, and bounds what they do

  It works when a pod or claim is made; what is there already stays as it is.
  https://kubernetes.io/docs/concepts/policy/limit-range/

  Background:
    Given a cluster with 2 nodes

  Rule: Defaults of containers

    Scenario Outline: <given> fills in requests of <request> and limits of <limit>
      Given the file "range.yaml":
        """
        apiVersion: v1
        kind: LimitRange
        metadata: {name: usual}
        spec: {limits: [{type: Container, <given>}]}
        """
      When I run "kubectl apply -f range.yaml"
      And I run "kubectl run web --image=nginx"
      Then {.spec.containers[0].resources.requests.cpu} of pod "web" is "<request>"
      And {.spec.containers[0].resources.limits.cpu} of pod "web" <limits>

      Examples:
        | given                                            | request | limit | limits      |
        | default: {cpu: 500m}, defaultRequest: {cpu: 50m} | 50m     | 500m  | is "500m"   |
        | default: {cpu: 500m}                             | 500m    | 500m  | is "500m"   |
        | max: {cpu: 800m}                                 | 800m    | 800m  | is "800m"   |
        | defaultRequest: {cpu: 50m}                       | 50m     | none  | is empty    |
        | min: {cpu: 20m}                                  | 20m     | none  | is empty    |

    Scenario: kubectl shows the range with its defaults
      Given the file "range.yaml":
        """
        apiVersion: v1
        kind: LimitRange
        metadata: {name: bounds}
        spec:
          limits:
            - {type: Pod, max: {cpu: "2", memory: 1Gi}}
            - {type: Container, max: {cpu: "1"}, min: {cpu: 10m}, defaultRequest: {cpu: 100m}, maxLimitRequestRatio: {cpu: "4"}}
            - {type: PersistentVolumeClaim, min: {storage: 1Gi}, max: {storage: 10Gi}}
        """
      When I run "kubectl apply -f range.yaml"
      And I run "kubectl describe limitrange bounds"
      Then it prints:
        """
        Name:                  bounds
        Namespace:             default
        Type                   Resource  Min  Max   Default Request  Default Limit  Max Limit/Request Ratio
        ----                   --------  ---  ---   ---------------  -------------  -----------------------
        Pod                    cpu       -    2     -                -              -
        Pod                    memory    -    1Gi   -                -              -
        Container              cpu       10m  1     100m             1              4
        PersistentVolumeClaim  storage   1Gi  10Gi  -                -              -
        """

    Scenario: With defaults, pods that say nothing pass a quota that asks
      Given the file "range.yaml":
        """
        apiVersion: v1
        kind: LimitRange
        metadata: {name: usual}
        spec: {limits: [{type: Container, default: {cpu: 500m}, defaultRequest: {cpu: 250m}}]}
        """
      When I run "kubectl create quota small --hard=requests.cpu=500m"
      And 1 second passes
      And I run "kubectl run one --image=nginx"
      Then the command fails with "failed quota: small: must specify requests.cpu for: one"
      When I run "kubectl apply -f range.yaml"
      And I run "kubectl create deployment web --image=nginx --replicas=3"
      Then within 10 seconds deployment "web" has 2 available replicas
      And for the next 1 minute deployment "web" has at most 2 available replicas
      And {.status.used.requests\.cpu} of resourcequota "small" is "500m"

  Rule: Bounds of containers, pods and claims, all that are passed at once

    Background:
      Given the file "range.yaml":
        """
        apiVersion: v1
        kind: LimitRange
        metadata: {name: bounds}
        spec:
          limits:
            - {type: Container, max: {cpu: "1"}, min: {memory: 64Mi}, maxLimitRequestRatio: {memory: "2"}}
            - {type: Pod, max: {cpu: 1500m}}
            - {type: PersistentVolumeClaim, min: {storage: 1Gi}, max: {storage: 10Gi}}
        """
      And I run "kubectl apply -f range.yaml"

    Scenario Outline: <what>
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: p}
        spec: {containers: <containers>}
        """
      When I run "kubectl create -f pod.yaml"
      Then the command fails with "pods \"p\" is forbidden: <message>"

      Examples:
        | what                               | containers                                                                                                   | message |
        | Too much of one, too little of another | [{name: a, image: a, resources: {requests: {cpu: "1", memory: 32Mi}, limits: {cpu: "2", memory: 64Mi}}}]  | [minimum memory usage per Container is 64Mi, but request is 32Mi, maximum cpu usage per Container is 1, but limit is 2, maximum cpu usage per Pod is 1500m, but limit is 2] |
        | No limit where the ratio needs one | [{name: a, image: a, resources: {requests: {memory: 64Mi}}}]                                                 | memory max limit to request ratio per Container is 2, but no limit is specified or limit is 0 |
        | A limit three times the request    | [{name: a, image: a, resources: {requests: {memory: 100Mi}, limits: {memory: 300Mi}}}]                       | memory max limit to request ratio per Container is 2, but provided ratio is 3.000000 |
        | Two containers that are one pod    | [{name: a, image: a, resources: {limits: {cpu: 800m, memory: 64Mi}}}, {name: b, image: a, resources: {limits: {cpu: 800m, memory: 64Mi}}}] | maximum cpu usage per Pod is 1500m, but limit is 1600m |

    Scenario Outline: A claim for <size>
      Given the file "claim.yaml":
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: data}
        spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: <size>}}}
        """
      When I run "kubectl create -f claim.yaml"
      Then <result>

      Examples:
        | size  | result                                                                                                                                  |
        | 512Mi | the command fails with "persistentvolumeclaims \"data\" is forbidden: minimum storage usage per PersistentVolumeClaim is 1Gi, but request is 512Mi" |
        | 1Gi   | the command succeeds                                                                                                                    |
        | 11Gi  | the command fails with "maximum storage usage per PersistentVolumeClaim is 10Gi, but request is 11Gi"                                   |

    Scenario: A Deployment is taken, its pods are not
      Given the file "web.yaml":
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec: {containers: [{name: web, image: nginx, resources: {limits: {cpu: "2", memory: 64Mi}}}]}
        """
      When I run "kubectl create -f web.yaml"
      Then the command succeeds
      And within 1 second deployment "web" has condition "ReplicaFailure" "True" with reason "FailedCreate"
      And {.status.conditions[?(@.type=="ReplicaFailure")].message} of deployment "web" contains "[maximum cpu usage per Container is 1, but limit is 2, maximum cpu usage per Pod is 1500m, but limit is 2]"
      And there are exactly 0 pods of deployment "web"

    Scenario: Pods that were there before stay
      Given I run "kubectl create namespace old"
      And I run "kubectl run web -n old --image=nginx"
      And the file "later.yaml":
        """
        apiVersion: v1
        kind: LimitRange
        metadata: {name: later, namespace: old}
        spec: {limits: [{type: Container, min: {cpu: 100m}}]}
        """
      When I run "kubectl apply -f later.yaml"
      Then for the next 5 minutes pod "old/web" exists
      And {.spec.containers[0].resources.requests} of pod "old/web" is empty

  Rule: A range must make sense itself

    Scenario: A default below the minimum
      Given the file "range.yaml":
        """
        apiVersion: v1
        kind: LimitRange
        metadata: {name: odd}
        spec: {limits: [{type: Container, min: {cpu: 200m}, default: {cpu: 100m}}]}
        """
      When I run "kubectl create -f range.yaml"
      Then the command fails with "min value 200m is greater than default value 100m"
