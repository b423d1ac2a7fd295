@S08
Feature: A quota bounds what a namespace may use, and says what it uses

  Admission refuses what would go past a bound and charges what passes; the quota controller counts again when something
  that counted is gone.
  https://kubernetes.io/docs/concepts/policy/resource-quotas/

  Background:
    Given a cluster with 2 nodes

  Rule: Requests and limits of pods are added up

    Background:
      Given the file "quota.yaml":
        """
        apiVersion: v1
        kind: ResourceQuota
        metadata: {name: team}
        spec: {hard: {requests.cpu: "1", requests.memory: 1Gi, limits.cpu: "2", pods: "4"}}
        """
      And I run "kubectl apply -f quota.yaml"
      And the file "web.yaml":
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          replicas: 4
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              containers:
                - name: web
                  image: nginx
                  resources: {requests: {cpu: 300m, memory: 100Mi}, limits: {cpu: 400m}}
        """

    Scenario: kubectl shows both sides of each resource
      When I run "kubectl create -f web.yaml"
      And 10 seconds pass
      And I run "kubectl describe quota team"
      Then it prints:
        """
        Name:            team
        Namespace:       default
        Resource         Used   Hard
        --------         ----   ----
        limits.cpu       1200m  2
        pods             3      4
        requests.cpu     900m   1
        requests.memory  300Mi  1Gi
        """
      When I run "kubectl get quota team"
      Then it prints "pods: 3/4, requests.cpu: 900m/1, requests.memory: 300Mi/1Gi   limits.cpu: 1200m/2"

    Scenario: A Deployment that is short of quota runs with fewer pods, and says why
      When I run "kubectl create -f web.yaml"
      Then within 10 seconds deployment "web" has 3 available replicas
      And for the next 5 minutes deployment "web" has at most 3 available replicas
      And deployment "web" has condition "ReplicaFailure" "True" with reason "FailedCreate"
      When I run "kubectl describe rs"
      Then it prints "ReplicaFailure   True    FailedCreate"
      And it prints "Warning  FailedCreate"
      And it prints "is forbidden: exceeded quota: team, requested: requests.cpu=300m, used: requests.cpu=900m, limited: requests.cpu=1"
      When I run "kubectl get deployment web"
      Then it prints "web    3/4     3            3"

    Scenario: It gets its last pod when there is room, with the ReplicaSet's next try
      Given I run "kubectl create -f web.yaml"
      And within 10 seconds deployment "web" has 3 available replicas
      When I run:
        """
        kubectl patch quota team --type=merge -p '{"spec":{"hard":{"requests.cpu":"2"}}}'
        """
      Then within 20 minutes deployment "web" has 4 available replicas
      And {.status.used.requests\.cpu} of resourcequota "team" is "1200m"
      When I run "kubectl describe deployment web"
      Then it does not print "ReplicaFailure"

    Scenario: A rolling update needs room for its surge
      Given I run "kubectl create -f web.yaml"
      And I run "kubectl scale deployment web --replicas=3"
      And within 10 seconds deployment "web" has 3 available replicas
      When I run "kubectl set image deployment web web=nginx:1.27"
      Then for the next 5 minutes deployment "web" has at least 3 available replicas
      And deployment "web" has condition "ReplicaFailure" "True" with reason "FailedCreate"
      And there are exactly 3 pods of deployment "web"

    Scenario: What a quota bounds, each container must name
      When I run "kubectl run bare --image=nginx"
      Then the command fails with "Error from server (Forbidden): pods \"bare\" is forbidden: failed quota: team: must specify limits.cpu for: bare; requests.cpu for: bare; requests.memory for: bare"

    Scenario: Several bounds that are passed are told at once
      Given the file "big.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: big}
        spec: {containers: [{name: big, image: nginx, resources: {requests: {cpu: "3", memory: 2Gi}, limits: {cpu: "3"}}}]}
        """
      When I run "kubectl create -f big.yaml"
      Then the command fails with "exceeded quota: team, requested: limits.cpu=3,requests.cpu=3,requests.memory=2Gi, used: limits.cpu=0,requests.cpu=0,requests.memory=0, limited: limits.cpu=2,requests.cpu=1,requests.memory=1Gi"

    Scenario: A pod that is over uses nothing any more
      Given the file "once.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: once}
        spec:
          restartPolicy: Never
          containers: [{name: once, image: busybox, command: [sleep, "20"], resources: {requests: {cpu: 500m, memory: 10Mi}, limits: {cpu: 500m}}}]
        """
      When I run "kubectl create -f once.yaml"
      Then {.status.used.requests\.cpu} of resourcequota "team" is "500m"
      And within 1 minute pod "once" is Succeeded
      And within 2 seconds {.status.used.requests\.cpu} of resourcequota "team" is "0"
      And {.status.used.pods} of resourcequota "team" is "0"

    Scenario: A smaller bound takes nothing away
      Given I run "kubectl create -f web.yaml"
      And within 10 seconds deployment "web" has 3 available replicas
      When I run:
        """
        kubectl patch quota team --type=merge -p '{"spec":{"hard":{"pods":"1"}}}'
        """
      Then for the next 5 minutes deployment "web" has 3 available replicas
      And {.status.hard.pods} of resourcequota "team" is "1"
      And {.status.used.pods} of resourcequota "team" is "3"

    Scenario: A charge for an object that was not made after all stands until the controller counts again
      Given I run "kubectl create configmap one"
      And I run "kubectl create quota texts --hard=count/configmaps=9"
      And 1 second passes
      When I run "kubectl create configmap one"
      Then the command fails with "already exists"
      And {.status.used.count/configmaps} of resourcequota "texts" is "3"
      And within 5 minutes {.status.used.count/configmaps} of resourcequota "texts" is "2"

  Rule: Objects are counted, each kind by its name

    Scenario Outline: One <kind> too many
      When I run "kubectl create quota few --hard=<resource>=<bound>"
      And 1 second passes
      And I run "<first>"
      And I run "<second>"
      Then the command fails with "is forbidden: exceeded quota: few, requested: <resource>=1, used: <resource>=<bound>, limited: <resource>=<bound>"

      Examples:
        | kind          | resource               | bound | first                                                | second                                               |
        | Deployment    | count/deployments.apps | 1     | kubectl create deployment a --image=nginx            | kubectl create deployment b --image=nginx            |
        | Job           | count/jobs.batch       | 1     | kubectl create job a --image=nginx                   | kubectl create job b --image=nginx                   |
        | Secret        | secrets                | 1     | kubectl create secret generic a                      | kubectl create secret generic b                      |
        | Service       | services               | 2     | kubectl create service clusterip a --tcp=80          | kubectl create service clusterip b --tcp=80          |
        | node port     | services.nodeports     | 1     | kubectl create service nodeport a --tcp=80           | kubectl create service loadbalancer b --tcp=80       |
        | load balancer | services.loadbalancers | 1     | kubectl create service loadbalancer a --tcp=80       | kubectl create service loadbalancer b --tcp=80       |

    Scenario: A quota and what it counts in one file
      Given the file "all.yaml":
        """
        apiVersion: v1
        kind: ResourceQuota
        metadata: {name: few}
        spec: {hard: {pods: "2", count/replicasets.apps: "5", count/deployments.apps: "5"}}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          replicas: 5
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec: {containers: [{name: web, image: nginx}]}
        """
      When I run "kubectl apply -f all.yaml"
      Then within 10 seconds deployment "web" has 2 available replicas
      And never are more than 2 pods of deployment "web" running
      And {.status.used.count/deployments\.apps} of resourcequota "few" is "1"
      And {.status.used.count/replicasets\.apps} of resourcequota "few" is "1"

  Rule: Claims count by number and storage, of all classes and of each

    Background:
      Given the file "storage.yaml":
        """
        apiVersion: v1
        kind: ResourceQuota
        metadata: {name: storage}
        spec:
          hard:
            persistentvolumeclaims: "3"
            requests.storage: 20Gi
            gold.storageclass.storage.k8s.io/requests.storage: 5Gi
            gold.storageclass.storage.k8s.io/persistentvolumeclaims: "1"
        """
      And I run "kubectl apply -f storage.yaml"
      And 1 second passes

    Scenario Outline: A claim for <size> of class <class>
      Given the file "claim.yaml":
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: data}
        spec: {accessModes: [ReadWriteOnce], storageClassName: <class>, resources: {requests: {storage: <size>}}}
        """
      When I run "kubectl create -f claim.yaml"
      Then <result>

      Examples:
        | class | size | result                                                                                                                                                                                                                |
        | gold  | 5Gi  | the command succeeds                                                                                                                                                                                                  |
        | iron  | 20Gi | the command succeeds                                                                                                                                                                                                  |
        | gold  | 6Gi  | the command fails with "exceeded quota: storage, requested: gold.storageclass.storage.k8s.io/requests.storage=6Gi, used: gold.storageclass.storage.k8s.io/requests.storage=0, limited: gold.storageclass.storage.k8s.io/requests.storage=5Gi" |
        | iron  | 21Gi | the command fails with "exceeded quota: storage, requested: requests.storage=21Gi, used: requests.storage=0, limited: requests.storage=20Gi"                                                                            |

  Rule: A quota with scopes counts only the pods that all of them take

    Scenario Outline: Scope <scope> takes <pods>
      Given the file "quota.yaml":
        """
        apiVersion: v1
        kind: ResourceQuota
        metadata: {name: scoped}
        spec: {hard: {pods: "9"}, <scopes>}
        """
      And the file "pods.yaml":
        """
        apiVersion: scheduling.k8s.io/v1
        kind: PriorityClass
        metadata: {name: high}
        value: 1000
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: plain}
        spec: {containers: [{name: a, image: nginx}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: sized}
        spec: {priorityClassName: high, containers: [{name: a, image: nginx, resources: {requests: {cpu: 10m}}}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: timed}
        spec: {activeDeadlineSeconds: 600, containers: [{name: a, image: nginx, resources: {requests: {cpu: 10m}}}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: far}
        spec:
          containers: [{name: a, image: nginx}]
          affinity:
            podAntiAffinity:
              preferredDuringSchedulingIgnoredDuringExecution:
                - {weight: 1, podAffinityTerm: {namespaceSelector: {}, topologyKey: kubernetes.io/hostname}}
        """
      When I run "kubectl apply -f quota.yaml"
      And 1 second passes
      And I run "kubectl apply -f pods.yaml"
      Then the command succeeds
      And {.status.used.pods} of resourcequota "scoped" is "<number>"

      Examples:
        | scope                    | scopes                                                                                                  | pods                             | number |
        | BestEffort               | scopes: [BestEffort]                                                                                    | those that ask for nothing       | 2      |
        | NotBestEffort            | scopes: [NotBestEffort]                                                                                 | those that ask for something     | 2      |
        | Terminating              | scopes: [Terminating]                                                                                   | those with a deadline            | 1      |
        | NotTerminating           | scopes: [NotTerminating]                                                                                | those without one                | 3      |
        | two of them              | scopes: [NotTerminating, NotBestEffort]                                                                 | those that both take             | 1      |
        | PriorityClass In         | scopeSelector: {matchExpressions: [{scopeName: PriorityClass, operator: In, values: [high, low]}]}      | those of a class of the list     | 1      |
        | PriorityClass NotIn      | scopeSelector: {matchExpressions: [{scopeName: PriorityClass, operator: NotIn, values: [high]}]}        | those of no class too            | 3      |
        | PriorityClass Exists     | scopeSelector: {matchExpressions: [{scopeName: PriorityClass, operator: Exists}]}                       | those of any class               | 1      |
        | CrossNamespacePodAffinity | scopes: [CrossNamespacePodAffinity]                                                                    | those that look at other namespaces | 1   |

    Scenario: No pod of a class beyond what its quota allows
      Given the file "quota.yaml":
        """
        apiVersion: v1
        kind: ResourceQuota
        metadata: {name: none-critical}
        spec:
          hard: {pods: "0"}
          scopeSelector: {matchExpressions: [{scopeName: PriorityClass, operator: In, values: [system-node-critical]}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: plain}
        spec: {containers: [{name: a, image: nginx}]}
        """
      And the file "critical.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: critical}
        spec: {priorityClassName: system-node-critical, containers: [{name: a, image: nginx}]}
        """
      When I run "kubectl apply -f quota.yaml"
      Then the command succeeds
      When I run "kubectl apply -f critical.yaml"
      Then the command fails with "pods \"critical\" is forbidden: exceeded quota: none-critical, requested: pods=1, used: pods=0, limited: pods=0"

    Scenario Outline: <what> cannot be
      Given the file "quota.yaml":
        """
        apiVersion: v1
        kind: ResourceQuota
        metadata: {name: wrong}
        spec: {<spec>}
        """
      When I run "kubectl create -f quota.yaml"
      Then the command fails with "<message>"

      Examples:
        | what                          | spec                                                            | message                                                            |
        | Opposites together            | hard: {pods: "1"}, scopes: [BestEffort, NotBestEffort]          | conflicting scopes                                                 |
        | A best-effort quota of memory | hard: {memory: 1Gi}, scopes: [BestEffort]                       | unsupported scope applied to resource                              |
        | An unknown scope              | hard: {pods: "1"}, scopes: [Sometimes]                          | unsupported scope                                                  |
        | A negative bound              | hard: {pods: "-1"}                                              | must be greater than or equal to 0                                 |
