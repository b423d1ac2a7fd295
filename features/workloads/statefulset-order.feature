@W09
Feature: A StatefulSet does one thing at a time

  Up from the lowest ordinal, down and through updates from the highest, and never on while a pod is not ready.
  https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#deployment-and-scaling-guarantees

  Background:
    Given a cluster with 3 nodes

  Rule: Each pod waits until the one before it is ready

    Scenario: Three pods of twenty seconds start within a minute and not sooner
      Given containers of image "nginx" start in 20 seconds and get ready after 20 seconds
      And the manifests in "manifests/stateful"
      When 2 minutes pass
      Then statefulset "web" has 3 ready replicas
      And before pod "web-1" exists, pod "web-0" is Ready
      And before pod "web-2" exists, pod "web-1" is Ready

    Scenario: A first pod that never gets ready is the only one
      Given containers of image "nginx" never get ready
      And the file "probe.yaml":
        """
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: db}
        spec:
          serviceName: db
          replicas: 3
          selector: {matchLabels: {app: db}}
          template:
            metadata: {labels: {app: db}}
            spec:
              containers:
                - {name: db, image: nginx, readinessProbe: {httpGet: {path: /, port: 80}}}
        """
      When I run "kubectl apply -f probe.yaml"
      And 1 hour passes
      Then throughout there are at most 1 pod with label "app=db"

  Rule: Scaling down takes the highest ordinal first and waits for its end

    Scenario: From three to none
      Given the manifests in "manifests/stateful"
      And within 1 minute statefulset "web" has 3 ready replicas
      When I run "kubectl scale statefulset/web --replicas=0"
      And 5 minutes pass
      Then pod "web-0" is gone
      And before pod "web-1" is Terminating, pod "web-2" is gone
      And before pod "web-0" is Terminating, pod "web-1" is gone

  Rule: Parallel does all at once

    Scenario: Five pods in the time of one
      Given containers of image "nginx" start in 20 seconds
      And the file "db.yaml":
        """
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: db}
        spec:
          serviceName: db
          replicas: 5
          podManagementPolicy: Parallel
          selector: {matchLabels: {app: db}}
          template:
            metadata: {labels: {app: db}}
            spec:
              containers:
                - {name: db, image: nginx, readinessProbe: {tcpSocket: {port: 80}, periodSeconds: 1}}
        """
      When I run "kubectl apply -f db.yaml"
      Then within 2 seconds there are exactly 5 pods with label "app=db"
      And within 30 seconds statefulset "db" has 5 ready replicas

  Rule: Updates go from the highest ordinal down, to the partition

    Scenario: Partition 2 updates web-2 alone
      Given the manifests in "manifests/stateful"
      And within 1 minute statefulset "web" has 3 ready replicas
      When I run "kubectl patch statefulset web -p 'spec: {updateStrategy: {rollingUpdate: {partition: 2}}}'"
      And I run "kubectl set image statefulset/web nginx=nginx:1.21"
      And 5 minutes pass
      And I run "kubectl get pods -l app=nginx -o jsonpath='{.items[*].spec.containers[0].image}'"
      Then it prints "nginx:1.9.1 nginx:1.9.1 nginx:1.21"
      And never event "Killing" is recorded for pod "web-1"
      And never event "Killing" is recorded for pod "web-0"
      When I run "kubectl patch statefulset web -p 'spec: {updateStrategy: {rollingUpdate: {partition: 0}}}'"
      And 5 minutes pass
      And I run "kubectl get pods -l app=nginx -o jsonpath='{.items[*].spec.containers[0].image}'"
      Then it prints "nginx:1.21 nginx:1.21 nginx:1.21"

    Scenario: Under OnDelete only a deleted pod is updated
      Given the manifests in "manifests/stateful"
      And within 1 minute statefulset "web" has 3 ready replicas
      When I run "kubectl patch statefulset web -p 'spec: {updateStrategy: {type: OnDelete, rollingUpdate: null}}'"
      And I run "kubectl set image statefulset/web nginx=nginx:1.21"
      And 1 hour passes
      And I run "kubectl get pods -l app=nginx -o jsonpath='{.items[*].spec.containers[0].image}'"
      Then it prints "nginx:1.9.1 nginx:1.9.1 nginx:1.9.1"
      When I run "kubectl delete pod web-1"
      And 1 minute passes
      And I run "kubectl get pods -l app=nginx -o jsonpath='{.items[*].spec.containers[0].image}'"
      Then it prints "nginx:1.9.1 nginx:1.21 nginx:1.9.1"

  Rule: A broken update stays stuck after it is reverted, until its pod is deleted

    The controller waits for the broken pod to become ready before it does anything else, reverting included.
    https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#forced-rollback

    Scenario: The revert alone changes nothing for an hour
      Given the manifests in "manifests/stateful"
      And within 1 minute statefulset "web" has 3 ready replicas
      And containers of image "nginx:broken" never get ready
      When I run "kubectl set image statefulset/web nginx=nginx:broken"
      And 5 minutes pass
      And I run "kubectl rollout undo statefulset/web"
      And 1 hour passes
      And I run "kubectl get pods -l app=nginx -o jsonpath='{.items[*].spec.containers[0].image}'"
      Then it prints "nginx:1.9.1 nginx:1.9.1 nginx:broken"
      When I run "kubectl delete pod web-2"
      Then within 1 minute statefulset "web" has 3 ready replicas
      When I run "kubectl get pods -l app=nginx -o jsonpath='{.items[*].spec.containers[0].image}'"
      Then it prints "nginx:1.9.1 nginx:1.9.1 nginx:1.9.1"

  Rule: Only replicas, template and strategy may change

    Scenario: Another serviceName is refused
      Given the manifests in "manifests/stateful"
      When I run "kubectl patch statefulset web -p 'spec: {serviceName: other}'"
      Then the command fails with "spec: Forbidden: updates to statefulset spec for fields other than"
