@F05
Feature: Sentences about objects of every kind

  Background:
    Given a cluster with nodes:
      | name   | cpu | memory | zone | taints             |
      | node-1 | 4   | 8Gi    | a    |                    |
      | node-2 | 4   | 8Gi    | b    | only=db:NoSchedule |

  Rule: Any object: its state, its conditions, its fields, whether it is there

    Background:
      Given the manifests in "manifests/shop"

    Scenario: A deployment and its service
      When 30 seconds pass
      Then deployment "web" reports Available True
      And deployment "web" reports Available True with reason "MinimumReplicasAvailable" and message "minimum availability"
      And deployment "web" has condition "Progressing" "True" with reason "NewReplicaSetAvailable"
      And deployment "web" is Available
      And {.spec.replicas} of deployment "web" is "3"
      And {.spec.paused} of deployment "web" is empty
      And {.metadata.uid} of deployment "web" is not empty
      And {.status.conditions[?(@.type=="Available")].status} of deployment "web" is not "False"
      And {.spec.template.spec.containers[0].image} of deployment "web" contains "shop/web"
      And service "web" exists
      And service "web" in namespace "default" exists
      And service "default/web" exists
      And service "other" does not exist
      And namespace "kube-system" is Active
      When I run "kubectl delete service web"
      Then within 5 seconds service "web" is gone

    Scenario: Pods by label, by owner, by node
      When 1 minute passes
      Then there are exactly 3 pods with label "app=web"
      And there are 3 ready pods of deployment "web"
      And 3 pods of deployment "web" are Running
      And there are at most 3 pods on node "node-1"
      And there are no pending pods with label "app in (web)"
      And there are between 1 and 5 pods in namespace "default"
      And never are more than 3 pods with label "app=web" ready
      And deployment "web" has restarted at most 0 times

  Rule: Workloads: what they count

    Scenario: A StatefulSet
      Given the file "db.yaml":
        """
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: db}
        spec:
          serviceName: db
          replicas: 2
          selector: {matchLabels: {app: db}}
          template:
            metadata: {labels: {app: db}}
            spec: {containers: [{name: db, image: mysql}]}
        """
      When I run "kubectl apply -f db.yaml"
      Then within 1 minute statefulset "db" has 2 ready replicas
      And statefulset "db" has 2 current replicas
      And the rollout of statefulset "db" is complete
      And before pod "db-1" is Ready, pod "db-0" is Ready
      And pod "db-0" is on node "node-1"

    Scenario: A DaemonSet
      Given the file "agent.yaml":
        """
        apiVersion: apps/v1
        kind: DaemonSet
        metadata: {name: agent}
        spec:
          selector: {matchLabels: {app: agent}}
          template:
            metadata: {labels: {app: agent}}
            spec: {containers: [{name: agent, image: busybox, command: [sleep, "10000"]}]}
        """
      When I run "kubectl apply -f agent.yaml"
      Then within 1 minute daemonset "agent" has 1 available pod
      And daemonset "agent" has 1 desired pod
      And daemonset "agent" has no misscheduled pods
      And there is exactly 1 pod of daemonset "agent"
      And 1 pod of daemonset "agent" is Running

    Scenario: Jobs that complete, and one that fails
      Given the file "jobs.yaml":
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: calc}
        spec:
          completions: 2
          template: {spec: {restartPolicy: Never, containers: [{name: c, image: busybox, command: [sh, -c, "echo 4; sleep 5"]}]}}
        ---
        apiVersion: batch/v1
        kind: Job
        metadata: {name: bad}
        spec:
          backoffLimit: 0
          template: {spec: {restartPolicy: Never, containers: [{name: c, image: busybox, command: [sh, -c, "exit 4"]}]}}
        """
      When I run "kubectl apply -f jobs.yaml"
      Then within 1 minute job "calc" has completed
      And job "calc" is Complete
      And job "calc" has 2 succeeded pods
      And there are 2 Completed pods of job "calc"
      And throughout at most 1 pod of job "calc" is Running
      And within 1 minute job "bad" has failed
      And job "bad" reports Failed True with reason "BackoffLimitExceeded"
      And there is 1 Failed pod of job "bad"

    Scenario: A CronJob
      Given the file "tick.yaml":
        """
        apiVersion: batch/v1
        kind: CronJob
        metadata: {name: tick}
        spec:
          schedule: "*/5 * * * *"
          jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: busybox, command: [date]}]}}}}
        """
      When I run "kubectl apply -f tick.yaml"
      And the clock reads "01:02:00"
      Then 12 jobs of cronjob "tick" have completed
      And 12 jobs of cronjob "tick" were created
      And no jobs of cronjob "tick" have failed
      And throughout at most 1 job of cronjob "tick" was active

    Scenario: A claim and its volume
      Given the file "data.yaml":
        """
        apiVersion: v1
        kind: PersistentVolume
        metadata: {name: pv}
        spec: {capacity: {storage: 1Gi}, accessModes: [ReadWriteOnce], hostPath: {path: /x}, storageClassName: ""}
        ---
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: data}
        spec: {accessModes: [ReadWriteOnce], storageClassName: "", resources: {requests: {storage: 1Gi}}}
        """
      When I run "kubectl apply -f data.yaml"
      Then within 20 seconds claim "data" is Bound
      And volume "pv" is Bound
      And {.spec.volumeName} of persistentvolumeclaim "data" is "pv"
